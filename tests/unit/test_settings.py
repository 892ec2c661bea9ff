"""Settings of this computer: kept, and forgiving when they cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from huddle.paths import Paths, default_paths
from huddle.settings import LOCK_MINUTES, SCHEMES, Settings, load_settings, save_settings


def test_they_are_kept(paths: Paths) -> None:
    others = {"sign_in_name": "Erin", "paper": "letter", "units": {"account": "unit"}}
    others["papers"] = {"you-said": "a3"}
    chosen = Settings("dark", 1.5, "xx", lock_minutes=0, **others)
    save_settings(paths.settings_file, chosen)
    assert load_settings(paths.settings_file) == chosen


def test_without_a_file_they_are_the_defaults(paths: Paths) -> None:
    assert load_settings(paths.settings_file) == Settings()
    assert Settings().scheme in SCHEMES
    assert Settings().scale == 1.0


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"\xff\xfe", b'"dark"'])
def test_an_unreadable_file_gives_the_defaults(paths: Paths, content: bytes) -> None:
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_bytes(content)
    assert load_settings(paths.settings_file) == Settings()


def test_what_is_unknown_or_of_another_type_is_left_out(paths: Paths) -> None:
    paths.settings_file.parent.mkdir(parents=True)
    written = {"scheme": "dark", "scale": "large", "colour": "red", "paper": None}
    paths.settings_file.write_text(json.dumps(written))
    assert load_settings(paths.settings_file) == Settings(scheme="dark")


@pytest.mark.parametrize("minutes", [-5, 7, 100_000, True, False, 2.0, "2"])
def test_a_wait_that_cannot_be_chosen_is_the_usual_one(paths: Paths, minutes: object) -> None:
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_text(json.dumps({"lock_minutes": minutes}))
    assert load_settings(paths.settings_file).lock_minutes == 10
    assert 10 in LOCK_MINUTES


@pytest.mark.parametrize("copies", [0, -1, 51, True, "2"])
def test_copies_that_cannot_be_printed_are_one(paths: Paths, copies: object) -> None:
    paths.settings_file.parent.mkdir(parents=True)
    written = {"print_copies": copies, "print_sides": "three-sided", "printer": "Ward"}
    paths.settings_file.write_text(json.dumps(written))
    assert load_settings(paths.settings_file) == Settings(printer="Ward")


@pytest.mark.parametrize("units", [{"account": 7}, {"account": None}, ["unit"], "unit"])
def test_units_that_cannot_be_read_are_left_out(paths: Paths, units: object) -> None:
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_text(json.dumps({"units": units, "scheme": "dark"}))
    assert load_settings(paths.settings_file) == Settings(scheme="dark")


@pytest.mark.parametrize("papers", [{"actions": 3}, {"actions": None}, ["a3"], "a3"])
def test_papers_that_cannot_be_read_are_left_out(paths: Paths, papers: object) -> None:
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_text(json.dumps({"papers": papers, "paper": "letter"}))
    assert load_settings(paths.settings_file) == Settings(paper="letter")


def test_places_of_a_store(tmp_path: Path) -> None:
    found = default_paths(tmp_path)
    assert found.database.parent == found.key_file.parent == found.backups.parent == tmp_path
    assert found.settings_file.parent != tmp_path
    assert not found.has_store()
    found.key_file.write_text("{}")
    assert found.has_store()
    assert default_paths().data_dir.name == "Huddle"


def test_a_server_has_a_folder_of_its_own_beside_the_data(tmp_path: Path) -> None:
    url = "postgresql://ward:secret@db.example:5433/huddle?password=other&sslmode=verify-full"
    found = default_paths(tmp_path, url)
    assert found.data_dir.parent == tmp_path
    assert found.data_dir == default_paths(tmp_path, url.replace("secret", "changed")).data_dir
    assert found.data_dir != default_paths(tmp_path, url.replace("huddle?", "other?")).data_dir
    assert found.has_store()
