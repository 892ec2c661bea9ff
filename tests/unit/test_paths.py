"""Where the data is when nobody says so: the computer's shared folder, else one's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from huddle import paths as places
from huddle.errors import Environment
from huddle.fleet import chosen_paths
from huddle.paths import Paths, default_paths, machine_data_dir, own_data_dir

as_anybody = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no such bits on folders"
)


@pytest.fixture
def none(tmp_path: Path) -> Path:
    """A settings file that nobody made."""
    return tmp_path / "none.toml"


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed program whose installer made the shared folder."""
    folder = tmp_path / "shared"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(places, "shared_place", lambda: folder)
    return folder


@pytest.fixture
def shut(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One that this account may not use, whoever runs the tests."""
    allowed = os.access

    def access(path: Path, mode: int) -> bool:
        return Path(path) != shared and allowed(path, mode)

    monkeypatch.setattr(os, "access", access)
    return shared


def make_store(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keys.json").touch()


def test_from_source_the_data_is_ones_own(
    shared: Path, none: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(sys, "frozen")
    assert machine_data_dir() is None
    assert chosen_paths(None, "", none).data_dir == own_data_dir()


def test_an_installed_program_uses_the_shared_folder(shared: Path, none: Path) -> None:
    found = chosen_paths(None, "", none)
    assert (found.data_dir, found.others) == (shared, ())
    assert found.config_dir != shared


def test_where_no_installer_made_it_the_data_is_ones_own(shared: Path, none: Path) -> None:
    shared.rmdir()
    assert chosen_paths(None, "", none).data_dir == own_data_dir()


def test_a_folder_or_a_server_that_is_given_goes_before_it(
    shared: Path, none: Path, tmp_path: Path
) -> None:
    assert chosen_paths(tmp_path / "given", "", none).data_dir == tmp_path / "given"
    served = default_paths(None, "postgresql://huddle@db/huddle")
    assert served.data_dir.parent == own_data_dir()


def test_older_data_of_ones_own_is_not_hidden(shared: Path, none: Path) -> None:
    make_store(own_data_dir())
    found = chosen_paths(None, "", none)
    assert (found.data_dir, found.others) == (shared, (own_data_dir(),))


def test_nor_by_a_folder_or_a_server_that_the_organisation_set(none: Path, tmp_path: Path) -> None:
    make_store(own_data_dir())
    for line in (
        f'data_dir = "{(tmp_path / "set").as_posix()}"',
        'database_url = "postgresql://huddle@db/huddle"',
    ):
        none.write_text(line, "utf-8")
        assert chosen_paths(None, "", none).others == (own_data_dir(),)


def test_whoever_may_not_use_the_shared_folder_is_told_what_to_do(shut: Path, none: Path) -> None:
    with pytest.raises(Environment) as refused:
        chosen_paths(None, "", none)
    assert str(shut) in refused.value.message
    assert "safe" in refused.value.message
    assert "group “huddle”" in refused.value.remedy


def test_but_goes_on_with_data_of_their_own(shut: Path, none: Path) -> None:
    make_store(own_data_dir())
    found = chosen_paths(None, "", none)
    assert (found.data_dir, found.others) == (own_data_dir(), (shut,))


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_each_system_has_a_place_outside_of_the_accounts(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("PROGRAMDATA", "/programs")
    found = places.shared_place()
    assert found.is_absolute()
    assert not found.is_relative_to(Path.home())


def test_windows_has_no_group_to_be_added_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert "group" not in places.how_to_share()


@as_anybody
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look anywhere"
)
def test_a_shut_folder_counts_as_one_with_data(shared: Path) -> None:
    shared.chmod(0)
    assert places.stores_beside(Paths(own_data_dir(), own_data_dir())) == (shared,)
    shared.chmod(0o700)
