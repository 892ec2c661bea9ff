"""The widgets of Pulse: how many answered, and the questions, of one quarter or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.pulse import PulseResult, PulseRow
from huddle.rules.pulse_words import said
from ui.pages.pulse.item_model import ResultsModel
from ui.pages.pulse.trend_model import TrendModel
from ui.pages.pulse.trend_table import TrendTable
from ui.theme.look import space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choices import Choice
from ui.widgets.flow import Flow
from ui.widgets.labels import body, quiet, title
from ui.widgets.table import Table
from ui.widgets.toggle import ToggleGroup

if TYPE_CHECKING:
    from ui.desk import May

_TO_CONTENTS = QHeaderView.ResizeMode.ResizeToContents


class PulsePage(QWidget):
    """What the anonymous questions of each quarter came to.

    Signals:
        answer_asked: Somebody has a code.
        start_asked: The slips of this quarter are wanted.
        reply_asked: What follows from the chosen result shall be said.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    answer_asked = Signal()
    start_asked = Signal()
    reply_asked = Signal()

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("pulse_page")
        self._may = may
        self._rows: tuple[PulseRow, ...] = ()
        self.results = ResultsModel()
        self.trend = TrendModel()
        for model in (self.results, self.trend):
            model.setParent(self)
        self._build()

    @property
    def current(self) -> PulseRow | None:
        """The quarter that is shown."""
        return next((row for row in self._rows if row.id == self._quarter.key), None)

    @property
    def chosen(self) -> PulseResult | None:
        """The result that is chosen, else the first that asks for something."""
        rows, at = self.results.rows, self.table.currentIndex().row()
        if 0 <= at < len(rows):
            return rows[at]
        return next((row for row in rows if row.is_low and row.reply is None), None)

    def begin(self) -> None:
        """Put the keyboard where one looks first."""
        (self._trend if self._is_trend else self.table).setFocus()

    def show_pulses(self, rows: Sequence[PulseRow]) -> None:
        """Show the quarters; the one chosen before stays."""
        kept = self._quarter.key
        self._rows = tuple(rows)
        self._quarter.offer([(row.id, row.quarter) for row in rows], kept)
        self.trend.show_rows(rows)
        self._side_by_side.setVisible(self.trend.rowCount() > 0)
        self._show()

    @property
    def _is_trend(self) -> bool:
        """Whether the quarters stand side by side."""
        return "all" in self._side_by_side.on and self.trend.rowCount() > 0

    def _show(self) -> None:
        row = self.current
        at = self._rows.index(row) if row else 0
        before = self._rows[at + 1] if at + 1 < len(self._rows) else None
        self.results.show_rows(row, before)
        is_one = bool(self.results.rows) and not self._is_trend
        self.table.setVisible(is_one)
        self._reply.setVisible(is_one and self._may("pulse.reply"))
        self._trend.setVisible(self._is_trend)
        self._quarter.setVisible(bool(self._rows) and not self._is_trend)
        self._said.setText(_trend_said() if self._is_trend else _said(row))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space("three"), space("three"), space("three"), space("one"))
        column.setSpacing(space("two"))
        self._quarter = Choice("pulse_quarter", _("Quarter"))
        self._quarter.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._quarter.picked.connect(lambda _key: self._show())
        head = QHBoxLayout()
        head.addWidget(title(_("Pulse"), "pulse_title"), 1)
        head.addWidget(self._quarter)
        head.addWidget(self._build_side_by_side())
        column.addLayout(head)
        column.addWidget(
            quiet(
                _(
                    "Five anonymous questions a quarter. The bounds say how far chance alone can "
                    "reach; those who did not answer may think otherwise."
                ),
                "pulse_about",
            )
        )
        self._said = body("", "pulse_said")
        column.addWidget(self._said)
        self._trend = TrendTable(self.trend)
        for table in (self._build_results(), self._trend):
            # No higher than its rows, so that what can be done stands right below them.
            table.setSizeAdjustPolicy(Table.SizeAdjustPolicy.AdjustToContents)
            column.addWidget(table)
        column.addWidget(self._build_buttons())
        column.addStretch()

    def _build_side_by_side(self) -> ToggleGroup:
        options = [("one", _("One quarter")), ("all", _("Side by side"))]
        self._side_by_side = ToggleGroup(_("Quarters"), options, "pulse_quarters")
        self._side_by_side.select("one")
        self._side_by_side.chosen.connect(lambda _key: self._show())
        return self._side_by_side

    def _build_results(self) -> Table:
        self.table = Table("pulse_results", _("Results"))
        self.table.setModel(self.results)
        self.table.setWordWrap(True)
        wraps, header = (0, self.results.columnCount() - 1), self.table.horizontalHeader()
        for column in range(self.results.columnCount()):
            is_words = column in wraps
            mode = QHeaderView.ResizeMode.Stretch if is_words else _TO_CONTENTS
            header.setSectionResizeMode(column, mode)
        self.table.verticalHeader().setSectionResizeMode(_TO_CONTENTS)
        return self.table

    def _build_buttons(self) -> QWidget:
        flow = Flow("pulse_buttons")
        self._reply = primary_button(_("Say what follows…"), "pulse_reply_ask")
        self._reply.clicked.connect(self.reply_asked)
        answer = quiet_button(_("Answer with a code…"), "pulse_answer_ask")
        answer.clicked.connect(self.answer_asked)
        start = quiet_button(_("Begin this quarter’s pulse…"), "pulse_start_ask")
        start.clicked.connect(self.start_asked)
        start.setVisible(self._may("pulse.start"))
        for made in (self._reply, answer, start):
            flow.add(made)
        return flow


def _trend_said() -> str:
    """How the quarters are read side by side."""
    return _(
        "The dot is the share who agree, the thick line its bounds, the upright mark half. Where "
        "thick lines overlap, the difference may be chance. ▲ is low: fewer than half agree."
    )


def _said(row: PulseRow | None) -> str:
    """How many answered, or that nobody was asked."""
    if row is None:
        return _("Nothing was asked yet. A ward manager begins the pulse of a quarter.")
    return said(row)
