"""The command line on accounts and the audit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from huddle.cli import ExitCode
from huddle.start_options import PASSWORD_VARIABLE
from huddle.store import keys
from huddle.store.database import connect
from tests.helpers.command_line import (
    PASSWORD,
    document,
    output,
    refusal,
    run,
)

OTHER = "quiet copper lantern"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def ward(made: Path, tmp_path: Path) -> Path:
    """A made-up ward of the test's own."""
    return Path(shutil.copytree(made, tmp_path / "ward"))


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file with the new password in its first line."""
    place = tmp_path / "new.txt"
    place.write_text(f"{OTHER}\nand nothing else", encoding="utf-8")
    return str(place)


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


def as_demo(*command: str) -> tuple[str, ...]:
    """A command by the first account."""
    return ("--user", "demo", *command)


def listed(capsys: Captured, ward: Path) -> dict[str, dict[str, object]]:
    """The accounts by name."""
    found = document(capsys, ward, *as_demo("accounts", "list"))
    return {row["name"]: row for row in found}


def add(ward: Path, file: str, *more: str, name: str = "Ama") -> tuple[str, ...]:
    """The command that lets somebody in."""
    return as_demo("accounts", "add", name, "--new-password-file", file, *more)


def test_an_account_is_added_listed_and_signs_in(ward: Path, file: str, capsys: Captured) -> None:
    told = output(capsys, ward, *add(ward, file, "--role", "ward_manager"))
    assert told == "Ama can sign in.\n"
    row = listed(capsys, ward)["Ama"]
    assert (row["role"], row["is_disabled"], row["ends_at"]) == ("ward_manager", False, None)
    assert keys.unlock(ward / "keys.json", "ama", OTHER)
    lines = output(capsys, ward, *as_demo("accounts", "list")).splitlines()
    assert lines[0].split() == ["Name", "Role", "State", "Person"]
    assert any(line.split() == ["Ama", "Ward", "manager", "can", "sign", "in"] for line in lines)


def test_a_cover_account_ends_tonight(ward: Path, file: str, capsys: Captured) -> None:
    output(capsys, ward, *add(ward, file, "--role", "reader", "--until-midnight"))
    assert listed(capsys, ward)["Ama"]["ends_at"] == "2026-11-24T00:00:00+00:00"
    told = output(capsys, ward, *as_demo("accounts", "list"))
    assert "ends Tue 24-Nov-2026 00:00" in told


@pytest.mark.parametrize("role", ["wall_screen", "boss", ""])
def test_a_role_that_no_password_has_is_wrong_usage(
    ward: Path, file: str, capsys: Captured, role: str
) -> None:
    assert run(ward, *add(ward, file, "--role", role)) == ExitCode.WRONG_USAGE
    assert "facilitator" in capsys.readouterr().err


def test_a_new_password_is_never_an_argument_or_the_callers_own(
    ward: Path, file: str, tmp_path: Path, capsys: Captured
) -> None:
    command = as_demo("accounts", "add", "Ama", "--role", "reader")
    assert "--new-password-file" in refusal(capsys, ward, *command)
    assert run(ward, *command, "--new-password", OTHER) == ExitCode.WRONG_USAGE
    capsys.readouterr()
    short = tmp_path / "short.txt"
    short.write_text("short")
    assert "15 characters" in refusal(capsys, ward, *add(ward, str(short), "--role", "reader"))
    missing = str(tmp_path / "missing.txt")
    assert run(ward, *add(ward, missing, "--role", "reader")) == ExitCode.ENVIRONMENT
    assert "Ama" not in listed(capsys, ward)


def test_an_account_belongs_to_somebody_on_the_lists(
    ward: Path, file: str, capsys: Captured
) -> None:
    nobody = add(ward, file, "--role", "reader", "--person", "Nobody at all")
    assert "Nobody here is called" in refusal(capsys, ward, *nobody)


def test_somebody_disabled_cannot_sign_in(ward: Path, file: str, capsys: Captured) -> None:
    output(capsys, ward, *add(ward, file, "--role", "ward_manager"))
    told = output(capsys, ward, *as_demo("accounts", "disable", "AMA")).splitlines()
    assert told[0] == "Ama can sign in no more. What they did stays."
    assert "can still read that copy" in told[1]
    assert listed(capsys, ward)["Ama"]["is_disabled"] is True
    assert "Ama" not in keys.sign_in_names(ward / "keys.json")
    assert "own account" in refusal(capsys, ward, *as_demo("accounts", "disable", "demo"))
    assert "Nobody here" in refusal(capsys, ward, *as_demo("accounts", "disable", "Zed"))


def test_a_password_is_reset(ward: Path, file: str, tmp_path: Path, capsys: Captured) -> None:
    output(capsys, ward, *add(ward, file, "--role", "reader"))
    newer = tmp_path / "newer.txt"
    newer.write_text("seven green umbrellas", encoding="utf-8")
    reset = as_demo("accounts", "reset", "ama", "--new-password-file", str(newer))
    assert output(capsys, ward, *reset) == "Ama has a new password.\n"
    assert keys.unlock(ward / "keys.json", "Ama", "seven green umbrellas")


def test_whoever_may_not_is_refused(
    ward: Path, file: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    output(capsys, ward, *add(ward, file, "--role", "facilitator"))
    monkeypatch.setenv(PASSWORD_VARIABLE, OTHER)
    assert run(ward, "--user", "Ama", "accounts", "list") == ExitCode.DONE
    capsys.readouterr()
    for command in (("accounts", "disable", "demo"), ("audit", "list"), ("audit", "verify")):
        assert "cannot do this" in refusal(capsys, ward, "--user", "Ama", *command)


def test_the_audit_is_listed_in_words(ward: Path, file: str, capsys: Captured) -> None:
    output(capsys, ward, *add(ward, file, "--role", "reader"))
    found = document(capsys, ward, *as_demo("audit", "list", "--limit", "3"))
    assert [row["what"] for row in found] == ["signed in", "added an account", "signed in"]
    assert found[1]["about"] == "Ama"
    assert {"field": "role", "old": "", "new": "Reader"} in found[1]["changes"]
    told = output(capsys, ward, *as_demo("audit", "list", "--kind", "accounts"))
    assert "role: Reader" in told
    by_demo = document(capsys, ward, *as_demo("audit", "list", "--account", "Ama"))
    assert by_demo == []
    none = document(capsys, ward, *as_demo("audit", "list", "--until", "2020-01-01"))
    assert none == []
    assert run(ward, *as_demo("audit", "list", "--kind", "gossip")) == ExitCode.WRONG_USAGE
    capsys.readouterr()


def test_verify_tells_a_changed_audit(ward: Path, capsys: Captured) -> None:
    assert "none is missing" in output(capsys, ward, *as_demo("audit", "verify"))
    verdict = document(capsys, ward, *as_demo("audit", "verify"))
    assert verdict["is_whole"] is True
    connection = connect(ward / "ward.db", keys.unlock(ward / "keys.json", "demo", PASSWORD).key)
    connection.execute("DROP TRIGGER audit_entry_no_update")
    connection.execute("UPDATE audit_entry SET pc = 'x' WHERE number = 2")
    connection.close()
    assert run(ward, *as_demo("audit", "verify")) == ExitCode.ENVIRONMENT
    told = capsys.readouterr()
    assert "Entry 2 was changed" in told.out
    assert "guards against change are gone" in told.out
    assert "not as it was written" in told.err
