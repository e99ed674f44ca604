"""The desk in a real browser, beside the resident's page: accept, answer, close, and what the resident sees of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import FrontDoor, Resident
from tests.conftest import PHONE
from tests.pages.test_residents_page import violations

# The desk asks before a reply goes out that was sent in another enquiry, so each size has its own words.
REPLIES = (
    "The crew comes back to 22 Portobello Road tomorrow morning; your number is {}.",
    "I spoke to the driver: Portobello Road was blocked by a skip on Monday. A second lorry is booked. {}",
)

pytestmark = pytest.mark.timeout(420)


def sign_in(page: Page, house: FrontDoor, username: str) -> None:
    page.goto(f"{house.url}/desk")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(house.accounts()[username])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name=re.compile("Waiting")).first).to_be_visible()


def confirmed(rosa: Resident, house: FrontDoor) -> tuple[str, str]:
    """A confirmed enquiry's reference and its owner's username."""
    rosa.says("you missed our recycling on Monday at 22 Portobello Road W11 1AA")
    rosa.says("yes")
    standing = rosa.standing()
    return standing["record"]["reference"], standing["owner"]["name"].split()[0].lower()


def test_accept_and_answer(page: Page, chromium: Browser, house: FrontDoor, rosa: Resident) -> None:
    reference, owner = confirmed(rosa, house)
    residents = chromium.new_page(viewport=PHONE)
    residents.goto(rosa.page)

    sign_in(page, house, owner)
    assert violations(page) == []
    page.goto(f"{house.url}/desk/enquiries/{reference}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Missed bin")
    expect(page.locator("body")).to_contain_text("22 Portobello Road")
    assert violations(page) == []
    page.get_by_role("button", name=f"Accept {reference}").click()
    expect(residents.get_by_role("log")).to_contain_text("has taken on", timeout=10_000)

    expect(page.get_by_role("button", name="Reply", exact=True)).to_be_visible()
    said = REPLIES[page.viewport_size == PHONE].format(reference)
    page.get_by_label("Your reply").fill(said)
    page.get_by_role("button", name="Reply", exact=True).click()
    expect(residents.get_by_role("log")).to_contain_text(said, timeout=10_000)

    before = len(rosa.messages())
    rosa.writes("thank you so much, I will look out for them")
    expect(page.locator("body")).to_contain_text("I will look out for them", timeout=10_000)
    assert rosa.standing()["state"] == "with_staff"
    assert "responsible" in rosa.says("STATUS") or "taken it on" in rosa.messages()[-1]["text"]
    assert [one["from"] for one in rosa.messages()[before:]] == ["resident", "resident", "bot"], "the bot keeps quiet"
    residents.close()


def test_the_lists_are_accessible(page: Page, house: FrontDoor, rosa: Resident) -> None:
    _, owner = confirmed(rosa, house)
    sign_in(page, house, owner)
    for name in ("Waiting", "Mine", "My team", "Overdue", "Absence", "Flags"):
        page.get_by_role("link", name=re.compile(f"^{name}")).first.click()
        assert violations(page) == []


def test_a_wrong_password_is_refused_in_words(page: Page, house: FrontDoor) -> None:
    page.goto(f"{house.url}/desk")
    page.get_by_label("Username").fill("sam")
    page.get_by_label("Password").fill("wrong wrong wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
