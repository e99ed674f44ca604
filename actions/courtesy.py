"""Hello, thank you, goodbye, wait, say that again, and everything that is not the Council's."""

from __future__ import annotations

from actions.report import introduce
from actions.talk import Talk
from bot.conversation import Heard, Note


def greet(talk: Talk, heard: Heard) -> Talk:
    if not talk.state.introduced:
        return introduce(talk.say("greet")) if talk.record else introduce(talk.say("greet")).say("greet.ask")
    if talk.record:
        return talk.say("greet.back")
    return _with_owner(talk, "greet.waiting") if talk.open_enquiries else talk.say("greet.ask")


def thanks(talk: Talk, heard: Heard) -> Talk:
    return _with_owner(talk, "thanks.waiting") if talk.open_enquiries and not talk.record else talk.say("thanks")


def goodbye(talk: Talk, heard: Heard) -> Talk:
    if talk.record:
        return talk.say("goodbye.drafting").ask(talk.state.asks)
    return _with_owner(talk, "goodbye.waiting") if talk.open_enquiries else talk.say("goodbye")


def pause(talk: Talk, heard: Heard) -> Talk:
    """No time-out, ever (standard V5)."""
    return introduce(talk).say("pause")


def feedback(talk: Talk, heard: Heard) -> Talk:
    for enquiry in talk.open_enquiries[-1:]:
        talk = talk.do(Note(enquiry.reference, "feedback", heard.text))
    return introduce(talk).say("feedback")


def off_topic(talk: Talk, heard: Heard) -> Talk:
    return introduce(talk.say("off_topic", phone=talk.moment.council.phone))


def repeat(talk: Talk, heard: Heard) -> Talk:
    """The last message once more, with how to get help with it."""
    if not talk.state.last_said:
        return introduce(talk).say("greet.ask")
    if talk.record and talk.state.asks:
        return talk.know(played=None).not_asked().say("repeat")
    return talk.say("repeat").tell(talk.state.last_said)


def _with_owner(talk: Talk, key: str) -> Talk:
    enquiry = talk.open_enquiries[-1]
    return talk.say(
        key,
        owner=enquiry.owner_name,
        reference=enquiry.reference,
        due=talk.date(enquiry.due_at),
    )
