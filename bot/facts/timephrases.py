"""How times are said in six languages. In a phrase, <D> is a weekday, <M> a month, <N> a number, <U> a unit, <P> a part of
the day, <H> an hour on the clock, <NTH> "the 3rd". LAST, NEXT, THIS and UNTIL say which way a day lies; RELATIVE how many
days away."""

from __future__ import annotations

ANY = (
    r"\d{4}-\d\d-\d\d",
    r"\d{1,2}([/.-])\d{1,2}\1(?:20)?\d\d(?![\d/])",
    (
        r"(?<!/)(?!24/7|50/50|1/2\b|1/4\b|3/4\b|9/11|\d0?/10\b)(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])"
        r"(?![\d/]|\.\d|\s*(?:of|de|di|times|we?e?ks?|days?|hours?|hrs?|months?|years?|bags?|people)\b)"
    ),
    r"\d{1,2}[:h]\d\d\b(?!:)",
)
"""Dates and clock times in figures; day before month, as in all six languages."""

PHRASES = {
    "en": (
        r"\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)?\s?(?:-|to|til+|until)\s?(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)|midnight)\b",
        (
            r"(?:(?:the )?day before yesterday|yest[aeiu]r?d[ae]?y|yda?y|(?<!\w )todays?|today|to?ni(?:ght|te)|"
            "2nite|2day|(?:the )?day after tomorrow|tom+or+ow|tmrw|tomoz|2moro)(?: (?:<P>))?"
        ),
        "(?:every(?: (?:other|single|second))?|last|lst|this|nxt|next|each|past|previous|(?:the )?coming|"
        "all|most|other)"
        " (?:<D>|week ?ends?|week|fortnight|month|year|hour|night|nite|day(?! (?:off|out|centre|care))|"
        "morning|mornin|afternoon|evening|summer|winter|spring|autumn|christmas|xmas"
        r"|easter|ramadan|eid|collection|term|<M>)s?(?: (?:<NTH>))?(?: (?:<P>))?",
        r"(?:every|last|past|next) (?:<N>|<V>) ?(?:<U>)",
        r"(?:the )?(?:<D>),? (?:week|before last|just gone|gone|coming|last|next|(?:<P>))",
        r"(?:<SD>) just gone|a week (?:on|ago on) (?:<D>)",
        r"(?:the )?(?:week|weekend|month|year|night) before last|since (?:the )?clocks (?:went|changed|go)(?: (?:back|forward))?",
        r"(?<!paid )(?<!cost )(?<!charged )(?<!was )(?:[01]?\d|2[0-3])\.[0-5]\d"
        r"(?= (?:tom+or+ow|tmrw|tomoz|2moro|today|this|yesterday|last|on|<D>)\b)",
        r"(?:<D>|<SD>)(?:\s?-\s?| to | til+ | until )(?:<D>|<SD>)",
        r"(?:<D>|<SD>),? (?:<NTH>)(?: (?:of )?(?:<M>))?(?: \d{4})?",
        r"(?:<SD>),? (?:the )?\d{1,2}(?:st|nd|rd|th)?\b(?: of)? (?:<M>)(?: \d{4})?",
        r"(?:since )?(?:the )?\d{1,2}(?:\s?(?:st|nd|rd|th))?(?: of)? ?(?:<M>)\b,?(?: (?:20)?\d\d(?![\d:]| ?(?:am|pm)))?",
        r"(?:since )?(?:<M>) (?:the )?\d{1,2}(?:st|nd|rd|th)?(?! ?(?:<U>|am|pm)\b)(?![:/\d])(?:,? \d{4})?",
        (
            r"(?:on|since|from|by|until|til+|before|after|around|was|is) the \d{1,2}(?:st|nd|rd|th)(?= *"
            r"(?:[.,;!?\n)-]|$| (?:and|at|about|around|but|because|i|so|it|they|we|he|she|of|when|nothing|still|"
            r"in|morning|afternoon)\b))"
        ),
        (
            "(?:since|until|til+|from|in|during|early|mid|late|(?:the )?(?:end|start|middle|beginning) of) "
            r"(?:the )?(?:<M>|(?:last |this )?(?:summer|winter|spring|autumn)|20[12]\d|covid|lockdown|birth|"
            r"childhood)\b(?: 20\d\d)?"
        ),
        (
            r"(?:since|until|til+|by|before|after|from|over) (?:<SD>|<D>)\b(?: (?:<NTH>))?"
            r"(?: (?:<P>))?(?<!before sun)"
            r"(?<!after sun)|on (?:<SD>)\b(?: (?:<P>))?"
        ),
        r"<SD> (?:<P>)",
        "(?:(?:since|until|til+|by|before|after|over|at|from|for|on) )?(?<!happy )(?<!merry )(?<!lovely "
        ")(?:easter (?:sunday|monday)|easter|christmas (?:day|eve)|xmas(?: day| eve)?|christmas|boxing "
        "day|new year'?s?(?: day| eve)?|ramadan|eid|diwali|halloween|bonfire night|"
        r"good friday|(?:the )?bank holiday(?: monday| weekend)?|half ?term|valentine'?s(?: day)?)\b",
        "(?:(?:for|over|about|nearly|almost|around|roughly|more than|less than|at least|in(?! (?:<N>|"
        r"<V>)\s?(?:<U>) ago)|within|after|since|like|been|past|last) )*(?!one (?:day|night)\b)(?:<N>|"
        r"<V>)\s?(?:<U>)\b"
        "(?! ?(?:old|pregnant|lease|walk|away from|drive|notice|contract))(?:'? (?:ago|now|straight|in a "
        "row|running|already|later))?",
        (
            "(?:for|over|about|nearly|almost|around|more than|in|within|after|like|been) (?:about |over |"
            "nearly |almost )?(?:an?|one|the whole|a whole|a good) (?:hour|day|night|week|fortnight|month|"
            r"year)\b(?: (?:ago|now))?"
        ),
        r"(?:an?|one|over an?) (?:hour|day|week|wk|fortnight|month|year)s? (?:ago|now|on (?:<D>)|later)",
        (
            r"(?:once|twice|three times|four times|\d+ times|\d+x) (?:a|an|per|every|each) (?:hour|day|night|"
            "week|month|year)"
        ),
        (
            "(?:(?:at|around|about|by|from|until|til+|before|after|since|past|nearly|@) )*(?:(?:half|quarter|"
            "ten|twenty|five) (?:past|to) )?<H>"
        ),
        (
            "(?:at|by|around|about|since|from|until|til+|before|after) (?:midnight|midday|noon|lunch ?time|"
            "dawn|dusk|half (?:past )?(?:<N>)|(?:<N>) (?:in the (?:<P>)|at night|o'?clock))"
        ),
        (
            r"(?:at|around|about|by|from|until|til+|before|after|since) \d{1,2}[:.]\d\d(?!\d)|midnight|midday|"
            r"(?:half|(?:a )?quarter|\d{1,2}|ten|five|twenty(?:[- ]five)?) past (?:<N>)|(?:a )?quarter to (?:<N>)|"
            "(?:at|around|about) (?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|"
            r"nine|ten|eleven|twelve)(?= *(?:[.,;!?](?!\d)|$| every| in the| each| and\b| last))(?! ?(?:st|nd|"
            r"rd|th)\b)"
        ),
        (
            "(?:in|during|through|throughout|early in|late in|middle of) the (?:early )?(?:hours|morning|"
            "afternoon|evening|night|daytime|middle of the night|mornings|evenings|nights)(?: of the "
            "morning)?"
        ),
        (
            "(?:late |only )?(?:at|by) night(?:s|time)?|at (?:the )?weekends?|early hours|early morning|late "
            "(?:at )?nights?|weekends|weekdays|evenings|mornings|overnight|over the weekend|first thing"
        ),
        (
            r"(?:between|from|btwn) \d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)? ?(?:and|&|to|til+|until|-) ?(?:\d{1,2}"
            r"(?:[:.]\d\d)?\s?(?:am|pm|ish)?|midnight|noon)(?![\d/]|\.\d|[a-z])(?! (?:<COUNTED>))"
        ),
        (
            "(?:every|each) (?:so often|now and then)|all the time|constantly|24/7|on and off|round the "
            "clock|non ?stop|for ages|for a while|daily|nightly|weekly|monthly"
        ),
    ),
    "fr": (
        (
            "avant[- ]hier|hier(?: (?:<P>))?|aujourd'?hui|ajd|apres[- ]demain|demain(?: (?:<P>))?|ce "
            "(?:matin|soir)|cette (?:nuit|semaine|annee|apres-midi)|cet (?:apres[- ]midi|ete|hiver)|ce (?:mois|"
            "week[- ]?end)"
        ),
        (
            "(?:(?:depuis|jusqu'?a|avant|apres|des) )?(?:le |la |les |l')?(?:<D>|nuit|semaine|mois|annee|an|"
            "ete|hiver|week[- ]?end|collecte|passage)s? (?:dernier|derniere|passee?|prochaine?|precedente?|"
            "qui vient|suivante?)s?"
        ),
        (
            "(?:chaque|tou[st]e?s?(?: les| la)?|la prochaine|le prochain|l'autre) (?:<D>|jour|nuit|semaine|"
            r"mois|annee|collecte|week[- ]?ends?|journee|ans|(?:<N>|\d+) ?(?:<U>)|(?:<P>))s?"
        ),
        r"(?:<D>)(?: (?:<P>)| (?:au|a) (?:<D>)| (?:le )?\d{1,2}(?! ?h\b| ?heures)(?: (?:<M>))?(?: \d{4})?)",
        (
            "(?:depuis|jusqu'?a|avant|apres|des|pour) (?:le |la |les |l')?(?:<D>|<SD>|<M>|paques|noel|ete|"
            r"hiver|ramadan|toussaint|debut (?:<M>)|fin (?:<M>)|le 1er|le \d{1,2})\b(?! (?:<M>)\b)"
        ),
        (
            r"(?:(?:depuis )?(?:le|du|au) )?(?:1er|\d{1,2})\s(?:<M>)(?: \d{4})?|(?:le|depuis le|du|au|avant le) (?:1er|"
            r"[12]?\d|3[01])(?= *(?:[.,;!?\n]|$))|(?:en|fin|debut|mi|depuis) (?:<M>)(?: \d{4})?"
        ),
        (
            "(?:(?:depuis|il y a|ca fait|cela fait|pendant|pour|dans|environ|presque|plus de|au moins|"
            r"durant) )*(?:<N>|<V>)\s?(?:<U>)\b(?! de retard| ans)(?: d'affilee| deja)?"
        ),
        r"(?:paques|noel|le nouvel an|la toussaint|le ramadan)\b",
        (
            r"(?:(?:vers|a|avant|apres|des|depuis|jusqu'?a) )*(?:\d{1,2}\s?h(?:eures?)?\s?\d{0,2}|minuit|"
            r"midi)\b(?: et demie?| du (?:<P>))?"
        ),
        (
            r"entre (?:\d{1,2}\s?h?|<N>|minuit) et (?:\d{1,2}\s?h?\d{0,2}|<N>|minuit)(?: heures?)?(?![\w/])"
            r"(?! (?:<COUNTED>))|de \d{1,2} ?h ?a \d{1,2} ?h"
        ),
        (
            "la nuit|le (?:soir|matin|week[- ]?end)|les (?:soirs|matins|week[- ]?ends)|toute la (?:nuit|"
            r"journee)|tout le temps|en pleine nuit|(?:une|deux|trois|\d+) fois par (?:jour|semaine|mois|an)"
        ),
    ),
    "es": (
        (
            "antes de ayer|anteayer|antier|ayer(?: (?:por la |de )?(?:<P>))?|anoche|hoy(?: por la (?:<P>))?|"
            "pasado manana|(?<!la )(?<!las )(?<!de la )manana(?: por la (?:<P>))?|esta (?:manana|tarde|noche|"
            "semana)|este (?:mes|ano|finde|fin de semana)"
        ),
        (
            "(?:(?:desde|hasta|antes de|despues de) )?(?:el |la |los |las )?(?:<D>|noche|semana|mes|ano|"
            "verano|invierno|fin de semana|recogida|recoleccion)s? (?:pasad[oa]s?|que viene|proxim[oa]|"
            "anterior)"
        ),
        (
            "(?:cada|tod[oa]s (?:los|las)|(?:el|la) proxim[oa]|el ultimo|la ultima|el otro) (?:<D>|dias?|"
            "noches?|semanas?|mes(?:es)?|anos?|recogida|recoleccion|vez que|finde(?:s)?|fin(?:es)? de semana|"
            "(?:<N>) (?:<U>)|(?:<P>))(?: por la (?:<P>))?"
        ),
        r"(?:<D>)(?: por la (?:<P>)| a (?:<D>)| \d{1,2}(?! de la| en punto)(?: de (?:<M>))?)",
        (
            "(?:desde|hasta|antes d|despues d|para)e?l? (?:el |la |los |las )?(?:<D>|<SD>|<M>|semana santa|"
            r"pascua|navidad(?:es)?|verano|invierno|ramadan|dia \d{1,2}(?! de)|principios de (?:<M>))\b"
        ),
        (
            r"(?:desde )?(?:el )?(?:dia )?\d{1,2} de (?:<M>)(?: (?:de|del) \d{4})?|el (?:dia )?(?:[12]?\d|3[01])(?= *"
            r"(?:[.,;!?\n]|$))|en (?:<M>)\b"
        ),
        (
            "(?:(?:desde|hace|hacia|durante|por|llevo|llevamos|en|dentro de|unos|unas|casi|mas de|como) )*"
            r"(?:<N>|<V>)\s?(?:<U>)\b(?! de edad)(?: seguid[oa]s| ya)?"
        ),
        r"(?:semana santa|pascua|navidad(?:es)?|nochebuena|nochevieja|ano nuevo)\b",
        (
            r"(?:(?:sobre|a|desde|hasta|hacia) )*las? (?:\d{1,2}(?:[:.]\d\d)?|<N>)(?: y media| y cuarto)?\b"
            "(?: (?:de|por) la (?:<P>))?(?! (?:<COUNTED>))|medianoche|mediodia"
        ),
        r"(?:entre las|de) \d{1,2}(?:[:.]\d\d)? (?:y|a) (?:las )?\d{1,2}(?:[:.]\d\d)?(?![\w/])(?! (?:<COUNTED>))",
        (
            "por las? (?:<P>)|de madrugada|tod[oa] (?:la noche|el dia|el rato|la semana)|de noche|los fines "
            r"de semana|(?:una vez|dos veces|tres veces|\d+ veces) (?:al dia|a la semana|por semana|al mes)"
        ),
    ),
    "it": (
        (
            "l'altro ieri|altroieri|ieri(?: (?:<P>))?|oggi(?: (?:<P>))?|dopodomani|domani(?: (?:<P>))?|"
            "stamattina|stamani|stasera|stanotte|questa (?:mattina|sera|notte|settimana)|questo (?:mese|anno|"
            "pomeriggio|weekend)"
        ),
        (
            "(?:(?:da|dal|dalla|fino a|entro|prima di) )?(?:l[ao] |il |l')?(?:<D>|notte|settimana|mese|anno|"
            "estate|inverno|week ?end|raccolta|ritiro)s? (?:scors[oa]|passat[oa]|prossim[oa]|precedente)"
        ),
        (
            "(?:ogni|tutt[ie] (?:i|le|gli)|la prossima|il prossimo|l'ultima|l'ultimo|scors[oa]) (?:<D>|"
            "giorn[oi]|nott[ei]|settiman[ae]|mes[ei]|ann[oi]|raccolta|ritiro|volta che|week ?end|(?:<N>) "
            "(?:<U>)|(?:<P>))(?: (?:<P>))?"
        ),
        r"(?:<D>)(?: (?:<P>)| a (?:<D>)| \d{1,2}(?! di (?:<P>))(?: (?:<M>))?)",
        (
            "(?:da|dal|dalla|dall'|fino al?|entro|dopo|prima di) ?(?:l[ao] |il )?(?:<D>|<SD>|<M>|pasqua|"
            r"natale|estate|inverno|ramadan|\d{1,2} (?:<M>)|inizio (?:<M>))\b"
        ),
        (
            r"(?:(?:il|l'|dal|al|del|entro il) ?)?\d{1,2} (?:<M>)(?: \d{4})?|(?:il|dal|entro il) (?:[12]?\d|"
            r"3[01])(?= *(?:[.,;!?\n]|$))|(?:a|in) (?:<M>)\b"
        ),
        (
            r"(?:(?:da|per|circa|quasi|oltre|piu di|sono|tra|fra) )*(?:<N>|<V>)\s?(?:<U>)\b(?! di eta)(?: fa| "
            "di fila| ormai)?"
        ),
        r"(?:pasqua|natale|capodanno|ferragosto|santo stefano)\b",
        (
            r"(?:(?:verso|intorno a|circa|da|fino a) )*(?:alle|dalle|le|all') ?(?:\d{1,2}(?:[:.]\d\d)?|<N>|"
            r"una)(?: e mezza| e un quarto)?\b(?: di (?:<P>)| del (?:<P>))?(?! (?:<COUNTED>))|mezzanotte|"
            "mezzogiorno"
        ),
        r"(?:tra|fra) le \d{1,2} e le \d{1,2}|dalle \d{1,2} alle \d{1,2}",
        (
            "di notte|la (?:notte|sera|mattina)|di (?:sera|mattina)|tutt[ao] (?:la notte|il giorno|il tempo|"
            r"la settimana)|(?:una volta|due volte|\d+ volte) (?:al giorno|a settimana|alla settimana|al mese)"
        ),
    ),
    "pt": (
        (
            "antes de ontem|anteontem|ontem(?: (?:a |de )?(?:<P>))?|hoje(?: (?:a |de )?(?:<P>))?|depois de "
            "amanha|amanha(?: de manha)?|esta (?:manha|tarde|noite|semana)|est[ea] (?:mes|ano|fim de semana)|"
            "hj"
        ),
        (
            "(?:(?:desde|ate|antes de) )?(?:[oa] |n[oa] |d[oa] )?(?:<D>|<SD>|noite|semana|mes|ano|verao|"
            "inverno|fim de semana|recolha|coleta)s? (?:passad[oa]s?|que vem|proxim[oa]|anterior)"
        ),
        (
            "(?:cada|tod[oa]s? (?:os |as |o |a )?|(?:[oan]+ )?proxim[oa]|(?:[oan]+ )?ultim[oa]) ?(?:<D>|<SD>|"
            "dias?|noites?|semanas?|mes(?:es)?|anos?|recolha|coleta|fins? de semana|(?:<N>) (?:<U>)|"
            "(?:<P>))(?: a (?:<P>))?"
        ),
        r"(?:<D>)(?: (?:de |a )(?:<P>)| a (?:<D>|<SD>)|,? (?:dia )?\d{1,2}(?: de (?:<M>))?)",
        r"(?:na|as) (?:segunda|quarta|quinta)s?(?! (?:rua|vez|porta|casa|parte|volta|esquina|linha))",
        (
            "(?:desde|ate|antes d|depois d)[oa]? (?:[oa] )?(?:<D>|<SD>|<M>|pascoa|natal|verao|inverno|"
            r"ramadao|dia \d{1,2}\b(?! de)|o ano passado)\b"
        ),
        r"(?:desde )?(?:(?:no|o) )?(?:dia )?\d{1,2} de (?:<M>)(?: de \d{4})?|(?:no |o )?dia \d{1,2}(?! de)\b|em (?:<M>)\b",
        (
            r"(?:(?:ha|faz|desde ha|durante|por|cerca de|quase|mais de|daqui a|em|umas|uns) )*(?:<N>|<V>)\s?"
            r"(?:<U>)\b(?! de idade)(?: atras| seguid[oa]s| ja)?"
        ),
        r"(?:pascoa|natal|ano novo|carnaval)\b",
        (
            r"(?:(?:por volta d|desde |ate ))?as (?:\d{1,2}(?:[:.h]\d{0,2})?|<N>)(?: e meia)?\b(?: horas| da "
            r"(?:<P>))?(?! (?:<COUNTED>))|\d{1,2}h(?:\d\d)?|meia[- ]noite|meio[- ]dia"
        ),
        r"(?:entre as|das) \d{1,2}h? (?:e as|as) \d{1,2}h?",
        (
            "(?:a|de|na|pela) (?:noite|madrugada|manha|tarde)|tod[oa] (?:a noite|o dia|o tempo|a semana)|aos "
            r"fins de semana|(?:uma vez|duas vezes|\d+ vezes) (?:por|ao) (?:dia|semana|mes)"
        ),
    ),
    "ar": (
        (
            "اول امس|امس|امبارح|مبارح|البارحه|اليوم|النهارده|الليله(?: الماضيه)?|بعد غد|غدا|بكره|بكرا|هذا "
            "(?:الصباح|الاسبوع|الشهر|المساء)|هذه الليله|صباح (?:اليوم|امس)|مساء (?:اليوم|امس)"
        ),
        (
            "(?:منذ |من |حتي )?(?:<D>|الليله|الاسبوع|الشهر|السنه|العام|الصيف|الشتاء) (?:الماضيه?|اللي فات|"
            "الفائت|القادمه?|الجاي|المقبله?|السابق)"
        ),
        r"كل (?:<D>|يوم|ليله|اسبوع|شهر|صباح|مساء|(?:<N>) (?:<U>)|يومين|اسبوعين)",
        r"(?:منذ|من|حتي|قبل|بعد) (?:<D>|<M>|رمضان|العيد|الصيف|الشتاء|عيد الفصح|الفصح|الكريسماس)",
        r"(?:منذ |من )?(?:يوم )?\d{1,2} (?:<M>)(?: \d{4})?|في (?:<M>)",
        r"(?:(?:منذ|من|قبل|لمده|خلال|بعد|صار|صارلي|صار له) )*(?:(?:<N>|<V>) (?:<U>)|يومين|اسبوعين|شهرين|سنتين|ساعتين)",
        r"(?:منذ|من|قبل|لمده) (?:<U>)",
        (
            r"(?:الساعه )(?:\d{1,2}(?::\d\d)?|الواحده|الثانيه|الثالثه|الرابعه|الخامسه|السادسه|السابعه|الثامنه|"
            "التاسعه|العاشره)(?: (?:<P>|صباحا|مساء|ليلا))?|منتصف الليل"
        ),
        r"(?:بين|من) (?:الساعه )?\d{1,2} (?:و|الي|ل) ?\d{1,2}(?! (?:<COUNTED>))",
        r"طوال (?:الليل|اليوم|الوقت)|بالليل|في الليل|في الصباح|في المساء|رمضان",
    ),
}  # fmt: skip
JOINS = {
    "en": (
        "(?:at|about|around|on|from|until|til+|in|by|of|roughly|approx|before|after|between|@|since|usually|"
        "normally|for|-|–)"
    ),
    "fr": r"(?:a|vers|de|depuis|jusqu'?a|le|du|au|dans|-)",
    "es": r"(?:a|sobre|de|del|desde|hasta|el|en|por|-)",
    "it": r"(?:a|verso|di|da|dal|fino a|il|circa|del|-)",
    "pt": r"(?:a|as|de|da|desde|ate|o|no|na|por volta d?|-)",
    "ar": r"(?:في|من|حتي|حوالي|-)",
}
TAILS = {
    "en": (
        " (?:at|about|around|from|til+|until|to|@|roughly|approx|by|after|before|like) (?:about )?(?:<H>|"
        r"\d{1,2}(?:[:.]\d\d)?)(?: ?(?:ish|or so))?(?![\w/]|\.\d)(?! (?:<COUNTED>))"
    ),
    "fr": r" (?:a|vers) \d{1,2}(?:h\d{0,2})?(?![\w/])(?! (?:<COUNTED>))",
    "es": r" (?:a|sobre) las \d{1,2}(?![\w/])",
    "it": r" (?:alle|verso le) \d{1,2}(?![\w/])",
    "pt": r" (?:as|por volta das) \d{1,2}(?![\w/])",
    "ar": r" (?:الساعه|حوالي) \d{1,2}(?![\w/])",
}
RELATIVE = {
    "en": (
        ("day before yesterday", -2),
        ("day after tomorrow", 2),
        (r"last ni(?:ght|te)|yest[aeiu]r?d[ae]?y|yda?y", -1),
        (r"today|2day|to?ni(?:ght|te)|2nite|this (?:mornin|after|even)", 0),
        ("tom+or+ow|tmrw|tomoz|2moro", 1),
    ),
    "fr": (
        ("avant[- ]hier", -2),
        ("apres[- ]demain", 2),
        ("hier|nuit derniere", -1),
        (r"aujourd'?hui|ajd|ce (?:matin|soir)|cet apres", 0),
        ("demain", 1),
    ),
    "es": (
        ("antes de ayer|anteayer|antier", -2),
        ("pasado manana", 2),
        ("ayer|anoche|noche pasada", -1),
        (r"hoy|esta (?:manana|tarde|noche)", 0),
        ("^manana", 1),
    ),
    "it": (
        ("l'altro ieri|altroieri", -2),
        ("dopodomani", 2),
        ("ieri|notte scorsa|scorsa notte", -1),
        (r"oggi|sta(?:mattina|mani|sera|notte)|quest[ao] (?:mattina|sera|notte|pomeriggio)", 0),
        ("domani", 1),
    ),
    "pt": (
        ("antes de ontem|anteontem", -2),
        ("depois de amanha", 2),
        ("ontem|noite passada", -1),
        (r"hoje|\bhj\b|esta (?:manha|tarde|noite)", 0),
        ("amanha", 1),
    ),
    "ar": (
        ("اول امس", -2),
        ("بعد غد", 2),
        ("امس|امبارح|مبارح|البارحه|الليله الماضيه", -1),
        ("^(?:صباح |مساء )?اليوم|النهارده|الليله|هذا الصباح|هذا المساء", 0),
        ("غدا|بكر[هاa]", 1),
    ),
}
LAST = (
    r"\b(?:last|lst|previous|past|gone|dernier|derniere|passee?|pasad[oa]|scors[oa]|passad[oa]|ultim[oa]|"
    r"precedente?|anterior)\b|الماضي|اللي فات|الفائت|السابق"
)
NEXT = r"\b(?:next|nxt|coming|prochaine?|qui vient|que viene|que vem|prossim[oa]|proxim[oa])\b|القادم|الجاي|المقبل"
THIS = r"\b(?:this|ce|este|questo|questa|esta)\b|هذا"
EVERY = r"\b(?:every|each|most|all|chaque|tous|toutes|cada|todos|todas|toda|ogni|tutti|tutte)\b|كل"
SINCE = r"^(?:since|from|after|on|over|depuis|des|desde|da|dal|dalla)\b|^(?:منذ|من)"
UNTIL = r"^(?:until|til+|by|jusqu|hasta|fino|entro|ate)\b|^حتي"
BEFORE = r"^(?:before|avant(?![ -]hier)|antes(?! de ayer| de ontem)|prima|قبل(?! \S+ (?:ايام|يوم)))\b"
AGO = (
    r"\b<N> days? ago\b|\bil y a <N> jours?\b|\bhace <N> dias?\b|\b<N> giorni? fa\b|\bha <N> dias?\b|\b<N> "
    r"dias? atras\b|قبل <N> ايام"
)
COMING = (
    r"\b(?:expir(?:es|y|ing)|due|hearing|court|appointment|moving|deadline|leave by|evict(?:ed|ion)? "
    "(?:on|date)|going to|will be|starts?|booked|expire le|audience|tribunal|vence|caduca|"
    r"juicio|desalojo|scade|udienza|sfratto|expira|vence|despejo|audiencia)\b[^.!?\n]{0,25}$|(?:محكمه|"
    r"موعد|تنتهي)[^.!?\n]{0,25}$"
)
"""Words before a date that put it in the future."""
COUNTED = (
    "people|men|kids|boys|lads|girls|bags|bins|cars|rats|mice|houses|flats|m|cm|metres|meters|miles|pounds|"
    "quid|euros|times|personnes|personas|persone|pessoas|sacs|bolsas|sacchi|sacos|rd|st|road|street"
)
