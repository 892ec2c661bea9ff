"""Swapping a turn in a facilitator rota from any page: asks who does it instead, and keeps it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows import RotaRow
from ui.dialogs.swap import SwapDialog, Swappable

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.care import Watch
    from ui.desk import Desk


class Swapping(QObject):
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

    def ask(self, series_id: str, on: dt.date) -> None:
        """Ask who has the turn of a day instead."""
        ward = self._desk.ward
        self._desk.tasks.run(
            self._page,
            lambda: Swappable(ward.rotas.rota(series_id), ward.people.people()),
            lambda found: self._open(found, on),
            self._refused,
            key="swap",
        )

    def take_back(self, swap_id: str) -> None:
        """Let a day be as the rota says."""
        self._desk.tasks.run(
            self._page,
            lambda: self._desk.ward.rotas.take_back_swap(swap_id),
            lambda _rota: self._desk.messages.say(_("It is as the rota says again.")),
            self._refused,
            key="swap",
        )

    def _open(self, found: Swappable, on: dt.date) -> None:
        if not found.rota.coming:
            self._desk.messages.warn(_("This huddle has no rota any more."))
            return
        dialog = SwapDialog(self._page, found, on)
        self._watch.over(dialog)

        def keep(values: dict[str, Any]) -> None:
            self._desk.tasks.run(
                self._page,
                lambda: _kept(self._desk.ward, found.rota.series_id, **values),
                lambda rota: done(rota, values["on"]),
                refused,
                key="swap",
            )

        def done(rota: RotaRow, day: dt.date) -> None:
            dialog.kept()
            self._say(rota, day)

        def refused(error: Exception) -> None:
            if isinstance(error, Refused):
                dialog.show_refusal(error.message, error.field)
            else:
                self._refused(error)

        dialog.wanted.connect(keep)
        dialog.open()

    def _say(self, rota: RotaRow, day: dt.date) -> None:
        turn = next((one for one in rota.coming if one.on == day), None)
        if turn is None:
            return
        said = _("{name} facilitates on {day}.").format(name=turn.name, day=dates.in_prose(day))
        swap_id = turn.swap_id
        back = (_("Take it back"), lambda: self.take_back(swap_id)) if swap_id else None
        self._desk.messages.say(said, back)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.messages.warn(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)


def _kept(
    ward: Ward, series_id: str, *, on: dt.date, person_id: str, reason: str, change_places: bool
) -> RotaRow:
    act = ward.rotas.exchange if change_places else ward.rotas.swap
    return act(series_id, on, person_id, reason)
