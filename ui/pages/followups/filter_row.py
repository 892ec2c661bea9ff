"""What of the actions is wanted: words, status, department, and three switches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows import DepartmentRow, FollowUpsFilter
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.flow import Flow
from ui.widgets.toggle import ToggleGroup

_TYPING_MS = 200
_SWITCHES = ("overdue", "mine", "unnamed")


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
        on = self._switches.on
        return FollowUpsFilter(
            text=self._line.text().strip(),
            department_id=self._department.key or None,
            mine="mine" in on,
            overdue="overdue" in on,
            unnamed="unnamed" in on,
            status=self._status.key or "open",
        )

    def set_to(self, what: Mapping[str, str]) -> None:
        """Want just this: `text`, `status`, `department_id`, `overdue`, `mine`, `unnamed`."""
        self._line.setText(what.get("text", ""))
        self._status.select(what.get("status", "open"))
        self._department.select(what.get("department_id", ""))
        self._switches.select(*(key for key in _SWITCHES if what.get(key)))
        self._typing.stop()

    def begin(self) -> None:
        """Put the cursor into the line."""
        self._line.setFocus()
        self._line.selectAll()

    def offer_departments(self, teams: Sequence[DepartmentRow]) -> None:
        """Offer these departments; the chosen one stays chosen."""
        offered = [("", _("Every department")), *((team.id, team.name) for team in teams)]
        there = [
            (self._department.itemData(at), self._department.itemText(at))
            for at in range(self._department.count())
        ]
        if there != offered:
            self._department.offer(offered, self._department.key)

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
                ("to_check", _("To check")),
                ("finished", _("Finished")),
                ("all", _("All")),
            ]
        )
        self._department = Choice("filter_department", _("Department"))
        self._department.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._department.offer([("", _("Every department"))])
        self._switches = ToggleGroup(
            _("Only these"),
            [("overdue", _("Overdue")), ("mine", _("Mine")), ("unnamed", _("Nobody named"))],
            "filter_only",
            one_only=False,
        )
        for choice in (self._status, self._department):
            choice.picked.connect(lambda _key: self._ask_now())
            flow.add(choice)
        self._switches.toggled.connect(lambda _key, _on: self._ask_now())
        flow.add(self._switches)
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
