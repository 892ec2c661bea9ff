"""What a person is told when something goes wrong, and how a bug ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, QTimer, Signal

from huddle.errors import Environment, Refused
from huddle.i18n import _

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from huddle.paths import Paths
    from ui.window import Window


class Trouble(QObject):
    """Takes every failure that no page took.

    A refusal goes to the message bar, what the machine refuses to a dialog with the remedy, and
    anything else is a bug: noted in the crash log, told in one sentence, once for each.
    """

    _failed = Signal(object)

    def __init__(self, window: Window, log_dir: Path) -> None:
        super().__init__(window)
        self._window = window
        self._log_dir = log_dir
        self._told: set[str] = set()
        # The hook also runs on workers; only the main thread may show anything.
        self._failed.connect(self._take_soon)

    def watch(self) -> Callable[[], None]:
        """Take exceptions that nothing caught; returns what ends the watch."""
        before = sys.excepthook

        def hook(
            kind: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            if isinstance(error, Exception):
                self._failed.emit(error)
            else:
                before(kind, error, trace)

        sys.excepthook = hook

        def stop() -> None:
            sys.excepthook = before

        return stop

    def _take_soon(self, error: Exception) -> None:
        """Tell of it once whatever failed is over."""
        QTimer.singleShot(0, self, partial(self.take, error))

    def take(self, error: Exception) -> None:
        """Tell a person about a failure."""
        if isinstance(error, Refused):
            self._window.messages.warn(error.message)
        elif isinstance(error, Environment):
            self._tell(_("That did not work"), str(error))
        else:
            self._take_bug(error)

    def _take_bug(self, error: Exception) -> None:
        from huddle import diagnostics  # noqa: PLC0415 - hopefully never

        report = diagnostics.crash_report(error)
        if report in self._told:
            return
        self._told.add(report)
        diagnostics.note_crash(self._log_dir, report)
        self._tell(
            _("Huddle made a mistake"),
            _(
                "What was shown as saved is safe, and what you are typing is kept. Carry on; if "
                "it happens again, close Huddle and start it. The details are in {folder}."
            ).format(folder=self._log_dir),
        )

    def _tell(self, title: str, text: str) -> None:
        from ui.dialogs.ask import QuestionDialog  # noqa: PLC0415 - not before the first paint

        dialog = QuestionDialog(self._window, title, text, _("Carry on"))
        dialog.setObjectName("trouble")
        dialog.open()


def tell_at_once(error: Environment) -> int:
    """Say what stands in the way before there is a window."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - hopefully never

    QMessageBox.critical(None, _("Huddle"), str(error))
    return 1


def begin_log(paths: Paths) -> tuple[str, TextIO | None]:
    """Begin the log where there is a store, and find how the last run ended.

    Returns:
        What ended the last run, and the file for faults, which must stay open.
    """
    from huddle import diagnostics  # noqa: PLC0415 - not before the first paint

    if not paths.has_store():
        return "", None
    crash = diagnostics.last_crash(paths.log_dir)
    diagnostics.set_up_log(paths.log_dir)
    return crash, diagnostics.watch_for_faults(paths.log_dir)
