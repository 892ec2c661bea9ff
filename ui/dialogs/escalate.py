"""Sending an item up: to whom, why, what they are asked for, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.rows.escalation import ReceiverRow, TierRow
from huddle.rules.escalation import told_nobody
from ui.dialogs.form import FormDialog
from ui.widgets.choices import Choice
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


class EscalateDialog(FormDialog):
    """Asks for all that a receiver must know; `wanted` are the values for `escalate`."""

    def __init__(self, parent: QWidget, text: str, receiving: Receiving) -> None:
        super().__init__(parent, "escalate", _("Escalate"), text, _("Put it on its way"))
        self._receiving = receiving
        self._to = Choice("escalate_to")
        self._to.offer([*self._options(), (_ELSE, _("Somebody else…"))])
        self._to.currentIndexChanged.connect(self._show_receiver)
        self.add_field("to", _("To"), self._to)
        self._criteria = secondary("", "escalate_criteria")
        self.add(self._criteria)
        self.add_line("to_name", _("Name"))
        self.add_line("telephone", _("Telephone"))
        self._number = body("", "escalate_number")
        self.add(self._number)
        self.add_line("reason", _("Why it cannot be solved here"), is_guarded=True)
        self.add_line("ask", _("What you ask of them"), is_guarded=True)
        self.add_line("needed_on", _("Needed by"), _("today 14:00, fri, 3 dec, +2d"))
        self.add(secondary(told_nobody(), "escalate_told_nobody"))
        self._show_receiver()
        self._to.setFocus()

    def accept(self) -> None:
        """Check what can be checked here; the rest is the service's to refuse."""
        self.begin_again()
        needed = self.needed_by(self._receiving.now)
        if needed is None:
            return
        if self._to.key == _ELSE:
            typed = self.words("to_name", "telephone")
            whom = {"name": typed["to_name"], "telephone": typed["telephone"]}
        else:
            whom = {"receiver_id": self._to.key}
        self.wanted.emit({**self.words("reason", "ask"), **needed, **whom})

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
            self.show_field(name, shown=chosen is None)
        self._criteria.setText("\n".join(chosen[0].criteria) if chosen else "")
        self._criteria.setVisible(bool(chosen and chosen[0].criteria))
        self._number.setText(
            _("Telephone {number}").format(number=chosen[1].telephone) if chosen else ""
        )
        self._number.setVisible(chosen is not None)
        if self.isVisible():
            self.fit()
