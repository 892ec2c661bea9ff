"""The clock of the huddle in hand: kept here, or looked at while another program keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from huddle.errors import Environment, Refused
from huddle.i18n import _
from huddle.rules.clock_holding import BEAT_SECONDS, Beat

if TYPE_CHECKING:
    from huddle.rows.huddles import ClockRow, RunState
    from ui.pages.run.in_hand import InHand


class ClockKeeping(QObject):
    """Leaves beats while the clock is kept here, and else looks whether they are left.

    Args:
        in_hand: The huddle in hand.
        ask_again: Asks how it stands.
    """

    def __init__(self, in_hand: InHand, ask_again: Callable[[], None]) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._ask_again = ask_again
        self._clock: ClockRow | None = None
        self._beat: Beat | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_SECONDS * 1000)
        self._timer.timeout.connect(self.look)
        in_hand.page.clock_asked.connect(self._ask)

    def show(self, state: RunState) -> None:
        """Show who keeps it; beats go on while other pages are in view."""
        self._see(state.clock)
        if state.clock is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def forget(self) -> None:
        """Another huddle comes, or none."""
        self._timer.stop()
        self._clock = self._beat = None

    def leave(self) -> None:
        """Leave the huddle open for whoever resumes it."""
        huddle_id, clocks = self._in_hand.huddle_id, self._in_hand.desk.ward.clocks
        if self._clock is not None and self._clock.is_mine:
            self.forget()
            self._in_hand.run(lambda: clocks.leave(huddle_id))

    def look(self) -> None:
        """Leave a beat, or look whether one was left."""
        if self._in_hand.desk.tasks.is_shut:
            # Huddle is closing; what was asked for before is still finished.
            return
        huddle_id, clocks = self._in_hand.huddle_id, self._in_hand.desk.ward.clocks
        if self._clock is not None and self._clock.is_mine:
            self._run(lambda: clocks.beat(huddle_id), self._beaten)
        else:
            self._run(lambda: clocks.holder(huddle_id), self._looked)

    def _beaten(self, is_mine: bool) -> None:
        if not is_mine:
            # Somebody took it over, or closed the huddle.
            self._ask_again()

    def _looked(self, clock: ClockRow | None) -> None:
        before, self._clock = self._clock, clock
        if before is None or clock is None or before.pc != clock.pc or clock.is_mine:
            self._ask_again()
        self._see(clock)

    def _see(self, clock: ClockRow | None) -> None:
        self._clock = clock
        page, now = self._in_hand.page, self._in_hand.desk.ward.clock.now()
        if clock is None or clock.is_mine:
            self._beat = None
            page.show_clock_holder("")
            return
        seen = self._beat or Beat(clock.beat_at, now)
        self._beat = seen.followed_by(clock.beat_at, now)
        said = _("Clock: {pc}, {name}").format(pc=clock.pc, name=clock.by)
        if self._beat.is_still(now):
            said = _("Clock: {pc}, {name}, which does not answer").format(
                pc=clock.pc, name=clock.by
            )
        page.show_clock_holder(said)

    def _ask(self) -> None:
        """Take the clock over; while its keeper answers, only after a question."""
        clock, now = self._clock, self._in_hand.desk.ward.clock.now()
        if clock is None or self._beat is None or self._beat.is_still(now):
            self._take()
            return
        self._in_hand.desk.ask.confirm(
            self._in_hand.page,
            title=_("Take over the clock from {pc}?").format(pc=clock.pc),
            text=_(
                "{name} leads this huddle there just now. Steps, pauses and the close are then "
                "yours, and {pc} looks on. The time goes on as it is."
            ).format(name=clock.by, pc=clock.pc),
            yes=_("Take over the clock"),
            then=self._take,
        )

    def _take(self) -> None:
        huddle_id, clocks = self._in_hand.huddle_id, self._in_hand.desk.ward.clocks
        self._in_hand.run(
            lambda: clocks.take(huddle_id), lambda _done: self._ask_again(), key="take_clock"
        )

    def _run(self, call: Callable[[], object], done: Callable[..., None]) -> None:
        huddle_id = self._in_hand.huddle_id
        self._in_hand.run(
            call,
            lambda found: done(found) if self._in_hand.huddle_id == huddle_id else None,
            failed=self._missed,
            key="clock",
        )

    def _missed(self, error: Exception) -> None:
        """What stands in the way of a beat is told by whatever a person does next."""
        if not isinstance(error, Refused | Environment):
            self._in_hand.refused(error)
