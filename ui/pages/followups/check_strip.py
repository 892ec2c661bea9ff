"""Asks whether what was done worked, and if not, what shall become of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.items import ItemRow
from ui.theme.look import space
from ui.widgets.buttons import button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import body, secondary, strong


class CheckStrip(Card):
    """The check of one action that is done.

    Signals:
        worked: It did.
        tried_again: It did not, and is tried again: the new day as typed, and why.
        given_up: It did not, and ends as not effective: why.
    """

    worked = Signal()
    tried_again = Signal(str, str)
    given_up = Signal(str)

    def __init__(self) -> None:
        super().__init__("detail_check", tone="accent", margin="two")
        self._item_id = ""
        self.column.addWidget(strong(_("Did it work?")))
        self._sign = body("", "check_sign")
        self.column.addWidget(self._sign)
        self._own = secondary(
            _("You said that it is done. Somebody else’s look is worth more."), "check_own"
        )
        self.column.addWidget(self._own)
        worked = primary_button(_("It worked"), "check_worked")
        worked.clicked.connect(self.worked)
        self._did_not = button(_("It did not work…"), "check_did_not")
        self._did_not.clicked.connect(self._ask)
        self._answers = _row(worked, self._did_not)
        self.column.addWidget(self._answers)
        self._asking = self._build_asking()
        self.column.addWidget(self._asking)
        self.hide()

    def show_item(self, item: ItemRow) -> None:
        """Ask about an action; what was typed for it stays."""
        said = _("How we will know: {sign}").format(sign=item.how_known)
        self._sign.setText(said if item.how_known else _("Nobody wrote down how we will know."))
        if item.id != self._item_id:
            self._item_id = item.id
            self._why.clear()
            self._day.clear()
            self._own.hide()
            self._leave()
        self.show()

    def show_own(self, *, is_own: bool) -> None:
        """Whether the one who looks is the one who said that it is done."""
        self._own.setVisible(is_own)

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong."""
        shown = self._day_field if field == "due_on" else self._why_field
        shown.show_error(text)
        shown.control.setFocus()

    def _build_asking(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        self._why, self._day = QLineEdit(), QLineEdit()
        self._why.setObjectName("check_why")
        self._day.setObjectName("check_day")
        self._why_field = Field(_("What was seen"), self._why, object_name="check_why_field")
        self._why_field.add_below(GuardLine(self._why, "check_why_guard"))
        hint = _("today, fri 14:00, 3 dec, +2d")
        self._day_field = Field(
            _("Try again by"), self._day, hint=hint, object_name="check_day_field"
        )
        again = button(_("Open it again"), "check_again")
        again.clicked.connect(self._try_again)
        self._day.returnPressed.connect(self._try_again)
        ends = button(_("Close as not effective"), "check_not_effective")
        ends.clicked.connect(self._give_up)
        leave = quiet_button(_("Back"), "check_back")
        leave.clicked.connect(self._turn_back)
        for widget in (self._why_field, self._day_field, _row(again, ends, leave)):
            column.addWidget(widget)
        return held

    def _ask(self) -> None:
        self._answers.hide()
        self._asking.show()
        self._why.setFocus()

    def _leave(self) -> None:
        self._asking.hide()
        self._answers.show()
        self._why_field.clear_error()
        self._day_field.clear_error()

    def _turn_back(self) -> None:
        self._leave()
        self._did_not.setFocus()

    def _try_again(self) -> None:
        if self._has_reason():
            self.tried_again.emit(self._day.text().strip(), self._why.text().strip())

    def _give_up(self) -> None:
        if self._has_reason():
            self.given_up.emit(self._why.text().strip())

    def _has_reason(self) -> bool:
        self._why_field.clear_error()
        self._day_field.clear_error()
        if not self._why.text().strip():
            self.show_refusal(_("Say why in a few words."), "note")
        return bool(self._why.text().strip())


def _row(*widgets: QWidget) -> Flow:
    row = Flow()
    for widget in widgets:
        row.add(widget)
    return row
