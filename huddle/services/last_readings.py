"""The last reading of each measure of a unit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from huddle.model import Measure, Reading
from huddle.store.transaction import Reader

# Measure by measure, because an index leads to the readings of one in the order of their days.
_EACH = aliased(Reading)
_COUNTS = (
    _EACH.measure_id == Measure.id,
    col(_EACH.deleted_at).is_(None),
    col(_EACH.read_on) <= bindparam("until"),
)
_COUNT = select(func.count(col(_EACH.id))).where(*_COUNTS).scalar_subquery()
_NEWEST = select(_EACH.id).where(*_COUNTS).order_by(col(_EACH.read_on).desc(), col(_EACH.id).desc())
_LASTS = (
    select(col(Measure.id), _COUNT, col(Reading.read_on), col(Reading.value))
    .join(Reading, col(Reading.id) == _NEWEST.limit(1).scalar_subquery())
    .where(Measure.unit_id == bindparam("unit_id"))
)


@dataclass(frozen=True, slots=True)
class LastReading:
    """The last reading of a measure, and how many there are."""

    count: int
    read_on: dt.date
    value: float


def lasts(reader: Reader, until: dt.date = dt.date.max) -> dict[str, LastReading]:
    """The last reading up to a day of each measure that has one, by the measure's id."""
    rows = reader.execute(_LASTS, {"unit_id": reader.unit_id, "until": until})
    return {measure_id: LastReading(*last) for measure_id, *last in rows}
