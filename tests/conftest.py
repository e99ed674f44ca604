"""What every test shares: one running front door for all that need the real thing."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.cast import FrontDoor, Resident, front_door

# Tests never assert times: a slow machine is not a wrong answer.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    """Real Rasa, real Redis-compatible server, as `bin/run` starts them."""
    with front_door(tmp_path_factory.mktemp("house")) as running:
        if "RASA_URL" not in os.environ:  # one that runs already may be lent to the tests
            running.said("Understanding by Rasa is up", seconds=600)
        yield running


@pytest.fixture
def rosa(house: FrontDoor) -> Resident:
    return house.resident()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's own Chromium; nothing is downloaded. For a module only: while it is there, an event loop is running."""
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=quiet)
        yield browser
        browser.close()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A page of phone and of desk size."""
    context = chromium.new_context(viewport=request.param)
    opened = context.new_page()
    yield opened
    context.close()
