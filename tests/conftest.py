"""Guards around every test: own folders, fixed words and time, no network, nothing left over.

Without PySide6 the tests of `huddle` still run: `pytest -p no:pytest-qt`.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.i18n import use_language
from huddle.paths import Paths
from tests.helpers import leaks, logfail, network

HAS_QT = importlib.util.find_spec("PySide6") is not None

collect_ignore = [] if HAS_QT else ["ui", "e2e", "architecture/test_start.py"]


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Know pytest-qt's options where it is absent, so that the strict configuration holds."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "of pytest-qt, which is not here")


def pytest_configure() -> None:
    """Set what must stand before the first import of Qt."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LANGUAGE"] = os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["TZ"] = "Europe/London"
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(scope="session", autouse=True)
def _runtime_folder() -> Iterator[None]:
    """A short private folder for sockets; their paths may not be long."""
    folder = tempfile.mkdtemp(prefix="hd-")
    os.environ["XDG_RUNTIME_DIR"] = folder
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _guards(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing reaches the network, logs a warning unannounced or runs on after its test."""
    network.block(monkeypatch)
    expected = [mark.args[0] for mark in request.node.iter_markers("expects_log")]
    level = logging.getLogger().level
    with ExitStack() as stack:
        stack.enter_context(logfail.warnings_fail(expected))
        stack.enter_context(leaks.no_thread_left())
        if HAS_QT:
            stack.enter_context(leaks.no_qt_left(monkeypatch))
        yield
    logging.getLogger().setLevel(level)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Texts are as written in the source, also after a test of another language."""
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own; nobody's settings or data are touched."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    return folder


@pytest.fixture(autouse=True)
def _lasting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept in a test's folder lasts, wherever the tests run."""
    for name in ("_MOUNTS", "_STARTED_WITH"):
        monkeypatch.setattr(f"huddle.profile.{name}", tmp_path / "none")


@pytest.fixture
def paths(home: Path) -> Paths:
    """An empty data folder and settings folder."""
    return Paths(data_dir=home / "ward", config_dir=home / "config" / "Huddle")


@pytest.fixture
def clock() -> ShiftedClock:
    """A clock that stands at Thursday 6 August 2026, 08:30 in London, until it is moved."""
    return ShiftedClock(dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC))
