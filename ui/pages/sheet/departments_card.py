"""Whose action sheets are wanted: any of the departments, or all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from huddle.i18n import _
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.choices import Tick
from ui.widgets.flow import Flow


class DepartmentsCard(Card):
    """Ticks, which act at once.

    Signals:
        picked: The departments that are wanted, as a tuple of names; empty for all.
        left: A person has chosen.
    """

    picked = Signal(tuple)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("sheet_departments_card", margin="two")
        self._names: tuple[str, ...] = ()
        self._ticks: dict[str, Tick] = {}
        self._done = quiet_button(_("Close"), "sheet_leave_departments")
        self._every = Tick(_("Every department"), "sheet_every_department")
        self._every.clicked.connect(lambda: self._pick(()))
        self._done.clicked.connect(self.left)
        self._row = Flow("sheet_department_ticks", gap="two")
        self.column.addWidget(self._row)
        self.hide()

    def offer(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer these, some of them chosen; none for all."""
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._fill()
        self._show_chosen(chosen)

    def open(self) -> None:
        """Let a person choose, by mouse or by keys."""
        self.show()
        for tick in (self._every, *self._ticks.values()):
            # Beside the button, whose height is known once it is shown.
            tick.setMinimumHeight(self._done.sizeHint().height())
        (self._every if self._every.isChecked() else self._first_ticked()).setFocus()

    def _fill(self) -> None:
        for tick in self._ticks.values():
            tick.hide()
            tick.setParent(None)
            tick.deleteLater()
        self._ticks = {}
        if not self._row.held:
            self._row.add(self._every)
        self._done.setParent(None)
        for place, name in enumerate(self._names):
            tick = self._ticks[name] = Tick(name, f"sheet_department_{place}")
            tick.clicked.connect(self._picked_some)
            self._row.add(tick)
        self._row.add(self._done)

    def _show_chosen(self, chosen: Sequence[str]) -> None:
        self._every.setChecked(not chosen)
        for name, tick in self._ticks.items():
            tick.setChecked(name in chosen)

    def _picked_some(self) -> None:
        chosen = tuple(name for name, tick in self._ticks.items() if tick.isChecked())
        # One after another, all of them are every one.
        self._pick(() if len(chosen) == len(self._ticks) else chosen)

    def _pick(self, chosen: tuple[str, ...]) -> None:
        self._show_chosen(chosen)
        self.picked.emit(chosen)

    def _first_ticked(self) -> Tick:
        return next(tick for tick in self._ticks.values() if tick.isChecked())
