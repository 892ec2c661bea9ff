"""The table of one quarter's results: a row for each question."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from huddle.i18n import _
from huddle.rows.pulse import PulseResult, PulseRow
from huddle.rules.pulse_words import agree, bounds, follows

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class ResultsModel(QAbstractTableModel):
    """What was answered to each question, and to the same one a quarter before."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[PulseResult, ...] = ()
        self._before: dict[str, PulseResult] = {}

    def show_rows(self, row: PulseRow | None, before: PulseRow | None) -> None:
        """Show a quarter beside the one before it."""
        self.beginResetModel()
        self.rows = row.results if row else ()
        results = before.results if before else ()
        self._before = {one.question.name: one for one in results}
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many questions."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Question, share, bounds, the quarter before, and what follows."""
        return 0 if parent.isValid() else 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are called."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = (_("Question"), _("Agree"), _("Bounds"), _("Before"), _("What follows"))
        return heads[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        if role not in _SHOWN:
            return None
        row = self.rows[index.row()]
        cells = (row.question.text, agree(row), bounds(row), self._was(row), follows(row))
        return cells[index.column()]

    def _was(self, row: PulseResult) -> str:
        before = self._before.get(row.question.name)
        return agree(before) if before else _("not asked")
