"""Whatever is typed: nothing fails, the words are where they are said to be, no two facts share a letter; and it is quick."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts import answer, find
from bot.facts.found import fold
from tests.facts.reading import CHOICES, NOW

WORDS = [
    *"""
    flat 4 22 14b golborne rd road street st w10 5nh W1O OAA sw7 block C corner of and outside the tesco on
    opposite last tuesday since easter 3/11 31/2 30 feb 12 march 3am between 8 and 10 two weeks for 3 days
    ago every night about tues £120 50 quid 07700 900123 a@b.org dave at gmail dot com AB12 CDE PCN
    KC12345678 CAD 1234/21NOV column 23 ref account KC-7QF-2MD my name is Amina im dave 3 kids aged 82 . , -
    / ? mardi dernier il y a martes hace ontem ieri أمس كل ليلة شارع غولبورن ١٤ منذ أسبوعين اسمي نعم لا no
    yes both 2 first İ ß ﷽ 😀 e\u0301 the 31st 99
    """.split(),
    "\n",
    " ",
    "\0",
]
TEXT = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
LANG = st.sampled_from(["en", "ar", "fr", "es", "it", "pt", "so"])
KIND = st.sampled_from(
    "place when day yes_no choice contact name plate pcn number people money reference code column text words phone".split()
)


@settings(max_examples=400, deadline=None)
@given(TEXT, LANG)
def test_facts_are_where_they_say_and_do_not_overlap(text: str, lang: str) -> None:
    end = 0
    for one in find(text, NOW, lang):
        assert text[one.start : one.end] == one.said
        assert one.said.strip()
        assert one.value
        assert one.start >= end
        end = one.end


@settings(max_examples=400, deadline=None)
@given(TEXT, KIND, LANG)
def test_an_answer_is_words_of_the_text(text: str, kind: str, lang: str) -> None:
    found = answer(text, kind, CHOICES, NOW, lang)
    if found:
        assert text[found.start : found.end] == found.said
        assert found.value


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
