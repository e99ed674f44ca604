"""How the resident needs and wants to be told: kept, shown to whoever answers, and honoured (standards F6, V10)."""

from __future__ import annotations

from actions.report import introduce
from actions.take import remember
from actions.talk import Talk
from actions.withdraw import withdraw
from bot.conversation import Heard, Note, Silence


def access_need(talk: Talk, heard: Heard) -> Talk:
    return _remember(talk, heard).say("needs.noted", words=heard.text.strip())


def contact_preference(talk: Talk, heard: Heard) -> Talk:
    return _remember(talk, heard).know(updates=heard.text.strip()).say("updates.noted", words=heard.text.strip())


def stop(talk: Talk, heard: Heard) -> Talk:
    """STOP: no more messages until START. Enquiries stay open and their owners see it."""
    talk = _remember(talk, heard).know(updates="stop").do(Silence(on=True))
    return talk.say("stopped")


def start(talk: Talk, heard: Heard) -> Talk:
    return talk.know(updates="").do(Silence(on=False)).say("started")


def cancel(talk: Talk, heard: Heard) -> Talk:
    """CANCEL and END are stop words of the phone companies. While something is being written or asked they mean that
    instead, and so they do wherever no phone company carries the message."""
    in_hand = talk.record or talk.state.asks
    return stop(talk, heard) if talk.via == "sms" and not in_hand else withdraw(talk, heard)


def _remember(talk: Talk, heard: Heard) -> Talk:
    need = heard.text.strip()
    talk = remember(talk, need)
    for enquiry in talk.open_enquiries:
        talk = talk.do(Note(enquiry.reference, "preference", need))
    return introduce(talk)
