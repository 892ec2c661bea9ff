"""What of a ward is of the present: all that a huddle needs today, without its long past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Select, or_, select, true

from huddle.model.base import METADATA
from huddle.store.copying import TABLES
from huddle.vocabulary import Status

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table

DAYS = 60
"""What changed in these is of the present, also where it is over."""

NOT_IN_A_COPY = frozenset(
    (
        *("audit_emptied", "audit_entry", "audit_value", "counter"),
        *("disposal", "draft", "huddle_clock", "learned", "pulse_box", "self_check"),
        *("import_run", "import_row", "import_shape"),
    )
)
"""Its audit, numbers and clock are a copy's own; what somebody is typing concerns nobody.
A code of a pulse must not be used at two computers, and a copy could not tell. What somebody thinks
of their own huddles goes to no other computer. Files come in, and are taken back, on the line."""
IN_A_COPY: tuple[Table, ...] = tuple(table for table in TABLES if table.name not in NOT_IN_A_COPY)

_OF_ALL_UNITS = ("account", "receiver", "tier", "unit")
_OVER = (
    Status.CLOSED.value,
    Status.CANCELLED.value,
    Status.NOT_EFFECTIVE.value,
    Status.NOTED.value,
)
_HUDDLE, _ITEM = METADATA.tables["huddle"], METADATA.tables["item"]
_OF_A_HUDDLE = ("addendum", "attendance", "huddle_step", "record")
_OF_AN_ITEM = ("escalation", "goal_measure", "goal_plan", "item_event", "part", "tool_concern")
_SINCE = {"printed_sheet": "printed_at", "reminder": "at"}


def questions(
    unit_ids: Sequence[str], since: dt.datetime
) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Which rows of each table are of the present of some units."""
    for table in IN_A_COPY:
        own = true() if table.name in _OF_ALL_UNITS else table.c.unit_id.in_(unit_ids)
        yield table, own & _is_present(table, unit_ids, since)


def _is_present(table: Table, unit_ids: Sequence[str], since: dt.datetime) -> ColumnElement[bool]:
    if table.name in _OF_A_HUDDLE:
        return table.c.huddle_id.in_(_ids(_HUDDLE, unit_ids, since))
    if table.name in _OF_AN_ITEM:
        return table.c.item_id.in_(_ids(_ITEM, unit_ids, since))
    if table.name in _SINCE:
        return table.c[_SINCE[table.name]] >= since
    if table is _HUDDLE:
        return table.c.held_on >= since.date()
    if table is _ITEM:
        return or_(table.c.updated_at >= since, table.c.status.not_in(_OVER))
    return true()


def _ids(table: Table, unit_ids: Sequence[str], since: dt.datetime) -> Select[tuple[str]]:
    own = table.c.unit_id.in_(unit_ids)
    return select(table.c.id).where(own, _is_present(table, unit_ids, since))
