"""Amounts of money, pounds unless euros are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.facts.found import Found, Reading

_AMOUNT = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?|\d{{1,7}}(?:[.,]\d\d)?)(?P<{0}k>\s?k\b)?(?![\d])"
_BEFORE = rf"(?P<sign>£|€|gbp ?|eur ?)\s?{_AMOUNT.format('x')}"
_AFTER = (
    rf"(?<![\w.,/£€]){_AMOUNT.format('y')}\s?(?:(?P<pound>£|pounds?|quid|gbp|sterling|livres?(?: sterling)?"
    "|libras?(?: esterlinas?)?|"
    r"sterline|pounds sterling|جنيه(?:ا|ات)?(?: استرليني)?|باوند)|(?P<euro>€|euros?|eur|يورو))(?!\w)"
)
_MONEY = re.compile(rf"{_BEFORE}|{_AFTER}")


def find(reading: Reading) -> Iterator[Found]:
    for match in _MONEY.finditer(reading.plain):
        euro = match["euro"] or (match["sign"] or "").strip() in ("€", "eur")
        number = (match["x"] or match["y"]) + ("k" if match["xk"] or match["yk"] else "")
        yield reading.found("money", ("€" if euro else "£") + amount(number), *match.span())


def amount(number: str) -> str:
    """`1200.50` for `1,200.50` and for `1200,50`."""
    return re.sub(r",(?=\d\d(?!\d))", ".", re.sub(r",(?=\d{3})", "", number))
