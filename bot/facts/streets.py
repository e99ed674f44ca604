"""The streets, buildings and areas that the borough is known to have, and the words that streets end in."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from bot.facts.found import fold

KINDS = {
    "road": "rd roads raod rod",
    "street": "st str streat steet stret",
    "avenue": "ave av avenu",
    "gardens": "gdns gdn garden gardns grdns",
    "grove": "gr grv grov",
    "crescent": "cres cresent crescant crsnt",
    "square": "sq sqr",
    "place": "pl plc",
    "terrace": "terr ter tce terrance",
    "mews": "mws muse",
    "lane": "ln",
    "walk": "wlk",
    "way": "",
    "court": "ct crt",
    "close": "cl",
    "row": "",
    "hill": "",
    "park": "pk",
    "house": "hse hs",
    "tower": "towers twr",
    "mansions": "mansion mans mansns",
    "point": "",
    "lodge": "",
    "estate": "est",
    "buildings": "bldgs",
    "gate": "",
    "green": "",
    "wharf": "",
    "passage": "",
    "yard": "",
    "dwellings": "",
    "villas": "",
    "rise": "",
    "parade": "",
    "drive": "dr",
    "embankment": "",
    "block": "blk",
}
_KIND = {short: kind for kind, shorts in KINDS.items() for short in (kind, *shorts.split())}
LONGEST = 5


def kind(word: str) -> str | None:
    """`road` for `rd`; None for a word that no street ends in."""
    return _KIND.get(word)


def known(words: list[str]) -> str | None:
    """The borough's own spelling of a name given as folded words, the last of which may be shortened."""
    plain = [word.replace("'", "") for word in words]
    plain = ["st" if word == "saint" else word for word in plain]
    tried = [plain, [*plain[:-1], kind(plain[-1]) or plain[-1]]]
    return next((names()[key] for key in (" ".join(one) for one in tried) if key in names()), None)


@cache
def names() -> dict[str, str]:
    """Folded name, without apostrophes: the name as written."""
    found = {}
    for line in resources.files("bot.facts").joinpath("streets.txt").read_text("utf-8").splitlines():
        name, _, others = line.partition("|")
        if name.strip() and not name.startswith("#"):
            for one in (name, *others.split(",")):
                found[_key(one)] = name.strip()
    return {key: name for key, name in found.items() if key}


@cache
def first_words() -> frozenset[str]:
    """How the known names begin: most words begin none of them, and are passed over at once."""
    return frozenset(key.split()[0] for key in names()) | {"saint"}


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", fold(name).replace("'", "").replace(".", "")).strip()
