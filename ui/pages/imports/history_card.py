"""The files that came in, each with a way to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.imports import ImportRunRow
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import Label, heading, quiet, secondary, strong
from ui.widgets.row_list import RowList

_MOST_SHOWN = 20


class _RunRow(QWidget):
    """One import."""

    undo_asked = Signal(str)

    def __init__(self, run_id: str) -> None:
        super().__init__()
        self._file = strong("")
        self._says = secondary("")
        self._undone = Label("", "label", wraps=False)
        self._undo = button(_("Take it back"), f"import_undo_{run_id}")
        self._undo.clicked.connect(lambda: self.undo_asked.emit(run_id))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._file)
        words.addWidget(self._says)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("two"))
        row.addLayout(words, 1)
        row.addWidget(self._undone)
        row.addWidget(self._undo)

    def show_run(self, run: ImportRunRow, zone: ZoneInfo) -> None:
        """Say what came in, when and by whom."""
        says = _("{when}, by {who} · {kind} · {new} new, {changed} changed, {left} left out")
        self._file.setText(run.file)
        self._says.setText(
            says.format(
                when=dates.in_table(run.at.astimezone(zone)),
                who=run.by,
                kind=label(run.kind),
                new=f"{run.new:,}",
                changed=f"{run.changed:,}",
                left=f"{run.left:,}",
            )
        )
        self._undo.setVisible(run.undone_at is None)
        self._undo.setAccessibleName(_("Take back {file}").format(file=run.file))
        self._undone.setText("" if run.undone_at is None else _("taken back"))


class HistoryCard(Card):
    """What came in before, newest first.

    Signals:
        undo_asked: The id of an import that shall be taken back.
    """

    undo_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("import_history_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("What came in before")))
        self._none = quiet(_("No file has come in yet."), "import_none")
        self.column.addWidget(self._none)
        self._runs: RowList[_RunRow] = RowList("import_runs", self._made, gap="two")
        self.column.addWidget(self._runs)

    def show_runs(self, runs: Sequence[ImportRunRow], zone: ZoneInfo) -> None:
        """Show the newest of them."""
        shown = runs[:_MOST_SHOWN]
        self._none.setVisible(not shown)
        rows = self._runs.show_rows([run.id for run in shown])
        for run, row in zip(shown, rows, strict=True):
            row.show_run(run, zone)

    def _made(self, run_id: str) -> _RunRow:
        row = _RunRow(run_id)
        row.undo_asked.connect(self.undo_asked)
        return row
