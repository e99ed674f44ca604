"""Which language a message is in, and which language somebody names."""

from __future__ import annotations

import re
from functools import cache

from lingua import IsoCode639_1, Language, LanguageDetectorBuilder

NAMED = {
    "en": "english|inglese?|inglés|ingles|anglais|inglês|الإنجليزية|انجليزي",
    "ar": "arabic|arabe|árabe|arabo|عربي|العربية|بالعربي",
    "fr": "french|français|francais|frances|francés|francese|francês|الفرنسية",
    "es": "spanish|español|espanol|espagnol|spagnolo|espanhol|الإسبانية",
    "it": "italian|italiano|italien|الإيطالية",
    "pt": "portuguese|português|portugues|portugués|portugais|portoghese|brazilian|البرتغالية",
    "so": "somali|soomaali",
    "fa": "farsi|persian|dari|فارسی",
    "am": "amharic|አማርኛ",
    "ti": "tigrinya|tigrigna|ትግርኛ",
    "pl": "polish|polski|polsku",
    "zh": "chinese|mandarin|cantonese|中文",
    "bn": "bengali|bangla|sylheti|বাংলা",
    "tr": "turkish|türkçe|turkce",
    "ur": "urdu|اردو",
    "ru": "russian|русски",
    "uk": "ukrainian|українськ",
    "ro": "romanian|română|romana",
    "sq": "albanian|shqip",
    "tl": "tagalog|filipino",
    "ku": "kurdish|kurdî",
    "ps": "pashto|پښتو",
    "vi": "vietnamese|tiếng việt",
}


def named_language(text: str) -> str | None:
    """The language that is named in the text ("do you speak arabic"), as an ISO 639-1 code."""
    return next((code for code, names in NAMED.items() if re.search(rf"\b(?:{names})", text, re.IGNORECASE)), None)


def detect(text: str) -> str | None:
    """ISO 639-1 of the text's language; None when it is too short or not sure enough to act on."""
    letters = re.findall(r"[^\W\d_]{2,}", text)
    if len(letters) < 3:
        return None
    values = _detector().compute_language_confidence_values(text)
    best = values[0]
    return best.language.iso_code_639_1.name.lower() if best.value >= 0.8 else None


@cache
def _detector():  # type: ignore[no-untyped-def]
    assert IsoCode639_1 and Language
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()
