"""Says when the line to the server is gone, what is done meanwhile, and when it is back."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from huddle import dates
from huddle.errors import Environment
from huddle.i18n import _, ngettext
from ui.conflicts import Conflicts
from ui.messages import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from huddle.rows.line import LineRow
    from huddle.ward import Ward
    from ui.changes import ChangeBus
    from ui.dialogs.ask import Asker
    from ui.tasks import TaskRunner
    from ui.window import Window


_JUST_NOW = dt.timedelta(minutes=1)
"""A copy of the last minute is what the page showed anyway."""


class LineWatch(QObject):
    """Watches the line while a ward on a server is open.

    Args:
        window: Where it says so.
        tasks: The workers.
        ward: The open ward.
        changes: What finished writes touched.
    """

    _heard = Signal(object)

    def __init__(self, window: Window, tasks: TaskRunner, ward: Ward, changes: ChangeBus) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._ward = ward
        self._was_gone = False
        self._heard.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.conflicts = Conflicts(window, tasks, ward, changes)
        self.conflicts.setParent(self)
        # The copy may have to be made first.
        watch = partial(_watched, ward, self._heard.emit)
        tasks.run(self, watch, self._begun, self._failed, long=True)

    def _begun(self, row: LineRow | None) -> None:
        if row is not None and row.set_aside:
            self._window.messages.warn(_set_aside_words(row.set_aside))
        self._show(row)

    def _show(self, row: LineRow | None) -> None:
        if row is None or row.is_gone == self._was_gone:
            return
        self._was_gone = row.is_gone
        if row.is_gone:
            words = _gone_words(row, self._ward.clock.now())
            self._window.show_notice(words, None, "line")
            announce(self._window, words, assertive=True)
        else:
            self._window.hide_notice("line")
            self._window.messages.say(_back_words(row.sent))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Environment):
            words = _("Nothing can be kept on this computer if the line breaks: {why}")
            self._window.messages.warn(words.format(why=error))
        else:
            self._tasks.unhandled.emit(error)


def ask_to_end(ask: Asker, window: QWidget, waiting: int, then: Callable[[], None]) -> None:
    """Say what becomes of what was not sent yet, before the window is closed."""
    ask.confirm(
        window,
        title=_("Not all was sent yet"),
        text=ngettext(
            "{count} change made without the line to the server is kept on this computer. It is "
            "sent when somebody signs in here and the line is back.",
            "{count} changes made without the line to the server are kept on this computer. They "
            "are sent when somebody signs in here and the line is back.",
            waiting,
        ).format(count=waiting),
        yes=_("Close"),
        no=_("Stay"),
        then=then,
    )


def _watched(ward: Ward, heard: Callable[[LineRow], None]) -> LineRow | None:
    """On the worker: begin to watch, and how it stands."""
    line = ward.watch_line()
    if line is None:
        return None
    line.subscribe(heard)
    return line.row()


def _gone_words(row: LineRow, now: dt.datetime) -> str:
    kept = _("What you write is kept on this computer and sent when the line is back.")
    if row.since is None:
        gone = _("There is no line to the server.")
    else:
        gone = _("The line to the server is gone since {time}.").format(time=_time(row.since, now))
    seen = _("What you see is as at {time}.").format(time=_time(row.as_at or now, now))
    is_of_now = row.since and row.as_at and row.since - row.as_at < _JUST_NOW
    return " ".join((gone, kept) if is_of_now else (gone, kept, seen))


def _set_aside_words(folder: str) -> str:
    return _(
        "What this computer kept of the data was damaged, and is set aside in “{folder}”. What was "
        "written without the line and not sent yet is in it; all else stands on the server."
    ).format(folder=folder)


def _back_words(count: int) -> str:
    if not count:
        return _("The line to the server is back.")
    return ngettext(
        "The line to the server is back. {count} change made meanwhile was sent.",
        "The line to the server is back. {count} changes made meanwhile were sent.",
        count,
    ).format(count=count)


def _time(at: dt.datetime, now: dt.datetime) -> str:
    """The time of this computer; with its day, if that is not today's."""
    here = at.astimezone()
    is_today = here.date() == now.astimezone().date()
    return dates.clock_time(here) if is_today else dates.in_table(here)
