"""One read or write transaction, with the audit, the search index and undo built in.

A service gets one from the store: it never commits by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Executable, bindparam, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel, col, select

from huddle.clock import local
from huddle.errors import ChangedElsewhere
from huddle.i18n import _
from huddle.model import Counter, Item, Kept, Unit
from huddle.rows.changes import Changes
from huddle.store import search, sensitive
from huddle.store.adding import add_together
from huddle.store.audit import AuditTrail, entity_of
from huddle.store.blank import adding, blank, row_of
from huddle.store.things import THING_OF
from huddle.vocabulary import Thing

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from huddle.store.ground import Ground
    from huddle.store.ids import NewId
    from huddle.store.key_file import KeyPlace
    from huddle.store.session import Store

KeptT = TypeVar("KeptT", bound=Kept)

_UNIT = select(col(Unit.time_zone), col(Unit.sensitive_roles)).where(
    col(Unit.id) == bindparam("unit_id")
)
_COUNT_ON = (
    update(Counter)
    .where(col(Counter.name) == bindparam("counter"))
    .values(next_number=col(Counter.next_number) + bindparam("count"))
    .returning(col(Counter.next_number))
)


@dataclass(frozen=True, slots=True)
class Undoable:
    """What one write did to one row, so that it can be taken back.

    Attributes:
        table: The table class.
        id: The row.
        before: The changed fields as they were; none when the row was added.
        row_version: The version the write left; a later change makes undo impossible.
    """

    table: type[Kept]
    id: str
    before: dict[str, Any] | None
    row_version: int


class Reader:
    """A read transaction.

    Attributes:
        connection: For plain values.
        now: The instant it began, in UTC.
        unit_id: The unit in use.
        time_zone: The unit's.
        account_id: Who reads.
        fleet: What the organisation set for this computer.
        sees_sensitive: Whether the ward lets them see sensitive items.
        opened: What was shown that is noted in the audit when somebody sees it: table and id.
    """

    def __init__(self, connection: Connection, store: Store) -> None:
        self.connection = connection
        self.now = store.clock.now()
        self.account_id = store.account.id
        self.fleet = store.fleet
        self.opened: set[tuple[str, str]] = set()
        self.sees_sensitive = sensitive.may_see(self._be(store.unit_id), store.account.role)

    @cached_property
    def session(self) -> Session:
        """For `select()`, on the same connection; much is asked without one."""
        session = Session(self.connection, autoflush=False)
        if not self.sees_sensitive:
            sensitive.hide(session)
        return session

    @cached_property
    def unit(self) -> Unit:
        """The unit in use."""
        return self.session.get_one(Unit, self.unit_id)

    def hide_sensitive(self) -> None:
        """Find from now on only what is not sensitive, whoever reads."""
        session, sees = self.session, self.sees_sensitive
        self.sees_sensitive = False
        if sees:
            sensitive.hide(session)

    def execute(
        self,
        statement: Executable,
        values: dict[str, Any] | Sequence[dict[str, Any]] | None = None,
    ) -> Any:
        """Run a statement for plain values, without the cost of rows that track their changes.

        It does not leave sensitive items out: what asks for their words has a condition of its own.
        """
        return self.connection.execute(statement, values)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Read sensitive items too for a while, for what must be whole and is not shown."""
        session = self.session
        sees, self.sees_sensitive = self.sees_sensitive, True
        try:
            with sensitive.shown(session):
                yield
        finally:
            self.sees_sensitive = sees

    @contextmanager
    def acting_for(self, unit_id: str) -> Iterator[None]:
        """Read, and write, as another unit of the store for a while."""
        own = self.unit_id
        self._be(unit_id)
        try:
            yield
        finally:
            self._be(own)

    def _be(self, unit_id: str) -> str:
        """Be a unit of the store from now on; returns the roles that see its sensitive items."""
        self.unit_id = unit_id
        self.time_zone, seen_by = self.execute(_UNIT, {"unit_id": unit_id}).one()
        for name in ("unit", "local_now"):
            # Its clock may show another hour.
            self.__dict__.pop(name, None)
        return str(seen_by)

    @cached_property
    def local_now(self) -> dt.datetime:
        """The wall clock of the unit."""
        return local(self.now, self.time_zone)

    @property
    def today(self) -> dt.date:
        """The day it is in the unit."""
        return self.local_now.date()


