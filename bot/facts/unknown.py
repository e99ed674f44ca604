"""What is never an answer: "I don't know", "skip", and questions, in six languages."""

from __future__ import annotations

import re

_FILLERS = (
    "(?:sorry|um+|er+m*|hmm+|well|honestly|tbh|oh|ah|no|nah|i|really|actually|mate|pff+|euh+|bah|ben|pues|"
    "beh|mah|bem|ai|desole|perdon|scusa|desculpe?|اسف|و?الله)"
)
_UNKNOWN = (
    "(?:(?:i )?(?:do ?n'?o?t|dont|do not|didn'?t|wouldn'?t|duno|dont really|don't really|can'?t|cannot|"
    "cant) ?(?:really |exactly |actually )?(?:kno?w?|remember|recall|no|say|tell|think of it)|(?:i )?"
    "dun+o|idk|i?dek|"
    "(?:i'?ve |i have |got |have )?no (?:idea|clue)|(?:i'?m |im |i am )?not (?:too |really |entirely )?"
    "sure|unsure|haven'?t (?:a|got a) clue|"
    "(?:i )?(?:forgot|forget|can'?t think)|skip(?: (?:it|this|that|this one))?|pass|n/?a|next(?: "
    "question)?|rather not(?: say)?|prefer not to(?: say)?|i'?d rather not(?: say)?|(?:i )?(?:do ?n'?t|"
    "dont|haven'?t|havent) (?:have|got|have got|gotten) (?:one|it|any|that|got one)(?: (?:to hand|on me|"
    "yet|with me|here))?|"
    "(?:je )?(?:ne |n')?(?:sais|c|s|sai) pas|j'?(?:en )?sais (?:pas|rien)|chais pas|chépas|chepas|aucune "
    "idee|pas (?:sur|sure|certain)|je (?:ne )?(?:me )?(?:souviens|rappelle) (?:pas|plus)|je (?:ne )?me "
    "souviens (?:pas|plus)|passer?|je passe|"
    r"(?:yo )?no (?:lo )?se|no s[eé]|ni idea|no (?:me )?acuerdo|no recuerdo|no estoy segur[oa]|saltar|paso|omitir|"
    "(?:io )?(?:non|nn) (?:lo )?so|boh+|nessuna idea|non (?:mi )?ricordo|non (?:ne )?(?:sono|ho) "
    "(?:sicur[oa]|idea)|salta(?:re)?|passo|"
    "(?:eu )?(?:nao|n) sei|sei la|nao faco (?:a minima )?ideia|(?:nao )?(?:fac[oç]o )?ideia nenhuma|nao "
    "me lembro|nao tenho (?:a )?certeza|sem ideia|pular|passar|saltar|"
    "(?:انا )?(?:لا|ما|مش|مو) ?(?:ب?اعرفه?|ادري|عارفه?|متاكده?|اتذكر|فاكره?|عندي فكره|اعلم|بعرف)|ما عندي "
    "فكره|معرفش|تخطي|تجاوز|ليس لدي فكره|لست متاكد[اه]?)"
)
_THING = r"(?: (?:the|their|his|her|its)(?: \w+){1,2})?"
_OF_WHAT = rf"(?:{_THING}| (?:which|what|who|whose|where|when|how)(?: \w+){{1,4}})"
"""What it is that is not known: "their names", "which flat it is". """
_REST = (
    r"(?:\W+(?:(?:exactly|really|sorry|yet|mate|at all|honestly|tbh|lol|haha|tho|about (?:it|that)|the (?:date|day|"
    r"number|name|answer|address|postcode|exact \w+)|it|that|what (?:day|number|it is|that is|to (?:say|put))|"
    "when|where|which(?: one)?|how (?:many|much)|off ?hand|du tout|vraiment|exactement|la verdad|exactamente|"
    r"exacto|bien|esattamente|bene|davvero|ao certo|bem|mesmo|بالضبط|صراحه|please|thanks|thank you))){0,4}"
)
_NOT_KNOWN = rf"^\W*(?:{_FILLERS}\W+){{0,3}}{_UNKNOWN}"
_DECLINED = re.compile(rf"{_NOT_KNOWN}{_THING}{_REST}\W*$")
_DECLINED_OF = re.compile(rf"{_NOT_KNOWN}{_OF_WHAT}{_REST}\W*$")
_QUESTION = re.compile(
    r"^\W*(?:(?:sorry|but|and|hi|hello|so|wait|ok|please)\W+)*(?:what|where|when (?:is|are|do|does|did|will|can|u|you|r)|why|"
    r"who|whose|how|which|"
    r"have (?:you|u|they)|has (?:some|any)\w+|is (?:some|any)\w+|are they|"
    "can (?:you|i|u|we)|could (?:you|i|we)|do (?:you|i|u|we)|does|did you|are (?:you|u|there)|is (?:it|"
    "this|that|there)|will (?:you|it|they)|would you|should i|wat|wot|"
    "pourquoi|comment|ou est|quel(?:le)?s?|qui|est[- ]ce|qu'est|que |por que|porque|como|donde|"
    "cuando|cual|quien|puede|perche|come (?:mai|si|faccio|funziona|posso)|dove|quale|chi|puo|posso|puoi|onde|qual|quem|pode|"
    r"لماذا|ليش|كيف|اين|وين|متي|هل|من هو|ما هو|ماذا|شو)\b"
)


def declined(plain: str, *, of_what: bool = True) -> bool:
    """The whole of it says that the answer is not known, or is not given. of_what: also with what is not known ("where it
    comes from"), which beside an open question tells something."""
    return bool((_DECLINED_OF if of_what else _DECLINED).match(plain))


def asks(plain: str) -> bool:
    """It is a question rather than an answer."""
    return plain.rstrip().endswith("?") or bool(_QUESTION.match(plain))
