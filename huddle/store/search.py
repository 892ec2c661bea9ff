"""The full-text index over items: kept up to date in each write, asked word by word.

An item is found by its own words and by what is told beside it: the notes of its story, and the
plan of a goal. An action that still stands, because it is open or waits for a check, has a sign
beside its words: however many closed ones hold the same, what stands is found at once.

SQLite has FTS5. PostgreSQL has a `tsvector` of the words as FTS5 would take them apart and fold
them: its own parser would do it in another way, and would need an extension for accents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from itertools import combinations, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    column,
    insert,
    select,
    table,
    text,
    union_all,
)

from huddle.rules.codes import read_slip
from huddle.rules.search_words import words_in
from huddle.store.listed import listed, these
from huddle.vocabulary import OPEN_ACTION_STATUSES, ItemKind, Status

if TYPE_CHECKING:
    from sqlalchemy import Connection, Executable, Select, TableClause

SEARCHED_FIELDS = (
    *("text", "owner_text", "place", "how_known", "why", "disagreement", "note"),
    *("incident_reference", "code", "slip"),
)
"""The fields of an item that can be found by their words."""
BESIDE = {
    "item_event": ("note",),
    "goal_plan": ("left_out", "supports", "baseline", "target"),
}
"""What is told of an item in other tables: by their names, the fields."""
_STANDS = "\ue000"
"""Stands beside the words of an action that stands. FTS5 takes it for a letter; nobody types it."""
_STANDING = (*OPEN_ACTION_STATUSES, Status.AWAITING_CHECK)
_SAYS_WHETHER_IT_STANDS = ("kind", "status", "deleted_at", "turned_into_id")

_ADD_ENTRY = text("INSERT INTO search_entry (item_id, unit_id) VALUES (:item_id, :unit_id)")
_WITHOUT_ENTRY = text(
    "SELECT item.* FROM item LEFT JOIN search_entry ON search_entry.item_id = item.id "
    "WHERE search_entry.number IS NULL"
)
_ADD_MISSING_ENTRY = text(
    "INSERT INTO search_entry (item_id, unit_id) VALUES (:item_id, :unit_id) "
    "ON CONFLICT (item_id) DO NOTHING"
)
# No number is asked back: far from a server that would cost a turn.
# A value rather than rows: before those FTS5 writes out all that waits.
_ADD_WORDS = (
    "INSERT INTO search_text (rowid, words) "
    "VALUES ((SELECT number FROM search_entry WHERE item_id = ?), ?)"
)
_ADD_WORDS_ON_SERVER = text(
    "INSERT INTO search_text (rowid, words) "
    "SELECT number, array_to_tsvector(CAST(:words AS text[])) FROM search_entry "
    "WHERE item_id = :item_id"
)
_ADD_TO_WORDS = text(
    "UPDATE search_text SET words = words || array_to_tsvector(CAST(:words AS text[])) "
    "WHERE rowid = (SELECT number FROM search_entry WHERE item_id = :item_id)"
)
_DROP_WORDS = text(
    "DELETE FROM search_text "
    "WHERE rowid = (SELECT number FROM search_entry WHERE item_id = :item_id)"
)
_DROP_ALL_WORDS = text("DELETE FROM search_text")
_DROP_ALL_ENTRIES = text("DELETE FROM search_entry")
_DROP_ENTRY = text("DELETE FROM search_entry WHERE item_id = :item_id")
_FOUND = {
    "sqlite": (
        "SELECT search_entry.item_id, search_text.rowid AS number FROM search_text "
        "JOIN search_entry ON search_entry.number = search_text.rowid "
        "WHERE search_text MATCH :query AND search_entry.unit_id = :unit_id "
        "ORDER BY search_text.rowid DESC LIMIT :limit OFFSET :offset"
    ),
    # The same, as the owner of the tables: see `fence_rules`.
    "postgresql": (
        "SELECT item_id, -place AS number "
        "FROM search_words(CAST(:query AS tsquery), :unit_id, :limit, :offset) "
        "WITH ORDINALITY AS found (item_id, place)"
    ),
}
FOUND = {
    engine: text(query).columns(column("item_id", String), column("number", Integer)).subquery()
    for engine, query in _FOUND.items()
}
"""What holds words, by the engine: its items, and numbers of which the newest has the highest.

