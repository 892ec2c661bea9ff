"""What was written without the line to the server and met another version: somebody chooses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, col, select

from huddle import dates
from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import _
from huddle.labels import label
from huddle.model import Account, Conflict, Item, Kept, PastPlan, PrintedSheet
from huddle.model.base import METADATA
from huddle.rows.conflicts import ConflictRow
from huddle.rows.versions import ComparedRow
from huddle.services.audit_words import field_in_words, thing_in_words, value_in_words
from huddle.services.guarded import Service
from huddle.services.versions import names_of, plain
from huddle.store import outbox
from huddle.store.things import THING_OF
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import ItemKind

_TABLES: tuple[type[SQLModel], ...] = (*THING_OF, PastPlan, PrintedSheet)
_KINDS = {str(kind.__tablename__): kind for kind in _TABLES}
"""Whatever is written without the line may meet another version."""
_STAMPS = frozenset(
    (
        *("id", "unit_id", "row_version"),
        *("created_at", "created_by", "updated_at", "updated_by"),
    )
)
"""Of a row that was put aside as a whole: nothing that anybody chooses by."""
_BACK: dict[str, Any] = {"deleted_at": None, "deleted_by": None, "deleted_why": ""}
"""What brings a row back that somebody else removed."""


class Conflicts(Service, called="conflicts"):
    """Changes that wait for a choice."""

    def waiting(self) -> tuple[ConflictRow, ...]:
        """All of this unit that whoever is signed in may see, the oldest first."""
        with self._store.read() as reader:
            query = select(Conflict).where(Conflict.unit_id == reader.unit_id)
            rows = reader.session.exec(query.order_by(col(Conflict.at), col(Conflict.id))).all()
            return tuple(_row(reader, row) for row in rows if _may_see(reader, row))

    def settle(self, conflict_id: str, *, is_mine: bool) -> None:
        """Let what was written without the line stand, or what stands now.

        Raises:
            Refused: What it belongs to is not there any more, so that it cannot stand.
        """
        try:
            with self._store.write() as writer:
                row = writer.session.get(Conflict, conflict_id)
                if row is None:
                    raise Refused(_("Somebody chose already what shall stand."))
                if is_mine:
                    _put_in(writer, row)
                writer.execute(delete(Conflict).where(col(Conflict.id) == conflict_id))
                writer.touched(Conflict, conflict_id)
                kept = "mine" if is_mine else "theirs"
                writer.note("settled", row.table_name, row.row_id, kept=kept, pc=row.pc)
        except IntegrityError as error:
            raise Refused(
                _("What this belongs to is not there any more. Copy its words, then let it go.")
            ) from error


def _put_in(writer: Writer, row: Conflict) -> None:
    kind, mine = _KINDS[row.table_name], _mine(row)
    there = writer.session.get(kind, row.row_id)
    if there is None:
        if not issubclass(kind, Kept) or "id" not in mine:
            raise Refused(
                _("What this changed is not there any more. Copy its words, then let it go.")
            )
        own = set(Kept.model_fields)
        values = {name: value for name, value in mine.items() if name not in own}
        writer.add(kind, row_id=row.row_id, **values)
    elif isinstance(there, Kept):
        is_gone = there.deleted_at is not None and "deleted_at" not in mine
        writer.change(there, **({**mine, **_BACK} if is_gone else mine))


def _may_see(reader: Reader, row: Conflict) -> bool:
    """Whether it is about nothing that is hidden from them."""
    if reader.sees_sensitive:
        return True
    query = select(Item.is_sensitive).where(Item.id == row.about_id)
    if reader.execute(query).scalar_one_or_none():
        return False
    # An item that is not there, or became sensitive without the line, says so itself.
    said = select(Conflict).where(Conflict.row_id == row.about_id)
    return not any(_mine(one).get("is_sensitive") for one in reader.session.exec(said))


def _row(reader: Reader, row: Conflict) -> ConflictRow:
    kind = _KINDS[row.table_name]
    there = reader.session.get(kind, row.row_id)
    now = dict(there) if there is not None else {}
    mine = _mine(row)
    is_gone = there is None or now.get("deleted_at") is not None
    theirs = _("It is not there any more.") if is_gone else _in_words(reader, now, mine)
    about = _("{thing}, written by {who} at {time} without the line").format(
        thing=_called(reader, row, {**mine, **now}),
        who=_account(reader, row.account_id),
        time=dates.clock_time(local(row.at, reader.time_zone)),
    )
    return ConflictRow(row.id, ComparedRow(about, _in_words(reader, mine, mine), theirs))


def _called(reader: Reader, row: Conflict, values: Mapping[str, Any]) -> str:
    """What it is about: its kind, and its code or name."""
    item = reader.session.get(Item, row.about_id)
    thing = thing_in_words(row.table_name, None) if item is None else label(ItemKind(item.kind))
    name = item.code if item is not None else values.get("name") or values.get("title") or ""
    said = f"{thing} {name}".strip()
    return said[:1].upper() + said[1:]


def _in_words(reader: Reader, values: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    return "\n".join(_lines(reader, values, fields)) or _("nothing")


def _lines(reader: Reader, values: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[str]:
    for field in (name for name in fields if name not in _STAMPS):
        value = plain(values.get(field))
        names = names_of(reader, field, value)
        said = field_in_words(field)
        words = value_in_words(field, value, names, reader.time_zone)
        if said and words:
            yield _("{field}: {value}").format(field=said, value=words)


def _mine(row: Conflict) -> dict[str, Any]:
    return outbox.unpacked(METADATA.tables[row.table_name], row.mine)


def _account(reader: Reader, account_id: str) -> str:
    query = select(Account.name).where(Account.id == account_id)
    return str(reader.execute(query).scalar_one_or_none() or _("somebody"))
