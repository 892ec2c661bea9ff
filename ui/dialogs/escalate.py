"""Sending an item up: to whom, why, what they are asked for, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from huddle.i18n import _
from huddle.rows import ReceiverRow, TierRow
from huddle.rules import typed_dates
from huddle.rules.escalation import told_nobody
from ui.dialogs.ask import QuestionDialog
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import body, secondary

_ELSE = "else"


@dataclass(frozen=True, slots=True)
class Receiving:
    """Whom an escalation can go to, and what time it is there."""

    tiers: tuple[TierRow, ...]
    now: dt.datetime

    @property
    def receivers(self) -> tuple[tuple[TierRow, ReceiverRow], ...]:
        """The receivers with their tiers, from the nearest tier up."""
        return tuple((tier, one) for tier in self.tiers for one in tier.receivers)


class EscalateDialog(QuestionDialog):
    """Asks for all that a receiver must know; it stays open until it is kept.

    Signals:
        wanted: The values for `Escalations.escalate`, without the item.
    """

    wanted = Signal(dict)

    def __init__(self, parent: QWidget, text: str, receiving: Receiving) -> None:
        super().__init__(parent, _("Escalate"), text, _("Put it on its way"))
        self.setObjectName("escalate")
        self._receiving = receiving
        self._fields: dict[str, Field] = {}
        self._to = Choice("escalate_to")
        self._to.offer([*self._options(), (_ELSE, _("Somebody else…"))])
        self._to.currentIndexChanged.connect(self._show_receiver)
        self._add("to", _("To"), self._to)
        self._criteria = secondary("", "escalate_criteria")
        self._insert(self._criteria)
        self._name = self._line("to_name", _("Name"))
        self._telephone = self._line("telephone", _("Telephone"))
        self._number = body("", "escalate_number")
        self._insert(self._number)
        self._reason = self._line("reason", _("Why it cannot be solved here"))
        self._ask = self._line("ask", _("What you ask of them"))
        self._needed = self._line("needed_on", _("Needed by"), _("today 14:00, fri, 3 dec, +2d"))
        self._insert(secondary(told_nobody(), "escalate_told_nobody"))
        self._show_receiver()
        self._to.setFocus()

    def accept(self) -> None:
        """Check what can be checked here; the rest is the service's to refuse."""
        for field in self._fields.values():
            field.clear_error()
        due = self._understood()
        if due is None and self._needed.text().strip():
            self.show_refusal(_("That is no day. Try today 14:00, fri, 3 dec or +2d."), "needed_on")
            return
        values: dict[str, Any] = {
            "reason": self._reason.text().strip(),
            "ask": self._ask.text().strip(),
            "needed_on": due.due_on if due else None,
            "needed_time": due.due_time if due else None,
        }
        if self._is_else:
            values |= {"name": self._name.text().strip()}
            values |= {"telephone": self._telephone.text().strip()}
        else:
            values["receiver_id"] = self._to.key
        self.wanted.emit(values)

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong."""
        shown = self._fields.get(field, self._fields["reason"])
        shown.show_error(text)
        shown.control.setFocus()

    def kept(self) -> None:
        """It is on its way: close."""
        super().accept()

    @property
    def _is_else(self) -> bool:
        return self._to.key == _ELSE

    def _options(self) -> Sequence[tuple[str, str]]:
        return [
            (one.id, " · ".join(part for part in (one.name, one.role, tier.name) if part))
            for tier, one in self._receiving.receivers
        ]

    def _show_receiver(self) -> None:
        chosen = next(
            (pair for pair in self._receiving.receivers if pair[1].id == self._to.key), None
        )
        for name in ("to_name", "telephone"):
            self._fields[name].setVisible(chosen is None)
        self._criteria.setText("\n".join(chosen[0].criteria) if chosen else "")
        self._criteria.setVisible(bool(chosen and chosen[0].criteria))
        self._number.setText(
            _("Telephone {number}").format(number=chosen[1].telephone) if chosen else ""
        )
        self._number.setVisible(chosen is not None)

    def _understood(self) -> typed_dates.TypedDue | None:
        words, now = self._needed.text().strip(), self._receiving.now
        found = typed_dates.understand(words, now.date(), now=now.time())
        return found if found is not None and found.length == len(words) else None

    def _line(self, name: str, called: str, hint: str = "") -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(f"escalate_{name}")
        field = self._add(name, called, made, hint)
        if name in ("reason", "ask"):
            field.add_below(GuardLine(made, f"escalate_{name}_guard"))
        return made

    def _add(self, name: str, called: str, control: QWidget, hint: str = "") -> Field:
        made = Field(called, control, hint=hint, object_name=f"escalate_{name}_field")
        self._fields[name] = made
        self._insert(made)
        return made

    def _insert(self, widget: QWidget) -> None:
        self.column.insertWidget(self.column.count() - 1, widget)
