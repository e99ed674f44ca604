"""What Telegram tells us, written down: messages, edits, buttons, and who blocked us or put us in a group.

`take` returns what Telegram should do at once (a method of its API with its values), or None. It goes back in the answer
to the webhook, or is called by whoever polls; nothing is lost when it is not done.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, MessageReactionUpdated, Update, User

from bot import addresses, reference, stopping
from bot.conversation import State
from bot.house import House
from bot.media import kind_of
from bot.reception import Attachment, Inbound, receive
from bot.store import tables
from handoff import enquiries

NAME = "telegram"
LISTENED_TO = (
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "my_chat_member",
    "message_reaction",
)
NOT_PASSED_ON = "(something that Telegram does not pass on)"

Answer = dict[str, Any] | None


def take(house: House, update: Update) -> Answer:
    """Written down when this returns; the same update again changes nothing."""
    chat = update.effective_chat
    if update.callback_query:
        return _pressed(house, update.callback_query)
    if chat is None:
        return None
    if chat.type != Chat.PRIVATE:
        return _turn_away(house, chat, update.my_chat_member)
    message = update.message or update.edited_message
    if update.my_chat_member:
        _blocked_or_back(house, update.my_chat_member)
    elif update.message_reaction:
        _reacted(house, update.message_reaction)
    elif message is not None and _says_something(update, message):
        _keep(house, _inbound(house, update, message))
    return None


def _keep(house: House, inbound: Inbound) -> None:
    received = receive(house.database, inbound)
    house.wake.worker(received.conversation_id)
    house.wake.watchers(received.conversation_id)


def _says_something(update: Update, message: Message) -> bool:
    """Not a notice of the app's own, and not somebody walking with their place shared."""
    if message.pinned_message or message.message_auto_delete_timer_changed or message.write_access_allowed:
        return False
    return not (update.edited_message and message.location)


def _inbound(house: House, update: Update, message: Message) -> Inbound:
    """An edit is a message of its own beside the one that it changes."""
    original = f"{message.chat.id}/{message.message_id}"
    edited = update.edited_message is not None
    media = tuple(_media(message))
    return Inbound(
        channel=NAME,
        address=str(message.chat.id),
        text=_text(message, bool(media)),
        external_id=f"{original}/{update.update_id}" if edited else original,
        at=house.now(),
        name=_name(message.from_user),
        media=() if edited else media,
        edits=original if edited else "",
    )


def _text(message: Message, with_media: bool) -> str:
    """What was said, or what else was sent, in words."""
    said = _command(message.text or message.caption or "")
    if message.sticker:
        return message.sticker.emoji or NOT_PASSED_ON
    if message.contact:
        name = " ".join(part for part in (message.contact.first_name, message.contact.last_name) if part)
        number = message.contact.phone_number
        return f"Contact: {name}, {addresses.tidy(number) or number}"
    if message.location:
        place = f"Location: {message.location.latitude}, {message.location.longitude}"
        return f"{place} ({message.venue.title}, {message.venue.address})" if message.venue else place
    return said or ("" if with_media else NOT_PASSED_ON)


def _command(text: str) -> str:
    """Telegram makes everyone begin with /start; a link to us may carry a reference behind it."""
    word, _, rest = text.partition(" ")
    return rest if word == "/start" and reference.find(rest.replace("_", "-"), rest[:2].upper()) else text


