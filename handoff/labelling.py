"""Labelling: a person at the desk says what a resident's message means, for the understanding to learn from."""

from __future__ import annotations

import logging

from sqlalchemy import update

from bot.council import Council
from bot.house import House
from bot.improving import Reading, doubts, intent
from bot.store import tables
from bot.understanding.examples import ACTS, DANGER, REPORT
from handoff.refusals import Incomplete, Moved
from handoff.staff import Account

log = logging.getLogger("frontdoor.desk")

AT_ONCE = 50
NOTHING = ""
"""The label of a message from which nothing can be learned."""

MEANINGS = {
    REPORT: "Says what is wrong or needed",
    "still_broken": "Says that something promised was not done",
    "ask_status": "Asks how it is going",
    "ask_next_steps": "Asks what happens next, and when",
    "ask_owner": "Asks who is dealing with it",
    "ask_escalation": "Wants to complain or take it further",
    "ask_human": "Wants a person",
    "ask_help": "Does not know where to turn",
    "inform": "Answers, or gives a fact",
    "affirm": "Yes",
    "deny": "No",
    "correct_record": "Corrects the record",
    "add_information": "Adds to the record",
    "withdraw": "Wants to cancel",
    "decline": "Will not say, or does not know",
    "contact_preference": "Says how to be kept informed",
    "access_need": "Says how we must communicate",
    "ask_language": "Wants another language",
    "ask_bot": "Asks whether this is a machine",
    "repeat": "Did not understand us",
    "pause": "Needs time",
    "feedback": "Gives an opinion or praise",
    "greet": "Hello",
    "thanks": "Thank you",
    "goodbye": "Goodbye",
    "off_topic": "Nothing to do with the Council",
}
"""The acts of the taxonomy in words, the likeliest to be wanted first."""

DANGERS = {
    "fire": "Fire or smoke",
    "gas": "Gas or carbon monoxide",
    "medical": "Someone very ill or hurt",
    "violence": "Violence or threats",
    "domestic_abuse": "Someone afraid at home",
    "child_at_risk": "A child at risk",
    "adult_at_risk": "An adult who needs care, at risk",
    "suicide": "Someone who may end their life",
    "collapse": "Something may fall, or live wires",
    "flood": "Water pouring in",
    "homeless_tonight": "Nowhere safe to sleep tonight",
    "no_heat_vulnerable": "No heating, with someone frail or very young",
}
"""The emergencies of the taxonomy in words."""


def to_label(house: House, me: Account) -> list[Reading]:
    """The doubtful messages that concern me: managers label any, everyone else those of their team's enquiries."""
    return doubts(house, limit=AT_ONCE, team=None if me.manager else me.team)


def label(house: House, me: Account, conversation_id: str, seq: int, *, act: str, service: str, emergency: str) -> None:
    """Danger means danger now; it and a report need the service that it is about. Incomplete: what to choose."""
    if act not in ACTS | {REPORT}:
        raise Incomplete(act="Choose what the message does.")
    if emergency and emergency not in DANGERS:
        raise Incomplete(emergency="Choose one of the dangers, or none.")
    if service and service not in house.council.services:
        raise Incomplete(service="Choose one of the services.")
    if not service and (act == REPORT or emergency):
        raise Incomplete(service="Choose what it is about.")
    _keep(house, me, conversation_id, seq, intent(REPORT if emergency else act, service, emergency))


def set_aside(house: House, me: Account, conversation_id: str, seq: int) -> None:
    """Nothing can be learned from it: it leaves the list."""
    _keep(house, me, conversation_id, seq, NOTHING)


def _keep(house: House, me: Account, conversation_id: str, seq: int, meaning: str) -> None:
    messages = tables.messages
    said = {"intent": meaning, "by": me.username, "name": me.name, "at": house.now().isoformat()}
    with house.database.write() as transaction:
        changed = transaction.execute(
            update(messages)
            .where(
                messages.c.conversation_id == conversation_id,
                messages.c.seq == seq,
                messages.c.understood.is_not(None),
            )
            .values(label=said)
        )
        if changed.rowcount != 1:
            raise Moved("That message is no longer there.")
    log.info("labelled by=%s", me.username)


def in_words(council: Council, meaning: str) -> str:
    """An intent for people: `danger_fire+building_safety` as `Fire or smoke: Fire and building safety`."""
    labels = meaning.split("+")
    titles = {name: service.title for name, service in council.services.items()}
    dangers = {f"{DANGER}{name}": title for name, title in DANGERS.items()}
    return ": ".join((dangers | MEANINGS | titles).get(one, one) for one in labels)
