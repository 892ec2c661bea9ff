"""Before anybody is signed in: asks each minute what came due, and has it told in one sentence.

The data are locked then. What is asked is the small file that the ward leaves while it is open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from huddle.errors import Environment

if TYPE_CHECKING:
    from huddle.clock import Clock
    from huddle.paths import Paths
    from ui.tasks import TaskRunner
    from ui.window import Window

_FIRST_MS = 10_000
_EACH_MS = 60_000


class Announcing(QObject):
    """Tells what came due while the window is not in front.

    Args:
        window: The window.
        tasks: The workers.
        paths: Where the file stands.
        clock: What time it is.
        tell: Says a sentence to whoever is near.
    """

    def __init__(
        self,
        window: Window,
        tasks: TaskRunner,
        paths: Paths,
        clock: Clock,
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._paths = paths
        self._clock = clock
        self._tell = tell
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Nobody is signed in."""
        self._timer.start(_FIRST_MS)

    def end(self) -> None:
        """Somebody is: the ward reminds them itself."""
        self._timer.stop()

    def look(self) -> None:
        """Say what came due since it was asked last; nothing to somebody who is signing in."""
        self._timer.setInterval(_EACH_MS)
        if not self._window.is_in_front:
            self._tasks.run(self, self._due, self._found, self._missed, key="announce")

    def _due(self) -> str:
        # Not before the first paint.
        from huddle import coming  # noqa: PLC0415
        from huddle.rules.coming import in_words  # noqa: PLC0415

        now = self._clock.now()
        found = coming.take_due(self._paths, now) if self._paths.has_store() else ()
        return in_words(found, now) if found else ""

    def _found(self, text: str) -> None:
        if text:
            self._tell(text)

    def _missed(self, error: Exception) -> None:
        if isinstance(error, Environment):
            self._window.messages.warn(error.message, error.remedy)
        else:
            self._tasks.unhandled.emit(error)
