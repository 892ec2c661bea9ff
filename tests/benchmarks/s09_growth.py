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
TYPED = "pump bay 12"
TURNS = 150


def measure() -> list[Figure]:
    """Do the same in a large store and in a small one, in turns."""
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        few = with_actions(Path(folder) / "few", FEW, OPEN_ONES)
        many = with_actions(Path(folder) / "many", MANY, OPEN_ONES)
        pages = in_turns(_page(many), _page(few), turns=TURNS)
        finds = in_turns(_find(many), _find(few), turns=TURNS)
        searches = in_turns(_search(many), _search(few), turns=TURNS)
        captures = in_turns(_capture(many), _capture(few), turns=TURNS, warm_up=20)
        few.close()
        many.close()
    measured = (
        ("one captured action", captures, 1.5),
        ("open Follow-ups", pages, 1.5),
        (f"find anything “{TYPED}”", finds, 3.0),
        (f"search Follow-ups for “{TYPED}”", searches, 3.0),
    )
    return [
        Figure("S9", f"{what}, {MANY:,} over {FEW:,}", large.median, small.median, "ms", at_most)
        for what, (large, small), at_most in measured
    ]


def _page(ward: Ward) -> Callable[[], object]:
    return lambda: ward.followups.find(FollowUpsFilter(), limit=50)


def _find(ward: Ward) -> Callable[[], object]:
    return lambda: ward.search.find(TYPED, limit=50)


def _search(ward: Ward) -> Callable[[], object]:
    return lambda: ward.followups.find(FollowUpsFilter(text=TYPED), limit=50)


def _capture(ward: Ward) -> Callable[[], object]:
    state = start(ward)
    captured = said(ward, "a: Check the pump in bay 4 before the afternoon list due today")
    presses = count()
    return lambda: ward.running.capture(
        state.huddle.id, state.step_id, captured, key=str(next(presses))
    )
