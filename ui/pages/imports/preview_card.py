"""What will become of each row, and the button that brings them in."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView

from huddle.i18n import _, ngettext
from huddle.import_words import RowFate
from huddle.labels import label
from huddle.rows.imports import ImportPlan
from ui.pages.imports.row_model import Column, RowModel
from ui.theme.look import look, space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.labels import body, heading, quiet
from ui.widgets.progress_line import ProgressLine
from ui.widgets.table import Table

_LEAST_ROWS = 9
_WIDEST_NUMBER = "000000"


class PreviewCard(Card):
    """Every row with its fate.

    Signals:
        bring_in_asked: The rows shall come in.
        drop_asked: The file shall not come in.
    """

    bring_in_asked = Signal()
    drop_asked = Signal()

    def __init__(self) -> None:
        super().__init__("import_preview_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("What will happen")))
        self._counts = body("", "import_counts")
        self.column.addWidget(self._counts)
        self._plan: ImportPlan | None = None
        self._fate = Choice("import_fate")
        self._fate.picked.connect(lambda _key: self._show_rows())
        self._filter = Field(_("Show"), self._fate)
        self.column.addWidget(self._filter)
        self.model = RowModel()
        self.model.setParent(self)
        self.column.addWidget(self._made_table(), 1)
        self._row_says = quiet("", "import_row_says")
        self.column.addWidget(self._row_says)
        self._guarded = quiet("", "import_guarded", tone="caution")
        self.column.addWidget(self._guarded)
        self.progress = ProgressLine("import_progress")
        self.column.addWidget(self.progress)
        self.column.addWidget(self._buttons())
        self.column.addStretch()
        self.hide()

    def _made_table(self) -> Table:
        self.table = Table("import_rows", _("The rows of the file"))
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._say_row)
        self.table.setMinimumHeight(_LEAST_ROWS * look().size("control"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.WORDS, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.WHY, QHeaderView.ResizeMode.Stretch)
        return self.table

    def _buttons(self) -> Flow:
        buttons = Flow("import_buttons")
        self._bring_in = primary_button("", "import_bring_in")
        self._drop = quiet_button(_("Leave this file"), "import_drop")
        self._bring_in.clicked.connect(self.bring_in_asked)
        self._drop.clicked.connect(self.drop_asked)
        buttons.add(self._bring_in)
        buttons.add(self._drop)
        return buttons

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what will become of each row."""
        self._plan = plan
        self.setVisible(True)
        fates = [fate for fate in RowFate if plan.count(fate)]
        options = [(fate.value, _with_count(plan, fate)) for fate in fates]
        self._fate.offer([("", _("Every row")), *options], self._fate.key)
        self._counts.setText(_in_words(plan))
        for part in (self._filter, self.table, self._row_says, self._bring_in):
            part.setVisible(not plan.has_questions)
        self._guarded.setText("\n".join(plan.guarded))
        self._guarded.setVisible(bool(plan.guarded))
        self._show_rows()
        self._offer(plan)

    def show_busy(self, *, is_busy: bool) -> None:
        """Let nothing be asked twice."""
        self._bring_in.setEnabled(not is_busy and self._plan is not None and _comes(self._plan) > 0)
        self._drop.setEnabled(not is_busy)

    def _offer(self, plan: ImportPlan) -> None:
        count, refused = _comes(plan), plan.count(RowFate.REFUSED)
        says = ngettext("Bring in one row", "Bring in {count} rows", count)
        if refused:
            says = ngettext("Bring in the one other", "Bring in the {count} others", count)
        self._bring_in.set_text(says.format(count=f"{count:,}"))
        self._bring_in.setEnabled(count > 0 and not plan.has_questions)

    def _show_rows(self) -> None:
        rows = self._plan.rows if self._plan else ()
        wanted = self._fate.key
        shown = [row for row in rows if not wanted or row.fate == wanted]
        self.model.show_rows(shown)
        self._row_says.setText("")
        self.table.setColumnHidden(Column.WHY, not any(row.says for row in shown))
        self._fit_columns()

    def _say_row(self, index: QModelIndex) -> None:
        """Say the chosen row in full, for the table may cut its words."""
        row = self.model.row(index.row())
        self._row_says.setText("\n".join(filter(None, (row.text, row.says))) if row else "")

    def _fit_columns(self) -> None:
        metrics = QFontMetrics(look().font("control"))
        fates = max(metrics.horizontalAdvance(label(fate)) for fate in RowFate)
        self.table.setColumnWidth(Column.FATE, fates + space("three"))
        number = metrics.horizontalAdvance(_WIDEST_NUMBER)
        self.table.setColumnWidth(Column.NUMBER, number + space("two"))


def _comes(plan: ImportPlan) -> int:
    return plan.count(RowFate.NEW) + plan.count(RowFate.CHANGED)


def _in_words(plan: ImportPlan) -> str:
    if plan.has_questions:
        return _("Once the questions are answered, every row stands here with what becomes of it.")
    said = " · ".join(_with_count(plan, fate) for fate in RowFate if plan.count(fate))
    return said if _comes(plan) else f"{said}. {_('Nothing of it is new here.')}"


def _with_count(plan: ImportPlan, fate: RowFate) -> str:
    return _("{fate}: {count}").format(fate=label(fate), count=f"{plan.count(fate):,}")
