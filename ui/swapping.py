"""Swapping a turn in a facilitator rota from any page: asks who does it instead, and keeps it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from huddle import dates
from huddle.i18n import _
from huddle.rows.rota import RotaRow
from ui.dialogs.swap import SwapDialog, Swappable
from ui.filling import Asking

if TYPE_CHECKING:
    from huddle.ward import Ward


class Swapping(Asking):
    """Opens the form, and keeps what it says."""

    def ask(self, series_id: str, on: dt.date) -> None:
        """Ask who has the turn of a day instead."""
        ward = self._desk.ward
        self._run(
            lambda: Swappable(ward.rotas.rota(series_id), ward.people.people()),
            lambda found: self._open(found, on),
            "swap",
        )

    def take_back(self, swap_id: str) -> None:
        """Let a day be as the rota says."""
        self._run(
            lambda: self._desk.ward.rotas.take_back_swap(swap_id),
            lambda _rota: self._desk.messages.say(_("It is as the rota says again.")),
            "swap",
        )

    def _open(self, found: Swappable, on: dt.date) -> None:
        if not found.rota.coming:
            self._desk.messages.warn(_("This huddle has no rota any more."))
            return
        self._fill_in(
            SwapDialog(self._page, found, on),
            keep=lambda values: (
                _kept(self._desk.ward, found.rota.series_id, **values),
                values["on"],
            ),
            kept=lambda kept: self._say(*kept),
        )

    def _say(self, rota: RotaRow, day: dt.date) -> None:
        turn = next((one for one in rota.coming if one.on == day), None)
        if turn is None:
            return
        said = _("{name} facilitates on {day}.").format(name=turn.name, day=dates.in_prose(day))
        swap_id = turn.swap_id
        back = (_("Take it back"), lambda: self.take_back(swap_id)) if swap_id else None
        self._desk.messages.say(said, back)


def _kept(
    ward: Ward, series_id: str, *, on: dt.date, person_id: str, reason: str, change_places: bool
) -> RotaRow:
    act = ward.rotas.exchange if change_places else ward.rotas.swap
    return act(series_id, on, person_id, reason)
