"""Asks each minute what reminders are due, and says how many wait: on the rail and outside.

A tick that only asks does the same after a sleep, at midnight and after the clock was set: what is
due is a question about now. The worker for long jobs asks it, so it needs no further thread on the
data and no scheduler.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from huddle import coming
from huddle.errors import NotAllowed
from huddle.i18n import _, ngettext
from huddle.rows.changes import Changes
from huddle.rows.reminding import ReminderInbox
from huddle.rules.access import may
from huddle.rules.coming import key_of
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
        notify: Shows what is new outside of the window.
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
        notify: Notify,
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._ward = ward
        self._settings = settings
        self._failed = failed
        self._told: set[str] = set()
        self._looks = 0
        self.notify = notify
        changes.changed.connect(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(_FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Send what is due, and count."""
        self._timer.setInterval(_EACH_MS)
        self._looks += 1
        # With very many open actions, looking ahead takes longer than a person at the keys waits.
        self._tasks.run(
            self,
            lambda: self._ward.reminders.send(),
            lambda _count: self._sent(),
            self._not_sent,
            long=True,
            key="remind",
        )

    def _sent(self) -> None:
        self.count()
        self.looked.emit()

    def _not_sent(self, error: Exception) -> None:
        """Some may have gone out all the same."""
        self._failed(error)
        self.count()

    def count(self) -> None:
        """Count what is unread for whoever is signed in."""
        if may(self._ward.account.role, "reminders.inbox"):
            self._tasks.run(
                self, self._read, self._counted, self._not_counted, key="count_reminders"
            )

    def _read(self) -> tuple[ReminderInbox, frozenset[str]]:
        """The inbox, and at the first look what was told before anybody had signed in."""
        before = coming.said(self._ward.paths) if self._looks < 2 else frozenset()
        return self._ward.reminders.inbox(), before

    def _changed(self, changes: Changes) -> None:
        if Thing.REMINDERS in changes.things:
            self.count()

    def _not_counted(self, error: Exception) -> None:
        if isinstance(error, NotAllowed):
            # A cover account that ended has no inbox any more.
            self._window.show_count("reminders", 0)
        else:
            self._failed(error)

    def _counted(self, found: tuple[ReminderInbox, frozenset[str]]) -> None:
        inbox, before = found
        self._window.show_count("reminders", inbox.unread_count)
        unread = {row.id: key_of(row.kind, row.at) for row in inbox.rows if row.seen_at is None}
        new = {id_ for id_, key in unread.items() if key not in before} - self._told
        self._told.update(unread)
        if new and not self._window.is_in_front and self._settings().notifications:
            self.notify(_("Huddle"), _digest(len(new)))


def _digest(count: int) -> str:
    """How many there are, in one sentence: anybody may see this screen, so no words of theirs."""
    words = ngettext(
        "{count} new reminder. Open Reminders to read it.",
        "{count} new reminders. Open Reminders to read them.",
        count,
    )
    return words.format(count=count)