class Writer(Reader):
    """A write transaction that holds the write lock from its beginning.

    Attributes:
        said_at: When what it writes was said: now, unless it is typed in later.
        new_id: Makes row ids.
    """

    def __init__(self, session: Session, store: Store, ground: Ground, new_id: NewId) -> None:
        super().__init__(session.connection(), store)
        self.session = session
        if not self.sees_sensitive:
            sensitive.hide(session)
        self.new_id = new_id
        self._home = ground.home
        self.undoable: list[Undoable] = []
        self.said_at = self.now
        self._said_on: dt.date | None = None
        self._things: set[Thing] = set()
        self._ids: set[str] = set()
        self._audit = AuditTrail(
            self.connection,
            unit_id=store.unit_id,
            account_id=store.account.id,
            pc=store.pc,
            now=self.now,
            new_id=new_id,
            secret=ground.keys.audit_secret,
        )

    @contextmanager
    def acting_for(self, unit_id: str) -> Iterator[None]:
        """Read, and write, as another unit of the store for a while."""
        with self._audit.acting_for(unit_id), super().acting_for(unit_id):
            yield

    def stay_with(self, unit_id: str) -> None:
        """Read, and write, as another unit until the end; the one that was in use may be gone."""
        self._audit.act_for(unit_id)
        self._be(unit_id)

    @property
    def said_on(self) -> dt.date:
        """The unit's day on which what is written was said."""
        return self._said_on or self.today

    def count_as_said(self, at: dt.datetime, on: dt.date) -> None:
        """Let what is written count as said at another time; the audit keeps the true one."""
        self.said_at, self._said_on = at, on

    @property
    def key_ring(self) -> KeyPlace:
        """Where the keys stand, which no other program changes during this write."""
        return self._home.key_ring_in(self.connection)

    @property
    def changes(self) -> Changes:
        """What was touched so far."""
        return Changes(frozenset(self._things), frozenset(self._ids))

    def stamps(self, made_at: dt.datetime) -> dict[str, Any]:
        """What each new row says of whose it is, and when and by whom it was made.

        Args:
            made_at: When.
        """
        return {
            "unit_id": self.unit_id,
            "created_at": made_at,
            "created_by": self.account_id,
            "updated_at": made_at,
            "updated_by": self.account_id,
        }

    def add(self, table: type[KeptT], *, row_id: str | None = None, **values: Any) -> KeptT:
        """Add a row of a table that people change; it is audited and made findable."""
        fields = {
            **blank(table),
            "id": row_id or self.new_id(),
            **self.stamps(self.now),
            **values,
        }
        if table is Unit:
            # It belongs to itself.
            fields["unit_id"] = fields["id"]
        self.execute(adding(table), fields)
        row = row_of(table, fields)
        told = _told(values)
        self._audit.append(
            "add", entity_of(table), row.id, {}, told, sensitive.hashed_fields(row, values)
        )
        if isinstance(row, Item):
            search.add(self.connection, fields)
        search.tell(self.connection, entity_of(table), fields, told)
        self.undoable.append(Undoable(table, row.id, None, row.row_version))
        self.touched(table, row.id)
        return row

    def add_many(self, table: type[Kept], rows: Sequence[dict[str, Any]]) -> None:
        """Add many rows of a table together; each is audited and made findable as if alone.

        Args:
            table: The table.
            rows: Of each its id and its fields; what is not in it is as blank as in a new row.
        """
        if not rows:
            return
        base = {**blank(table), **self.stamps(self.now)}
        add_together(self.connection, table, base, rows)
        self._audit.append_added(
            entity_of(table),
            ((row["id"], _told(row), sensitive.hashed_of(table, row)) for row in rows),
        )
        if table is Item:
            words = {row["id"]: search.indexed({**base, **row}) for row in rows}
            search.add_some(self.connection, self.unit_id, words)
        self._tell_many(table, base, rows)
        for row in rows:
            self.touched(table, row["id"])

    def add_many_plain(self, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
        """Add many rows that nobody changes later and that are their own trace."""
        base = {**blank(table), "unit_id": self.unit_id}
        with_ids = [{"id": self.new_id(), **row} for row in rows]
        add_together(self.connection, table, base, with_ids)
        self._tell_many(table, base, with_ids)

    def _tell_many(
        self, table: type[SQLModel], same: dict[str, Any], rows: Sequence[dict[str, Any]]
    ) -> None:
        """Have items found by what new rows beside them tell; of most tables nothing is told."""
        for row in rows if table.__tablename__ in search.BESIDE else ():
            search.tell(self.connection, entity_of(table), {**same, **row}, _told(row))

    def add_plain(self, table: type[SQLModel], **values: Any) -> None:
        """Add a row that nobody changes later and that is its own trace."""
        own = {"id": self.new_id(), "unit_id": self.unit_id}
        fields = {**blank(table), **own, **values}
        self.execute(adding(table), fields)
        search.tell(self.connection, entity_of(table), fields, _told(values))
        self.touched(table, str(values.get("item_id") or values.get("huddle_id") or ""))

    def change(self, row: KeptT, *, act: str = "change", **values: Any) -> KeptT:
        """Change fields of a row; what is already so is left alone.

        Raises:
            ChangedElsewhere: Somebody else changed the row since it was read.
        """
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        return self._update(row, changed, act) if changed else row

    def touch(self, row: KeptT) -> KeptT:
        """Move a row's version on, because something that is part of it changed."""
        return self._update(row, {}, "change")

    def _update(self, row: KeptT, changed: dict[str, Any], act: str) -> KeptT:
        old = {name: getattr(row, name) for name in changed}
        table, version = type(row), row.row_version
        stamped = {
            **changed,
            "row_version": version + 1,
            "updated_at": self.now,
            "updated_by": self.account_id,
        }
        columns = table.__table__.c  # type: ignore[attr-defined]
        query = update(table).where(columns.id == row.id, columns.row_version == version)
        if self.execute(query.values(stamped)).rowcount != 1:
            raise changed_elsewhere()
        hashed = sensitive.hashed_fields(row, changed)
        for name, value in stamped.items():
            set_committed_value(row, name, value)
        if changed.get("is_sensitive"):
            self._audit.empty(entity_of(table), row.id, "sensitive")
        self._audit.append(act, entity_of(table), row.id, old, changed, hashed)
        if isinstance(row, Item) and search.is_searched(changed):
            search.change(self.connection, dict(row), is_gone=row.deleted_at is not None)
        search.tell(self.connection, entity_of(table), dict(row), changed)
        self.undoable.append(Undoable(table, row.id, old, version + 1))
        self.touched(table, row.id)
        return row

    def delete(self, row: Kept, why: str = "") -> None:
        """Mark a row as deleted, with who, when and why; nothing is ever erased here."""
        self.change(
            row, act="delete", deleted_at=self.now, deleted_by=self.account_id, deleted_why=why
        )

    def note(self, act: str, entity: str, entity_id: str, **told: Any) -> None:
        """Put an act that changes no row into the audit."""
        self._audit.append(act, entity, entity_id, {}, told)

    def next_number(self, counter: str, count: int = 1) -> int:
        """The next number of a counter, or the first of several; none is given out again."""
        found = self.execute(_COUNT_ON, {"counter": counter, "count": count}).scalar_one_or_none()
        if found is not None:
            return int(found) - count
        self.add_plain(Counter, name=counter, next_number=1 + count)
        return 1

    def touched(self, table: type[SQLModel], row_id: str) -> None:
        """Have others told of a row that was changed by a statement of its own."""
        if table in THING_OF:
            self._things.add(THING_OF[table])
            self._ids.add(row_id)


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a new row that say something; its id stands beside them."""
    return {
        name: value
        for name, value in values.items()
        if value not in (None, "", False) and name != "id"
    }


def changed_elsewhere() -> ChangedElsewhere:
    """The refusal of a change to a row that is no longer as it was read."""
    return ChangedElsewhere(
        _("Somebody else changed this meanwhile. Nothing was overwritten: look at it again.")
    )
