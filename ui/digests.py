"""Mails the reminders that went out, where the ward sends mail; what fails is said once.

It runs on the worker for long jobs, so that a slow network holds up nothing a person waits for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huddle.errors import Environment, NeedsLine, Refused
from huddle.i18n import _
from huddle.mail_words import MailFate
from huddle.rows.changes import Changes
from huddle.rows.mail import HandedRow
from huddle.vocabulary import Thing

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.changes import ChangeBus
    from ui.tasks import TaskRunner

_FIRST_WAIT_SECONDS = 15 * 60
_LONGEST_WAIT_SECONDS = 60 * 60
"""A server that is asked too often with a wrong password locks the mailbox."""


class Digests(QObject):
    """Mails digests, and waits longer after each time that it went wrong.

    Signals:
        troubled: What went wrong, in words; empty once all is well again.

    Args:
        parent: What it belongs to.
        tasks: The workers.
        ward: The open ward.
        changes: Says when the mail settings changed.
    """

    troubled = Signal(str)

    def __init__(self, parent: QObject, tasks: TaskRunner, ward: Ward, changes: ChangeBus) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._ward = ward
        self._wait_seconds = 0
        self._again_at = 0.0
        self._said = ""
        changes.changed.connect(self._changed)

    def look(self) -> None:
        """Mail what waits, unless it went wrong a short while ago."""
        if self._wait_seconds and self._ward.clock.monotonic() < self._again_at:
            return
        self._tasks.run(
            self,
            self._ward.mail.send_digest,
            self._handed,
            self._failed,
            long=True,
            key="digest",
        )

    def _changed(self, changes: Changes) -> None:
        if Thing.MAIL in changes.things:
            self._wait_seconds = 0

    def _handed(self, handed: tuple[HandedRow, ...]) -> None:
        lost = [row.why for row in handed if row.fate is not MailFate.TAKEN]
        if lost:
            if len(lost) < len(handed):
                # The server works: one mailbox that it refuses keeps no other waiting longer.
                self._wait_seconds = 0
            self._say(lost[0])
        else:
            self._wait_seconds = 0
            self._tell("")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, NeedsLine):
            return
        if isinstance(error, Environment):
            self._say(f"{error.message} {error.remedy}".strip())
        elif isinstance(error, Refused):
            self._say(error.message)
        else:
            self._tasks.unhandled.emit(error)

    def _say(self, why: str) -> None:
        wait = 2 * self._wait_seconds or _FIRST_WAIT_SECONDS
        self._wait_seconds = min(wait, _LONGEST_WAIT_SECONDS)
        self._again_at = self._ward.clock.monotonic() + self._wait_seconds
        words = _("Some reminders were not mailed; they stand in Reminders. {why}")
        self._tell(words.format(why=why))

    def _tell(self, text: str) -> None:
        """Say something once, not each time it is so."""
        if text != self._said:
            self._said = text
            self.troubled.emit(text)
