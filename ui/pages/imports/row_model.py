"""The table of the rows of a file, and what becomes of each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.imports import ImportRowRow

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns in their order."""

    NUMBER = 0
    FATE = 1
    WORDS = 2
    WHY = 3


class RowModel(QAbstractTableModel):
    """One row of the table for each row of the file."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[ImportRowRow] = ()

    def show_rows(self, rows: Sequence[ImportRowRow]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> ImportRowRow | None:
        """The row of the file that stands at a place of the table."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._rows[index.row()]
        return (str(row.number), label(row.fate), row.text, row.says)[index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Row"), _("What happens"), _("Words"), _("Why"))[section]
        return None
