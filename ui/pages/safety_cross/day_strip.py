"""One day at the foot of the page: how many events and near misses, and a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from huddle.i18n import _
from huddle.rows.safety_cross import CrossDay, DayState, HarmRow
from huddle.rules import cross_words as wording
from huddle.rules.safety_cross import MOST_A_DAY
from ui.actions import shown
from ui.theme.look import space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.entries import NumberField
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import strong

if TYPE_CHECKING:
    from ui.desk import May

_CAN_BE_MARKED = (DayState.CLEAR, DayState.EVENT, DayState.UNCHECKED)


class Held(NamedTuple):
    """What a day held, as somebody says it."""

    events: int
    near_misses: int
    note: str


class DayStrip(Card):
    """What a day held, to read or to change.

    Signals:
        kept: What it held, as a `Held`.
        taken_back: Nobody looked on that day after all.
        left: Somebody goes on without keeping.

    Args:
        may: What whoever is here may do; whoever only reads gets no fields.
    """

    kept = Signal(object)
    taken_back = Signal()
    left = Signal()

    def __init__(self, may: May) -> None:
        super().__init__("day_strip", tone="accent", margin="two")
        self._marks = may("safety_cross.mark")
        self.harm: HarmRow | None = None
        self.day: CrossDay | None = None
        self._title = strong("", "day_title")
        self._events = NumberField("day_events", 0, MOST_A_DAY)
        self._near_misses = NumberField("day_near_misses", 0, MOST_A_DAY)
        self._note = QLineEdit()
        self._note.setObjectName("day_note")
        self.column.addWidget(self._title)
        self._fields = self._build_fields()
        self.column.addWidget(self._fields)
        self.column.addWidget(self._build_buttons())
        self._bind_keys()
        self.hide()

    def show_day(self, harm: HarmRow, day: CrossDay) -> None:
        """Show a day as it is kept; of the one that is shown already, what is typed stays."""
        is_other = not self.is_of(harm, day)
        was = None if is_other or self.day is None else _held(self.day)
        self.harm, self.day = harm, day
        named = _("{harm}, {day}")
        self._title.setText(named.format(harm=harm.name, day=wording.day_words(day)))
        self._fill(was, _held(day))
        if is_other:
            self.show_error("", "")
        can_mark = self._marks and day.state in _CAN_BE_MARKED
        self._fields.setVisible(can_mark)
        self._keep.setVisible(can_mark)
        self._take_back.setVisible(can_mark and day.row_version > 0)
        self.show()

    def is_of(self, harm: HarmRow, day: CrossDay) -> bool:
        """Whether it shows this day already."""
        return (
            self.isVisible()
            and self.harm is not None
            and self.day is not None
            and (self.harm.id, self.day.day) == (harm.id, day.day)
        )

    @property
    def is_typed(self) -> bool:
        """Whether something is typed that is not kept yet."""
        return self.day is not None and self._fields.isVisible() and self.held != _held(self.day)

    @property
    def held(self) -> Held:
        """What it says now."""
        return Held(self._events.value(), self._near_misses.value(), self._note.text().strip())

    def begin(self) -> None:
        """Put the cursor where the first number goes, or else on the way out."""
        if self._fields.isVisible():
            self._events.setFocus()
            self._events.selectAll()
        else:
            self._leave.setFocus()

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong; of no field of its own, beside the first."""
        for one in self._by_name.values():
            one.clear_error()
        if text:
            self._by_name.get(field, self._by_name["events"]).show_error(text)

    def _fill(self, was: Held | None, held: Held) -> None:
        """Show what is kept; a field that says something else than was kept is left alone."""
        typed = self.held
        if was is None or typed.events == was.events:
            self._events.setValue(held.events)
        if was is None or typed.near_misses == was.near_misses:
            self._near_misses.setValue(held.near_misses)
        if was is None or typed.note == was.note:
            self._note.setText(held.note)

    def _build_fields(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("two"))
        named = (
            ("events", _("Events"), self._events, 1),
            ("near_misses", _("Near misses"), self._near_misses, 1),
            ("note", _("Note, without names"), self._note, 4),
        )
        self._by_name: dict[str, Field] = {}
        for name, label, control, share in named:
            field = Field(label, control, object_name=f"day_{name}_field")
            self._by_name[name] = field
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self._by_name["note"].add_below(GuardLine(self._note, "day_note_guard"))
        return held

    def _build_buttons(self) -> Flow:
        self._keep = primary_button(_("Keep"), "day_keep", key=shown("keep"))
        self._take_back = quiet_button(_("It was not checked"), "day_take_back")
        self._leave = quiet_button(_("Leave"), "day_leave", key=shown("leave"))
        self._keep.clicked.connect(self._send)
        self._take_back.clicked.connect(self.taken_back)
        self._leave.clicked.connect(self.left)
        flow = Flow("day_buttons")
        for one in (self._keep, self._take_back, self._leave):
            flow.add(one)
        return flow

    def _bind_keys(self) -> None:
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)
        for line in (self._events.lineEdit(), self._near_misses.lineEdit(), self._note):
            line.returnPressed.connect(self._send)

    def _send(self) -> None:
        self.kept.emit(self.held)


def _held(day: CrossDay) -> Held:
    return Held(day.events, day.near_misses, day.note)
