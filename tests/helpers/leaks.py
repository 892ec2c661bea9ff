"""Fails a test that leaves a thread or a Qt timer running, naming where it was started."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

import pytest

_GRACE_SECONDS = 3.0


def _starter() -> str:
    """The first line outside this module that led here, as file:line."""
    frame = sys._getframe(1)  # noqa: SLF001 - a whole stack at each start would be slow
    while frame.f_back is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


@contextmanager
def no_thread_left() -> Iterator[None]:
    """Watch Python's threads while a test runs."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + _GRACE_SECONDS
    left = []
    for thread in set(threading.enumerate()) - before:
        # A foreign thread that ran a line of Python; it is Qt's or the system's to end.
        if isinstance(thread, threading._DummyThread):  # noqa: SLF001 - it has no public name
            continue
        thread.join(max(0.0, until - time.monotonic()))
        if thread.is_alive():
            left.append(thread.name)
    assert not left, f"threads left running: {left}"


def _noting_start(original: Callable[..., Any], started: list[tuple[Any, str]]) -> Any:
    # One argument at most: a signal with several that is connected to it hands over no more.
    def start(self: Any, given: Any = None) -> Any:
        started.append((self, _starter()))
        is_meant = isinstance(given, int | Enum)
        return original(self, given) if is_meant else original(self)

    return start


@contextmanager
def no_qt_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Watch Qt's timers and threads started from Python while a test runs."""
    from PySide6.QtCore import QThread, QTimer

    timers: list[tuple[Any, str]] = []
    threads: list[tuple[Any, str]] = []
    monkeypatch.setattr(QTimer, "start", _noting_start(QTimer.start, timers))
    monkeypatch.setattr(QThread, "start", _noting_start(QThread.start, threads))
    yield
    _let_widgets_go()
    left = [where for timer, where in timers if _lives(timer) and timer.isActive()]
    assert not left, f"timers left running, started at {left}"
    left = [where for thread, where in threads if _lives(thread) and thread.isRunning()]
    assert not left, f"Qt threads left running, started at {left}"


def _lives(thing: Any) -> bool:
    from shiboken6 import isValid

    return bool(isValid(thing))


def _let_widgets_go() -> None:
    """Delete what was marked for deletion, and with it the timers it owns."""
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
