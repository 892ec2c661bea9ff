"""What a month of one unit told beside its numbers, as it stood at its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.rows.goals import GoalRow
from huddle.rows.measures import ChartRow
from huddle.rows.safety_cross import CrossRow


@dataclass(frozen=True, slots=True)
class ProcessChange:
    """From when on the process of a measure was another one.

    Attributes:
        on: The first day.
        measure: Its name.
        note: What changed; empty where its words may tell who somebody is.
    """

    on: dt.date
    measure: str
    note: str


@dataclass(frozen=True, slots=True)
class CheckOfAction:
    """What a check of an action found.

    Attributes:
        on: The day of the check.
        action: The action; empty where its words may tell who somebody is.
        how_known: How one wanted to know.
        note: What was seen.
        is_effective: Whether it worked.
        again_by: By when it is tried again, where it did not work.
    """

    on: dt.date
    action: str
    how_known: str
    note: str
    is_effective: bool
    again_by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class GoalEnd:
    """What became of a goal.

    Attributes:
        goal: Its words; empty where they may tell who somebody is.
        why: What was said with it.
    """

    goal: str
    why: str


@dataclass(frozen=True, slots=True)
class ChangesOfMonth:
    """What changed in a month; what was decided and agreed stands in its numbers.

    Attributes:
        processes: Known changes of what is measured, in order.
        reached: Goals that were reached.
        given_up: Goals on which nobody works any more.
        taken_up: Goals that were over and are worked on again.
        checks: Checks of what was done, in order.
    """

    processes: tuple[ProcessChange, ...] = ()
    reached: tuple[GoalEnd, ...] = ()
    given_up: tuple[GoalEnd, ...] = ()
    taken_up: tuple[GoalEnd, ...] = ()
    checks: tuple[CheckOfAction, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthStory:
    """What a month told.

    Attributes:
        crosses: The safety cross of each kind of harm.
        charts: A chart of each measure that had been read by then.
        goals: The goals that were worked on at the end.
        goals_not_shown: How many more, whose words may tell who somebody is.
        changes: What changed.
    """

    crosses: tuple[CrossRow, ...] = ()
    charts: tuple[ChartRow, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    goals_not_shown: int = 0
    changes: ChangesOfMonth = ChangesOfMonth()
