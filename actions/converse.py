"""One turn of a conversation: a pure function from what was heard to what to say and do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions import ACTS, COMMANDS, WITH_STAFF, Act, danger
from actions.answer import answer
from actions.ask_next import ask_next
from actions.continue_here import continue_here
from actions.handover import lost
from actions.language import offer_interpreter, offered
from actions.loose import unclear
from actions.report import add, apart, beside, likeliest
from actions.same_person import same_person
from actions.take import only_facts, take
from actions.talk import Talk
from bot.conversation import LONGEST, GoOn, Heard
from bot.council import LANGUAGES
from bot.facts import asks
from bot.optout import bare
from bot.understanding import HEARD

SUSPICION = 0.3
"""Danger this likely gets at least the one line; surer than actions.danger.SURE, the whole of it."""
UNDERSTOOD = 0.35
"""Below this the act is a guess."""
MANY = 10
"""Messages answered together from which it is said that they were: nothing is lost, and nobody is told off."""


CLEARLY_OTHER = 0.7
"""A new matter that is no service of ours, rather than more of the last one."""
_FOR_THE_PERSON = {"inform", "add_information", "correct_record", "feedback", "still_broken", "off_topic"}
"""What, said after danger, is for the person who was told of it."""
_ASKED = {"ask_bot", "ask_help", "ask_status", "ask_next_steps"}
"""What, asked after danger, may mean "are you calling them, or am I?"."""
_TOLD_AS_WELL = ("ask_status", "feedback")
"""What people also do by telling what happened."""
_TELLING = 6
"""Words from which a message tells something."""
_ASIDE = ("withdraw", "escalate", "interpreter", "resolved", "code")


def converse(talk: Talk, heard: Sequence[Heard]) -> Talk:
    """Everything that was heard since the last turn is answered together, and then the conversation carries on."""
    talk, heard = same_person(talk, heard, [one for one in heard if _sounds_dangerous(one)])
    for one in heard:
        if len(one.text) >= LONGEST:
            talk = talk.say("too_long")
        talk = _hear(_in_their_language(talk, one), one)
    if len(heard) >= MANY and talk.lines:
        talk = talk.say("many")
    talk = _carry_on(talk).send()
    last = talk.said[-1].text if talk.said else talk.state.last_said
    return talk.know(last_said=last)


def give_up(talk: Talk, heard: Sequence[Heard]) -> Talk:
    """Something in us failed on these messages again and again: a person answers instead."""
    return lost(talk, heard[-1]).send()


def _hear(talk: Talk, heard: Heard) -> Talk:
    if danger.is_over(talk, heard):
        return danger.stand_down(talk, heard)
    if not _sounds_dangerous(heard):
        return _heard_calmly(talk, heard)
    answered = danger.danger(talk, heard)
    # A suspicion costs one line, and the message is then heard like any other.
    return answered if len(answered.said) > len(talk.said) else _heard_calmly(answered, heard)


def _sounds_dangerous(heard: Heard) -> bool:
    return bool(heard.understood.emergency) or heard.understood.danger >= SUSPICION


def _heard_calmly(talk: Talk, heard: Heard) -> Talk:
    if command := _command(heard.text):
        return command(talk, heard)
    if _silent(talk, heard):
        return talk
    if not heard.text.strip():
        return _only_media(talk, heard)
    if danger.told(talk) and _asks(heard):
        talk = danger.no_calls(talk)
    if _about_the_danger(talk, heard):
        return ACTS["add_information"](talk, heard)
    return _answer_or_act(talk, heard)


def _answer_or_act(talk: Talk, heard: Heard) -> Talk:
    understood, heard = heard.understood, apart(heard)
    if (elsewhere := continue_here(talk, heard)) is not None:
        return elsewhere
    if understood.lang and understood.lang not in LANGUAGES and not offered(talk, understood.lang):
        return offer_interpreter(talk, understood.lang)
    if understood.human >= HEARD and talk.state.asks != "interpreter":
        return ACTS["ask_human"](talk, heard)
    asked = talk.state.asks
    answered = answer(talk, heard)
    if answered is None and asked in _ASIDE:
        talk = talk.ask(None)  # an aside that was not taken up does not hold up the conversation
    if answered is None and _is_part_of_it(talk, heard):
        answered = add(talk, heard)
    if answered is None and understood.confidence < UNDERSTOOD and not _worth_writing(talk, heard):
        return unclear(talk, heard)
    name = "inform" if _for_the_awaited(talk, heard) else understood.act
    talk = beside(answered if answered is not None else ACTS[name](talk.know(missed=0), heard), heard)
    if understood.escalate >= HEARD and asked != "escalate" and (answered is not None or name != "ask_escalation"):
        talk = ACTS["ask_escalation"](talk, heard)
    return talk


def _is_part_of_it(talk: Talk, heard: Heard) -> bool:
    """Told while a record is taken, "the young man came on the 2nd and said he would order a part" is part of what
    happened: nothing is open whose progress could be asked for. And what gives the record a fact is not unclear, even
    when it came before the question."""
    if not talk.record or asks(heard.text):
        return False
    if heard.understood.confidence < UNDERSTOOD:
        return take(talk, talk.record, heard) != talk.record
    if talk.open_enquiries or heard.understood.act not in _TOLD_AS_WELL:
        return False
    return len(heard.text.split()) >= _TELLING


def _for_the_awaited(talk: Talk, heard: Heard) -> bool:
    """What is about no service of the Council's, said while a named person is awaited, is for that person ("I can't get
    out of the house")."""
    awaited = talk.floor == "waiting" and talk.open_enquiries and talk.record is None
    if not awaited or heard.understood.act != "report" or likeliest(heard.understood.services) != "other":
        return False
    return heard.understood.confidence < CLEARLY_OTHER and not talk.facts(heard.text)


