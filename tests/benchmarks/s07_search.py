"""S7: search as one types, in 1,000,000 actions, and in one of two hundred wards on a server."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from huddle.rows.items import FollowUpsFilter
from huddle.ward import Ward
from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.floors.finding import plain_finding
from tests.benchmarks.many import with_actions
from tests.benchmarks.many_on_server import many_wards

ACTIONS, OPEN_ONES = 1_000_000, 100_000
TYPED = ("pu", "pump", "pump ba", "pump bay 12")
TURNS = 40
SCREENFUL = 50


def measure() -> list[Figure]:
    """Search for more and more of some words in turns."""
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        ward = with_actions(Path(folder), ACTIONS, OPEN_ONES)
        figures = _in_turns(ward, f"in {ACTIONS:,} actions")
    with many_wards() as found:
        for ward in found:
            figures += _in_turns(ward, "on a server of 200 wards")
    return figures


def _in_turns(ward: Ward, where: str) -> list[Figure]:
    plain = plain_finding(ward)
    figures = []
    for typed in TYPED:
        ours, floor = in_turns(
            partial(ward.search.find, typed, limit=SCREENFUL),
            partial(plain.anything, typed),
            turns=TURNS,
        )
        what = f"find anything “{typed}” {where}"
        figures.append(Figure("S7", what, ours.median, floor.median, "ms", 1.5))
        ours, floor = in_turns(_search(ward, typed), partial(plain.search, typed), turns=TURNS)
        what = f"search Follow-ups for “{typed}” {where}"
        figures.append(Figure("S7", what, ours.median, floor.median, "ms", 1.5))
    plain.close()
    ward.close()
    return figures


def _search(ward: Ward, typed: str) -> Callable[[], object]:
    return lambda: ward.followups.find(FollowUpsFilter(text=typed), limit=SCREENFUL)
