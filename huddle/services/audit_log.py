"""The audit to read: who did what, when, from which computer, what it was and what it became."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, not_, or_
from sqlmodel import col, select

from huddle import dates
from huddle.i18n import _
from huddle.model import (
    Account,
    Addendum,
    Attendance,
    AuditEmptied,
    AuditEntry,
    AuditValue,
    Department,
    Huddle,
    HuddleStep,
    Item,
    Part,
    Person,
    RotaPlace,
    RotaSwap,
    Series,
    Stage,
    Template,
    TemplateStep,
)
from huddle.rows.audit import AuditChange, AuditChoices, AuditFilter, AuditRow, AuditVerdict
from huddle.rules.codes import read_number
from huddle.services.audit_names import THINGS
from huddle.services.audit_words import (
    ACTS,
    GONE,
    KINDS,
    act_in_words,
    entries_in_words,
    field_in_words,
    thing_in_words,
    value_in_words,
)
from huddle.services.guarded import Service
from huddle.store import audit, keys
from huddle.store.transaction import Reader
from huddle.vocabulary import AuditKind, ItemKind

PAGE = 200
_AT_ONCE = 2000
_SIGN_INS = ("sign_in", "sign_in_by_recovery_key", "sign_in_failed", "lock", "open_wall")
_MAILS = ("copy", "mail", "mailed", "not_mailed", "perhaps_mailed")
_PRINTS = ("print", "save", "export", "override", *_MAILS)
_KEYS = ("new_recovery_key", "change_key")
_SAID = ("item", "part", "huddle", "huddle_step", "attendance", "addendum")
_NAMED: tuple[Any, ...] = (Account, Department, Person, Stage, Series, Template, TemplateStep)
_IN_A_HUDDLE: tuple[Any, ...] = (HuddleStep, Attendance)

_EVERYTHING = AuditFilter()


class AuditLog(Service, called="audit"):
    """What the audit tells."""

    def entries(
        self,
        wanted: AuditFilter = _EVERYTHING,
        *,
        limit: int = PAGE,
        before_number: int | None = None,
    ) -> tuple[AuditRow, ...]:
        """Entries, newest first.

        Args:
            wanted: Which.
            limit: The most that are given.
            before_number: Only older ones than this.
        """
        with self._store.read() as reader:
            return tuple(_entries(reader, wanted, limit, before_number))

    def choices(self) -> AuditChoices:
        """The accounts and computers to choose from."""
        with self._store.read() as reader:
            accounts = reader.execute(select(Account.id, Account.name).order_by(Account.name))
            pcs = reader.execute(select(AuditEntry.pc).distinct().order_by(AuditEntry.pc))
            return AuditChoices(
                tuple((row[0], row[1]) for row in accounts), tuple(row[0] for row in pcs if row[0])
            )

    def verify(self) -> AuditVerdict:
        """Whether nothing in the audit was changed, taken out or cut off."""
        noted = keys.noted_audit_head(self._store.home.key_ring)
        with self._store.read() as reader:
            number, _head = audit.head(reader.connection)
            broken = audit.broken_at(reader.connection)
            is_there = noted is None or audit.holds(reader.connection, *noted)
            is_guarded = audit.is_guarded(reader.connection)
        said = (
            _chain_in_words(number, broken),
            _end_in_words(noted, is_there=is_there),
            _("Its guards against change are in place.")
            if is_guarded
            else _("Its guards against change are gone: somebody took them out of the file."),
        )
        return AuditVerdict(broken is None and is_there and is_guarded, number, said)


def _chain_in_words(number: int, broken: int | None) -> str:
    if broken is None:
        return _("All {entries} are as they were written, and none is missing.").format(
            entries=entries_in_words(number)
        )
    return _("Entry {number} was changed, or one before it was taken out.").format(number=broken)


def _end_in_words(noted: tuple[int, str] | None, *, is_there: bool) -> str:
    if noted is None:
        return _("How far it went is noted beside the keys with each backup; none was made yet.")
    if is_there:
        return _("It reaches at least to entry {number}, which was noted beside the keys.").format(
            number=noted[0]
        )
    return _(
        "Entry {number}, which was noted beside the keys, is not in it: its end was cut off, or an "
        "older data file was put in its place."
    ).format(number=noted[0])


# Finding


def in_order(reader: Reader, wanted: AuditFilter) -> Iterator[AuditRow]:
    """The wanted entries, oldest first, however many they are."""
    number = col(AuditEntry.number)
    last = 0
    while found := _read(reader, wanted, _AT_ONCE, number > last, order=number):
        yield from found
        last = found[-1].number


def _entries(
    reader: Reader, wanted: AuditFilter, limit: int, before_number: int | None
) -> list[AuditRow]:
    number = col(AuditEntry.number)
    older = () if before_number is None else (number < before_number,)
    return _read(reader, wanted, limit, *older, order=number.desc())


def _read(
    reader: Reader, wanted: AuditFilter, limit: int, *where: ColumnElement[bool], order: Any
) -> list[AuditRow]:
    entry, value, emptied = AuditEntry, AuditValue, AuditEmptied
    query = (
        # SQLModel's select is typed for four columns at most.
        select(  # type: ignore[call-overload]
            entry.number,
            entry.at,
            entry.account_id,
            entry.pc,
            entry.act,
            entry.entity,
            entry.entity_id,
            value.old,
            value.new,
            emptied.why,
        )
        .outerjoin(value, col(value.id) == col(entry.id))
        .outerjoin(emptied, col(emptied.id) == col(entry.id))
        .where(*_conditions(reader, wanted), *where)
        .order_by(order)
        .limit(limit)
    )
    rows = [dict(row) for row in reader.execute(query).mappings()]
    for row in rows:
        row["old"], row["new"] = _values(row["old"]), _values(row["new"])
    names, kinds = _names(reader, rows)
    return [_row(row, names, kinds, reader.time_zone) for row in rows]


def _conditions(reader: Reader, wanted: AuditFilter) -> Iterator[ColumnElement[bool]]:
    yield col(AuditEntry.unit_id) == reader.unit_id
    if wanted.kind is not None:
        yield _of_kind(wanted.kind)
    if wanted.account_id:
        yield col(AuditEntry.account_id) == wanted.account_id
    if wanted.pc:
        yield col(AuditEntry.pc) == wanted.pc
    zone = ZoneInfo(reader.time_zone)
    if wanted.since:
        yield col(AuditEntry.at) >= dt.datetime.combine(wanted.since, dt.time(), zone)
    if wanted.until:
        after = wanted.until + dt.timedelta(days=1)
        yield col(AuditEntry.at) < dt.datetime.combine(after, dt.time(), zone)
    for word in wanted.text.casefold().split():
        yield _says(word)


def _of_kind(kind: AuditKind) -> ColumnElement[bool]:
    act, entity = col(AuditEntry.act), col(AuditEntry.entity)
    acts = {
        AuditKind.SIGN_INS: _SIGN_INS,
        AuditKind.PRINTS: _PRINTS,
        AuditKind.OPENINGS: ("open",),
    }
    if kind in acts:
        return act.in_(acts[kind])
    elsewhere = act.in_([*_SIGN_INS, *_PRINTS, "open"])
    if kind is AuditKind.CHANGES:
        return and_(entity.in_(_SAID), not_(elsewhere))
    if kind is AuditKind.ACCOUNTS:
        return and_(or_(entity == "account", act.in_(_KEYS)), not_(elsewhere))
    return not_(or_(elsewhere, entity.in_((*_SAID, "account")), act.in_(_KEYS)))


def _says(word: str) -> ColumnElement[bool]:
    """Whether an entry's words hold one, or it is about the item or huddle of that number."""
    acts = [act for act, said in ACTS.items() if word in _(said).replace("{thing}", "").casefold()]
    things = [name for name, said in THINGS.items() if word in _(said).casefold()]
    kinds = [kind.value for kind, said in KINDS.items() if word in _(said).casefold()]
    items = select(Item.id).where(
        or_(func.lower(col(Item.code)) == word, col(Item.kind).in_(kinds))
    )
    entity_id = col(AuditEntry.entity_id)
    found = [
        col(AuditEntry.act).in_(acts),
        col(AuditEntry.entity).in_(things),
        entity_id.in_(items),
        entity_id.in_(select(Part.id).join(Item).where(func.lower(col(Item.code)) == word)),
    ]
    if (number := read_number(word)) is not None:
        found.append(entity_id.in_(select(Huddle.id).where(Huddle.number == number)))
    return or_(*found)


