"""Staff: who may sign in at the desk, and with what password. Only its argon2 hash is kept."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Row, func, insert, select, update

from bot import reference
from bot.council import Person
from bot.house import House
from bot.store import tables

SHORTEST_PASSWORD = 12
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP Password Storage Cheat Sheet


class StaffError(Exception):
    """An account cannot be made; the message says what to change."""


@dataclass(frozen=True)
class Account:
    """Someone who is signed in. mark: changes with the password, so that an old sign-in ends with it."""

    username: str
    name: str
    team: str
    email: str
    manager: bool
    mark: str


def add(house: House, username: str, name: str, team: str, password: str) -> None:
    """A new account, or a new name, team and password for an old one. StaffError: what to change."""
    if not re.fullmatch(r"[a-z][a-z0-9._-]{0,59}", username):
        raise StaffError("A username is lower-case letters and digits, and begins with a letter.")
    if team not in house.council.teams:
        raise StaffError(f"There is no team '{team}' in teams.yml. Teams: {', '.join(house.council.teams)}.")
    if len(password) < SHORTEST_PASSWORD:
        raise StaffError(f"The password needs at least {SHORTEST_PASSWORD} characters.")
    known = house.council.people.get(username)
    _store(house, known or Person(username, name, team, email=""), name, team, _hasher.hash(password))


def demo(house: House) -> list[tuple[str, str]]:
    """Accounts with random passwords for everyone in teams.yml, when there is no account yet; else nothing."""
    with house.database.read() as connection:
        if connection.execute(select(func.count()).select_from(tables.staff)).scalar_one():
            return []
    people = list(house.council.people.values())
    passwords = [_readable_password() for _ in people]
    with ThreadPoolExecutor() as pool:
        hashes = list(pool.map(_hasher.hash, passwords))
    for person, password_hash in zip(people, hashes, strict=True):
        _store(house, person, person.name, person.team, password_hash)
    return [(person.username, password) for person, password in zip(people, passwords, strict=True)]


def check(house: House, username: str, password: str) -> Account | None:
    """Whose sign-in this is. Takes the same time for a wrong password and for a name that nobody has."""
    row = _row(house, username)
    try:
        _hasher.verify(row.password_hash if row else _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return None
    return _account(row) if row else None


def find(house: House, username: str) -> Account | None:
    """An active account by name."""
    row = _row(house, username)
    return _account(row) if row else None


def _row(house: House, username: str) -> Row[tuple[str, ...]] | None:
    staff = tables.staff
    with house.database.read() as connection:
        return connection.execute(select(staff).where(staff.c.username == username, staff.c.active)).first()


def _account(row) -> Account:  # type: ignore[no-untyped-def]
    mark = hashlib.sha256(row.password_hash.encode()).hexdigest()[:12]
    return Account(row.username, row.name, row.team, row.email, row.manager, mark)


def _store(house: House, person: Person, name: str, team: str, password_hash: str) -> None:
    staff = tables.staff
    values = {"name": name, "team": team, "email": person.email, "password_hash": password_hash, "active": True}
    values["manager"] = person.manager
    with house.database.write() as transaction:
        known = transaction.execute(update(staff).where(staff.c.username == person.username).values(**values))
        if not known.rowcount:
            transaction.execute(insert(staff).values(username=person.username, **values))


def _readable_password() -> str:
    """Twelve characters of the references' alphabet (54 bits), in groups that can be read aloud."""
    return "-".join(_group() for _ in range(3))


def _group() -> str:
    return "".join(_letters()).lower()


def _letters() -> Iterator[str]:
    for _ in range(4):
        yield secrets.choice(reference.ALPHABET)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_hex())
