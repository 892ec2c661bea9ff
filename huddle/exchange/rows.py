"""The rows that can be exported, read some at once, however many they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from huddle.exchange.our_tables import MeasuredRow
from huddle.model import Item, Measure
from huddle.rows.huddles import HuddlesFilter
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.rows.planning import HuddleRow
from huddle.services import charts, history
from huddle.services.finding import every, matching, total
from huddle.services.reading import huddle_row, item_rows
from huddle.store.transaction import Reader
from huddle.vocabulary import ItemKind

_AT_ONCE = 500


def actions(reader: Reader, wanted: FollowUpsFilter) -> Iterator[ItemRow]:
    """The wanted actions in the order they were raised."""
    for items in every(reader, matching(reader, wanted)):
        yield from item_rows(reader, items)


def hidden_actions(reader: Reader, wanted: FollowUpsFilter) -> int:
    """How many of the wanted actions are sensitive."""
    # By words, the number would tell whoever may not see them what they say.
    counted = wanted if reader.sees_sensitive else replace(wanted, text="")
    with reader.whole():
        query = matching(reader, counted)
    sensitive = query.statement.where(col(Item.is_sensitive).is_(True))
    return total(reader, replace(query, statement=sensitive))


def concerns(reader: Reader) -> Iterator[ItemRow]:
    """All concerns in the order they were raised."""
    ordered, last = _concerns(reader).order_by(col(Item.id)).limit(_AT_ONCE), ""
    while found := reader.session.exec(ordered.where(col(Item.id) > last)).all():
        last = found[-1].id
        yield from item_rows(reader, found)


def hidden_concerns(reader: Reader) -> int:
    """How many concerns are sensitive."""
    sensitive = _concerns(reader).where(col(Item.is_sensitive).is_(True))
    return int(reader.execute(sensitive.with_only_columns(func.count())).scalar_one())


def huddles(reader: Reader, wanted: HuddlesFilter) -> Iterator[HuddleRow]:
    """Huddles, newest first: those that `History.huddles` would give."""
    query = history.newest_first(reader, wanted).execution_options(yield_per=_AT_ONCE)
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


def _concerns(reader: Reader) -> SelectOfScalar[Item]:
    return select(Item).where(
        Item.unit_id == reader.unit_id,
        Item.kind == ItemKind.CONCERN.value,
        col(Item.deleted_at).is_(None),
    )
