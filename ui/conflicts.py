"""Asks which stands of what was written without the line and what others wrote meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huddle.errors import Refused
from huddle.i18n import _, ngettext
from huddle.rules.access import may
from huddle.vocabulary import Thing

if TYPE_CHECKING:
    from huddle.rows.changes import Changes
    from huddle.rows.conflicts import ConflictRow
    from huddle.ward import Ward
    from ui.changes import ChangeBus
    from ui.tasks import TaskRunner
    from ui.window import Window

_AT_ONCE = 20
"""Choices in one dialog; the rest comes after them."""


class Conflicts(QObject):
    """Says that there is something to choose for as long as there is.

    Args:
        window: Where it says so.
        tasks: The workers.
        ward: The open ward.
        changes: Says when there is more, or less.
    """

    def __init__(self, window: Window, tasks: TaskRunner, ward: Ward, changes: ChangeBus) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._ward = ward
        self._rows: tuple[ConflictRow, ...] = ()
        changes.changed.connect(self._changed)
        self.look()

    def look(self) -> None:
        """Ask what waits."""
        if may(self._ward.account.role, "conflicts.settle"):
            self._tasks.run(self, self._waiting, self._show, self._refused)

    def _waiting(self) -> tuple[ConflictRow, ...]:
        """On the worker, which may bring the service in first."""
        return self._ward.conflicts.waiting()

    def _changed(self, changes: Changes) -> None:
        if Thing.CONFLICTS in changes.things:
            self.look()

    def _show(self, rows: tuple[ConflictRow, ...]) -> None:
        self._rows = rows
        if not rows:
            self._window.hide_notice("conflicts")
            return
        words = ngettext(
            "{count} change that was made without the line met what somebody else wrote.",
            "{count} changes that were made without the line met what somebody else wrote.",
            len(rows),
        ).format(count=len(rows))
        self._window.show_notice(words, (_("Choose…"), self.ask), "conflicts")

    def ask(self) -> None:
        """Show both versions of each, and let the chosen ones stand."""
        from ui.dialogs.both_versions import BothVersions  # noqa: PLC0415 - rare

        asked = self._rows[:_AT_ONCE]
        dialog = BothVersions(
            self._window,
            _("“Mine” was written without the line, “theirs” stands on the server."),
            [row.compared for row in asked],
            title=_("Written without the line"),
            leave=_("Choose another time"),
        )
        dialog.accepted.connect(lambda: self._settle(asked, dialog.keeps_mine))
        dialog.open()

    def _settle(self, rows: tuple[ConflictRow, ...], mine: tuple[bool, ...]) -> None:
        for row, is_mine in zip(rows, mine, strict=True):
            self._tasks.run(
                self,
                lambda row=row, is_mine=is_mine: self._ward.conflicts.settle(  # type: ignore[misc]
                    row.id, is_mine=is_mine
                ),
                None,
                self._refused,
            )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._window.messages.warn(error.message)
        else:
            self._tasks.unhandled.emit(error)
