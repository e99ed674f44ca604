"""A desk for each test, with a database of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.cast import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.open(tmp_path)
