"""Leaves word, outside of the encrypted file, of when what comes due: kinds and counts only."""

from __future__ import annotations

from sqlmodel import col, select

from huddle import coming
from huddle.model import Reminder
from huddle.paths import Paths
from huddle.rules.coming import View, look_ahead
from huddle.store.session import Store


class Foretelling:
    """Looks ahead again when what there is to remind of has changed, or a day is over.

    Args:
        store: The open store.
        paths: Where the word is left.
    """

    def __init__(self, store: Store, paths: Paths) -> None:
        self._store = store
        self._paths = paths
        self._last: object = None

    def leave_word(self, views: tuple[View, ...], sent: frozenset[str]) -> None:
        """Leave word of the coming days.

        Args:
            views: The units of the store.
            sent: The keys of what holds now and went out.

        Raises:
            Environment: The folder of settings cannot be written.
        """
        question = [(view.plan, view.now.date(), view.quiet) for view in views], sent
        # Each minute it is asked and hardly ever there is another answer.
        if question != self._last:
            later = self._sent_later()
            coming.leave(self._paths, look_ahead(views, sent | later))
            self._last = question

    def _sent_later(self) -> frozenset[str]:
        """What went out before the clock was set back and falls due only now."""
        with self._store.read() as reader:
            query = select(col(Reminder.key)).where(col(Reminder.at) > reader.now)
            return frozenset(row[0] for row in reader.execute(query))
