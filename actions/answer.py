"""A message read in the light of the standing question. None: it does not answer it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from actions.confirm import confirm
from actions.correct import amend_record, ask_what_to_change, correct
from actions.escalate import start
from actions.language import interpreter
from actions.report import add
from actions.still_broken import reopen
from actions.take import take
from actions.talk import Talk
from actions.withdraw import drop
from bot.conversation import Heard, Resolve
from bot.facts import Found, declined
from bot.facts import answer as read
from bot.facts.choice import Choices
from bot.record import Fact
from bot.understanding import Understood

SHORT = 3
"""Words up to which a yes or a no is nothing more."""
CHOSEN = 0.4
"""How sure that other words mean one of the services offered ("idk the plates" is hardly about an abandoned vehicle)."""
_YES_OR_NO = re.compile(
    r"^\W*(?:(?:sorry|but|and|so|wait|ok)\W+)*(?:do|did|does|is|are|was|were|will|would|can|could|should|have|has)\b",
    re.IGNORECASE,
)
"""How a question begins that says a fact only to ask about it ("do you mean 9 Elgin Crescent")."""
_SAME = re.compile(r"\b(?:same|même|mism[oa]|stess[oa]|mesm[oa])\b|نفس", re.IGNORECASE)
SAME = 4
"""Words up to which "the same" is all that is said."""
_FIGURES = frozenset("when day place phone plate pcn number money reference code column".split())
"""Kinds of fact that "yes, that is right" never is."""
_COMMON = frozenset("your home house other with about from being getting help what".split())
"""Words of services' names that name no service."""
_DIGRESSIONS = frozenset(
    "ask_human ask_escalation ask_status ask_next_steps ask_owner still_broken withdraw ask_bot ask_help ask_language "
    "access_need contact_preference feedback repeat pause greet thanks goodbye off_topic".split()
)


def answer(talk: Talk, heard: Heard) -> Talk | None:
    asks = talk.state.asks
    if asks is None:
        return None
    return _STANDING.get(asks, _fact)(talk, _plainly(talk, heard) if asks in _STANDING else heard)


def _plainly(talk: Talk, heard: Heard) -> Heard:
    """A short yes or no beside a question that takes one is just that, whatever else it could be elsewhere."""
    said = read(heard.text, "yes_no", {}, talk.moment.now, talk.state.lang)
    if said is None or len(heard.text.split()) > SHORT:
        return heard
    act = "affirm" if said.value == "yes" else "deny"
    return replace(heard, understood=replace(heard.understood, acts=((act, 1.0),)))


def _fact(talk: Talk, heard: Heard) -> Talk | None:
    name = talk.state.asks
    assert name is not None
    if talk.record is None:
        return None
    spec = talk.moment.council.spec(talk.record.service, name)
    choices = talk.words.choices(talk.record.service, name)
    if name == "where" and talk.state.choices and _says_the_same(talk, heard):
        fact = Fact(name, talk.state.choices[0], heard.text, heard.seq)
        return talk.know(record=talk.record.with_fact(fact), missed=0).ask(None)
    found = read(heard.text, spec.kind, choices, talk.moment.now, talk.state.lang)
    if _is(heard, "decline") or (found is None and declined(heard.text)):
        return talk.know(record=talk.record.declining(name), missed=0).ask(None).say("skipped")
    if _is(heard, "correct_record") and (corrected := correct(talk, heard)):
        return corrected
    if found is None or not _is_meant(talk, heard, spec.kind, found):
        return None
    whole = _is_whole(heard, found)
    elsewhere = take(talk, talk.record, heard)
    if whole and name not in elsewhere.facts and elsewhere != talk.record:
        return add(talk, heard)  # an answer to something that was not asked yet
    record = talk.record.with_fact(Fact(name, found.value, found.said, heard.seq))
    return add(talk.know(record=record, missed=0).ask(None), _rest(heard, found.said, whole))


def _says_the_same(talk: Talk, heard: Heard) -> bool:
    """ "Yes" or "same address", asked whether it is at the place that is known."""
    agrees = _is(_plainly(talk, heard), "affirm") or _SAME.search(heard.text)
    return bool(agrees) and len(heard.text.split()) <= SAME and not talk.facts(heard.text)


def _is_meant(talk: Talk, heard: Heard, kind: str, found: Found) -> bool:
    """Whether what could be the answer was said as one."""
    if _only_mentioned(heard, found):
        return False
    if kind in ("yes_no", "choice"):
        return True
    if kind != "text" and _plainly(talk, heard) is not heard:
        return False
    if not _is_whole(heard, found):
        return True
    if kind in _FIGURES and _is(heard, "affirm", "deny"):
        return False
    return not _digresses(heard) or found.said in [one.said for one in talk.facts(heard.text)]


def _is_whole(heard: Heard, found: Found) -> bool:
    return found.said.strip() == heard.text.strip()


def _only_mentioned(heard: Heard, found: Found) -> bool:
    """In a joke, or in the very clause that asks something: "do you mean 9 Elgin Crescent?" gives no address, though
    "9 Elgin Crescent, when do you come?" does. A report may be put as a question ("can you mend it at number 9?")."""
    if _is(heard, "off_topic"):
        return heard.understood.confidence >= 0.5
    before = re.split(r"[,;.!?\n]", heard.text[: found.start])[-1]
    after = re.split(r"[,;.!\n]", heard.text[found.start :])[0]
    asked = "?" in after or _YES_OR_NO.match(before)
    return not _is(heard, "report") and bool(before.strip()) and bool(asked)


