"""Good catches and thanks: handed on to whoever they are for. Nobody is counted or ranked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Huddle, Item, Series
from huddle.rows.items import ItemRow
from huddle.rows.thanks import ThanksRow
from huddle.services.finding import by_code
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.reading import item_rows
from huddle.services.run_state import last_closed
from huddle.store.transaction import Reader
from huddle.vocabulary import ItemKind

_AT_FIRST = dt.timedelta(days=7)
"""So far back the first huddle of a series looks."""
_MOST_SHOWN = 8


class Thanks(Service, called="thanks"):
    """What somebody was thanked for."""

    def since_last(self, huddle_id: str) -> tuple[ThanksRow, ...]:
        """What a huddle hears as it begins: said in the last one or since, the newest first."""
        with self._store.read() as reader:
            huddle = found(reader, Huddle, huddle_id)
            last = last_closed(reader, huddle.series_id, before=huddle.started_at)
            since = last.held_on if last else huddle.held_on - _AT_FIRST
            query = (
                select(Item)
                .where(
                    *_is_thanks(reader),
                    col(Item.raised_on).between(since, huddle.held_on),
                    or_(col(Item.huddle_id).is_(None), col(Item.huddle_id) != huddle.id),
                )
                .order_by(col(Item.raised_on).desc(), col(Item.id).desc())
                .limit(_MOST_SHOWN)
            )
            if last is not None and last.started_at is not None:
                query = query.where(col(Item.created_at) >= last.started_at)
            return _rows(reader, reader.session.exec(query).all())

    def of_month(self, month: dt.date) -> tuple[ThanksRow, ...]:
        """All thanks of the month of a day that paper may show, in the order they were given."""
        with self._store.read() as reader:
            reader.hide_sensitive()
            query = (
                select(Item)
                .where(*_is_thanks(reader), col(Item.raised_on).between(*dates.month_days(month)))
                .order_by(col(Item.raised_on), col(Item.id))
            )
            return _rows(reader, reader.session.exec(query).all())

    def one(self, code: str) -> ThanksRow:
        """The thanks of a code.

        Raises:
            Refused: There is none that paper may show.
        """
        with self._store.read() as reader:
            reader.hide_sensitive()
            item = by_code(reader, code)
            if item is None or item.kind != ItemKind.RECOGNITION or item.is_sensitive:
                raise Refused(_("“{code}” is no thanks of this ward.").format(code=code), "item")
            return _rows(reader, [item])[0]


def _is_thanks(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Item.series_id).in_(select(Series.id).where(Series.unit_id == reader.unit_id)),
        col(Item.kind) == ItemKind.RECOGNITION.value,
        col(Item.deleted_at).is_(None),
        col(Item.turned_into_id).is_(None),
    )


def _rows(reader: Reader, items: Sequence[Item]) -> tuple[ThanksRow, ...]:
    return tuple(
        ThanksRow(row.id, row.code, row.text, _receiver(row), row.raised_by, row.raised_on)
        for row in item_rows(reader, items)
    )


def _receiver(row: ItemRow) -> str:
    """Who is thanked, by name; a person's own department is not thanked with them."""
    names = (row.owner_name or row.department_name, *row.departments)
    return ", ".join(dict.fromkeys(name for name in names if name))
