"""Several programs on one store: a second window of an account raises the first, others go on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from huddle.paths import Paths
from huddle.start_options import PASSWORD_VARIABLE
from huddle.store import keys
from huddle.store.database import connect
from tests.helpers.wards import NAME, PASSWORD, copy_store, make_store

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 60.0
SIGN_INS = "SELECT count(*) FROM audit_entry WHERE act = 'sign_in'"
Start = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def shared(tmp_path: Path) -> Paths:
    """A closed store."""
    made = make_store(tmp_path / "made")
    paths = Paths(tmp_path / "ward", tmp_path / "config")
    copy_store(made, paths)
    return paths


@pytest.fixture
def start(shared: Paths) -> Iterator[Start]:
    """Starts the program for an account of the operating system and signs in."""
    running: list[subprocess.Popen[str]] = []

    def begin(account: str) -> subprocess.Popen[str]:
        home = shared.data_dir.parent / account
        who = {"LOGNAME": account, "HOME": str(home), PASSWORD_VARIABLE: PASSWORD}
        command = [sys.executable, "main.py", "--data-dir", str(shared.data_dir), "--user", NAME]
        running.append(
            subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **who}, stderr=subprocess.PIPE, text=True
            )
        )
        return running[-1]

    yield begin
    for program in running:
        program.kill()
        program.communicate()


def wait_for_sign_ins(paths: Paths, count: int) -> None:
    """Wait until the ward was opened so many times."""
    key = keys.unlock(paths.key_file, NAME, PASSWORD).key
    until = time.monotonic() + LONGEST_SECONDS
    with closing(connect(paths.database, key)) as connection:
        while connection.execute(SIGN_INS).fetchone()[0] < count:
            assert time.monotonic() < until, "the ward was not opened"
            os.sched_yield()


def test_the_same_account_gets_its_window_another_one_its_own(shared: Paths, start: Start) -> None:
    first = start("anna")
    wait_for_sign_ins(shared, 1)
    again = start("anna")
    assert again.wait(LONGEST_SECONDS) == 0
    other = start("ben")
    wait_for_sign_ins(shared, 2)
    assert first.poll() is None
    assert other.poll() is None