def _rest(heard: Heard, said: str, whole: bool) -> Heard:
    """What the answer leaves over is read for other facts; a bare answer leaves nothing."""
    return replace(heard, text="" if whole else heard.text)


def _service(talk: Talk, heard: Heard) -> Talk | None:
    if talk.record is None:
        return None
    choices = talk.state.choices
    if len(choices) == 1 and _is(heard, "affirm"):
        return _about(talk, choices[0])
    names: Choices = {name: (talk.words.service(name, "short"), talk.words.service(name, "title")) for name in choices}
    picked = read(heard.text, "choice", names, talk.moment.now, talk.state.lang)
    named = picked.value if picked and picked.value in choices else _named(talk, heard.text)
    if named:
        return _about(talk, named)
    if _is(heard, "deny") or re.search(r"\b(neither|none|something else|other)\b", heard.text, re.IGNORECASE):
        return _about(talk, "other")
    ranked = [name for name, sure in heard.understood.services if name in choices and sure >= CHOSEN]
    if ranked and not _digresses(heard):
        return add(_about(talk, ranked[0]), heard)
    return None


def _named(talk: Talk, text: str) -> str | None:
    """The one offered service whose words the resident used."""
    used = set(re.findall(r"\w{4,}", text.lower())) - _COMMON
    sharing = {
        name: len(
            used
            & set(
                re.findall(
                    r"\w{4,}", f"{talk.words.service(name, 'short')} {talk.words.service(name, 'title')}".lower()
                )
            )
        )
        for name in talk.state.choices
    }
    best = max(sharing, key=lambda name: sharing[name], default=None)
    clear = best and sharing[best] and list(sharing.values()).count(sharing[best]) == 1
    return best if clear else None


def _about(talk: Talk, service: str) -> Talk:
    """Now that it is known what it is about, what was said already is read again for that service's facts."""
    assert talk.record is not None
    record = replace(talk.record, service=service)
    said = record.facts.get("what")
    if said:
        record = take(talk, record, Heard(said.seq, said.value, talk.moment.now, Understood(acts=(), services=())))
    return talk.know(record=record, missed=0).ask(None)


def _what(talk: Talk, heard: Heard) -> Talk | None:
    return None


def _confirm(talk: Talk, heard: Heard) -> Talk | None:
    if talk.record is None:
        return None
    if _is(heard, "correct_record", "add_information", "inform") or (
        _is(heard, "affirm", "deny") and _says_more(heard)
    ):
        corrected = correct(talk, heard)
        if corrected:
            return corrected
    if _is(heard, "affirm"):
        return confirm(talk, heard)
    if _is(heard, "deny"):
        return ask_what_to_change(talk)
    if _digresses(heard) and not re.match(r"^\W*\d", heard.text):
        return None
    return correct(talk, heard)


def _says_more(heard: Heard) -> bool:
    return len(heard.text.split()) > 2


def _change(talk: Talk, heard: Heard) -> Talk | None:
    if talk.record is None or _digresses(heard):
        return None
    if _is(heard, "affirm") and not _says_more(heard):
        return talk.ask(None)
    return correct(talk, heard) or amend_record(talk, heard)


def _withdraw(talk: Talk, heard: Heard) -> Talk | None:
    if _is(heard, "affirm", "withdraw"):
        return drop(talk, heard)
    return talk.ask(None).say("withdraw.kept") if _is(heard, "deny") else None


def _escalate(talk: Talk, heard: Heard) -> Talk | None:
    if _is(heard, "affirm", "ask_escalation") and talk.state.escalating:
        return start(talk, heard)
    return talk.ask(None).say("escalate.not_started") if _is(heard, "deny") else None


def _interpreter(talk: Talk, heard: Heard) -> Talk | None:
    if _is(heard, "affirm", "ask_human", "ask_language"):
        return interpreter(talk, heard)
    if not _is(heard, "deny"):
        return None
    talk = talk.ask(None)
    return talk if talk.record else talk.say("greet.ask")


def _resolved(talk: Talk, heard: Heard) -> Talk | None:
    """Asked after a person closed it: did that sort it out? "No" is "still not fixed"."""
    closed = next((one for one in reversed(talk.enquiries) if one.state == "closed"), None)
    if closed is None or talk.record:
        return None
    if _is(heard, "affirm", "thanks"):
        return talk.do(Resolve(closed.reference)).ask(None).say("resolved.yes", reference=closed.reference)
    return reopen(talk.ask(None), heard, closed) if _is(heard, "deny", "still_broken") else None


def _is(heard: Heard, *acts: str) -> bool:
    return heard.understood.act in acts


def _digresses(heard: Heard) -> bool:
    """A question or a wish of its own, said clearly enough not to be taken for an answer."""
    return heard.understood.act in _DIGRESSIONS and heard.understood.confidence >= 0.5


_STANDING: dict[str, Callable[[Talk, Heard], Talk | None]] = {
    "service": _service,
    "what": _what,
    "code": _what,
    "same_person": _what,
    "confirm": _confirm,
    "change": _change,
    "withdraw": _withdraw,
    "escalate": _escalate,
    "interpreter": _interpreter,
    "resolved": _resolved,
}
