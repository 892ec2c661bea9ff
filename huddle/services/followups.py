"""Follow-ups: every open promise of every huddle in one place, changed by one key."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, or_

from huddle.errors import ChangedElsewhere, Refused
from huddle.i18n import N_, _
from huddle.model import Item
from huddle.model.item import IS_OPEN, IS_TO_CHECK
from huddle.rows.items import (
    BoardColumnRow,
    FollowUps,
    FollowUpsFilter,
    FollowUpsOrder,
    ItemEventRow,
    ItemRow,
    OverdueRow,
    Promises,
)
from huddle.rules.capture_line import Capture
from huddle.services import giving, goals, items
from huddle.services.finding import (
    COUNTS_STOP_AT,
    Query,
    by_code,
    counted,
    counts,
    in_columns,
    in_order,
    matching,
    read_counted,
    read_page,
    the_one,
    unnamed,
)
from huddle.services.guarded import Service
from huddle.services.overdue import overdue_in
from huddle.services.people import found
from huddle.services.reading import Names, hidden_count, item_row, item_rows, names
from huddle.services.setting_up import check_version
from huddle.services.story import story_of
from huddle.services.templates import main_series
from huddle.services.undo import Undo
from huddle.services.untold import untold, untold_rows
from huddle.store.session import Store
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import BoardColumn

_ALL = sys.maxsize


class FollowUpsService(Service, called="followups"):
    """What is open, who is stuck, who must still be told.

    Args:
        store: The open store.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._undo = Undo(store)

    def find(
        self,
        wanted: FollowUpsFilter,
        order: FollowUpsOrder | None = None,
        *,
        limit: int = 200,
        offset: int = 0,
    ) -> FollowUps:
        """A screenful of actions in an order, soonest due first, and the counts above it."""
        with self._store.read() as reader:
            query = matching(reader, wanted, most=COUNTS_STOP_AT)
            page = in_order(query, wanted, order or FollowUpsOrder())
            items, count = read_counted(reader, page, limit, offset)
            called = names(reader)
            return FollowUps(
                items=item_rows(reader, items, called),
                untold=untold_rows(reader, called),
                **_counts(reader, query, count),
            )

    def board(self, wanted: FollowUpsFilter, *, shown: Mapping[BoardColumn, int]) -> FollowUps:
        """The beginning of each column of the board, soonest due first, and the counts above.

        Args:
            wanted: What of all actions; the columns themselves say status and lateness.
            shown: How many cards of each column.
        """
        with self._store.read() as reader:
            called = names(reader)
            return FollowUps(
                items=(),
                columns=_columns(reader, wanted, shown, called),
                untold=untold_rows(reader, called),
                **_counts(reader, matching(reader, wanted, most=COUNTS_STOP_AT)),
            )

    def all_open(self, department_id: str | None = None) -> tuple[ItemRow, ...]:
        """Every open action, or a department's, for the action sheets."""
        with self._store.read() as reader:
            wanted = FollowUpsFilter(department_id=department_id)
            return _all_of(reader, in_order(matching(reader, wanted), wanted, FollowUpsOrder()))

    def promises(self) -> Promises:
        """All that somebody still has to keep, check or be told, as it stands at one moment."""
        with self._store.read() as reader:
            is_open, is_to_check = FollowUpsFilter(), FollowUpsFilter(status="to_check")
            order = FollowUpsOrder()
            return Promises(
                open=_all_of(reader, in_order(matching(reader, is_open), is_open, order)),
                to_check=_all_of(
                    reader, in_order(matching(reader, is_to_check), is_to_check, order)
                ),
                untold=_all_of(reader, untold(reader)),
                hidden_count=hidden_count(reader, or_(IS_OPEN, IS_TO_CHECK)),
            )

    def overdue_by_department(self) -> OverdueRow:
        """What is overdue in each department, for whoever sends it on; the audit says so."""
        with self._store.write() as writer:
            row = overdue_in(writer)
            writer.note("export", "overdue", "", count=row.count)
            return row

    def action(self, code_or_id: str) -> ItemRow:
        """One action by its code or id.

        Raises:
            Refused: There is none.
        """
        with self._store.read() as reader:
            return item_row(reader, _action(reader, code_or_id))

    def add(self, capture: Capture, *, key: str | None = None) -> ItemRow:
        """Add an action outside a huddle; it belongs to the unit's main series."""
        try:
            with self._store.write() as writer:
                series = main_series(writer)
                item = items.keep(writer, capture, series_id=series.id, press_key=key)
                return item_row(writer, item)
        except IntegrityError:
            with self._store.read() as reader:
                return item_row(reader, items.kept_by(reader, key or ""))

    def update(self, code_or_id: str, row_version: int | None = None, **fields: Any) -> ItemRow:
        """Say what became of an action, in one transaction.

        Args:
            code_or_id: The action.
            row_version: The version it was read at; none when a person names it by its code.
            fields: What changes, such as `status`, `note`, `due_on`, `owner_id`, `text`. `closed`
                waits for a check as `items.done_status` says. The note is the reason when the due
                day or time moves or the action is given up.

        Raises:
            Refused: A reason is missing, or the status may not follow the one it has.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            item = _action(writer, code_or_id)
            check_version(item.row_version, row_version or item.row_version)
            return item_row(writer, items.change(writer, item, fields))

    def update_together(
        self, changes: Sequence[tuple[str, int]], **fields: Any
    ) -> tuple[ItemRow, ...]:
        """Say the same of several actions in one transaction: of all, or of none.

        Args:
            changes: The id of each action, and the version it was read at.
            fields: What changes of each, as in `update`.

        Raises:
            Refused: As in `update`, for any of them; says which.
            ChangedElsewhere: Somebody changed one of them since; says which.
        """
        with self._store.write() as writer:
            changed = [
                _change_one_of(writer, item_id, version, fields) for item_id, version in changes
            ]
            rows = item_rows(writer, changed)
        mine = self._store.account.id
        self._undo.forget(mine)
        self._undo.note(mine, N_("the last answer"), writer)
        return rows

    def take_back(self) -> bool:
        """Take back what this account last said by `update_together`: all of it, or none.

        Returns:
            Whether there was anything.

        Raises:
            Refused: Somebody changed one of them since.
        """
        return bool(self._undo.take_back(self._store.account.id))

    def give_to(self, code_or_id: str, words: str, row_version: int | None = None) -> ItemRow:
        """Give an action to whom some words name, as `HDFT, NLAG and YTHFT` or `members`.

        Args:
            code_or_id: The action.
            words: Owner words, as `giving.give_to` reads them.
            row_version: The version it was read at; none when a person names it by its code.

        Raises:
            Refused: There are no words.
            ChangedElsewhere: It changed since it was read.
        """
        with self._store.write() as writer:
            item = _action(writer, code_or_id)
            check_version(item.row_version, row_version or item.row_version)
            return item_row(writer, giving.give_to(writer, item, words))

    def check(
        self,
        code_or_id: str,
        row_version: int | None = None,
        *,
        is_effective: bool,
        note: str = "",
        opens_on: dt.date | None = None,
        opens_at: dt.time | None = None,
    ) -> ItemRow:
        """Say whether what was done worked; whoever did it may say so, another is better.

        Args:
            code_or_id: The action.
            row_version: The version it was read at; none when a person names it by its code.
            is_effective: Whether it worked; it is closed then.
            note: What was seen; the reason when it did not work.
            opens_on: By when it is tried again; with none, it closes as not effective.
            opens_at: The time on that day.

        Raises:
            Refused: It does not wait for a check, or the reason is missing.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            item = _action(writer, code_or_id)
            check_version(item.row_version, row_version or item.row_version)
            checked = items.check(
                writer,
                item,
                is_effective=is_effective,
                note=note,
                opens_on=opens_on,
                opens_at=opens_at,
            )
            return item_row(writer, checked)

    def told(self, item_id: str, by: str) -> ItemRow:
        """Note that an owner who was not in the room has been told."""
        with self._store.write() as writer:
            item = found(writer, Item, item_id)
            items.log(writer, item, "told", answer=by)
            return item_row(writer, writer.change(item, told_at=writer.now))

    def name_owner(self, item_id: str, name: str) -> ItemRow:
        """Make an owner that nobody knew a person of the ward."""
        with self._store.write() as writer:
            return item_row(writer, items.name_owner(writer, found(writer, Item, item_id), name))

    def story(self, code_or_id: str) -> tuple[ItemEventRow, ...]:
        """What happened to an item, in order, from the day it was raised."""
        with self._store.read() as reader:
            return story_of(reader, _action(reader, code_or_id))

    def goals(self) -> tuple[ItemRow, ...]:
        """The shared goals that an action can serve, or that open actions serve, newest first."""
        with self._store.read() as reader:
            return item_rows(reader, goals.offered(reader))