def _media(message: Message) -> list[Attachment]:
    """Fetched by the worker; here only what it is and by which id Telegram keeps it."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return [Attachment("photo", "image/jpeg", source=largest.file_id)]
    for kind, file in (
        ("voice", message.voice or message.audio),
        ("video", message.video or message.video_note or message.animation),
    ):
        if file:
            return [Attachment(kind, getattr(file, "mime_type", None) or "", source=file.file_id)]
    if message.document:
        content_type = (message.document.mime_type or "")[:100]
        name = (message.document.file_name or "")[:200]
        return [Attachment(kind_of(content_type), content_type, name=name, source=message.document.file_id)]
    return []


def _pressed(house: House, query: CallbackQuery) -> Answer:
    """A button is the words on it. One under an older question would answer what is not asked any more."""
    answer = {"method": "answerCallbackQuery", "callback_query_id": query.id}
    if query.message is None:
        return answer
    asked = _asked(house, query)
    choice = _choice(asked.choices, query.data) if asked else None
    if asked is None or choice is None:
        lang = asked.state.get("lang", "en") if asked else "en"
        return {**answer, "text": house.council.words(lang).say("button.stale"), "show_alert": True}
    chat, message_id = query.message.chat.id, query.message.message_id
    inbound = Inbound(NAME, str(chat), choice, f"{chat}/{message_id}/{query.data}", house.now(), _name(query.from_user))
    _keep(house, inbound)
    return answer


def _asked(house: House, query: CallbackQuery) -> Any | None:
    """The question that the button stands under, if it still stands."""
    assert query.message is not None
    deliveries, messages, conversations = tables.deliveries, tables.messages, tables.conversations
    with house.database.read() as connection:
        found = connection.execute(
            select(
                messages.c.conversation_id, messages.c.seq, messages.c.asks, messages.c.choices, conversations.c.state
            )
            .join(
                deliveries,
                (messages.c.conversation_id == deliveries.c.conversation_id) & (messages.c.seq == deliveries.c.seq),
            )
            .join(conversations, conversations.c.id == messages.c.conversation_id)
            .where(
                deliveries.c.channel == NAME,
                deliveries.c.address == str(query.message.chat.id),
                deliveries.c.provider_id == str(query.message.message_id),
            )
        ).first()
        if found is None or State.from_json(found.state).asks != found.asks:
            return None
        newest = connection.execute(
            select(func.max(messages.c.seq)).where(
                messages.c.conversation_id == found.conversation_id, messages.c.asks == found.asks
            )
        ).scalar()
    return found if newest == found.seq else None


def _choice(choices: list[str], data: str | None) -> str | None:
    number = int(data) if data and data.isdecimal() else len(choices)
    return choices[number] if number < len(choices) else None


def _reacted(house: House, reaction: MessageReactionUpdated) -> None:
    """Done rather than said: it stands in the transcript and is not answered."""
    emojis = "".join(getattr(one, "emoji", "") for one in reaction.new_reaction)
    name = _name(reaction.user) or "The resident"
    _keep(
        house,
        Inbound(
            channel=NAME,
            address=str(reaction.chat.id),
            text=f"{name} reacted with {emojis or '(taken back)'}",
            external_id=f"{reaction.chat.id}/{reaction.message_id}/reaction/{reaction.date.timestamp()}/{emojis}",
            at=house.now(),
            remark=True,
        ),
    )


def _blocked_or_back(house: House, change: ChatMemberUpdated) -> None:
    """Telegram tells us when somebody blocks us, and when they take it back."""
    address, now = str(change.chat.id), house.now()
    with house.database.write() as transaction:
        if change.new_chat_member.status != ChatMember.BANNED:
            stopping.start(transaction, NAME, address)
            return
        stopping.stop(transaction, NAME, address, now)
        where = transaction.execute(
            select(tables.addresses.c.conversation_id).where(
                tables.addresses.c.channel == NAME,
                tables.addresses.c.address == address,
                tables.addresses.c.until.is_(None),
            )
        ).scalar()
        for one in enquiries.of(transaction, where) if where else ():
            detail = "The resident has blocked us on Telegram. Reach them another way."
            enquiries.note(transaction, one.reference, by="Front door", kind="blocked", detail=detail, now=now)


def _turn_away(house: House, chat: Chat, change: ChatMemberUpdated | None) -> Answer:
    """What people tell us is not for a group: said once, and the second time we leave."""
    if change and change.new_chat_member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return None
    try:
        with house.database.write() as transaction:
            transaction.execute(insert(tables.turned_away).values(channel=NAME, address=str(chat.id), at=house.now()))
    except IntegrityError:
        return {"method": "leaveChat", "chat_id": chat.id}
    text = house.council.words("en").say("group.no", council=house.council.name)
    return {"method": "sendMessage", "chat_id": chat.id, "text": text}


def _name(user: User | None) -> str:
    return user.full_name if user else ""
