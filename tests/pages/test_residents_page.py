"""The resident's page in a real browser: whole without JavaScript, live with it, and accessible."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.cast import FrontDoor
from tests.conftest import PHONE

pytestmark = pytest.mark.timeout(420)
BIN = "you missed our recycling on Monday at 22 Portobello Road W11 1AA"


def begin(page: Page, house: FrontDoor, text: str) -> None:
    page.goto(house.url)
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url(re.compile("/c/"))


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA, by rule."""
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found.response["violations"]]


def test_a_whole_conversation(page: Page, house: FrontDoor) -> None:
    begin(page, house, BIN)
    log = page.get_by_role("log")
    expect(log).to_contain_text("Is that right?", timeout=20_000)
    assert violations(page) == []

    page.get_by_label("Your message").fill("its number 24 not 22")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(log).to_contain_text("24 Portobello Road", timeout=20_000)

    page.get_by_label("Your message").fill("yes")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(log).to_contain_text("Your reference is KC-", timeout=20_000)
    expect(page.get_by_label("What we have written down")).to_contain_text("Waste and recycling")
    assert violations(page) == []


def test_the_front_page_is_accessible_in_every_language(page: Page, house: FrontDoor) -> None:
    for lang in ("en", "ar", "fr"):
        page.goto(f"{house.url}/?lang={lang}")
        assert violations(page) == []
        assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")


def test_nothing_is_wider_than_a_small_phone(chromium: Browser, house: FrontDoor) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    begin(page, house, BIN + " " + "averyveryverylongword" * 12)
    expect(page.get_by_role("log")).to_contain_text("automated assistant of", timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_plain_forms_are_enough(chromium: Browser, house: FrontDoor) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    begin(page, house, BIN)
    for _ in range(40):
        if "Is that right?" in page.content():
            break
        page.wait_for_timeout(250)
        page.reload()
    page.get_by_label("Your message").fill("yes")
    page.get_by_role("button", name="Send", exact=True).click()
    for _ in range(40):
        if "Your reference is" in page.content():
            break
        page.wait_for_timeout(250)
        page.reload()
    assert "Your reference is KC-" in page.content()
    context.close()


def test_an_empty_first_message_is_explained(page: Page, house: FrontDoor) -> None:
    page.goto(house.url)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Type what is wrong")
    assert violations(page) == []


def test_a_double_click_sends_once(chromium: Browser, house: FrontDoor) -> None:
    page = chromium.new_page(viewport=PHONE)
    begin(page, house, BIN)
    expect(page.get_by_role("log")).to_contain_text("Is that right?", timeout=20_000)
    page.get_by_label("Your message").fill("the day is wednesday")
    page.get_by_role("button", name="Send", exact=True).dblclick()
    expect(page.get_by_role("log")).to_contain_text("Is it right now?", timeout=20_000)
    assert page.locator(".message.resident").count() == 2
    page.close()


def test_two_tabs_show_the_same(chromium: Browser, house: FrontDoor) -> None:
    context = chromium.new_context(viewport=PHONE)
    first = context.new_page()
    begin(first, house, BIN)
    expect(first.get_by_role("log")).to_contain_text("Is that right?", timeout=20_000)
    second = context.new_page()
    second.goto(first.url)
    first.get_by_label("Your message").fill("yes")
    first.get_by_role("button", name="Send", exact=True).click()
    for tab in (first, second):
        expect(tab.get_by_role("log")).to_contain_text("Your reference is KC-", timeout=20_000)
    context.close()


def test_the_connection_lost_and_back_misses_nothing(chromium: Browser, house: FrontDoor) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    begin(page, house, BIN)
    expect(page.get_by_role("log")).to_contain_text("Is that right?", timeout=20_000)
    context.set_offline(True)
    page.get_by_label("Your message").fill("yes")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#offline")).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_role("log")).to_contain_text("Your reference is KC-", timeout=30_000)
    assert page.locator(".message.resident").count() == 2
    context.close()


def test_html_is_shown_as_text(page: Page, house: FrontDoor) -> None:
    begin(page, house, "<script>document.title='x'</script><b>my bin</b> was missed at 3 Lancaster Road")
    expect(page.get_by_role("log")).to_contain_text("<b>my bin</b>", timeout=20_000)
    assert page.title() != "x"


def test_a_wrong_link_is_not_found(page: Page, house: FrontDoor) -> None:
    answer = page.goto(f"{house.url}/c/0b6f5b0e-0000-4000-8000-000000000000/{'0' * 32}")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("not found")
    assert violations(page) == []


def test_the_back_button_and_send_again_open_no_second_conversation(chromium: Browser, house: FrontDoor) -> None:
    page = chromium.new_page(viewport=PHONE)
    begin(page, house, BIN)
    opened = page.url
    page.go_back()
    page.get_by_role("textbox").fill(BIN)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url(re.compile("/c/"))
    assert page.url.split("#")[0] == opened.split("#")[0]
    expect(page.get_by_role("log")).to_contain_text("Is that right?", timeout=20_000)
    assert page.locator(".message.resident").count() == 1
    page.close()
