"""One store for several operating-system accounts: each can open what another wrote."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.files import write_atomically
from huddle.paths import Paths
from huddle.start_options import PASSWORD_VARIABLE
from tests.helpers import as_account
from tests.helpers.wards import NAME, PASSWORD, copy_store, sign_in

GROUP, ANNA, BEN = 54_321, 54_322, 54_323
"""A group and two accounts that nobody has."""

pytestmark = [
    pytest.mark.on_a_file("the folder is what is shared"),
    pytest.mark.skipif(
        os.name == "nt" or os.geteuid() != 0, reason="only the superuser can act as other accounts"
    ),
]


@pytest.fixture
def shared(store_paths: Paths) -> Iterator[Paths]:
    """A closed store in a folder that a group may write, as an installation makes one."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        paths = Paths(folder / "ward", folder / "config")
        copy_store(store_paths, paths)
        for place in (folder, *folder.rglob("*")):
            os.chown(place, 0, GROUP)
            place.chmod(0o2770 if place.is_dir() else 0o660)
        folder.chmod(0o755)
        yield paths


def run_as(user: int, paths: Paths, *command: str) -> str:
    """What a command prints when an account of the group runs it."""
    rehearsal = Paths(paths.data_dir.parent / f"rehearsal-{user}", paths.config_dir)
    if not rehearsal.data_dir.exists():
        copy_store(paths, rehearsal)
    who = [str(user), str(GROUP), str(rehearsal.data_dir), str(paths.data_dir), NAME]
    done = subprocess.run(
        [sys.executable, "-m", "tests.helpers.as_account", *who, *command],
        env={**os.environ, PASSWORD_VARIABLE: PASSWORD},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return as_account.said(done.stdout)


def test_two_accounts_of_the_computer_use_one_store(shared: Paths) -> None:
    run_as(ANNA, shared, "actions", "add", "Order slings")
    run_as(BEN, shared, "actions", "add", "Mend the hoist")
    run_as(BEN, shared, "backup")
    run_as(ANNA, shared, "backup")
    listed = run_as(ANNA, shared, "actions", "list")
    assert "Order slings" in listed
    assert "Mend the hoist" in listed
    for place in shared.data_dir.rglob("*"):
        assert place.stat().st_gid == GROUP, place
        assert place.stat().st_mode & stat.S_IWGRP, place
        assert not place.stat().st_mode & stat.S_IRWXO, place


def test_what_the_group_may_not_write_stays_its_makers(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    write_atomically(tmp_path / "keys.json", b"{}")
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_the_superuser_reads_on_after_others(shared: Paths, clock: ShiftedClock) -> None:
    run_as(ANNA, shared, "actions", "add", "Order slings")
    ward = sign_in(shared, clock)
    assert [item.text for item in ward.followups.all_open()] == ["Order slings"]
    ward.close()
