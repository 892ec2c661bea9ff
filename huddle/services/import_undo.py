"""Taking an import back: what it added goes for good, what it changed is put back.

Nothing of it was ever agreed on in a huddle, so it is removed and not only marked. What somebody
changed since, or what others refer to, stays.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from huddle.i18n import ngettext
from huddle.model import (
    Department,
    ImportRow,
    ImportRun,
    Item,
    ItemEvent,
    Part,
    Person,
    Reading,
    SearchEntry,
)
from huddle.services import items
from huddle.store import disposing
from huddle.store.audit import entity_of
from huddle.store.transaction import Writer

_FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "due_on": dt.date.fromisoformat,
    "due_time": dt.time.fromisoformat,
    "done_at": dt.datetime.fromisoformat,
    "done_on": dt.date.fromisoformat,
    "first_due_on": dt.date.fromisoformat,
}
"""How what JSON keeps as text becomes again what it was."""


def take_back(writer: Writer, run: ImportRun) -> tuple[int, int, tuple[str, ...]]:
    """Take an import back.

    Returns:
        How many rows went, how many are as they were, and what stays, as sentences.
    """
    query = select(ImportRow).where(ImportRow.run_id == run.id).order_by(col(ImportRow.id))
    rows = writer.session.exec(query).all()
    with writer.whole():
        put_back, stays = _put_back(writer, [row for row in rows if row.before])
        added = [row for row in rows if not row.before]
        came = [one for one in added if one.what == entity_of(Item)]
        gone = _remove_items(writer, came, run.at)
        for table in (Reading, Person, Department):
            gone |= _remove(writer, table, [one for one in added if one.what == entity_of(table)])
    kept = stays + len(added) - len(gone)
    writer.execute(delete(ImportRow).where(col(ImportRow.run_id) == run.id))
    run.undone_at, run.undone_by = writer.now, writer.account_id
    writer.session.add(run)
    writer.session.flush()
    return len(gone), put_back, _said_of(kept)


def _said_of(kept: int) -> tuple[str, ...]:
    if not kept:
        return ()
    says = ngettext(
        "One thing stays: somebody changed or used it since.",
        "{count} things stay: somebody changed or used them since.",
        kept,
    )
    return (says.format(count=kept),)


def _put_back(writer: Writer, rows: Sequence[ImportRow]) -> tuple[int, int]:
    """Put back what was changed; how many were, and how many stay as they are now."""
    done = 0
    for row in rows:
        item = writer.session.get(Item, row.row_id)
        if item is None or item.row_version != row.row_version:
            continue
        before = {name: _value(name, said) for name, said in json.loads(row.before).items()}
        due, status = (item.due_on, item.due_time), item.status
        writer.change(item, act="undo", **before)
        if item.status != status:
            items.log(writer, item, "status", answer=item.status)
        if (item.due_on, item.due_time) != due:
            items.log(
                writer,
                item,
                "moved",
                due_from=due[0],
                due_to=item.due_on,
                time_from=due[1],
                time_to=item.due_time,
            )
        done += 1
    return done, len(rows) - done


def _value(name: str, said: Any) -> Any:
    read = _FROM_TEXT.get(name)
    return said if read is None or said is None else read(said)


def _remove_items(writer: Writer, rows: Sequence[ImportRow], made_at: dt.datetime) -> set[str]:
    """Remove the items that nobody touched or referred to since."""
    ids = _untouched(writer, Item, rows) - _used(writer, {row.row_id for row in rows}, made_at)
    for batch in disposing.in_batches(sorted(ids)):
        disposing.remove_items(writer, batch)
    for item_id in ids:
        writer.touched(Item, item_id)
    return ids


def _used(writer: Writer, ids: Collection[str], made_at: dt.datetime) -> set[str]:
    """The items whose parts somebody changed, that have a story, or that others came of."""
    used: set[str] = set()
    for batch in disposing.in_batches(ids):
        parts = select(Part.item_id).where(col(Part.item_id).in_(batch), Part.row_version > 1)
        told = select(ItemEvent.item_id).where(
            col(ItemEvent.item_id).in_(batch), ItemEvent.at > made_at
        )
        used.update(writer.execute(parts).scalars(), writer.execute(told).scalars())
    return used | disposing.referred_to(writer, Item, ids, but_by=(Part, ItemEvent, SearchEntry))


def _remove(writer: Writer, table: type[Any], rows: Sequence[ImportRow]) -> set[str]:
    """Remove rows that nobody touched and nothing refers to any more."""
    ids = _untouched(writer, table, rows)
    ids -= disposing.referred_to(writer, table, ids)
    for batch in disposing.in_batches(sorted(ids)):
        disposing.remove_rows(writer, table, batch)
    for row_id in ids:
        writer.touched(table, row_id)
    return ids


def _untouched(writer: Writer, table: type[Any], rows: Sequence[ImportRow]) -> set[str]:
    columns, found = table.__table__.c, set[str]()
    versions = {row.row_id: row.row_version for row in rows}
    for batch in disposing.in_batches(versions):
        query = select(columns.id, columns.row_version).where(columns.id.in_(batch))
        found |= {row[0] for row in writer.execute(query) if versions[row[0]] == row[1]}
    return found
