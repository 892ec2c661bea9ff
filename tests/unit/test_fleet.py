"""The setting that an administrator makes for all programs of a computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from huddle.cli import ExitCode, run_command
from huddle.errors import Environment
from huddle.fleet import chosen_paths, fleet_file
from huddle.start_options import StartOptions

ADDRESS = "postgresql://huddle@db.hospital.example/huddle?sslmode=verify-full"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The setting."""
    made = tmp_path / "fleet.toml"
    made.write_text(f'database_url = "{ADDRESS}"\n', "utf-8")
    return made


def test_its_address_is_used_where_nothing_else_is_said(file: Path) -> None:
    found = chosen_paths(None, "", file)
    assert found.database_url == ADDRESS
    assert found.options == []


def test_the_command_line_beats_it(file: Path, tmp_path: Path) -> None:
    other = "postgresql://huddle@elsewhere/huddle"
    assert chosen_paths(None, other, file).database_url == other
    assert chosen_paths(tmp_path, "", file).database_url == ""


def test_without_it_the_data_is_ones_own(tmp_path: Path) -> None:
    found = chosen_paths(None, "", tmp_path / "none.toml")
    assert (found.database_url, found.is_by_fleet) == ("", False)
    assert found.options


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("database_url = ", "Invalid value"),
        ("", "something else"),
        ('address = "postgresql://huddle@db/huddle"', "something else"),
        ("database_url = 7", "something else"),
        (f'database_url = "{ADDRESS}"\nuser = "me"', "something else"),
        ('database_url = "mysql://db/huddle"', "postgresql://"),
        ('database_url = "postgresql://huddle:secret@db/huddle"', "password"),
        ('database_url = "postgresql://huddle@db/huddle?password=secret"', "password"),
    ],
)
def test_a_bad_one_is_told_in_words(file: Path, content: str, reason: str) -> None:
    file.write_text(content, "utf-8")
    with pytest.raises(Environment) as refused:
        chosen_paths(None, "", file)
    assert reason in str(refused.value)
    assert "secret" not in str(refused.value)
    assert "Nothing was opened or changed" in str(refused.value)


def test_bytes_that_are_no_text_are_told_in_words(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Environment, match="cannot be used"):
        chosen_paths(None, "", file)


def test_a_command_tells_it_and_does_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("database_url = 7", "utf-8")
    monkeypatch.setattr("huddle.fleet.fleet_file", lambda: file)
    assert run_command(StartOptions(), ["check"]) == ExitCode.ENVIRONMENT
    assert "cannot be used" in capsys.readouterr().err


def test_it_stands_where_only_an_administrator_writes() -> None:
    assert fleet_file().name == "fleet.toml"
    assert not fleet_file().is_relative_to(Path.home())
