"""How many: people, and how old (`people`); bags, bins and other things (`number`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.facts.found import Found, Reading
from bot.facts.timewords import NUMBERS

WORDS = {word: number for lang in NUMBERS.values() for word, number in lang.items()}
_SOME = r"(?:\d{1,3}|" + "|".join(sorted(WORDS, key=len, reverse=True)) + r"|a couple of|couple of|a pair of)"
_WHO = (
    "(?:kids?|children|childs?|childrens?|bab(?:y|ies)|toddlers?|teenagers?|adults?|pensioners?|"
    "dependants?|daughters?|sons?|boys?|girls?|people|family members|"
    "enfants?|bebes?|gosses?|adultes?|filles?|fils|garcons?|personnes|ninos?|ninas?|hij[oa]s?|adultos?|"
    "personas|menores|bambin[oi]|bambin[ae]|figl[ioae]+|adult[io]|persone|minori|"
    r"criancas?|filh[oa]s?|bebes?|pessoas|اطفال|طفل|اولاد|بنات|ابناء|طفلين|ولدين|اشخاص)"
)
_AGED = (
    r"(?:\d{1,3}(?: and \d{1,2})?[ -]?(?:years?|yrs?|yr|months?|mths?|mnths?|weeks?|wks?|days?)[ -]?"
    r"(?:old|olds)|(?:aged?|age of) \d{1,3}(?:(?:, ?| and | & )\d{1,2})*|"
    r"\d{1,2} (?:weeks|months) pregnant|de \d{1,3} (?:ans|anos|mois|meses)(?: de idade)?|(?:ha|tiene|tem|"
    r"a|tenho|tengo|ho|j'ai|have) \d{1,3} (?:ans|anni|anos)|\d{1,3} anos de (?:edad|idade)|"
    r"di \d{1,3} (?:anni|mesi)|عمر\w* \d{1,3}(?: سنه| سنوات| عاما?| شهر| اشهر)?)"
)
_ONE = (
    "(?:an?|my|our|the) (?:new ?born|(?:new |little |small |tiny |young )?baby|toddler|infant)|un (?:bebe|"
    "nourrisson|bambino piccolo|neonato)|um bebe|una neonata|mi bebe|mon bebe|طفل رضيع|رضيع"
)
_PEOPLE = re.compile(
    rf"(?<![\w£.,/-])(?:(?P<many>{_SOME}) (?:(?:small|young|little|disabled|school age) )?{_WHO}(?: "
    rf"{_AGED})?|{_AGED}(?: {_WHO})?|{_ONE})(?!\w)"
)
_WHAT = (
    "(?:bags?|sacks?|bins?|box(?:es)?|cadd(?:y|ies)|containers?|liners?|rolls?|mattress(?:es)?|sofas?|"
    "chairs?|armchairs?|tables?|wardrobes?|fridges?|freezers?|beds|items?|pieces|"
    "bits|cupboards?|drawers|desks?|tvs?|tyres?|boards?|sacs?|poubelles?|bacs?|matelas|meubles|bolsas?|"
    "sacos?|contenedores|cubos?|colchon(?:es)?|muebles|sacch[io]+|sacchett[io]|bidon[ie]|"
    "cassonetti|materass[io]|mobili|caixas?|caixotes?|contentores|colch(?:ao|oes)|moveis|اكياس|كيس|"
    "صناديق|حاويات|حاويه)"
)
_ADJECTIVES = (
    "(?:(?:black|blue|green|clear|white|brown|big|large|small|extra|more|full|old|new|bin|recycling|rubbish|"
    "food|garden|waste|wheelie|single|double|noirs?|de|di|basura|neras?|preto|king|size) ){0,3}"
)
_THINGS = re.compile(rf"(?<![\w£.,/-])(?P<many>{_SOME})(?: or \d+|-\d+)? {_ADJECTIVES}{_WHAT}(?!\w)")

_BARE = re.compile(
    rf"(?<![\w.])(?:\d{{1,6}}(?:[.,]\d+)?|{'|'.join(WORDS)}|(?:a )?couple|a pair|a dozen|just an?)(?!\w)"
)


def people(reading: Reading) -> Iterator[Found]:
    for match in _PEOPLE.finditer(reading.plain):
        yield reading.found("people", _tidy(reading, match), *match.span())


def things(reading: Reading) -> Iterator[Found]:
    for match in _THINGS.finditer(reading.plain):
        if match["many"] in ("un", "une", "una", "uno", "um", "uma"):  # the article, not a count
            continue
        yield reading.found("number", _tidy(reading, match), *match.span())


def number(reading: Reading, kind: str) -> Found | None:
    """The first number in a text, in figures: `2` for "two", "dos" or "a couple"."""
    match = _BARE.search(reading.plain)
    return reading.found(kind, _figure(match[0]), *match.span()) if match else None


def _figure(word: str) -> str:
    known = {
        **WORDS,
        "a couple": 2,
        "couple": 2,
        "a couple of": 2,
        "couple of": 2,
        "a pair of": 2,
        "a pair": 2,
        "a dozen": 12,
        "just a": 1,
        "just an": 1,
    }
    return str(known.get(word, word))


def _tidy(reading: Reading, match: re.Match[str]) -> str:
    """As typed in lower case, the number in figures: `3 kids` for "three kids"."""
    words = " ".join(reading.text[match.start() : match.end()].lower().split())
    many = match["many"]
    return _figure(many) + words[len(many) :] if many and match.start() == match.start("many") else words
