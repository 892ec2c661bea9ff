"""In which unit of the store one works, for those who may work in several."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.changes import Changes
from huddle.rows.units import StoreUnitRow
from huddle.rules.access import may
from huddle.vocabulary import Thing

if TYPE_CHECKING:
    from huddle.settings import Settings
    from huddle.ward import Ward
    from ui.changes import ChangeBus
    from ui.desk import GiveSettings, KeepSettings
    from ui.tasks import TaskRunner
    from ui.window import Window

Units = tuple[StoreUnitRow, ...]


class UnitChoice(QObject):
    """Names the unit in use on the rail, and leads to another one.

    Signals:
        entered: Another unit is in use, and nothing on the page is of it.

    Args:
        window: Its rail shows the choice.
        tasks: The workers.
        ward: The open ward.
        changes: Says when units or accounts changed.
        settings: Gives this computer's settings, which remember the choice.
        keep_settings: Keeps them.
    """

    entered = Signal()

    def __init__(
        self,
        window: Window,
        tasks: TaskRunner,
        ward: Ward,
        changes: ChangeBus,
        settings: GiveSettings,
        keep_settings: KeepSettings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._ward = ward
        self._settings = settings
        self._keep_settings = keep_settings
        self._wanted = ""
        window.unit_chosen.connect(self.use)
        changes.changed.connect(self._changed)
        tasks.idle.connect(self._use_wanted)

    def begin(self, then: Callable[[], None]) -> None:
        """Take up the remembered unit of whoever just signed in, then go on."""

        def begun(units: Units) -> None:
            then()
            self._show(units)

        def failed(error: Exception) -> None:
            then()
            self._tasks.unhandled.emit(error)

        if len(self._ward.account.unit_ids) > 1:
            ward, settings = self._ward, self._settings()
            self._tasks.run(self, lambda: _taken_up(ward, settings), begun, failed)
        else:
            then()

    def begin_next(self) -> None:
        """Somebody else is signed in."""
        self._wanted = ""
        self._ask()

    def use(self, unit_id: str) -> None:
        """Work in another unit, once everything typed and asked for in this one is done."""
        if self._wanted or unit_id == self._ward.unit_id:
            return
        self._wanted = unit_id
        self._window.leave_page()
        # Whatever was typed or pressed from now on could end in either unit.
        self._window.hold(still=True)
        if self._tasks.is_idle:
            self._use_wanted()
        else:
            self._window.messages.say(_("Finishing what is under way first. One moment…"))

    def _use_wanted(self) -> None:
        ward, unit_id = self._ward, self._wanted
        # Huddle may have been closed meanwhile.
        if unit_id and not self._tasks.is_shut:
            self._tasks.run(
                self, lambda: _in_unit(ward, unit_id), self._entered, self._failed, key="use_unit"
            )

    def _entered(self, units: Units) -> None:
        self._wanted = ""
        settings, ward = self._settings(), self._ward
        remembered = {**settings.units, ward.account.id: ward.unit_id}
        self._keep_settings(dataclasses.replace(settings, units=remembered))
        self._window.messages.clear()
        self.entered.emit()
        self._show(units)

    def _failed(self, error: Exception) -> None:
        if self._ward.unit_id == self._wanted:
            # Only what follows the change failed: pages of the other unit must not stay.
            self._entered(())
        else:
            self._wanted = ""
            self._window.messages.clear()
            self._window.hold(still=False)
            self._window.presenter(self._window.current).come_back()
        self._refused(error)
        self._ask()

    def _changed(self, changes: Changes) -> None:
        if changes.things & {Thing.UNIT, Thing.ACCOUNTS}:
            self._ask()

    def _ask(self) -> None:
        if may(self._ward.account.role, "units.units"):
            self._tasks.run(self, lambda: self._ward.units.units(), self._show, self._refused)

    def _show(self, units: Units) -> None:
        self._window.show_units([unit for unit in units if unit.is_mine])

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._window.messages.warn(error.message)
        else:
            self._tasks.unhandled.emit(error)


# These run on the worker.


def take_remembered(ward: Ward, settings: Settings) -> None:
    """Work where whoever just signed in worked last on this computer, if they still may."""
    unit_id = settings.units.get(ward.account.id, "")
    if unit_id in ward.account.unit_ids:
        with suppress(Refused):
            ward.units.use(unit_id)


def _taken_up(ward: Ward, settings: Settings) -> Units:
    take_remembered(ward, settings)
    return ward.units.units()


def _in_unit(ward: Ward, unit_id: str) -> Units:
    ward.units.use(unit_id)
    return ward.units.units()
