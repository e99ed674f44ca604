"""A case: accepted, answered, passed on, corrected, closed. Each change is told to the resident."""

from __future__ import annotations

import threading
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import update

from bot import linking
from bot.store import tables
from handoff.hours import LONDON, Calendar
from tests.desk.cast import Desk, Resident, said


def test_the_whole_case_is_on_one_page(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over("no collection again at 14A Golborne Road, <script>alert(1)</script>")
    page = desk.member("tom").gets(f"/desk/enquiries/{reference}")
    text = said(page)
    assert "&lt;script&gt;alert(1)" in page.text and "<script>alert" not in page.text
    for line in rosa.transcript():
        assert line.text.split("\n")[0].strip()[:40] in text
    assert "Automated assistant" in text and "Resident" in text and "Web page" in text
    assert desk.row(reference).next_step in text
    assert "Avoid generic responses" in text and "clear explanation as to why it cannot be" in text


def test_accepting_is_explicit_and_told(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    owner = desk.member(desk.row(reference).owner)
    owner.sees(reference)
    assert desk.row(reference).state == "waiting"
    owner.does("accept", reference)
    row = desk.row(reference)
    assert row.state == "accepted" and row.accepted_at and row.owner == owner.username
    assert rosa.floor == "staff"
    assert f"{row.owner_name} in {row.team} has taken on {reference}" in rosa.was_told()
    assert row.waiting_since, "accepting is no answer: the resident still waits"


def test_accepting_throws_a_turn_in_flight_away(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    before = _turn(desk, rosa)
    desk.member("sam").does("accept", reference)
    assert _turn(desk, rosa) > before


def test_two_who_accept_at_the_same_moment(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    both = [desk.member("sam"), desk.member("priya")]
    for one in both:
        one.sees(reference)
    ready, answers = threading.Barrier(2), {}

    def accept(number: int) -> None:
        ready.wait()
        answers[number] = both[number].does("accept", reference)

    threads = [threading.Thread(target=accept, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row = desk.row(reference)
    codes = sorted(answer.status_code for answer in answers.values())
    assert codes == [200, 409]
    refused = next(answer for answer in answers.values() if answer.status_code == 409)
    assert f"{row.owner_name} has it already" in said(refused)
    assert sum("has taken on" in line.text for line in rosa.transcript()) == 1


def test_a_reply_stops_the_wait_and_keeps_the_promise(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    assert desk.promises(reference) == [("reply", "open")]
    sam = desk.member("sam")
    sam.does("reply", reference, text="Good morning, the crew comes to Golborne Road on Tuesday.", sent_id="one")
    row = desk.row(reference)
    assert row.state == "accepted" and row.owner == "sam" and row.waiting_since is None and row.first_reply_at
    assert desk.promises(reference) == [("reply", "kept")]
    last = rosa.transcript()[-1]
    assert (last.author, last.name) == ("staff", "Sam Okafor")
    assert last.text == "Good morning, the crew comes to Golborne Road on Tuesday."


def test_an_answer_that_comes_too_late_keeps_no_promise(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    with desk.house.database.write() as transaction:
        transaction.execute(update(tables.promises).values(due_at=desk.house.now() - timedelta(hours=1)))
    desk.member("sam").does("reply", reference, text="Sorry, the crew comes to Golborne Road on Tuesday.")
    assert desk.promises(reference) == [("reply", "missed")]


def test_pressed_twice_it_is_sent_once(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    for _ in range(2):
        sam.does("reply", reference, text="The crew comes to Golborne Road on Tuesday.", sent_id="the same form")
    assert [line.author for line in rosa.transcript()].count("staff") == 1


def test_a_reply_to_a_phone_is_due_to_be_sent(desk: Desk) -> None:
    rosa = desk.resident(channel="sms")
    reference = rosa.is_handed_over()
    desk.member("sam").does("reply", reference, text="The crew comes to Golborne Road on Tuesday.")
    assert rosa.transcript()[-1].delivery == "due"
    assert "Waiting to be sent" in desk.member("sam").sees(reference)


def test_a_reply_to_what_somebody_else_just_accepted_is_kept_and_may_still_help(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    desk.member("sam").does("accept", reference)
    desk.member("priya").does("reply", reference, text="I drive past Golborne Road today and will look.")
    assert rosa.transcript()[-1].name == "Priya Nair"
    assert desk.row(reference).owner == "sam"


def test_the_bot_is_silent_once_a_person_answers(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    desk.member("sam").does("accept", reference)
    assert rosa.says("thank you, and it smells", act="add_information") == ""


def test_an_offer_changes_nothing_until_it_is_accepted(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam, grace = desk.member("sam"), desk.member("grace")
    sam.does("accept", reference)
    before = rosa.was_told()
    sam.does("offer", reference, to="grace", why="It blocks the pavement: Highways clears those.")
    row = desk.row(reference)
    assert (row.owner, row.offered_to, row.hops) == ("sam", "grace", 0)
    assert rosa.was_told() == before
    assert "Offered to you" in grace.opens("/desk")
    grace.does("accept", reference)
    row = desk.row(reference)
    assert (row.owner, row.team, row.offered_to, row.hops) == ("grace", "Highways", None, 1)
    assert row.next_step.startswith("Grace Mensah will read")
    assert "Grace Mensah in Highways is now responsible" in rosa.was_told()


def test_an_offer_can_be_declined_or_withdrawn(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    sam, priya = desk.member("sam"), desk.member("priya")
    sam.does("accept", reference)
    sam.does("offer", reference, to="priya", why="You know the street.")
    assert priya.does("decline", reference).status_code == 422
    priya.does("decline", reference, declining="I am off tomorrow.")
    assert (desk.row(reference).owner, desk.row(reference).offered_to) == ("sam", None)
    sam.does("offer", reference, to="priya", why="Please.")
    sam.does("keep", reference)
    assert desk.row(reference).offered_to is None
    assert priya.does("accept", reference).status_code == 409


def test_more_than_three_hands_and_the_manager_is_told(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    desk.member("sam").does("accept", reference)
    chain = ["sam", "priya", "sam", "priya", "sam"]
    for giver, taker in pairwise(chain):
        desk.member(giver).does("offer", reference, to=taker, why="Back to you.")
        desk.member(taker).does("accept", reference)
    assert desk.row(reference).hops == 4
    assert f"{reference} has changed hands 4 times" in desk.member("tom").opens("/desk/flags")


def test_what_happens_next_and_by_when(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", reference)
    day = _working_day(desk, 3)
    sam.does("next", reference, next_step="A new crew comes.", due=day.isoformat())
    row = desk.row(reference)
    assert row.next_step == "A new crew comes." and row.due_at.astimezone(LONDON).date() == day
    assert "A new crew comes." in rosa.was_told() and f"{day.day}" in rosa.was_told()
    assert desk.promises(reference) == [("reply", "replaced"), ("reply", "open")]


def test_a_date_that_cannot_be_kept_is_asked_for_again(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", reference)
    sunday = _working_day(desk, 1)
    while sunday.weekday() != 6:
        sunday += timedelta(days=1)
    for due, problem in (
        ("", "Give the date"),
        ("2020-01-06", "has passed"),
        (sunday.isoformat(), "not a working day"),
    ):
        answer = sam.does("next", reference, next_step="Kept as typed", due=due)
        assert answer.status_code == 422
        assert problem in said(answer) and "There is a problem" in said(answer)
        assert "Kept as typed</textarea>" in answer.text


def test_closing_needs_all_three(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", reference)
    whole = {
        "outcome": "done",
        "reason": "The crew came back this morning and took all six bags",
        "included": "You chose the morning.",
    }
    for missing in whole:
        answer = sam.does("close", reference, **{**whole, missing: "  "})
        assert answer.status_code == 422
        assert f'href="#close-{missing}"' in answer.text
        assert desk.row(reference).state == "accepted"
    sam.does("close", reference, **whole)
    row = desk.row(reference)
    assert (row.state, row.outcome) == ("closed", "done")
    told = rosa.was_told()
    assert "took all six bags." in told and "You chose the morning." in told and "Did that sort it out?" in told
    assert set(desk.promises(reference)) == {("reply", "kept")}
    assert reference in sam.opens("/desk/lists/closed")


def test_not_ours_says_whose_it_is(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", reference)
    ending = {"outcome": "not_ours", "reason": "It is a private road", "included": "We spoke about it"}
    assert sam.does("close", reference, **ending).status_code == 422
    sam.does("close", reference, whose="Westway Trust, 020 8962 5720", **ending)
    assert "It is for Westway Trust, 020 8962 5720." in rosa.was_told()


def test_a_duplicate_goes_on_under_the_residents_other_reference(desk: Desk) -> None:
    rosa = desk.resident()
    first = rosa.is_handed_over()
    other = desk.resident().is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", first)
    ending = {"outcome": "duplicate", "reason": "It is the same bags", "included": "You told us so"}
    for wrong in ("", "KC-222-223", first, other):
        assert sam.does("close", first, duplicate_of=wrong, **ending).status_code == 422
    rosa.says("there is smoke in the stairwell", service="building_safety", emergency="fire")
    second = next(one for one in rosa.references() if one != first)
    sam.does("close", first, duplicate_of=second.lower(), **ending)
    assert f"It goes on under {second}." in rosa.was_told()
    assert rosa.floor == "staff", "the other one is still open"


def test_the_resident_answers_whether_it_worked(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", reference)
    ending = {"outcome": "done", "reason": "The crew came", "included": "You chose the day"}
    sam.does("close", reference, **ending)
    assert rosa.floor == "bot"
    rosa.says("still not fixed", act="still_broken")
    row = desk.row(reference)
    assert (row.state, row.owner) == ("accepted", "sam")
    assert reference in sam.opens("/desk/lists/mine")
    sam.does("close", reference, **ending)
    assert "sorted out" in rosa.says("yes", act="affirm")
    assert "Resident says it worked" in sam.opens("/desk/lists/closed")


def test_what_was_closed_can_be_opened_again(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", reference)
    sam.does("close", reference, outcome="done", reason="The crew came", included="You chose the day")
    sam.does("reopen", reference, again="They rang: the bags are still there.")
    assert desk.row(reference).state == "accepted"
    assert "has opened" in rosa.was_told() and rosa.floor == "staff"
    assert desk.promises(reference)[-1] == ("reply", "open")


def test_a_building_safety_concern_is_closed_by_a_manager_who_is_not_its_owner(desk: Desk) -> None:
    rosa = desk.resident()
    rosa.says("the cladding on our block is coming off", service="building_safety")
    reference = rosa.asks_for_a_person()
    row = desk.row(reference)
    assert row.service == "building_safety"
    owner = desk.member(row.owner)
    owner.does("accept", reference)
    ending = {"outcome": "done", "reason": "The panels were fixed", "included": "We met on site"}
    refused = owner.does("close", reference, **ending)
    assert refused.status_code == 403
    assert "only by a manager who is not its owner" in said(refused)
    assert desk.row(reference).state == "accepted"
    manager = next(one for one in desk.house.council.teams[row.team].people if one.manager)
    desk.member(manager.username).does("close", reference, **ending)
    assert desk.row(reference).state == "closed"


def test_a_corrected_fact_is_a_new_version_with_who_and_why(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", reference)
    answer = sam.does(
        "correct", reference, fact="where", value="14B Golborne Road", why="You rang to say so", version="1"
    )
    page = said(answer)
    assert "14B Golborne Road" in page and "Version 2" in page and "You rang to say so" in page
    assert "14B Golborne Road" in rosa.was_told() and "Sam Okafor has changed" in rosa.was_told()
    stale = sam.does("correct", reference, fact="where", value="14C", why="again", version="1")
    assert stale.status_code == 409 and "14C</textarea>" in stale.text
    with desk.house.database.read() as connection:
        versions = connection.execute(tables.versions.select().where(tables.versions.c.reference == reference)).all()
    assert [(row.version, row.by) for row in versions] == [(1, "resident"), (2, "Sam Okafor")]


def test_a_choice_is_corrected_to_one_of_its_values(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", reference)
    wrong = sam.does("correct", reference, fact="which_bin", value="purple", why="said so", version="1")
    assert wrong.status_code == 422 and "Choose one of: rubbish" in said(wrong)
    sam.does("correct", reference, fact="which_bin", value="recycling", why="said so", version="1")
    assert "recycling" in sam.sees(reference)


def test_handed_back_the_bot_answers_again(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", reference)
    sam.does("hand-back", reference)
    assert rosa.floor == "bot" and desk.row(reference).owner == "sam"
    assert "automated assistant answers you here" in rosa.was_told()
    assert rosa.says("are you a robot?", act="ask_bot")


def test_a_note_is_for_staff(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    before = rosa.was_told()
    sam = desk.member("sam")
    sam.does("note", reference, note="Crew leader says the gate was locked.")
    assert "the gate was locked" in sam.sees(reference)
    assert rosa.was_told() == before


def test_a_flag_has_an_owner_and_an_outcome(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    sam, tom = desk.member("sam"), desk.member("tom")
    assert sam.does("flag", reference, kind="broken", flag="").status_code == 422
    sam.does("flag", reference, kind="challenge", flag="Residents in flats cannot book a collection online.")
    assert "flag" in desk.history(reference)
    assert "cannot book a collection online" in tom.opens("/desk/flags")
    assert "cannot book" not in desk.member("grace").opens("/desk/flags")
    assert sam.sends("/desk/flags/1/answer", outcome="Mine now").status_code == 403
    tom.sends("/desk/flags/1/pass", owner="aisha")
    assert "Aisha Rahman answers it" in desk.member("aisha").opens("/desk/flags")
    desk.member("aisha").sends("/desk/flags/1/answer", outcome="Flats can book by phone from Monday.")
    assert "Flats can book by phone from Monday." in sam.opens("/desk/flags")
    assert tom.sends("/desk/flags/1/answer", outcome="Twice").status_code == 409


def test_what_is_somebody_elses_is_theirs_to_decide(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    desk.member("sam").does("accept", reference)
    grace = desk.member("grace")
    ending = {"outcome": "done", "reason": "No", "included": "No"}
    for deed, fields in (("close", ending), ("next", {"next_step": "x", "due": _working_day(desk, 2).isoformat()})):
        answer = grace.does(deed, reference, **fields)
        assert answer.status_code == 403
        assert "Sam Okafor is responsible for this" in said(answer)
    assert desk.row(reference).state == "accepted"


def test_too_much_text_is_shown_again_with_why(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    sam = desk.member("sam")
    for text, problem in (("", "Write your reply."), ("x" * 4001, "Keep it to 4,000 characters. It has 4,001.")):
        answer = sam.does("reply", reference, text=text, anyway="1")
        assert answer.status_code == 422 and problem in said(answer)
        assert text in answer.text
    assert desk.row(reference).state == "waiting"


def _turn(desk: Desk, resident: Resident) -> int:
    table = tables.conversations
    with desk.house.database.read() as connection:
        return int(connection.execute(table.select().where(table.c.id == resident.id)).one().turn)


def _working_day(desk: Desk, days: int):  # type: ignore[no-untyped-def]
    return Calendar.of(desk.house.council).add(desk.house.now().astimezone(LONDON).date(), days)


def test_a_link_to_another_address_is_shown_and_can_be_undone(desk: Desk) -> None:
    rosa, other = desk.resident("sms"), desk.resident("telegram")
    reference = rosa.is_handed_over()
    other.says("hello", act="greet")
    with desk.house.database.write() as transaction:
        linking.link(transaction, desk.house, other.id, rosa.id, "code", desk.house.now())
    with desk.house.database.read() as connection:
        [link] = linking.links_of(connection, rosa.id)
    sam = desk.member("sam")
    sam.does("accept", reference)
    assert f"Undo the link to {link.shown}" in sam.sees(reference)
    sam.does("unlink", reference, link=str(link.id))
    assert "Undo the link" not in sam.sees(reference)
    assert sam.does("unlink", reference, link=str(link.id)).status_code == 409, "undone twice is undone once"
    with desk.house.database.read() as connection:
        assert linking.links_of(connection, rosa.id) == []
