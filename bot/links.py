"""Private links: a conversation's token is derived from its id and the house's key, so that none is stored."""

from __future__ import annotations

import hashlib
import hmac


def token(secret: str, conversation_id: str) -> str:
    """32 hex characters; whoever holds it may read the conversation."""
    return hmac.new(secret.encode(), f"conversation:{conversation_id}".encode(), hashlib.sha256).hexdigest()[:32]


def opens(secret: str, conversation_id: str, offered: str) -> bool:
    """Whether the token is this conversation's; takes the same time whatever is wrong with it."""
    return hmac.compare_digest(token(secret, conversation_id).encode(), offered.encode())
