"""The tables of a store as they leave with it, and their rows as plain values, there and back."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Table, TypeDecorator
from sqlalchemy.types import TypeEngine

from huddle.exchange.as_json import as_text
from huddle.mail_words import MailSecurity
from huddle.measure_words import Direction, Family, MeasureKind, MeasureRole
from huddle.store import copying
from huddle.tool_words import DeviceClass, IsAi, ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import (
    CameBy,
    HuddleStatus,
    IncidentReported,
    ItemKind,
    Presence,
    ReminderKind,
    RoleGroup,
    RotaTurns,
    Status,
    StepPurpose,
    Strength,
)

STAY = frozenset(
    (
        *("account", "audit_emptied", "audit_entry", "audit_value"),
        *("conflict", "draft", "huddle_clock", "learned", "self_check"),
        *("import_run", "import_row", "import_shape"),
    )
)
"""Tables that stay: who signs in, what they did and begin to write, what is theirs alone, and
what came in from which file."""
LEAVE: tuple[Table, ...] = tuple(table for table in copying.TABLES if table.name not in STAY)
"""Tables that leave, each after those it refers to."""

_STAYS: Mapping[tuple[str, str], Any] = {
    # Kept for counts alone: it is on no sheet, in no export and not in the audit.
    ("attendance", "is_heard"): False,
    # A second copy of sealed answers would be one more thing to hold against somebody's code.
    ("pulse_box", "box"): "",
    # Who a patient is leaves with nothing, and is gone here within days.
    ("item", "patient_reference"): "",
    ("item", "patient_reference_at"): None,
}
"""Columns that stay, and what stands in their place where they come in."""

WORDS: Mapping[tuple[str, str], type[StrEnum]] = {
    ("attendance", "presence"): Presence,
    ("goal_measure", "role"): MeasureRole,
    ("goal_plan", "family"): Family,
    ("huddle", "status"): HuddleStatus,
    ("huddle_step", "purpose"): StepPurpose,
    ("item", "incident_reported"): IncidentReported,
    ("item", "kind"): ItemKind,
    ("item", "status"): Status,
    ("item", "strength"): Strength,
    ("mail_server", "security"): MailSecurity,
    ("measure", "direction"): Direction,
    ("measure", "family"): Family,
    ("measure", "kind"): MeasureKind,
    ("part", "status"): Status,
    ("person", "role_group"): RoleGroup,
    ("received_escalation", "came_by"): CameBy,
    ("reminder", "kind"): ReminderKind,
    ("series", "rota_turns"): RotaTurns,
    ("template_step", "purpose"): StepPurpose,
    ("tool", "device_class"): DeviceClass,
    ("tool", "is_ai"): IsAi,
    ("tool", "status"): ToolStatus,
    ("tool_concern", "harm"): ToolHarm,
    ("tool_concern", "kind"): ToolTrouble,
    ("tool_decision", "became"): ToolStatus,
    ("tool_decision", "was"): ToolStatus,
}
"""Columns that hold a word of a vocabulary."""
MAY_BE_EMPTY = frozenset((("item", "strength"), ("series", "rota_turns")))
"""Those of them in which nothing may be said."""
MOST_WHOLE = 2**31 - 1
"""The largest whole number that both engines hold."""

Row = dict[str, Any]


@cache
def columns_of(table: Table) -> tuple[Column[Any], ...]:
    """The columns of a table that leave, by their names."""
    leaving = (one for one in table.c if (table.name, one.name) not in _STAYS)
    return tuple(sorted(leaving, key=lambda column: column.name))


def kind_of(column: Column[Any]) -> type:
    """What a column holds."""
    return _engines(column).python_type


def longest_in(column: Column[Any]) -> int | None:
    """How many letters a column of words can hold; none where nothing limits it."""
    return getattr(_engines(column), "length", None)


def _engines(column: Column[Any]) -> TypeEngine[Any]:
    """The type of a column as engines know it; ours add a meaning to some."""
    own = column.type
    return own.impl_instance if isinstance(own, TypeDecorator) else own


def told(table: Table, row: Mapping[str, Any]) -> Row:
    """A row as JSON holds it."""
    values = {column.name: row[column.name] for column in columns_of(table)}
    return {
        name: as_text(value) if isinstance(value, dt.date | dt.time) else value
        for name, value in values.items()
    }


def understood(table: Table, plain: Any) -> Row:
    """A row as a table holds it.

    Raises:
        ValueError: It is none of this table; says which field.
    """
    columns = columns_of(table)
    if not isinstance(plain, dict) or set(plain) != {column.name for column in columns}:
        raise ValueError("fields")
    row = {column.name: _value(table, column, plain[column.name]) for column in columns}
    return row | _instead(table)


@cache
def _instead(table: Table) -> Row:
    return {column: value for (name, column), value in _STAYS.items() if name == table.name}


def _value(table: Table, column: Column[Any], plain: Any) -> Any:
    if plain is None and column.nullable:
        return None
    try:
        value = _READ[kind_of(column)](plain)
        if isinstance(value, str):
            _check_text(table, column, value)
    except (ValueError, TypeError, OverflowError) as error:
        raise ValueError(column.name) from error
    return value


def _check_text(table: Table, column: Column[Any], text: str) -> None:
    if len(text) > (longest_in(column) or len(text)):
        raise ValueError
    if column.primary_key and not text:
        raise ValueError
    place = (table.name, column.name)
    if place in WORDS and (text or place not in MAY_BE_EMPTY):
        WORDS[place](text)
    if place == ("unit", "time_zone"):
        ZoneInfo(text)
    text.encode()


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(plain: Any) -> Any:
        if type(plain) is not kind:
            raise ValueError
        return plain

    return read


def _whole(plain: Any) -> int:
    if type(plain) is not int or abs(plain) > MOST_WHOLE:
        raise ValueError
    return plain


def _number(plain: Any) -> float:
    if type(plain) not in (int, float) or not math.isfinite(plain):
        raise ValueError
    return float(plain)


def _instant(plain: Any) -> dt.datetime:
    at = dt.datetime.fromisoformat(plain)
    if at.tzinfo is None:
        raise ValueError
    return at.astimezone(dt.UTC)


def _time(plain: Any) -> dt.time:
    at = dt.time.fromisoformat(plain)
    if at.tzinfo is not None:
        raise ValueError
    return at


_READ: Mapping[type, Callable[[Any], Any]] = {
    str: _exactly(str),
    bool: _exactly(bool),
    int: _whole,
    float: _number,
    dt.datetime: _instant,
    dt.date: dt.date.fromisoformat,
    dt.time: _time,
}
