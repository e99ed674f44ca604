"""The lists: who waits, for how long, and who has it; no transfer begins a wait again."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from bot.store import tables
from handoff import lists, staff
from tests.desk.cast import Desk, said


def test_what_is_handed_over_waits_until_somebody_accepts(desk: Desk) -> None:
    reference = desk.resident().is_handed_over("three weeks of bags in Bevington Road")
    owner = desk.member(desk.row(reference).owner)
    page = owner.opens("/desk")
    assert reference in page
    assert "three weeks of bags in Bevington Road" in page
    assert "not accepted yet" in page
    owner.does("accept", reference)
    assert reference not in owner.opens("/desk")
    assert reference in owner.opens("/desk/lists/mine")
    assert reference in owner.opens("/desk/lists/team")


def test_other_teams_do_not_see_it(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    grace = desk.member("grace")
    assert all(reference not in grace.opens(f"/desk/lists/{name}") for name in lists.TITLES)


def test_the_navigation_counts(desk: Desk) -> None:
    references = [desk.resident().is_handed_over() for _ in range(3)]
    tom = desk.member("tom")
    assert "Waiting 3" in tom.opens()
    tom.does("accept", references[0])
    page = tom.opens()
    assert "Waiting 2" in page and "Mine 1" in page and "My team's 3" in page


def test_danger_comes_first_among_what_waits(desk: Desk) -> None:
    ordinary = desk.resident().is_handed_over()
    danger = desk.resident()
    danger.says("there is smoke in the stairwell", service="building_safety", emergency="fire")
    row = desk.row(danger.references()[0])
    with desk.house.database.write() as transaction:  # the same owner and team, so that only danger decides
        transaction.execute(
            update(tables.enquiries)
            .where(tables.enquiries.c.reference == row.reference)
            .values(team=desk.row(ordinary).team, owner=desk.row(ordinary).owner)
        )
    page = desk.member("tom").opens()
    assert page.index(row.reference) < page.index(ordinary)
    assert "Danger" in page


def test_the_wait_is_the_residents_and_no_transfer_resets_it(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    _long_ago(desk, reference, waiting_since=desk.house.now() - timedelta(hours=26))
    sam, priya = desk.member("sam"), desk.member("priya")
    sam.does("accept", reference)
    sam.does("offer", reference, to="priya", why="she knows the street")
    priya.does("accept", reference)
    assert desk.row(reference).owner == "priya"
    assert "1 day 2 h" in priya.opens("/desk/lists/mine")
    priya.does("reply", reference, text="Good morning. I have the crew's record for Golborne Road here.")
    assert "answered" in priya.opens("/desk/lists/mine")


def test_what_is_past_its_date_is_overdue(desk: Desk) -> None:
    late, early = desk.resident().is_handed_over(), desk.resident().is_handed_over()
    _long_ago(desk, late, due_at=desk.house.now() - timedelta(minutes=1))
    page = desk.member("tom").opens("/desk/lists/overdue")
    assert late in page and early not in page and "Overdue" in page


def test_whoever_writes_again_is_marked(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    tom = desk.member("tom")
    tom.does("reply", reference, text="Good morning, the crew comes on Tuesday.")
    assert "Wrote again" not in tom.opens("/desk/lists/mine")
    rosa.writes("they did not come")
    assert "Wrote again" in tom.opens("/desk/lists/mine")


def test_fifty_to_a_page(desk: Desk) -> None:
    tom = desk.member("tom")
    reference = desk.resident().is_handed_over()
    row = desk.row(reference)._mapping
    version = {"version": 1, "record": {"service": None, "facts": [], "declined": [], "version": 1}}
    with desk.house.database.write() as transaction:
        for number in range(60):
            copy = {**row, "reference": f"KC-{number:03}-XXX"}
            transaction.execute(tables.enquiries.insert().values(**copy))
            transaction.execute(
                tables.versions.insert().values(
                    reference=copy["reference"], by="x", why="x", at=desk.house.now(), **version
                )
            )
    assert said(tom.gets("/desk")).count("KC-") >= 50
    assert "Page 1 of 2" in tom.opens("/desk")
    assert "Page 2 of 2" in tom.opens("/desk/lists/waiting?number=99")
    assert "Page 1 of 2" in tom.opens("/desk/lists/waiting?number=nonsense")


def test_an_empty_list_says_so(desk: Desk) -> None:
    assert "Nobody in your team is waiting" in desk.member("sam").opens()


def test_a_reference_is_found_and_a_slip_in_it_is_known(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    sam = desk.member("sam")
    assert "Conversation" in sam.opens(f"/desk/find?reference={reference.lower().replace('-', ' ')}")
    slip = sam.gets(f"/desk/find?reference={reference[:-1]}{'7' if reference[-1] != '7' else '8'}")
    assert slip.status_code == 404 and "slip" in said(slip)
    unknown = sam.gets("/desk/enquiries/KC-222-222")
    assert unknown.status_code == 404 and "no enquiry KC-222-222" in said(unknown)
    assert sam.gets("/desk/lists/nothing").status_code == 404


def test_the_fingerprint_changes_with_what_is_in_the_lists(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    tom = desk.member("tom")
    account = staff.find(desk.house, "tom")
    assert account
    before = lists.fingerprint(desk.house, account)
    assert lists.fingerprint(desk.house, account) == before
    tom.does("accept", reference)
    accepted = lists.fingerprint(desk.house, account)
    assert accepted != before
    rosa.writes("hello?")
    assert lists.fingerprint(desk.house, account) != accepted


def _long_ago(desk: Desk, reference: str, **values: object) -> None:
    with desk.house.database.write() as transaction:
        transaction.execute(update(tables.enquiries).where(tables.enquiries.c.reference == reference).values(**values))
