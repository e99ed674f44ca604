"""Phones, e-mail addresses, registration plates, penalty charge numbers, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import phonenumbers

from bot.facts import Found

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PLATE = re.compile(r"\b([A-Z]{2}\d{2})\s?([A-Z]{3})\b", re.IGNORECASE)
_PCN = re.compile(r"\b([A-Z]{2}\d{8}|[A-Z]{2}\d{7}[A-Z0-9])\b", re.IGNORECASE)
_MONEY = re.compile(r"£\s?\d[\d,]*(?:\.\d\d)?")


def find(text: str, now: datetime, lang: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        yield Found("email", match[0].lower(), match[0], *match.span())
    for match in _PCN.finditer(text):
        yield Found("pcn", match[0].upper(), match[0], *match.span())
    for match in _PLATE.finditer(text):
        yield Found("plate", f"{match[1]} {match[2]}".upper(), match[0], *match.span())
    for match in _MONEY.finditer(text):
        yield Found("money", match[0].replace(" ", ""), match[0], *match.span())
    for phone in phonenumbers.PhoneNumberMatcher(text, "GB"):
        value = phonenumbers.format_number(phone.number, phonenumbers.PhoneNumberFormat.E164)
        yield Found("phone", value, phone.raw_string, phone.start, phone.end)
