"""Still not fixed: back to the same owner with its history, in one message (standard V8)."""

from __future__ import annotations

from actions.handover import reply_by
from actions.report import report
from actions.talk import Talk
from bot.conversation import Enquiry, Heard, Note, Promise, Reopen


def still_broken(talk: Talk, heard: Heard) -> Talk:
    enquiry = talk.latest
    if enquiry is None:
        return report(talk, heard)
    if enquiry.state == "closed":
        return reopen(talk, heard, enquiry)
    talk = talk.do(Note(enquiry.reference, "chased", heard.text))
    due = talk.date(enquiry.due_at)
    return talk.say("still_broken.open", reference=enquiry.reference, owner=enquiry.owner_name, due=due)


def reopen(talk: Talk, heard: Heard, enquiry: Enquiry) -> Talk:
    due_at = reply_by(talk, enquiry.team, 1)
    promise = Promise("reply", talk.words.say("next.reply", owner=enquiry.owner_name), due_at)
    talk = talk.do(Reopen(enquiry.reference, heard.text, promise)).give_floor("waiting")
    return talk.say(
        "still_broken.reopened", reference=enquiry.reference, owner=enquiry.owner_name, due=talk.date(due_at)
    )