It asks for the values of `asked`.
"""
_NEWEST = {
    engine: select(found.c.item_id).order_by(found.c.number.desc())
    for engine, found in FOUND.items()
}
_NUMBERED_ON = text(
    "SELECT setval(pg_get_serial_sequence('search_entry', 'number'), "
    "(SELECT max(number) FROM search_entry))"
)
_ENTRIES = table("search_entry", column("number"), column("item_id"), column("unit_id"))
_UNITS = text("SELECT DISTINCT unit_id FROM item ORDER BY unit_id")
_SOME_ITEMS = text(
    "SELECT id, kind, status, deleted_at, turned_into_id, "  # noqa: S608 - own names
    f"{', '.join(SEARCHED_FIELDS)} FROM item "
    "WHERE unit_id = :unit_id AND id > :after ORDER BY id LIMIT 1000"
)


def _table(name: str, *fields: str) -> TableClause:
    """As much of a table as is searched, known without the model of it."""
    return table(name, *(column(field, String) for field in fields))


_EVENT = _table("item_event", "item_id", *BESIDE["item_event"]).c
_PLAN = _table("goal_plan", "item_id", "deleted_at", *BESIDE["goal_plan"]).c
_PLANNED: list[ColumnElement[str]] = [_PLAN[name] for name in BESIDE["goal_plan"]]
_TOLD_BESIDE = union_all(
    select(_EVENT.item_id, _EVENT.note).where(_EVENT.item_id.in_(listed("ids")), _EVENT.note != ""),
    select(
        _PLAN.item_id,
        reduce(lambda told, more: told + " " + more, _PLANNED),
    ).where(_PLAN.item_id.in_(listed("ids")), _PLAN.deleted_at.is_(None)),
)
_ITEM = _table("item", "id", "unit_id", *_SAYS_WHETHER_IT_STANDS, *SEARCHED_FIELDS)
_THESE = select(_ITEM).where(_ITEM.c.id.in_(listed("ids")))
_MOST_ALIKE = 6
"""Words of which two are looked for together: of more, the pairs would be too many."""
_ALL = 2**31 - 1
"""No limit: the largest number that both engines take for one."""
_UNIT_LENGTH = 12
"""How much of a unit's id each word begins with on a server, where one index serves many units:
so what is looked through is one unit's words alone."""
_LONGEST_WORD = 500
"""PostgreSQL takes words of 2,046 bytes."""


def add(connection: Connection, item: Mapping[str, Any]) -> None:
    """Make a new item findable."""
    add_some(connection, item["unit_id"], {item["id"]: indexed(item)})


def add_some(connection: Connection, unit_id: str, words: Mapping[str, str]) -> None:
    """Make new items findable; by item, what is searched of it."""
    entries = [{"item_id": item_id, "unit_id": unit_id} for item_id in words]
    connection.execute(_ADD_ENTRY, entries)
    _add_words(connection, unit_id, words)


def add_many(connection: Connection, unit_id: str, words: Mapping[str, str], first: int) -> None:
    """Make many items findable, numbered from some number on; by item, what is searched of it."""
    entries = [
        {"number": number, "item_id": item_id, "unit_id": unit_id}
        for number, item_id in enumerate(words, first)
    ]
    connection.execute(insert(_ENTRIES), entries)
    _add_words(connection, unit_id, words)
    if _engine(connection) == "postgresql":
        connection.execute(_NUMBERED_ON)


def build(connection: Connection) -> None:
    """Make every item findable where none has an entry yet, numbered as the items were made."""
    number = 1
    for unit_id in connection.execute(_UNITS).scalars().all():
        asked = {"unit_id": unit_id, "after": ""}
        while rows := _read(connection, _SOME_ITEMS, asked):
            words = _words_now(connection, rows)
            add_many(connection, unit_id, words, number)
            number += len(words)
            asked["after"] = rows[-1]["id"]


def change(connection: Connection, item: Mapping[str, Any], *, is_gone: bool) -> None:
    """Bring the index up to date with a changed item, or take out one that is gone."""
    item_id = item["id"]
    connection.execute(_DROP_WORDS, {"item_id": item_id})
    if not is_gone:
        told = beside(connection, [item_id]).get(item_id, ())
        _add_words(connection, item["unit_id"], {item_id: indexed(item, told)})


