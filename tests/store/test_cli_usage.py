"""The command line: who may, wrong usage, faults, and the options before a command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import main
from huddle.cli import ExitCode, run_command
from huddle.paths import default_paths
from huddle.services.history import History
from huddle.start_options import PASSWORD_VARIABLE, StartOptions, read_start
from tests.helpers.command_line import PASSWORD, output, refusal, run


@pytest.fixture
def ward(made: Path, tmp_path: Path) -> Path:
    """A made-up ward of the test's own."""
    return Path(shutil.copytree(made, tmp_path / "ward"))


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


# Who, and with which password


def test_a_wrong_password_opens_nothing(
    made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "not the password")
    assert "do not open this store" in refusal(capsys, made, "huddles", "list")


def test_an_unknown_name_opens_nothing(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "do not open" in refusal(capsys, made, "--user", "nobody", "huddles", "list")


def test_the_password_comes_from_a_file_before_the_environment(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "not the password")
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\r\nwhatever follows\n", encoding="utf-8-sig")
    assert run(made, "--password-file", str(file), "goals", "list") == ExitCode.DONE


def test_a_missing_password_file_is_the_environments_fault(made: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    assert run(made, "--password-file", missing, "goals", "list") == ExitCode.ENVIRONMENT


def test_without_a_password_and_nobody_to_ask_it_is_refused(
    made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSWORD_VARIABLE)
    assert PASSWORD_VARIABLE in refusal(capsys, made, "huddles", "list")


def test_an_empty_folder_is_refused_and_left_empty(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Set up a ward first" in refusal(capsys, home / "none", "huddles", "list")
    assert not (home / "none").exists()


def test_a_damaged_file_is_the_environments_fault(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ward / "ward.db").write_bytes(b"no database at all" * 500)
    assert run(ward, "huddles", "list") == ExitCode.ENVIRONMENT
    assert capsys.readouterr().out == ""


# Usage, faults and the program itself


@pytest.mark.parametrize(
    "command",
    [
        ("nonsense",),
        ("huddles",),
        ("huddles", "show"),
        ("actions", "list", "--status", "late"),
        ("actions", "list", "--due-before", "friday"),
        ("actions", "update", "2222-2"),
        ("actions", "update", "2222-2", "--status", "done"),
        ("sheet", "leaflet", "-o", "x.pdf"),
        ("sheet", "summary"),
        ("demo", "--departments", "0"),
        ("demo", "--until", "2026-02-31"),
        ("tour", "--out", "x"),
    ],
)
def test_wrong_usage_ends_with_2(
    made: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert run(made, *command) == ExitCode.WRONG_USAGE
    assert capsys.readouterr().err


def test_an_unknown_option_before_the_command_ends_with_2() -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["--nope", "huddles", "list"])
    assert ended.value.code == ExitCode.WRONG_USAGE


@pytest.mark.expects_log("a command ended by a fault")
def test_a_fault_ends_with_70_and_keeps_nobodys_words(
    ward: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise ValueError("what somebody said")

    monkeypatch.setattr(History, "items", fail)
    assert run(ward, "goals", "list") == ExitCode.BUG
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    for name in ("crash.txt", "huddle.log"):
        kept = (ward / "log" / name).read_text()
        assert "ValueError" in kept
        assert "somebody" not in kept


def test_help_names_every_command(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = output(capsys, made, "--help")
    for name in ("new", "demo", "huddles", "actions", "concerns", "goals", "sheet", "backup"):
        assert name in told
    assert "--password-file" in told


def test_the_language_comes_before_the_command(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = output(capsys, made, "--language", "xx", "actions", "list", "--text", "zebra")
    assert told.startswith("[")
    assert "[" in output(capsys, made, "--language", "xx", "actions", "--help")


def test_the_tour_is_added_where_there_is_a_window(home: Path) -> None:
    taken: list[tuple[StartOptions, Path]] = []

    def tour(options: StartOptions, out: Path) -> int:
        taken.append((options, out))
        return 3

    options = StartOptions(data_dir=home, user="AK")
    assert run_command(options, ["tour", "--out", "here"], take_tour=tour) == 3
    assert taken == [(options, Path("here"))]


def test_the_program_runs_a_command(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--data-dir", str(made), "--user", "Demo", "goals", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_start_options_are_read_up_to_the_command() -> None:
    assert read_start([]) == (StartOptions(), [])
    options, command = read_start(
        ["--data-dir", "d", "--user", "AK", "--language", "cy", "actions", "list", "--json"]
    )
    assert options == StartOptions(data_dir=Path("d"), user="AK", language="cy")
    assert command == ["actions", "list", "--json"]
    assert default_paths(options.data_dir).data_dir == Path.cwd() / "d"
