"""Long jobs of many sheets: they say how far they are, and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from huddle.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk
    from ui.widgets.progress_line import ProgressLine

T = TypeVar("T")
Failed = Callable[[Exception], None]
InWords = Callable[[int, int], str]

_LOOK_MS = 100


class Cancelled(Exception):
    """A person stopped the job; nothing of it is left."""


class Making:
    """How far a job is: told on the worker after each sheet, read on the main thread."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self._is_stopped = threading.Event()

    def stop(self) -> None:
        """Have it end after the sheet that it is at."""
        self._is_stopped.set()

    def __call__(self, done: int, total: int) -> None:
        """Note how many sheets are done, of how many.

        Raises:
            Cancelled: It was to stop.
        """
        if self._is_stopped.is_set():
            raise Cancelled
        self.done, self.total = done, total


class LongJob(QObject):
    """Runs jobs of one page on the long worker, and shows in a line how far the present one is.

    The line is asked for by a timer: telling it each of hundreds of sheets would take longer than
    making them, and a job that is done at once shows none.

    Args:
        owner: The page whose jobs they are.
        desk: Has the workers.
        line: Shows how far it is.
        in_words: Says how far it is, by what is done and by all there is.
    """

    def __init__(
        self, owner: QWidget, desk: Desk, line: ProgressLine, in_words: InWords | None = None
    ) -> None:
        super().__init__(owner)
        self._in_words = in_words or _sheets_in_words
        self._owner = owner
        self._desk = desk
        self._line = line
        self._wanted: list[Making] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        line.stop_asked.connect(self._stop_present)

    def run(
        self,
        call: Callable[[Making], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        stopped: Callable[[], None],
        key: str = "",
    ) -> None:
        """Run a call; one of the same key that is in flight goes on instead.

        Args:
            call: The work, which tells what it is handed after each sheet.
            done: Takes the result.
            failed: Takes what it raised.
            stopped: Called when a person has stopped it.
            key: As for `TaskRunner.run`.
        """
        if key and self._desk.tasks.is_running(key):
            return
        making = Making()
        self._wanted.append(making)

        def take(result: T) -> None:
            self._end(making)
            done(result)

        def raised(error: Exception) -> None:
            was_wanted = self._end(making)
            if not isinstance(error, Cancelled):
                failed(error)
            elif was_wanted:
                stopped()

        self._timer.start()
        tasks = self._desk.tasks
        tasks.run(self._owner, lambda: call(making), take, raised, long=True, key=key)

    def drop(self) -> None:
        """Want none of them any more: they end soon, and nothing is said of it."""
        for making in self._wanted:
            making.stop()
        self._wanted.clear()
        self._rest()

    def _stop_present(self) -> None:
        """They run one after another."""
        if self._wanted:
            self._wanted[0].stop()

    def _end(self, making: Making) -> bool:
        was_wanted = making in self._wanted
        if was_wanted:
            self._wanted.remove(making)
            self._line.rest()
        if not self._wanted:
            self._rest()
        return was_wanted

    def _rest(self) -> None:
        self._timer.stop()
        self._line.rest()

    def _look(self) -> None:
        present = self._wanted[0]
        done, total = present.done, present.total
        if 0 < done < total:
            self._line.show_progress(self._in_words(done, total), done, total)
        elif done:
            self._line.rest()


def _sheets_in_words(done: int, total: int) -> str:
    return _("Making sheet {number} of {count}").format(number=done + 1, count=total)
