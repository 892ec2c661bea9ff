"""Escalating from any page: asks what a receiver must know, and keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows import EscalationRow, ItemRow
from ui.dialogs.escalate import EscalateDialog, Receiving

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.care import Watch
    from ui.desk import Desk


class Escalating(QObject):
    """Opens the form, and keeps what it says.

    Args:
        page: The page it is asked from.
        desk: What it works with.
        watch: Looks at the words for what tells who a patient is.
    """

    def __init__(self, page: QWidget, desk: Desk, watch: Watch) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._watch = watch

    def ask(
        self,
        item: ItemRow,
        *,
        huddle_id: str | None = None,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask for all that is needed to send an item up; `then` is called once it is kept."""
        ward = self._desk.ward
        self._desk.tasks.run(
            self._page,
            lambda: _receiving(ward),
            lambda found: self._open(item, found, huddle_id, then),
            self._refused,
            key="escalate",
        )

    def _open(
        self,
        item: ItemRow,
        receiving: Receiving,
        huddle_id: str | None,
        then: Callable[[], object],
    ) -> None:
        dialog = EscalateDialog(self._page, item.text, receiving)
        self._watch.over(dialog)
        ward = self._desk.ward

        def keep(values: dict[str, Any]) -> None:
            self._desk.tasks.run(
                self._page,
                lambda: ward.escalations.escalate(item.id, huddle_id=huddle_id, **values),
                kept,
                refused,
                key="escalate",
            )

        def kept(row: EscalationRow) -> None:
            dialog.kept()
            said = _("On its way to {name}: ring {number}. This program has told nobody.")
            self._desk.messages.say(said.format(name=row.to_name, number=row.telephone))
            then()

        def refused(error: Exception) -> None:
            if isinstance(error, Refused):
                dialog.show_refusal(error.message, error.field)
            else:
                self._refused(error)

        dialog.wanted.connect(keep)
        dialog.finished.connect(lambda _result: self._page.setFocus())
        dialog.open()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.messages.warn(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)


def _receiving(ward: Ward) -> Receiving:
    zone = ZoneInfo(ward.setting_up.unit().time_zone)
    return Receiving(ward.escalations.tiers(), ward.clock.now().astimezone(zone))
