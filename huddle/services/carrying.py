"""How often an action was carried: which closed huddles of its series left it open."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, case
from sqlmodel import col, select

from huddle.model import Huddle, Item
from huddle.rules import carry_over
from huddle.store.listed import listed
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus, ItemKind, Status

ClosedOf = dict[str, list[carry_over.ClosedHuddle]]
"""Closed huddles by series, in the order of their days."""

# Each captured item asks these.
BEGAN_ON_PAPER = case((col(Huddle.ended_at).is_not(None), col(Huddle.started_at)))
"""When a huddle began that was typed in later, or is just now; of all others nothing."""
_HUDDLES = select(col(Huddle.id), col(Huddle.number), col(Huddle.held_on), BEGAN_ON_PAPER).where(
    col(Huddle.id).in_(listed("ids"))
)
_CLOSED = (
    select(col(Huddle.id), col(Huddle.held_on), col(Huddle.closed_at))
    .where(
        col(Huddle.series_id) == bindparam("series_id"),
        col(Huddle.status) == HuddleStatus.CLOSED.value,
        col(Huddle.held_on) >= bindparam("since"),
        col(Huddle.closed_at).is_not(None),
    )
    .order_by(col(Huddle.held_on))
)


@dataclass(frozen=True, slots=True)
class SaidIn:
    """As much of the huddle an item was said in as its row tells.

    Attributes:
        number: Its number.
        held_on: Its day.
        began_at: When it began, if it was typed in later.
    """

    number: int
    held_on: dt.date
    began_at: dt.datetime | None

    def said_at(self, item: Item) -> dt.datetime:
        """When an item was said: when it was written down, unless it was typed in later."""
        if self.began_at is None or item.raised_on != self.held_on:
            return item.created_at
        return min(item.created_at, self.began_at)


def said_in(reader: Reader, huddle_ids: Iterable[str | None]) -> dict[str, SaidIn]:
    """The huddles that items were said in, by their ids."""
    wanted = {one for one in huddle_ids if one}
    rows = reader.execute(_HUDDLES, {"ids": wanted}) if wanted else ()
    return {row[0]: SaidIn(row[1], row[2], row[3]) for row in rows}


def promise(
    item: Item, asking_huddle_id: str | None = None, said: SaidIn | None = None
) -> carry_over.Promise:
    """An action as carrying over sees it.

    Args:
        item: The action.
        asking_huddle_id: The huddle that may have asked for it.
        said: The huddle that raised it, for when that was.
    """
    return carry_over.Promise(
        series_id=item.series_id,
        huddle_id=item.huddle_id,
        status=Status(item.status),
        raised_on=item.raised_on,
        due_on=item.due_on,
        due_time=item.due_time,
        done_at=item.done_at,
        is_asked_for=asking_huddle_id is not None and item.asked_for_in == asking_huddle_id,
        raised_at=said.said_at(item) if said else item.created_at,
    )


def closed_huddles(reader: Reader, items: Sequence[Item]) -> ClosedOf:
    """The closed huddles of each series since the earliest due day, by day."""
    due_days: dict[str, dt.date] = {}
    for item in items:
        if item.kind == ItemKind.ACTION and item.due_on:
            earliest = due_days.get(item.series_id, item.due_on)
            due_days[item.series_id] = min(earliest, item.due_on)
    return {
        series_id: closed_since(reader, series_id, since) for series_id, since in due_days.items()
    }


def closed_since(reader: Reader, series_id: str, since: dt.date) -> list[carry_over.ClosedHuddle]:
    """The closed huddles of a series since a day, in the order of their days."""
    return [
        carry_over.ClosedHuddle(row[0], series_id, row[1], row[2])
        for row in reader.execute(_CLOSED, {"series_id": series_id, "since": since})
    ]


def times_carried(item: Item, said: SaidIn | None, closed: ClosedOf) -> int:
    """How often an action was carried.

    Args:
        item: The action.
        said: The huddle that raised it.
        closed: The closed huddles of its series, and perhaps of others.
    """
    left_open = _while_open(item, closed)
    return carry_over.times_carried(promise(item, said=said), left_open) if left_open else 0


def _while_open(item: Item, closed: ClosedOf) -> list[carry_over.ClosedHuddle]:
    """The huddles that can have left an action open: from its due day until it was done."""
    huddles = closed.get(item.series_id, [])
    if item.due_on is None or not huddles:
        return []
    first = bisect_left(huddles, item.due_on, key=_held_on)
    # Local days and instants differ by less than two days.
    last_day = item.done_on + dt.timedelta(days=2) if item.done_on else dt.date.max
    return huddles[first : bisect_left(huddles, last_day, key=_held_on)]


def _held_on(huddle: carry_over.ClosedHuddle) -> dt.date:
    return huddle.held_on
