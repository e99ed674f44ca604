"""What Telegram refused: whether to try again, and what a person should be told."""

from __future__ import annotations

from datetime import timedelta

import httpx
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.delivery import Outcome

AGAIN = timedelta(seconds=15)
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def refused(error: TelegramError, parts: int) -> Outcome:
    """parts: messages that the text takes; the others go even if it is not known whether this one did."""
    match error:
        case RetryAfter(retry_after=wait):
            wait = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            return Outcome("due", reason="Telegram asked us to wait.", wait=wait)
        case Forbidden():
            return _blocked(error.message)
        case InvalidToken():
            return Outcome("due", reason="Telegram does not accept our token.", wait=20 * AGAIN)
        case BadRequest():
            return Outcome("failed", reason=f"Telegram refused it: {error.message}.")
        case NetworkError() if isinstance(error.__cause__, NEVER_LEFT) or _said_so_itself(error):
            return Outcome("due", reason="Telegram could not be reached.", wait=AGAIN)
    return Outcome("unknown", reason="The connection to Telegram broke while it was being sent.", parts=parts)


def _blocked(message: str) -> Outcome:
    gone = "deactivated" in message
    reason = "The resident's Telegram account is gone." if gone else "The resident has blocked us on Telegram."
    return Outcome("failed", reason=f"{reason} Reach them another way.", stopped=not gone)


def _said_so_itself(error: NetworkError) -> bool:
    """Telegram itself answered that it failed. A gateway before it that says so does not know."""
    return type(error) is NetworkError and error.__cause__ is None and "gateway" not in error.message.lower()
