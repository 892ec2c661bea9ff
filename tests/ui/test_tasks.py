"""Work beside the window: order, threads, owners that are gone, keys, failures, shutting down."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from huddle.errors import Refused
from huddle.rows.changes import Changes
from huddle.vocabulary import Thing
from ui.changes import ChangeBus
from ui.tasks import TaskRunner

_WAIT_MS = 5_000


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.shutdown()


@pytest.fixture
def owner() -> QObject:
    return QObject()


def test_work_is_done_elsewhere_and_its_result_comes_to_the_main_thread(
    runner: TaskRunner, owner: QObject
) -> None:
    seen: list[tuple[str, str]] = []

    def took(worked_on: str) -> None:
        seen.append((worked_on, threading.current_thread().name))

    runner.run(owner, lambda: threading.current_thread().name, took)
    runner.run(owner, lambda: threading.current_thread().name, took, long=True)
    assert runner.wait_idle(_WAIT_MS)
    main = threading.main_thread().name
    assert sorted(seen) == [("huddle-long", main), ("huddle-short", main)]


def test_short_jobs_keep_their_order(runner: TaskRunner, owner: QObject) -> None:
    done: list[int] = []
    for number in range(50):
        runner.run(owner, lambda number=number: number, done.append)
    assert runner.wait_idle(_WAIT_MS)
    assert done == list(range(50))


def test_a_short_job_passes_a_long_one(runner: TaskRunner, owner: QObject) -> None:
    gate = threading.Event()
    done: list[str] = []
    runner.run(owner, lambda: "long" if gate.wait(_WAIT_MS) else "late", done.append, long=True)
    runner.run(owner, lambda: gate.set() or "short", done.append)
    assert runner.wait_idle(_WAIT_MS)
    assert sorted(done) == ["long", "short"]


def test_the_result_is_dropped_when_its_owner_is_gone(runner: TaskRunner) -> None:
    gate = threading.Event()
    owner = QObject()
    done: list[bool] = []
    runner.run(owner, lambda: gate.wait(_WAIT_MS), done.append)
    shiboken6.delete(owner)
    gate.set()
    assert runner.wait_idle(_WAIT_MS)
    assert done == []


def test_the_same_key_in_flight_is_ignored(runner: TaskRunner, owner: QObject) -> None:
    gate = threading.Event()
    done: list[str] = []
    runner.run(owner, lambda: gate.wait(_WAIT_MS) and "first", done.append, key="start")
    runner.run(owner, lambda: "second", done.append, key="start")
    runner.run(owner, lambda: "other", done.append, key="stop")
    assert runner.is_running("start")
    gate.set()
    assert runner.wait_idle(_WAIT_MS)
    assert done == ["first", "other"]
    runner.run(owner, lambda: "again", done.append, key="start")
    assert runner.wait_idle(_WAIT_MS)
    assert done[-1] == "again"


def test_a_failure_goes_to_whoever_takes_it(runner: TaskRunner, owner: QObject) -> None:
    failures: list[Exception] = []
    unhandled: list[Exception] = []
    runner.unhandled.connect(unhandled.append)
    runner.run(owner, _refuse, None, failures.append)
    assert runner.wait_idle(_WAIT_MS)
    assert [str(failure) for failure in failures] == ["Write a name."]
    assert unhandled == []


def test_a_failure_that_nobody_takes_is_told(runner: TaskRunner, owner: QObject) -> None:
    unhandled: list[Exception] = []
    runner.unhandled.connect(unhandled.append)
    runner.run(owner, _refuse)
    gone = QObject()
    runner.run(gone, _refuse, None, lambda _failure: None)
    shiboken6.delete(gone)
    assert runner.wait_idle(_WAIT_MS)
    assert len(unhandled) == 2


def test_idle_is_told_once_the_last_job_is_back(
    runner: TaskRunner, owner: QObject, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(runner.idle):
        runner.run(owner, lambda: 1)
    assert runner.is_idle


def test_waiting_gives_up_in_time(runner: TaskRunner, owner: QObject) -> None:
    gate = threading.Event()
    runner.run(owner, lambda: gate.wait(_WAIT_MS))
    assert not runner.wait_idle(20)
    gate.set()
    assert runner.wait_idle(_WAIT_MS)


def test_shutting_down_finishes_what_was_asked_and_ends_the_threads(
    qtbot: QtBot, owner: QObject
) -> None:
    runner = TaskRunner()
    written: list[int] = []
    for number in range(20):
        runner.run(owner, lambda number=number: written.append(number))
    runner.run(owner, lambda: written.append(20), long=True)
    runner.shutdown()
    assert sorted(written) == list(range(21))
    assert not [one for one in threading.enumerate() if one.name.startswith("huddle-")]
    with pytest.raises(RuntimeError, match="shut down"):
        runner.run(owner, lambda: None)


def test_what_came_back_just_before_the_end_is_given_to_nobody(
    qtbot: QtBot, owner: QObject
) -> None:
    runner = TaskRunner()
    given: list[int] = []
    runner.run(owner, lambda: 1, given.append)
    runner.shutdown()
    QApplication.processEvents()
    assert runner.is_idle
    assert given == []


def test_changes_are_told_on_the_main_thread_before_the_job_is_done(
    runner: TaskRunner, owner: QObject
) -> None:
    bus = ChangeBus()
    order: list[tuple[str, str]] = []

    def note(what: str) -> None:
        order.append((what, threading.current_thread().name))

    bus.changed.connect(lambda _changes: note("changed"))
    changes = Changes(frozenset({Thing.ITEMS}))
    runner.run(owner, lambda: bus.publish(changes), lambda _none: note("done"))
    assert runner.wait_idle(_WAIT_MS)
    main = threading.main_thread().name
    assert order == [("changed", main), ("done", main)]


def _refuse() -> None:
    raise Refused("Write a name.", "name")
