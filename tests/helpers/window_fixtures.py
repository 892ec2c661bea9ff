"""Fixtures around the real window; a module asks for them by `pytest_plugins`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from tests.helpers import wards
from tests.helpers.window import Driver

on_a_screen = pytest.mark.skipif(
    os.environ.get("QT_QPA_PLATFORM") == "offscreen",
    reason="menus and lists that open need a screen, if only Xvfb's",
)

Open = Callable[[], Driver]
"""Starts the application on the test's folder."""


@pytest.fixture(scope="session")
def ready_store(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A ward with cheap keys, made once."""
    return wards.make_store(tmp_path_factory.mktemp("ready") / "ward")


@pytest.fixture
def ward_paths(ready_store: Paths, paths: Paths) -> Paths:
    """A ward of the test's own, set up already."""
    wards.copy_store(ready_store, paths)
    return paths


@pytest.fixture
def start(qapp: QApplication, paths: Paths, clock: ShiftedClock, tmp_path: Path) -> Iterator[Open]:
    """Starts the application; whatever is still open at the end is closed."""
    begun: list[Driver] = []

    def begin() -> Driver:
        begun.append(Driver(paths, clock, tmp_path))
        return begun[-1]

    yield begin
    for driver in begun:
        driver.vanish()
    qapp.setStyleSheet("")
    assert not [failure for driver in begun for failure in driver.failures]


@pytest.fixture
def signed_in(ward_paths: Paths, start: Open) -> Driver:
    """The window at Today, somebody signed in."""
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    assert driver.page == "today"
    return driver


@pytest.fixture
def running(signed_in: Driver) -> Driver:
    """The window with today's huddle running."""
    signed_in.click("start_huddle")
    assert signed_in.page == "run"
    return signed_in
