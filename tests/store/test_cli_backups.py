"""Backups on the command line: listed, brought back, also when the data will not open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from huddle.cli import ExitCode
from huddle.start_options import PASSWORD_VARIABLE
from huddle.store import keys
from tests.helpers.command_line import (
    PASSWORD,
    Captured,
    document,
    output,
    refusal,
    run,
)

pytestmark = pytest.mark.on_a_file("a backup is a copy of the data file")


@pytest.fixture(scope="module")
def made(small_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up ward with one account, which no test changes."""
    folder = Path(shutil.copytree(small_demo, tmp_path_factory.mktemp("demo") / "ward"))
    for name in set(keys.sign_in_names(folder / "keys.json")) - {"demo"}:
        keys.remove_account(folder / "keys.json", name)
    return folder


@pytest.fixture
def ward(made: Path, tmp_path: Path) -> Path:
    """A made-up ward of the test's own."""
    return Path(shutil.copytree(made, tmp_path / "ward"))


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


def backed_up(capsys: Captured, ward: Path) -> Path:
    """Make a backup, and an action after it; gives the backup's folder."""
    output(capsys, ward, "backup")
    (found,) = document(capsys, ward, "backups")
    output(capsys, ward, "actions", "add", "Order slings after the backup")
    return Path(found["path"])


def has_slings(capsys: Captured, ward: Path) -> bool:
    """Whether what came after the backup is there."""
    return bool(document(capsys, ward, "actions", "list", "--text", "slings after"))


@pytest.mark.parametrize("name", ["", "ward.db"])
def test_a_backup_is_brought_back_and_what_it_replaced_is_listed(
    ward: Path, capsys: Captured, name: str
) -> None:
    folder = backed_up(capsys, ward)
    assert has_slings(capsys, ward)
    told = output(capsys, ward, "restore", str(folder / name))
    assert told.startswith("The ward is as it was on Mon 23-Nov-2026 08:10.")
    assert not has_slings(capsys, ward)
    rows = document(capsys, ward, "backups")
    assert [row["place"] for row in rows] == ["data_folder", "replaced"]
    listed = output(capsys, ward, "backups")
    assert "by hand" in listed
    output(capsys, ward, "restore", rows[1]["path"])
    assert has_slings(capsys, ward)
    assert run(ward, "check") == ExitCode.DONE


def test_what_is_no_backup_is_refused(ward: Path, capsys: Captured, tmp_path: Path) -> None:
    assert "There is no backup" in refusal(capsys, ward, "restore", str(tmp_path))


def test_data_that_will_not_open_is_brought_back(ward: Path, capsys: Captured) -> None:
    folder = backed_up(capsys, ward)
    (ward / "ward.db").write_bytes(b"")
    assert run(ward, "huddles", "list") == ExitCode.ENVIRONMENT
    assert "last good backup" in capsys.readouterr().err
    assert [row["is_proved"] for row in document(capsys, ward, "backups")] == [True]
    told = output(capsys, ward, "restore", str(folder))
    assert told == "The ward is as it was on Mon 23-Nov-2026 08:10.\n"
    assert run(ward, "check") == ExitCode.DONE


def test_a_lost_key_file_is_brought_back_without_the_data(ward: Path, capsys: Captured) -> None:
    folder = backed_up(capsys, ward)
    (ward / "keys.json").unlink()
    told = output(capsys, ward, "restore", str(folder))
    assert told.startswith("The data is whole and stays as it is")
    assert has_slings(capsys, ward)


def test_a_second_place_that_is_gone_is_an_error_after_the_backup(
    ward: Path, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output(capsys, ward, "backup")
    monkeypatch.setattr(
        "huddle.services.upkeep.Upkeep._copy_to", lambda *_given: "The stick is not there."
    )
    monkeypatch.setattr("huddle.services.upkeep.store_policy", _with_stick(tmp_path))
    assert run(ward, "backup") == ExitCode.ENVIRONMENT
    told = capsys.readouterr()
    assert told.out.startswith("Backed up and proved")
    assert "The stick is not there." in told.err


def _with_stick(folder: Path) -> object:
    import dataclasses

    from huddle.services.policies import policy_of

    return lambda reader: dataclasses.replace(policy_of(reader), second_backup_folder=str(folder))
