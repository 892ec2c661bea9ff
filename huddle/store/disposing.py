"""Removing rows for good, with all that hangs on them: words of the index, values of the audit.

Everywhere else rows are only marked as deleted. Each function here works within one short write
transaction. Connections have `secure_delete` on, so that free pages are overwritten; one captured
action takes as long as without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, text, update

from huddle.errors import Environment
from huddle.model import (
    Addendum,
    Attendance,
    AuditEntry,
    AuditValue,
    Conflict,
    Disposal,
    Draft,
    Escalation,
    GoalMeasure,
    GoalPlan,
    Huddle,
    HuddleStep,
    ImportRow,
    Item,
    ItemEvent,
    Part,
    ReceivedEscalation,
    Record,
    Reminder,
    ToolConcern,
)
from huddle.model.base import METADATA
from huddle.store import audit, search
from huddle.store.database import driver_errors_in_words

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from huddle.store.session import Store
    from huddle.store.transaction import Reader, Writer

OF_AN_ITEM = (
    *(Part, ItemEvent, Escalation, ReceivedEscalation),
    *(GoalPlan, GoalMeasure, ToolConcern),
)
OF_A_HUDDLE = (Record, HuddleStep, Attendance, Addendum)
_WORDS_OF_A_HUDDLE = dict.fromkeys(
    (
        "facilitator",
        "entered_late_by",
        "plus",
        "delta",
        "not_held_reason",
        "reopened_reason",
        "deleted_why",
    ),
    "",
)
_AT_ONCE = 500
_MERGED_PAGES = 100
"""Pages of the index that one transaction merges; it takes some milliseconds."""
_MOST_REBUILT = 512 * 1024 * 1024
"""Rebuilding takes as much memory as the file is large."""
_MERGE = text("INSERT INTO search_text (search_text, rank) VALUES ('merge', :pages)")
_CHANGED = text("SELECT total_changes()")


def in_batches(ids: Iterable[str], size: int = _AT_ONCE) -> Iterator[list[str]]:
    """Ids in lists of at most some."""
    wanted = list(ids)
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]


def children(reader: Reader, tables: Sequence[type[SQLModel]], ids: Collection[str]) -> list[str]:
    """The ids of the rows of some tables that hang on items or huddles."""
    found: list[str] = []
    for table in tables:
        columns = _columns(table)
        for batch in in_batches(ids):
            query = select(columns.id).where(_parent(table).in_(batch))
            found.extend(reader.execute(query).scalars())
    return found


def remove_items(writer: Writer, ids: list[str]) -> int:
    """Remove items with their parts, their story and their words in the index."""
    items = _columns(Item)
    search.remove(writer.connection, ids)
    for table in OF_AN_ITEM:
        writer.execute(delete(table).where(_parent(table).in_(ids)))
    _forget_conflicts(writer, ids)
    reminded = _columns(Reminder).subject_id
    writer.execute(delete(Reminder).where(reminded.in_(ids)))
    writer.execute(delete(ImportRow).where(_columns(ImportRow).row_id.in_(ids)))
    for link in (items.from_id, items.turned_into_id, items.goal_id):
        writer.execute(update(Item).where(link.in_(ids)).values({link.name: None}))
    return int(writer.execute(delete(Item).where(items.id.in_(ids))).rowcount)


def _forget_conflicts(writer: Writer, ids: list[str]) -> None:
    """What was put aside of something that goes holds its words, too."""
    writer.execute(delete(Conflict).where(_columns(Conflict).about_id.in_(ids)))


def remove_huddles(writer: Writer, ids: list[str]) -> int:
    """Remove huddles with their records, steps and rosters.

    A huddle that captured something which stays is left as a number, a title and a day.
    """
    huddles, items = _columns(Huddle), _columns(Item)
    for table in OF_A_HUDDLE:
        writer.execute(delete(table).where(_parent(table).in_(ids)))
    _forget_conflicts(writer, ids)
    writer.execute(delete(Draft).where(_columns(Draft).huddle_id.in_(ids)))
    stays = select(items.huddle_id).where(items.huddle_id.in_(ids))
    kept = set(writer.execute(stays).scalars())
    gone = [one for one in ids if one not in kept]
    writer.execute(update(Huddle).where(huddles.id.in_(kept)).values(_WORDS_OF_A_HUDDLE))
    writer.execute(delete(Huddle).where(huddles.id.in_(gone)))
    return len(ids)


def remove_rows(writer: Writer, table: type[SQLModel], ids: list[str]) -> int:
    """Remove rows of a table on which nothing hangs."""
    query = delete(table).where(_columns(table).id.in_(ids))
    return int(writer.execute(query).rowcount)


def bare_huddles(reader: Reader) -> set[str]:
    """The huddles that are nothing but a number, a title and a day any more."""
    huddles = _columns(Huddle)
    is_bare = [huddles[name] == "" for name in _WORDS_OF_A_HUDDLE]
    found = set(reader.execute(select(huddles.id).where(*is_bare)).scalars())
    for table in OF_A_HUDDLE:
        found -= set(reader.execute(select(_parent(table)).distinct()).scalars())
    return found


def referred_to(
    reader: Reader,
    table: type[SQLModel],
    ids: Collection[str],
    *,
    but_by: Collection[type[SQLModel]] = (),
) -> set[str]:
    """Which rows of a table others still refer to, so that they must stay.

    Args:
        reader: A read, or a write.
        table: The table.
        ids: The rows.
        but_by: Tables that do not count, because what is in them goes along.
    """
    goes_along = {one.__table__ for one in but_by}  # type: ignore[attr-defined]
    found: set[str] = set()
    for other in METADATA.sorted_tables:
        for key in other.foreign_keys if other not in goes_along else ():
            if key.column.table is not table.__table__:  # type: ignore[attr-defined]
                continue
            for batch in in_batches(ids):
                query = select(key.parent).where(key.parent.in_(batch)).distinct()
                found.update(reader.execute(query).scalars())
    return found


def audit_entries_of(reader: Reader, ids: Collection[str]) -> dict[str, list[str]]:
    """By row, the audit entries whose values tell of it; one look through the whole audit."""
    entries, found = _columns(AuditEntry), dict[str, list[str]]()
    wanted = set(ids)
    if not wanted:
        return found
    query = select(entries.entity_id, entries.id).join(
        AuditValue, _columns(AuditValue).id == entries.id
    )
    for entity_id, entry_id in reader.execute(query.execution_options(yield_per=1000)):
        if entity_id in wanted:
            found.setdefault(entity_id, []).append(entry_id)
    return found


def old_values(reader: Reader, before: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """The unit's audit entries before an instant that still have values, with their instants."""
    entries = _columns(AuditEntry)
    query = select(entries.id, entries.at).join(AuditValue, _columns(AuditValue).id == entries.id)
    query = query.where(entries.unit_id == reader.unit_id, entries.at < before)
    return [(row[0], row[1]) for row in reader.execute(query)]


