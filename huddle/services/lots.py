"""What goes, cut into lots so small that nobody at the keys notices one being removed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlmodel import col, select

from huddle.model import Draft, Item
from huddle.services.going import ITEM_KINDS, Plan
from huddle.store import disposing
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import RecordKind

_ITEMS_AT_ONCE = 10
_HUDDLES_AT_ONCE = 2
_VALUES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Lot:
    """What goes in one transaction: its kind, and how to remove it, which tells how many went."""

    kind: RecordKind
    remove: Callable[[Writer], int]


def lots_of(reader: Reader, plan: Plan) -> list[Lot]:
    """What goes in each transaction, in an order that leaves nothing hanging.

    A row and what the audit says of it go together: a loss of power leaves neither without the
    other.
    """
    items = [one for kind in ITEM_KINDS for one in plan.ids.get(kind, ())]
    others = [one for ids in plan.deleted.values() for one in ids]
    huddles = plan.ids.get(RecordKind.HUDDLES, ())
    said = _Said(reader, [*items, *huddles, *plan.hanging, *others])
    return [
        *_values_and_drafts(plan),
        *_items(plan, said),
        *_huddles(plan, said),
        *_rows(plan, said),
    ]


class _Said:
    """What the audit says of the rows that go, and of what hangs on them."""

    def __init__(self, reader: Reader, ids: Collection[str]) -> None:
        self._entries = disposing.audit_entries_of(reader, ids)

    def forget(self, writer: Writer, ids: Collection[str]) -> None:
        """Empty what it says of some rows."""
        disposing.empty_values(writer, [one for row in ids for one in self._entries.get(row, ())])


def _values_and_drafts(plan: Plan) -> Iterator[Lot]:
    for ids in disposing.in_batches(plan.ids.get(RecordKind.AUDIT, ()), _VALUES_AT_ONCE):
        yield Lot(RecordKind.AUDIT, partial(disposing.empty_values, entry_ids=ids))
    for ids in disposing.in_batches(plan.ids.get(RecordKind.DRAFTS, ()), _VALUES_AT_ONCE):
        yield Lot(RecordKind.DRAFTS, partial(disposing.remove_rows, table=Draft, ids=ids))


def _items(plan: Plan, said: _Said) -> Iterator[Lot]:
    def remove(writer: Writer, ids: list[str]) -> int:
        versions = select(col(Item.id), col(Item.row_version)).where(col(Item.id).in_(ids))
        # What somebody has changed since it was judged is not so old any more.
        same = [row[0] for row in writer.execute(versions) if row[1] == plan.versions[row[0]]]
        hanging = disposing.children(writer, disposing.OF_AN_ITEM, same)
        said.forget(writer, [*same, *hanging])
        return disposing.remove_items(writer, same)

    for kind in ITEM_KINDS:
        for ids in disposing.in_batches(plan.ids.get(kind, ()), _ITEMS_AT_ONCE):
            yield Lot(kind, partial(remove, ids=ids))


def _huddles(plan: Plan, said: _Said) -> Iterator[Lot]:
    def remove(writer: Writer, ids: list[str]) -> int:
        hanging = disposing.children(writer, disposing.OF_A_HUDDLE, ids)
        said.forget(writer, [*ids, *hanging])
        return disposing.remove_huddles(writer, ids)

    def remove_bare(writer: Writer, ids: list[str]) -> int:
        disposing.remove_huddles(writer, ids)
        return 0

    for ids in disposing.in_batches(plan.ids.get(RecordKind.HUDDLES, ()), _HUDDLES_AT_ONCE):
        yield Lot(RecordKind.HUDDLES, partial(remove, ids=ids))
    for ids in disposing.in_batches(plan.bare, _ITEMS_AT_ONCE):
        yield Lot(RecordKind.HUDDLES, partial(remove_bare, ids=ids))


def _rows(plan: Plan, said: _Said) -> Iterator[Lot]:
    def remove(writer: Writer, table: type[Any], ids: list[str]) -> int:
        said.forget(writer, ids)
        return disposing.remove_rows(writer, table, ids)

    for table, rows in plan.deleted.items():
        for ids in disposing.in_batches(rows, _ITEMS_AT_ONCE):
            yield Lot(RecordKind.DELETED, partial(remove, table=table, ids=ids))
