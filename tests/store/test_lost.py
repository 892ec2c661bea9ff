"""Nothing acknowledged is lost: not by a power cut, not between two programs."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock, SystemClock
from huddle.paths import Paths
from huddle.rows.items import FollowUpsFilter
from huddle.store import keys
from huddle.store.database import connect
from tests.helpers.kill_huddle import Acknowledged, is_whole
from tests.helpers.kill_writer import MARK_EACH
from tests.helpers.wards import NAME, PASSWORD, said, sign_in

pytestmark = pytest.mark.on_a_file("a data file's disk is what is lost")

ROOT = Path(__file__).resolve().parents[2]
CUTS, MANY_CUTS = 10, 100
ACTIONS, MANY_ACTIONS = 50, 1000

needs_signals = pytest.mark.skipif(os.name == "nt", reason="Windows cannot halt a process")


def program(name: str, *arguments: str) -> list[str]:
    """How one of the helper programs is started."""
    return [sys.executable, "-m", f"tests.helpers.{name}", *arguments]


@contextmanager
def running_huddle(paths: Paths) -> Iterator[subprocess.Popen[str]]:
    """A process that captures until this block ends."""
    command = program("kill_huddle", str(paths.data_dir))
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def halt(process: subprocess.Popen[str]) -> None:
    """Stop a process where it is, between two instructions."""
    process.send_signal(signal.SIGSTOP)
    os.waitpid(process.pid, os.WUNTRACED)


def cut_power(store_paths: Paths, cuts: int) -> list[str]:
    """Copy a store at random moments of a huddle; what the copies lack of the acknowledged."""
    chance, heard, missed = random.Random(11), Acknowledged(), []
    with running_huddle(store_paths) as process:
        assert process.stdout
        for cut in range(cuts):
            for _line in range(chance.randrange(1, 25)):
                heard.hear(process.stdout.readline())
            halt(process)
            copy = Paths(store_paths.data_dir.parent / f"cut-{cut}", store_paths.config_dir)
            copy_as_it_is(store_paths, copy)
            process.send_signal(signal.SIGCONT)
            missed += lost_in(copy, heard)
    return missed


def copy_as_it_is(source: Paths, target: Paths) -> None:
    """The data file and its log as a power cut leaves them; the shared memory is gone."""
    target.data_dir.mkdir()
    for name in ("ward.db", "ward.db-wal", "keys.json"):
        (target.data_dir / name).write_bytes((source.data_dir / name).read_bytes())


def lost_in(copy: Paths, heard: Acknowledged) -> list[str]:
    """What a copy lacks of the acknowledged."""
    ward = sign_in(copy, SystemClock())
    # The pipe may hold more than was read here: what was read must be there, more may.
    kept = {item.text for item in ward.running.state(heard.huddle_id).items}
    ward.close()
    damage = [] if is_whole(copy) else ["the file is not whole"]
    return [text for text in heard.items if text not in kept] + damage


@needs_signals
def test_a_power_cut_loses_nothing_acknowledged(store_paths: Paths) -> None:
    assert cut_power(store_paths, CUTS) == []


@needs_signals
@pytest.mark.torture
def test_a_hundred_power_cuts_lose_nothing(store_paths: Paths) -> None:
    assert cut_power(store_paths, MANY_CUTS) == []


def test_each_commit_reaches_the_disk(store_paths: Paths) -> None:
    connection = connect(
        store_paths.database, keys.unlock(store_paths.key_file, NAME, PASSWORD).key
    )
    found = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store")
    }
    connection.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "temp_store": 2}


def write_beside_each_other(store_paths: Paths, clock: ShiftedClock, count: int) -> None:
    """Two processes add actions to one store at the same time; all are there."""
    ward = sign_in(store_paths, clock)
    shared = ward.followups.add(said(ward, "a: Shared @Erin due today"))
    writers = [
        subprocess.Popen(
            program("kill_writer", str(store_paths.data_dir), name, str(count), shared.code),
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("left", "right")
    ]
    assert [writer.communicate()[1] for writer in writers] == ["", ""]
    found = ward.followups.find(FollowUpsFilter(), limit=3 * count)
    codes = {item.code for item in found.items}
    assert len(codes) == 2 * count + 1
    marks = ward.followups.action(shared.code).note.split()
    expected = [f"{name}{n}" for name in ("left", "right") for n in range(0, count, MARK_EACH)]
    assert sorted(marks) == sorted(expected)
    assert all(row.is_well for row in ward.upkeep.check() if row.name != "Clock")
    ward.close()


def test_two_programs_write_without_losing(store_paths: Paths, clock: ShiftedClock) -> None:
    write_beside_each_other(store_paths, clock, ACTIONS)


@pytest.mark.torture
def test_two_programs_write_a_thousand_actions_each(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    write_beside_each_other(store_paths, clock, MANY_ACTIONS)
