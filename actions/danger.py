"""Danger, before anything else and in every state: the approved wording at once, then a person is told.

Sure enough of a class: its fixed wording, an urgent enquiry with a named owner. Only a suspicion: one line, and the
conversation goes on. Nothing is ever asked first.
"""

from __future__ import annotations

from datetime import timedelta

from actions.handover import open_enquiry
from actions.talk import Talk
from bot.conversation import Heard, Note
from bot.record import Fact, Record

SURE = 0.5
WHICH = 0.6
"""Below this the likeliest emergency is the right one in a third of the cases: the wording for any danger is said."""
ANY = "danger"
PERHAPS = "perhaps"


def danger(talk: Talk, heard: Heard) -> Talk:
    """Says the number to call; tells a person; keeps what was said."""
    understood = heard.understood
    name = understood.emergency if understood.emergency and understood.which >= WHICH else ANY
    if understood.danger < SURE:
        return talk if PERHAPS in talk.state.alerted else _perhaps(talk)
    if name in talk.state.alerted:
        return _again(talk, heard, name)
    talk = talk.tell(talk.words.emergency(name))
    return _tell_a_person(talk.know(alerted=(*talk.state.alerted, name)), heard, name).send(urgent=True)


def _perhaps(talk: Talk) -> Talk:
    """One line, once: a suspicion that was answered is not raised again at every message."""
    return talk.say("danger.perhaps").know(alerted=(*talk.state.alerted, PERHAPS))


def _tell_a_person(talk: Talk, heard: Heard, name: str) -> Talk:
    where_to = talk.moment.council.emergencies[name]
    record = Record(service=where_to["service"]).with_fact(Fact("what", heard.text, heard.text, heard.seq))
    talk, enquiry, assigned = open_enquiry(
        talk,
        kind="danger",
        record=record,
        why=name,
        team=where_to["team"],
        due_at=max(talk.moment.rota.owner_for(where_to["team"], talk.moment.now).back_at, talk.moment.now)
        + timedelta(hours=1),
        urgent=True,
    )
    key = "danger.told" if assigned.back_at <= talk.moment.now else "danger.told_later"
    talk = talk.say(
        key,
        owner=assigned.person.name,
        due=talk.date(enquiry.due_at),
        phone=assigned.team.phone,
        reference=enquiry.reference,
    ).give_floor("staff" if talk.floor == "staff" else "waiting")
    # Nobody is invited to write details where somebody else may read the phone, nor where that is the likeliest.
    likeliest = talk.moment.council.emergencies[heard.understood.emergency or name]["service"]
    return talk if talk.moment.council.services[likeliest].discreet else talk.say("danger.carry_on")


def _again(talk: Talk, heard: Heard, name: str) -> Talk:
    """The same danger again: the wording again, because it may be needed; what was said goes to the same person."""
    talk = talk.tell(talk.words.emergency(name))
    enquiry = next((one for one in reversed(talk.enquiries) if one.kind == "danger" and one.state != "closed"), None)
    if enquiry is None:
        return _tell_a_person(talk, heard, name).send(urgent=True)
    said = f"{enquiry.record.value('what')}\n{heard.text}"
    record = enquiry.record.with_fact(Fact("what", said, said, heard.seq))
    talk = talk.amend(enquiry, record, heard.text).do(Note(enquiry.reference, "danger", heard.text))
    return talk.send(urgent=True)
