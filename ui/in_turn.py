"""Changes of one page, sent one after another: each is made on what the one before left."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.tasks import TaskRunner

T = TypeVar("T")

Prepare = Callable[[], "Callable[[], T] | None"]
"""Makes the call when its turn has come, from the rows as they are then; none when it is moot."""


class InTurn(QObject):
    """A line of changes; a row's version is read only when the change before it has come back.

    Signals:
        done: The last change in the line has come back.
    """

    done = Signal()

    def __init__(self, tasks: TaskRunner, owner: QWidget) -> None:
        super().__init__(owner)
        self._tasks = tasks
        self._owner = owner
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_sent = False

    @property
    def is_busy(self) -> bool:
        """Whether a change is under way."""
        return self._is_sent or bool(self._waiting)

    def add(
        self,
        prepare: Prepare[T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Send a change when those before it have come back."""
        self._waiting.append(lambda: self._send(prepare, done, failed))
        if not self._is_sent:
            self._next()

    def _next(self) -> None:
        while self._waiting and not self._is_sent:
            self._waiting.popleft()()
        if not self.is_busy:
            self.done.emit()

    def _send(
        self,
        prepare: Prepare[T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        call = prepare()
        if call is None:
            return
        self._is_sent = True
        self._tasks.run(
            self._owner,
            call,
            lambda result: self._came_back(done, result),
            lambda error: self._came_back(failed, error),
        )

    def _came_back(self, take: Callable[[Any], object], outcome: Any) -> None:
        self._is_sent = False
        try:
            take(outcome)
        finally:
            self._next()
