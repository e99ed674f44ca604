"""Short answers to one question, read generously."""

from __future__ import annotations

import pytest

from bot.facts import answer
from tests.facts.reading import CHOICES, NOW, answered

ANSWERS = [
    ("yh", "yes_no", "en", "yes"),
    ("Yes please", "yes_no", "en", "yes"),
    ("yeah thats right", "yes_no", "en", "yes"),
    ("yep its still going on", "yes_no", "en", "yes"),
    ("i think so", "yes_no", "en", "yes"),
    ("it is", "yes_no", "en", "yes"),
    ("no problem", "yes_no", "en", "yes"),
    ("of course", "yes_no", "en", "yes"),
    ("👍", "yes_no", "en", "yes"),
    ("nah mate", "yes_no", "en", "no"),
    ("nope", "yes_no", "en", "no"),
    ("not really", "yes_no", "en", "no"),
    ("i dont think so", "yes_no", "en", "no"),
    ("of course not", "yes_no", "en", "no"),
    ("yeah no", "yes_no", "en", "no"),
    ("it isnt", "yes_no", "en", "no"),
    ("oui", "yes_no", "fr", "yes"),
    ("ouais", "yes_no", "fr", "yes"),
    ("pas vraiment", "yes_no", "fr", "no"),
    ("si claro", "yes_no", "es", "yes"),
    ("creo que no", "yes_no", "es", "no"),
    ("sì", "yes_no", "it", "yes"),
    ("per niente", "yes_no", "it", "no"),
    ("sim", "yes_no", "pt", "yes"),
    ("acho que não", "yes_no", "pt", "no"),
    ("aiwa", "yes_no", "ar", "yes"),
    ("نعم", "yes_no", "ar", "yes"),
    ("ايوه", "yes_no", "ar", "yes"),
    ("la2", "yes_no", "ar", "no"),
    ("لا", "yes_no", "ar", "no"),
    ("the bin is broken", "yes_no", "en", None),
    ("no idea", "yes_no", "en", None),
    ("لا أعرف", "yes_no", "ar", None),
    ("black bags", "choice", "en", "black_bags"),
    ("the blck bags", "choice", "en", "black_bags"),
    ("recyling", "choice", "en", "recycling"),
    ("2", "choice", "en", "recycling"),
    ("number 3", "choice", "en", "food"),
    ("the second one", "choice", "en", "recycling"),
    ("recycling and food", "choice", "en", "recycling, food"),
    ("all of them", "choice", "en", "black_bags, recycling, food"),
    ("not the food, the rubbish", "choice", "en", "black_bags"),
    ("le recyclage", "choice", "fr", "recycling"),
    ("las bolsas negras", "choice", "es", "black_bags"),
    ("9", "choice", "en", None),
    ("idk", "choice", "en", None),
    ("we need 2 of them", "choice", "en", None),
    ("my street is always last", "choice", "en", None),
    ("its Dave", "name", "en", "Dave"),
    ("dave", "name", "en", "Dave"),
    ("amina yusuf", "name", "en", "Amina Yusuf"),
    ("Mrs o'brien", "name", "en", "Mrs O'Brien"),
    ("call me Zubaida", "name", "en", "Zubaida"),
    ("c'est Claire", "name", "fr", "Claire"),
    ("sono Chiara", "name", "it", "Chiara"),
    ("أمينة", "name", "ar", "أمينة"),
    ("no", "name", "en", None),
    ("why do you need it", "name", "en", None),
    ("prefer not to say", "name", "en", None),
    ("my bin was not collected", "name", "en", None),
    ("14b golborne rd", "place", "en", "14B Golborne Road"),
    ("its golborne rd, w10 5nh", "place", "en", "Golborne Road, W10 5NH"),
    ("w10 5nh", "place", "en", "W10 5NH"),
    ("round the back by the bins", "place", "en", "round the back by the bins"),
    ("outside my house", "place", "en", "outside my house"),
    ("flat 12", "place", "en", "flat 12"),
    ("devant chez moi", "place", "fr", "devant chez moi"),
    ("dont know", "place", "en", None),
    ("not sure what number elgin crescent", "place", "en", "Elgin Crescent"),
    ("not sure when maybe tuesday", "day", "en", "Tuesday"),
    ("dont know how many about 5 bags", "number", "en", "5 bags"),
    ("no idea which number it is", "place", "en", None),
    ("dont know their names", "text", "en", None),
    ("don't know where it comes from", "text", "en", "don't know where it comes from"),
    ("where do you mean?", "place", "en", None),
    ("yes", "place", "en", None),
    ("hello", "place", "en", None),
    ("no sé", "place", "es", None),
    ("x " * 150, "place", "en", None),
    ("tuesdays", "day", "en", "Tuesday"),
    ("mardi", "day", "fr", "Mardi"),
    ("every other week", "day", "en", "every other week"),
    ("today", "day", "en", "today (Mon 23 Nov 2026)"),
    ("je sais pas", "day", "fr", None),
    ("last tuesday about 3", "when", "en", "last Tuesday about 3 (Tue 17 Nov 2026)"),
    ("ages", "when", "en", "ages"),
    ("when it rains", "when", "en", "when it rains"),
    ("dunno sorry", "when", "en", None),
    ("non lo so", "when", "it", None),
    ("the man came and took all of my neighbours bags but left mine", "when", "en", None),
    ("07700 900123", "contact", "en", "+447700900123"),
    ("email a@b.org or 07700900123", "contact", "en", "a@b.org, +447700900123"),
    ("this number is fine", "contact", "en", "this number is fine"),
    ("ce numéro", "contact", "fr", "ce numéro"),
    ("my house", "contact", "en", None),
    ("two", "number", "en", "2"),
    ("about 10", "number", "en", "10"),
    ("2 or 3", "number", "en", "2 or 3"),
    ("3 bags please", "number", "en", "3 bags"),
    ("deux", "number", "fr", "2"),
    ("ثلاثة", "number", "ar", "3"),
    ("loads", "number", "en", "loads"),
    ("not a clue", "number", "en", None),
    ("just me", "people", "en", "just me"),
    ("me and 2 kids", "people", "en", "me and 2 kids"),
    ("200", "money", "en", "£200"),
    ("about £1,200", "money", "en", "£1200"),
    ("LK07XVB", "plate", "en", "LK07 XVB"),
    ("abc 123", "plate", "en", "ABC 123"),
    ("white van", "plate", "en", None),
    ("KC 1234 5678", "pcn", "en", "KC12345678"),
    ("12345678", "pcn", "en", "12345678"),
    ("8120441907", "reference", "en", "8120441907"),
    ("its CAD 4471", "reference", "en", "CAD 4471"),
    ("i dont have one", "reference", "en", None),
    ("14a", "column", "en", "14A"),
    ("i want it cleaned up", "text", "en", "i want it cleaned up"),
    ("não sei", "text", "pt", None),
    ("skip", "text", "en", None),
    ("i dont know who did it but it was very loud", "words", "en", "i dont know who did it but it was very loud"),
    ("   ", "text", "en", None),
    ("?", "place", "en", None),
]


