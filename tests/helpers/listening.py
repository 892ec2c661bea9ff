"""A ward that listens to its server, waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from huddle.rows.changes import Changes
from huddle.rows.line import LineRow
from huddle.ward import Ward

LONGEST_SECONDS = 30


class Heard:
    """What a ward tells, waited for."""

    def __init__(self, ward: Ward) -> None:
        self._is_told = threading.Condition()
        self.changes: list[Changes] = []
        self.rows: list[LineRow] = []
        ward.subscribe(self._changed)
        line = ward.watch_line()
        assert line is not None
        line.subscribe(self._stood)

    def _changed(self, changes: Changes) -> None:
        with self._is_told:
            self.changes.append(changes)
            self._is_told.notify_all()

    def _stood(self, row: LineRow) -> None:
        with self._is_told:
            self.rows.append(row)
            self._is_told.notify_all()

    def until(self, is_so: Callable[[], bool]) -> None:
        with self._is_told:
            assert self._is_told.wait_for(is_so, LONGEST_SECONDS)


def is_ready(ward: Ward) -> bool:
    """Whether this computer has a copy that can be stood on."""
    line = ward.line
    return line is not None and line.can_bridge


def ready(ward: Ward) -> Heard:
    heard = Heard(ward)
    heard.until(lambda: is_ready(ward))
    return heard


def gone(heard: Heard) -> None:
    heard.until(lambda: bool(heard.rows) and heard.rows[-1].is_gone)


def back(heard: Heard) -> None:
    heard.until(lambda: len(heard.rows) > 1 and not heard.rows[-1].is_gone)


def open_texts(ward: Ward) -> list[str]:
    return sorted(row.text for row in ward.followups.all_open())


def fail_once(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
    """Let a function of a class or module fail the next time it is called, and then no more."""
    fails, function = iter((True,)), getattr(owner, name)

    def called(*values: Any) -> Any:
        if next(fails, False):
            raise RuntimeError("a mistake")
        return function(*values)

    monkeypatch.setattr(owner, name, called)
