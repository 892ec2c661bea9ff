"""What a month told, typical by default: name only what a test is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from huddle.measure_words import Family, MeasureKind, MeasureRole
from huddle.rows.goals import GoalMeasureRow, GoalRow
from huddle.rows.month import Share
from huddle.rows.month_story import (
    ChangesOfMonth,
    CheckOfAction,
    GoalEnd,
    MonthStory,
    ProcessChange,
)
from huddle.rows.safety_cross import CrossDay, CrossRow, DaysSince, DayState, FreeRun, HarmRow
from huddle.vocabulary import ItemKind, Status
from tests.helpers import chart_rows
from tests.helpers.month_rows import MONTH
from tests.helpers.sheet_rows import make_item

LAST = dt.date(2026, 10, 31)
EVENT_ON = dt.date(2026, 10, 9)
_COUNTED_SINCE = dt.date(2026, 1, 1)
_DAY = dt.timedelta(days=1)


def make_cross(name: str = "Falls", **fields: Any) -> CrossRow:
    """October with an event on the 9th and a day that nobody checked."""
    running = FreeRun(EVENT_ON, LAST, unchecked=1)
    record = FreeRun(dt.date(2026, 4, 23), dt.date(2026, 6, 24), unchecked=2)
    days = tuple(_day(MONTH + number * _DAY) for number in range(LAST.day))
    since = DaysSince(
        harm=HarmRow("falls", name, _COUNTED_SINCE, is_retired=False, row_version=1),
        days=running.days,
        last_on=EVENT_ON,
        running=running,
        record=record,
        ended=record,
        not_checked=Share(1, 30),
    )
    given = {"days": days, "since": since, "today": days[-1], "near_misses": 5}
    return CrossRow(**{**given, "near_misses_before": 3, **fields})


def _day(day: dt.date) -> CrossDay:
    if day == EVENT_ON:
        return CrossDay(day, DayState.EVENT, events=2)
    return CrossDay(day, DayState.UNCHECKED if day.day == 20 else DayState.CLEAR)


def make_goal(text: str = "Fewer falls at night", **fields: Any) -> GoalRow:
    """A goal with an outcome that is read, and nothing that balances it."""
    item = make_item(
        text,
        kind=ItemKind.GOAL,
        status=Status.BEING_WORKED_ON,
        owner_name="",
        stage_name="Ward",
        departments=("Nursing", "Therapies"),
        due_on=dt.date(2026, 12, 31),
    )
    outcome = GoalMeasureRow(
        "falls", "Falls on the ward", MeasureRole.OUTCOME, MeasureKind.COUNT, LAST, 5.0
    )
    given = {"item": item, "family": Family.SAFETY, "baseline": "34", "target": "25"}
    return GoalRow(**{**given, "measures": (outcome,), **fields})


def make_changes(**fields: Any) -> ChangesOfMonth:
    """One of each."""
    given = {
        "processes": (ProcessChange(EVENT_ON, "Falls on the ward", "Night lights"),),
        "reached": (GoalEnd("Every family is rung before a move", "it holds"),),
        "given_up": (GoalEnd("A board for the night team", "the wall is full"),),
        "checks": (
            CheckOfAction(EVENT_ON, "Lower the beds", "no fall for a week", "it holds", True),
            CheckOfAction(LAST, "Mark the step", "nobody trips", "still unseen", False, LAST),
        ),
    }
    return ChangesOfMonth(**{**given, **fields})


def make_story(**fields: Any) -> MonthStory:
    """A typical one."""
    given = {
        "crosses": (make_cross(),),
        "charts": (chart_rows.typical_chart(),),
        "goals": (make_goal(),),
        "changes": make_changes(),
    }
    return MonthStory(**{**given, **fields})


def many_stories(usual: MonthStory, count: int) -> MonthStory:
    """Much more of everything."""
    changed = usual.changes
    return replace(
        usual,
        crosses=usual.crosses * count,
        charts=(chart_rows.many_points(5000), chart_rows.changed_chart(), *usual.charts) * 4,
        goals=usual.goals * count,
        changes=replace(
            changed, checks=changed.checks * count, processes=changed.processes * count
        ),
    )


def story_of_words(text: str, line: str, name: str) -> MonthStory:
    """The same text wherever a person writes one."""
    item = make_item(text, kind=ItemKind.GOAL, owner_name=name, departments=(name,))
    roles = (MeasureRole.OUTCOME, MeasureRole.BALANCING)
    measures = tuple(GoalMeasureRow(name, name, role, MeasureKind.COUNT) for role in roles)
    end = GoalEnd(text, text)
    return MonthStory(
        crosses=(make_cross(name),),
        charts=(chart_rows.full_chart(text, line, name),),
        goals=(GoalRow(item, baseline=line, target=line, measures=measures),),
        changes=ChangesOfMonth(
            processes=(ProcessChange(EVENT_ON, name, line),),
            reached=(end,),
            given_up=(end,),
            taken_up=(end,),
            checks=(CheckOfAction(EVENT_ON, text, text, text, is_effective=True),),
        ),
    )
