"""Who is this: going on from another channel, with a code; undone exactly; and numbers that change hands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from bot import linking, outbox, reference
from bot.reception import Inbound, receive
from bot.settings import Settings
from bot.store import tables
from bot.transcript import lines
from handoff import floor
from tests.channels.conftest import Lines, Phone
from tests.channels.page import Page
from tests.providers.telegram import Holder, Telegram


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    server = Telegram("1:test").start()
    yield server
    server.stop()


@pytest.fixture
def settings(settings: Settings, telegram: Telegram) -> Settings:
    return replace(settings, telegram_token=telegram.token, telegram_api_base=telegram.url)


@pytest.fixture
def rosa(line: Lines, telegram: Telegram) -> Holder:
    """Rosa on Telegram; her enquiry was made by text."""
    line.worker.run(line.channels["telegram"].listen())
    return Holder(line, telegram)


def written(text: str) -> str:
    found = re.search(r"KC-\w{3}-\w{3}", text)
    assert found, text
    return found[0]


def code_in(text: str) -> str:
    found = re.search(r"\b\d{6}\b", text)
    assert found, text
    return found[0]


def conversation_of(line: Lines, channel: str, address: str) -> str:
    addresses = tables.addresses
    with line.house.database.read() as connection:
        return str(
            connection.execute(
                select(addresses.c.conversation_id).where(
                    addresses.c.channel == channel, addresses.c.address == address, addresses.c.until.is_(None)
                )
            ).scalar_one()
        )


def transcript(line: Lines, conversation_id: str) -> list[tuple[int, str, str, str]]:
    with line.house.database.read() as connection:
        return [(one.seq, one.author, one.channel, one.text) for one in lines(connection, conversation_id)]


def everything(line: Lines) -> dict[str, list[Any]]:
    """All that a link touches, to see that undoing it leaves things as they were."""
    with line.house.database.read() as connection:
        return {
            "messages": sorted(
                (one.conversation_id, one.seq, one.author, one.text, one.channel, one.external_id)
                for one in connection.execute(select(tables.messages))
            ),
            "enquiries": sorted(
                (one.reference, one.conversation_id) for one in connection.execute(select(tables.enquiries))
            ),
            "addresses": sorted(
                (one.channel, one.address, one.conversation_id)
                for one in connection.execute(select(tables.addresses).where(tables.addresses.c.until.is_(None)))
            ),
        }


def no_hole_and_no_repeat(line: Lines) -> None:
    """Every external id once, and in every conversation the numbers 1, 2, 3, ..."""
    numbers: dict[str, list[int]] = {}
    for one in line.messages():
        numbers.setdefault(one.conversation_id, []).append(one.seq)
    for conversation in line.conversations():
        assert numbers.get(conversation.id, []) == list(range(1, conversation.last_seq + 1))
    external = [(one.channel, one.external_id) for one in line.messages()]
    assert len(external) == len(set(external))


def linked(line: Lines, phone: Phone, rosa: Holder) -> str:
    """Rosa's enquiry by text goes on by Telegram; returns its reference."""
    ours = written(phone.confirms_a_missed_bin())
    rosa.says(f"I texted you yesterday, {ours}")
    rosa.says(code_in(phone.screen[-1].body))
    return ours


# -- the code ----------------------------------------------------------------------------------------------------------