def tell(
    connection: Connection, table_name: str, row: Mapping[str, Any], changed: Mapping[str, Any]
) -> None:
    """Have an item found by what a row beside it tells from now on.

    Args:
        connection: Where.
        table_name: The table of the row; of most nothing is told.
        row: The row as it is now.
        changed: The fields that say something new.
    """
    if not any(name in changed for name in BESIDE.get(table_name, ())) or not row["item_id"]:
        return
    if table_name == "item_event" and _engine(connection) == "postgresql":
        # Whoever answers from another unit may not read the rest of the story there.
        words = _taken_apart(row["unit_id"], row["note"])
        values = {"item_id": row["item_id"], "words": words}
        connection.execute(_ADD_TO_WORDS, values)
    else:
        tell_again(connection, [row["item_id"]])


def tell_again(connection: Connection, item_ids: Collection[str]) -> None:
    """Bring the index up to date with what is told beside some items."""
    if item_ids:
        _write_again(connection, _read(connection, _THESE, {"ids": item_ids}))


def take_over(
    connection: Connection, items: Sequence[Mapping[str, Any]], gone: Collection[str]
) -> None:
    """Bring the index up to date with items that were written elsewhere."""
    remove(connection, gone)
    entries = [{"item_id": item["id"], "unit_id": item["unit_id"]} for item in items]
    if entries:
        # Numbered as they were made: so the newest is found first.
        connection.execute(_ADD_MISSING_ENTRY, sorted(entries, key=itemgetter("item_id")))
    _write_again(connection, items)


def add_missing(connection: Connection) -> None:
    """Make items findable that came in without their words."""
    take_over(connection, _read(connection, _WITHOUT_ENTRY, {}), ())


def clear(connection: Connection) -> None:
    """Empty the index, before it is built anew."""
    connection.execute(_DROP_ALL_WORDS)
    connection.execute(_DROP_ALL_ENTRIES)


def remove(connection: Connection, item_ids: Collection[str]) -> None:
    """Take items out that are removed for good."""
    if item_ids:
        gone = [{"item_id": item_id} for item_id in item_ids]
        connection.execute(_DROP_WORDS, gone)
        connection.execute(_DROP_ENTRY, gone)


def is_searched(changed: Mapping[str, Any]) -> bool:
    """Whether a change of an item changes what it is found by."""
    return any(name in changed for name in (*_SAYS_WHETHER_IT_STANDS, *SEARCHED_FIELDS))


def words_of(item: Mapping[str, Any], told: Iterable[str] = ()) -> str:
    """What of an item is searched, with what is told beside it."""
    own = (str(item[name]) for name in SEARCHED_FIELDS if item.get(name))
    return "\n".join((*own, *told))


def indexed(item: Mapping[str, Any], told: Iterable[str] = ()) -> str:
    """What stands in the index for an item: what of it is searched, and whether it stands."""
    words = words_of(item, told)
    return f"{words}\n{_STANDS}" if _stands(item) else words


def _stands(item: Mapping[str, Any]) -> bool:
    """The rule of `model.item.IS_OPEN` and `IS_TO_CHECK` on one row."""
    is_action = item["kind"] == ItemKind.ACTION.value and item["deleted_at"] is None
    return is_action and item["turned_into_id"] is None and item["status"] in _STANDING


def beside(connection: Connection, item_ids: Sequence[str]) -> dict[str, list[str]]:
    """What is told of items elsewhere; by item."""
    found: dict[str, list[str]] = {}
    for item_id, words in connection.execute(_TOLD_BESIDE, {"ids": item_ids}):
        found.setdefault(item_id, []).append(words)
    return found


def matching(
    connection: Connection,
    unit_id: str,
    typed: str,
    limit: int = _ALL,
    *,
    must_stand: bool = False,
) -> tuple[str, ...]:
    """Ids of a unit's items that hold every typed word or its beginning, newest first.

    Args:
        connection: Where.
        unit_id: Whose items.
        typed: The words.
        limit: How many at most; all when it is not given.
        must_stand: Only actions that are open or wait for a check.
    """
    words = _typed(typed)
    if words and must_stand:
        words = (*words, _STANDS)
    return _newest(connection, unit_id, [words], limit)


