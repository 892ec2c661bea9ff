"""The journey map: how much was raised at each stage of the patient's way, by department."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class OnMap(StrEnum):
    """What the map counts."""

    BOTH = "both"
    CONCERNS = "concerns"
    ACTIONS = "actions"


class JourneyCount(NamedTuple):
    """How much stands in one cell of the map, or in one of its sums."""

    concerns: int = 0
    actions: int = 0

    @property
    def all(self) -> int:
        """Both together."""
        return self.concerns + self.actions


class JourneyTeam(NamedTuple):
    """A column of the map: a department, or with no id and no name what has none."""

    id: str
    name: str


class JourneyCell(NamedTuple):
    """Which items are meant.

    Attributes:
        stage_ids: The stage, or the two that join; empty for no stage, none for every place.
        department_id: The department; empty for no department, none for each of them.
    """

    stage_ids: tuple[str, ...] | None
    department_id: str | None


@dataclass(frozen=True, slots=True)
class JourneyPlace:
    """A row of the map.

    Attributes:
        stage_ids: A stage, or the two that join; empty for what was said of no stage.
        names: What they are called.
        counts: A count for each column.
        total: How many items that are; an action of several departments is one.
    """

    stage_ids: tuple[str, ...]
    names: tuple[str, ...]
    counts: tuple[JourneyCount, ...]
    total: JourneyCount

    @property
    def is_join(self) -> bool:
        """Whether it lies between two stages."""
        return len(self.stage_ids) > 1


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """Concerns and open actions raised in some days, by place and department.

    A concern belongs to the department that raised it, an action to those of its parts, else to
    its owner's.

    Attributes:
        what: What is counted.
        since, until: The first and the last day.
        teams: The columns, in the ward's order; what has no department comes last.
        places: The rows along the patient's way, each join below the first of its stages; what was
            said of no stage comes last.
        sums: A sum for each column.
        total: How many items that are.
        hidden_count: Sensitive ones that whoever reads is not shown; they are not counted.
    """

    what: OnMap
    since: dt.date
    until: dt.date
    teams: tuple[JourneyTeam, ...]
    places: tuple[JourneyPlace, ...]
    sums: tuple[JourneyCount, ...]
    total: JourneyCount
    hidden_count: int = 0

    @property
    def has_shared(self) -> bool:
        """Whether an action of several departments makes a row's numbers more than its total."""
        return any(sum(one.all for one in place.counts) > place.total.all for place in self.places)

    @property
    def most(self) -> int:
        """The largest number in a cell."""
        return max((one.all for place in self.places for one in place.counts), default=0)
