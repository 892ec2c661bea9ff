"""Brings what was written without the line to the server: in order, each write exactly once.

A write is one transaction there, too, and says which one it is, so that it is known if it comes
again. A change that meets another version of the same fields is put aside for somebody to choose;
so is all of a write that the server cannot take. Nothing is overwritten unseen, nothing dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import col

from huddle.model import AuditValue, Conflict
from huddle.store import audit, journal, outbox, search
from huddle.store.database import WRITE_ID_OPTION, writing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Engine

    from huddle.store.ids import NewId
    from huddle.store.outbox import Act

_STAMPS = frozenset(("row_version", "updated_at", "updated_by"))
_REFERENCE = ("patient_reference", "patient_reference_at")
_KEPT_QUIETLY = frozenset(
    (
        *("step_id", "step_entered_at", "paused_at", "paused_seconds", "spent_seconds"),
        *("started_at", "closed_at", "seen_at", *_REFERENCE),
    )
)
"""What nobody is asked about: where two computers kept a huddle's time, the server's counts; and a
patient reference lives for hours and must not wait for a choice."""


class Sender:
    """Sends the writes of one outbox.

    Args:
        copy: The copy whose outbox it is; not its engine for what is noted.
        server: The server.
        new_id: Makes row ids.
    """

    def __init__(self, copy: Engine, server: Engine, new_id: NewId) -> None:
        self._copy = copy
        self._server = server
        self._new_id = new_id

    def send(self) -> int:
        """Send all that waits, and forget it here once it is there; says how many writes it was.

        Raises:
            LineGone: The line broke; what had arrived is known the next time.
        """
        with self._copy.connect() as connection:
            waiting = list(outbox.writes(connection))
        for acts in waiting:
            self._send(acts)
            with self._copy.begin() as connection:
                outbox.drop(connection, acts[-1].number)
                _empty_own_audit(connection, acts)
        return len(waiting)

    def _send(self, acts: Sequence[Act]) -> None:
        try:
            self._take(acts, one_by_one=True)
        except DBAPIError as error:
            if isinstance(error, OperationalError):
                # The server's own trouble passes.
                raise
            # Such as a person who was merged, or a row that went for good meanwhile.
            self._take(acts, one_by_one=False)

    def _take(self, acts: Sequence[Act], *, one_by_one: bool) -> None:
        """Have a write take place on the server, or be put aside there as a whole."""
        write_id = acts[0].write_id
        with (
            writing(self._server).execution_options(**{WRITE_ID_OPTION: write_id}).begin() as there
        ):
            if journal.is_written(there, write_id):
                return
            taking = _Taking(there, acts, self._new_id)
            taking.take() if one_by_one else taking.put_all_aside()
            journal.mark(there, write_id)


class _Taking:
    """One write on its way into the server's tables."""

    def __init__(self, there: Connection, acts: Sequence[Act], new_id: NewId) -> None:
        self._there = there
        self._acts = [act for act in acts if act.table.name not in outbox.AUDITED]
        self._new_id = new_id
        entries = {act.row_id: act.new for act in acts if act.table.name == "audit_entry"}
        values = {act.row_id: act.new for act in acts if act.table.name == "audit_value"}
        self._audit = [(entries[row_id], values[row_id]) for row_id in entries]

    def take(self) -> None:
        for act in self._acts:
            if act.old is None:
                self._add(act)
            elif act.new is None:
                self._there.execute(delete(act.table).where(act.table.c.id == act.row_id))
            else:
                self._change(act)
        for entry, value in self._audit:
            if entry is not None and value is not None:
                audit.chain_on(self._there, entry, value)
        for act in self._acts:
            if act.changed.get("is_sensitive") and act.old is not None:
                self._empty_audit(act)

    def put_all_aside(self) -> None:
        for act in self._acts:
            if act.new is not None:
                self._put_aside(act, act.old or {}, act.new)

    def _add(self, act: Act) -> None:
        row = dict(act.new or {})
        self._there.execute(insert(act.table), row)
        if act.table.name == "item":
            search.add(self._there, row)
        told = {name: value for name, value in row.items() if value}
        search.tell(self._there, act.table.name, row, told)

    def _change(self, act: Act) -> None:
        found = select(act.table).where(act.table.c.id == act.row_id)
        there = self._there.execute(found).mappings().one_or_none()
        row = None if there is None else dict(there)
        changed = {name: value for name, value in act.changed.items() if name not in _STAMPS}
        if row is None:
            self._put_aside(act, act.old or {}, changed)
            return
        quiet = {name for name in changed if name in _KEPT_QUIETLY and _differs(act, row, name)}
        changed = {name: value for name, value in changed.items() if name not in quiet}
        if any(_differs(act, row, name) for name in changed) or _is_gone(act, row):
            self._put_aside(act, act.old or {}, changed)
        else:
            self._write(act, row, changed)

    def _write(self, act: Act, row: dict[str, Any], changed: dict[str, Any]) -> None:
        new = act.new or {}
        stamped = dict(changed)
        if "row_version" in row:
            stamped |= {name: new[name] for name in ("updated_at", "updated_by")}
            stamped["row_version"] = row["row_version"] + 1
        if stamped:
            self._there.execute(
                update(act.table).where(act.table.c.id == act.row_id).values(stamped)
            )
        if act.table.name == "item" and search.is_searched(changed):
            after = {**row, **stamped}
            search.change(self._there, after, is_gone=after["deleted_at"] is not None)
        search.tell(self._there, act.table.name, {**row, **stamped}, changed)

    def _put_aside(self, act: Act, old: Mapping[str, Any], mine: Mapping[str, Any]) -> None:
        """Keep a change for somebody to choose; two by one write of the same row are two."""
        new = act.new or {}
        mine = {name: value for name, value in mine.items() if name not in _REFERENCE}
        entry = self._audit[0][0] if self._audit and self._audit[0][0] else {}
        values = {
            "id": self._new_id(),
            "unit_id": new["unit_id"],
            "write_id": act.write_id,
            "table_name": act.table.name,
            "row_id": act.row_id,
            "about_id": _about(act),
            "account_id": entry.get("account_id") or new.get("updated_by") or "",
            "at": entry.get("at") or new.get("updated_at") or new.get("at"),
            "pc": entry.get("pc", ""),
            "was": outbox.packed(act.table, {name: old[name] for name in mine if name in old}),
            "mine": outbox.packed(act.table, mine),
        }
        self._there.execute(insert(Conflict), values)

    def _empty_audit(self, act: Act) -> None:
        """The words of what became sensitive leave the audit, those sent just now as well."""
        new = act.new or {}
        audit.empty_of(self._there, act.table.name, act.row_id, new["updated_at"], "sensitive")


def _empty_own_audit(copy: Connection, acts: Sequence[Act]) -> None:
    """The server's audit has the words from now on, so that they can go there for good."""
    sent = [act for act in acts if act.table.name == "audit_entry"]
    # Another window of this computer may have sent it, too.
    there = select(col(AuditValue.id)).where(col(AuditValue.id).in_(act.row_id for act in sent))
    ids = list(copy.execute(there).scalars())
    if ids:
        audit.empty_values(copy, ids, (sent[-1].new or {})["at"], "sent")


def _about(act: Act) -> str:
    """The item or huddle that a row is part of, or the row itself."""
    row = act.new or {}
    if act.table.name in ("item", "huddle"):
        return act.row_id
    return str(row.get("item_id") or row.get("huddle_id") or act.row_id)


def _differs(act: Act, row: Mapping[str, Any], name: str) -> bool:
    """Whether somebody else set a field to something else."""
    old, new = act.old or {}, act.new or {}
    return bool(row[name] != old.get(name) and row[name] != new.get(name))


def _is_gone(act: Act, row: Mapping[str, Any]) -> bool:
    """Whether somebody removed what was changed here."""
    old = act.old or {}
    return bool(row.get("deleted_at") and not old.get("deleted_at"))
