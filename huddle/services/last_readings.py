"""The last reading of each measure of a unit."""

from __future__ import annotations

import datetime as dt

from sqlmodel import col, func, select

from huddle.model import Reading
from huddle.store.transaction import Reader


def lasts(reader: Reader, until: dt.date = dt.date.max) -> dict[str, tuple[int, Reading]]:
    """How many readings each measure has up to a day, and its last one, by the measure's id."""
    measure = col(Reading.measure_id)
    newest = (col(Reading.read_on).desc(), col(Reading.id).desc())
    ranked = (
        select(
            col(Reading.id).label("id"),
            func.count().over(partition_by=measure).label("count"),
            func.row_number().over(partition_by=measure, order_by=newest).label("place"),
        )
        .where(
            Reading.unit_id == reader.unit_id,
            col(Reading.deleted_at).is_(None),
            col(Reading.read_on) <= until,
        )
        .subquery()
    )
    query = select(Reading, ranked.c.count).join(ranked, ranked.c.id == Reading.id)
    found_rows = reader.session.exec(query.where(ranked.c.place == 1))
    return {row.measure_id: (count, row) for row, count in found_rows}
