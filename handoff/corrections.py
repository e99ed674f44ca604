"""Corrections: a fact in a record is changed by a person, as a new version with who and why, told to the resident."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.exc import IntegrityError

from bot.council import FactSpec
from bot.house import House
from bot.record import Fact, Record
from handoff import enquiries
from handoff.case import Case, opened, sentence, written
from handoff.refusals import Incomplete, Moved
from handoff.staff import Account


def correct(house: House, me: Account, reference: str, *, fact: str, value: str, why: str, version: int) -> None:
    """version: the one that was on the page. Moved: the record has a newer one."""
    value = written("value", value, "Give what it should be.")
    why = written("why", why, "Say why it changes. The resident sees this.")
    with opened(house, me, reference, "corrected") as case:
        case.must_be_mine()
        record = enquiries.newest_record(case.transaction, reference)
        if record.version != version:
            raise Moved("The record changed while you were writing. Look at it again.")
        changed = _changed(house, record, fact, value)
        _store(case, changed, why)
        label = case.words.fact(record.service, fact, "label")
        case.note("corrected", f"{label}: {record.value(fact) or 'nothing'} → {changed.value(fact)}")
        case.tell("staff.corrected", by=me.name, label=label, value=changed.value(fact), why=sentence(why))


def facts_of(house: House, record: Record) -> dict[str, FactSpec]:
    """What this record can hold: what it holds, then what else its service or any record has."""
    service = house.council.services.get(record.service or "")
    names = (*record.facts, *(service.facts if service else ()), *house.council.facts)
    return {name: house.council.spec(record.service, name) for name in dict.fromkeys(names)}


def _changed(house: House, record: Record, name: str, value: str) -> Record:
    spec = facts_of(house, record).get(name)
    if spec is None:
        raise Incomplete(fact="Choose which fact to change.")
    if spec.choices and value not in spec.choices:
        raise Incomplete(value=f"Choose one of: {', '.join(spec.choices)}.")
    if record.value(name) == value:
        raise Incomplete(value="That is what the record says already.")
    held = record.facts.get(name)
    fact = replace(held, value=value) if held else Fact(name, value, value, 0)
    return replace(record.with_fact(fact), version=record.version + 1)


def _store(case: Case, record: Record, why: str) -> None:
    try:
        enquiries.add_version(case.transaction, case.row.reference, record, by=case.me.name, why=why, now=case.now)
    except IntegrityError:
        raise Moved("The record changed while you were writing. Look at it again.") from None
