"""What of the actions is wanted: words, status, department, stage, and a few switches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows import DepartmentRow, FollowUpsFilter, StageRow
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.flow import Flow
from ui.widgets.toggle import ToggleGroup

_TYPING_MS = 200
_MY_DEPARTMENT = "mine"


class FilterRow(Columns):
    """The filter above the table.

    Signals:
        changed: Other actions are wanted.
        left: Esc on an empty line.
    """

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__((3, 4), "followups_filter")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self._build_line()
        self._build_choices()

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
            escalated="escalated" in on,
            mine="mine" in on,
            overdue="overdue" in on,
            unnamed="unnamed" in on,
            status=self._status.key or "open",
        )

    def set_to(self, what: Mapping[str, str]) -> None:
        """Want just this.

        Args:
            what: `text`, `status`, `department_id`, `stage_id`, and the switches by their names.
        """
        self._line.setText(what.get("text", ""))
        self._status.select(what.get("status", "open"))
        self._department.select(what.get("department_id", ""))
        self._stage.select(what.get("stage_id", ""))
        for group in (self._switches, self._gone_up):
            group.select(*(key for key in group.keys if what.get(key)))
        self._typing.stop()

    def begin(self) -> None:
        """Put the cursor into the line."""
        self._line.setFocus()
        self._line.selectAll()

    def offer(self, teams: Sequence[DepartmentRow], stages: Sequence[StageRow]) -> None:
        """Offer these departments and stages; what is chosen stays chosen."""
        offered = [*self._every_team(), *((team.id, team.name) for team in teams)]
        self._department.offer(offered, self._department.key)
        offered = [("", _("Every stage")), *((stage.id, stage.name) for stage in stages)]
        self._stage.offer(offered, self._stage.key)
        self._stage.setVisible(bool(stages))

    def without_status(self, *, is_so: bool) -> None:
        """Leave out what the columns of the board say already."""
        self._status.setHidden(is_so)
        self._switches.button("overdue").setHidden(is_so)

    def _every_team(self) -> list[tuple[str, str]]:
        return [("", _("Every department")), (_MY_DEPARTMENT, _("My department"))]

    def _build_line(self) -> None:
        self._line = QLineEdit()
        self._line.setObjectName("filter_text")
        self._line.setAccessibleName(_("Filter"))
        self._line.setPlaceholderText(_("Filter: word, person or code   Ctrl+F"))
        self._line.textEdited.connect(lambda _text: self._typing.start())
        self._line.returnPressed.connect(self._ask_now)
        clears = QShortcut(QKeySequence("Esc"), self._line)
        clears.setContext(Qt.ShortcutContext.WidgetShortcut)
        clears.activated.connect(self._leave)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._line)
        column.addStretch()
        self.add(held)

    def _build_choices(self) -> None:
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
        self._department.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._department.offer(self._every_team())
        self._stage = Choice("filter_stage", _("Stage"))
        self._stage.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._stage.offer([("", _("Every stage"))])
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
        for choice in (self._status, self._department, self._stage):
            choice.picked.connect(lambda _key: self._ask_now())
            flow.add(choice)
        for group in (self._switches, self._gone_up):
            group.toggled.connect(lambda _key, _on: self._ask_now())
            flow.add(group)
        self.add(flow)

    def _ask_now(self) -> None:
        self._typing.stop()
        self.changed.emit()

    def _leave(self) -> None:
        if self._line.text():
            self._line.clear()
            self._ask_now()
        else:
            self.left.emit()
