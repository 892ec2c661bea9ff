"""How long it takes from a commit on one computer until another one has painted it."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from huddle.clock import SystemClock
from huddle.paths import Paths
from tests.helpers import qt, wards
from tests.helpers.database_server import database_server
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import on_a_screen
from ui.pages.followups.items_table import ItemsTable

pytestmark = [on_a_screen, pytest.mark.torture]
ROOT = Path(__file__).resolve().parents[2]
NOTICES = 55
"""As many as the table loads at once."""
LONGEST_MS = 300_000
_NUMBER = re.compile(r"Number (\d+)")


class Seen(QObject):
    """When each number was first painted in a table."""

    def __init__(self, table: ItemsTable) -> None:
        super().__init__(table)
        self._table = table
        self.at: dict[int, float] = {}
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() is QEvent.Type.Paint:
            model = self._table.model()
            for row in range(model.rowCount()):
                told = str(model.index(row, 0).data() or "") + str(model.index(row, 1).data() or "")
                if (found := _NUMBER.search(told)) is not None:
                    self.at.setdefault(int(found[1]), time.time())
        return False


def test_a_commit_elsewhere_is_painted_soon(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with database_server(is_durable=True) as databases:
        url = databases.url(databases.make())
        wards.make_store(tmp_path / "maker", url)
        here = Paths(tmp_path / "here", tmp_path / "here settings", url)
        driver = Driver(here, SystemClock(), tmp_path)
        driver.sign_in(wards.NAME, wards.PASSWORD)
        line = driver.ward.line
        qt.wait_until(lambda: driver.ward.line is not None, "the line")
        line = driver.ward.line
        assert line is not None
        qt.wait_until(lambda: line.can_bridge, "the copy", timeout_ms=60_000)
        driver.window.go("followups")
        driver.settle()
        (table,) = driver.window.findChildren(ItemsTable)
        seen = Seen(table)
        command = [sys.executable, "-m", "tests.helpers.speaker", str(tmp_path / "other")]
        with subprocess.Popen(
            [*command, str(NOTICES)],
            cwd=ROOT,
            env={**os.environ, "HUDDLE_TEST_URL": url},
            stdout=subprocess.PIPE,
            text=True,
        ) as speaker:
            qt.wait_until(
                lambda: len(seen.at) == NOTICES, "all to be painted", timeout_ms=LONGEST_MS
            )
            told, _nothing = speaker.communicate()
        driver.vanish()
        qapp.setStyleSheet("")
    kept = {int(number): float(at) for number, at in map(str.split, told.splitlines())}
    late = sorted(1000 * (seen.at[number] - kept[number]) for number in kept)
    median, p99 = statistics.median(late), late[int(len(late) * 0.99) - 1]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(late)} notices, from commit to paint: median {median:.0f} ms, "
            f"p99 {p99:.0f} ms, longest {late[-1]:.0f} ms\n"
        )
    assert not driver.failures
