"""Danger, before anything else and in every state: the approved wording at once, then a person is told.

Sure enough of a class: its fixed wording, an urgent enquiry with a named owner. Only a suspicion: one line, and the
conversation goes on. Nothing is ever asked first.
"""

from __future__ import annotations

from datetime import timedelta

from actions.handover import open_enquiry
from actions.report import add, likeliest, report
from actions.talk import Talk
from bot.conversation import Enquiry, Heard, Later, Note
from bot.facts import asks
from bot.record import Fact, Record
from bot.understanding import Understood

SURE = 0.7
"""From here up the whole of it is said and a person told; about where the model raises an emergency by itself."""
WHICH = 0.6
"""Below this the likeliest emergency is the right one in a third of the cases: the wording for any danger is said."""
ANOTHER = 0.85
"""How sure of a different emergency than the one a person was just told of; below it, it is more of the same."""
ANY = "danger"
PERHAPS = "perhaps"
STILL = 0.8
"""Danger this likely is danger, whoever adds that nobody is hurt."""
_DANGER_NOW = {"danger_now", "danger"}
"""Facts that say whether anyone is in danger."""
BARE_NO = 3
"""Words up to which "no" means that nobody is in danger, and not "no, I have no credit"."""
BARE = 5
"""Words up to which "nobody is hurt" says nothing more."""


def danger(talk: Talk, heard: Heard) -> Talk:
    """Says the number to call; tells a person; keeps what was said."""
    understood = heard.understood
    if understood.danger < SURE:
        return talk if PERHAPS in talk.state.alerted else _perhaps(talk)
    name = _which(talk, understood)
    if name in talk.state.alerted:
        return _again(talk, heard, name)
    talk = talk.tell(talk.words.emergency(name))
    return _tell_a_person(talk.know(alerted=(*talk.state.alerted, name)), heard, name).send(urgent=True)


def _which(talk: Talk, understood: Understood) -> str:
    """The emergency whose wording is said: until a person has answered, the one they were told of, unless it is clearly
    another."""
    earlier = [one for one in talk.state.alerted if one != PERHAPS]
    if earlier and told(talk) and understood.which < ANOTHER:
        return earlier[-1]
    return understood.emergency if understood.emergency and understood.which >= WHICH else ANY


def told(talk: Talk) -> Enquiry | None:
    """The danger that a person was told of, while nobody has answered it and nothing else is being written down."""
    newest = talk.open_enquiries[-1] if talk.open_enquiries else None
    return newest if newest and newest.kind == "danger" and talk.floor == "waiting" else None


def no_calls(talk: Talk) -> Talk:
    """Nobody may wait for help that we did not call: once, and with the number for this danger."""
    if talk.words.say("danger.no_calls") in talk.state.last_said:
        return talk
    name = next(one for one in (*reversed(talk.state.alerted), ANY) if one != PERHAPS)
    return talk.say("danger.no_calls").tell(talk.words.emergency(name))


def is_over(talk: Talk, heard: Heard) -> bool:
    """Whether the resident, asked to say so if nobody is in danger, says so."""
    if asks(heard.text):
        return False
    says_so = heard.understood.safe or (heard.understood.act == "deny" and len(heard.text.split()) <= BARE_NO)
    return says_so and heard.understood.danger < STILL and bool(talk.state.unless_danger and told(talk))


def stand_down(talk: Talk, heard: Heard) -> Talk:
    """Nobody is in danger: what was said is written down like anything else. The person who was told keeps it too."""
    enquiry, matter = told(talk), talk.state.unless_danger
    assert enquiry and matter
    talk = talk.do(Note(enquiry.reference, "nobody in danger", heard.text)).know(unless_danger=None).give_floor("bot")
    talk = talk.say("danger.none", owner=enquiry.owner_name, reference=enquiry.reference)
    services = ((matter.service, 1.0),) if matter.service else ()
    said = enquiry.record.value("what")  # with what was added since, such as the address
    talk = report(talk, Heard(matter.seq, said, heard.at, Understood((("report", 1.0),), services)))
    talk = _answered(talk, heard) if heard.understood.safe else talk
    return add(talk, heard) if talk.record and len(heard.text.split()) > BARE else talk


def _answered(talk: Talk, heard: Heard) -> Talk:
    """Where the record asks whether anyone is in danger, it has just been said."""
    record = talk.record
    if record is None or record.service is None:
        return talk
    for name in _DANGER_NOW.intersection(talk.moment.council.services[record.service].asks):
        record = record.with_fact(Fact(name, "no", heard.text, heard.seq))
    return talk.know(record=record)


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
    about = talk.moment.council.emergencies[heard.understood.emergency or name]["service"]
    if talk.moment.council.services[about].discreet:
        return talk.know(unless_danger=None)
    matter = Later(heard.text, likeliest(heard.understood.services) or "", heard.seq)
    return talk.know(unless_danger=matter).say("danger.carry_on")


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
