"""The languages that people name, in the languages they write in."""

from __future__ import annotations

import re

from bot.understanding.grams import LONGEST, plain

NAMED = {
    "en": "english|inglese|ingles|anglais|ا?نجليزيه?|انكليزيه?|انقليزيه?",
    "ar": "arabic|arabe|arabo|عربيه?|darija|moroccan|egyptian",
    "fr": "french|francais|frances|francese|فرنسيه?|فرنساوي",
    "es": "spanish|espanol|espagnol|spagnolo|espanhol|castellano|اسبانيه?",
    "it": "italian|italiano|italien|ايطاليه?",
    "pt": "portuguese|portugues|portugais|portoghese|brazilian|brasil(?:eiro|iano)|برتغاليه?",
    "so": "somali|soomaali|somalo|somalien|صوماليه?",
    "fa": "farsi|persian|persan|persiano|persa|dari|فارسی|فارسيه?|دری",
    "am": "amharic|amharique|amarico|amharico|አማርኛ|امهريه?",
    "ti": "tigrinya|tigrigna|tigrin[yh]a|tigrino|eritrean|ትግርኛ|تغرينيه?|تجرينيه?",
    "pl": "polish|polski|polsku|polonais|polaco|polacco|polones|بولنديه?",
    "zh": "chinese|mandarin|cantonese|chinois|chino|cinese|chines|mandarino|中文|普通话|广东话|粤语|國語|صينيه?",
    "bn": "bengali|bangla|sylheti|bengal[ie]s?e?|বাংলা|بنغاليه?",
    "tr": "turkish|turkce|turc|turco|تركيه?",
    "ur": "urdu|ourdou|اردو|اردو|ارديه",
    "ru": "russian|russe|ruso|russo|русск|روسيه?",
    "uk": "ukrainian|ukrainien|ucraniano|ucraino|українськ|اوكرانيه?",
    "ro": "romanian|romana|romaneste|roumain|rumano|rumeno|romeno|رومانيه?",
    "sq": "albanian|shqip|albanais|albanes|albanese|البانيه?",
    "tl": "tagalog|filipino|philippin|فلبينيه?|فليبينيه?",
    "ku": "kurdish|kurdi|kurmanji|sorani|kurde|kurdo|curdo|کوردی|كرديه?",
    "ps": "pashto|pushto|pachto|pachtoune|pastun|پښتو|پشتو|بشتو",
    "vi": "vietnamese|vietnamien|vietnamita|tieng viet|فيتناميه?",
    "hi": "hindi|हिन्दी|हिंदी|هنديه?",
    "pa": "punjabi|panjabi|pendjabi|ਪੰਜਾਬੀ|بنجابيه?",
    "gu": "gujarati|gujerati|ગુજરાતી",
    "ta": "tamil|tamoul|தமிழ்|تاميليه?",
    "de": "german|deutsch|allemand|aleman|tedesco|alemao|المانيه?",
    "nl": "dutch|nederlands|neerlandais|holandes|olandese|هولنديه?",
    "el": "greek|ελληνικα|grec|griego|greco|grego|يونانيه?",
    "sw": "swahili|kiswahili|suaili|سواحيليه?",
    "yo": "yoruba",
    "ig": "igbo|ibo",
    "ha": "hausa|haoussa",
    "lt": "lithuanian|lietuvi[su]\\w*|lituanien|lituano",
    "hu": "hungarian|magyar\\w*|hongrois|hungaro|ungherese",
    "bg": "bulgarian|български|bulgare|bulgaro",
    "cs": "czech|cesky|cestin\\w*|tcheque|checo|ceco",
    "sk": "slovak|slovensky|slovaque|eslovaco|slovacco",
    "ne": "nepali|nepalais|नेपाली",
    "th": "thai|thailandais|tailandes|ไทย",
    "ko": "korean|coreen|coreano|한국어",
    "ja": "japanese|japonais|japones|giapponese|日本語|يابانيه?",
    "he": "hebrew|עברית|hebreu|hebreo|ebraico|hebraico",
    "bs": "bosnian|bosanski",
    "hr": "croatian|hrvatski",
    "sr": "serbian|srpski|српски",
}

PREFIXES = "(?:ال|بال|لل|ب|ل)?"
PATTERNS = {code: re.compile(rf"(?<!\w){PREFIXES}(?:{plain(names)})") for code, names in NAMED.items()}


def named_language(text: str) -> str | None:
    """The language that is named in the text ("do you speak arabic"), as an ISO 639-1 code.

    Beside another, English is the one that is not spoken well: "my English is bad, Somali please".
    """
    text = plain(text[:LONGEST])
    found = {code: match.start() for code, one in PATTERNS.items() if (match := one.search(text))}
    return min(found, key=lambda code: (code == "en", found[code]), default=None)
