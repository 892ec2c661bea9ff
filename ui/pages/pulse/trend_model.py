"""The quarters side by side: a row for each question, a column for each quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from huddle.i18n import _
from huddle.rows.pulse import PulseQuestion, PulseResult, PulseRow
from huddle.rules.pulse_words import agree, bounds

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_QUARTERS = 5
"""A year, and the same quarter of the year before."""
_WORDS = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class TrendModel(QAbstractTableModel):
    """What was answered to each question over the last quarters, the newest at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._quarters: tuple[PulseRow, ...] = ()
        self._questions: tuple[PulseQuestion, ...] = ()

    def show_rows(self, rows: Sequence[PulseRow]) -> None:
        """Show quarters, which come the last first; a question of any of them has its row."""
        self.beginResetModel()
        self._quarters = tuple(reversed(rows[:_MOST_QUARTERS]))
        shown = reversed(self._quarters)
        asked = {one.question.name: one.question for row in shown for one in row.results}
        self._questions = tuple(asked.values())
        self.endResetModel()

    def result(self, index: Index) -> PulseResult | None:
        """What was answered; none where it was not asked, or too few answered."""
        if not index.column():
            return None
        name = self._questions[index.row()].name
        results = self._quarters[index.column() - 1].results
        return next((one for one in results if one.question.name == name), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many questions."""
        return 0 if parent.isValid() else len(self._questions)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The question and the quarters."""
        return 0 if parent.isValid() else 1 + len(self._quarters)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are called."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._quarters[section - 1].quarter if section else _("Question")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says; a screen reader is told the bounds that are drawn."""
        if not index.column():
            is_shown = role in (Qt.ItemDataRole.DisplayRole, *_WORDS)
            return self._questions[index.row()].text if is_shown else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._short(index)
        return self._long(index) if role in _WORDS else None

    def _short(self, index: Index) -> str:
        result = self.result(index)
        if result is None:
            has_others = self._quarters[index.column() - 1].results
            return _("not asked") if has_others else _("too few answers")
        return _("▲ {share}").format(share=agree(result)) if result.is_low else agree(result)

    def _long(self, index: Index) -> str:
        result, quarter = self.result(index), self._quarters[index.column() - 1].quarter
        if result is None or not result.answered:
            return _("{quarter}: {said}").format(quarter=quarter, said=self._short(index))
        told = _("{quarter}: {share} agree, bounds {bounds}, low")
        if not result.is_low:
            told = _("{quarter}: {share} agree, bounds {bounds}")
        return told.format(quarter=quarter, share=agree(result), bounds=bounds(result))
