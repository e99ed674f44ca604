"""Withdraw, or start again. What was only being written is put away at once; what was handed over is asked about first."""

from __future__ import annotations

import re

from actions.report import introduce
from actions.talk import Talk
from bot.conversation import Heard, Note

_AGAIN = re.compile(r"\b(start|begin)\b.*\b(again|over)\b|\brestart\b", re.IGNORECASE)


def withdraw(talk: Talk, heard: Heard) -> Talk:
    if talk.record:
        talk = talk.know(record=None, played=None, asked={}, choices=()).ask(None)
        return talk.say("withdraw.again" if _AGAIN.search(heard.text) else "withdraw.draft")
    enquiry = talk.open_enquiries[-1] if talk.open_enquiries else None
    if enquiry is None:
        return introduce(talk).say("withdraw.nothing")
    return talk.ask("withdraw").say("withdraw.sure", reference=enquiry.reference, owner=enquiry.owner_name)


def drop(talk: Talk, heard: Heard) -> Talk:
    """The owner is told and closes it: nothing closes by itself."""
    enquiry = talk.open_enquiries[-1]
    talk = talk.do(Note(enquiry.reference, "withdrawn", heard.text)).ask(None)
    return talk.say("withdraw.done", reference=enquiry.reference, owner=enquiry.owner_name)
