"""What the rotas of the Templates page do: each change is kept after the one before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.rota import RotaRow
from huddle.rules import day_lines
from huddle.vocabulary import RotaTurns
from ui.care import Watch
from ui.pages.templates.page import TemplatesPage
from ui.pages.templates.rota_wants import START
from ui.pages.templates.state import Spot, TemplatesState
from ui.swapping import Swapping

if TYPE_CHECKING:
    from ui.desk import Desk

Keep = Callable[[Spot, Callable[[], "Callable[[], Any] | None"]], None]
"""Keeps a change when its turn has come, and says beside its spot what is wrong with it."""


class Rotas(QObject):
    """The behaviour of the rotas.

    Args:
        page: The page.
        desk: What it works with.
        state: What the page shows now.
        keep: Keeps a change.
    """

    def __init__(
        self, page: TemplatesPage, desk: Desk, state: Callable[[], TemplatesState], keep: Keep
    ) -> None:
        super().__init__(page)
        self._rotas = desk.ward.rotas
        self._state = state
        self._keep = keep
        swapping = Swapping(page, desk, Watch(page, desk))
        wants, rotas = page.series.rota, desk.ward.rotas
        wants.turns.connect(self._set_turns)
        wants.start.connect(self._set_start)
        wants.added.connect(lambda series, who: self._do(lambda: rotas.add_place(series, who)))
        wants.moved.connect(lambda place, by: self._do(lambda: rotas.move_place(place, by)))
        wants.removed.connect(lambda place: self._do(lambda: rotas.remove_place(place)))
        wants.deputy.connect(self._change_deputy)
        wants.swap.connect(swapping.ask)
        wants.swap_back.connect(swapping.take_back)

    def _do(self, call: Callable[[], RotaRow]) -> None:
        self._keep(Spot(), lambda: call)

    def _set_turns(self, series_id: str, key: str) -> None:
        def prepare() -> Callable[[], RotaRow] | None:
            row = self._state().one_series(series_id)
            turns = RotaTurns(key) if key else None
            if row is None:
                return None
            return lambda: self._rotas.set_turns(series_id, row.row_version, turns)

        self._keep(Spot(), prepare)

    def _set_start(self, series_id: str, typed: str) -> None:
        def prepare() -> Callable[[], RotaRow] | None:
            row, rota = self._state().one_series(series_id), self._state().rota(series_id)
            if row is None or rota is None:
                return None

            def call() -> RotaRow:
                read = day_lines.read(typed, rota.today)
                if read is None or read.words or read.at is not None:
                    raise Refused(_("That is no day. Try 7 Sep 2026."), START)
                return self._rotas.set_turns(series_id, row.row_version, rota.turns, read.on)

            return call

        self._keep(Spot(series_id=series_id, field=START), prepare)

    def _change_deputy(self, series_id: str, place_id: str, person_id: str) -> None:
        def prepare() -> Callable[[], RotaRow] | None:
            rota = self._state().rota(series_id)
            places = rota.places if rota else ()
            version = next((one.row_version for one in places if one.id == place_id), None)
            if version is None:
                return None
            return lambda: self._rotas.change_deputy(place_id, version, person_id or None)

        self._keep(Spot(), prepare)
