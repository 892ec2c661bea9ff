"""Killed at any moment of a huddle, everything that was shown as saved is there again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from huddle.clock import SystemClock
from huddle.paths import Paths
from tests.helpers.kill_huddle import Acknowledged, is_whole
from tests.helpers.wards import copy_store, make_store, sign_in

ROOT = Path(__file__).resolve().parents[2]
KILLS, WINDOW_KILLS, MANY_KILLS = 10, 4, 200
LONGEST_ACT_SECONDS = 0.05
LONGEST_RUN = {"kill_huddle": 40, "kill_window": 16}
"""After at most so many acknowledged acts a program is killed."""


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return make_store(tmp_path_factory.mktemp("empty") / "ward")


def killed_at_random(program: str, paths: Paths, chance: random.Random) -> Acknowledged:
    """Run a huddle, kill it somewhere within an act, and give what it acknowledged before."""
    heard = Acknowledged()
    command = [sys.executable, "-m", f"tests.helpers.{program}", str(paths.data_dir)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for _line in range(chance.randrange(1, LONGEST_RUN[program])):
            heard.hear(process.stdout.readline())
        try:
            process.wait(chance.uniform(0, LONGEST_ACT_SECONDS))
        except subprocess.TimeoutExpired:
            process.kill()
        for line in process.stdout:
            if line.endswith("\n"):
                heard.hear(line)
    assert process.returncode == -9 or os.name == "nt"
    return heard


def lost(program: str, empty_store: Paths, folder: Path, kills: int) -> list[str]:
    """What was lost of the acknowledged over so many kills, each in a new store."""
    chance, missed = random.Random(), []
    for number in range(kills):
        paths = Paths(folder / str(number), folder / "config")
        copy_store(empty_store, paths)
        heard = killed_at_random(program, paths, chance)
        assert heard.items or heard.draft >= 0 or heard.huddle_id
        ward = sign_in(paths, SystemClock())
        missed += heard.missing_in(ward)
        ward.close()
        missed += [] if is_whole(paths) else ["the file is not whole"]
    return missed


def test_a_killed_huddle_resumes_with_all_that_was_kept(empty_store: Paths, tmp_path: Path) -> None:
    assert lost("kill_huddle", empty_store, tmp_path, KILLS) == []


@pytest.mark.torture
def test_two_hundred_killed_huddles_resume(empty_store: Paths, tmp_path: Path) -> None:
    assert lost("kill_huddle", empty_store, tmp_path, MANY_KILLS) == []


def test_a_killed_window_had_kept_what_it_showed(empty_store: Paths, tmp_path: Path) -> None:
    assert lost("kill_window", empty_store, tmp_path, WINDOW_KILLS) == []


@pytest.mark.torture
def test_two_hundred_killed_windows_had_kept_what_they_showed(
    empty_store: Paths, tmp_path: Path
) -> None:
    assert lost("kill_window", empty_store, tmp_path, MANY_KILLS) == []
