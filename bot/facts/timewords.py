"""Words for days, months, numbers and spans of time in six languages, with common slips; folded (no accents, no case)."""

from __future__ import annotations

# Monday first, as datetime.weekday(). "Short" ones are other words too, so a bare one is not a day.
WEEKDAYS = {
    "en": ("mond[ae]?ys?|munday", "tu(?:e|es)d[ae]?ys?|te?us?ed[ae]?ys?|tuesdays?|tues?",
        "we[dn]+(?:[ens]{1,4})?days?|wednesdy|weds",
           "th(?:u|ur|urs|rus|rs|urse|ues)days?|thurs?", "fri?d[ae]?ys?|firdays?|fri", "sat[aeu]?rdays?|satuday",
               "sundays?|sundy"),
    "fr": ("lundis?", "mardis?", "mer[ck]redis?|mecredi", "jeudis?", "vendredis?|vendredit", "samedis?", "dimanches?"),
    "es": ("lunes", "martes", "mi[eh]rcoles?|mierc", "jueves|juebes", "viernes|biernes", "sabados?|savado", "domingos?"),
    "it": ("lunedi'?", "martedi'?", "mercoledi'?|mercoldi", "giovedi'?", "venerdi'?", "sabat[oi]", "domenic(?:a|he)"),
    "pt": ("segundas?[- ]feiras?", "tercas?(?:[- ]feiras?)?", "quartas?[- ]feiras?", "quintas?[- ]feiras?",
           "sextas?(?:[- ]feiras?)?", "sabados?", "domingos?"),
    "ar": ("(?:يوم )?ال[ات]ثنين|الاتنين", "(?:يوم )?(?:ال)?(?:ثلاثاء|تلات|ثلاثا|تلاتا)", "(?:يوم )?الاربعا[ءe]?",
        "(?:يوم )?الخميس",
           "(?:يوم )?الجمعه", "(?:يوم )?السبت", "(?:يوم )?الا?حد"),
}  # fmt: skip
SHORT_WEEKDAYS = {
    "en": ("mon", "", "wed", "thu", "", "sat", "sun"),
    "fr": ("lun", "", "mer", "jeu", "ven", "sam", "dim"),
    "es": ("", "", "", "", "", "", "dom"),
    "it": ("lun", "", "mer", "gio", "ven", "sab", "dom"),
    "pt": ("seg|segundas?", "ter", "qua|quartas?", "qui|quintas?", "sex", "sab", "dom"),
    "ar": ("", "", "", "", "", "", ""),
}
MONTHS = {
    "en": ("jan(?:uary)?|janurary", "feb(?:ruary|uary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
           "sept?(?:ember)?|setember", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
    "fr": ("janvier|janv", "fevrier|fevr?", "mars", "avril|avr", "mai", "juin", "juillet|juil", "aout",
        "septembre|sept", "octobre|oct", "novembre|nov",
           "decembre|dec"),
    "es": ("enero|ene", "febrero|feb", "marzo", "abril|abr", "mayo", "junio|jun", "julio|jul", "agosto|ago",
        "sep?tiembre|sept?", "octubre|oct",
           "noviembre|nov", "diciembre|dic"),
    "it": ("gennaio|gen", "febbraio|feb", "marzo", "aprile|apr", "maggio|mag", "giugno|giu", "luglio|lug",
        "agosto|ago", "settembre|sett?",
           "ottobre|ott", "novembre|nov", "dicembre|dic"),
    "pt": ("janeiro|jan", "fevereiro|fev", "marco", "abril|abr", "maio|mai", "junho|jun", "julho|jul", "agosto|ago",
        "setembro|set",
           "outubro|out", "novembro|nov", "dezembro|dez"),
    "ar": ("يناير|كانون الثاني", "فبراير|شباط", "مارس|اذار", "ابريل|نيسان", "مايو|ايار", "يونيو|حزيران", "يوليو|تموز", "اغسطس|اب",
           "سبتمبر|ايلول", "اكتوبر|تشرين الاول", "نوفمبر|تشرين الثاني", "ديسمبر|كانون الاول"),
}  # fmt: skip
NUMBERS = {
    "en": {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9
        , "ten": 10, "eleven": 11,
           "twelve": 12, "fifteen": 15, "twenty": 20},
    "fr": {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8
        , "neuf": 9, "dix": 10, "onze": 11,
           "douze": 12, "quinze": 15, "vingt": 20},
    "es": {"un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7
        , "ocho": 8, "nueve": 9, "diez": 10,
           "once": 11, "doce": 12, "quince": 15, "veinte": 20},
    "it": {"un": 1, "uno": 1, "una": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7
        , "otto": 8, "nove": 9, "dieci": 10,
           "undici": 11, "dodici": 12, "quindici": 15, "venti": 20},
    "pt": {"um": 1, "uma": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7
        , "oito": 8, "nove": 9, "dez": 10,
           "onze": 11, "doze": 12, "quinze": 15, "vinte": 20},
    "ar": {"واحد": 1, "واحده": 1, "اثنين": 2, "اثنان": 2, "ثلاثه": 3, "ثلاث": 3, "تلاته": 3, "اربعه": 4, "اربع": 4
        , "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6,
           "سبعه": 7, "سبع": 7, "ثمانيه": 8, "ثماني": 8, "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10},
}  # fmt: skip
VAGUE = {
    "en": "(?:a )?few|(?:a )?(?:couple|cupple)(?: of)?|several|(?<!how )many|half an?|\\d+ or \\d+|\\d+ to \\d+",
    "fr": "quelques|plusieurs|une dizaine de",
    "es": "unos|unas|varios|varias|un par de|algunos|algunas",
    "it": "alcuni|alcune|qualche|un paio di|diversi|diverse",
    "pt": "alguns|algumas|varios|varias|uns|umas|um par de",
    "ar": "عده|بضعه|كم|اكثر من",
}
UNITS = {
    "en": "min(?:ute)?s?|h(?:ou)?rs?|d[ae]?ys?|nights?|nites?|we+ks?|wks?|weks|fortnights?|m(?:o)?n?ths?|years?|yrs?",
    "fr": "minutes?|heures?|jours?|nuits?|semaines?|sem|mois|ans?|annees?",
    "es": "minutos?|horas?|dias?|noches?|semanas?|mes(?:es)?|anos?",
    "it": "minut[oi]|or[ae]|giorn[oi]|nott[ei]|settiman[ae]|mes[ei]|ann[oi]",
    "pt": "minutos?|horas?|dias?|noites?|semanas?|mes(?:es)?|anos?",
    "ar": "دقيقه|دقائق|ساعه|ساعات|يوم|ايام|ليله|ليالي|اسبوع|اسابيع|شهر|اشهر|شهور|سنه|سنوات|سنين",
}
PARTS = {
    "en": "mornings?|afternoons?|evenings?|eves?|nights?|nites?|lunchtime|teatime",
    "fr": "matins?|apres[- ]midi|soirs?|soirees?|nuits?",
    "es": "mananas?|tardes?|noches?|madrugadas?",
    "it": "mattin[aei]|mattinata|pomerigg[io]+|ser[ae]|serata|nott[ei]",
    "pt": "manhas?|tardes?|noites?|madrugadas?",
    "ar": "صباحا?|الصباح|مساءا?|المساء|ليلا|الليل|الظهر|ظهرا|العصر|الفجر",
}
