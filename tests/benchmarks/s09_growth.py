"""S9: what a hundred times as many actions cost, with as many of them open."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from huddle.rows.items import FollowUpsFilter
from huddle.ward import Ward
from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.many import with_actions
from tests.helpers.wards import said, start

FEW, MANY = 10_000, 1_000_000
OPEN_ONES = 1_000
TURNS = 150


def measure() -> list[Figure]:
    """Do the same in a large store and in a small one, in turns."""
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        few = with_actions(Path(folder) / "few", FEW, OPEN_ONES)
        many = with_actions(Path(folder) / "many", MANY, OPEN_ONES)
        pages = in_turns(_page(many), _page(few), turns=TURNS)
        captures = in_turns(_capture(many), _capture(few), turns=TURNS, warm_up=20)
        few.close()
        many.close()
    named = (("one captured action", captures), ("open Follow-ups", pages))
    return [
        Figure("S9", f"{what}, {MANY:,} over {FEW:,}", large.median, small.median, "ms", 1.5)
        for what, (large, small) in named
    ]


def _page(ward: Ward) -> Callable[[], object]:
    return lambda: ward.followups.find(FollowUpsFilter(), limit=50)


def _capture(ward: Ward) -> Callable[[], object]:
    state = start(ward)
    captured = said(ward, "a: Check the pump in bay 4 before the afternoon list due today")
    presses = count()
    return lambda: ward.running.capture(
        state.huddle.id, state.step_id, captured, key=str(next(presses))
    )
