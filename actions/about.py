"""What this is, what it can do, and where else to find help."""

from __future__ import annotations

from actions.talk import Talk
from bot.conversation import Heard


def ask_bot(talk: Talk, heard: Heard) -> Talk:
    return talk.say("bot", council=talk.moment.council.name).know(introduced=True)


def ask_help(talk: Talk, heard: Heard) -> Talk:
    """What to say here; in words, not a menu. With a service in sight: what the Council can and cannot do about it."""
    talk = talk.say("help", council=talk.moment.council.name, phone=talk.moment.council.phone).know(introduced=True)
    service = talk.record.service if talk.record else talk.latest.service if talk.latest else None
    if service is None:
        return talk
    return talk.tell(talk.words.service(service, "can")).tell(talk.words.service(service, "cannot"))
