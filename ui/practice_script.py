"""Follows a practice huddle and has its people speak when their time has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from huddle.rules import practice
from huddle.vocabulary import Thing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huddle.rows.changes import Changes
    from huddle.rows.huddles import RunState
    from huddle.rows.practice import Line
    from ui.desk import Desk

_TICK_MS = 1000
_FOLLOWS = frozenset({Thing.HUDDLES, Thing.ITEMS, Thing.ATTENDANCE})


class PracticeScript(QObject):
    """Counts by the huddle's own clocks, so that a pause holds the people up, too.

    Signals:
        said: A `Line` that somebody says now.
        quiet: Whether nobody has more to say at this step by themselves.

    Args:
        parent: What it lives with.
        desk: The desk of the made-up ward.
        huddle_id: Its huddle.
        lines: What can be said.
    """

    said = Signal(object)
    quiet = Signal(bool)

    def __init__(self, parent: QObject, desk: Desk, huddle_id: str, lines: Sequence[Line]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._huddle_id = huddle_id
        self._lines = lines
        self._asked_at: dict[str, int] = {}
        self._state: RunState | None = None
        self.heard: list[Line] = []
        """What was said so far."""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        desk.changes.changed.connect(self._changed)

    def begin(self) -> None:
        """Let people speak from now on."""
        self._timer.start()
        self._ask()

    def stop(self) -> None:
        """Let nobody speak any more."""
        self._timer.stop()
        self._state = None

    def tick(self) -> None:
        """Look who speaks now."""
        state = self._state
        if state is None:
            return
        now = practice.moment(state, self._passed(state), self._asked_at)
        for line in practice.said(self._lines, now):
            if line not in self.heard:
                self.heard.append(line)
                self.said.emit(line)
        self.quiet.emit(practice.is_quiet(self._lines, now))

    def _changed(self, changes: Changes) -> None:
        if self._timer.isActive() and changes.things & _FOLLOWS:
            self._ask()

    def _ask(self) -> None:
        running, huddle_id = self._desk.ward.running, self._huddle_id
        self._desk.tasks.run(self, lambda: running.state(huddle_id), self._take)

    def _take(self, state: RunState) -> None:
        if not self._timer.isActive():
            return
        self._state = state
        for department in practice.asked(state):
            self._asked_at.setdefault(department, state.running_seconds)
        self.tick()

    def _passed(self, state: RunState) -> int:
        """Seconds since it was asked how the huddle stands."""
        if state.is_paused:
            return 0
        return max(0, round((self._desk.ward.clock.now() - state.as_at).total_seconds()))