def test_going_on_by_telegram_what_began_by_text(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    older = phone.conversation
    heard = rosa.says(f"I texted you yesterday, {ours}")
    assert f"If {ours} is ours" in heard and "Golborne" not in heard
    assert "Thank you, that is right" in rosa.says(code_in(phone.screen[-1].body))
    assert conversation_of(line, "telegram", "5001") == older
    status = rosa.says("STATUS")
    assert ours in status and "responsible" in status
    kept = transcript(line, older)
    channels = [(channel, text) for _, author, channel, text in kept if author == "resident"]
    assert ("telegram", f"I texted you yesterday, {ours}") in channels and channels[0][0] == "sms"
    no_hole_and_no_repeat(line)


def test_the_code_works_as_people_type_it(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    rosa.says(ours.lower().replace("-", " "))
    code = code_in(phone.screen[-1].body)
    arabic = "".join(chr(0x660 + int(digit)) for digit in code)
    assert "Thank you, that is right" in rosa.says(f"the code is {arabic[:3]} {arabic[3:]}")


def test_answers_go_to_where_the_resident_last_wrote_from(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    linked(line, phone, rosa)
    texts, telegrams = len(phone.screen), len(rosa.phone.lines)
    with line.house.database.write() as transaction:
        outbox.put(transaction, phone.conversation, author="staff", name="Sam", text="Tomorrow.", at=line.house.now())
    line.works()
    assert len(phone.screen) == texts and len(rosa.phone.lines) == telegrams + 1
    assert phone.says("STATUS"), "and by text to whoever writes by text"


def test_a_reference_that_is_not_ours_hears_the_same_and_no_code_is_right(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    nobodys = reference.written("KC", "2346R")
    rosa.says("hello")
    real, unreal = rosa.says(ours), rosa.says(nobodys)
    assert real.replace(ours, "X") == unreal.replace(nobodys, "X")
    assert rosa.says("123456") == rosa.says("654321")
    assert conversation_of(line, "telegram", "5001") != phone.conversation


def test_a_mistyped_reference_is_known_to_be_mistyped(line: Lines, rosa: Holder) -> None:
    assert "slip" in rosa.says("I wrote before, KC-7QF-2MX")


def test_wrong_old_and_guessed_codes_say_the_same_and_show_nothing(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    rosa.says(ours)
    right = code_in(phone.screen[-1].body)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    said = {rosa.says(wrong) for _ in range(5)}
    said.add(rosa.says(right))
    assert len(said) == 1, "after five tries the right one is too late, and nobody learns that it was right"
    rosa.says(ours)
    late = code_in(phone.screen[-1].body)
    line.later(minutes=11)
    assert {rosa.says(late)} == said
    assert ours not in rosa.says("STATUS")
    assert conversation_of(line, "telegram", "5001") != phone.conversation


def test_a_newer_code_makes_the_older_void(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    rosa.says(ours)
    first = code_in(phone.screen[-1].body)
    rosa.says(ours)
    second = code_in(phone.screen[-1].body)
    assert first != second
    assert "isn't the code" in rosa.says(first)
    assert "that is right" in rosa.says(second)


def test_at_most_three_codes_an_hour_for_a_reference(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    before = len(phone.screen)
    said = [rosa.says(ours) for _ in range(3)]
    stranger = Holder(line, telegram, 5002, "Max Power")
    said += [stranger.says(ours).split("\n\n")[-1] for _ in range(2)]
    assert len({one.split("\n\n")[-1] for one in said}) == 1, "what is said does not change"
    assert len(phone.screen) == before + 3
    line.later(minutes=61)
    rosa.says(ours)
    assert len(phone.screen) == before + 4


def test_no_code_is_kept_anywhere(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    rosa.says(ours)
    code = code_in(phone.screen[-1].body)
    with line.house.database.read() as connection:
        for table in tables.meta.sorted_tables:
            assert code not in str(connection.execute(select(table)).all()), table.name
    assert any("••••••" in text for *_, text in transcript(line, phone.conversation)), "staff see that one was sent"


def test_no_code_goes_to_a_number_that_said_stop(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    phone.says("STOP")
    before = len(phone.screen)
    assert "I have sent" in rosa.says(ours)
    assert len(phone.screen) == before


def test_six_digits_that_answer_something_else_are_not_a_code(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    rosa.says(ours)
    rosa.says("how do I complain?")
    assert "isn't the code" not in rosa.says("my account number is 123456")


def test_without_the_code_the_conversation_simply_goes_on(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    rosa.says(ours)
    assert "we go on without it" in rosa.says("no")
    assert "Is that right?" in rosa.says("my recycling was missed on monday at 22 Portobello Road")


# -- what comes along --------------------------------------------------------------------------------------------------


def test_a_record_taken_on_the_page_shows_its_code_on_that_page_alone(line: Lines, rosa: Holder) -> None:
    page = Page(line)
    ours = written(page.confirms_a_missed_bin())
    rosa.says(ours)
    shown = page.messages()[-1]
    assert shown["from"] == "system" and "your code is" in shown["text"]
    with line.house.database.read() as connection:
        assert code_in(shown["text"]) not in lines(connection, page.id)[-1].text, "not to staff"
    assert "that is right" in rosa.says(code_in(shown["text"]))
    assert "••••••" in next(one["text"] for one in page.messages() if one["seq"] == shown["seq"]), "and not again"
    assert any("that is right" in one["text"] for one in page.messages()), "the page goes on too"


def test_from_the_page_to_what_began_by_text(line: Lines) -> None:
    phone, page = line.phone(), Page(line)
    ours = written(phone.confirms_a_missed_bin())
    page.says(f"I wrote by text, {ours}")
    assert "that is right" in page.says(code_in(phone.screen[-1].body))
    assert ours in page.says("STATUS")
    found = httpx.get(f"{line.url}/c/{page.id}/{page.key}")
    assert found.status_code == 303 and phone.conversation in found.headers["location"]
    assert ours in httpx.get(f"{line.url}{found.headers['location']}").text
    no_hole_and_no_repeat(line)


def test_what_was_being_written_down_here_goes_on_there(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    rosa.says("the street light outside 40 Kensington Park Road is out")
    rosa.says(f"and I texted you before, {ours}")
    heard = rosa.says(code_in(phone.screen[-1].body))
    assert "that is right" in heard
    last = transcript(line, phone.conversation)[-1]
    assert "What" in last[3] or "?" in last[3], "the next question of what was begun here"
    with line.house.database.read() as connection:
        state = connection.execute(
            select(tables.conversations.c.state).where(tables.conversations.c.id == phone.conversation)
        ).scalar_one()
    said_in = {one[0]: one[3] for one in transcript(line, phone.conversation)}
    for name, _, said, seq in state["record"]["facts"]:
        assert seq == 0 or said in said_in[seq], f"{name} still knows the message that it came from"


def test_where_a_person_speaks_the_bot_asks_nothing(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    rosa.says("the street light outside 40 Kensington Park Road is out")
    rosa.says(f"and I texted you before, {ours}")
    with line.house.database.write() as transaction:
        floor.take(transaction, phone.conversation, line.house.now())
    heard = rosa.says(code_in(phone.screen[-1].body))
    assert "that is right" in heard and "?" not in heard
    assert rosa.says("the lamp is on the corner by the shop") == "", "that is for the person to answer"
    assert all(one[1] != "bot" for one in transcript(line, phone.conversation)[-3:])


def test_enquiries_of_both_are_in_one_conversation(line: Lines, rosa: Holder) -> None:
    phone, page = line.phone(), Page(line)
    first = written(phone.confirms_a_missed_bin())
    second = written(page.confirms_a_missed_bin())
    page.says(f"see also {first}")
    page.says(code_in(phone.screen[-1].body))
    status = page.says("STATUS")
    assert first in status and second in status


def test_staff_see_the_link_in_the_history_and_in_the_list_of_links(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    linked(line, phone, rosa)
    assert line.history("linked") == ["telegram •••• 001 goes on here, by a one-time code."]
    with line.house.database.read() as connection:
        [link] = linking.links_of(connection, phone.conversation)
    assert link.shown == "telegram •••• 001" and link.proved_by == "code"


# -- undoing -----------------------------------------------------------------------------------------------------------


def test_a_link_that_is_undone_at_once_leaves_everything_as_it_was(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    rosa.says(f"I texted you yesterday, {ours}")
    before = everything(line)
    with line.house.database.write() as transaction:
        own = conversation_of(line, "telegram", "5001")
        linking.link(transaction, line.house, own, phone.conversation, "code", line.house.now())
    assert everything(line) != before
    with line.house.database.read() as connection:
        [link] = linking.links_of(connection, phone.conversation)
    linking.unlink(line.house, link.id, "Sam Okafor")
    after = everything(line)
    moved = [one for one in after["messages"] if one[5].startswith("moved:")]
    assert [one for one in after["messages"] if one not in moved] == before["messages"]
    assert {one[0] for one in moved} == {phone.conversation} and {one[3] for one in moved} == {
        "Moved to another conversation."
    }
    assert after["enquiries"] == before["enquiries"] and after["addresses"] == before["addresses"]
    assert line.history("unlinked") == ["telegram •••• 001, by Sam Okafor."]
    no_hole_and_no_repeat(line)


def test_what_was_said_while_linked_goes_back_with_who_said_it(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    linked(line, phone, rosa)
    rosa.says("my secret is blue")
    phone.says("mine is green")
    with line.house.database.read() as connection:
        [link] = linking.links_of(connection, phone.conversation)
    linking.unlink(line.house, link.id, "Sam Okafor")
    older = " ".join(one[3] for one in transcript(line, phone.conversation))
    own = " ".join(one[3] for one in transcript(line, conversation_of(line, "telegram", "5001")))
    assert "blue" in own and "blue" not in older
    assert "green" in older and "green" not in own
    no_hole_and_no_repeat(line)
    assert "STATUS" not in rosa.says("hello"), "each goes on in their own"
    assert phone.says("STATUS")
    with line.house.database.read() as connection:
        assert linking.links_of(connection, phone.conversation) == []


def test_undone_twice_is_undone_once(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    linked(line, phone, rosa)
    with line.house.database.read() as connection:
        [link] = linking.links_of(connection, phone.conversation)
    linking.unlink(line.house, link.id, "Sam Okafor")
    before = everything(line)
    linking.unlink(line.house, link.id, "Sam Okafor")
    assert everything(line) == before


def test_linked_again_after_it_was_undone(line: Lines, rosa: Holder) -> None:
    phone = line.phone()
    ours = linked(line, phone, rosa)
    with line.house.database.read() as connection:
        [link] = linking.links_of(connection, phone.conversation)
    linking.unlink(line.house, link.id, "Sam Okafor")
    rosa.says(f"here I am again, {ours}")
    assert "that is right" in rosa.says(code_in(phone.screen[-1].body))
    no_hole_and_no_repeat(line)


# -- numbers that change hands -----------------------------------------------------------------------------------------


def a_year_later(line: Lines, phone: Phone) -> str:
    ours = written(phone.confirms_a_missed_bin())
    line.later(days=400)
    return ours


def test_after_a_year_of_silence_the_number_is_asked(line: Lines) -> None:
    phone = line.phone()
    ours = a_year_later(line, phone)
    heard = phone.says("is there any news?")
    assert "are you the person who wrote to us" in heard
    assert ours not in heard and "bag" not in heard and "Golborne" not in heard, "without saying what about"


def test_yes_goes_on_as_before_and_hears_what_was_held(line: Lines) -> None:
    phone = line.phone()
    ours = a_year_later(line, phone)
    phone.says("STATUS")
    heard = phone.says("yes it's me")
    assert "still here" in heard and ours in heard, "and STATUS is answered now"
    no_hole_and_no_repeat(line)
    assert "are you the person" not in phone.says("thanks"), "asked once"


def test_no_opens_a_fresh_conversation_and_the_owner_is_told(line: Lines) -> None:
    phone = line.phone()
    ours = a_year_later(line, phone)
    older = phone.conversation
    phone.says("my recycling was missed on monday at 22 Portobello Road")
    heard = phone.says("no, that wasn't me")
    assert "afresh" in heard and ours not in heard
    assert "22 Portobello" in heard, "what was held is heard, and not asked for again"
    assert phone.conversation != older
    assert "somebody else's now" in line.history("number changed")[-1]
    assert ours not in phone.says("STATUS")
    with line.house.database.write() as transaction:
        outbox.put(transaction, older, author="staff", name="Sam", text="About your bags.", at=line.house.now())
    before = len(phone.screen)
    line.works()
    assert len(phone.screen) == before, "nothing of the old conversation goes to the new person"
    assert any("somebody else" in one for one in line.history("not delivered"))


def test_danger_is_never_held(line: Lines) -> None:
    phone = line.phone()
    a_year_later(line, phone)
    assert "999" in phone.says("there is smoke coming under the door of the flat opposite!!")


def test_neither_yes_nor_no_twice_is_a_no(line: Lines) -> None:
    phone = line.phone()
    ours = a_year_later(line, phone)
    phone.says("good morning")
    assert "are you the person" in phone.says("what do you mean by that?")
    assert ours not in phone.says("blue cheese")
    assert ours not in phone.says("STATUS")


def test_eleven_months_are_not_a_year(line: Lines) -> None:
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    line.later(days=330)
    assert ours in phone.says("STATUS")


@pytest.mark.parametrize(
    ("name", "days", "asked"),
    [
        ("Max Power", 100, True),
        ("Max Power", 80, False),
        ("rosa d.", 100, False),
        ("Díaz, Rósa", 100, False),
        ("🌸", 100, False),
    ],
)
def test_another_name_after_three_months_is_asked(line: Lines, rosa: Holder, name: str, days: int, asked: bool) -> None:
    rosa.says("my recycling was missed on monday at 22 Portobello Road")
    rosa.says("yes")
    line.later(days=days)
    rosa.phone.name = name
    assert ("are you the person" in rosa.says("STATUS")) is asked


def test_a_private_page_is_never_doubted(line: Lines) -> None:
    page = Page(line)
    ours = written(page.confirms_a_missed_bin())
    line.later(days=800)
    assert ours in page.says("STATUS")


def test_the_name_on_the_record_counts_before_the_profile(line: Lines, rosa: Holder) -> None:
    rosa.says("my recycling was missed on monday at 22 Portobello Road")
    rosa.says("yes")
    with line.house.database.write() as transaction:
        stored = transaction.execute(select(tables.versions)).first()
        assert stored is not None
        facts = [*stored.record["facts"], ["name", "Ana Lima", "Ana Lima", 1]]
        transaction.execute(update(tables.versions).values(record={**stored.record, "facts": facts}))
    line.later(days=100)
    assert "are you the person" in rosa.says("STATUS")


def test_an_address_knows_only_its_own(line: Lines) -> None:
    """The same number by text and by WhatsApp is two addresses until it is proved that they are one."""
    phone, app = line.phone(), line.phone(via="whatsapp")
    ours = written(phone.confirms_a_missed_bin())
    assert ours not in app.says("STATUS")
    assert phone.conversation != app.conversation


def test_messages_that_come_in_while_it_is_linked_are_heard_where_it_goes_on(line: Lines, rosa: Holder) -> None:
    """A message between the reading of a turn and its storing is in the older conversation, and is answered there."""
    phone = line.phone()
    ours = written(phone.confirms_a_missed_bin())
    rosa.says(ours)
    code = code_in(phone.screen[-1].body)
    for number, text in enumerate((code, "what happens next?")):
        receive(
            line.house.database,
            Inbound("telegram", "5001", text, f"5001/x{number}", line.house.now(), "Rosa Diaz"),
        )
    line.works()
    assert conversation_of(line, "telegram", "5001") == phone.conversation
    assert not any(one.unanswered for one in line.conversations())
    no_hole_and_no_repeat(line)
