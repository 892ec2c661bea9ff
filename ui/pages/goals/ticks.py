"""Which departments share a goal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from huddle.i18n import _
from huddle.rows.people import DepartmentRow
from ui.widgets.choices import Tick
from ui.widgets.flow import Flow


class DepartmentTicks(Flow):
    """A tick for each department, beside one another.

    Signals:
        edited: One was ticked, or is not any more.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__("goal_departments", gap="two")
        self.setAccessibleName(_("Departments that share it"))
        self._ticks: dict[str, Tick] = {}
        self._shown: list[tuple[str, str]] = []
        self._others: tuple[str, ...] = ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those that are ticked, and of retired ones that were, in a fixed order."""
        ticked = (team for team, tick in self._ticks.items() if tick.isChecked())
        return tuple(sorted((*ticked, *self._others)))

    def show_teams(self, teams: Sequence[DepartmentRow], chosen: Sequence[str]) -> None:
        """Offer these departments, some of them ticked."""
        offered = [(team.id, team.name) for team in teams]
        if offered != self._shown:
            self._shown = offered
            self.clear()
            self._ticks = {
                team_id: self._make(at, name) for at, (team_id, name) in enumerate(offered)
            }
        self._others = tuple(team_id for team_id in chosen if team_id not in self._ticks)
        for team_id, tick in self._ticks.items():
            tick.setChecked(team_id in chosen)

    def _make(self, at: int, name: str) -> Tick:
        tick = Tick(name, f"goal_department_{at}")
        tick.clicked.connect(lambda _on: self.edited.emit())
        self.add(tick)
        return tick
