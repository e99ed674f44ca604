"""Names, when they are offered: "my name is Amina Yusuf", "im dave", "je m'appelle", "me llamo", "اسمي"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import chain

from bot.facts.found import Found, Reading, fold

_TITLE = (
    "(?:mr|mrs|ms|miss|mx|dr|rev|prof|sir|lady|mme|mlle|monsieur|madame|sra?|senora?|dona|dott|sig(?:nora?|"
    r"\.ra)?|السيد|السيده)\b\.?"
)
_WORD = r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?"
_NAME = rf"(?P<name>(?:{_TITLE} ?)?{_WORD}(?: {_WORD}){{0,3}})"
# After these comes a name, whatever it is.
_SAID = re.compile(
    r"(?<!\w)(?:my (?:full |first )?name(?:'?s|'?s? is|:)|(?<!\w )(?<!\w)(?:the )?name'?s? is|name:|i"
    "(?:'m| am|m) called|je m'?appel+e?|mon nom est|mon nom c'est|me llamo|mi nombre es|"
    "mi chiamo|il mio nome e|(?:eu )?(?:me )?chamo[- ]me|me chamo|(?:o )?meu nome e|(?:انا )?اسمي(?: هو)?"
    r"|(?:kind|best|warm) regards,?|(?<!\w )regards,?|yours sincerely,?|yours faithfully,?|cordialement,?|"
    rf"saludos,?|atentamente,?|cordiali saluti,?|cumprimentos,?)\s+{_NAME}"
)
# After these comes a name only if it is a known one, or has a title before it.
_MAYBE = re.compile(
    r"(?<!\w)(?:i(?:'m| am|m)|my name|call me|this is|it'?s|c'est|ici|je suis|soy|habla|sono|sou (?:o|a)|"
    rf"sou|aqui e (?:o|a)|انا|معك)\s+(?P<name>(?:{_TITLE} )?{_WORD}(?: {_WORD}){{0,2}})"
)
# A known name, or one with a title, that is all of a message or all of it but an address.
_ALONE = re.compile(rf"^\W*(?P<name>(?:{_TITLE} {_WORD}|{_WORD} {_WORD})(?: {_WORD})?)\W*$")
_BESIDE = re.compile(
    rf"^\W*(?P<name>(?:{_TITLE} )?{_WORD}(?: {_WORD}){{0,2}})[,\s]+(?:(?:flat|apt|apartment)\W+\w+\W*\0*|\0+)\W*$"
)
_STOPS = frozenset(
    "and but from i im i'm at on in of my the phone mobile number tel live living a an is are was not "
    "none here speaking calling is it its so because flat with for to please thanks thank you address "
    "email no what who your never mind private confidential business very really just also about et mais "
    "j'habite j je vivo y e ma ed abito sono moro mas et le la el il o a ou or by who's we "
    "we've i've ive i'd can could would have has had need want would writing re regarding tenant "
    "resident wants lives telephone contact تلفوني واسكن و من في ورقمي رقمي ساكن "
    "still out changed been wrong missing gone incorrect misspelt mispelled spelt spelled like this that "
    "they he she there these those am pm".split()
)  # fmt: skip


def find(reading: Reading) -> Iterator[Found]:
    for match in _SAID.finditer(reading.plain):
        if found := _cut(reading, match.start("name"), match.end("name")):
            reading = reading.without(found)
            yield found
    for match in chain(*(one.finditer(reading.plain) for one in (_ALONE, _BESIDE, _MAYBE))):
        first = re.split(r"[ .]", match["name"], maxsplit=1)[0]
        if first not in _known() and not re.match(rf"{_TITLE} ", match["name"]):
            continue
        found = _cut(reading, *match.span("name"), known=True)
        if found and (match.re is _MAYBE or found.end == match.end("name")):
            yield found


def whole(reading: Reading, start: int, end: int) -> Found | None:
    """The words from start to end as a name, when they can be one."""
    return _cut(reading, start, end)


def _cut(reading: Reading, start: int, end: int, known: bool = False) -> Found | None:
    """The words of the name: up to the first that is not one. known: lower case words after the first must be known too."""
    words: list[tuple[re.Match[str], str]] = []
    for match in re.finditer(r"\S+", reading.plain[start:end]):
        typed = reading.text[start + match.start() : start + match.end()]
        plain = match[0].rstrip(".")
        if (
            plain in _STOPS
            or plain.startswith(("وال", "واك", "وعن", "ورق", "وان", "واس"))
            or "\0" in plain
            or (known and words and not typed[0].isupper() and plain not in _known() and typed.isascii())
        ):
            break
        words.append((match, typed))
        if typed.endswith(".") and len(plain) > 4:
            break
    if not words or all(re.fullmatch(_TITLE, match[0]) for match, _ in words):
        return None
    last = words[-1][0]
    until = start + last.end() - (1 if last[0].endswith(".") else 0)
    return reading.found(
        "name", " ".join(_titled(typed) for _, typed in words).rstrip("."), start + words[0][0].start(), until
    )


def _titled(word: str) -> str:
    """Typed capitals are kept (`McDonald`), except in shouting; lower case gets them (`o'brien`)."""
    if not word.islower() and not (word.isupper() and len(word) > 2):
        return word
    return re.sub(r"(^|['-])(\w)", lambda match: match[1] + match[2].upper(), word.lower())


@cache
def _known() -> frozenset[str]:
    return frozenset(fold(resources.files("bot.facts").joinpath("names.txt").read_text("utf-8")).split())
