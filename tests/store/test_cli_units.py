"""The command line on a store of several units: each account works in its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.start_options import PASSWORD_VARIABLE
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole
from huddle.ward import open_ward
from tests.helpers.command_line import (
    MORNING,
    PASSWORD,
    Captured,
    document,
    make_small_demo,
    output,
    refusal,
)

OF_THE_SITE = ("--user", "Sam")
READING = (("huddles", "list"), ("actions", "list"), ("concerns", "list"), ("goals", "list"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small made-up ward."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    return make_small_demo(tmp_path / "ward")


def add_site(folder: Path) -> None:
    """Add a site team with a manager of its own, and leave it in use."""
    paths = Paths(folder, folder.parent / "config")
    ward = open_ward(paths, ShiftedClock(MORNING), by_password("demo", PASSWORD))
    ward.units.use(ward.units.add("Site team", tier="Site", time_zone="Europe/London").id)
    ward.accounts.add("Sam", PASSWORD, AccessRole.WARD_MANAGER)
    ward.close()


def test_another_unit_changes_no_document(folder: Path, capsys: Captured) -> None:
    before = [document(capsys, folder, *command) for command in READING]
    assert all(before)
    add_site(folder)
    assert [document(capsys, folder, *command) for command in READING] == before


def test_each_account_works_in_its_own_unit(folder: Path, capsys: Captured) -> None:
    add_site(folder)
    assert [document(capsys, folder, *OF_THE_SITE, *command) for command in READING] == [[]] * 4
    output(capsys, folder, *OF_THE_SITE, "actions", "add", "Ring the wards due today")
    (action,) = document(capsys, folder, *OF_THE_SITE, "actions", "list")
    assert action["text"] == "Ring the wards"
    codes = {row["code"] for row in document(capsys, folder, "actions", "list")}
    assert action["code"] not in codes
    assert refusal(capsys, folder, "actions", "update", action["code"], "--status", "closed")


def test_accounts_are_those_of_the_unit(folder: Path, capsys: Captured) -> None:
    add_site(folder)
    names = {row["name"] for row in document(capsys, folder, *OF_THE_SITE, "accounts", "list")}
    assert names == {"demo", "Sam"}
    assert "Sam" not in {row["name"] for row in document(capsys, folder, "accounts", "list")}
