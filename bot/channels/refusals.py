"""What Twilio's error codes mean for a message: whether it may be tried again, and what people are told.

Source: Twilio's error dictionary. The same codes come in the answer to a send and, later, in a status callback.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Row

from bot.fate import Outcome

STOPPED = 21610
OUTSIDE_WINDOW = 63016
NO_WHATSAPP = (63003, 63024)

AS_TEMPLATE = "Sent as WhatsApp's approved message, because the resident last wrote over 24 hours ago."
WINDOW = (
    "WhatsApp lets us write first only with an approved message, because the resident last wrote over 24 hours ago."
)

_FOR_GOOD = {
    21211: "This number cannot be right, so nothing was sent. Ask the resident for another.",
    21214: "This number cannot be reached, so nothing was sent. Ask the resident for another.",
    21408: "Texts to this country are switched off at Twilio, so nothing was sent.",
    21421: "This number cannot be right, so nothing was sent. Ask the resident for another.",
    21606: "The Council's own number cannot send this. Tell IT.",
    21612: "The network has no way to this number, so nothing was sent. Ask the resident for another.",
    21614: "This number is a landline or does not take texts, so nothing was sent. Ask the resident for another.",
    21617: "The message was too long for the network. Send it in shorter pieces.",
    30003: "The phone was switched off or out of reach for too long. Try another way.",
    30004: "The phone or its network blocks our messages. Try another way.",
    30005: "This number is not in use any more. Ask the resident for another.",
    30006: "This number is a landline or does not take texts. Ask the resident for another.",
    30007: "The phone company took the message for spam and did not deliver it. Reach the resident another way, and tell IT.",
    30008: "The phone company could not deliver it and does not say why. Try another way.",
    30034: "The Council's own number is not registered for this network. Tell IT.",
    63003: "This number is not on WhatsApp.",
    63024: "This number is not on WhatsApp.",
    63032: "WhatsApp did not allow this message to be delivered. Try another way.",
    63033: "The resident has blocked the Council on WhatsApp. Reach them another way.",
    63049: "WhatsApp decided not to deliver this message. Try another way.",
    OUTSIDE_WINDOW: WINDOW,
}
_LATER = {
    20003: "Twilio did not accept the Council's sign-in. Tell IT.",
    20429: "Twilio was too busy.",
    14107: "Too much was sent at once.",
    21611: "Too much was waiting to be sent.",
    30001: "Too much was waiting to be sent.",
    63018: "Too much was sent at once.",
}
_UNCERTAIN = (502, 504)
"""A gateway's answers: what stands behind it may have accepted the message all the same."""


def refused(code: int, status: int, attempts: int) -> Outcome:
    """What a refusal of the send itself means. attempts: sends so far, this one included."""
    if code == STOPPED:
        return stopped()
    if code in _FOR_GOOD:
        return Outcome("failed", reason=_FOR_GOOD[code], code=code)
    if status in _UNCERTAIN:
        return Outcome("unknown", reason="It may or may not have been sent.")
    if code in _LATER or status in (401, 408, 429) or status >= 500:
        reason = _LATER.get(code, f"Twilio could not take it (it answered {status}).")
        return Outcome("due", reason=reason, wait=waiting(attempts))
    return Outcome("failed", reason=f"Twilio refused the message (error {code or status}). Tell IT.", code=code)


def reported(code: int) -> Outcome:
    """What a failure that is reported after the send means. It is not sent again: the network has had it."""
    if code == STOPPED:
        return stopped()
    known = _FOR_GOOD.get(code) or _LATER.get(code)
    reason = known or f"It was not delivered (Twilio's error {code}). Reach the resident another way."
    return Outcome("failed", reason=reason, code=code)


def stopped() -> Outcome:
    return Outcome(
        "withheld",
        reason="The resident said STOP to the phone network, so nothing can be sent to this number. Reach them another way.",
        stopped=True,
    )


def waiting(attempts: int) -> timedelta:
    """2 s, 8 s, 32 s, 2 min, 8 min: soon enough for a passing fault, and no hammering."""
    return timedelta(seconds=2 * 4 ** max(attempts - 1, 0))


def otherwise(outcome: Outcome, delivery: Row[Any], *, approved: bool) -> Outcome:
    """What WhatsApp did not take may still go: as an approved message when it was only too late and was not one, else as
    a text message."""
    if outcome.code == OUTSIDE_WINDOW and not approved:
        return Outcome("due", reason=WINDOW)
    if outcome.code == OUTSIDE_WINDOW or outcome.code in NO_WHATSAPP:
        return replace(outcome, instead=("sms", delivery.address))
    return outcome
