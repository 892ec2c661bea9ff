"""What a month told beside its numbers: harm, charts, goals and what changed, as at its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import select as sql_select
from sqlmodel import col

from huddle.model import Item, ItemEvent, Measure, Rebase
from huddle.model.item import IS_CHECK
from huddle.rows.goals import GoalRow
from huddle.rows.measures import ChartRow
from huddle.rows.month_story import (
    ChangesOfMonth,
    CheckOfAction,
    GoalEnd,
    MonthStory,
    ProcessChange,
)
from huddle.services import charts
from huddle.services.goal_plans import goals_at
from huddle.services.goals import are_goals
from huddle.services.measures import all_measures
from huddle.services.month_items import IS_KEPT, instants_of
from huddle.services.safety_cross import crosses_at
from huddle.services.wall import MayShow
from huddle.store.transaction import Reader
from huddle.vocabulary import Status

_WORKED_ON = Status.BEING_WORKED_ON.value


def story_of_month(reader: Reader, first: dt.date, until: dt.date, allowed: MayShow) -> MonthStory:
    """What a month told.

    Args:
        reader: Reads what may be shown to anybody.
        first: The first day of the month.
        until: The last day that counts; all is as it stood at its end.
        allowed: Which words may be shown.
    """
    turns = _turns(reader, first, until)
    is_over = [item_id for item_id, one in turns.items() if one.status != _WORKED_ON]
    goals = goals_at(reader, until, col(Item.id).not_in(is_over))
    shown = tuple(_goal(goal, allowed) for goal in goals if allowed(goal.item.text))
    return MonthStory(
        crosses=tuple(crosses_at(reader, first, until)),
        charts=tuple(_charts(reader, first, until, allowed)),
        goals=shown,
        goals_not_shown=len(goals) - len(shown),
        changes=ChangesOfMonth(
            processes=tuple(_processes(reader, first, until, allowed)),
            reached=_ends(turns, Status.CLOSED, allowed),
            given_up=_ends(turns, Status.CANCELLED, allowed),
            taken_up=_ends(turns, Status.BEING_WORKED_ON, allowed),
            checks=tuple(_checks(reader, first, until, allowed)),
        ),
    )


# Charts


def _charts(reader: Reader, first: dt.date, until: dt.date, allowed: MayShow) -> Iterator[ChartRow]:
    """Each measure that had been read; one that is read no more, if it was read in the month."""
    for measure in all_measures(reader, with_retired=True):
        chart = charts.chart_of(reader, measure, until=until)
        last = chart.measure.last_on
        if last is not None and (last >= first or not measure.is_retired):
            lines = tuple(replace(one, why=_shown(one.why, allowed)) for one in chart.lines)
            yield replace(chart, lines=lines)


def _processes(
    reader: Reader, first: dt.date, until: dt.date, allowed: MayShow
) -> Iterator[ProcessChange]:
    """The known changes of all processes, in order."""
    query = (
        sql_select(col(Rebase.from_on), col(Measure.name), col(Rebase.note))
        .join(Measure, col(Measure.id) == Rebase.measure_id)
        .where(
            col(Measure.unit_id) == reader.unit_id,
            col(Rebase.from_on).between(first, until),
            col(Measure.deleted_at).is_(None),
            col(Rebase.deleted_at).is_(None),
        )
        .order_by(col(Rebase.from_on), col(Measure.position), col(Measure.id))
    )
    for on, measure, note in reader.execute(query):
        yield ProcessChange(on, measure, _shown(note, allowed))


# Goals


def _goal(goal: GoalRow, allowed: MayShow) -> GoalRow:
    return replace(
        goal, baseline=_shown(goal.baseline, allowed), target=_shown(goal.target, allowed)
    )


class _Turn(NamedTuple):
    """How a goal stood at the end of a month by the last that was said of it."""

    status: str
    text: str
    why: str
    is_of_month: bool


def _turns(reader: Reader, first: dt.date, until: dt.date) -> dict[str, _Turn]:
    """The last turn of each goal that was over at least once by then, by its id."""
    since, end = instants_of(reader, first, until)
    event: Any = ItemEvent
    query = (
        sql_select(event.item_id, event.answer, event.note, event.at, col(Item.text))
        .join(Item, col(Item.id) == event.item_id)
        .where(*are_goals(reader), *IS_KEPT, event.what == "status", event.at < end)
        .order_by(event.at, event.id)
    )
    return {
        row.item_id: _Turn(row.answer, row.text, row.note, is_of_month=row.at >= since)
        for row in reader.execute(query)
    }


def _ends(turns: Mapping[str, _Turn], status: Status, allowed: MayShow) -> tuple[GoalEnd, ...]:
    """What became of goals in the month."""
    return tuple(
        GoalEnd(_shown(one.text, allowed), _shown(one.why, allowed))
        for one in turns.values()
        if one.is_of_month and one.status == status.value
    )


# Checks


def _checks(
    reader: Reader, first: dt.date, until: dt.date, allowed: MayShow
) -> Iterator[CheckOfAction]:
    """What was checked in the month, and what was found; from the index of checks."""
    since, end = instants_of(reader, first, until)
    event: Any = ItemEvent
    query = (
        sql_select(
            event.at, event.answer, event.note, event.due_to, col(Item.text), col(Item.how_known)
        )
        .join(Item, col(Item.id) == event.item_id)
        .where(IS_CHECK, event.at >= since, event.at < end, *IS_KEPT)
        .where(col(Item.unit_id) == reader.unit_id)
        .order_by(event.at, event.id)
    )
    for row in reader.execute(query):
        yield CheckOfAction(
            on=row.at.astimezone(reader.local_now.tzinfo).date(),
            action=_shown(row.text, allowed),
            how_known=_shown(row.how_known, allowed),
            note=_shown(row.note, allowed),
            is_effective=row.answer == Status.CLOSED.value,
            again_by=row.due_to,
        )


def _shown(text: str, allowed: MayShow) -> str:
    """Words, unless they may tell who somebody is."""
    return text if text and allowed(text) else ""
