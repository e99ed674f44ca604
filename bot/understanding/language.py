"""Which language a message is in, and which language somebody names.

By letters where they tell; else by the words that no sentence goes without; else by the training examples' languages.
docs/decisions/0005-languages-by-common-words.md compares this with ready-made detectors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from bot.understanding.bayes import Bayes
from bot.understanding.common_words import COMMON, ENDINGS, GREETINGS, LETTERS
from bot.understanding.examples import EXAMPLES, examples
from bot.understanding.grams import LONGEST, Vocabulary, plain
from bot.understanding.named import named_language
from bot.understanding.script import WORDS, by_script

__all__ = ["detect", "named_language"]

NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|\S*@\S+|\b[A-Z]{2,3}-[A-Z\d-]+")
WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"[.!?\n]+")
ARABIC_DIGIT = re.compile(r"(?=(?:.*[a-z]){4})[a-z]*[235679][a-z]+(?:[235679][a-z]*)*")
"""`3andi`, `sa7bi`: the digit stands for a letter that it looks like and Latin has not got."""
SPELLED = str.maketrans({"ł": "l", "ı": "i", "đ": "d", "ø": "o", "ß": "ss", "ƙ": "k", "ɗ": "d", "ɓ": "b"})
KNOWN = 2
"""Common words needed: a single one may be borrowed, or part of a name or a street."""
CLEARLY = 1.25
"""How many times the next best."""
SHARE = 0.16
"""How much of the message: a few words in another language leave it what it was."""
IN_NAMES = frozenset("al da das de del della den der di do dos du el il la las le les los van von y e".split())
LIKE_EXAMPLES = 0.9
SAMPLE = 500
"""Examples of each language that are looked at: more make no difference."""


def detect(text: str) -> str | None:
    """ISO 639-1 of the text's language; None when it is too short or not sure enough to act on.

    The first call takes a quarter of a second.
    """
    text = NOT_WORDS.sub(" ", text[:LONGEST])
    if by := by_script(text):
        return by
    words = _words(text)
    if len(words) < WORDS:
        return GREETED.get(_bare(" ".join(WORD.findall(text.lower()))))
    return _by_words(words) or _by_examples(words)


def _by_words(words: list[str]) -> str | None:
    points: defaultdict[str, float] = defaultdict(float)
    known: defaultdict[str, int] = defaultdict(int)
    for word in words:
        codes = _languages_of(word)
        for code in codes:
            points[code] += 1 / len(codes)
            known[code] += len(word) > 1
    if not points:
        return None
    best, *others = sorted(points, key=lambda code: -points[code])
    rival = points[others[0]] if others else 0.0
    sure = known[best] >= KNOWN and points[best] >= CLEARLY * rival and points[best] >= SHARE * len(words)
    return best if sure else None


def _by_examples(words: list[str]) -> str | None:
    """One common word is enough in a message that reads like the examples in that language."""
    vocabulary, languages = _examples()
    ranking = languages.rank(vocabulary.known(" ".join(words)))
    if not ranking or ranking[0][1] < LIKE_EXAMPLES:
        return None
    best = ranking[0][0]
    known = [word for word in words if len(word) > 1 and best in _languages_of(word)]
    return best if len(known) >= KNOWN or any(word not in IN_NAMES for word in known) else None


@cache
def _examples() -> tuple[Vocabulary, Bayes]:
    vocabulary = Vocabulary()
    folders = sorted(folder for folder in EXAMPLES.glob("*") if folder.is_dir())
    texts = {folder.name: [one.text for one in examples(folder)] for folder in folders}
    rows = ((vocabulary.learn(text), code) for code, some in texts.items() for text in some[:: len(some) // SAMPLE + 1])
    return vocabulary, Bayes(rows, flat=2, sharp=20)


def _words(text: str) -> list[str]:
    """Each word once, in small letters; a name (a capital inside a sentence that is not all capitals) is no word."""
    found: dict[str, None] = {}
    for sentence in SENTENCE.split(text):
        words = WORD.findall(sentence)
        shouted = sentence.isupper()
        for at, word in enumerate(words):
            if not word.isdigit() and (at == 0 or shouted or len(word) == 1 or not word[0].isupper()):
                found[word.lower()] = None
    return list(found)


def _languages_of(word: str) -> set[str]:
    bare = _bare(word)
    codes = set(LISTED.get(bare, ())) or {code for code, ends in ENDINGS.items() if bare.endswith(ends)}
    if ARABIC_DIGIT.fullmatch(word):
        codes.add("ar")
    return codes | {code for code, letters in LETTERS.items() if any(letter in letters for letter in word)}


def _bare(words: str) -> str:
    return plain(words).translate(SPELLED)


def _listed() -> dict[str, list[str]]:
    listed: dict[str, list[str]] = {}
    for code, words in COMMON.items():
        for word in set(words.split()):
            listed.setdefault(word, []).append(code)
    return listed


LISTED = _listed()
GREETED = {_bare(one): code for code, greetings in GREETINGS.items() for one in greetings}
"""A greeting is how most people begin, and tells what they would like to be answered in."""
