"""Commands run on a small made-up ward, and what they print."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from huddle.cli import ExitCode, run_command
from huddle.clock import ShiftedClock
from huddle.demo_ward import make_demo
from huddle.paths import Paths
from huddle.services.demo import DemoPlan
from huddle.start_options import read_start
from huddle.store import keys

PASSWORD = "three plain words"
MORNING = dt.datetime(2026, 11, 23, 8, 10, tzinfo=dt.UTC)
"""Of the day the story leads up to: Monday 23 November 2026."""

_PLAN = DemoPlan(until=MORNING.date(), actions=60)

Captured = pytest.CaptureFixture[str]


def make_small_demo(folder: Path) -> Path:
    """Make a small made-up ward in a folder; its account is `demo`."""
    paths = Paths(folder, folder.parent / "config")
    make_demo(paths, _PLAN, sign_in_name="demo", password=PASSWORD, cost=keys.CHEAP)
    return folder


def run(folder: Path, *command: str, at: dt.datetime = MORNING) -> int:
    """Run a command on a data folder; where there is a demo, as `demo` unless it names another."""
    options, rest = read_start(["--data-dir", str(folder), *command])
    key_file = folder / "keys.json"
    if not options.user and key_file.exists() and "demo" in keys.sign_in_names(key_file):
        options = replace(options, user="demo")
    return run_command(options, rest, clock=ShiftedClock(at))


def output(capsys: Captured, folder: Path, *command: str) -> str:
    """What a command prints that is done."""
    assert run(folder, *command) == ExitCode.DONE
    return capsys.readouterr().out


def document(capsys: Captured, folder: Path, *command: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(output(capsys, folder, *command, "--json"))


def refusal(capsys: Captured, folder: Path, *command: str) -> str:
    """Why a command is refused; nothing is printed beside it."""
    assert run(folder, *command) == ExitCode.REFUSED
    told = capsys.readouterr()
    assert told.out == ""
    return told.err
