"""The trained model, on messages from which nothing is learned: half of the dangers say no obvious word,
and a quarter of what is harmless only sounds like danger. A drop below these shares means that something broke."""

from __future__ import annotations

import json
import subprocess
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

from actions.converse import SUSPICION
from actions.danger import SURE

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SETS = ("english", "other_languages")
pytestmark = pytest.mark.timeout(1200)  # nine thousand messages are read for whichever test comes first
Pairs = list[tuple[dict[str, Any], dict[str, Any]]]


@pytest.fixture(scope="module")
def everything() -> dict[str, Pairs]:
    """What the model of these very examples (trained when there is none yet) makes of each set; served once for all."""
    sets = {name: _messages(HERE / "measured" / f"{name}.jsonl") for name in (*SETS, "mid_conversation")}
    for name in ("ordinary", "ordinary_later"):
        sets[name] = [{"text": line} for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()]
    trained = subprocess.run([ROOT / "nlu" / "train"], stdout=subprocess.PIPE, text=True, check=True)
    model = Path(trained.stdout.splitlines()[-1])
    read = iter(_evaluate().understood([one for messages in sets.values() for one in messages], model))
    return {name: [(one, next(read)) for one in messages] for name, messages in sets.items()}


@pytest.fixture(params=SETS)
def measured(request: pytest.FixtureRequest, everything: dict[str, Pairs]) -> Pairs:
    return everything[request.param]


def test_services_are_found(measured: Pairs) -> None:
    reports = [(meant, read) for meant, read in measured if meant["act"] == "report"]
    assert _share({meant["service"], *meant["also"]} & set(read["services"][:1]) for meant, read in reports) >= 0.85
    assert _share({meant["service"], *meant["also"]} & set(read["services"][:3]) for meant, read in reports) >= 0.94


def test_acts_are_found(measured: Pairs) -> None:
    assert _share(read["act"] == meant["act"] for meant, read in measured) >= 0.94


def test_danger_is_found_and_what_only_sounds_like_it_is_not(measured: Pairs) -> None:
    assert _share(read["emergency"] for meant, read in measured if meant["emergency"]) >= 0.93
    harmless = [(meant, read) for meant, read in measured if not meant["emergency"]]
    assert _share(read["emergency"] and read["emergency"] not in meant["also"] for meant, read in harmless) <= 0.03


def test_danger_said_in_passing_is_heard(everything: dict[str, Pairs]) -> None:
    """Half of these dangers are told inside an answer, a question or a goodbye, the other half without an obvious word;
    half of what is harmless says in so many words that nobody is hurt, nothing burns and no water runs."""
    pairs = everything["mid_conversation"]
    assert _share(read["emergency"] for meant, read in pairs if meant["emergency"]) >= 0.92
    harmless = [read for meant, read in pairs if not meant["emergency"]]
    assert _share(read["emergency"] for read in harmless) <= 0.09


def test_ordinary_messages_ring_no_alarm(everything: dict[str, Pairs]) -> None:
    """None of those that showed what the examples lacked; of those written later at most one in a thousand. The one line
    with the number to call, said on a suspicion, may come in one message of fifty."""
    for name, share in (("ordinary", 0), ("ordinary_later", 0.001)):
        read = [one for _, one in everything[name]]
        assert _share(one["emergency"] or one["danger"] >= SURE for one in read) <= share, name
        assert _share(one["danger"] >= SUSPICION for one in read) <= 0.02, name


def test_what_is_said_to_be_sure_is_right_as_often(measured: Pairs) -> None:
    """Of the services named with at least 0.8, at least eight in ten are right."""
    sure = [
        (meant, read)
        for meant, read in measured
        if meant["act"] == read["act"] == "report" and read["confidence"] > 0.8
    ]
    assert len(sure) > len(measured) / 4
    assert _share(read["service"] in {meant["service"], *meant["also"]} for meant, read in sure) >= 0.8


def _messages(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _evaluate() -> Any:
    loader = SourceFileLoader("evaluate", str(ROOT / "bin" / "evaluate"))
    spec = spec_from_loader("evaluate", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def _share(hits: Any) -> float:
    found = [bool(hit) for hit in hits]
    return sum(found) / len(found)