def holding(connection: Connection, unit_id: str, typed: str) -> Select[Any]:
    """The same ids for `in_`, however many: none of them is handed out and back."""
    words = _typed(typed)
    if not words:
        return these(())
    values = {**asked(connection, unit_id, words), "limit": _ALL, "offset": 0}
    query = text(_FOUND[_engine(connection)]).bindparams(**values)
    return select(query.columns(column("item_id", String)).subquery().c.item_id)


def sharing(
    connection: Connection, unit_id: str, words: Sequence[str], limit: int
) -> tuple[str, ...]:
    """Ids of a unit's items that hold at least two of some folded words, newest first."""
    pairs = list(combinations(words[:_MOST_ALIKE], 2))
    return _newest(connection, unit_id, pairs, limit)


def asked(connection: Connection, unit_id: str, *groups: Sequence[str]) -> dict[str, str]:
    """What `FOUND` asks for, but how many: whose items, and which words they hold.

    Args:
        connection: Where.
        unit_id: Whose items.
        groups: Folded words; an item holds all of one group, or their beginnings.
    """
    return {"query": _IN_SIGNS[_engine(connection)](unit_id, groups), "unit_id": unit_id}


def _typed(typed: str) -> tuple[str, ...]:
    """What was typed as folded words; a slip number as it is written."""
    return words_in(read_slip(typed) or typed)


def _newest(
    connection: Connection, unit_id: str, groups: Sequence[Sequence[str]], limit: int
) -> tuple[str, ...]:
    """Ids of the items that hold all words of one of some groups; no words find nothing."""
    if not any(groups):
        return ()
    values = {**asked(connection, unit_id, *groups), "limit": limit, "offset": 0}
    return tuple(connection.execute(_NEWEST[_engine(connection)], values).scalars().all())


def _for_fts5(_unit_id: str, groups: Sequence[Sequence[str]]) -> str:
    quoted = (" AND ".join(map(_begun, group)) for group in groups)
    return " OR ".join(f"({group})" for group in quoted)


def _begun(word: str) -> str:
    """A word or what begins with it; of the sign that would gather all that stands, so as it is."""
    return f'"{word}"' if word == _STANDS else f'"{word}"*'


def _for_tsquery(unit_id: str, groups: Sequence[Sequence[str]]) -> str:
    taken = (_taken_apart(unit_id, " ".join(group)) for group in groups)
    quoted = (" & ".join(f"'{word}':*" for word in group) for group in taken)
    return " | ".join(f"({group})" for group in quoted)


_IN_SIGNS = {"sqlite": _for_fts5, "postgresql": _for_tsquery}


def _read(
    connection: Connection, query: Executable, values: Mapping[str, Any]
) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query, values).mappings()]


def _add_words(connection: Connection, unit_id: str, told: Mapping[str, str]) -> None:
    if _engine(connection) == "sqlite":
        connection.exec_driver_sql(_ADD_WORDS, list(told.items()))
        return
    rows = [
        {"item_id": item_id, "words": _taken_apart(unit_id, words)}
        for item_id, words in told.items()
    ]
    connection.execute(_ADD_WORDS_ON_SERVER, rows)


def _write_again(connection: Connection, items: Sequence[Mapping[str, Any]]) -> None:
    """Write the words of items that have an entry, in place of those that stand there."""
    if items:
        connection.execute(_DROP_WORDS, [{"item_id": item["id"]} for item in items])
    unit_of = itemgetter("unit_id")
    for unit_id, some in groupby(sorted(items, key=unit_of), unit_of):
        _add_words(connection, unit_id, _words_now(connection, list(some)))


def _words_now(connection: Connection, items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What is searched of items, and told beside them; by item, of a deleted one nothing."""
    told = beside(connection, [item["id"] for item in items])
    return {
        item["id"]: "" if item["deleted_at"] else indexed(item, told.get(item["id"], ()))
        for item in items
    }


def _taken_apart(unit_id: str, words: str) -> list[str]:
    """A unit's words as FTS5's `unicode61` takes them, without case and accents; each once."""
    unit = unit_id[-_UNIT_LENGTH:]
    sign = (_STANDS,) if words.endswith(_STANDS) else ()
    found = (*words_in(words.removesuffix(_STANDS)), *sign)
    return list(dict.fromkeys(f"{unit}{word[:_LONGEST_WORD]}" for word in found))


def _engine(connection: Connection) -> str:
    return connection.dialect.name
