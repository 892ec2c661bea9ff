"""Wards for tests: a real encrypted store, made once and copied, with cheap keys."""

from __future__ import annotations

import datetime as dt
import shutil
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from huddle.clock import Clock, ShiftedClock, local
from huddle.new_ward import NewWard
from huddle.paths import Paths
from huddle.rows.huddles import RunState
from huddle.rows.items import ItemRow
from huddle.rules.capture_line import Capture, parse
from huddle.store import keys
from huddle.store.home import home_of
from huddle.store.key_file import KeyPlace
from huddle.unlocks import by_password
from huddle.vocabulary import StepPurpose
from huddle.ward import Ward, create_ward, open_ward

ZONE = "Europe/London"
NAME = "Erin"
PASSWORD = "three plain words"
DEPARTMENTS = ("Nursing", "Medical", "Pharmacy", "Porters")
START = dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC)
"""Thursday 6 August 2026, 08:30 in London."""

_PRESSES = count(1)


def wanted(ward_name: str = "Ward 7", **others: Any) -> NewWard:
    """What a test's store is told at its making."""
    values: dict[str, Any] = {
        "ward_name": ward_name,
        "time_zone": ZONE,
        "departments": DEPARTMENTS,
        "sign_in_name": NAME,
        "password": PASSWORD,
    }
    return NewWard(**{**values, **others})


def make_store(folder: Path, database_url: str = "") -> Paths:
    """A new, closed store in a folder, or in an empty database."""
    paths = Paths(folder, folder / "config", database_url)
    ward, _recovery_key = create_ward(paths, ShiftedClock(START), wanted(), cost=keys.CHEAP)
    answer_for_own_tool(ward)
    ward.close()
    return paths


def answer_for_own_tool(ward: Ward) -> None:
    """Have whoever made the ward answer for the program's own suggestions, which ask for somebody.

    So no huddle has a technology step before a test gives it a reason.
    """
    own = next(tool for tool in ward.technology.tools() if tool.is_own)
    me = next(one.id for one in ward.people.people() if one.name == NAME)
    ward.technology.change(own.id, own.row_version, accountable_id=me)


def copy_store(source: Paths, target: Paths) -> None:
    """Copy a closed store to another data folder."""
    target.data_dir.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source.database, target.database)
    shutil.copyfile(source.key_file, target.key_file)


def key_ring(paths: Paths) -> KeyPlace:
    """Where the keys of a store stand, wherever it lives."""
    return home_of(paths).key_ring


def sign_in(paths: Paths, clock: Clock) -> Ward:
    """The ward of a store made here."""
    return open_ward(paths, clock, by_password(NAME, PASSWORD))


def main_series(ward: Ward) -> str:
    """The id of the ward's main series."""
    return next(series.id for series in ward.templates.series() if series.is_main)


def start(ward: Ward) -> RunState:
    """Today's huddle of the main series."""
    return ward.running.start(main_series(ward))


def said(ward: Ward, line: str) -> Capture:
    """A line as the capture line of this ward understands it."""
    now = ward.planning.today().today
    return parse(line, ward.people.known(), now)


def step_for(state: RunState, purpose: StepPurpose) -> str:
    """The id of the step with this purpose."""
    return next(step.id for step in state.steps if step.purpose is purpose)


def capture(ward: Ward, state: RunState, line: str, step_id: str = "") -> ItemRow:
    """Keep a line in a running huddle, as Enter does."""
    key = str(next(_PRESSES))
    return ward.running.capture(
        state.huddle.id, step_id or state.step_id, said(ward, line), key=key
    )


def hold(ward: Ward, *lines: str) -> tuple[str, tuple[ItemRow, ...]]:
    """Run today's huddle from start to close; gives its id and what was captured."""
    state = start(ward)
    kept = tuple(capture(ward, state, line) for line in lines)
    ward.running.close(state.huddle.id)
    return state.huddle.id, kept


def next_morning(clock: ShiftedClock, days: int = 1) -> None:
    """Half past eight, some days later."""
    day = local(clock.now(), ZONE).date() + dt.timedelta(days=days)
    clock.set_to(dt.datetime.combine(day, dt.time(8, 30), ZoneInfo(ZONE)))
