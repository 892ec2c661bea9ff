"""S6: a page of Follow-ups over 1,000,000 actions, a few or many of them open, and on a server."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huddle.rows.items import FollowUpsFilter
from huddle.ward import Ward
from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.floors.finding import LATE, OWNER, PlainFinding, plain_finding
from tests.benchmarks.many import with_actions
from tests.benchmarks.many_on_server import many_wards

ACTIONS = 1_000_000
OPEN_ONES = (1_000, 100_000)
TURNS = 40
SCREENFUL = 50

OF_TEAM = (
    "(id IN (SELECT item_id FROM part WHERE department_id = :team) OR department_id = :team OR "
    "(department_id IS NULL AND owner_id IN (SELECT id FROM person WHERE department_id = :team)))"
)


@dataclass(frozen=True)
class Asked:
    """One page: what the service is asked, and the same in SQL."""

    what: str
    ours: Callable[[], object]
    floor: Callable[[], object]


def measure() -> list[Figure]:
    """Ask for each page in turns."""
    figures: list[Figure] = []
    for open_ones in OPEN_ONES:
        with tempfile.TemporaryDirectory(prefix="hd-") as folder:
            ward = with_actions(Path(folder), ACTIONS, open_ones)
            figures += _in_turns(ward, f"{open_ones:,} open")
    with many_wards() as found:
        for ward in found:
            figures += _in_turns(ward, "on a server of 200 wards")
    return figures


def _in_turns(ward: Ward, where: str) -> list[Figure]:
    plain = plain_finding(ward)
    figures = []
    for asked in _pages(ward, plain):
        ours, floor = in_turns(asked.ours, asked.floor, turns=TURNS)
        figures.append(Figure("S6", f"{asked.what}, {where}", ours.median, floor.median, "ms", 3.0))
    plain.close()
    ward.close()
    return figures


def _pages(ward: Ward, plain: PlainFinding) -> list[Asked]:
    person, team = ward.people.people()[3].id, ward.people.departments()[2].id
    stage = ward.people.stages()[2].id

    def find(offset: int = 0, **wanted: Any) -> Callable[[], object]:
        asked = FollowUpsFilter(**wanted)
        return lambda: ward.followups.find(asked, limit=SCREENFUL, offset=offset)

    is_there = "(stage_id = :stage OR join_stage_id = :stage)"
    return [
        Asked("open the page", find(), plain.page),
        Asked(
            "mine",
            find(owner_id=person),
            lambda: plain.page("owner_id = :person", index=OWNER, person=person),
        ),
        Asked("department", find(department_id=team), lambda: plain.page(OF_TEAM, team=team)),
        Asked("overdue", find(overdue=True), lambda: plain.page(LATE)),
        Asked("stage", find(stage_id=stage), lambda: plain.page(is_there, stage=stage)),
        Asked("next screenful", find(SCREENFUL), lambda: plain.page(offset=SCREENFUL)),
    ]
