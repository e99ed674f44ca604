"""The language a message is in: recognised from three words up, and never moved by a name, a street or a borrowed word."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.examples import EXAMPLES, examples
from bot.understanding.language import detect, named_language

SAID = yaml.safe_load((Path(__file__).parent / "languages.yml").read_text(encoding="utf-8"))
MAIN = ("en", "ar", "fr", "es", "it", "pt")
ORDINARY = (Path(__file__).parent / "ordinary.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("lang", MAIN)
def test_the_six_are_recognised_as_typed_on_a_phone(lang):
    heard = [detect(text) for text in SAID[lang]]
    assert heard.count(lang) >= 0.93 * len(heard)
    assert len([one for one in heard if one not in (lang, None)]) <= 1


@pytest.mark.parametrize("lang", sorted(set(SAID) - {*MAIN, "unsure"}))
def test_any_other_language_is_recognised_so_that_an_interpreter_can_be_offered(lang):
    heard = [detect(text) for text in SAID[lang]]
    assert heard.count(lang) >= 0.75 * len(heard)


@pytest.mark.parametrize("text", SAID["unsure"])
def test_nothing_is_made_of_names_streets_references_and_single_words(text):
    assert detect(text) is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Hola", "es"),
        ("hola, buenas!", "es"),
        ("Buenos días", "es"),
        ("bonjour", "fr"),
        ("Bonjour madame,", "fr"),
        ("Buongiorno", "it"),
        ("Bom dia", "pt"),
        ("Olá, boa tarde", "pt"),
        ("Dzień dobry", "pl"),
        ("merhaba", "tr"),
        ("السلام عليكم", "ar"),
        ("مرحبا", "ar"),
        ("你好", "zh"),
        ("Здравствуйте", "ru"),
        ("ciao", None),
        ("Bonjour Cafe", None),
        ("Merhaba Restaurant", None),
        ("Bom Dia", "pt"),
        ("hello", None),
        ("tarde", None),
        ("señora", None),
    ],
)
def test_a_greeting_tells_the_language_by_itself(text, lang):
    assert detect(text) == lang


def test_english_stays_english():
    moved = [text for text in ORDINARY if detect(text) not in (None, "en")]
    assert len(moved) <= 0.002 * len(ORDINARY), moved


@pytest.mark.parametrize("lang", MAIN)
def test_the_examples_are_hardly_ever_taken_for_another_language(lang):
    texts = [one.text for one in examples(EXAMPLES / lang)][::7]
    wrong = [text for text in texts if detect(text) not in (None, lang)]
    assert len(wrong) <= 0.02 * len(texts), wrong


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("my hermano lives with me can he be on the tenancy", "en"),
        ("the bonjour cafe next door plays music all night", "en"),
        ("I live on Rua Lane and the light is out", "en"),
        ("LA BASURA NO LA HAN RECOGIDO", "es"),
        ("ma poubelle n'a pas été ramassée, 14 Golborne Road W10 5NH", "fr"),
        ("il mio vicino di Ladbroke Grove fa rumore tutta la notte", "it"),
        ("3andi moshkila f dar dyali", "ar"),
    ],
)
def test_a_mixed_message_is_in_the_language_of_its_sentence(text, lang):
    assert detect(text) == lang


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "👍" * 50, "a" * 10_000, "la " * 5_000, "\u0640" * 9, "١٢٣", "\x00\ud7ff"]
)
def test_odd_text_is_no_language_and_no_error(text):
    assert detect(text) in (None, "es", "fr", "it")


@given(st.text(max_size=300))
def test_no_text_raises(text):
    assert detect(text) is None or len(detect(text) or "") == 2
    named_language(text)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("do you speak arabic", "ar"),
        ("my English is bad, Somali please", "so"),
        ("parlez-vous somali", "so"),
        ("quelqu'un parle turc ?", "tr"),
        ("¿alguien habla chino?", "zh"),
        ("hablan inglés", "en"),
        ("parla cinese qualcuno", "zh"),
        ("in inglese per favore", "en"),
        ("fala português?", "pt"),
        ("falam russo", "ru"),
        ("هل تتكلم العربية", "ar"),
        ("بتحكي انجليزي", "en"),
        ("بالإنجليزية لو سمحت", "en"),
        ("في حدا بيحكي تركي", "tr"),
        ("የአማርኛ አስተርጓሚ አማርኛ", "am"),
        ("tigrinya interpreter", "ti"),
        ("does anyone there know Pashto", "ps"),
        ("ਪੰਜਾਬੀ", "pa"),
        ("an interpreter please", None),
        ("english", "en"),
    ],
)
def test_a_language_that_is_named(text, lang):
    assert named_language(text) == lang
