"""Phone numbers (E.164) and e-mail addresses, also when they are spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from bot.facts.found import Found, Reading

_EMAIL = re.compile(r"(?<![\w.+-])[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?![\w-])")
_SPELLED = re.compile(
    r"(?<![\w.+-])(?P<who>[\w+-]+(?:(?:\.| dot | punto | ponto | point )[\w+-]+)*)\s*(?:\(at\)|\[at\]| at "
    r"| arroba | chiocciola | arobase )\s*"
    r"(?P<where>[\w-]+(?:(?:\.| dot | punto | ponto | point )(?:com|co|org|net|uk|fr|es|it|pt|br|me|gov|"
    r"nhs|ac|eu|edu|info))+)(?!\w)"
)
_DOT = re.compile(r"\s*\b(?:dot|punto|ponto|point)\b\s*|\s")
_SLIP = re.compile(r"(?<!\w)(?=o*\d)[o\d]*o[o\d]*(?!\w)")
_ABROAD = re.compile(r"(?<![\d+])(?<!\d[ .()/-])(?<!\d[ .()/-]{2})00(?=[1-9]\d)")
"""How a plus is dialled."""
_DIGITS = re.compile(r"(?:\d[ .()/+-]{0,3}){7}")


def emails(reading: Reading) -> Iterator[Found]:
    for match in _EMAIL.finditer(reading.plain):
        yield reading.found("email", match[0], *match.span())
    for match in _SPELLED.finditer(reading.plain):
        if "@" not in match[0] and re.search(r"[ .](?:com|org|net|uk|fr|es|it|pt|br|me|eu|edu|info)$", match[0]):
            value = f"{_DOT.sub('.', match['who'])}@{_DOT.sub('.', match['where'])}"
            yield reading.found("email", re.sub(r"\.+", ".", value), *match.span())


def written(value: str) -> str:
    """A number as people write it: `020 7946 0018`, `+33 1 42 68 53 00`. Anything else as it is."""
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return value
    formats = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, formats.NATIONAL if number.country_code == 44 else formats.INTERNATIONAL)


def phones(reading: Reading) -> Iterator[Found]:
    """British unless it says otherwise; a letter o among the digits is a zero."""
    digits = _SLIP.sub(lambda match: match[0].replace("o", "0"), reading.plain)
    digits = _ABROAD.sub(" +", digits)
    if not _DIGITS.search(digits):
        return
    for match in phonenumbers.PhoneNumberMatcher(digits, "GB", leniency=phonenumbers.Leniency.POSSIBLE):
        number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        if _is_phone(match.number, match.raw_string):
            dialled = digits[match.start] == "+" != reading.plain[match.start]
            yield reading.found("phone", number, match.start - dialled, match.end)


def _is_phone(number: phonenumbers.PhoneNumber, typed: str) -> bool:
    """Numbers for fiction (07700 900xxx, Ofcom) are possible, not valid, and residents' tests use them."""
    if phonenumbers.is_valid_number(number):
        return typed.lstrip("(").startswith(("0", "+"))
    return (
        bool(re.match(r"0(?:7\d|20)|\+?44\s?(?:\(0\)\s?)?(?:7\d|20)", typed)) and len(str(number.national_number)) == 10
    )
