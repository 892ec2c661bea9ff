"""Thirty seconds of looking back: days since harm, and the measure of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.measures import ChartRow
from huddle.rows.safety_cross import CrossesRow, CrossRow
from huddle.rules import cross_words
from ui.theme.look import space
from ui.widgets.emptying import empty
from ui.widgets.labels import body, heading, secondary

if TYPE_CHECKING:
    from ui.widgets.chart import Chart


class Past(NamedTuple):
    """What the room looks back on.

    Attributes:
        crosses: The safety cross of this month.
        chart: The chart of the day; none where no measure was chosen.
    """

    crosses: CrossesRow
    chart: ChartRow | None


class LookBack(QWidget):
    """Stands above what was said at the step that looks back; hidden where there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("look_back")
        self._shown: Past | None = None
        self._chart: Chart | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, space("one"))
        self._column.setSpacing(space("half"))
        self._harms = QVBoxLayout()
        self._column.addLayout(self._harms)
        self._measure = heading("", "look_back_measure")
        self._column.addWidget(self._measure)
        self.hide()

    def show_past(self, past: Past) -> None:
        """Show it; nothing is built anew when it is the same."""
        if past != self._shown:
            self._shown = past
            self._show_harms(past.crosses)
            self._show_chart(past.chart)
        self.setVisible(bool(past.crosses.crosses) or past.chart is not None)

    def _show_harms(self, crosses: CrossesRow) -> None:
        empty(self._harms)
        for place, cross in enumerate(crosses.crosses):
            self._harms.addWidget(body(_since(cross), f"look_back_since_{place}"))
            self._harms.addWidget(secondary(_about(cross), f"look_back_about_{place}"))

    def _show_chart(self, chart: ChartRow | None) -> None:
        self._measure.setVisible(chart is not None)
        if chart is not None:
            self._measure.setText(chart.measure.name)
            self._made_chart().show_chart(chart)
        if self._chart is not None:
            self._chart.setVisible(chart is not None)

    def _made_chart(self) -> Chart:
        if self._chart is None:
            from ui.widgets.chart import Chart  # noqa: PLC0415 - not before a chart is shown

            self._chart = Chart("look_back_chart")
            self._column.addWidget(self._chart)
        return self._chart


def _since(cross: CrossRow) -> str:
    return _("{harm}: {days} {since}").format(
        harm=cross.harm.name,
        days=f"{cross.since.running.days:,}",
        since=cross_words.since_words(cross.since),
    )


def _about(cross: CrossRow) -> str:
    said = (
        cross_words.last_words(cross.since),
        cross_words.record_words(cross.since),
        cross_words.near_miss_words(cross),
    )
    return " · ".join(filter(None, said))
