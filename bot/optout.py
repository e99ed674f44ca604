"""The words with which people, and the phone companies, stop and start messages."""

from __future__ import annotations

STOP = frozenset(("STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "QUIT", "OPTOUT", "OPT OUT", "REVOKE"))
"""Alone in a message these always mean that nothing more should come, whoever carries the message."""
START = frozenset(("START", "UNSTOP"))

BY_TEXT = frozenset(("CANCEL", "END"))
"""Stop words of the phone companies, which on SMS take them as such whatever we think. In a conversation they more often
mean "forget what I was telling you": actions.preferences decides, and the provider says by itself when it has stopped."""


def wish(text: str) -> bool | None:
    """True: stop. False: start again. None: neither."""
    word = bare(text)
    return True if word in STOP else False if word in START else None


def bare(text: str) -> str:
    return " ".join(text.strip().strip(".!\"'“”").upper().split())
