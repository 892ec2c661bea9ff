"""Runs the self-test as a process of its own, so that nothing of it can touch the open ward."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from huddle.build import command
from huddle.start_options import SELF_TEST

_WAIT_MS = 3000


class RunningTest(QObject):
    """One run of the self-test.

    Signals:
        wrote: All complete lines that it wrote so far.
        ended: Its verdict, which is its last line; empty where it did not come to one.

    Args:
        owner: What it belongs to; it is stopped when that goes.
    """

    wrote = Signal(list)
    ended = Signal(str)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._written = b""
        # Without an owner: Qt would complain of one that is still running when it takes it away.
        self._process = process = QProcess()
        process.setProcessEnvironment(_without_screen())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._not_run)
        owner.destroyed.connect(lambda: _stop(process))

    def begin(self, language: str, program: Sequence[str] | None = None) -> None:
        """Begin it.

        Args:
            language: The language that it writes in.
            program: What is started; the running program when not given.
        """
        first, *rest = program or [*command(), "--language", language, SELF_TEST]
        self._process.start(first, rest)

    @property
    def lines(self) -> list[str]:
        """The complete lines so far."""
        complete = self._written.rpartition(b"\n")[0].decode(errors="replace")
        return complete.splitlines()

    @property
    def stopped_at(self) -> str:
        """The part that it began to write about last, and did not end."""
        return self._written.rpartition(b"\n")[2].decode(errors="replace").strip(": ")

    def _read(self) -> None:
        self._written += bytes(self._process.readAllStandardOutput().data())
        self.wrote.emit(self.lines)

    def _finish(self, _code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        came_to_its_end = status is QProcess.ExitStatus.NormalExit and not self.stopped_at
        self.ended.emit(self.lines[-1] if came_to_its_end and self.lines else "")

    def _not_run(self, error: QProcess.ProcessError) -> None:
        # Whatever else goes wrong ends it, too.
        if error is QProcess.ProcessError.FailedToStart:
            self.ended.emit("")


def _without_screen() -> QProcessEnvironment:
    """Its windows must not come up over somebody's work."""
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    return environment


def _stop(process: QProcess) -> None:
    process.blockSignals(True)
    process.kill()
    process.waitForFinished(_WAIT_MS)
