"""The table of measures, and the table of one measure's readings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from huddle import dates
from huddle.i18n import _
from huddle.rows.measures import MeasureRow, ReadingRow
from huddle.rules.chart_numbers import number

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MeasuresModel(QAbstractTableModel):
    """Measures with their last readings."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[MeasureRow, ...] = ()

    def show_rows(self, rows: Sequence[MeasureRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_of(self, measure_id: str) -> int:
        """The row of a measure; the first without it."""
        return next((at for at, one in enumerate(self.rows) if one.id == measure_id), 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many measures."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Name and last reading."""
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are called."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Measure"), _("Last"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.rows[index.row()]
        return (row.name, _last(row))[index.column()]


class ReadingsModel(QAbstractTableModel):
    """The readings of a measure, the last first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ReadingRow, ...] = ()

    def show_rows(self, rows: Sequence[ReadingRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many readings."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Day, value, what it is of, and what was noted."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are called."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Day"), _("Value"), _("Of"), _("Note"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.rows[index.row()]
        day = dates.in_table(row.read_on)
        return (day, number(row.value), _of(row), _noted(row))[index.column()]


def line_of(row: ReadingRow) -> str:
    """A reading as it could have been typed."""
    value = _of(row) or f"{row.value:g}"
    return f"{dates.in_table(row.read_on)} {value} {row.note}".strip()


def _last(row: MeasureRow) -> str:
    if row.last_on is None or row.last_value is None:
        return _("not read yet")
    return number(row.last_value)


def _of(row: ReadingRow) -> str:
    if row.numerator is None or row.denominator is None:
        return ""
    return f"{row.numerator:g}/{row.denominator:g}"


def _noted(row: ReadingRow) -> str:
    if not row.was:
        return row.note
    before = ", ".join(map(number, row.was))
    return "; ".join(filter(None, (row.note, _("corrected, was {before}").format(before=before))))
