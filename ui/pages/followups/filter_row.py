"""What of the actions is wanted: a saved view, or words, status, department, goal and more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.items import FollowUpsFilter
from ui import wording
from ui.pages.followups.state import Surroundings
from ui.pages.followups.view_choice import ViewChoice
from ui.theme.look import space
from ui.widgets.choices import Choice
from ui.widgets.flow import Flow
from ui.widgets.toggle import ToggleGroup

if TYPE_CHECKING:
    from ui.desk import May

_GOAL_LENGTH = 40
_LETTERS = 9
"""What there is room for in each list; opened, it shows all."""
_TYPING_MS = 200
_MY_DEPARTMENT = "mine"


class FilterRow(QWidget):
    """The filter above the table.

    Signals:
        changed: Other actions are wanted.
        left: Esc on an empty line.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("followups_filter")
        self.views = ViewChoice(may)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        column.addLayout(self._build_first())
        column.addWidget(self._build_choices())

    @property
    def wanted(self) -> FollowUpsFilter:
        """What the filter says."""
        on, team = (*self._switches.on, *self._gone_up.on), self._department.key
        is_my_team = team == _MY_DEPARTMENT
        return FollowUpsFilter(
            text=self._line.text().strip(),
            department_id=None if is_my_team else team or None,
            my_department=is_my_team,
            stage_id=self._stage.key or None,
            goal_id=self._goal.key or None,
            escalated="escalated" in on,
            mine="mine" in on,
            overdue="overdue" in on,
            unnamed="unnamed" in on,
            status=self._status.key or "open",
        )

    def set_to(self, what: Mapping[str, str]) -> None:
        """Want just this.

        Args:
            what: Fields of the filter by their names; a switch is on with any word.
        """
        usual = FollowUpsFilter()
        fields: dict[str, Any] = {
            name: bool(value) if isinstance(getattr(usual, name), bool) else value
            for name, value in what.items()
        }
        self.show_wanted(replace(usual, **fields))

    def show_wanted(self, wanted: FollowUpsFilter) -> None:
        """Want just this, without saying that a person did."""
        self._line.setText(wanted.text)
        self._status.select(wanted.status)
        team = _MY_DEPARTMENT if wanted.my_department else wanted.department_id
        _choose(self._department, team)
        _choose(self._stage, wanted.stage_id)
        _choose(self._goal, wanted.goal_id)
        for group in (self._switches, self._gone_up):
            group.select(*(key for key in group.keys if getattr(wanted, key)))
        self._typing.stop()

    def begin(self) -> None:
        """Put the cursor into the line."""
        self._line.setFocus()
        self._line.selectAll()

    def offer(self, around: Surroundings) -> None:
        """Offer the departments, stages and goals of the ward; what is chosen stays chosen."""
        known = around.known
        offered = [*self._every_team(), *((team.id, team.name) for team in known.departments)]
        self._department.offer(offered, self._department.key)
        offered = [("", _("Every stage")), *((stage.id, stage.name) for stage in known.stages)]
        self._stage.offer(offered, self._stage.key)
        self._stage.setVisible(bool(known.stages))
        goals = [(goal.id, wording.beginning(goal.text, _GOAL_LENGTH)) for goal in around.goals]
        self._goal.offer([("", _("Every goal")), *goals], self._goal.key)
        self._goal.setVisible(bool(goals))

    def without_status(self, *, is_so: bool) -> None:
        """Leave out what the columns of the board say already."""
        self._status.setHidden(is_so)
        self._switches.button("overdue").setHidden(is_so)

    def _every_team(self) -> list[tuple[str, str]]:
        return [("", _("Every department")), (_MY_DEPARTMENT, _("My department"))]

    def _build_first(self) -> QHBoxLayout:
        self._line = QLineEdit()
        self._line.setObjectName("filter_text")
        self._line.setAccessibleName(_("Filter"))
        self._line.setPlaceholderText(_("Filter: word, person or code   Ctrl+F"))
        self._line.textEdited.connect(lambda _text: self._typing.start())
        self._line.returnPressed.connect(self._ask_now)
        clears = QShortcut(QKeySequence("Esc"), self._line)
        clears.setContext(Qt.ShortcutContext.WidgetShortcut)
        clears.activated.connect(self._leave)
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        row.addWidget(self._line, 1)
        row.addWidget(self.views)
        return row

    def _build_choices(self) -> Flow:
        flow = Flow("filter_choices")
        self._status = Choice("filter_status", _("Status"))
        self._status.offer(
            [
                ("open", _("Open")),
                ("blocked", _("Blocked")),
                ("to_check", _("To check")),
                ("finished", _("Finished")),
                ("all", _("All")),
            ]
        )
        self._department = Choice("filter_department", _("Department"))
        self._department.offer(self._every_team())
        self._stage = Choice("filter_stage", _("Stage"))
        self._stage.offer([("", _("Every stage"))])
        self._goal = Choice("filter_goal", _("Goal"))
        self._goal.offer([("", _("Every goal"))])
        self._switches = ToggleGroup(
            _("Only these"),
            [
                ("overdue", _("Overdue")),
                ("mine", _("Mine")),
                ("unnamed", _("Nobody named")),
            ],
            "filter_only",
            one_only=False,
        )
        self._gone_up = ToggleGroup(
            _("Only what went up"), [("escalated", _("Escalated"))], "filter_only", one_only=False
        )
        self._department.be_narrow(_LETTERS + 2)
        for choice in (self._stage, self._goal):
            choice.be_narrow(_LETTERS)
        for choice in (self._status, self._department, self._stage, self._goal):
            choice.picked.connect(lambda _key: self._ask_now())
            flow.add(choice)
        for group in (self._switches, self._gone_up):
            group.toggled.connect(lambda _key, _on: self._ask_now())
            flow.add(group)
        return flow

    def _ask_now(self) -> None:
        self._typing.stop()
        self.changed.emit()

    def _leave(self) -> None:
        if self._line.text():
            self._line.clear()
            self._ask_now()
        else:
            self.left.emit()


def _choose(choice: Choice, key: str | None) -> None:
    """Choose one; before any were offered it waits there for its name."""
    if key and choice.findData(key) < 0:
        choice.addItem("", key)
    choice.select(key or "")
