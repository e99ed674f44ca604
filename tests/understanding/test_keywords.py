"""Understanding without Rasa: right often enough, sure only as often as right, and never in the way."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.danger import SURE
from bot.understanding.examples import EXAMPLES, examples
from bot.understanding.keywords import Keywords

ORDINARY = (Path(__file__).parent / "ordinary.txt").read_text(encoding="utf-8").splitlines()
SMALL = """nlu:
- intent: missed_bin
  examples: |
    - {line}
    - {line} again
- intent: noise
  examples: |
    - loud music
"""


@pytest.fixture(scope="module")
def keywords():
    return Keywords.learn()


@pytest.fixture(scope="module")
def unseen(tmp_path_factory):
    """What keywords that learned four fifths of the examples make of the rest: (understood, meant) pairs."""
    learned, rest = tmp_path_factory.mktemp("learned"), tmp_path_factory.mktemp("rest")
    for path in EXAMPLES.rglob("*.yml"):
        lines = path.read_text(encoding="utf-8").split("\n")
        for folder, fifth in ((learned, False), (rest, True)):
            copy = folder / path.relative_to(EXAMPLES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            kept = (one for at, one in enumerate(lines) if not one.startswith("    - ") or (at % 5 == 0) == fifth)
            copy.write_text("\n".join(kept), encoding="utf-8")
    keywords = Keywords.learn(learned)
    return [(_read(keywords, one.text), one.meaning) for one in list(examples(rest))[::2]]


def test_acts_services_and_danger_are_found_in_messages_that_were_not_learned(unseen):
    """The examples are harder than what residents send; a drop here means that something broke."""
    acts = [understood.act in meant.acts for understood, meant in unseen]
    top3 = [
        {name for name, _ in understood.services[:3]} & {*meant.services}
        for understood, meant in unseen
        if meant.services
    ]
    raised = [understood.emergency is not None for understood, meant in unseen if meant.emergency]
    alarmed = [understood.emergency is not None for understood, meant in unseen if not meant.emergency]
    assert sum(acts) >= 0.74 * len(acts)
    assert len([one for one in top3 if one]) >= 0.66 * len(top3)
    assert sum(raised) >= 0.65 * len(raised)
    assert sum(alarmed) <= 0.2 * len(alarmed)


@pytest.mark.parametrize("what", ["service", "act", "danger"])
def test_sure_as_often_as_right(unseen, what):
    """In every fifth of sureness, the share that was right is near it: thresholds mean what they say."""
    for low in (0.1, 0.3, 0.5, 0.7, 0.9):
        inside = [(sure, right) for sure, right in _judged(unseen, what) if low <= sure < low + 0.2]
        if len(inside) >= 40:
            said, was = (sum(part) / len(inside) for part in zip(*inside, strict=True))
            assert abs(said - was) < 0.15, (low, len(inside), said, was)


def _judged(unseen, what):
    for understood, meant in unseen:
        if what == "danger":
            yield understood.danger, meant.emergency is not None
        elif what == "act" and understood.acts:
            yield understood.acts[0][1], understood.act in meant.acts
        elif what == "service" and understood.services and meant.services:
            yield understood.services[0][1], understood.service in meant.services


@pytest.mark.parametrize(
    ("text", "act", "service"),
    [
        ("my bin was not emptied", "report", "missed_bin"),
        ("there's a huge pothole on my road", "report", "pothole_or_pavement"),
        ("quiero hablar con una persona", "ask_human", None),
        ("can I talk to a person please", "ask_human", None),
        ("il mio vicino fa rumore tutta la notte", "report", "noise"),
        ("thanks", "thanks", None),
        ("are you a robot", "ask_bot", None),
    ],
)
def test_plain_messages(keywords, text, act, service):
    understood = _read(keywords, text)
    assert understood.act == act
    assert service is None or understood.service == service
    assert understood.by == "keywords"


def test_a_person_and_a_complaint_are_heard_beside_the_matter(keywords):
    assert _read(keywords, "my bin was missed again, can I speak to a real person please").human >= 0.5
    assert _read(keywords, "my repair was never done and I want to make a formal complaint").escalate >= 0.5
    assert _read(keywords, "my bin was missed").human < 0.2


def test_a_clear_danger_is_sure_and_named(keywords):
    understood = _read(keywords, "about my bins.. oh god the kitchen is on fire")
    assert (understood.emergency, understood.danger >= 0.5) == ("fire", True)


def test_ordinary_messages_hardly_ever_alarm(keywords):
    read = {text: _read(keywords, text) for text in ORDINARY}
    raised = [text for text in ORDINARY if read[text].emergency]
    likely = [text for text in ORDINARY if read[text].danger >= 0.5]
    sure = [text for text in ORDINARY if read[text].danger >= SURE]
    assert len(raised) <= 0.05 * len(ORDINARY)
    assert len(likely) <= 0.01 * len(ORDINARY), likely
    assert len(sure) <= 0.003 * len(ORDINARY), sure


@pytest.mark.parametrize("text", ["", "   ", "👍👍🏽", "?", "x" * 10_000, "on fire " * 2_000, "\x00\u202e", "/restart"])
def test_odd_messages_are_read_without_error(keywords, text):
    understood = _read(keywords, text)
    assert 0 <= understood.danger <= 1
    assert 0 <= understood.confidence <= 1


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=400))
def test_probabilities_are_probabilities_whatever_is_said(keywords, text):
    understood = _read(keywords, text)
    for ranking in (understood.acts, understood.services):
        sure = [one for _, one in ranking]
        assert sure == sorted(sure, reverse=True)
        assert sum(sure) <= 1.0001
    assert all(0 <= one <= 1 for one in (understood.danger, understood.human, understood.escalate))


def test_nothing_to_learn_from_leaves_the_danger_phrases(tmp_path):
    understood = _read(Keywords.learn(tmp_path), "help the house is on fire")
    assert (understood.emergency, understood.act, understood.service) == ("fire", "report", "other")


def test_what_was_learned_is_kept_until_the_examples_change(tmp_path):
    folder, keep = tmp_path / "examples", tmp_path / "keep"
    folder.mkdir()
    file = folder / "a.yml"
    file.write_text(SMALL.format(line="the bin was not emptied"), encoding="utf-8")
    first = Keywords.learn(folder, keep)
    again = Keywords.learn(folder, keep)
    assert _read(again, "the bin was not emptied") == _read(first, "the bin was not emptied")
    file.write_text(SMALL.format(line="zebra zebra bins"), encoding="utf-8")
    assert _read(again, "zebra").services == ()
    assert _read(Keywords.learn(folder, keep), "zebra").service == "missed_bin"


@pytest.mark.parametrize("broken", [b"", b"not a pickle", b"\x80\x05."])
def test_a_broken_file_only_costs_time(tmp_path, broken):
    (tmp_path / "understanding.pickle").write_bytes(broken)
    assert Keywords.learn(tmp_path, tmp_path)
    assert (tmp_path / "understanding.pickle").read_bytes() != broken


def _read(keywords, text):
    return asyncio.run(keywords.read(text))
