"""A list of days with a line below it to type or paste more, one a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.theme.look import space
from ui.widgets.add_line import AddLine
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import body
from ui.widgets.row_list import RowList


class DayList(QWidget):
    """Days in order, each of which can be removed.

    Signals:
        added: The lines that were typed or pasted.
        removed: The id of a day.
    """

    added = Signal(object)
    removed = Signal(str)

    def __init__(self, name: str, hint: str, object_name: str) -> None:
        """Make an empty list.

        Args:
            name: What the line is for, for screen readers.
            hint: What stands in the empty line.
            object_name: Its line's name for tests; the rows are `<object_name>_row`.
        """
        super().__init__()
        self._name = object_name
        self._rows: RowList[DayRow] = RowList(f"{object_name}_rows", self._make, gap="half")
        self.add_line = AddLine(name, _("Add"), hint, object_name)
        self.add_line.add.connect(self.added)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(space("one"))
        self.column.addWidget(self._rows)
        self.column.addWidget(self.add_line)

    def _make(self, day_id: str) -> DayRow:
        row = DayRow(f"{self._name}_row")
        row.remove.clicked.connect(lambda: self.removed.emit(day_id))
        return row

    def show_days(self, days: Sequence[tuple[str, str]]) -> None:
        """Show days by id and words."""
        rows = self._rows.show_rows([day_id for day_id, _words in days])
        for row, (_day_id, words) in zip(rows, days, strict=True):
            row.show_words(words)
        self._rows.setVisible(bool(days))


class DayRow(QWidget):
    """One day, and the button that removes it."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._words = body("")
        self.remove = quiet_button(_("Remove"), f"{object_name}_remove")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.remove)

    def show_words(self, words: str) -> None:
        """Say which day it is."""
        self._words.setText(words)
        self.remove.setAccessibleName(_("Remove {day}").format(day=words))
