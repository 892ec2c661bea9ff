"""Starting by itself: the entry of each system, tried on whatever system this is."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huddle import autostart
from huddle.autostart import Autostart, of_this_computer, running_program
from huddle.errors import Environment, Refused
from huddle.organisation import Feature, FleetSettings
from huddle.paths import Paths, default_paths
from huddle.start_entries import (
    APPROVED_KEY,
    LONGEST_RUN_VALUE,
    RUN_KEY,
    DesktopEntry,
    LaunchAgent,
    RunValue,
    exec_line,
)
from huddle.start_options import read_start
from tests.helpers.registry import Registry

COMMAND = ["/opt/py thon", "/home/er in/main.py", "--in-tray", "--data-dir", '/srv/50 % "$x`\\']
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def registry() -> Registry:
    """A registry in which nothing starts by itself."""
    return Registry()


def entries(folder: Path, registry: Registry) -> list[Any]:
    """The entry of each system."""
    return [
        DesktopEntry(folder / "linux", "Huddle-1"),
        LaunchAgent(folder / "mac", "Huddle-1"),
        RunValue(registry, "Huddle-1"),
    ]


@pytest.mark.parametrize("which", range(3), ids=["linux", "mac", "windows"])
def test_it_is_off_until_it_is_turned_on_and_off_again_without_a_trace(
    tmp_path: Path, registry: Registry, which: int
) -> None:
    found = Autostart(entries(tmp_path, registry)[which], COMMAND)
    assert not found.look()
    assert found.turn(on=True)
    assert found.is_on
    assert Autostart(entries(tmp_path, registry)[which], COMMAND).look()
    assert not found.turn(on=False)
    assert not found.turn(on=False)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(registry.keys.values())


@pytest.mark.parametrize("which", range(3), ids=["linux", "mac", "windows"])
def test_what_starts_something_else_is_not_on_and_is_replaced(
    tmp_path: Path, registry: Registry, which: int
) -> None:
    entry = entries(tmp_path, registry)[which]
    Autostart(entry, ["/old/huddle"]).turn(on=True)
    found = Autostart(entry, COMMAND)
    assert not found.look()
    assert found.turn(on=True)
    assert not Autostart(entry, ["/old/huddle"]).look()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"<plist", b"<plist></plist>", b"bplist00"]
)
def test_a_damaged_entry_is_off_and_can_be_turned_on(tmp_path: Path, content: bytes) -> None:
    for folder, ending, kind in (("linux", "desktop", DesktopEntry), ("mac", "plist", LaunchAgent)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"Huddle-1.{ending}").write_bytes(content)
        found = Autostart(kind(tmp_path / folder, "Huddle-1"), COMMAND)
        assert not found.look()
        assert found.turn(on=True)


# Linux


@pytest.mark.skipif(shutil.which("sh") is None, reason="reads as a shell does")
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=1))
def test_a_desktop_reads_back_the_arguments_that_were_meant(command: Sequence[str]) -> None:
    """The two layers are taken off by others: escapes of a string, then quotes as in a shell."""
    line = exec_line(command)
    assert "\n" not in line
    string = ""
    signs = iter(line)
    for sign in signs:
        string += (
            {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}[next(signs)] if sign == "\\" else sign
        )
    quoted = string.replace("%%", "%")
    told = subprocess.run(
        ["sh", "-c", f"for one in {quoted}; do printf '%s\\0' \"$one\"; done"],
        capture_output=True,
        check=True,
    )
    assert told.stdout.decode() == "".join(f"{argument}\0" for argument in command)


@pytest.mark.parametrize("switched_off", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_s_settings_switched_off_is_off(tmp_path: Path, switched_off: str) -> None:
    found = Autostart(DesktopEntry(tmp_path, "Huddle-1"), COMMAND)
    found.turn(on=True)
    file = tmp_path / "Huddle-1.desktop"
    kept = [line for line in file.read_text().splitlines() if not line.startswith("X-GNOME")]
    file.write_text("\n".join([*kept, switched_off]))
    assert not found.look()
    assert found.turn(on=True)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file where the folder should be")
    found = Autostart(DesktopEntry(tmp_path / "autostart", "Huddle-1"), COMMAND)
    with pytest.raises(Environment, match="could not be used"):
        found.turn(on=True)
    assert not found.is_on


# macOS


def test_an_agent_runs_at_login_with_its_arguments_as_they_are(tmp_path: Path) -> None:
    LaunchAgent(tmp_path, "Huddle-1").put(COMMAND)
    found = plistlib.loads((tmp_path / "Huddle-1.plist").read_bytes())
    assert found["Label"] == "Huddle-1"
    assert found["ProgramArguments"] == COMMAND
    assert found["RunAtLoad"] is True


# Windows


def test_windows_gets_a_line_with_quotes_where_it_needs_them(registry: Registry) -> None:
    RunValue(registry, "Huddle-1").put([r"C:\Program Files\Huddle\huddle.exe", "--in-tray"])
    assert registry.keys[RUN_KEY] == {"Huddle-1": r'"C:\Program Files\Huddle\huddle.exe" --in-tray'}


def test_what_the_task_manager_switched_off_is_off_until_it_is_turned_on(
    registry: Registry,
) -> None:
    found = Autostart(RunValue(registry, "Huddle-1"), COMMAND)
    found.turn(on=True)
    registry.keys[APPROVED_KEY] = {"Huddle-1": b"\x03" + bytes(11)}
    assert not found.look()
    registry.keys[APPROVED_KEY] = {"Huddle-1": b"\x02" + bytes(11)}
    assert found.look()
    registry.keys[APPROVED_KEY] = {"Huddle-1": b"\x03" + bytes(11)}
    assert found.turn(on=True)


def test_a_registry_that_is_locked_is_said_in_words(registry: Registry) -> None:
    found = Autostart(RunValue(registry, "Huddle-1"), COMMAND)
    registry.refuses = True
    with pytest.raises(Environment, match="Windows did not let Huddle"):
        found.turn(on=True)
    assert not found.is_on


def test_a_line_too_long_for_windows_is_refused_before_anything_is_written(
    registry: Registry,
) -> None:
    with pytest.raises(Environment, match="too long"):
        RunValue(registry, "Huddle-1").put(["x" * (LONGEST_RUN_VALUE + 1)])
    assert registry.keys == {}


# What is started


def test_it_is_this_program_in_the_tray_on_the_same_data(paths: Paths) -> None:
    command = running_program(paths)
    assert command[:2] == [sys.executable, str(ROOT / "main.py")]
    options, rest = read_start(command[2:])
    assert (options.in_tray, options.data_dir, rest) == (True, paths.data_dir, [])


def test_a_store_on_a_server_is_started_on_it_again_without_its_password(paths: Paths) -> None:
    url = "postgresql://ward:secret@db.example/huddle"
    there = default_paths(paths.data_dir, url)
    options, _rest = read_start(running_program(there)[2:])
    assert options.database_url == "postgresql://ward@db.example/huddle"
    assert default_paths(options.data_dir, options.database_url).data_dir == there.data_dir


def test_a_program_that_was_packed_is_started_itself(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert running_program(paths)[:2] == [sys.executable, "--in-tray"]


def test_windows_python_is_started_without_its_black_window(
    tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pythonw.exe").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert running_program(paths)[0] == str(tmp_path / "pythonw.exe")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of this system alone")
def test_two_data_folders_start_side_by_side(paths: Paths, home: Path) -> None:
    other = Paths(paths.data_dir.with_name("other"), paths.config_dir)
    for one in (paths, other):
        of_this_computer(one).turn(on=True)
    of_this_computer(other).turn(on=False)
    assert of_this_computer(paths).look()
    (entry,) = (home / "config" / "autostart").iterdir()
    assert entry.name == f"Huddle-{paths.mark}.desktop"


def test_what_is_not_kept_is_said(tmp_path: Path) -> None:
    class Forgetful(DesktopEntry):
        def put(self, command: Sequence[str]) -> None:
            """Keep nothing."""

    found = autostart.Autostart(Forgetful(tmp_path, "Huddle-1"), COMMAND)
    with pytest.raises(Environment, match="did not keep"):
        found.turn(on=True)


OFF = FleetSettings(features_off=frozenset({Feature.AUTOSTART}))


@pytest.mark.parametrize("which", range(3), ids=["linux", "mac", "windows"])
def test_where_it_is_switched_off_an_entry_of_before_goes_and_none_is_put(
    tmp_path: Path, registry: Registry, which: int
) -> None:
    entry = entries(tmp_path, registry)[which]
    Autostart(entry, COMMAND).turn(on=True)
    found = Autostart(entry, COMMAND, OFF)
    assert not found.look()
    assert not Autostart(entry, COMMAND).look()
    with pytest.raises(Refused, match="Your organisation switched this off"):
        found.turn(on=True)
    assert not found.turn(on=False)


def test_it_is_known_from_where_the_data_is(paths: Paths) -> None:
    assert of_this_computer(replace(paths, fleet=OFF)).is_switched_off
    assert not of_this_computer(paths).is_switched_off
