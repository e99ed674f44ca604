"""Another language: six are understood here; any other gets an interpreter, never a dead end."""

from __future__ import annotations

from babel import Locale

from actions.handover import ask_human
from actions.report import introduce
from actions.take import remember
from actions.talk import Talk
from bot.conversation import Heard
from bot.council import LANGUAGES
from bot.understanding.language import named_language

UNKNOWN = "und"
"""ISO 639 for a language that could not be told."""


def ask_language(talk: Talk, heard: Heard) -> Talk:
    """Speak it from now on when we can; else offer an interpreter."""
    wanted = named_language(heard.text) or heard.understood.lang
    if wanted in LANGUAGES and wanted != talk.state.lang:
        return introduce(talk.know(lang=wanted).say("language.switched"))
    if wanted in LANGUAGES:
        return introduce(talk).say("language.already").ask("interpreter")
    return offer_interpreter(talk, wanted)


def offer_interpreter(talk: Talk, wanted: str | None) -> Talk:
    """In the resident's own language where an approved line exists, and in the one the conversation has been in."""
    own = f"interpreter.{wanted}"
    talk = introduce(talk)
    if talk.words.has(own):
        talk = talk.say(own)
    return remember(talk, _need(talk, wanted)).say("language.interpreter").ask("interpreter")


def offered(talk: Talk, wanted: str) -> bool:
    """Whether an interpreter for this language has been offered: once is enough, whatever the answer was."""
    return _need(talk, wanted) in talk.state.needs


def _need(talk: Talk, wanted: str | None) -> str:
    """What the person who reads it should know; it stays true when the offer is declined."""
    languages = Locale(talk.state.lang).languages
    return talk.words.say("needs.interpreter", language=languages.get(wanted or UNKNOWN, wanted))


def interpreter(talk: Talk, heard: Heard) -> Talk:
    """Yes to an interpreter: a person arranges it."""
    return ask_human(talk.ask(None), heard)
