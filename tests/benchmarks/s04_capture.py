"""S4: one captured action, durable, with audit, search entry and encryption."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from huddle.clock import SystemClock
from huddle.store import keys
from huddle.ward import Ward
from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.floors.capture import PlainCapture
from tests.helpers.wards import NAME, PASSWORD, make_store, said, sign_in, start

PEOPLE = 20
TURNS = 800
WORDS = "Check the pump in bay 4 before the afternoon list"


def measure() -> list[Figure]:
    """Capture the same action in turns, each into a store of its own."""
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        ward, floor = _filled(Path(folder) / "ours"), _filled(Path(folder) / "floor")
        plain = _plain(floor)
        state = start(ward)
        captured = said(ward, f"a: {WORDS} @{NAME} due today")
        keys_pressed = count()

        def ours() -> None:
            key = str(next(keys_pressed))
            ward.running.capture(state.huddle.id, state.step_id, captured, key=key)

        def least() -> None:
            plain.keep(WORDS, str(next(keys_pressed)), SystemClock().now().isoformat())

        ours_took, floor_took = in_turns(ours, least, turns=TURNS, warm_up=50)
        plain.close()
        ward.close()
        floor.close()
    return [
        Figure("S4", "one captured action", ours_took.median, floor_took.median, "ms", 4.0),
        Figure("S4", "one captured action, p99", ours_took.p99, floor_took.p99, "ms", 2.0),
    ]


def _filled(folder: Path) -> Ward:
    ward = sign_in(make_store(folder), SystemClock())
    for number in range(PEOPLE):
        ward.people.add_person(f"Person {number}")
        ward.planning.raise_for_next(f"Something that waited {number}")
    return ward


def _plain(ward: Ward) -> PlainCapture:
    state = start(ward)
    key = keys.unlock(ward.paths.key_file, NAME, PASSWORD).key
    owner = next(person for person in ward.people.people() if person.name == NAME)
    return PlainCapture(
        ward.paths.database,
        key,
        huddle_id=state.huddle.id,
        step_id=state.step_id,
        owner_id=owner.id,
        account_id=ward.account.id,
    )
