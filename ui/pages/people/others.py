"""What the section of other units and stores does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from huddle.errors import ChangedElsewhere, Refused
from huddle.i18n import _
from huddle.rows.units import StoreUnitRow
from ui.in_turn import InTurn
from ui.pages.people.others_section import OthersSection
from ui.pages.people.state import UnitsState
from ui.pages.people.units_card import UnitDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.desk import Desk


class Others(QObject):
    """The behaviour of the section.

    Signals:
        known: There are other units than were known.

    Args:
        section: Its widgets.
        desk: What it works with.
    """

    known = Signal()

    def __init__(self, section: OthersSection, desk: Desk) -> None:
        super().__init__(section)
        self.state = UnitsState()
        self._section = section
        self._desk = desk
        self._turns = InTurn(desk.tasks, section)
        section.opened.connect(self.refresh)
        section.units.changed.connect(self._change)
        section.units.add_asked.connect(self._ask_unit)
        section.address.copy_asked.connect(self._copy)

    def refresh(self) -> None:
        """Ask which units there are, and for the address once somebody looks at it."""
        units = self._desk.ward.units
        self._desk.tasks.run(
            self._section,
            lambda: UnitsState(units.units(), units.tier_names()),
            self._show,
            self._refused,
        )

    def unfold(self) -> None:
        """Others are known of: show the section."""
        if not self._section.is_open:
            self._section.unfold()
            self._ask_address()

    def _show(self, state: UnitsState) -> None:
        is_new, self.state = state != self.state, state
        self._section.units.show_state(state)
        if self._section.is_open:
            self._ask_address()
        elif state.others:
            self.unfold()
        if is_new:
            self.known.emit()

    def _ask_address(self) -> None:
        ward, show = self._desk.ward, self._section.address.show_address

        def ask() -> str:
            # On the worker, which imports what is slow.
            return ward.handover.address()

        self._desk.tasks.run(self._section, ask, show, self._refused, key="address")

    def _copy(self, address: str) -> None:
        QApplication.clipboard().setText(address)
        self._desk.messages.say(_("Your hand-over address is copied."))

    def _change(self, unit_id: str, field: str, value: str | None) -> None:
        units = self._desk.ward.units

        def prepare() -> Callable[[], StoreUnitRow] | None:
            row = self.state.unit(unit_id)
            if row is None:
                return None
            new: dict[str, Any] = {"tier": row.tier, "parent_id": row.parent_id, field: value}
            return lambda: units.change(unit_id, row.row_version, **new)

        def failed(error: Exception) -> None:
            self._section.units.show_state(self.state)
            if isinstance(error, Refused) and not isinstance(error, ChangedElsewhere):
                self._section.units.show_error(unit_id, error.field or field, error.message)
            else:
                self._refused(error)

        self._turns.add(prepare, self._changed, failed)

    def _changed(self, row: StoreUnitRow) -> None:
        self.state = self.state.having(row)
        self._section.units.show_state(self.state)

    def _ask_unit(self) -> None:
        self._desk.tasks.run(
            self._section, lambda: sorted(available_timezones()), self._open_dialog, key="zones"
        )

    def _open_dialog(self, zones: Sequence[str]) -> None:
        here = self.state.in_use
        zone = here.time_zone if here is not None else ""
        dialog = UnitDialog(self._section, self.state.tiers, zone, zones)

        def add(name: str, tier: str, zone: str) -> None:
            self._desk.tasks.run(
                self._section,
                lambda: self._desk.ward.units.add(name, tier=tier, time_zone=zone),
                added,
                refused,
                key="add_unit",
            )

        def added(unit: StoreUnitRow) -> None:
            dialog.kept()
            said = _("{unit} is there. Choose it at the top of the pages to set it up.")
            self._desk.messages.say(said.format(unit=unit.name))
            self.refresh()

        def refused(error: Exception) -> None:
            if isinstance(error, Refused):
                dialog.show_refusal(error.message, error.field)
            else:
                self._refused(error)

        dialog.wanted.connect(add)
        dialog.open()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.messages.warn(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)
