"""Facts in free text: what was said, beside a tidied value. Pure; nothing is looked up.

`find` reads everything that can be recognised anywhere in a message. `answer` reads a message as the answer to one
question. Both keep the words as typed.

Kinds that `find` gives, with a value of each:

- `place` `Flat 4, 22 Portobello Road, W11 1AA`; `postcode` `W10 5NH`; `district` `W10`; `flat` `Flat 12` and
  `floor` `2nd floor` when they stand alone
- `day` `Tuesday`; `when` `last Tuesday (Tue 17 Nov 2026)`, `every night about 3`, `2 weeks`
- `phone` `+447700900123`; `email` `a@b.org`; `name` `Amina Yusuf`
- `plate` `AB12 CDE`; `pcn` `KC12345678`; `column` `14A`; `code` (an enquiry, account, claim or police record)
- `reference`: one of ours; `bot.reference.is_valid` says whether it was typed right
- `money` `£120`; `number` `3 bags` (things); `people` `3 kids`, `a baby`, `aged 82`
"""

from __future__ import annotations

from datetime import datetime

from bot.facts import address, answers, codes, counts, flat, money, name, phone, plate, times, unknown
from bot.facts.found import Found, fold, read

__all__ = ["Found", "answer", "asks", "declined", "find"]

# The surest first: what one has read, the next ones do not see.
_FINDERS = (
    phone.emails, codes.penalties, codes.references, codes.columns, codes.cued, phone.phones, address.find,
    plate.find, money.find, counts.people, times.find, counts.things, name.find, flat.find,
)  # fmt: skip


def find(text: str, now: datetime, lang: str = "en") -> list[Found]:
    """Every fact in the text, in the order of the text; they do not overlap."""
    reading = read(text, now, lang)
    found: list[Found] = []
    for finder in _FINDERS:
        for one in finder(reading):
            if "\0" not in reading.plain[one.start : one.end]:
                reading = reading.without(one)
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def answer(text: str, kind: str, choices: dict[str, tuple[str, ...]], now: datetime, lang: str = "en") -> Found | None:
    """The text read as an answer to a question of this kind; None when it cannot be one.

    kinds: those of `find`, and `text`/`words` (anything), `choice`, `yes_no`, `contact` (phone or e-mail), `people`.
    The answer's kind is what was recognised (`postcode` for `place`, `phone` for `contact`), else the kind asked for.
    "I don't know" and "skip" are never an answer, in any language, unless they are among the words of a choice; what is
    recognised beside them is ("not sure, maybe Tuesday").
    """
    return answers.answer(read(text, now, lang), kind, choices)


def asks(text: str) -> bool:
    """It is a question rather than an answer."""
    return unknown.asks(fold(text))


def declined(text: str) -> bool:
    """The whole of it says that the answer is not known, or is not given."""
    return unknown.declined(fold(text))
