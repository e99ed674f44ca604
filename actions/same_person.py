"""Is this still the same person? Asked of an address that was silent for long, before anything of theirs is shown.

What it says in the meantime is held: heard where it belongs, once that is known. Danger is not held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from babel.dates import format_date

from actions.talk import Talk
from bot.conversation import GoOn, Heard, Proof, SomebodyElse
from bot.facts import answer as read
from handoff.hours import LONDON

TIMES_ASKED = 2
"""An answer that is twice neither yes nor no is a no: a stranger loses nothing by it, and a resident can prove it later."""


def same_person(talk: Talk, heard: Sequence[Heard], urgent: Sequence[Heard]) -> tuple[Talk, Sequence[Heard]]:
    """What may be heard now. urgent: those of the messages that sound like danger."""
    proof = talk.proof
    if proof is None or proof.kind != "same_person":
        return talk, heard
    if urgent:
        return _hold(talk, [one for one in heard if one not in urgent]), urgent
    if talk.state.asks != "same_person":
        return _hold(_ask(talk, proof), heard), ()
    yes = _is_yes(talk, heard[-1])
    if yes:
        talk = talk.do(GoOn(proof.id)).ask(None).say("same_person.yes")
        return _hold(talk, heard[:-1]), ()
    if yes is None and talk.state.asked.get("same_person", 0) < TIMES_ASKED:
        return _hold(_ask(talk, proof), heard), ()
    talk = talk.do(SomebodyElse(proof.id)).ask(None).say("same_person.no")
    return talk, heard[:-1] if yes is False else heard


def _ask(talk: Talk, proof: Proof) -> Talk:
    asked = talk.state.asked.get("same_person", 0) + 1
    when = (proof.since or talk.moment.now).astimezone(LONDON)
    written = format_date(when.date(), "MMMM y", locale=talk.state.lang)
    talk = talk.know(asked={**talk.state.asked, "same_person": asked})
    choices = (talk.words.say("yes_no.yes"), talk.words.say("yes_no.no"))
    return talk.ask("same_person", choices).say("same_person.ask", month=written)


def _hold(talk: Talk, heard: Sequence[Heard]) -> Talk:
    return replace(talk, held=tuple(one.seq for one in heard))


def _is_yes(talk: Talk, heard: Heard) -> bool | None:
    """None: neither. "I am new here" begins like a yes and is none."""
    found = read(heard.text, "yes_no", {}, talk.moment.now, talk.state.lang)
    said = found.said.strip().lower() if found else ""
    if said and heard.text.strip().lower().startswith(said) and not said.startswith("i "):
        return found is not None and found.value == "yes"
    return {"affirm": True, "deny": False}.get(heard.understood.act)
