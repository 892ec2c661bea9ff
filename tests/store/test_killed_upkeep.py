"""Killed at a random moment of a change of key or of bringing a backup back, a store opens."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from huddle.clock import SystemClock
from huddle.paths import Paths
from tests.helpers.wards import copy_store, hold, sign_in

pytestmark = pytest.mark.on_a_file("what is killed is at work on the data file")

ROOT = Path(__file__).resolve().parents[2]
KILLS, MANY_KILLS = 4, 100
LONGEST_ACT = 0.25
"""Seconds; an act on so small a store takes less."""


def killed(paths: Paths, backup: Path, chance: random.Random) -> None:
    """Let a program change keys and bring back, and kill it somewhere in an act."""
    command = [sys.executable, "-m", "tests.helpers.kill_keeper", str(paths.data_dir), str(backup)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for _act in range(chance.randrange(1, 4)):
            assert process.stdout.readline()
        moment = threading.Timer(chance.uniform(0, LONGEST_ACT), process.kill)
        moment.start()
        process.wait()
        moment.join()


def survived(store_paths: Paths, folder: Path, kills: int) -> int:
    """After how many of so many kills the ward opened, whole and with what it held."""
    clock, chance, count = SystemClock(), random.Random(3), 0
    ward = sign_in(store_paths, clock)
    hold(ward, "A concern", "a: Order slings @Erin due fri")
    backup = Path(ward.upkeep.back_up().path)
    ward.close()
    for number in range(kills):
        paths = Paths(folder / str(number), store_paths.config_dir)
        copy_store(store_paths, paths)
        killed(paths, backup, chance)
        again = sign_in(paths, clock)
        (huddle,) = again.history.huddles()
        items = [item.text for item in again.history.record(huddle.id).items]
        is_well = all(row.is_well for row in again.upkeep.check() if row.name != "Clock")
        count += is_well and items == ["A concern", "Order slings"]
        again.close()
    return count


def test_killed_at_any_moment_it_opens(store_paths: Paths, tmp_path: Path) -> None:
    assert survived(store_paths, tmp_path, KILLS) == KILLS


@pytest.mark.torture
def test_killed_a_hundred_times_it_opens(store_paths: Paths, tmp_path: Path) -> None:
    assert survived(store_paths, tmp_path, MANY_KILLS) == MANY_KILLS
