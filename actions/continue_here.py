"""Go on from another channel: "I texted you yesterday, KC-7QF-2MD".

A reference shows nothing. It starts a proof: a one-time code goes to the address on the record, and is typed here. What
is said is the same whether or not the reference is ours, so that nobody learns from it which ones are.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from datetime import timedelta

from actions.report import introduce
from actions.talk import Talk
from bot import reference
from bot.conversation import AskForProof, GoOn, Heard, Proof, WrongCode

LASTS = timedelta(minutes=10)
TRIES = 5
_CODE = re.compile(r"(?<!\d)\d{3}[\s-]?\d{3}(?!\d)")


def continue_here(talk: Talk, heard: Heard) -> Talk | None:
    """None: the message is about something else."""
    named = reference.find(heard.text, talk.moment.council.prefix)
    if named and all(one.reference != named[0] for one in talk.enquiries):
        return _ask(talk, named[0]) if named[1] else introduce(talk).say("reference.typo", reference=named[0])
    if talk.proof is None or talk.proof.kind != "code":
        return None
    return _typed(talk, heard, talk.proof)


def right(proof: Proof, typed: str, talk: Talk) -> bool:
    """Only the newest code, for ten minutes and five tries."""
    in_time = proof.expires_at is not None and talk.moment.now < proof.expires_at
    same = hmac.compare_digest(typed.encode(), proof.code.encode())
    return bool(proof.code) and same and in_time and proof.tries < TRIES


def _ask(talk: Talk, named: str) -> Talk:
    talk = introduce(talk).know(missed=0).do(AskForProof(named)).ask("code")
    return talk.say("link.sent", reference=named)


def _typed(talk: Talk, heard: Heard, proof: Proof) -> Talk | None:
    typed = _CODE.search(heard.text)
    if typed and right(proof, _digits(typed[0]), talk):
        return talk.do(GoOn(proof.id)).ask(None).say("link.done", reference=proof.reference)
    if talk.state.asks != "code":
        return None  # six digits that answer another question
    if typed:
        return talk.do(WrongCode(proof.id)).say("link.wrong")
    return talk.ask(None).say("link.without") if heard.understood.act == "deny" else None


def _digits(typed: str) -> str:
    """Digits of any script as 0-9, without the gap."""
    return "".join(str(unicodedata.digit(one)) for one in typed if one.isdigit())
