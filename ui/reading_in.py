"""Bringing in what other units send: hand-over files and paper slips, from any page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from huddle.clock import local
from huddle.i18n import _
from huddle.rows.escalation import HandedOver, ReceivedRow
from ui.dialogs.slip import SlipDialog
from ui.filling import Asking, say_file_trouble

if TYPE_CHECKING:
    from ui.messages import MessageAction


class ReadingIn(Asking):
    """Asks for a file or for what stands on a slip, and says where what came in waits."""

    def take_drops(self, page: QWidget) -> None:
        """Read a file in that is dropped on a page, if whoever is here may."""
        from huddle.exchange.handover_file import ENDING  # noqa: PLC0415 - after the first paint
        from ui.widgets.file_drop import FileDrop  # noqa: PLC0415 - as above

        if self._desk.may("handover.read"):
            FileDrop(page, ENDING, self.read)

    def ask_file(self) -> None:
        """Ask which file, and read it in."""
        from huddle.exchange.handover_file import ENDING  # noqa: PLC0415 - seldom, and not at start

        self._desk.files.open(
            self._page,
            title=_("Read a hand-over file"),
            kinds=_("Hand-over files (*{ending})").format(ending=ENDING),
            then=self.read,
        )

    def read(self, file: Path) -> None:
        """Read a file in."""
        ward = self._desk.ward
        self._desk.tasks.run(
            self._page,
            lambda: (ward.handover.read(file), ward.setting_up.unit().name),
            self._read,
            lambda error: say_file_trouble(self._desk, error),
            key="read_in",
        )

    def ask_slip(self) -> None:
        """Ask for what stands on a slip."""
        ward = self._desk.ward
        self._run(
            lambda: local(ward.clock.now(), ward.setting_up.unit().time_zone),
            self._open_slip,
            "slip",
        )

    def _open_slip(self, now: dt.datetime) -> None:
        ward = self._desk.ward
        self._fill_in(
            SlipDialog(self._page, now),
            keep=lambda values: ward.received.enter_slip(**values),
            kept=self._typed,
        )

    def _typed(self, row: ReceivedRow) -> None:
        words = _("Kept as {code}. It waits for the next huddle, and under “Asked of us”.")
        self._desk.messages.say(words.format(code=row.item.code), self._show)

    def _read(self, read: tuple[HandedOver, str]) -> None:
        brought, unit_in_use = read
        if brought.is_answer:
            words = _("The answer of {sender} is in. The next huddle of {unit} hears it.")
        else:
            words = _(
                "{sender} asks something of {unit}. It waits for the next huddle there, and under "
                "“Asked of us”."
            )
        said = words.format(sender=brought.from_unit, unit=brought.unit_name)
        is_here = brought.unit_name == unit_in_use and not brought.is_answer
        self._desk.messages.say(said, self._show if is_here else None)

    @property
    def _show(self) -> MessageAction:
        return _("Show it"), lambda: self._desk.go("followups", asked="yes")
