"""The table of the audit's entries, newest first, that grows at its end."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from huddle import dates
from huddle.i18n import _
from huddle.rows.audit import AuditRow

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns in their order."""

    WHEN = 0
    WHO = 1
    WHAT = 2
    PC = 3


class AuditModel(QAbstractTableModel):
    """One row an entry."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[AuditRow] = []
        self._zone = ZoneInfo("UTC")

    @property
    def oldest(self) -> int | None:
        """The number of the oldest entry shown."""
        return self._rows[-1].number if self._rows else None

    def show_entries(self, entries: Sequence[AuditRow], zone: ZoneInfo) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._rows, self._zone = list(entries), zone
        self.endResetModel()

    def add_entries(self, entries: Sequence[AuditRow]) -> None:
        """Show these older ones below the others."""
        if entries:
            first = len(self._rows)
            self.beginInsertRows(_NOWHERE, first, first + len(entries) - 1)
            self._rows.extend(entries)
            self.endInsertRows()

    def entry(self, row: int) -> AuditRow | None:
        """The entry of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, number: int) -> int:
        """The row of an entry; -1 for none."""
        return next((at for at, one in enumerate(self._rows) if one.number == number), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many entries are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        entry = self.entry(index.row())
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if entry is None or role not in shown:
            return None
        when = dates.in_table(entry.at.astimezone(self._zone))
        return (when, entry.who, entry.in_words, entry.pc)[index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("When"), _("Who"), _("What"), _("Computer"))[section]
        return None
