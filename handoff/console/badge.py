"""A badge: the signed cookies that show who is signed in, and the token that each of their forms carries.

Two cookies say the same. The first is Lax, so that a link to a case opens it; the second is Strict, and without it
nothing can be changed.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import asdict, dataclass

from fastapi import Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from bot.house import House
from handoff import staff
from handoff.staff import Account

LASTS = 12 * 60 * 60
READS, CHANGES = "desk", "desk_changes"


@dataclass(frozen=True)
class Badge:
    """mark: the account's, when it was issued. key: this sign-in's own."""

    username: str
    mark: str
    key: str

    def token(self, house: House) -> str:
        """What this sign-in's forms carry; nobody else can make it."""
        return hmac.new(house.settings.secret.encode(), f"desk form:{self.key}".encode(), hashlib.sha256).hexdigest()


def issue(house: House, account: Account, response: Response) -> Badge:
    """Signs in: both cookies, for twelve hours, for the desk's pages only."""
    badge = Badge(account.username, account.mark, secrets.token_urlsafe(16))
    for name, same_site in ((READS, "lax"), (CHANGES, "strict")):
        response.set_cookie(
            name,
            _signer(house, name).dumps(asdict(badge)),
            max_age=LASTS,
            path="/desk",
            httponly=True,
            secure=house.settings.public_url.startswith("https:"),
            samesite=same_site,  # type: ignore[arg-type]
        )
    return badge


def take_off(response: Response) -> None:
    for name in (READS, CHANGES):
        response.delete_cookie(name, path="/desk")


def read(house: House, request: Request, name: str = READS) -> Badge | None:
    """The badge in that cookie, unless it is missing, forged or twelve hours old."""
    try:
        return Badge(**_signer(house, name).loads(request.cookies.get(name, ""), max_age=LASTS))
    except (BadSignature, TypeError):
        return None


def bearer(house: House, badge: Badge | None) -> Account | None:
    """Whose badge it is, as long as the account is active and its password is the one they signed in with."""
    account = staff.find(house, badge.username) if badge else None
    return account if account and badge and account.mark == badge.mark else None


def _signer(house: House, name: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(house.settings.secret, salt=f"frontdoor {name}")