def _action(reader: Reader, code_or_id: str) -> Item:
    item = by_code(reader, code_or_id) or the_one(reader, col(Item.id) == code_or_id)
    if item is None:
        raise Refused(
            _("There is nothing with the code “{code}”. Check its letters and try again.").format(
                code=code_or_id
            )
        )
    return item


def _all_of(reader: Reader, query: Query) -> tuple[ItemRow, ...]:
    return item_rows(reader, read_page(reader, query, limit=_ALL))


def _change_one_of(writer: Writer, item_id: str, row_version: int, fields: dict[str, Any]) -> Item:
    """Change one of several; a refusal that is about this one names it."""
    item = found(writer, Item, item_id)
    named = _("“{text}”: {said}")
    try:
        check_version(item.row_version, row_version)
        return items.change(writer, item, fields)
    except ChangedElsewhere as error:
        raise ChangedElsewhere(named.format(text=item.text, said=error.message)) from error
    except Refused as error:
        if error.field != "status":
            raise
        raise Refused(named.format(text=item.text, said=error.message), error.field) from error


def _columns(
    reader: Reader, wanted: FollowUpsFilter, shown: Mapping[BoardColumn, int], called: Names
) -> tuple[BoardColumnRow, ...]:
    queries = in_columns(reader, wanted, most=COUNTS_STOP_AT)
    order = FollowUpsOrder()
    found = {
        column: read_page(reader, in_order(query, FollowUpsFilter(), order), shown[column])
        for column, query in queries.items()
    }
    # All at once: names and huddles are then asked for once, too.
    rows = item_rows(reader, [item for items in found.values() for item in items], called)
    by_id = {row.id: row for row in rows}
    return tuple(
        BoardColumnRow(
            column,
            tuple(by_id[item.id] for item in items),
            counted(reader, queries[column]) if len(items) == shown[column] else len(items),
        )
        for column, items in found.items()
    )


def _counts(reader: Reader, shown: Query, shown_of: int | None = None) -> dict[str, Any]:
    """The counts above a page; what is shown is counted where nobody knows it yet."""
    all_open = matching(reader, FollowUpsFilter())
    is_shown, is_open, is_late, nobody, post = counts(
        reader,
        shown if shown_of is None else all_open,
        all_open,
        matching(reader, FollowUpsFilter(overdue=True)),
        *unnamed(reader),
    )
    return {
        "shown_of": is_shown if shown_of is None else shown_of,
        "open_count": is_open,
        "overdue_count": is_late,
        "unnamed_count": min(nobody + post, COUNTS_STOP_AT),
        "hidden_count": hidden_count(reader, IS_OPEN),
    }
