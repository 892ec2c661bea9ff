"""The rows that can be exported, read some at once, however many they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import col, select

from huddle.exchange.our_tables import MeasuredRow
from huddle.model import Item, Measure
from huddle.rows import AuditFilter, AuditRow, FollowUpsFilter, HuddleRow, ItemRow
from huddle.services import audit_log, charts, history
from huddle.services.finding import every, matching
from huddle.services.reading import huddle_row, item_rows
from huddle.store.transaction import Reader
from huddle.vocabulary import ItemKind

_AT_ONCE = 500


def actions(reader: Reader, wanted: FollowUpsFilter) -> Iterator[ItemRow]:
    """The wanted actions in the order they were raised."""
    for items in every(reader, matching(reader, wanted)):
        yield from item_rows(reader, items)


def concerns(reader: Reader) -> Iterator[ItemRow]:
    """All concerns in the order they were raised."""
    of_kind = select(Item).where(
        Item.unit_id == reader.unit_id,
        Item.kind == ItemKind.CONCERN.value,
        col(Item.deleted_at).is_(None),
    )
    ordered, last = of_kind.order_by(col(Item.id)).limit(_AT_ONCE), ""
    while found := reader.session.exec(ordered.where(col(Item.id) > last)).all():
        last = found[-1].id
        yield from item_rows(reader, found)


def huddles(reader: Reader, **wanted: Any) -> Iterator[HuddleRow]:
    """Huddles, newest first: those that `History.huddles` would give."""
    query = history.newest_first(reader, **wanted).execution_options(yield_per=_AT_ONCE)
    return map(huddle_row, reader.session.exec(query))


def readings(reader: Reader, measure_id: str = "") -> Iterator[MeasuredRow]:
    """The readings of a measure, or of all of them in their order, in the order of their days."""
    query = select(Measure).where(
        Measure.unit_id == reader.unit_id, col(Measure.deleted_at).is_(None)
    )
    if measure_id:
        query = query.where(Measure.id == measure_id)
    ordered = query.order_by(col(Measure.position), col(Measure.id))
    for measure in reader.session.exec(ordered).all():
        row, replaced = charts.measure_row(measure), charts.replaced(reader, measure.id)
        for reading in charts.readings(reader, measure.id):
            yield MeasuredRow(row, charts.reading_row(reading, replaced))


def entries(reader: Reader, wanted: AuditFilter) -> Iterator[AuditRow]:
    """The wanted entries of the audit, oldest first."""
    return audit_log.in_order(reader, wanted)
