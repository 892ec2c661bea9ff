"""A measure's chart with its key and what it says; what draws it comes with the first chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.measure_words import Assurance
from huddle.rows.measures import ChartRow
from huddle.rules.chart_key import changes_of, key_of
from huddle.rules.chart_numbers import unit_of
from ui.theme.look import Look, look, space
from ui.widgets.chart_badge import Badge, assurance_badge, variation_badge
from ui.widgets.chart_signs import KeyEntry
from ui.widgets.flow import Flow
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ui.widgets.chart_plot import ChartPlot

_UNDER_HEAD = 2
"""The place of the plot: below the badges and the unit."""


class Chart(QWidget):
    """A chart: what it shows at a glance, the plot, its key, and what it says in sentences.

    Left and Right, Home and End move a cursor through its points and say each of them.
    """

    def __init__(self, object_name: str = "chart", parent: QWidget | None = None) -> None:
        """Make an empty chart.

        Args:
            object_name: Its name for tests.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName(object_name)
        self._row: ChartRow | None = None
        self._shown_in: Look | None = None
        self._shown_key: tuple[object, ...] = ()
        self._plot: ChartPlot | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space("one"))
        self._badges = Flow(f"{object_name}_badges", gap="two")
        self._unit = self._label("secondary", "unit")
        self._key = Flow(f"{object_name}_key", gap="one")
        self._changes = self._label("secondary", "changes", tone="ink")
        self._says = self._label("body", "says")
        self._rules = self._label("secondary", "rules")
        below = (self._key, self._changes, self._says, self._rules)
        for widget in (self._badges, self._unit, *below):
            self._column.addWidget(widget)

    @property
    def at(self) -> int | None:
        """The point under the cursor; none without one."""
        return self._plot.at if self._plot is not None else None

    @property
    def plot(self) -> ChartPlot | None:
        """The plot, which takes the focus; none before the first chart with a point."""
        return self._plot

    def show_chart(self, row: ChartRow) -> None:
        """Show a chart.

        Args:
            row: The chart; without points only its sentences are shown.
        """
        self._row, self._shown_in = row, look()
        self.setAccessibleName(row.measure.name)
        self.setAccessibleDescription(row.says)
        self._unit.setText(unit_of(row.measure))
        self._show_badges(row)
        self._show_plot(row)
        self._show_key(row)
        for label, text in (
            (self._changes, "\n".join(changes_of(row))),
            (self._says, row.says),
            (self._rules, row.rules),
        ):
            label.setText(text)
            label.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Draw it anew in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._row and self._shown_in != look():
            self.show_chart(self._row)

    def _label(self, role: str, name: str, tone: str = "") -> Label:
        label = Label("", role, object_name=f"{self.objectName()}_{name}", tone=tone)
        # A word without an end may not widen the page.
        label.setMinimumWidth(1)
        return label

    def _show_badges(self, row: ChartRow) -> None:
        badges = self._badges_of(row)
        self._badges.clear()
        for badge in badges:
            self._badges.add(badge)
        self._badges.setVisible(bool(badges))

    def _badges_of(self, row: ChartRow) -> list[Badge]:
        """What the last point shows, and whether the target will be met."""
        name, found = self.objectName(), []
        if row.points:
            last = row.points[-1]
            found.append(variation_badge(last.kind, last.side, f"{name}_variation"))
        if row.assurance is not Assurance.NONE:
            found.append(assurance_badge(row.assurance, f"{name}_assurance"))
        return found

    def _show_plot(self, row: ChartRow) -> None:
        self._unit.setVisible(bool(row.points))
        if row.points:
            self._made_plot().show_chart(row)
        if self._plot is not None:
            self._plot.setVisible(bool(row.points))

    def _made_plot(self) -> ChartPlot:
        """The plot, made at its first use: what draws it takes a while to import."""
        if self._plot is None:
            from ui.widgets.chart_plot import ChartPlot  # noqa: PLC0415 - imports pyqtgraph

            self._plot = ChartPlot(f"{self.objectName()}_plot", self)
            self._column.insertWidget(_UNDER_HEAD, self._plot)
            self.setFocusProxy(self._plot)
        return self._plot

    def _show_key(self, row: ChartRow) -> None:
        entries = key_of(row) if row.points else []
        shown = (look(), *entries)
        if shown == self._shown_key:
            return
        self._shown_key = shown
        name = self.objectName()
        self._key.clear()
        for place, one in enumerate(entries):
            self._key.add(KeyEntry(one, f"{name}_key_{place}"))
        self._key.setVisible(bool(entries))