# In words


def _values(text: str | None) -> dict[str, Any]:
    return dict(json.loads(text)) if text else {}


def _row(
    row: Mapping[str, Any], names: Mapping[str, str], kinds: Mapping[str, ItemKind], zone: str
) -> AuditRow:
    is_own = row["entity_id"] == row["account_id"]
    thing = thing_in_words(row["entity"], kinds.get(row["entity_id"]))
    why = row["why"]
    return AuditRow(
        number=row["number"],
        at=row["at"],
        who=names.get(row["account_id"], ""),
        pc=row["pc"],
        act=row["act"],
        entity=row["entity"],
        what=act_in_words(row["act"], thing),
        about="" if is_own else names.get(row["entity_id"], ""),
        changes=tuple(_changes(row["old"], row["new"], names, zone)),
        gone=_(GONE[why]) if why in GONE else why or "",
    )


def _changes(
    old: Mapping[str, Any], new: Mapping[str, Any], names: Mapping[str, str], zone: str
) -> Iterator[AuditChange]:
    for field in dict.fromkeys((*old, *new)):
        said = field_in_words(field)
        was = value_in_words(field, old.get(field), names, zone)
        became = value_in_words(field, new.get(field), names, zone)
        if said and (was or became):
            yield AuditChange(said, was, became)


