"""Whatever residents say in whatever order, and whatever staff do meanwhile: the house's invariants hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from actions import ACTS, WITH_STAFF
from actions.converse import SUSPICION, converse
from actions.danger import SURE
from actions.talk import Moment, Talk
from bot import reference
from bot.conversation import Heard, NewVersion, OpenEnquiry, State
from bot.council import load
from bot.understanding import Understood
from handoff.ownership import Absence, Rota

COUNCIL = load(Path(__file__).parents[2] / "council")
EMERGENCIES = [name for name in COUNCIL.emergencies if name != "danger"]
TEXTS = [
    "yes", "no", "skip", "dont know", "2", "2 is wrong", "its 14a", "no the day is wednesday", "14B Golborne Road W10 5NH",
    "tuesday", "KC-7QF-2MD", "the black bags", "my name is Rosa Diaz", "07700 900123", "15 not 50", "ESCALATE", "STATUS",
    "HELP", "STOP", "START", "👍", "", "/restart", "<b>x</b>", "what happens now", "text me please", "forget it",
    "my neighbour shouts every night about 3 and i cant sleep", "it was 14 and 15, 16 not 17; and the day is monday",
]  # fmt: skip
texts = st.sampled_from(TEXTS) | st.text(max_size=60)
probabilities = st.sampled_from([0.05, 0.3, 0.5, 0.7, 0.9, 0.95])
# Conversations that get somewhere are the ones with something to break: the acts of taking a record come often.
acts = st.sampled_from([*ACTS, *["report"] * 12, *["inform"] * 10, *["affirm"] * 8, *["correct_record"] * 4])
services = st.sampled_from([*COUNCIL.services, *["missed_bin", "street_light", "housing_repair", "parking_fine"] * 12])


@st.composite
def readings(draw: st.DrawFn) -> Understood:
    """Any reading that an understanding could give, right or wrong."""
    danger = draw(st.sampled_from([0.0, 0.0, 0.0, 0.1, 0.3, 0.9]))
    return Understood(
        acts=((draw(acts), draw(probabilities)),),
        services=((draw(services), draw(probabilities)),),
        emergency=draw(st.sampled_from(EMERGENCIES)) if danger >= 0.5 else None,
        danger=danger,
        human=draw(st.sampled_from([0.0, 0.0, 0.9])),
        escalate=draw(st.sampled_from([0.0, 0.0, 0.9])),
        lang=draw(st.sampled_from([None, None, "en", "fr", "ar", "so"])),
    )


class AnyConversation(RuleBasedStateMachine):
    """The pure core, driven the way the worker and the desk drive it, with the database's part played by values."""

    @initialize(via=st.sampled_from(["web", "sms", "whatsapp", "telegram"]), hour=st.integers(0, 200))
    def opens(self, via: str, hour: int) -> None:
        self.now = datetime(2026, 12, 18, 9, tzinfo=UTC) + timedelta(hours=hour)
        self.talk = self._fresh(State(), "bot", (), via)
        self.seq = 0
        self.told = ""

    def _fresh(self, state: State, floor, enquiries, via: str) -> Talk:  # type: ignore[no-untyped-def]
        away = Absence("sam", self.now - timedelta(days=1), self.now + timedelta(days=1), "priya")
        references = tuple(reference.fresh(COUNCIL.prefix) for _ in range(6))
        moment = Moment(self.now, COUNCIL, Rota(COUNCIL, (away,)), references, "https://door/c/1")
        return Talk(moment, State.from_json(state.as_json()), floor, enquiries, via)

    @rule(said=st.lists(st.tuples(texts, readings()), min_size=1, max_size=3), minutes=st.integers(0, 3000))
    def resident_writes(self, said: list[tuple[str, Understood]], minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        before = self.talk
        heard = []
        for text, understood in said:
            self.seq += 1
            heard.append(Heard(self.seq, text, self.now, understood, () if text else ("photo",)))
        start = self._fresh(before.state, before.floor, before.enquiries, before.via)
        self.talk = converse(start, heard)
        self.told += "\n".join(one.text for one in self.talk.said)
        self._answers_when_it_should(before, heard)
        self._asks_nothing_it_knows()
        self._versions_go_up(start)

    @precondition(lambda self: self.talk.open_enquiries)
    @rule()
    def staff_accepts(self) -> None:
        enquiries = tuple(
            replace(one, state="accepted", accepted_at=self.now) if one.state == "waiting" else one
            for one in self.talk.enquiries
        )
        self.talk = self._fresh(self.talk.state, "staff", enquiries, self.talk.via)

    @precondition(lambda self: self.talk.open_enquiries)
    @rule()
    def staff_closes(self) -> None:
        enquiries = tuple(
            replace(one, state="closed", closed_at=self.now, outcome="done") for one in self.talk.enquiries
        )
        state = replace(self.talk.state, asks="resolved")
        self.talk = self._fresh(state, "bot", enquiries, self.talk.via)

    def _answers_when_it_should(self, before: Talk, heard: list[Heard]) -> None:
        if any(one.understood.danger >= SURE for one in heard):
            assert self.talk.said, "danger is always answered"
            assert "999" in self.talk.said[0].text or any(d in self.talk.said[0].text for d in ("105", "0800", "020"))
        elif any(one.understood.danger >= SUSPICION for one in heard):
            return  # the one line about 999 may be said to anybody, and is not said twice
        elif before.floor == "bot":
            assert self.talk.said, "a resident who holds the bot's attention is answered"
        elif before.floor == "staff" and before.record is None and not any(map(self._may_speak, heard)):
            assert not self.talk.said, "the bot does not talk over a person"

    @staticmethod
    def _may_speak(one: Heard) -> bool:
        words = one.text.strip().strip(".!").upper()
        spoken_to = words in ("STATUS", "ESCALATE", "HELP", "INFO", "STOP", "START")
        return spoken_to or one.understood.act in WITH_STAFF or one.understood.escalate >= 0.5

    def _asks_nothing_it_knows(self) -> None:
        record, asks = self.talk.record, self.talk.state.asks
        if record and asks:
            assert asks not in record.facts, "no fact is asked that the record holds"

    def _versions_go_up(self, start: Talk) -> None:
        newest = {one.reference: one.record.version for one in start.enquiries}
        for deed in self.talk.deeds:
            if isinstance(deed, OpenEnquiry):
                assert deed.enquiry.reference not in newest, "a reference is given once"
                assert deed.promises, "nothing is handed over without a promise"
                newest[deed.enquiry.reference] = deed.enquiry.record.version
            if isinstance(deed, NewVersion):
                assert deed.record.version == newest[deed.reference] + 1
                newest[deed.reference] = deed.record.version

    @invariant()
    def handed_over_means_owner_step_date_and_told(self) -> None:
        for one in self.talk.enquiries if hasattr(self, "talk") else ():
            assert one.owner in COUNCIL.people and one.owner_name and one.next_step and one.due_at
            assert one.due_at > one.opened_at
            assert one.reference in self.told and one.owner_name in self.told, "the resident was told who"
            assert one.kind == "escalation" or one.owner != "sam", "work does not go to somebody who is away"

    @invariant()
    def a_complaint_is_not_owned_by_whom_it_is_about(self) -> None:
        enquiries = self.talk.enquiries if hasattr(self, "talk") else ()
        owners = {one.reference: one.owner for one in enquiries}
        for one in enquiries:
            if one.kind == "escalation" and one.parent:
                assert one.owner != owners[one.parent]


AnyConversation.TestCase.settings = settings(max_examples=150, stateful_step_count=12, deadline=None)
TestAnyConversation = AnyConversation.TestCase
