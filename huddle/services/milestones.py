"""What of a ward's huddles and of its days is worth a certificate: only what is true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import col, select

from huddle.clock import local
from huddle.model import Attendance, Escalation, Huddle, Item
from huddle.rows.month import MilestoneKind, MilestoneRow, MilestonesRow
from huddle.rules.huddle_measures import (
    EMBEDDED_RUN,
    HELD_MILESTONES,
    TOLD_BACK_MILESTONES,
    Run,
)
from huddle.services.reading import departments
from huddle.services.roster import teams_here
from huddle.services.safety_cross import reached_by
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus


class _Reached(NamedTuple):
    """A milestone before it is known who had taken part."""

    on: dt.date
    kind: MilestoneKind
    number: int
    harm: str = ""
    near_misses: int = 0


def milestones_of(reader: Reader, runs: Sequence[Run]) -> MilestonesRow:
    """The milestones of a unit.

    Args:
        reader: Reads what may be shown to anybody.
        runs: The runs of weekdays on which a huddle was held, of every series.
    """
    held, told_back = _held_days(reader), _told_back_days(reader)
    reached = [
        *_embedded(runs),
        *_each(held, HELD_MILESTONES, MilestoneKind.HELD),
        *_each(told_back, TOLD_BACK_MILESTONES, MilestoneKind.TOLD_BACK),
        *_free(reader),
    ]
    since = _since_when(reader) if reached else {}
    return MilestonesRow(
        reached=tuple(
            MilestoneRow(
                kind=one.kind,
                number=one.number,
                on=one.on,
                teams=tuple(team for team, day in since.items() if day <= one.on),
                harm=one.harm,
                near_misses=one.near_misses,
            )
            for one in sorted(reached)
        ),
        held=len(held),
        run=max((run.length for run in runs), default=0),
        told_back=len(told_back),
    )


def _embedded(runs: Sequence[Run]) -> Iterator[_Reached]:
    """The first time that fifteen stood in twenty-one days."""
    on = min((run.on for run in runs if run.is_embedded), default=None)
    if on is not None:
        yield _Reached(on, MilestoneKind.EMBEDDED, EMBEDDED_RUN)


def _each(
    days: Sequence[dt.date], numbers: Sequence[int], kind: MilestoneKind
) -> Iterator[_Reached]:
    for number in numbers:
        if number <= len(days):
            yield _Reached(days[number - 1], kind, number)


def _free(reader: Reader) -> Iterator[_Reached]:
    """Days in a row without an event of one kind of harm."""
    for harm, one in reached_by(reader):
        yield _Reached(one.on, MilestoneKind.FREE, one.number, harm, one.near_misses)


def _held_days(reader: Reader) -> list[dt.date]:
    query = (
        select(col(Huddle.held_on))
        .where(
            Huddle.unit_id == reader.unit_id,
            Huddle.status == HuddleStatus.CLOSED.value,
            col(Huddle.deleted_at).is_(None),
        )
        .order_by(col(Huddle.held_on))
    )
    return list(reader.execute(query).scalars())


def _told_back_days(reader: Reader) -> list[dt.date]:
    query = (
        select(col(Escalation.told_back_at))
        .join(Item, col(Item.id) == col(Escalation.item_id))
        .where(
            Escalation.unit_id == reader.unit_id,
            col(Escalation.told_back_at).is_not(None),
            col(Escalation.deleted_at).is_(None),
            col(Item.deleted_at).is_(None),
            col(Item.is_sensitive).is_(False),
        )
        .order_by(col(Escalation.told_back_at))
    )
    return [local(at, reader.time_zone).date() for at in reader.execute(query).scalars()]


def _since_when(reader: Reader) -> dict[str, dt.date]:
    """On which day each department was at a huddle first, in the ward's order."""
    query = (
        teams_here(func.min(Huddle.held_on))
        .join(Huddle, col(Huddle.id) == col(Attendance.huddle_id))
        .where(
            col(Huddle.unit_id) == reader.unit_id,
            col(Huddle.status) == HuddleStatus.CLOSED.value,
        )
    )
    first = {row[0]: row[1] for row in reader.execute(query)}
    return {one.name: first[one.id] for one in departments(reader) if one.id in first}