def _names(
    reader: Reader, rows: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, str], dict[str, ItemKind]]:
    """What the ids in some entries stand for, and the kinds of the items among them."""
    ids = set(_ids(rows))
    names: dict[str, str] = {}
    for table in _NAMED:
        query = select(table.id, table.name).where(col(table.id).in_(ids))
        names |= {row[0]: row[1] for row in reader.execute(query)}
    names |= _names_in_huddles(reader, ids)
    # Codes and kinds only: the words of a sensitive item are not for everybody.
    items = reader.execute(select(Item.id, Item.code, Item.kind).where(col(Item.id).in_(ids)))
    kinds = {}
    for item_id, code, kind in items:
        names[item_id], kinds[item_id] = code, ItemKind(kind)
    part = select(Part.id, Item.code).join(Item).where(col(Part.id).in_(ids))
    names |= {row[0]: row[1] for row in reader.execute(part)}
    return names | _names_in_rotas(reader, ids), kinds


def _names_in_rotas(reader: Reader, ids: set[str]) -> dict[str, str]:
    """A place by its person, a swap by its day, each with its series."""
    places = (
        select(RotaPlace.id, Person.name, Series.name)
        .join(Person, col(RotaPlace.person_id) == col(Person.id))
        .join(Series, col(RotaPlace.series_id) == col(Series.id))
    )
    swaps = select(RotaSwap.id, col(RotaSwap.on_day), Series.name).join(Series)
    found = [
        *reader.execute(places.where(col(RotaPlace.id).in_(ids))),
        *(
            (row[0], dates.in_table(row[1]), row[2])
            for row in reader.execute(swaps.where(col(RotaSwap.id).in_(ids)))
        ),
    ]
    return {row_id: f"{one}, {series}" for row_id, one, series in found}


def _names_in_huddles(reader: Reader, ids: set[str]) -> dict[str, str]:
    huddles = select(Huddle.id, Huddle.number).where(col(Huddle.id).in_(ids))
    addenda = select(Addendum.id, Huddle.number).join(Huddle).where(col(Addendum.id).in_(ids))
    names = {
        row[0]: _("number {number}").format(number=row[1])
        for query in (huddles, addenda)
        for row in reader.execute(query)
    }
    for table in _IN_A_HUDDLE:
        query = select(table.id, table.name, Huddle.number).join(Huddle)
        found = reader.execute(query.where(col(table.id).in_(ids)))
        names |= {row[0]: f"{row[1]}, {_huddle(row[2])}" for row in found}
    return names


def _ids(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield row["account_id"]
        yield row["entity_id"]
        for values in (row["old"], row["new"]):
            for field, value in values.items():
                if value and field.endswith(("_id", "_ids", "_by", "_in")):
                    yield from str(value).split()


def _huddle(number: int) -> str:
    return _("huddle {number}").format(number=number)
