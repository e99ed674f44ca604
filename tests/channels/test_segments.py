"""Segments are counted as two independent libraries count them, and texts are cut where a person would."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import smsutil
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.segments import BASIC, EXTENSION, cost, fold, parts
from bot.settings import ROOT

GSM = "".join(sorted(BASIC - {"\x1b"} | EXTENSION))
MORE = "áíóúçêãõÁëïœшджعربيةक中…“”’–€😀🗑𝒳"
"""Of one code point each: libraries differ over how many letters a joined picture is."""

gsm = st.text(alphabet=GSM, min_size=1, max_size=700)
any_text = st.text(alphabet=GSM + MORE, min_size=1, max_size=400) | st.text(alphabet="a😀", min_size=1, max_size=300)


@given(gsm | any_text)
@example("a" * 160)
@example("a" * 161)
@example("a" * 152 + "€" + "a" * 100)
@example("é" * 69 + "ж")
@example("a" * 66 + "😀" * 40)
def test_as_smsutil_counts(text: str) -> None:
    theirs = smsutil.split(text)
    assert cost(text).encoding == ("GSM-7" if theirs.encoding == "gsm0338" else "UCS-2")
    assert cost(text).segments == max(1, len(theirs.parts))


@pytest.fixture(scope="module")
def calculator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twilio's own calculator, under node, when this machine has it."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node is not on this machine")
    folder = ROOT / ".tools" / "sms-segments-calculator"
    if not (folder / "node_modules").exists():
        folder.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--no-audit", "--no-fund", "--silent", "sms-segments-calculator@1.3.0"]
        if subprocess.run(install, cwd=folder, capture_output=True, timeout=100).returncode:
            shutil.rmtree(folder)
            pytest.skip("the calculator could not be installed")
    return folder


def test_as_twilios_calculator_counts(calculator: Path) -> None:
    texts: list[str] = ["", "a" * 160, "a" * 161, "a" * 152 + "€" + "a" * 100, "a" * 66 + "😀" * 40]

    @settings(max_examples=400, database=None)
    @given(gsm | any_text)
    def gathers(text: str) -> None:
        texts.append(text.replace("\r", ""))

    gathers()
    script = (
        "const {SegmentedMessage} = require('sms-segments-calculator');"
        "const texts = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(texts.map(t => {const m = new SegmentedMessage(t);"
        "return [m.encodingName, Math.max(1, m.segments.length)]})))"
    )
    ran = subprocess.run(
        ["node", "-e", script], cwd=calculator, input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    for text, theirs in zip(texts, json.loads(ran.stdout), strict=True):
        assert [cost(text).encoding, cost(text).segments] == theirs, text


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("It’s “yours” – all of it…", 'It\'s "yours" - all of it...'),
        ("14\u00a0Golborne\u202fRoad", "14 Golborne Road"),
        ("Thank you 🙂", "Thank you"),
        ("Thank you 🙂 and goodbye", "Thank you and goodbye"),
        ("Спасибо 🙂", "Спасибо 🙂"),
        ("cafe\u0301 at 5", "café at 5"),
    ],
)
def test_marks_that_would_make_it_dear_are_folded(written: str, sent: str) -> None:
    assert fold(written) == sent


@given(any_text)
def test_folding_never_costs_more(text: str) -> None:
    assert cost(fold(text)).segments <= cost(text.replace("…", "...")).segments


words = st.lists(st.text(alphabet="abcdefgé😀", min_size=1, max_size=12), min_size=1, max_size=120)


@given(words, st.sampled_from([" ", ". ", "\n", "\n\n"]), st.integers(1, 3))
def test_cut_between_words_with_nothing_lost(some: list[str], between: str, segments: int) -> None:
    text = between.join(some)
    cut = parts(text, segments, 1600)
    assert [word for part in cut for word in part.split()] == text.split()
    assert all(cost(part).segments <= segments for part in cut)


def test_cut_at_a_paragraph_before_a_line_before_a_sentence() -> None:
    assert parts("One. Two.\n\nThree is rather long.", 10, 24) == ["One. Two.", "Three is rather long."]
    assert parts("One is here.\nTwo is here.\nThree.", 10, 30) == ["One is here.\nTwo is here.", "Three."]
    assert parts("One is here. Two is here too", 10, 20) == ["One is here.", "Two is here too"]


@given(st.text(alphabet="ab", min_size=200, max_size=900))
def test_a_word_longer_than_a_message_is_cut_all_the_same(word: str) -> None:
    assert "".join(parts(word, 1, 1600)) == word
