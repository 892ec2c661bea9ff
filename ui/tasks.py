"""Work beside the window: short jobs in their order on one thread, long ones on another.

Results come back to the main thread as queued signals, and are dropped when the widget that asked
for them is gone. A failure is never dropped: without anyone to take it, it is `unhandled`.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    owner: QObject
    call: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    key: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: _Job
    result: Any = None
    failure: Exception | None = None


class _Worker:
    """A thread that takes jobs from a queue one after another; begun with the first job."""

    def __init__(self, name: str, report: Callable[[_Outcome], None]) -> None:
        self._name = name
        self._report = report
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def add(self, job: _Job) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def finish(self) -> None:
        """Wait until all jobs are done, then end the thread."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._report(_outcome(job))


class TaskRunner(QObject):
    """Runs calls on its worker threads and hands their results back on the main thread.

    Signals:
        idle: The last job in flight has come back.
        unhandled: A job failed and nobody was there to take it.
    """

    idle = Signal()
    unhandled = Signal(Exception)
    _came_back = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._in_flight = 0
        self._keys: set[str] = set()
        self._is_shut = False
        # Qt queues by itself what comes from another thread.
        self._came_back.connect(self._take)
        self._short = _Worker("huddle-short", self._came_back.emit)
        self._long = _Worker("huddle-long", self._came_back.emit)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in flight."""
        return self._in_flight == 0

    @property
    def is_shut(self) -> bool:
        """Whether it takes no more jobs."""
        return self._is_shut

    def is_running(self, key: str) -> bool:
        """Whether a job of that key is in flight."""
        return key in self._keys

    def run(
        self,
        owner: QObject,
        call: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        long: bool = False,
        key: str = "",
    ) -> None:
        """Run a call on a worker thread.

        Args:
            owner: Whose job it is; when it is gone, the result is dropped.
            call: The work; it must touch no widget.
            done: Takes the result, on the main thread.
            failed: Takes what the call raised, on the main thread.
            long: Whether it may take long: it then runs beside the short jobs.
            key: While a job of this key is in flight, another one is ignored; empty for none.

        Raises:
            RuntimeError: The runner is shut down.
        """
        if self._is_shut:
            raise RuntimeError("the task runner is shut down")
        if key and key in self._keys:
            return
        if key:
            self._keys.add(key)
        self._in_flight += 1
        (self._long if long else self._short).add(_Job(owner, call, done, failed, key))

    def wait_idle(self, timeout_ms: int) -> bool:
        """Let events pass until nothing is in flight; returns whether that came in time."""
        if self.is_idle:
            return True
        loop = QEventLoop()
        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(loop.quit)
        self.idle.connect(loop.quit)
        timer.start(timeout_ms)
        # What has just come back may have asked for more.
        while not self.is_idle and timer.isActive():
            loop.exec()
        self.idle.disconnect(loop.quit)
        timer.stop()
        return self.is_idle

    def shutdown(self) -> None:
        """Finish every job that was asked for, then end the threads; results are not delivered."""
        self._is_shut = True
        self._short.finish()
        self._long.finish()

    @Slot(object)
    def _take(self, outcome: _Outcome) -> None:
        self._in_flight -= 1
        self._keys.discard(outcome.job.key)
        try:
            # What came back before the end and is only now taken finds nobody there any more.
            if not self._is_shut:
                self._deliver(outcome)
        finally:
            if self.is_idle:
                self.idle.emit()

    def _deliver(self, outcome: _Outcome) -> None:
        job, is_there = outcome.job, isValid(outcome.job.owner)
        if outcome.failure is None:
            if is_there and job.done is not None:
                job.done(outcome.result)
        elif is_there and job.failed is not None:
            job.failed(outcome.failure)
        else:
            self.unhandled.emit(outcome.failure)


def _outcome(job: _Job) -> _Outcome:
    try:
        return _Outcome(job, result=job.call())
    except Exception as failure:  # noqa: BLE001 - whatever it is, the main thread decides
        return _Outcome(job, failure=failure)
