"""Telegram: a real door and a small Telegram over HTTP, read and written with python-telegram-bot."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import select

from bot import outbox
from bot.channels.telegram import open as opened
from bot.channels.telegram import pieces, secret
from bot.settings import Settings
from bot.store import tables
from bot.transcript import lines
from tests.channels.conftest import Lines
from tests.providers.telegram import Holder, Telegram


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    server = Telegram("1:test").start()
    yield server
    server.stop()


@pytest.fixture
def settings(settings: Settings, telegram: Telegram) -> Settings:
    return replace(settings, telegram_token=telegram.token, telegram_api_base=telegram.url, telegram_secret="")


@pytest.fixture
def rosa(line: Lines, telegram: Telegram) -> Holder:
    line.worker.run(line.channels["telegram"].listen())
    return Holder(line, telegram)


def conversation_of(line: Lines, address: int | str) -> str:
    addresses = tables.addresses
    with line.house.database.read() as connection:
        found: str = connection.execute(
            select(addresses.c.conversation_id).where(
                addresses.c.channel == "telegram", addresses.c.address == str(address), addresses.c.until.is_(None)
            )
        ).scalar_one()
        return found


def transcript(line: Lines, address: int | str = 5001) -> list[Any]:
    with line.house.database.read() as connection:
        return lines(connection, conversation_of(line, address))


def said_by_staff(line: Lines, text: str, address: int | str = 5001) -> None:
    with line.house.database.write() as transaction:
        outbox.put(
            transaction, conversation_of(line, address), author="staff", name="Sam", text=text, at=line.house.now()
        )


def last(line: Lines) -> Any:
    return line.deliveries()[-1]


def confirmed(line: Lines, rosa: Holder) -> str:
    rosa.says("they didn't take my black bags this week at 14b Golborne Rd")
    for _ in range(6):
        asks = transcript(line)[-1].asks
        if asks == "confirm":
            return rosa.presses("Yes")
        rosa.says({"collection_due": "tuesday", "which_bin": "rubbish"}.get(asks, "no"))
    raise AssertionError(transcript(line)[-1])


# -- the conversation --------------------------------------------------------------------------------------------------


def test_the_missed_bin_by_telegram_with_buttons(line: Lines, rosa: Holder) -> None:
    told = confirmed(line, rosa)
    assert "Your reference is KC-" in told
    assert {one.state for one in line.deliveries()} == {"sent"}
    assert all(one.channel == "telegram" for one in transcript(line))


def test_everything_a_button_says_can_be_typed(line: Lines, rosa: Holder) -> None:
    rosa.says("my recycling was missed on monday at 22 Portobello Road")
    question = next(one for one in reversed(rosa.phone.lines) if not one["own"])
    assert rosa.buttons(question) == {"Yes": "0", "No": "1"}
    assert "Your reference is KC-" in rosa.says("yes")


def test_the_webhook_is_set_with_a_secret(rosa: Holder, telegram: Telegram, line: Lines) -> None:
    assert telegram.webhook == f"{line.url}/channels/telegram"
    assert telegram.secret == secret(line.house.settings) and len(telegram.secret) == 64


@pytest.mark.parametrize("given", [None, "", "wrong", "é"])
def test_an_update_without_the_secret_is_refused(
    rosa: Holder, telegram: Telegram, line: Lines, given: str | None
) -> None:
    headers = {} if given is None else {"X-Telegram-Bot-Api-Secret-Token": given.encode()}
    body = {"update_id": 1, "message": telegram._message(rosa.phone) | {"text": "hello"}}
    assert httpx.post(telegram.webhook, json=body, headers=headers).status_code == 403  # type: ignore[arg-type]
    assert line.messages() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'"x"', 400),
        (b"{}", 400),
        (b'{"update_id": 1, "message": 7}', 400),
        (b"x" * 1_000_001, 413),
    ],
)
def test_what_is_no_update_is_refused(rosa: Holder, telegram: Telegram, body: bytes, status: int) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": telegram.secret}
    assert httpx.post(telegram.webhook, content=body, headers=headers).status_code == status


def test_an_update_three_times_is_one_message(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    update = {"update_id": 77, "message": telegram._message(rosa.phone) | {"text": "my bin was missed"}}
    assert [telegram.post(update).status_code for _ in range(3)] == [200, 200, 200]
    line.works()
    assert [one.author for one in transcript(line)].count("resident") == 1


def test_an_album_is_one_conversation(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    for _ in range(3):
        photo = [{"file_id": telegram.holds(a_photo()), "file_unique_id": "x", "width": 9, "height": 9}]
        telegram.says(5001, photo=photo, media_group_id="album")
    line.works()
    assert len(line.conversations()) == 1
    assert sum(one.author == "bot" for one in transcript(line)) == 1


def test_start_is_a_greeting_and_commands_are_the_words_they_name(line: Lines, rosa: Holder) -> None:
    assert "automated assistant" in rosa.says("/start")
    assert rosa.says("/status")
    assert "Welcome back" not in " ".join(one["text"] for one in rosa.phone.lines)
    assert [one.text for one in transcript(line) if one.author == "resident"] == ["/start", "/status"]


def test_an_edit_is_kept_beside_what_it_changes_and_read_as_a_correction(
    line: Lines, rosa: Holder, telegram: Telegram
) -> None:
    rosa.says("my recycling was missed on monday at 22 Portobello Road")
    first = rosa.phone.lines[0]
    telegram.edits(first, "my recycling was missed on monday at 24 Portobello Road")
    line.works()
    edit = next(one for one in transcript(line) if one.edits)
    assert edit.edits == 1 and "24 Portobello" in edit.text
    assert "22 Portobello" in transcript(line)[0].text, "what was said first stays"
    assert "24 Portobello Road" in rosa.phone.lines[-1]["text"]


# -- buttons -----------------------------------------------------------------------------------------------------------


def answers(telegram: Telegram) -> list[dict[str, Any]]:
    return [values for method, values in telegram.calls if method == "answerCallbackQuery"]


def test_a_button_of_an_older_question_answers_nothing_and_says_so(
    line: Lines, rosa: Holder, telegram: Telegram
) -> None:
    rosa.says("my recycling was missed on monday at 22 Portobello Road")
    older = rosa.phone.lines[-1]
    rosa.says("its 24")
    before = len(transcript(line))
    rosa.presses("Yes", older)
    assert len(transcript(line)) == before, "what was confirmed is what stands there now"
    assert "moved on" in rosa.phone.notices[-1]
    assert "Your reference is KC-" in rosa.presses("Yes")
    rosa.presses("Yes", rosa.phone.lines[-2])
    assert len(answers(telegram)) == 3, "every press is answered"


def test_a_button_pressed_twice_is_one_answer(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    rosa.says("my recycling was missed on monday at 22 Portobello Road")
    question = rosa.phone.lines[-1]
    for _ in range(2):
        telegram.presses(5001, question["message_id"], "0")
    line.works()
    assert [one.text for one in transcript(line) if one.author == "resident"][1:] == ["Yes"]


@pytest.mark.parametrize("data", ["9", "-1", "x", ""])
def test_a_button_that_was_never_there_is_answered_too(
    line: Lines, rosa: Holder, telegram: Telegram, data: str
) -> None:
    rosa.says("my recycling was missed on monday at 22 Portobello Road")
    before = len(transcript(line))
    telegram.presses(5001, rosa.phone.lines[-1]["message_id"], data)
    assert len(transcript(line)) == before and len(answers(telegram)) == 1


# -- what else can be sent ---------------------------------------------------------------------------------------------


def a_photo(side: int = 60) -> bytes:
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    Image.new("RGB", (side, side), "red").save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()


def media(line: Lines) -> list[Any]:
    with line.house.database.read() as connection:
        return list(connection.execute(select(tables.media)))


def test_the_largest_size_of_a_photo_is_fetched_and_drawn_anew(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    small, large = telegram.holds(a_photo(10)), telegram.holds(a_photo(80))
    sizes = [
        {"file_id": large, "file_unique_id": "l", "width": 80, "height": 80},
        {"file_id": small, "file_unique_id": "s", "width": 10, "height": 10},
    ]
    rosa.says(photo=sizes, caption="my bin was missed")
    line.fetches()
    [kept] = media(line)
    with Image.open(io.BytesIO(kept.content)) as image:
        assert image.size == (80, 80) and not image.getexif()
    assert kept.kind == "photo" and telegram.token not in kept.source
    assert transcript(line)[0].text == "my bin was missed"


@pytest.mark.parametrize(
    ("field", "file", "content", "kind"),
    [
        ("voice", {"duration": 3, "mime_type": "audio/ogg"}, b"OggS" + b"\x00" * 60, "voice"),
        ("video", {"duration": 3, "width": 9, "height": 9}, b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 60, "video"),
        ("document", {"file_name": "letter.pdf", "mime_type": "application/pdf"}, b"%PDF-1.7 x", "document"),
        ("document", {"file_name": "a.jpg", "mime_type": "image/jpeg"}, a_photo(), "photo"),
    ],
)
def test_voice_video_and_documents_are_kept(
    line: Lines, rosa: Holder, telegram: Telegram, field: str, file: dict[str, Any], content: bytes, kind: str
) -> None:
    assert "kept what you sent" in rosa.says(
        **{field: {"file_id": telegram.holds(content), "file_unique_id": "x", **file}}
    )
    line.fetches()
    [kept] = media(line)
    assert kept.kind == kind and kept.content and not kept.problem


def test_a_file_that_telegram_has_lost_is_said_so(line: Lines, rosa: Holder) -> None:
    rosa.says(voice={"file_id": "gone", "file_unique_id": "x", "duration": 3})
    line.fetches()
    [kept] = media(line)
    assert kept.content is None and kept.problem == "Telegram has not got the file."


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({"location": {"latitude": 51.52, "longitude": -0.21}}, "Location: 51.52, -0.21"),
        ({"contact": {"first_name": "Ana", "phone_number": "07700 900 456"}}, "Contact: Ana, +447700900456"),
        (
            {
                "sticker": {
                    "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9, "height": 9,
                    "is_animated": False, "is_video": False, "emoji": "👍",
                }
            },
            "👍",
        ),
        ({"dice": {"emoji": "🎲", "value": 3}}, "(something that Telegram does not pass on)"),
    ],
)  # fmt: skip
def test_places_contacts_and_stickers_are_words(line: Lines, rosa: Holder, sent: dict[str, Any], text: str) -> None:
    assert rosa.says(**sent), "it is answered"
    assert transcript(line)[0].text == text


def test_a_reaction_stands_in_the_transcript_and_is_not_answered(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    rosa.says("hello")
    before = len(rosa.phone.lines)
    reaction = {"chat": telegram._chat(rosa.phone), "message_id": 1001, "user": telegram._user(rosa.phone), "date": 1}
    telegram.push(message_reaction=reaction | {"old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": "❤"}]})
    line.works()
    assert transcript(line)[-1].text == "Rosa Diaz reacted with ❤" and len(rosa.phone.lines) == before


# -- who may write -----------------------------------------------------------------------------------------------------


def test_a_group_is_refused_once_politely_and_then_left(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    group = {"id": -100, "type": "group", "title": "Neighbours"}
    user = telegram._user(rosa.phone)
    telegram.push(my_chat_member=telegram.membership(group, user, "left", "member"))
    for text in ("hello bot", "anyone?"):
        telegram.push(message={"message_id": 5, "date": 1, "chat": group, "from": user, "text": text})
    line.works()
    assert line.messages() == []
    assert [method for method, values in telegram.calls if values.get("chat_id") == -100] == [
        "sendMessage", "leaveChat", "leaveChat",
    ]  # fmt: skip


def test_somebody_who_blocks_us_is_known_to_the_owner(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    confirmed(line, rosa)
    rosa.phone.blocked = True
    said_by_staff(line, "Sam here: it is collected tomorrow.")
    line.works()
    assert last(line).state == "failed" and "blocked us on Telegram" in last(line).reason
    assert "blocked us on Telegram" in line.history("not delivered")[-1]
    said_by_staff(line, "Sam again.")
    line.works()
    assert last(line).state == "withheld", "the address is marked: nothing more is tried"


def test_telegram_tells_us_of_a_block_and_of_its_end(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    confirmed(line, rosa)
    telegram.blocks(5001)
    assert "blocked us" in line.history("blocked")[-1]
    telegram.blocks(5001, False)
    said_by_staff(line, "It is collected tomorrow.")
    line.works()
    assert rosa.phone.lines[-1]["text"] == "It is collected tomorrow."


# -- sending -----------------------------------------------------------------------------------------------------------


def test_a_long_text_is_cut_at_a_line_and_nothing_is_lost(line: Lines, rosa: Holder) -> None:
    rosa.says("hello")
    text = "\n".join(f"{number}: " + "word " * 18 + "end" for number in range(60))
    said_by_staff(line, text)
    line.works()
    got = [one["text"] for one in rosa.phone.lines if one["text"][:1].isdigit()]
    assert len(got) == 2 and "\n".join(got) == text


def test_no_link_is_fetched_for_a_preview(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    rosa.says("hello")
    assert all("is_disabled" in str(values) for method, values in telegram.calls if method == "sendMessage")


def test_telegram_asks_us_to_wait_and_we_do(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    telegram.faults.append("429")
    assert rosa.says("hello") == ""
    assert last(line).state == "due"
    line.works()
    assert last(line).state == "due", "not before the time is over"
    line.later(seconds=8)
    line.works()
    assert last(line).state == "sent" and len(rosa.phone.lines) == 2


def test_what_telegram_itself_failed_is_tried_again(line: Lines, rosa: Holder, telegram: Telegram) -> None:
    telegram.faults.append("500")
    rosa.says("hello")
    assert last(line).state == "due"
    line.later(minutes=1)
    line.works()
    assert last(line).state == "sent"


@pytest.mark.parametrize("fault", ["drop", "502"])
def test_what_may_have_gone_is_never_sent_again(line: Lines, rosa: Holder, telegram: Telegram, fault: str) -> None:
    confirmed(line, rosa)
    telegram.faults.append(fault)
    said_by_staff(line, "It is collected tomorrow.")
    line.works()
    assert last(line).state == "unknown"
    for _ in range(3):
        line.later(minutes=6)
        line.asks()
        line.works()
    assert last(line).state == "failed" and line.history("not delivered"), "a person looks at it"
    assert sum(one["text"] == "It is collected tomorrow." for one in rosa.phone.lines) == (fault == "drop")


def test_while_telegram_is_away_everything_waits(line: Lines, rosa: Holder) -> None:
    rosa.says("hello")
    said_by_staff(line, "Good morning.")
    unreachable = replace(line.house.settings, telegram_api_base="http://127.0.0.1:9")
    line.channels["telegram"] = opened(replace(line.house, settings=unreachable))
    line.works()
    assert last(line).state == "due" and "could not be reached" in last(line).reason


# -- polling -----------------------------------------------------------------------------------------------------------


def test_without_a_public_address_updates_are_asked_for(line: Lines, telegram: Telegram) -> None:
    indoors = opened(replace(line.house, settings=replace(line.house.settings, public_url="")))
    rosa = Holder(line, telegram)
    telegram.says(5001, "my bin was missed")

    async def a_while() -> None:
        listening = asyncio.create_task(indoors.listen())
        for _ in range(100):
            await asyncio.sleep(0.05)
            if line.messages() and not telegram.updates(0):
                break
        listening.cancel()

    line.worker.run(a_while())
    line.works()
    assert len(rosa.phone.lines) == 2, "and answered"
    assert [one.text for one in transcript(line) if one.author == "resident"] == ["my bin was missed"]


def test_without_credentials_it_is_off_and_says_so(line: Lines) -> None:
    off = opened(replace(line.house, settings=replace(line.house.settings, telegram_token="")))
    assert off.state == "off: TELEGRAM_BOT_TOKEN is not set"
    assert httpx.get(f"{line.url}/readyz").json()["channels"]["telegram"] == "ok"


@pytest.mark.parametrize("text", ["", "x" * 4096, "x" * 4097, "😀" * 4096, "a " * 5000, "ب" * 9000, "\n" * 5000 + "x"])
def test_no_piece_is_longer_than_telegram_takes(text: str) -> None:
    found = pieces(text)
    assert all(len(one.encode("utf-16-le")) // 2 <= 4096 for one in found)
    assert "".join("".join(found).split()) == "".join(text.split())