@pytest.mark.parametrize(("text", "kind", "lang", "value"), ANSWERS)
def test_an_answer_is_read(text: str, kind: str, lang: str, value: str | None) -> None:
    assert answered(text, kind, lang) == value


UNKNOWN = [
    *(
        ("en", text)
        for text in ("i don't know", "dunno", "idk", "no idea", "skip", "not sure", "cant remember", "no clue mate")
    ),
    *(("fr", text) for text in ("je ne sais pas", "aucune idée", "chais pas", "je passe")),
    *(("es", text) for text in ("no lo sé", "ni idea", "no me acuerdo")),
    *(("it", text) for text in ("non lo so", "boh", "nessuna idea", "non ricordo")),
    *(("pt", text) for text in ("não sei", "sei lá", "não me lembro")),
    *(("ar", text) for text in ("لا أعرف", "مش عارف", "ما بعرف", "لا أدري")),
]
ASKED = (
    "place",
    "when",
    "day",
    "yes_no",
    "choice",
    "contact",
    "name",
    "plate",
    "pcn",
    "number",
    "people",
    "money",
    "reference",
    "text",
    "words",
)


@pytest.mark.parametrize(("lang", "text"), UNKNOWN)
@pytest.mark.parametrize("kind", ASKED)
def test_not_knowing_is_never_an_answer(kind: str, lang: str, text: str) -> None:
    assert answered(text, kind, lang) is None


def test_not_knowing_is_an_answer_where_the_question_offers_it() -> None:
    found = answer("dont know", "choice", {"yes": ("yes",), "unsure": ("not sure", "dont know")}, NOW)
    assert found is not None
    assert found.value == "unsure"


def test_both_takes_two_choices_and_no_more() -> None:
    two = {"bath": ("bath",), "sink": ("sink",), "other": ("other",)}
    assert answer("both", "choice", two, NOW).value == "bath, sink"  # type: ignore[union-attr]
    assert answer("both", "choice", CHOICES, NOW) is None


def test_what_was_said_is_the_part_that_answers() -> None:
    found = answer("yes and my address is 14 golborne rd", "yes_no", {}, NOW)
    assert found is not None
    assert (found.said, found.start, found.end) == ("yes", 0, 3)
