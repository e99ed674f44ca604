"""References, penalty charge numbers, lamp columns, and the codes of other enquiries, accounts, claims and records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot import reference
from bot.facts.found import Found, Reading

# Penalty charge notices: two letters and eight digits, the last of which may be a letter (London Councils' PCN format).
_PENALTY = re.compile(r"(?<![\w-])(?P<letters>[a-z]{2})[ -]?(?P<rest>\d{4} ?\d{3}[\da-z]|\d{8}|\d{7}[a-z])(?![\w-])")
_NUMBERED_PENALTY = re.compile(
    r"\b(?:pcn|penalty charge|parking (?:fine|ticket)|fine|multa|amende|contravention|"
    r"مخالفه)[ \w.:#°]{0,16}?(?<![\w/])(?P<rest>\d{7,10})(?![\w/])"
)
_OURS = re.compile(r"(?<![\w-])(?P<prefix>[a-z]{2})(?P<sep>[-\s.]?)[a-z0-9]{3}(?P<sep2>[-\s.]?)[a-z0-9]{3}(?![\w-])")
_REFERENCE_WORD = re.compile(
    r"\b(?:ref(?:erence)?|case|enquiry|referencia|riferimento|reference)\b[^.\n]{0,20}$|مرجع[^.\n]{0,20}$"
)
_SMALL_WORDS = frozenset(
    """
    a al am an ao as at be by ce da de di do du e el em en es et go ha he if il in io is it je la le lo ma me mi
    my na ne no nr o of on or os ou pm rd se si so st su te to tu um un up us we ya
    """.split()
)
_COLUMN = re.compile(
    r"\b(?:(?:lamp|light(?:ing)?) ?(?:column|posts?|pole|standard)|lamppost|lampost|column|street ?light|"
    "street ?lamp|lamp|farola|"
    r"lampadaire|lampione|(?:poste|candeeiro)(?: de luz)?|عمود(?: الاناره| النور)?)\s*"
    r"(?:n(?:o|r|um(?:ber)?|umero)?\b[.°º]?|n[.°º]|number is|#|id|code|رقم|col)?\s*(?:is\s+)?"
    r"(?P<number>[a-z]{0,3}\d{1,4}[a-z]?)(?![\w/:.-]?\d|[a-z])"
    r"(?!\s?(?:am|pm|days?|weeks?|months?|nights?|years?|hours?))"
)
_CUED = re.compile(
    r"\b(?:ref(?:erence)?s?|account|acc(?:oun)?t|acct?|claim|application|app|case|crime|police|cad|cris|"
    "badge|enquiry|incident|report|"
    r"tenancy|rent|council tax|benefit|permit|licen[cs]e|job|order|planning|bill|payment|service request|"
    "cuenta|solicitud|expediente|referencia|denuncia|compte|dossier|demande|plainte|pratica|conto|"
    "riferimento|domanda|conta|"
    r"processo|pedido|queixa|حساب|طلب|مرجع|ملف|بلاغ)\s*"
    "(?:(?:ref(?:erence)?|account|acc|number|numbers?|numero|n(?:o|um|r)?[.°º]?|id|code|is|was|its|it's|"
    r"es|est|e|رقم|هو|tax|bill)\b[.:]?\s*|[:#.=°º-]\s*)*"
    r"(?P<code>(?=[\w/-]*\d[\w/-]*\d[\w/-]*\d)(?:\d{2,8}(?: \d{2,8}){1,3}|[a-z]{0,4}[ /-]?[\da-z]{2,12}"
    r"(?:[/-][\da-z]{1,12}){0,3}))(?![\w@])"
)
_SHAPED = re.compile(
    r"(?<![\w/])(?P<code>cad ?\d{1,6}(?:/\d{1,2} ?[a-z]{3}(?: ?\d{2,4})?)?|"  # Metropolitan Police: CAD and CRIS
    r"(?:cris ?)?\d{6,8}/\d\d|"
    r"(?:pp|lb|ca|con|tp|nma|adv|pa|tree|enf|e)/\d\d/\d{4,6}|"  # planning: PP/26/01234
    r"(?=[a-z\d-]*\d)[a-z]{2,4}-[a-z\d]{3,6}-[a-z\d]{2,6}|"  # hyphened like a reference
    r"[a-ceghj-prstw-z][a-ceghj-nprstw-z] ?\d{2} ?\d{2} ?\d{2} ?[a-d])(?![\w/])"  # National Insurance numbers (HMRC NIM39110)
)


def penalties(reading: Reading, asked: bool = False) -> Iterator[Found]:
    """asked: the question was for a penalty charge number, so that a bare number is one."""
    for match in _PENALTY.finditer(reading.plain):
        if match["letters"] not in _SMALL_WORDS:
            yield reading.found("pcn", re.sub(r"\W", "", match[0]).upper(), *match.span())
    for match in _NUMBERED_PENALTY.finditer(reading.plain):
        yield reading.found("pcn", match["rest"], *match.span("rest"))
    if asked and (bare := re.search(r"(?<!\w)[a-z]{0,2}\d{6,10}[a-z]?(?!\w)", reading.plain)):
        yield reading.found("pcn", bare[0].upper(), *bare.span())


def references(reading: Reading) -> Iterator[Found]:
    """Ours. A mistyped one is found too, as typed, when it is written like one or called a reference."""
    for match in _OURS.finditer(reading.plain):
        written = reference.find(match[0], match["prefix"].upper())
        if written is None or match["prefix"] in _SMALL_WORDS:
            continue
        whole, valid = written
        hyphened = match["sep"] == match["sep2"] == "-"
        called = hyphened or _REFERENCE_WORD.search(reading.plain[: match.start()])
        if valid or (called and re.search(r"\d", match[0])):
            typed = reading.text[match.start() : match.end()].upper()
            yield reading.found("reference", whole if valid else typed, *match.span())


def columns(reading: Reading) -> Iterator[Found]:
    """The number on a lamp column."""
    for match in _COLUMN.finditer(reading.plain):
        yield reading.found("column", match["number"].upper(), *match.span("number"))


def cued(reading: Reading) -> Iterator[Found]:
    """What is called an account, claim, badge, case ... number; a phone number is left to the phones."""
    for match in _SHAPED.finditer(reading.plain):
        yield reading.found("code", _tidy(match["code"]), *match.span())
    for match in _CUED.finditer(reading.plain):
        if not re.fullmatch(
            r"0\d{10}|o7\d{9}|(?:19|20)\d\d|\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|\d+(?:am|pm)", match["code"]
        ):
            yield reading.found("code", _tidy(match["code"]), *match.span("code"))


def _tidy(code: str) -> str:
    return re.sub(r"\s+", " ", code.strip(" -/")).upper()
