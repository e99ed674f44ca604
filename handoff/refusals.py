"""What a person at the desk may be told instead of what they asked for.

Refused
├── NoSuchEnquiry   the reference is nobody's
├── Taken           somebody else has it
├── NotYours        it is for its owner, the cover or the manager to do
├── Moved           it changed since the page was opened
└── Incomplete      something is missing or too long, by field
"""

from __future__ import annotations


class Refused(Exception):
    """Nothing was changed. The message is one plain sentence for whoever asked; status: HTTP's."""

    status = 409


class NoSuchEnquiry(Refused):
    status = 404


class Taken(Refused):
    """Two people asked at the same moment, or one asked late."""

    def __init__(self, owner_name: str) -> None:
        super().__init__(f"{owner_name} has it already, and is responsible for it.")


class NotYours(Refused):
    status = 403


class Moved(Refused):
    pass


class Incomplete(Refused):
    """problems: field -> what to put there."""

    status = 422

    def __init__(self, **problems: str) -> None:
        super().__init__("There is a problem.")
        self.problems = problems
