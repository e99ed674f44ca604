"""Signing in: nobody reads the desk otherwise, nothing is changed from elsewhere, nothing typed is lost."""

from __future__ import annotations

import time
from dataclasses import replace

from starlette.responses import Response
from starlette.testclient import TestClient

from handoff import staff
from handoff.console import badge
from tests.desk.cast import PASSWORD, Desk, Member, said


def test_nobody_reads_the_desk_without_signing_in(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    stranger = TestClient(desk.app)
    for path in (
        "/desk",
        "/desk/lists/mine",
        f"/desk/enquiries/{reference}",
        "/desk/flags",
        "/desk/absence",
        "/desk/events",
    ):
        page = stranger.get(path).text
        assert "Sign in to the desk" in page
        assert "Golborne" not in page


def test_signing_in_goes_where_one_was_going(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    sam = desk.member("sam")
    sam.browser.cookies.clear()
    assert reference in said(sam.signs_in(next=f"/desk/enquiries/{reference}"))
    assert sam.signs_in(next="https://elsewhere.example/desk").url.path == "/desk"
    assert sam.signs_in(next="//elsewhere.example").url.path == "/desk"


def test_the_cookie_is_for_the_desk_and_for_http_alone(desk: Desk) -> None:
    sam = desk.member("sam")
    answer = sam.browser.post("/desk/sign-in", data={"username": "sam", "password": PASSWORD}, follow_redirects=False)
    read, change = answer.headers.get_list("set-cookie")
    for cookie in (read, change):
        assert "HttpOnly" in cookie and "Path=/desk" in cookie and "Max-Age=43200" in cookie
    assert "SameSite=lax" in read
    assert "SameSite=strict" in change


def test_over_https_the_cookie_stays_there(desk: Desk) -> None:
    house = replace(desk.house, settings=replace(desk.house.settings, public_url="https://door.example"))
    account = staff.find(house, desk.member("sam").username)
    assert account
    response = Response()
    badge.issue(house, account, response)
    assert all("Secure" in cookie for cookie in response.headers.getlist("set-cookie"))


def test_a_wrong_password_and_an_unknown_name_are_told_the_same_in_the_same_time(desk: Desk) -> None:
    sam = desk.member("sam")
    nobody = Member(desk, "nobody")
    times, pages = [], []
    for one in (sam, nobody):
        one.browser.cookies.clear()
        one.signs_in("wrong")  # the first for each, so that nothing is warmed up for the other
        began = time.monotonic()
        pages.append(said(one.signs_in("wrong")))
        times.append(time.monotonic() - began)
    assert pages[0] == pages[1].replace("nobody", "sam")
    assert min(times) > 0.005  # both paid for a hash


def test_ten_failures_are_followed_by_a_wait_even_for_the_right_password(desk: Desk) -> None:
    sam = desk.member("sam")
    sam.browser.cookies.clear()
    for _ in range(10):
        assert sam.signs_in("wrong").status_code == 422
    answer = sam.signs_in()
    assert answer.status_code == 429
    assert "wait fifteen minutes" in said(answer)


def test_signing_out_ends_it(desk: Desk) -> None:
    sam = desk.member("sam")
    sam.sends("/desk/sign-out")
    assert "Sign in to the desk" in sam.opens()


def test_a_new_password_ends_every_sign_in(desk: Desk) -> None:
    sam = desk.member("sam")
    staff.add(desk.house, "sam", "Sam Okafor", "Waste and recycling", "another long password")
    assert "Sign in to the desk" in sam.opens()


def test_a_forged_cookie_is_no_badge(desk: Desk) -> None:
    desk.member("sam")
    stranger = TestClient(desk.app, cookies={"desk": "eyJ1c2VybmFtZSI6InNhbSJ9.aaaa.bbbb"})
    assert "Sign in to the desk" in stranger.get("/desk").text


def test_a_form_from_another_site_changes_nothing(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    sam = desk.member("sam")
    sam.sees(reference)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        answer = sam.browser.post(f"/desk/enquiries/{reference}/accept", data={"token": sam.token}, headers=headers)
        assert answer.status_code == 403
    assert desk.row(reference).state == "waiting"


def test_a_form_without_the_token_changes_nothing_and_keeps_what_was_typed(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    sam = desk.member("sam")
    for token in ("", "0" * 64):
        answer = sam.browser.post(f"/desk/enquiries/{reference}/reply", data={"token": token, "text": "Kept words"})
        assert answer.status_code == 401
        assert "Kept words" in answer.text
    assert desk.row(reference).state == "waiting"


def test_a_reply_that_came_after_the_sign_in_ended_is_there_after_signing_in(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    sam.sees(reference)
    sam.browser.cookies.clear()
    ended = sam.does("reply", reference, text="The crew comes back on Tuesday 24 November. <b>Sam</b>")
    assert ended.status_code == 401
    assert "kept:text" in ended.text
    kept = {"next": f"/desk/enquiries/{reference}/reply", "kept:text": "The crew comes back on Tuesday 24 November."}
    back = sam.signs_in(**kept)
    assert "The crew comes back on Tuesday 24 November.</textarea>" in back.text
    assert "this was not sent" in said(back)
    assert desk.row(reference).state == "waiting"
    sam.does("reply", reference, text="The crew comes back on Tuesday 24 November.")
    assert rosa.was_told() == "The crew comes back on Tuesday 24 November."


def test_everyone_in_teams_yml_gets_an_account_once(desk: Desk) -> None:
    accounts = staff.demo(desk.house)
    assert {name for name, _ in accounts} == set(desk.house.council.people)
    assert len({password for _, password in accounts}) == len(accounts)
    name, password = accounts[0]
    assert staff.check(desk.house, name, password)
    assert not staff.check(desk.house, name, "wrong")
    assert staff.demo(desk.house) == []
