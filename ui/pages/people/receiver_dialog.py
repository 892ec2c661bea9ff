"""Naming somebody who receives, and how it comes to them besides the telephone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from huddle.i18n import _
from huddle.rows.escalation import ReceiverRow
from huddle.rows.units import StoreUnitRow
from ui.dialogs.ask import QuestionDialog
from ui.widgets.buttons import quiet_button
from ui.widgets.choices import Choice
from ui.widgets.entries import NumberField
from ui.widgets.field import Field
from ui.widgets.form_scroll import FormScroll

_MOST_HOURS = 24 * 90


class ReceiverDialog(QuestionDialog):
    """Asks who receives, and how to reach them; it stays open until it is kept.

    Signals:
        wanted: The fields.
    """

    wanted = Signal(dict)

    def __init__(
        self, parent: QWidget, one: ReceiverRow | None, units: Sequence[StoreUnitRow]
    ) -> None:
        """Make it.

        Args:
            parent: The widget that asks.
            one: Whose fields are to be changed; none for somebody new.
            units: The other units of the store.
        """
        super().__init__(
            parent, _("Who receives?"), _("By name, so that a person answers."), _("Keep")
        )
        self.setObjectName("receiver")
        self._lines: dict[str, QLineEdit] = {}
        self._fields: dict[str, Field] = {}
        self._form = FormScroll("receiver_form")
        self.column.insertWidget(self.column.count() - 1, self._form)
        for name in _labels():
            self._lines[name] = QLineEdit(str(getattr(one, name)) if one else "")
            self._lines[name].setObjectName(f"receiver_{name}")
        for name in ("name", "role", "telephone"):
            self._insert(name, _labels()[name], self._lines[name])
        self._hours = NumberField("receiver_reply_hours", 0, _MOST_HOURS)
        self._hours.setValue(one.reply_hours if one else 24)
        self._insert("reply_hours", _("Hours until an answer is expected"), self._hours)
        self._unit = Choice("receiver_receiving_unit_id")
        self._unit.be_narrow()
        self._build_ways(one, units)
        self._lines["name"].setFocus()

    def accept(self) -> None:
        """Have it kept; what cannot be used is the service's to refuse."""
        for field in self._fields.values():
            field.clear_error()
        words = {name: line.text().strip() for name, line in self._lines.items()}
        unit = self._unit.key or None
        self.wanted.emit({**words, "reply_hours": self._hours.value(), "receiving_unit_id": unit})

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong."""
        shown = self._fields.get(field, self._fields["name"])
        shown.show_error(text)
        shown.control.setFocus()

    def kept(self) -> None:
        """It is kept: close."""
        super().accept()

    def _build_ways(self, one: ReceiverRow | None, units: Sequence[StoreUnitRow]) -> None:
        """Ask where else it goes: to a unit of this store, or as a file to another store."""
        present = (one.receiving_unit_id or "") if one else ""
        options = [("", _("They have none")), *((unit.id, unit.name) for unit in units)]
        self._unit.offer(options, present)
        self._insert("receiving_unit_id", _("Their unit in this store"), self._unit)
        self._fields["receiving_unit_id"].setVisible(bool(units))
        more = quiet_button(_("They use Huddle elsewhere…"), "receiver_elsewhere")
        self._form.column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._insert("address", _labels()["address"], self._lines["address"])
        has_address = bool(one and one.address)
        self._fields["address"].setVisible(has_address)
        more.setVisible(not has_address)
        more.clicked.connect(self._fields["address"].show)
        more.clicked.connect(self._lines["address"].setFocus)
        more.clicked.connect(more.hide)

    def _insert(self, name: str, called: str, control: QWidget) -> None:
        self._fields[name] = Field(called, control, object_name=f"receiver_{name}_field")
        self._form.column.addWidget(self._fields[name])


def _labels() -> dict[str, str]:
    return {
        "name": _("Name"),
        "role": _("Role"),
        "telephone": _("Telephone"),
        "address": _("Their hand-over address"),
    }
