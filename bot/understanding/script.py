"""Languages that their letters give away."""

from __future__ import annotations

import re

ALONE = {
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "th": "\u0e00-\u0e7f",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0530-\u058f",
    "he": "\u0590-\u05ff",
    "el": "\u0370-\u03ff",
    "ko": "\uac00-\ud7af",
    "ja": "\u3040-\u30ff",
}
SHARED = {
    "arabic": "\u0600-\u06ff",
    "ethiopic": "\u1200-\u137f",
    "cyrillic": "\u0400-\u04ff",
    "devanagari": "\u0900-\u097f",
    "han": "\u4e00-\u9fff",
}
SCRIPTS = {name: re.compile(f"[{span}]") for name, span in (ALONE | SHARED).items()}
UNSPACED = ("han", "ja", "th", "ko")
WORDS = 3
"""Fewer words of a script may be no more than a name."""
SIGNS = {
    "arabic": (
        ("ur", re.compile(r"[ٹڈڑےںہھ]|\b(?:ہے|میں|کی|کا|نہیں)\b")),
        ("ps", re.compile(r"[ښړېۍځڅټډڼ]")),
        ("ku", re.compile(r"[ێۆڕڵە]")),
        ("fa", re.compile(r"[کی\u200c]|\b(?:است|این|برای|هست|نیست)\b")),
        ("ar", re.compile(r".")),
    ),
    "ethiopic": (
        (
            "ti",
            re.compile(r"[ኣኸኹኺኻኼኽኾቐቑቒቓቕቖ]|\b(?:እዚ|ኣሎ|የለን|እየ|ምስ|ናይ|ኣነ|ዲኹም|ሓገዝ|ትግርኛ|ከመይ|እቲ|እታ)"),
        ),
        ("am", re.compile(r".")),
    ),
    "cyrillic": (
        ("uk", re.compile(r"[іїєґ]|ити\b|\b(?:з|що|та|треба|дякую|допомога|немає)\b")),
        ("sr", re.compile(r"[ђјљњћџ]")),
        ("bg", re.compile(r"\b(?:имам|няма|съм|моля|трябва|това|нужда|вкъщи|какво|кога|ще|българск\w*|ъ\w+)\b")),
        ("ru", re.compile(r".")),
    ),
    "devanagari": (
        ("ne", re.compile(r"\b(?:छ|छैन|हो|मलाई|छु|गर्न|हुन्छ|भयो)\b")),
        ("mr", re.compile(r"\b(?:आहे|नाही|मला|आणि|माझ\w*)\b")),
        ("hi", re.compile(r".")),
    ),
    "han": (("zh", re.compile(r".")),),
}
"""The first whose sign is there; the last of each is what the script most often writes here."""


def by_script(text: str) -> str | None:
    """ISO 639-1 where enough of the text is in letters that tell; None for Latin letters, or for too few."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    counts = {name: len(pattern.findall(text.lower())) for name, pattern in SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if counts[script] * 2 <= len(letters) or not counts[script]:
        return None
    if counts["ja"] > 1 and script in ("ja", "han"):
        return "ja"
    if script not in UNSPACED and sum(bool(SCRIPTS[script].search(word)) for word in text.split()) < WORDS:
        # One word of Korean, Hebrew or Greek says as little as one of Arabic: it may be a name.
        return None
    if script in UNSPACED and counts[script] < 2 * WORDS - 1:
        return None
    return _which(script, text.lower())


def _which(script: str, text: str) -> str:
    if script in ALONE:
        return script
    return next(code for code, sign in SIGNS[script] if sign.search(text))
