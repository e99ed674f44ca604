"""Phrases that always raise the alarm, whatever was learned (council/danger_words.yml says how they are written)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.understanding.grams import LONGEST, plain

PHRASES = Path(__file__).parents[2] / "council" / "danger_words.yml"
HARMLESS = "harmless"
SAFE, NOT_SAFE = "safe", "not_safe"
BOTH = " & "
BETWEEN = r"[\W_]+"
FEW_WORDS = rf"{BETWEEN}(?:\w+{BETWEEN}){{0,4}}"
OPTIONAL_END = re.compile(r" ?\([^()]*\)\?$")
SENTENCE = re.compile(r"[^.!?\n]+")
JOINED = re.compile(r"'(?=(?:s|m|t|re|ve|ll|d)\b)")
"""`there's` and `theres` are one word; `l'eau` is two."""
ARABIC = re.compile(r"[\u0600-\u06ff]")
PREFIX = "[وف]?(?:ال|بال|لل|ب|ل)?"


class DangerWords:
    def __init__(self, phrases: dict[str, dict[str, list[str]]]) -> None:
        """phrases: emergency (or `harmless`, `safe`, `not_safe`) -> language -> phrases. re.error: one that cannot be read."""
        self._latin = {name: _any_of(languages, arabic=False) for name, languages in phrases.items()}
        self._arabic = {name: _any_of(languages, arabic=True) for name, languages in phrases.items()}
        self._pairs = [(name, pair) for name, languages in phrases.items() for pair in _pairs(languages)]

    @classmethod
    def load(cls, path: Path = PHRASES) -> DangerWords:
        """The council's own file; yaml.YAMLError and OSError where it cannot be read."""
        return cls(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))

    def find(self, text: str) -> str | None:
        """The emergency whose phrase stands in a sentence that no harmless context excuses; of a pair, in two of them."""
        told = []
        for sentence in _sentences(text):
            patterns = self._of(sentence)
            if patterns[HARMLESS].search(sentence):
                continue
            found = next((name for name, one in patterns.items() if name not in _CALM and one.search(sentence)), None)
            if found:
                return found
            told.append(sentence)
        return next((name for name, pair in self._pairs if all(any(map(one.search, told)) for one in pair)), None)

    def safe(self, text: str) -> bool:
        """Whether it says that nobody is in danger, and of nobody that they are."""
        told = [(self._of(sentence), sentence) for sentence in _sentences(text)]
        return any(of[SAFE].search(one) for of, one in told) and not any(of[NOT_SAFE].search(one) for of, one in told)

    def _of(self, sentence: str) -> dict[str, re.Pattern[str]]:
        return self._arabic if ARABIC.search(sentence) else self._latin


_CALM = (HARMLESS, SAFE, NOT_SAFE)


def _sentences(text: str) -> list[str]:
    return [_bare(sentence) for sentence in SENTENCE.findall(text[:LONGEST])]


def _bare(text: str) -> str:
    return " ".join(JOINED.sub("", plain(text)).replace("'", " ").split())


def _any_of(languages: dict[str, list[str]], *, arabic: bool) -> re.Pattern[str]:
    """One expression for all: where no word begins, it gives up before trying any phrase."""
    phrases = [phrase for phrase in _single(languages) if bool(ARABIC.search(phrase)) == arabic]
    anywhere = "|".join(_pattern(phrase) for phrase in phrases if not phrase.startswith("= ")) or "(?!)"
    whole = "|".join(_pattern(phrase[2:]) for phrase in phrases if phrase.startswith("= ")) or "(?!)"
    before = PREFIX if arabic else ""
    return re.compile(rf"(?<!\w){before}(?:{anywhere})(?!\w)|^{before}(?:{whole})$")


def _single(languages: dict[str, list[str]]) -> Iterator[str]:
    return (phrase for some in languages.values() for phrase in some if BOTH not in phrase)


def _pairs(languages: dict[str, list[str]]) -> Iterator[list[re.Pattern[str]]]:
    """Of `a & b`: an expression for each."""
    for phrase in (phrase for some in languages.values() for phrase in some if BOTH in phrase):
        yield [re.compile(rf"(?<!\w)(?:{_pattern(part)})(?!\w)") for part in phrase.split(BOTH)]


def _pattern(phrase: str) -> str:
    """`(a|b) word* ... c` as a regular expression over bare text."""
    bare = OPTIONAL_END.sub("", _bare(phrase)).replace("-", " ")
    bare = bare.replace("(", "(?:").replace("*", r"\w*").replace(" ... ", FEW_WORDS)
    return bare.replace(" ", BETWEEN)