def _worth_writing(talk: Talk, heard: Heard) -> bool:
    """Several words in an unclear message are more likely a report that we cannot place than nothing at all."""
    return heard.understood.act == "report" and len(re.findall(r"\w+", heard.text)) >= 4


def _silent(talk: Talk, heard: Heard) -> bool:
    """Once a person holds the floor, or was asked for, the bot speaks only when spoken to."""
    if talk.floor == "bot" or talk.record:
        return False
    act = heard.understood.act
    if (act in WITH_STAFF and heard.understood.confidence >= HEARD) or heard.understood.escalate >= HEARD:
        return False
    if talk.floor == "staff":
        return True
    newest = talk.open_enquiries[-1] if talk.open_enquiries else None
    if newest is None or newest.kind in ("record", "escalation"):
        return False
    return newest.kind != "danger"


def _about_the_danger(talk: Talk, heard: Heard) -> bool:
    """After danger an address or a detail goes to the person who was told; only something clearly else begins anew."""
    told = danger.told(talk)
    if told is None or talk.record:
        return False
    act, service = heard.understood.act, likeliest(heard.understood.services)
    if act != "report":
        return act in _FOR_THE_PERSON
    if service in (None, told.service):
        return True
    return only_facts(heard.text, [one.said for one in talk.facts(heard.text)])


def _asks(heard: Heard) -> bool:
    return heard.understood.act in _ASKED or asks(heard.text)


def _only_media(talk: Talk, heard: Heard) -> Talk:
    if not heard.media:
        return unclear(talk, heard)
    key = "media.kept" if talk.record or talk.open_enquiries else "media.first"
    return ACTS["greet"](talk, heard) if not talk.state.introduced and key == "media.kept" else talk.say(key)


def _command(text: str) -> Act | None:
    """A command of a messaging app (`/status`) is the word it names; `/start` is how Telegram says hello."""
    word = bare(text)
    return COMMANDS.get(word) or COMMANDS.get(word.removeprefix("/"))


def _in_their_language(talk: Talk, heard: Heard) -> Talk:
    lang = heard.understood.lang
    return talk.know(lang=lang) if lang in LANGUAGES and lang != talk.state.lang else talk


def _carry_on(talk: Talk) -> Talk:
    """Only a conversation that the bot holds goes back to its question, and never after danger."""
    if talk.said and talk.said[-1].urgent:
        return talk
    if talk.proof and talk.proof.floor == "staff" and any(isinstance(deed, GoOn) for deed in talk.deeds):
        return talk  # it goes on where a person speaks
    return ask_next(talk) if talk.floor == "bot" else talk
