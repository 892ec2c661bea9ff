"""The clock of a running huddle, where several programs have it open."""

from __future__ import annotations

from huddle.model import Huddle
from huddle.rows.huddles import ClockRow
from huddle.services import holding, records
from huddle.services.guarded import Service
from huddle.services.holding import Seat
from huddle.services.people import found
from huddle.store.session import Store


class Clocks(Service, called="clocks"):
    """Who keeps a huddle's clock.

    Args:
        store: The open store.
        seat: Where this program runs.
    """

    def __init__(self, store: Store, seat: Seat) -> None:
        super().__init__(store)
        self._seat = seat

    def holder(self, huddle_id: str) -> ClockRow | None:
        """Who keeps it, and when it said so last; none where nobody does."""
        with self._store.read() as reader:
            return holding.holder(reader, huddle_id, self._seat)

    def beat(self, huddle_id: str) -> bool:
        """Say that this program keeps it still; returns whether it does."""
        with self._store.write() as writer:
            return holding.beat(writer, huddle_id, self._seat)

    def take(self, huddle_id: str) -> None:
        """Take it over, whoever keeps it; whoever does so leads the huddle from now on."""
        with self._store.write() as writer:
            huddle = found(writer, Huddle, huddle_id)
            holding.hold(writer, huddle, self._seat)
            writer.change(huddle, facilitator=records.account_name(writer, writer.account_id))

    def leave(self, huddle_id: str) -> None:
        """Keep it no more, if this program does: the huddle stays open for whoever resumes it."""
        with self._store.write() as writer:
            if holding.beat(writer, huddle_id, self._seat):
                holding.let_go(writer, huddle_id)
