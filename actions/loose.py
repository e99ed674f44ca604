"""Words that only mean something beside a question or a record: yes, no, a bare fact, "rather not say", "one more thing"."""

from __future__ import annotations

from actions.correct import correct, corrections
from actions.handover import lost
from actions.report import add, introduce, report
from actions.take import take, with_words
from actions.talk import Talk
from bot.conversation import Enquiry, Heard, Note

PATIENCE = 2
"""Messages in a row that are not understood before a person is called."""


def unclear(talk: Talk, heard: Heard) -> Talk:
    """The first time: asked to say it another way. The second: a person, with everything so far."""
    if talk.state.missed + 1 >= PATIENCE:
        return lost(introduce(talk), heard)
    talk = introduce(talk).know(missed=talk.state.missed + 1)
    return talk.say("unclear") if talk.record else talk.say("unclear.start")


def affirm(talk: Talk, heard: Heard) -> Talk:
    return _nothing_asked(talk, heard, "affirm.nothing")


def deny(talk: Talk, heard: Heard) -> Talk:
    return _nothing_asked(talk, heard, "deny.nothing")


def decline(talk: Talk, heard: Heard) -> Talk:
    return introduce(talk).say("decline")


def inform(talk: Talk, heard: Heard) -> Talk:
    """A fact that nobody asked for is still a fact."""
    if talk.record:
        return add(talk, heard)
    if talk.open_enquiries:
        return add_information(talk, heard)
    return report(talk, heard)


def add_information(talk: Talk, heard: Heard) -> Talk:
    if talk.record:
        return add(talk, heard)
    enquiry = talk.open_enquiries[-1] if talk.open_enquiries else None
    if enquiry is None:
        return report(talk, heard)
    record = take(talk, with_words(enquiry.record, heard), heard)
    talk = talk.amend(enquiry, record, heard.text).do(Note(enquiry.reference, "added", heard.text))
    return _said_added(talk, enquiry)


def _said_added(talk: Talk, enquiry: Enquiry) -> Talk:
    """Shorter when it was the last thing said: the same line again sounds as if nobody listened."""
    values = {"reference": enquiry.reference, "owner": enquiry.owner_name}
    before = {talk.words.say(key, **values) for key in ("added", "added.more")}
    return talk.say("added.more" if talk.state.last_said in before else "added", **values)


def correct_record(talk: Talk, heard: Heard) -> Talk:
    if talk.record:
        return correct(talk, heard) or add(talk, heard)
    enquiry = talk.open_enquiries[-1] if talk.open_enquiries else None
    if enquiry is None:
        return report(talk, heard)
    found = corrections(talk.words, enquiry.record, heard)
    if not found.changes:
        return add_information(talk, heard)
    record = enquiry.record
    for fact in found.changes:
        record = record.with_fact(fact)
    changed = talk.words.listed([fact.value for fact in found.changes], "and")
    talk = talk.amend(enquiry, record, heard.text).do(Note(enquiry.reference, "corrected", heard.text))
    return talk.say("corrected", changes=changed, reference=enquiry.reference, owner=enquiry.owner_name)


def _nothing_asked(talk: Talk, heard: Heard, key: str) -> Talk:
    if talk.record:
        return talk  # what was asked is asked again
    if talk.open_enquiries:
        enquiry = talk.open_enquiries[-1]
        return talk.do(Note(enquiry.reference, "added", heard.text)).say("noted", owner=enquiry.owner_name)
    return introduce(talk).say(key)
