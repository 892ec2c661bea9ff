"""What is raised at a locked page: kept sealed there, and read in once somebody is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huddle.errors import Environment, Refused
from huddle.i18n import _, ngettext

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from huddle.clock import Clock
    from huddle.paths import Paths
    from huddle.ward import Ward
    from ui.messages import MessageBar
    from ui.tasks import TaskRunner
    from ui.widgets.raise_note import RaiseNote


def keep_notes(note: RaiseNote, tasks: TaskRunner, paths: Paths, clock: Clock) -> None:
    """Have the notes of a locked page kept in the inbox of a store."""

    def send(text: str) -> None:
        tasks.run(
            note,
            lambda: _leave_note(paths, clock, text),
            note.show_sent,
            lambda error: _refused(note, tasks, error),
            key="raise_note",
        )

    def guard() -> None:
        from huddle.rules.guarding import Guard  # noqa: PLC0415 - not before the first paint

        # The ward's own patterns are in its data, which is locked.
        note.use(Guard(clock.now().year))

    note.send_asked.connect(send)
    note.guard_needed.connect(guard)


def read_notes(owner: QObject, tasks: TaskRunner, ward: Ward, messages: MessageBar) -> None:
    """Read in what was raised meanwhile, and say how much it is."""

    def say(count: int) -> None:
        if count:
            words = ngettext(
                "{count} thing was raised while this was locked. It waits for the next huddle.",
                "{count} things were raised while this was locked. They wait for the next huddle.",
                count,
            )
            messages.say(words.format(count=count))

    def warn(error: Exception) -> None:
        if isinstance(error, Environment):
            messages.warn(error.message, error.remedy)
        else:
            tasks.unhandled.emit(error)

    tasks.run(owner, lambda: ward.inbox.read_in(), say, warn, key="inbox")


def _refused(note: RaiseNote, tasks: TaskRunner, error: Exception) -> None:
    if isinstance(error, Refused):
        note.show_refusal(error.message)
    elif isinstance(error, Environment):
        note.show_refusal(str(error))
    else:
        note.show_refusal(_("That did not work, so it was not kept. Your words are still here."))
        tasks.unhandled.emit(error)


def _leave_note(paths: Paths, clock: Clock, text: str) -> str:
    """On the worker, which imports what is slow."""
    from huddle.services.inbox import leave_note  # noqa: PLC0415 - not before the first paint

    return leave_note(paths, clock, text)
