"""STATUS, "who has it?" and "what happens now?": from the database's enquiries, never from memory."""

from __future__ import annotations

from actions.report import introduce
from actions.talk import Talk
from bot import reference
from bot.conversation import Enquiry, Heard


def ask_status(talk: Talk, heard: Heard) -> Talk:
    """Each open enquiry: who, what next, by when. A mistyped reference is known to be mistyped."""
    named = reference.find(heard.text, talk.moment.council.prefix)
    if named and not any(one.reference == named[0] for one in talk.enquiries):
        return introduce(talk).say("reference.not_here" if named[1] else "reference.typo", reference=named[0])
    mine = [one for one in talk.enquiries if named and one.reference == named[0]] or list(talk.open_enquiries)
    if not mine:
        return introduce(_nothing_open(talk))
    for enquiry in mine:
        talk = _tell(talk, enquiry)
    return talk


def ask_owner(talk: Talk, heard: Heard) -> Talk:
    enquiry = talk.open_enquiries[-1] if talk.open_enquiries else None
    if enquiry is None:
        return introduce(talk).say("owner.nobody_yet") if talk.record else introduce(_nothing_open(talk))
    return talk.say(
        "owner", owner=enquiry.owner_name, team=enquiry.team, reference=enquiry.reference, due=talk.date(enquiry.due_at)
    )


def ask_next_steps(talk: Talk, heard: Heard) -> Talk:
    enquiry = talk.open_enquiries[-1] if talk.open_enquiries else None
    if enquiry is None:
        return introduce(talk).say("next.drafting") if talk.record else introduce(_nothing_open(talk))
    return talk.say(
        "next.enquiry",
        next_step=enquiry.next_step,
        owner=enquiry.owner_name,
        due=talk.date(enquiry.due_at),
        reference=enquiry.reference,
    )


def _tell(talk: Talk, enquiry: Enquiry) -> Talk:
    values = {
        "reference": enquiry.reference,
        "short": talk.words.service(enquiry.service, "short"),
        "owner": enquiry.owner_name,
        "team": enquiry.team,
        "next_step": enquiry.next_step,
        "due": talk.date(enquiry.due_at),
        "cover": enquiry.cover_name,
    }
    if enquiry.state == "closed":
        return talk.say("status.closed", outcome=talk.words.say(f"outcome.{enquiry.outcome}"), **values)
    talk = talk.say(f"status.{enquiry.state}", **values)
    return talk.say("status.cover", **values) if enquiry.cover_name and enquiry.state == "waiting" else talk


def _nothing_open(talk: Talk) -> Talk:
    closed = talk.latest
    if talk.record:
        return talk.say("status.drafting")
    return _tell(talk, closed) if closed else talk.say("status.nothing")
