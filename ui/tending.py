"""Sees to what is due by itself while the window is open.

The night's backup is made, an old one is warned of, beds and bays go when their hours are over, and
reminders go out, also by mail where the ward sends it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from huddle.errors import NeedsLine
from huddle.i18n import _
from huddle.rows.upkeep import WatchRow
from huddle.rules.access import may
from ui.backup_words import ago_words
from ui.digests import Digests
from ui.reminding import Notify, Reminding

if TYPE_CHECKING:
    from huddle.settings import Settings
    from huddle.ward import Ward
    from ui.changes import ChangeBus
    from ui.tasks import TaskRunner
    from ui.widgets.notice import NoticeAction
    from ui.window import Window

_FIRST_MS = 60_000
"""Whoever signs in to start a huddle comes first."""
_AGAIN_MS = 5 * 60_000


class Tending(QObject):
    """Asks every few minutes, also while the window is locked or shows the wall.

    Args:
        window: Where it warns.
        tasks: The workers.
        ward: The open ward.
        changes: What finished writes touched.
        settings: This account's settings.
        notify: Shows a title and a sentence outside of the window.
    """

    def __init__(
        self,
        window: Window,
        tasks: TaskRunner,
        ward: Ward,
        changes: ChangeBus,
        settings: Callable[[], Settings],
        notify: Notify,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._ward = ward
        self.reminding = Reminding(window, tasks, ward, changes, settings, notify, self._missed)
        self.reminding.setParent(self)
        self._digests = Digests(self, tasks, ward, changes)
        self._digests.troubled.connect(self._show_mail_trouble)
        self.reminding.looked.connect(self._digests.look)
        self._mail_trouble = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make the night's backup if it is due, and see how old the last one is."""
        self._timer.setInterval(_AGAIN_MS)
        self._let_references_go()
        self._tasks.run(
            self,
            lambda: self._ward.upkeep.watch(),
            self._seen,
            self._missed,
            long=True,
            key="watch",
        )

    def _let_references_go(self) -> None:
        self._tasks.run(
            self,
            lambda: self._ward.retention.expire_patient_references(),
            None,
            self._missed,
            key="expire",
        )

    def _seen(self, found: WatchRow) -> None:
        if found.is_too_old:
            self._window.show_notice(self._words(found), self._action())
        else:
            self._show_mail_trouble(self._mail_trouble)

    def _show_mail_trouble(self, text: str) -> None:
        """Say what was not mailed until it is, or somebody has read it; empty says nothing."""
        self._mail_trouble = text
        if not text:
            self._window.hide_notice()
        elif may(self._ward.account.role, "mail.change"):
            action = (_("Mail settings"), lambda: self._window.go("settings"))
            self._window.show_notice(text, action)
        else:
            action = (_("Hide this"), lambda: self._show_mail_trouble(""))
            self._window.show_notice(text, action)

    def _missed(self, error: Exception) -> None:
        """A file that cannot be read is told by whatever a person does with it."""
        if isinstance(error, NeedsLine):
            # It is said already that the line is gone; another computer, or a later look, does it.
            return
        self._window.show_notice(
            _("What is due by itself was not done: {why}").format(why=error), self._action()
        )

    def _words(self, found: WatchRow) -> str:
        if found.newest_proved is None:
            says = _("There is no proved backup of this ward.")
        else:
            ago = ago_words(found.newest_proved, self._ward.clock.now())
            says = _("The last proved backup was made {ago}.").format(ago=ago)
        return f"{says} {found.problem}".strip()

    def _action(self) -> NoticeAction | None:
        role = self._ward.account.role
        if may(role, "upkeep.restore"):
            return _("Data and backup"), lambda: self._window.go("data")
        if may(role, "upkeep.back_up"):
            return _("Back up now"), self._back_up
        return None

    def _back_up(self) -> None:
        self._tasks.run(
            self,
            self._ward.upkeep.back_up,
            lambda _made: self.look(),
            self._missed,
            long=True,
            key="backup",
        )
