"""Asks after what printers were given, so that a sheet which waits there is told of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from huddle.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk
    from ui.printing import JobState, Printing, PrintJob

_FIRST_MS = 500
_EACH_MS = 4_000
_QUICK_LOOKS = 8
"""While somebody still waits beside the screen."""
_LOOKS = 450
"""Half an hour: whoever has not brought paper by then knows."""


@dataclass(slots=True)
class _Followed:
    job: PrintJob
    called: str
    looks: int = 0
    told: str = ""


class PrintWatch(QObject):
    """Follows print jobs for half an hour, for as long as the same person is signed in.

    Each look is a job of its own on the long worker, where a printing system that hangs keeps
    nothing waiting that is typed.

    Args:
        page: Lives as long as this; it need not be in view.
        desk: Has the workers and the message bar.
        printing: Knows how far a job is.
    """

    def __init__(self, page: QWidget, desk: Desk, printing: Printing) -> None:
        super().__init__(page)
        self._desk = desk
        self._printing = printing
        self._followed: list[_Followed] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def follow(self, job: PrintJob, called: str) -> None:
        """Watch a job from now on.

        Args:
            job: What the printer was given.
            called: What the sheet is called.
        """
        self._followed.append(_Followed(job, called))
        self._timer.start(_FIRST_MS)

    def _look(self) -> None:
        if self._desk.tasks.is_shut:
            return
        asked = list(self._followed)

        def states() -> list[JobState]:
            return [self._printing.look_at(one.job) for one in asked]

        self._desk.tasks.run(
            self, states, lambda found: self._take(asked, found), long=True, key="print_watch"
        )

    def _take(self, asked: list[_Followed], found: list[JobState]) -> None:
        for one, state in zip(asked, found, strict=True):
            one.looks += 1
            self._tell(one, state)
            if state.is_over or one.looks >= _LOOKS:
                self._followed.remove(one)
        if self._followed:
            is_new = any(one.looks < _QUICK_LOOKS for one in self._followed)
            self._timer.start(_FIRST_MS if is_new else _EACH_MS)

    def _tell(self, one: _Followed, state: JobState) -> None:
        """Say what is new; each trouble once."""
        if state.trouble and state.trouble != one.told:
            sent = sent_words(one.called, one.job.printer)
            self._desk.messages.warn(f"{sent} {state.trouble}")
            one.told = state.trouble
        elif state.is_printed and one.told:
            words = _("{printer} has printed it now: {sheet}.")
            self._desk.messages.say(words.format(printer=one.job.printer, sheet=one.called))


def sent_words(called: str, printer: str) -> str:
    """What is said of a sheet that a printer took."""
    return _("{sheet} sent to {printer}.").format(sheet=called, printer=printer)
