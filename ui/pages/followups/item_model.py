"""The table's model: actions by id, so that what is selected and in view stays when they change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import ItemRow
from huddle.vocabulary import Status
from ui import wording

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_UP, _DOWN = "↑", "↓"


class Column(IntEnum):
    """The columns in their order."""

    DUE = 0
    ACTION = 1
    OWNER = 2
    DEPARTMENT = 3
    STATUS = 4
    CARRIED = 5
    RAISED = 6
    CODE = 7


def column_names() -> dict[Column, str]:
    """What stands above each column."""
    return {
        Column.DUE: _("Due"),
        Column.ACTION: _("Action"),
        Column.OWNER: _("Owner"),
        Column.DEPARTMENT: _("Department"),
        Column.STATUS: _("Status"),
        Column.CARRIED: _("Carried"),
        Column.RAISED: _("Raised"),
        Column.CODE: _("Code"),
    }


class FollowUpsModel(QAbstractTableModel):
    """Actions as rows."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ItemRow] = []
        self._today = dt.date.min
        self._sorted: tuple[int, bool] = (-1, False)

    @property
    def today(self) -> dt.date:
        """The day that late is measured against."""
        return self._today

    def item(self, row: int) -> ItemRow | None:
        """The action of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, item_id: str) -> int:
        """The row of an action; -1 when it is not among them."""
        return next((at for at, item in enumerate(self._rows) if item.id == item_id), -1)

    def show_items(self, items: Sequence[ItemRow], today: dt.date) -> None:
        """Show these actions; rows that stay keep their place for whoever points at them."""
        self._today = today
        wanted = {item.id: item for item in items}
        self._take_out([at for at, item in enumerate(self._rows) if item.id not in wanted])
        there = {item.id for item in self._rows}
        self._append([item for item in items if item.id not in there])
        self._rows = [wanted[item.id] for item in self._rows]
        self._reorder(list(items))
        if self._rows:
            last = self.index(len(self._rows) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # Qt's questions

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many actions."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; also for a screen reader."""
        item = self.item(index.row())
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(item, Column(index.column()), self._today)
        tip = _TIPS.get(Column(index.column()))
        return tip(item) if tip and role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What stands above a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            column, is_down = self._sorted
            name = column_names()[Column(section)]
            return f"{name} {_DOWN if is_down else _UP}" if section == column else name
        return None

    def show_order(self, column: int, *, is_down: bool) -> None:
        """Show at the head of a column that the table is sorted by it, and which way."""
        self._sorted = (column, is_down)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    # Changing what is there, so that selections follow

    def _take_out(self, places: Sequence[int]) -> None:
        for at in reversed(places):
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self.endRemoveRows()

    def _append(self, items: Sequence[ItemRow]) -> None:
        if items:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(items) - 1)
            self._rows.extend(items)
            self.endInsertRows()

    def _reorder(self, rows: list[ItemRow]) -> None:
        if [item.id for item in rows] == [item.id for item in self._rows]:
            return
        self.layoutAboutToBeChanged.emit()
        pointed = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in pointed]
        self._rows = rows
        place = {item.id: at for at, item in enumerate(rows)}
        for index, item_id in zip(pointed, ids, strict=True):
            self.changePersistentIndex(index, self.index(place[item_id], index.column()))
        self.layoutChanged.emit()


def cell_words(item: ItemRow, column: Column, today: dt.date) -> str:
    """What a cell says."""
    if column is Column.DUE:
        return ", ".join(part for part in due_lines(item, today) if part)
    return _WORDS[column](item)


def due_lines(item: ItemRow, today: dt.date) -> tuple[str, str]:
    """The due day, and below it how late it is, or its time."""
    if item.due_on is None:
        return _("no day yet"), ""
    late = dates.days_late((today - item.due_on).days) if item.is_overdue else ""
    day = _("today") if item.due_on == today else dates.short_day(item.due_on)
    at = f" {dates.clock_time(item.due_time)}" if item.due_time else ""
    return f"{day}{at}", late


def raised_lines(item: ItemRow) -> tuple[str, str]:
    """The day it was raised, and below it the huddle."""
    number = item.huddle_number
    huddle = _("huddle {number}").format(number=number) if number else ""
    return dates.short_day(item.raised_on), huddle


def line_below(item: ItemRow) -> str:
    """What stands below the action: whose parts are missing, and the goal it serves."""
    missing = wording.missing_words(item) if item.is_open else ""
    return " · ".join(part for part in (missing, wording.goal_words(item)) if part)


def status_chips(item: ItemRow) -> tuple[wording.ChipWords, ...]:
    """What stands out about an action; how late it is stands in its own column."""
    chips: list[wording.ChipWords] = []
    if item.status is not Status.NOT_STARTED:
        chips.append((_status_words(item), _TONES.get(item.status, "neutral")))
    if item.is_open and item.needs_name and not item.parts:
        chips.append((_("name someone"), "caution"))
    if item.is_priority:
        chips.append((_("priority"), "accent"))
    if item.parts:
        chips.append((wording.parts_words(item), "neutral"))
    return (*chips, *wording.privacy_chips(item))


def owner_name(item: ItemRow) -> str:
    """Who owns it, without the department."""
    return item.owner_name or _("nobody yet")


def _status_words(item: ItemRow) -> str:
    return _("to check") if item.status is Status.AWAITING_CHECK else label(item.status)


_TONES = {
    Status.BLOCKED: "caution",
    Status.AWAITING_CHECK: "accent",
    Status.CLOSED: "good",
}


def _department(item: ItemRow) -> str:
    if len(item.departments) > 1:
        return _("{department} and {count} more").format(
            department=item.departments[0], count=len(item.departments) - 1
        )
    return "".join(item.departments) or item.department_name


def _status(item: ItemRow) -> str:
    chips = (chip for chip, _tone in status_chips(item))
    words = dict.fromkeys((label(item.status), *chips, line_below(item)))
    return ", ".join(word for word in words if word)


_WORDS: dict[Column, Callable[[ItemRow], str]] = {
    Column.ACTION: lambda item: item.text,
    Column.OWNER: owner_name,
    Column.DEPARTMENT: _department,
    Column.STATUS: _status,
    Column.CARRIED: lambda item: f"{item.times_carried}×" if item.times_carried else "",
    Column.RAISED: lambda item: ", ".join(part for part in raised_lines(item) if part),
    Column.CODE: lambda item: item.code,
}

_TIPS: dict[Column, Callable[[ItemRow], str]] = {
    Column.ACTION: lambda item: "\n".join(part for part in (item.text, line_below(item)) if part),
    Column.STATUS: wording.missing_words,
}
"""What a cell has no room for."""
