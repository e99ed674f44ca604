"""One front door for all journeys: real Rasa, real Redis-compatible server, as `bin/run` starts it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cast import FrontDoor, Resident, front_door


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    with front_door(tmp_path_factory.mktemp("house")) as running:
        running.said("Understanding by Rasa is up", seconds=300)
        yield running


@pytest.fixture
def rosa(house: FrontDoor) -> Resident:
    return house.resident()
