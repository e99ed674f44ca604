"""Yes and no in six languages, as people type them."""

from __future__ import annotations

import re
from functools import cache

from bot.facts.found import Found, Reading

_SOFT = (
    r"^\W*(?:(?:oh|ah|um+|er+m?|well|so|ok(?=\W+(?:yes|no|ye))|mate|sorry|actually|hmm+|honestly|but|i mean|"
    r"ben|bah|euh|pues|beh|ah|bom|bem|والله)\W+)*"
)
_YES = {
    "": "y|ye|yh|yeh+|yea+h*|yes+|yep+|yup+|yess+ir|ya|yas|aye|ok|okay|okey|oki|k|sure|correct|right|true|"
    "definitely|absolutely|certainly|indeed|"
    "(?:of )?course|(?:yeah )?for sure|(?:i|we) (?:do|have|am|are|did|would|can)(?! not|n't)|it (?:is|"
    "does|was|has)(?! not|n't)|they (?:are|do|did|have)(?! not|n't)|(?:s?he) (?:is|does|has|did)(?! not|"
    "n't)|there (?:is|are|was)(?! not|n't| no)|"
    r"i (?:think|guess|believe|suppose|hope|reckon)(?: so)?(?=\W*$)|i (?:think|believe) (?:so|yes|it is|"
    "it does)|think so|probably|mostly|that'?s right|no problem|please do|yes please|afraid so|"
    "oui+|ouais?|oue|mouais|ui|d'?accord|bien sur|tout a fait|exact(?:ement)?|absolument|carrement|je "
    "(?:crois|pense) (?:que )?(?:oui|bien)|je crois|"
    "si+|sip|claro(?: que si)?|por supuesto|vale|correcto|cierto|desde luego|efectivamente|creo que si|"
    "pienso que si|asi es|"
    r"certo|certamente|ovvio|ovviamente|come no|esatto|giusto|assolutamente si|(?:penso|credo) di si|va bene|"
    r"sim+|claro que sim|com certeza|acho que sim|isso(?: mesmo)?|pois(?: e)?|ta bom|exato|exacto|certeza|"
    r"نعم|ايوه|ايوا|اي(?:ه)?|اه|اجل|بلي|طبعا|اكيد|صح|صحيح|تمام|ان شاء الله|aiwa+|aywa+h?|na3am|naam|tab3an|akid",
    "es": r"s", "pt": r"s|ya|aham", "it": r"s", "fr": r"o", "ar": r"eh|ee|ah",
}  # fmt: skip
_NO = {
    "": r"n|no+|nope+|nop|nah+|naw|na|never|none|nobody|no one|nothing|negative|incorrect|false|wrong|nein|"
    "not (?:really|at all|yet|now|at the moment|right now|any ?more|currently|today|that i know(?: of)?|"
    "as far as i know|me|us|here|likely)|i (?:do ?n'?t|dont|do not) (?:think|believe|reckon) so|(?:i )?"
    "(?:don'?t|dont) think so|"
    "(?:i|we|they) (?:do ?n'?t|dont|do not|haven'?t|havent|have not|didn'?t|didnt|aren'?t|can'?t)|i'?m "
    "not|i am not|(?:it|he|she|that)(?:'?s| is) not|(?:it|he|she|there) (?:isn'?t|isnt|doesn'?t|doesnt|"
    "hasn'?t|wasn'?t)|they aren'?t|there (?:is|are) (?:no|none|not)|"
    r"no way|of course not|course not|probably not|i think not|i guess not|yeah,? (?:no|nah)|afraid not|hopefully not|"
    "non+|nan|pas (?:vraiment|du tout|encore|maintenant|pour l'instant)|je (?:ne )?(?:crois|pense) pas|"
    "jamais|aucun|bien sur que non|je (?:crois|pense) que non|pas que je sache|"
    r"para nada|que va|creo que no|claro que no|nunca|todavia no|aun no|en absoluto|ninguno|"
    r"per niente|assolutamente no|(?:penso|credo) di no|non (?:credo|penso|ancora|proprio)|mai|nessuno|affatto|macche|"
    r"nao+|nem|nunca|acho que nao|claro que nao|de jeito nenhum|ainda nao|nenhum|jamais|"
    r"لا+|لأ|كلا|ابدا|مش|مو|ليس(?: بعد)?|ما في|مافي|لا اظن|لا اعتقد|مستحيل|la2+|la'|laa+|mafi",
    "ar": r"la+h?|mish|mu", "fr": r"nn", "it": r"nn", "pt": r"nn|ñ",
}  # fmt: skip
_SIGNS = {"👍": "yes", "👌": "yes", "✅": "yes", "✔": "yes", "👎": "no", "❌": "no", "✖": "no"}


def read(reading: Reading) -> Found | None:
    """The words that say yes or no, where the answer opens with them. "No problem" is a yes, "yeah no" a no."""
    sign = re.match(rf"\s*({'|'.join(_SIGNS)})", reading.text)
    if sign:
        return reading.found("yes_no", _SIGNS[sign[1]], *sign.span(1))
    opening = re.match(_SOFT, reading.plain)
    at = opening.end() if opening else 0
    found = [(_longest(reading, at, value), value) for value in ("yes", "no")]
    end, value = max(found)
    if end <= at:
        return None
    return reading.found("yes_no", value, at, end)


def _longest(reading: Reading, at: int, value: str) -> int:
    """Where the longest of the words for yes or no ends: "no problem" before "no", "i don't think so" before "i don't"."""
    matches = (pattern.match(reading.plain, at) for pattern in _patterns(reading.lang, value))
    return max((match.end() for match in matches if match), default=at)


@cache
def _patterns(lang: str, value: str) -> list[re.Pattern[str]]:
    words = _YES if value == "yes" else _NO
    each = [word for one in (words.get(lang, ""), words[""]) if one for word in _alternatives(one)]
    return [re.compile(rf"(?:{word})(?!\w|'\w)") for word in each]


def _alternatives(words: str) -> list[str]:
    """Split at the bars that are not inside a group."""
    depth, parts = 0, [""]
    for char in words:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts
