"""How many: people, and how old (`people`); bags, bins and other things (`number`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.facts.found import Found, Reading
from bot.facts.timewords import NUMBERS

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
    r"\d{1,2} (?:weeks|months) pregnant|de \d{1,3} (?:ans|anos|mois|meses)(?: de idade)?|(?:a|j'ai) \d{1,3} ans|"
    r"(?:ha|ho) \d{1,3} anni|(?:tiene|tengo|tem|tenho) \d{1,3} anos|\d{1,3} anos de (?:edad|idade)|"
    r"di \d{1,3} (?:anni|mesi)|عمر\w* \d{1,3}(?: سنه| سنوات| عاما?| شهر| اشهر)?)"
)
_ONE = (
    "(?:an?|my|our|the) (?:new ?born|(?:new |little |small |tiny |young )?baby|toddler|infant)|un (?:bebe|"
    "nourrisson|bambino piccolo|neonato)|um bebe|una neonata|mi bebe|mon bebe|طفل رضيع|رضيع"
)
_NOBODY = (
    r"(?:no ?one|nobody|none of us)(?: here| at home| in here)?(?: is|'s)? (?:ill|sick|unwell|poorly|old|elderly|vulnerable|disabled)"
    r"(?:(?: or |/|, ?)(?:ill|sick|old|elderly|vulnerable|disabled|a baby))?|no (?:babies|baby|kids|children|elderly|old people)|"
    r"(?:just|only) me(?: (?:and|&|n|\+) (?:my |the )?\w+)?(?=\W*$|[.,;!])|i live (?:alone|on my own|by myself)|"
    r"je vis seule?|personne (?:n'est )?malade|pas d'enfants?|vivo sol[oa]|nadie (?:esta )?enfermo|sin ninos|"
    r"vivo da sol[oa]|nessuno (?:e )?malato|senza bambini|(?:moro|vivo) sozinh[oa]|ninguem (?:esta )?doente|sem criancas|"
    r"(?:ما في|لا يوجد|ما عندي) (?:اطفال|حدا مريض|احد مريض)"
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
_PAIRS = {"a couple": 2, "couple": 2, "a pair": 2, "a dozen": 12, "just a": 1, "just an": 1}
# Articles are not counts ("una bolsa"), and "dos" is "of the" in Portuguese.
_ARTICLES = frozenset("un une una uno um uma".split())


def people(reading: Reading) -> Iterator[Found]:
    some = _some(reading.lang)
    small = "(?:(?:small|young|little|disabled|school age) )?"
    pattern = (
        rf"(?<![\w£.,/-])(?:(?P<many>{some}) {small}{_WHO}(?: {_AGED})?|{_AGED}(?: {_WHO})?|{_ONE}|{_NOBODY})(?!\w)"
    )
    for match in _compiled(pattern).finditer(reading.plain):
        yield reading.found("people", _tidy(reading, match), *match.span())


def things(reading: Reading) -> Iterator[Found]:
    some = _some(reading.lang)
    pattern = rf"(?<![\w£.,/-])(?P<many>{some})(?: or \d+|-\d+)? {_ADJECTIVES}{_WHAT}(?!\w)"
    for match in _compiled(pattern).finditer(reading.plain):
        if match["many"] not in _ARTICLES:
            yield reading.found("number", _tidy(reading, match), *match.span())


def number(reading: Reading, kind: str) -> Found | None:
    """The first number in a text, in figures: `2` for "two", "dos" or "a couple"."""
    words = "|".join((*_words(reading.lang), *_PAIRS))
    match = _compiled(rf"(?<![\w.])(?:\d{{1,6}}(?:[.,]\d+)?|{words})(?!\w)").search(reading.plain)
    return reading.found(kind, _figure(match[0], reading.lang), *match.span()) if match else None


_compiled = cache(re.compile)


@cache
def _words(lang: str) -> dict[str, int]:
    """Numbers in the resident's language and in English; in others the same letters mean other things ("once", "sei")."""
    return {**NUMBERS["en"], **NUMBERS.get(lang, {})}


@cache
def _some(lang: str) -> str:
    return rf"(?:\d{{1,3}}|{'|'.join(sorted(_words(lang), key=len, reverse=True))}|(?:a )?couple of|a pair of)"


def _figure(word: str, lang: str) -> str:
    return str({**_words(lang), **_PAIRS}.get(word.removesuffix(" of"), word))


def _tidy(reading: Reading, match: re.Match[str]) -> str:
    """As typed in lower case, the number in figures: `3 kids` for "three kids"."""
    words = " ".join(reading.text[match.start() : match.end()].lower().split())
    many = match["many"]
    return _figure(many, reading.lang) + words[len(many) :] if many else words
