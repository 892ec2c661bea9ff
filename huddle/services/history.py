"""Huddles as they were, and what was said in them by kind."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Huddle, Item, Part, Person
from huddle.model.huddle import NEWEST_FIRST
from huddle.rows.huddles import (
    EVERY_HUDDLE,
    AttendanceList,
    AttendeeRow,
    HuddleRecord,
    HuddlesFilter,
)
from huddle.rows.items import ItemRow
from huddle.rows.planning import HuddleRow
from huddle.rules.codes import read_number
from huddle.rules.search_words import Wanted, words_in
from huddle.services import found_names, records, roster
from huddle.services.guarded import Service
from huddle.services.reading import huddle_row, item_rows, unit_row
from huddle.store import search
from huddle.store.listed import these
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus, ItemKind

LATEST = "latest"


class History(Service, called="history"):
    """What was, unchanged."""

    def huddles(
        self, wanted: HuddlesFilter = EVERY_HUDDLE, *, limit: int | None = None
    ) -> tuple[HuddleRow, ...]:
        """Huddles, newest first.

        Args:
            wanted: Which.
            limit: The most that are given; all when not given.
        """
        with self._store.read() as reader:
            query = newest_first(reader, wanted)
            return tuple(map(huddle_row, reader.session.exec(query.limit(limit))))

    def record(self, huddle: str | int) -> HuddleRecord:
        """A huddle as it was, by its id, its number or `latest`.

        Raises:
            Refused: There is none.
        """
        with self._store.read() as reader:
            return records.record(reader, _huddle(reader, str(huddle)))

    def attendance(self, huddle: str) -> AttendanceList:
        """Who was expected at a huddle and who came, by its id, its number or `latest`.

        Raises:
            Refused: There is none.
        """
        with self._store.read() as reader:
            found = _huddle(reader, huddle)
            attendees = (
                AttendeeRow(row.name, row.person_id is None, row.presence)
                for row in roster.rows(reader, found.id)
            )
            return AttendanceList(huddle_row(found), unit_row(reader.unit), tuple(attendees))

    def items(self, kind: ItemKind, *, text: str = "", limit: int = 500) -> tuple[ItemRow, ...]:
        """What was said of one kind, newest first."""
        with self._store.read() as reader:
            query = select(Item).where(
                Item.unit_id == reader.unit_id,
                Item.kind == kind.value,
                col(Item.deleted_at).is_(None),
            )
            if text.strip():
                said = search.holding(reader.connection, reader.unit_id, text)
                query = query.where(col(Item.id).in_(said))
            found = reader.session.exec(query.order_by(col(Item.id).desc()).limit(limit))
            return item_rows(reader, list(found))


def newest_first(reader: Reader, wanted: HuddlesFilter) -> SelectOfScalar[Huddle]:
    """The wanted huddles of the unit, newest first."""
    query = select(Huddle).where(Huddle.unit_id == reader.unit_id, col(Huddle.deleted_at).is_(None))
    if wanted.series_id:
        query = query.where(Huddle.series_id == wanted.series_id)
    if wanted.since:
        query = query.where(col(Huddle.held_on) >= wanted.since)
    if wanted.text.strip():
        query = query.where(_says(reader, wanted.text))
    if wanted.department_id:
        query = query.where(_has_item(_is_of_department(wanted.department_id)))
    if stage_id := wanted.stage_id:
        is_there = or_(Item.stage_id == stage_id, Item.join_stage_id == stage_id)
        query = query.where(_has_item(is_there))
    return query.order_by(*NEWEST_FIRST)


def _says(reader: Reader, text: str) -> Any:
    """Whether words were said in a huddle, or of it."""
    said = search.holding(reader.connection, reader.unit_id, text)
    wanted = Wanted(words=words_in(text))
    of_it = [row.id for row in found_names.huddles(reader, wanted, most=None)]
    return or_(_has_item(col(Item.id).in_(said)), col(Huddle.id).in_(these(of_it)))


def _has_item(is_it: Any) -> Any:
    return col(Huddle.id).in_(select(Item.huddle_id).where(is_it, col(Item.deleted_at).is_(None)))


def _is_of_department(department_id: str) -> Any:
    members = select(Person.id).where(Person.department_id == department_id)
    parts = select(Part.item_id).where(
        Part.department_id == department_id, col(Part.deleted_at).is_(None)
    )
    return or_(
        Item.department_id == department_id,
        Item.raised_by_department_id == department_id,
        col(Item.raised_by_person_id).in_(members),
        col(Item.owner_id).in_(members),
        col(Item.id).in_(parts),
    )


def _huddle(reader: Reader, wanted: str) -> Huddle:
    query = select(Huddle).where(Huddle.unit_id == reader.unit_id, col(Huddle.deleted_at).is_(None))
    if wanted == LATEST:
        held = [HuddleStatus.CLOSED.value, HuddleStatus.RUNNING.value]
        query = query.where(col(Huddle.status).in_(held)).order_by(*NEWEST_FIRST)
    elif (number := read_number(wanted)) is not None:
        query = query.where(Huddle.number == number)
    else:
        query = query.where(Huddle.id == wanted)
    huddle = reader.session.exec(query.limit(1)).first()
    if huddle is None and wanted == LATEST:
        raise Refused(_("No huddle has been held yet."))
    if huddle is None:
        raise Refused(_("There is no huddle “{wanted}”.").format(wanted=wanted))
    return huddle
