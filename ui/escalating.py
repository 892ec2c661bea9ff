"""Escalating from any page: asks what a receiver must know, and keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.rows.escalation import EscalationRow
from huddle.rows.items import ItemRow
from huddle.rules.escalation import in_their_huddle
from ui.dialogs.escalate import EscalateDialog, Receiving
from ui.filling import Asking
from ui.handing_over import HandingOver

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.care import Watch
    from ui.desk import Desk


class Escalating(Asking):
    """Opens the form, and keeps what it says."""

    def __init__(self, page: QWidget, desk: Desk, watch: Watch) -> None:
        super().__init__(page, desk, watch)
        self._handing = HandingOver(page, desk, watch)

    def ask(
        self,
        item: ItemRow,
        *,
        huddle_id: str | None = None,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask for all that is needed to send an item up; `then` is called once it is kept."""
        ward = self._desk.ward
        self._run(
            lambda: _receiving(ward),
            lambda found: self._open(item, found, huddle_id, then),
            "escalate",
        )

    def _open(
        self,
        item: ItemRow,
        receiving: Receiving,
        huddle_id: str | None,
        then: Callable[[], object],
    ) -> None:
        ward = self._desk.ward

        def kept(row: EscalationRow) -> None:
            self._say(row)
            then()

        self._fill_in(
            EscalateDialog(self._page, item.text, receiving),
            keep=lambda values: ward.escalations.escalate(item.id, huddle_id=huddle_id, **values),
            kept=kept,
        )

    def _say(self, row: EscalationRow) -> None:
        """Say that nobody was told, and offer the file where there can be one."""
        if row.is_in_store:
            self._desk.messages.say(in_their_huddle(row.receiving_unit, row.telephone))
            return
        said = _("On its way to {name}: ring {number}. This program has told nobody.")
        self._desk.messages.say(
            said.format(name=row.to_name, number=row.telephone),
            (_("Hand-over file…"), lambda: self._handing.escalation(row)) if row.address else None,
        )


def _receiving(ward: Ward) -> Receiving:
    zone = ZoneInfo(ward.setting_up.unit().time_zone)
    return Receiving(ward.escalations.tiers(), ward.clock.now().astimezone(zone))