def empty_values(writer: Writer, entry_ids: Collection[str], why: str = "retention") -> int:
    """Take the values of some entries out of the audit; the chain still holds.

    Returns:
        How many had values.
    """
    values, count = _columns(AuditValue), 0
    for batch in in_batches(entry_ids):
        query = select(values.id).where(values.id.in_(batch))
        valued = list(writer.execute(query).scalars())
        audit.empty_values(writer.connection, valued, writer.now, why)
        count += len(valued)
    return count


def count_in_log(
    writer: Writer, at: dt.datetime, kind: str, before_on: dt.date, count: int
) -> None:
    """Add to the line of the disposal log that was begun at an instant, in the same transaction."""
    log = _columns(Disposal)
    line = (log.at == at, log.kind == kind, log.account_id == writer.account_id)
    query = update(Disposal).where(*line).values(count=log["count"] + count)
    if not writer.execute(query).rowcount:
        writer.add_plain(
            Disposal,
            at=at,
            account_id=writer.account_id,
            kind=kind,
            before_on=before_on,
            count=count,
        )


def forget_words(store: Store) -> None:
    """Have no part of the file hold a word any more of what was removed.

    The index only notes that an entry went, until it is merged. Pages that lost some of their rows
    may keep scraps of them between the others, so the file is rebuilt, which holds up whoever
    writes for about ten milliseconds a megabyte. The log keeps old pages until it is written back.
    A server does such things by itself, in its own time.
    """
    if store.home.is_on_server:
        return
    pages = -_MERGED_PAGES
    while _merged(store, pages):
        pages = _MERGED_PAGES
    # What went is gone also where another program, or a full disk, stands in the way of this.
    with (
        suppress(Environment),
        driver_errors_in_words(),
        closing(store.engine.raw_connection()) as connection,
    ):
        cursor = connection.cursor()
        if _size(cursor) <= _MOST_REBUILT:
            cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _size(cursor: Any) -> int:
    """The bytes in use."""
    asked = ("page_count", "freelist_count", "page_size")
    # SQLCipher answers some of these as text.
    pages, free, size = (int(cursor.execute(f"PRAGMA {name}").fetchone()[0]) for name in asked)
    return (pages - free) * size


def _merged(store: Store, pages: int) -> bool:
    """Merge some pages of the index; whether there was anything to merge."""
    with store.write() as writer:
        before = writer.execute(_CHANGED).scalar_one()
        writer.execute(_MERGE, {"pages": pages})
        # By SQLite's documentation: a difference of less than two means that nothing was done.
        return bool(writer.execute(_CHANGED).scalar_one() - before >= 2)


def _columns(table: type[SQLModel]) -> Any:
    return table.__table__.c  # type: ignore[attr-defined]


def _parent(table: type[SQLModel]) -> Any:
    columns = _columns(table)
    return columns.item_id if table in OF_AN_ITEM else columns.huddle_id
