"""The widgets of Measures: the measures at the left, the chart and the readings at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.measures import ChartRow, MeasureRow, ReadingRow
from ui.pages.measures.item_models import MeasuresModel, ReadingsModel
from ui.theme.look import space
from ui.widgets.add_line import AddLine
from ui.widgets.buttons import button, primary_button, quiet_button
from ui.widgets.choices import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import quiet, title
from ui.widgets.table import Table

if TYPE_CHECKING:
    from ui.desk import May
    from ui.widgets.chart import Chart

_LIST_SHARE, _CHART_SHARE = 36, 64


class MeasuresPage(QWidget):
    """Measures, and what they say.

    Signals:
        chosen: The id of the measure that shall be shown.
        kind_chosen: Another kind of chart of it is wanted.
        lines_typed: Readings of it, as typed, one a line.
        add_asked: Another measure.
        change_asked: Its definition is another one.
        rebase_asked: Its process is known to have changed.
        retire_asked: It is read no more.
        correct_asked: The id of a reading that was wrong.
        leave_out_asked: The id of a reading that is none.
        export_asked: Readings shall be saved as a file.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    chosen = Signal(str)
    kind_chosen = Signal(str)
    lines_typed = Signal(object)
    add_asked = Signal()
    change_asked = Signal()
    rebase_asked = Signal()
    retire_asked = Signal()
    correct_asked = Signal(str)
    leave_out_asked = Signal(str)
    export_asked = Signal()

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("measures_page")
        self._may = may
        self._chart: Chart | None = None
        self.measures, self.readings = MeasuresModel(), ReadingsModel()
        self._body = QStackedLayout(self)
        self._body.addWidget(self._build_body())
        self._body.addWidget(self._build_empty())

    @property
    def current(self) -> MeasureRow | None:
        """The measure that is chosen."""
        at = self.list.currentIndex().row()
        return self.measures.rows[at] if 0 <= at < len(self.measures.rows) else None

    def begin(self) -> None:
        """Put the keyboard where most is done."""
        self.line.line.setFocus()

    def show_measures(self, rows: Sequence[MeasureRow], wanted_id: str) -> None:
        """List these, and choose the wanted one, else the one chosen before, else the first."""
        kept = wanted_id or (self.current.id if self.current else "")
        selection = self.list.selectionModel()
        was_blocked = selection.blockSignals(True)
        self.measures.show_rows(rows)
        self.list.setCurrentIndex(self.measures.index(self.measures.row_of(kept), 0))
        selection.blockSignals(was_blocked)
        self._body.setCurrentIndex(0 if rows else 1)

    def show_chart(self, row: ChartRow, readings: Sequence[ReadingRow]) -> None:
        """Show what a measure says, and what was read of it."""
        if self._chart is None:
            from ui.widgets.chart import Chart  # noqa: PLC0415 - pyqtgraph comes with it

            self._chart = Chart("measures_chart")
            self._chart_place.addWidget(self._chart)
        self._name.setText(row.measure.name)
        self._definition.setText(_defined(row.measure))
        self._kind.offer([(kind.value, label(kind)) for kind in (row.kind, *row.others)], row.kind)
        self._chart.show_chart(row)
        self.readings.show_rows(readings)
        self.table.resizeColumnsToContents()

    def _build_body(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(space("three"), space("three"), space("three"), space("one"))
        row.setSpacing(space("three"))
        row.addLayout(self._build_list(), _LIST_SHARE)
        row.addLayout(self._build_measure(), _CHART_SHARE)
        return held

    def _build_empty(self) -> QWidget:
        add = primary_button(_("Add a measure"), "measures_first")
        add.clicked.connect(self.add_asked)
        add.setVisible(self._may("measures.add"))
        held = QWidget()
        column = QVBoxLayout(held)
        column.addWidget(
            EmptyState(
                _("No measure yet"),
                _(
                    "Choose one or two that tell whether patients come to harm, and one that tells "
                    "what it costs elsewhere. A number a day in the huddle is enough."
                ),
                add,
                object_name="measures_empty",
            )
        )
        column.addStretch()
        return held

    def _build_list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(space("two"))
        head = QHBoxLayout()
        head.addWidget(title(_("Measures"), "measures_title"), 1)
        add = button(_("Add…"), "measures_add", name=_("Add a measure"))
        add.clicked.connect(self.add_asked)
        add.setVisible(self._may("measures.add"))
        export = quiet_button(_("Export…"), "measures_export", name=_("Export readings"))
        export.clicked.connect(self.export_asked)
        if not self._may("export.measures"):
            export.hide()
        head.addWidget(export)
        head.addWidget(add)
        column.addLayout(head)
        self.list = Table("measures_list", _("Measures"))
        self.list.setModel(self.measures)
        self.list.selectionModel().currentRowChanged.connect(self._choose)
        _stretch(self.list, 0)
        column.addWidget(self.list, 4)
        self.line = AddLine(
            _("A reading: today’s number, or a day and a number; pasted lines are kept together"),
            _("Keep"),
            _("12, or 12/80, or 6 Aug 12"),
            "measures_line",
        )
        self.line.add.connect(self.lines_typed)
        self.line.setVisible(self._may("measures.read"))
        column.addWidget(self.line)
        self.table = Table("measures_readings", _("Readings"))
        self.table.setModel(self.readings)
        column.addWidget(self.table, 5)
        return column

    def _build_measure(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(space("one"))
        self._name = title("", "measures_name")
        self._kind = Choice("measures_kind", _("Kind of chart"))
        # Its options come and go with the measures.
        self._kind.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._kind.picked.connect(self.kind_chosen)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._kind)
        column.addLayout(head)
        self._definition = quiet("", "measures_definition")
        column.addWidget(self._definition)
        self._chart_place = QVBoxLayout()
        column.addLayout(self._chart_place, 1)
        column.addWidget(self._build_buttons())
        return column

    def _build_buttons(self) -> QWidget:
        flow = Flow("measures_buttons")
        asked = (
            ("measures.correct", _("Correct…"), "measures_correct", self._ask_correction),
            ("measures.take_back", _("Leave out…"), "measures_leave_out", self._ask_leaving_out),
            ("measures.rebase", _("The process changed…"), "measures_rebase", self.rebase_asked),
            ("measures.change", _("Change the measure…"), "measures_change", self.change_asked),
            ("measures.retire", _("Read it no more"), "measures_retire", self.retire_asked),
        )
        for right, words, name, then in asked:
            made = quiet_button(words, name)
            made.clicked.connect(then)
            made.setVisible(self._may(right))
            flow.add(made)
        return flow

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.measures.rows[index.row()].id)

    def _reading_id(self) -> str:
        at = self.table.currentIndex().row()
        if not self.readings.rows:
            return ""
        return self.readings.rows[max(at, 0)].id

    def _ask_correction(self) -> None:
        if reading_id := self._reading_id():
            self.correct_asked.emit(reading_id)

    def _ask_leaving_out(self) -> None:
        if reading_id := self._reading_id():
            self.leave_out_asked.emit(reading_id)


def _stretch(table: Table, column: int) -> None:
    """Let a column take the room that the others leave, and end in an ellipsis."""
    header = table.horizontalHeader()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def _defined(row: MeasureRow) -> str:
    """The operational definition in a line or two."""
    said = (
        label(row.family),
        label(row.kind),
        label(row.direction),
        " ÷ ".join(filter(None, (row.numerator, row.denominator))),
        row.source,
        row.collected_by,
        row.how_often,
    )
    return " · ".join(filter(None, said))
