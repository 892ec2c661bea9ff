"""Any order of acts in a huddle leaves the store as a plain list would have it."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rules.capture_line import Capture
from huddle.store import audit
from huddle.vocabulary import STATUSES_OF, ItemKind, Review, Status
from tests.helpers.wards import START, copy_store, main_series, make_store, next_morning, sign_in

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1)
KINDS = st.sampled_from(list(ItemKind))


@dataclasses.dataclass(frozen=True)
class Said:
    """What a plain list knows of an item."""

    text: str
    kind: ItemKind
    status: Status
    is_replaced: bool = False
    from_id: str = ""


class Room(RuleBasedStateMachine):
    """One series of huddles, beside a dict of what was said in the one that runs."""

    template: Paths
    folder: Path

    @initialize()
    def open(self) -> None:
        self.place = Path(tempfile.mkdtemp(dir=self.folder))
        paths = Paths(self.place, self.place / "config")
        copy_store(self.template, paths)
        self.clock = ShiftedClock(START)
        self.ward = sign_in(paths, self.clock)
        self.presses = count()
        self.carried: dict[str, Said] = {}
        self.begin()

    def begin(self) -> None:
        self.huddle_id = self.ward.running.start(main_series(self.ward)).huddle.id
        self.said: dict[str, Said] = {}
        self.before: list[tuple[dict[str, Said], dict[str, Said]]] = []

    def act(self) -> None:
        self.before.append((dict(self.said), dict(self.carried)))

    @rule(text=TEXTS, kind=KINDS)
    def capture(self, text: str, kind: ItemKind) -> None:
        self.act()
        state = self.ward.running.state(self.huddle_id)
        line = Capture(typed=text, kind=kind, text=text, due_on=self.clock.now().date())
        item = self.ward.running.capture(
            self.huddle_id, state.step_id, line, key=str(next(self.presses))
        )
        self.said[item.id] = Said(text, kind, item.status)

    @rule(data=st.data(), text=TEXTS)
    @precondition(lambda self: self.said)
    def change(self, data: st.DataObject, text: str) -> None:
        item_id = data.draw(st.sampled_from(sorted(self.said)))
        if self.said[item_id].text == text:
            return
        self.act()
        items = {item.id: item for item in self.ward.running.state(self.huddle_id).items}
        self.ward.running.change_item(item_id, items[item_id].row_version, text=text)
        self.said[item_id] = dataclasses.replace(self.said[item_id], text=text)

    @rule(data=st.data(), kind=KINDS)
    @precondition(lambda self: any(not item.is_replaced for item in self.said.values()))
    def turn(self, data: st.DataObject, kind: ItemKind) -> None:
        whole = sorted(item_id for item_id, item in self.said.items() if not item.is_replaced)
        item_id = data.draw(st.sampled_from(whole))
        was = self.said[item_id]
        if was.kind is kind:
            return
        self.act()
        turned = self.ward.running.turn_into(item_id, kind)
        is_worked_on = (was.kind, kind) == (ItemKind.CONCERN, ItemKind.ACTION)
        status = Status.BEING_WORKED_ON if is_worked_on else Status.CLOSED
        self.said[item_id] = dataclasses.replace(was, status=status, is_replaced=True)
        self.said[turned.id] = Said(was.text, kind, turned.status, from_id=item_id)

    @rule(data=st.data())
    @precondition(lambda self: self.said)
    def take_back(self, data: st.DataObject) -> None:
        item_id = data.draw(st.sampled_from(sorted(self.said)))
        self.act()
        self.ward.running.take_back(item_id)
        gone = self.said.pop(item_id)
        origin = self.said.get(gone.from_id)
        if origin:
            status = STATUSES_OF[origin.kind][0]
            self.said[gone.from_id] = dataclasses.replace(origin, status=status, is_replaced=False)

    @rule(data=st.data(), answer=st.sampled_from([Review.DONE, Review.STILL_GOING, Review.BLOCKED]))
    @precondition(lambda self: self.carried)
    def review(self, data: st.DataObject, answer: Review) -> None:
        item_id = data.draw(st.sampled_from(sorted(self.carried)))
        status = {
            Review.DONE: Status.CLOSED,
            Review.STILL_GOING: Status.IN_PROGRESS,
            Review.BLOCKED: Status.BLOCKED,
        }[answer]
        if self.carried[item_id].status is status:
            return
        self.act()
        self.ward.running.review(self.huddle_id, item_id, answer)
        self.carried[item_id] = dataclasses.replace(self.carried[item_id], status=status)

    @rule()
    @precondition(lambda self: self.before)
    def undo(self) -> None:
        assert self.ward.running.undo(self.huddle_id)
        self.said, self.carried = self.before.pop()

    @rule()
    def close_and_meet_again(self) -> None:
        self.clock.advance(minutes=10)
        self.ward.running.close(self.huddle_id)
        waiting = {**self.carried, **self.said}
        open_ones = {
            item_id: item
            for item_id, item in waiting.items()
            if item.kind is ItemKind.ACTION
            and item.status in (Status.NOT_STARTED, Status.IN_PROGRESS, Status.BLOCKED)
        }
        next_morning(self.clock)
        self.begin()
        self.carried = open_ones

    @invariant()
    def the_store_says_what_the_list_says(self) -> None:
        state = self.ward.running.state(self.huddle_id)
        kept = {
            item.id: Said(
                item.text,
                item.kind,
                item.status,
                is_replaced=item.turned_into is not None,
                from_id=item.from_id or "",
            )
            for item in state.items
        }
        assert kept == self.said
        promises = {promise.item.id: promise.item.status for promise in state.promises}
        assert promises == {item_id: item.status for item_id, item in self.carried.items()}

    def teardown(self) -> None:
        with self.ward.running._store.read() as reader:  # noqa: SLF001 - beneath the services
            assert audit.broken_at(reader.connection) is None
        self.ward.close()
        shutil.rmtree(self.place)


def test_any_order_of_acts_is_kept(tmp_path: Path) -> None:
    Room.template, Room.folder = make_store(tmp_path / "template"), tmp_path
    few = settings(
        max_examples=12,
        phases=[Phase.generate],
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Room, settings=few)
