"""What was said, promised and sent up in a time, as counts and as words that name nobody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from huddle.model import Escalation, Item, Stage
from huddle.model.item import IS_PROMISE
from huddle.rows.items import FollowUpsFilter
from huddle.rows.month import ActionsOfMonth, AtStage, Counted, EscalationsOfMonth, Share, Texts
from huddle.rules import huddle_measures as measures
from huddle.rules import recurrence
from huddle.rules.huddle_measures import Deadline
from huddle.rules.recurrence import Occurrence
from huddle.services.finding import by_index, matching, total
from huddle.services.wall import MayShow
from huddle.store.transaction import Reader
from huddle.vocabulary import ItemKind


def concerns_of(
    reader: Reader, series_ids: Sequence[str], first: dt.date, last: dt.date
) -> tuple[AtStage, ...]:
    """Concerns by stage, in the order of the stages; those without one come last."""
    query = (
        select(col(Item.stage_id), col(Item.join_stage_id), func.count())
        .where(*is_concern_of(series_ids, first, last))
        .group_by(col(Item.stage_id), col(Item.join_stage_id))
    )
    times = {(stage, join): count for stage, join, count in reader.execute(query)}
    return by_stage(stage_names(reader), times)


def stage_names(reader: Reader) -> dict[str, str]:
    """The names of the stages by their ids, in their order."""
    query = select(Stage.id, Stage.name).where(Stage.unit_id == reader.unit_id)
    rows = reader.execute(query.order_by(col(Stage.position), col(Stage.id)))
    return {row[0]: row[1] for row in rows}


def by_stage(
    names: Mapping[str, str], times: Mapping[tuple[str | None, str | None], int]
) -> tuple[AtStage, ...]:
    """Counts by stage and join, in the order of the stages; those without one come last."""
    order = {stage_id: place for place, stage_id in enumerate(names)}

    def place(row: tuple[tuple[str | None, str | None], int]) -> tuple[int, int]:
        (stage, join), _count = row
        return order.get(stage or "", len(order)), order.get(join or "", -1)

    return tuple(
        AtStage(
            names.get(stage or "", ""), names.get(join or "", "") if stage in names else "", count
        )
        for (stage, join), count in sorted(times.items(), key=place)
    )


def is_concern_of(series_ids: Sequence[str], first: dt.date, last: dt.date) -> tuple[Any, ...]:
    """The conditions for concerns raised from one day to another."""
    return (*_raised(series_ids, ItemKind.CONCERN, first, last), stays_a_concern())


@cache
def stays_a_concern() -> ColumnElement[bool]:
    """Whether a concern still stands as one.

    One that was turned into an action does, beside it; any other is what it became.
    """
    became = aliased(Item)
    is_action = select(became.id).where(
        became.id == Item.turned_into_id, became.kind == ItemKind.ACTION.value
    )
    return or_(col(Item.turned_into_id).is_(None), is_action.exists())


def actions_of(
    reader: Reader, series_ids: Sequence[str], first: dt.date, last: dt.date
) -> ActionsOfMonth:
    """The promises of a month, and what is overdue now."""
    agreed = select(func.count()).where(
        *_raised(series_ids, ItemKind.ACTION, first, last), col(Item.turned_into_id).is_(None)
    )
    return ActionsOfMonth(
        agreed=reader.execute(agreed).scalar_one(),
        on_time=on_time_of(reader, first, last),
        overdue_now=total(reader, matching(reader, FollowUpsFilter(overdue=True))),
    )


def on_time_of(
    reader: Reader, first: dt.date, last: dt.date, series_id: str | None = None
) -> Share:
    """The actions done on time of those that fell due from one day to another.

    Args:
        reader: Reads what may be shown to whoever asks.
        first, last: The days, both included.
        series_id: Of this series alone.
    """
    of_series = (col(Item.series_id) == series_id,) if series_id else ()
    deadlines = _deadlines(reader, first, last, *of_series)
    return measures.closed_on_time(deadlines, reader.local_now)


def _deadlines(
    reader: Reader, first: dt.date, last: dt.date, *of_series: ColumnElement[bool]
) -> Iterator[Deadline]:
    """What was due in a time, alike ones together where their days alone tell.

    The days of each are in the index; only of what was done on the day of its due time the moment
    counts too, which asks for its row.
    """
    promised = (
        *of_series,
        col(Item.unit_id) == reader.unit_id,
        col(Item.due_on).between(first, last),
        col(Item.is_sensitive).is_(False),
        IS_PROMISE,
    )
    alike = (col(Item.due_on), col(Item.due_time), col(Item.done_on))
    query = sql_select(*alike, func.count()).where(*promised).group_by(*alike)
    for due_on, due_time, done_on, count in reader.execute(by_index(query, "promise")):
        if due_time is None or done_on != due_on:
            yield Deadline(due_on, due_time, _midnight(done_on), count)
    to_the_minute = sql_select(col(Item.due_on), col(Item.due_time), col(Item.done_at)).where(
        *promised, col(Item.due_time).is_not(None), col(Item.done_on) == col(Item.due_on)
    )
    for due_on, due_time, done_at in reader.execute(by_index(to_the_minute, "promise")):
        yield Deadline(due_on, due_time, done_at.astimezone(reader.local_now.tzinfo))


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time()) if day else None


def escalations_of(
    reader: Reader, series_ids: Sequence[str], first: dt.date, last: dt.date
) -> EscalationsOfMonth:
    """What went up, was answered and was told back, each by the moment of its own."""
    since, until = instants_of(reader, first, last)
    query: Any = (
        sql_select(
            col(Escalation.created_at),
            col(Escalation.told_at),
            col(Escalation.answered_at),
            col(Escalation.told_back_at),
            # Asked for as a condition, SQLite would walk all items of a series.
            col(Item.series_id),
        )
        .join(Item, col(Item.id) == col(Escalation.item_id))
        .where(
            col(Escalation.unit_id) == reader.unit_id,
            col(Escalation.deleted_at).is_(None),
            *IS_KEPT,
        )
    )

    def is_in_month(moment: dt.datetime | None) -> bool:
        return moment is not None and since <= moment < until

    rows = [row for row in reader.execute(query) if row[4] in series_ids]
    spans = [
        answered - (told or raised)
        for raised, told, answered, _back, _series in rows
        if is_in_month(answered)
    ]
    return EscalationsOfMonth(
        raised=sum(is_in_month(row[0]) for row in rows),
        answered=len(spans),
        told_back=sum(is_in_month(row[3]) for row in rows),
        hours=measures.median_hours(spans),
        in_a_day=measures.within(spans, measures.A_DAY),
    )


def texts_of(
    reader: Reader,
    series_ids: Sequence[str],
    kind: ItemKind,
    first: dt.date,
    last: dt.date,
    allowed: MayShow,
) -> Texts:
    """What was said of one kind, without words that could tell who somebody is."""
    query = (
        select(col(Item.text))
        .where(*_raised(series_ids, kind, first, last), col(Item.turned_into_id).is_(None))
        .order_by(col(Item.raised_on), col(Item.id))
    )
    said = list(reader.execute(query).scalars())
    return Texts(len(said), tuple(filter(allowed, said)))


def comments_by_theme(
    reader: Reader,
    series_ids: Sequence[str],
    first: dt.date,
    last: dt.date,
    allowed: MayShow,
) -> tuple[Counted, ...]:
    """What patients said by theme, the most first; themes that may not be shown stand together."""
    query = (
        sql_select(col(Item.theme), func.count())
        .where(
            *_raised(series_ids, ItemKind.PATIENT_VOICE, first, last),
            col(Item.turned_into_id).is_(None),
        )
        .group_by(col(Item.theme))
    )
    counts: Counter[str] = Counter()
    for theme, count in reader.execute(query):
        counts[theme if allowed(theme) else ""] += count
    return tuple(Counted(theme, count) for theme, count in counts.most_common())


def instants_of(reader: Reader, first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """When the first of some days begins, and when the last of them is over."""
    begin, end = (
        recurrence.instant(Occurrence(day, dt.time()), reader.local_now.tzinfo)
        for day in (first, last + dt.timedelta(days=1))
    )
    return begin, end


IS_KEPT: tuple[ColumnElement[bool], ...] = (
    col(Item.deleted_at).is_(None),
    col(Item.is_sensitive).is_(False),
)
"""Neither taken away nor sensitive."""


def _raised(
    series_ids: Sequence[str], kind: ItemKind, first: dt.date, last: dt.date
) -> tuple[Any, ...]:
    """The conditions that walk the index of series, kinds and days."""
    return (
        col(Item.series_id).in_(series_ids),
        Item.kind == kind.value,
        col(Item.raised_on).between(first, last),
        *IS_KEPT,
    )
