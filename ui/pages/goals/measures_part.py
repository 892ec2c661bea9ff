"""The measures that tell of a goal: each with its role, and a line to add another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.measure_words import MeasureRole
from huddle.rows.goals import GoalRow
from huddle.rows.measures import MeasureRow
from ui.theme.look import space
from ui.widgets.buttons import button, icon_button, quiet_button
from ui.widgets.choices import Choice
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, body, quiet
from ui.widgets.row_list import RowList


class _Row(QWidget):
    """A measure, what it is for the goal, and the button that takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self.words = body("", "goal_measure_words")
        self.remove = icon_button("cross", "goal_measure_remove", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        row.addWidget(self.words, 1)
        row.addWidget(self.remove)


class MeasuresPart(QWidget):
    """Which measures tell of the goal in the form.

    Signals:
        add_asked: A measure's id and its role.
        remove_asked: A measure's id.
        all_asked: The page of the measures is wanted.
    """

    add_asked = Signal(str, str)
    remove_asked = Signal(str)
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("goal_measures_part")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addWidget(Label(_("Measures that tell of it"), "label"))
        self._about = quiet("", "goal_measures_about")
        column.addWidget(self._about)
        self._rows: RowList[_Row] = RowList("goal_measure_rows", self._make, gap="half")
        column.addWidget(self._rows)
        column.addWidget(self._build_adding())

    def show_measures(self, goal: GoalRow | None, measures: Sequence[MeasureRow]) -> None:
        """Show those of a goal, and offer the others; none for a goal that is not kept yet."""
        linked = goal.measures if goal else ()
        rows = self._rows.show_rows([one.measure_id for one in linked])
        for row, measure in zip(rows, linked, strict=True):
            words = _("{name}: {role}").format(name=measure.name, role=label(measure.role))
            row.words.setText(words)
            remove = _("Take “{name}” away from this goal").format(name=measure.name)
            row.remove.set_text("", remove)
            row.remove.setToolTip(remove)
        taken = {one.measure_id for one in linked}
        left = [(one.id, one.name) for one in measures if one.id not in taken]
        self._measure.offer(left, self._measure.key)
        self._adding.setVisible(goal is not None and bool(left))
        self._all.setVisible(goal is not None and not measures)
        self._about.setText(_about(goal, measures))
        self._about.setVisible(bool(self._about.text()))

    def _build_adding(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        self._adding = Flow("goal_adding")
        self._measure = Choice("goal_measure_choice", _("Measure"))
        self._role = Choice("goal_role_choice", _("What it is for the goal"))
        self._role.offer([(one.value, label(one)) for one in MeasureRole])
        add = button(_("Add the measure"), "goal_measure_add")
        add.clicked.connect(lambda: self.add_asked.emit(self._measure.key, self._role.key))
        for widget in (self._measure, self._role, add):
            self._adding.add(widget)
        column.addWidget(self._adding)
        self._all = quiet_button(_("Go to Measures"), "goal_all_measures")
        self._all.clicked.connect(self.all_asked)
        column.addWidget(self._all)
        return held

    def _make(self, measure_id: str) -> _Row:
        row = _Row()
        row.remove.clicked.connect(lambda: self.remove_asked.emit(measure_id))
        return row


def _about(goal: GoalRow | None, measures: Sequence[MeasureRow]) -> str:
    if goal is None:
        return _("Keep the goal first; then choose what tells of it.")
    if not measures:
        return _("The ward reads no measure yet. Define one first.")
    return ""
