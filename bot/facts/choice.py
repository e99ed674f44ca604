"""One of several: by its word, by a word nearly typed right, by its number, or "both" and "all"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from bot.facts.found import Found, Reading, fold

Choices = dict[str, tuple[str, ...]]
_BOTH = re.compile(
    r"^\W*(?:(?:both|the two)(?: of (?:them|these))?|les deux|tous les deux|(?:los|las|ambos|ambas) ?"
    "(?:dos)?|entrambi|entrambe|tutti e due|ambos|ambas|os dois|as duas|كلاهما|الاثنين|كلتاهما|التنين)"
    r"(?:\W+\w+){0,2}\W*$"
)
_ALL = re.compile(
    r"^\W*(?:all(?: of (?:them|it|the above|these))?|all (?:three|four)|everything|the lot|every one|tous|"
    r"toutes|tout|todos|todas|todo|tutti|tutte|tutto|tudo|كلها|جميعها|الكل|كل شيء)(?:\W+\w+){0,2}\W*$"
)
_ALL_NAMED = 3
"""Of a longer list a question names only the first: which is its last, nobody can say."""
_NTH = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "premier": 1, "premiere": 1, "deuxieme": 2
        , "troisieme": 3, "dernier": -1, "derniere": -1,
    "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercera": 3, "ultimo": -1, "ultima": -1
        , "primo": 1, "prima": 1, "secondo": 2,
    "seconda": 2, "terzo": 3, "terza": 3, "primeiro": 1, "primeira": 1, "terceiro": 3, "terceira": 3, "الاول": 1
        , "الاولي": 1, "الثاني": 2, "الثانيه": 2, "الثالث": 3,
    "الثالثه": 3, "الاخير": -1, "one": 1, "two": 2, "three": 3, "four": 4,
}  # fmt: skip
_PICKED = re.compile(
    r"^\W*(?:(?:number|option|(?:no|n)(?=\W*\d)|choice|numero|opcion|opcao|opzione|رقم|the|le|la|el|il|o|a|it'?s)\W+)*"
    r"(?P<nth>\d|" + "|".join(_NTH) + r")(?:st|nd|rd|th)?"
    r"(?: (?:one|option|please|uno|choix|por favor))*\W*$"
)
_ONE_OF_THEM = re.compile(
    r"^\W*(?:(?:it'?s|i think|maybe) )?(?:the )?(?P<nth>first|second|third|fourth) (?:one|option)\b"
)
_NOT = re.compile(
    r"(?:\bnot|\bno|\bpas|\bnon|\bnao|n't|\bexcept|\bsauf|\bmenos|ليس|مش)\s+(?:(?:the|my|a|any|le|la|les|"
    r"el|los|las|il|o|as|os)\s+)?$"
)
_REST = frozenset({"other", "none", "unknown", "not_sure", "unsure", "neither", "no"})


def read(reading: Reading, choices: Choices) -> Found | None:
    """Several named values are joined with a comma. A typo is forgiven in a short answer, a number counts alone."""
    named = _named(reading, choices)
    if named:
        return _joined(reading, named)
    if found := _counted(reading, list(choices)):
        return found
    return _nearly(reading, choices) if len(reading.plain.split()) <= 8 else None


def _named(reading: Reading, choices: Choices) -> list[tuple[int, int, str]]:
    """Start, end and value of each that is said; the longer word wins where two overlap ("black bin" over "bin")."""
    found: list[tuple[int, int, str]] = []
    for value, words in choices.items():
        for word in (value, value.replace("_", " "), *words):
            for match in (
                re.finditer(rf"(?<!\w){re.escape(fold(word))}(?:e?s)?(?!\w)", reading.plain) if word.strip() else ()
            ):
                if not _NOT.search(reading.plain[: match.start()]):
                    found.append((*match.span(), value))
    kept: list[tuple[int, int, str]] = []
    for start, end, value in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, value))
    return sorted(kept)


def _joined(reading: Reading, named: list[tuple[int, int, str]]) -> Found:
    values = list(dict.fromkeys(value for _, _, value in named))
    if len(values) > 1:
        values = [value for value in values if value not in _REST] or values[:1]
    mine = [one for one in named if one[2] in values]
    return reading.found("choice", ", ".join(values), mine[0][0], mine[-1][1])


def _counted(reading: Reading, values: list[str]) -> Found | None:
    """A number or "the second one" picks by place; "both" and "all" take every one but "other"."""
    whole = len(reading.plain) - len(reading.plain.lstrip()), len(reading.plain.rstrip())
    real = [value for value in values if value not in _REST]
    if (_BOTH.match(reading.plain) and len(real) == 2) or (_ALL.match(reading.plain) and len(real) > 1):
        return reading.found("choice", ", ".join(real), *whole)
    match = _PICKED.match(reading.plain) or _ONE_OF_THEM.match(reading.plain)
    place = (
        _NTH.get(match["nth"], 0) or int(match["nth"])
        if match and (match["nth"] in _NTH or match["nth"].isdigit())
        else 0
    )
    if place < 0 and len(values) > _ALL_NAMED:
        return None
    if place and place <= len(values):
        return reading.found("choice", values[place - 1 if place > 0 else place], *whole)
    return None


def _nearly(reading: Reading, choices: Choices) -> Found | None:
    """The words most like what was typed: same first letter, five letters or more."""
    best, sure = None, 0.79
    tokens = list(re.finditer(r"[^\W_]+", reading.plain))
    for value, words in choices.items():
        for word in (fold(one) for one in (value.replace("_", " "), *words) if len(one) >= 5):
            for first, last in _runs(tokens, len(word.split())):
                typed = reading.plain[first.start() : last.end()]
                alike = SequenceMatcher(None, typed, word).ratio() if typed[0] == word[0] and len(typed) > 3 else 0
                if alike > sure:
                    best, sure = reading.found("choice", value, first.start(), last.end()), alike
    return best


def _runs(tokens: list[re.Match[str]], length: int) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    return zip(tokens, tokens[length - 1 :], strict=False)
