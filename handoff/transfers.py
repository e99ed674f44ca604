"""Transfers: an enquiry is offered to a named colleague. Responsibility moves when they accept, and not before (S8)."""

from __future__ import annotations

from bot.house import House
from handoff.acceptance import give_up_offer
from handoff.case import opened, written
from handoff.refusals import Incomplete, NotYours
from handoff.staff import Account


def offer(house: House, me: Account, reference: str, to: str, why: str) -> None:
    """The colleague sees it first among what waits. The resident is told when they accept: until then nothing changed."""
    colleague = house.council.people.get(to)
    if colleague is None:
        raise Incomplete(to="Choose the colleague you offer it to.")
    why = written("why", why, "Say why, so that your colleague does not have to ask.")
    with opened(house, me, reference, "offered") as case:
        case.must_be_open()
        case.must_be_mine()
        if colleague.username == case.row.owner:
            raise Incomplete(to=f"{colleague.name} has it already. Choose someone else.")
        if case.rota.is_away(to, case.now):
            raise Incomplete(to=f"{colleague.name} is away. Choose someone who is there.")
        case.change(offered_to=to)
        case.note("offered", f"to {colleague.name}: {why}")


def decline(house: House, me: Account, reference: str, why: str) -> None:
    """Back to whoever offered it, who never stopped being responsible."""
    why = written("declining", why, "Say why, so that your colleague knows what to do next.")
    with opened(house, me, reference, "declined") as case:
        if case.row.offered_to != me.username:
            raise NotYours("This was not offered to you, or not any more.")
        give_up_offer(case, "declined", why)


def withdraw(house: House, me: Account, reference: str) -> None:
    with opened(house, me, reference, "offer withdrawn") as case:
        case.must_be_mine()
        give_up_offer(case, "offer withdrawn")
