"""Asks each minute what reminders are due, and says how many wait: on the rail and by the tray.

A tick that only asks does the same after a sleep, at midnight and after the clock was set: what is
due is a question about now. The one worker that also does everything else asks it, so it needs no
second thread on the data and no scheduler.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from huddle.errors import NotAllowed
from huddle.i18n import _, ngettext
from huddle.rows import Changes, ReminderInbox
from huddle.rules.access import may
from huddle.vocabulary import Thing

if TYPE_CHECKING:
    from huddle.settings import Settings
    from huddle.ward import Ward
    from ui.changes import ChangeBus
    from ui.tasks import TaskRunner
    from ui.window import Window

_FIRST_MS = 10_000
"""Whoever signs in to start a huddle comes first."""
_EACH_MS = 60_000

Notify = Callable[[str, str], None]
"""Shows a title and a sentence outside of the window."""


class Reminding(QObject):
    """Sends what is due and counts what is unread.

    Signals:
        looked: What was due has been sent.

    Args:
        window: Where the count stands.
        tasks: The workers.
        ward: The open ward.
        changes: Says when something was read.
        settings: Whether this computer notifies.
        failed: Takes what went wrong.
    """

    looked = Signal()

    def __init__(
        self,
        window: Window,
        tasks: TaskRunner,
        ward: Ward,
        changes: ChangeBus,
        settings: Callable[[], Settings],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._ward = ward
        self._settings = settings
        self._failed = failed
        self._told: set[str] = set()
        self.notify: Notify = Tray(window).notify
        changes.changed.connect(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(_FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Send what is due, and count."""
        self._timer.setInterval(_EACH_MS)
        send = self._ward.reminders.send
        self._tasks.run(self, send, lambda _count: self._sent(), self._failed, key="remind")

    def _sent(self) -> None:
        self.count()
        self.looked.emit()

    def count(self) -> None:
        """Count what is unread for whoever is signed in."""
        if may(self._ward.account.role, "reminders.inbox"):
            inbox = self._ward.reminders.inbox
            self._tasks.run(self, inbox, self._counted, self._not_counted, key="count_reminders")

    def _changed(self, changes: Changes) -> None:
        if Thing.REMINDERS in changes.things:
            self.count()

    def _not_counted(self, error: Exception) -> None:
        if isinstance(error, NotAllowed):
            # A cover account that ended has no inbox any more.
            self._window.show_count("reminders", 0)
        else:
            self._failed(error)

    def _counted(self, inbox: ReminderInbox) -> None:
        self._window.show_count("reminders", inbox.unread_count)
        unread = {row.id for row in inbox.rows if row.seen_at is None}
        new = unread - self._told
        self._told |= unread
        is_away = not self._window.isActiveWindow()
        if new and is_away and self._settings().notifications:
            self.notify(_("Huddle"), _digest(len(new)))


class Tray:
    """The icon in the system's tray, where there is one; it comes with the first notification.

    Args:
        window: Comes to the front when the notification is clicked.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self._icon: QSystemTrayIcon | None = None

    def notify(self, title: str, text: str) -> None:
        """Show a notification; nothing where the system has no tray."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self._window)
            self._icon.setIcon(self._window.windowIcon())
            self._icon.setToolTip(title)
            self._icon.messageClicked.connect(self._raise)
            self._icon.activated.connect(self._raise)
        self._icon.show()
        self._icon.showMessage(title, text, self._window.windowIcon())

    def _raise(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def _digest(count: int) -> str:
    """How many there are, in one sentence: anybody may see this screen, so no words of theirs."""
    words = ngettext(
        "{count} new reminder. Open Reminders to read it.",
        "{count} new reminders. Open Reminders to read them.",
        count,
    )
    return words.format(count=count)
