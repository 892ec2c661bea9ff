"""Several programs on one database server: commands by themselves, the window, and both."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtWidgets import QLineEdit

from huddle.cli import ExitCode
from huddle.clock import ShiftedClock, SystemClock
from huddle.paths import Paths
from huddle.rules.capture_line import parse
from huddle.rules.clock_holding import BEAT_SECONDS
from huddle.start_options import PASSWORD_VARIABLE
from tests.helpers import qt, wards
from tests.helpers.database_server import Databases, database_server
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 90
PAIRS = 3
TWO_BEATS_MS = 2 * BEAT_SECONDS * 1000 + 2000


@pytest.fixture(scope="module")
def databases() -> Iterator[Databases]:
    """A database server."""
    with database_server() as found:
        yield found


@pytest.fixture
def paths(home: Path, databases: Databases) -> Paths:
    """An empty database, and places on this computer."""
    url = databases.url(databases.make())
    return Paths(home / "ward", home / "config" / "Huddle", url)


@pytest.fixture
def made(paths: Paths, home: Path) -> Paths:
    """A store in it, with cheap keys."""
    wards.make_store(home / "maker", paths.database_url)
    return paths


def begin(paths: Paths, *command: str) -> subprocess.Popen[str]:
    """A command on the server, or in the folder where none is given, in a program of its own."""
    options = ["--data-dir", str(paths.data_dir)]
    if paths.database_url:
        options += ["--database-url", paths.database_url]
    return subprocess.Popen(
        [sys.executable, "main.py", *options, "--user", wards.NAME, *command],
        cwd=ROOT,
        env={**os.environ, PASSWORD_VARIABLE: wards.PASSWORD},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def output(paths: Paths, *command: str) -> str:
    """What a command prints that is done."""
    program = begin(paths, *command)
    printed, failed = program.communicate(timeout=LONGEST_SECONDS)
    assert program.returncode == 0, failed
    return printed


def test_commands_make_a_ward_and_work_on_it(paths: Paths, tmp_path: Path) -> None:
    told = output(paths, "new", "--ward", "Ward 7", "--time-zone", wards.ZONE)
    assert "Ward 7 is ready in postgresql://" in told
    added = output(paths, "actions", "add", "a: Order the hoist sling @Erin")
    listed = json.loads(output(paths, "actions", "list", "--json"))
    assert [row["text"] for row in listed] == ["Order the hoist sling"]
    assert listed[0]["code"] in added
    assert json.loads(output(paths, "huddles", "list", "--json")) == []
    output(paths, "sheet", "blank", "-o", str(tmp_path / "blank.pdf"))
    assert (tmp_path / "blank.pdf").read_bytes().startswith(b"%PDF")
    assert "PostgreSQL" in output(paths, "check")
    assert "own tools back it up" in output(paths, "backup")
    assert not [file for file in paths.data_dir.rglob("*") if file.name in ("ward.db", "keys.json")]


def refusal(paths: Paths, *command: str) -> str:
    """Why a command is refused."""
    program = begin(paths, *command)
    _printed, failed = program.communicate(timeout=LONGEST_SECONDS)
    assert program.returncode == ExitCode.REFUSED, failed
    return failed


def test_a_ward_moves_to_the_server_and_back(paths: Paths, tmp_path: Path) -> None:
    first = replace(paths, data_dir=tmp_path / "first", database_url="")
    output(first, "new", "--ward", "Ward 7", "--time-zone", wards.ZONE)
    output(first, "actions", "add", "a: Order the hoist sling @Erin")
    told = output(first, "ward", "move", "--to", paths.database_url)
    assert f"Ward 7 is now in {paths.called}" in told
    assert f"moved to {paths.called}" in refusal(first, "actions", "list")
    output(paths, "actions", "add", "a: Mend the bell @Erin")
    assert "There is a ward in" in refusal(paths, "ward", "move", "--to", str(first.data_dir))
    again = replace(first, data_dir=tmp_path / "again")
    output(paths, "ward", "move", "--to", str(again.data_dir))
    assert f"moved to {again.data_dir}" in refusal(paths, "actions", "list")
    rows = json.loads(output(again, "actions", "list", "--json"))
    assert {row["text"] for row in rows} == {"Order the hoist sling", "Mend the bell"}
    assert "as they were written" in output(again, "audit", "verify")
    assert "moved the ward to another place" in output(again, "audit", "list")


def test_commands_at_the_same_time_lose_and_double_nothing(made: Paths) -> None:
    wanted = [f"Line {number}" for number in range(2 * PAIRS)]
    for pair in range(PAIRS):
        texts = wanted[2 * pair : 2 * pair + 2]
        programs = [begin(made, "actions", "add", f"a: {text} @Erin") for text in texts]
        for program in programs:
            _printed, failed = program.communicate(timeout=LONGEST_SECONDS)
            assert program.returncode == 0, failed
    rows = json.loads(output(made, "actions", "list", "--json"))
    assert sorted(row["text"] for row in rows) == wanted
    assert len({row["code"] for row in rows}) == len(wanted)
    assert "chain is whole" in output(made, "check")


def test_the_first_ward_is_made_in_the_window(
    paths: Paths, start: Open, clock: ShiftedClock, tmp_path: Path
) -> None:
    first = start()
    qt.seen(first.window, "first_start_title")
    assert "will stand on the database server, in" in first.text("first_start_folder")
    for field, words in (
        ("ward_name", "Ward 7"),
        ("sign_in_name", wards.NAME),
        ("password", wards.PASSWORD),
    ):
        first.type(field, words, instead=True)
    second = Driver(replace(paths, data_dir=tmp_path / "other"), clock, tmp_path)
    qt.seen(second.window, "first_start_title")
    first.click("make_ward")
    qt.seen(first.window, "recovery_key_shown")
    for field in ("ward_name", "sign_in_name", "password"):
        second.type(field, wards.PASSWORD, instead=True)
    second.type("ward_name", "Ward 8", instead=True)
    second.type("sign_in_name", wards.NAME, instead=True)
    second.click("make_ward")
    qt.seen(second.window, "start_title")
    assert "There is a store in this database already" in second.text("password_field_error")
    second.sign_in(wards.NAME, wards.PASSWORD)
    second.settle()
    assert second.ward.setting_up.unit().name == "Ward 7"
    second.close()
    first.click("recovery_noted")
    first.click("recovery_go_on")
    first.settle()
    first.close()


def test_what_the_server_says_stands_on_the_first_pages(
    paths: Paths, databases: Databases, start: Open, clock: ShiftedClock, tmp_path: Path
) -> None:
    away = replace(paths, database_url="postgresql://huddle@127.0.0.1:1/huddle?sslmode=disable")
    driver = Driver(replace(away, data_dir=tmp_path / "other"), clock, tmp_path)
    qt.wait_until(lambda: "cannot be reached" in driver.text("password_field_error"), "words")
    driver.vanish()
    driver = start()
    qt.seen(driver.window, "first_start_title")
    databases.drop(urlsplit(paths.database_url).path.strip("/"))
    for field, words in (
        ("ward_name", "Ward 7"),
        ("sign_in_name", wards.NAME),
        ("password", wards.PASSWORD),
    ):
        driver.type(field, words, instead=True)
    driver.click("make_ward")
    qt.seen(driver.window, "first_start_trouble")
    assert "There is no database" in driver.text("first_start_trouble")
    assert driver.find("password", QLineEdit).text() == wards.PASSWORD
    driver.vanish()


def test_two_windows_change_one_action_and_the_second_chooses(
    made: Paths, start: Open, clock: ShiftedClock, tmp_path: Path
) -> None:
    clock.set_to(SystemClock().now().replace(microsecond=0) - dt.timedelta(minutes=1))
    windows = start(), Driver(replace(made, data_dir=tmp_path / "other"), clock, tmp_path)
    for window in windows:
        window.sign_in(wards.NAME, wards.PASSWORD)
        window.settle()
    first, second = windows
    ward = first.ward
    on = ward.planning.today().today
    item = ward.followups.add(parse("a: Order the hoist sling @Erin", ward.people.known(), on))
    for window in windows:
        window.window.go("followups", item_id=item.id)
        window.settle()
    for window, text, place in ((first, "Order two slings", ""), (second, "Order slings", "Bay 2")):
        window.type("detail_text", text, instead=True)
        window.type("detail_place", place)
    for window in windows:
        window.click("detail_keep")
        window.settle()
    assert ward.followups.action(item.id).text == "Order two slings"
    assert "Erin changed it on " in second.said
    qt.click(second.dialog(), "version_0_mine")
    qt.click(second.dialog(), "question_yes")
    second.settle()
    row = ward.followups.action(item.id)
    assert (row.text, row.place) == ("Order slings", "Bay 2")
    second.close()
    first.close()


def test_one_window_keeps_the_clock_and_the_other_takes_it_over(
    made: Paths, start: Open, clock: ShiftedClock, tmp_path: Path
) -> None:
    clock.set_to(SystemClock().now().replace(microsecond=0) - dt.timedelta(minutes=1))
    first = start()
    first.sign_in(wards.NAME, wards.PASSWORD)
    first.click("start_huddle")
    first.settle()
    second = Driver(replace(made, data_dir=tmp_path / "other"), clock, tmp_path)
    second.sign_in(wards.NAME, wards.PASSWORD)
    second.click("resume_huddle")
    second.settle()
    assert second.text("clock_holder").endswith(f", {wards.NAME}")
    assert not second.shows("step_next")
    second.click("take_clock")
    second.answer()
    second.click("step_next")
    second.settle()
    qt.wait_until(
        lambda: first.shows("take_clock"), "the first to look on", timeout_ms=TWO_BEATS_MS
    )
    assert first.text("step_name") == second.text("step_name")
    second.close()
    first.close()


def test_two_windows_and_a_command_work_on_one_server(
    made: Paths, start: Open, clock: ShiftedClock, tmp_path: Path
) -> None:
    clock.set_to(SystemClock().now().replace(microsecond=0) - dt.timedelta(minutes=1))
    first = start()
    first.sign_in(wards.NAME, wards.PASSWORD)
    first.click("start_huddle")
    first.capture("a: Order the hoist sling @Erin")
    second = Driver(replace(made, data_dir=tmp_path / "other"), clock, tmp_path)
    second.sign_in(wards.NAME, wards.PASSWORD)
    second.window.go("followups")
    second.settle()
    assert [row.text for row in second.ward.followups.all_open()] == ["Order the hoist sling"]
    assert "Order the hoist sling" in output(made, "actions", "list")
    second.window.go("data")
    second.settle()
    assert "own tools back it up" in second.text("backup_says")
    assert not second.shows("back_up")
    assert not second.shows("alarm_days_field")
    second.close()
    first.close()
    assert not (made.data_dir / "backups").exists()
