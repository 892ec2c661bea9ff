"""Bringing a backup back before anybody is signed in, when the data will not open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huddle.errors import Environment, Refused, WrongPassword
from huddle.i18n import _
from huddle.rescue import bring_back, unopened_backups
from huddle.rows.upkeep import RescueRow
from ui.pages.start.rescue_page import RescuePage

if TYPE_CHECKING:
    from pathlib import Path

    from huddle.clock import Clock
    from huddle.paths import Paths
    from huddle.unlocks import Unlock
    from ui.dialogs.files import FileChooser
    from ui.tasks import TaskRunner
    from ui.window import Window


class Rescue(QObject):
    """Shows what backups there are and brings one back for whoever has just given a password.

    Signals:
        ended: Signing in is to be shown again.
    """

    ended = Signal()

    def __init__(
        self,
        window: Window,
        tasks: TaskRunner,
        files: Callable[[], FileChooser],
        paths: Paths,
        clock: Clock,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._files = files
        self._paths = paths
        self._clock = clock
        self._unlock: Callable[[], Unlock] | None = None
        self._page: RescuePage | None = None

    def show(self, why: str, unlock: Callable[[], Unlock]) -> None:
        """Show the backups.

        Args:
            why: Why the data does not open.
            unlock: With what a person tried to sign in; the same opens the backup's keys.
        """
        self._unlock = unlock
        page = self._page = RescuePage(why)
        page.restore_asked.connect(self._restore)
        page.elsewhere_asked.connect(self._choose)
        page.left.connect(self._end)
        self._window.show_front(page)
        self._tasks.run(page, lambda: unopened_backups(self._paths), page.show_backups)

    def _choose(self) -> None:
        title = _("Choose the folder of a backup")
        self._files().folder(self._window, title=title, then=self._restore)

    def _restore(self, folder: Path) -> None:
        if self._page is None or self._unlock is None:
            return
        self._page.show_busy(busy=True)
        unlock = self._unlock
        self._tasks.run(
            self._page,
            lambda: bring_back(self._paths, self._clock, unlock(), folder),
            self._brought_back,
            self._not_brought_back,
            key="rescue",
        )

    def _brought_back(self, found: RescueRow) -> None:
        self._end()
        self._window.messages.say(_words(found))

    def _not_brought_back(self, error: Exception) -> None:
        page = self._page
        if page is None or not isinstance(error, Refused | Environment):
            self._tasks.unhandled.emit(error)
        elif isinstance(error, WrongPassword):
            page.show_trouble(
                _(
                    "The keys of this backup open only with the name and password of its day. Go "
                    "back, type those, then choose it again."
                )
            )
        else:
            page.show_trouble(error.message if isinstance(error, Refused) else str(error))

    def _end(self) -> None:
        self._unlock = None
        self.ended.emit()
        self.deleteLater()


def _words(found: RescueRow) -> str:
    if not found.is_data_back:
        return _(
            "The key file is back and the data was whole all the time: nothing is lost. Sign in "
            "with the password of the day of the backup."
        )
    if found.are_keys_back:
        return _("The backup is back. Sign in with the password of its day.")
    return _("The backup is back. Sign in.")
