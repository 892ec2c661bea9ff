"""Whether a ward's data would still be there tomorrow, by plain facts alone."""

from __future__ import annotations

import dataclasses
from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huddle.rules.profile import (
    DELETED_AT_SIGN_OUT,
    GUEST,
    MANDATORY,
    TEMPORARY,
    Lasting,
    ProfileFacts,
    in_words,
    lasting,
    mount_of,
    what_to_do,
)

_KEPT = ("ext4", "xfs", "btrfs", "zfs", "ntfs", "")
_NAMES = st.text("abcxyz", min_size=1, max_size=8)


def windows(home: str = r"C:\Users\jo", folder: str = "", **more: object) -> ProfileFacts:
    """An account of Windows, with the data in its profile unless they are elsewhere."""
    place = PureWindowsPath(folder or rf"{home}\AppData\Local\Huddle")
    facts = ProfileFacts("win32", "jo", PureWindowsPath(home), place)
    return dataclasses.replace(facts, **more)  # type: ignore[arg-type]


def unix(
    home: str = "/home/jo", folder: str = "", system: str = "linux", **more: object
) -> ProfileFacts:
    """An account of Linux or macOS."""
    place = PurePosixPath(folder or f"{home}/.local/share/Huddle")
    facts = ProfileFacts(system, "jo", PurePosixPath(home), place)
    return dataclasses.replace(facts, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts",
    [
        windows(r"C:\Users\TEMP"),
        windows(r"C:\Users\TEMP.HOSPITAL.000"),
        windows(state=MANDATORY),
        windows(state=DELETED_AT_SIGN_OUT | 0x0010),
        windows(state=GUEST),
        windows(state=TEMPORARY | 0x0004),
        windows(central=r"\\profiles\kiosk.man"),
        windows(central=r"\\profiles\Kiosk.MAN.V6"),
        unix("/tmp/guest-k3jd"),
        unix(user="guest-k3jd"),
        unix(file_system="tmpfs", mount=PurePosixPath("/home")),
        unix(file_system="overlay", mount=PurePosixPath("/home/jo")),
        unix(is_live=True),
        unix("/srv/jo", "/data/huddle", is_live=True),
        unix("/Users/Guest", system="darwin"),
        unix("/Users/jo", system="darwin", user="Guest"),
    ],
)
def test_what_goes_at_sign_out_is_told(facts: ProfileFacts) -> None:
    assert lasting(facts) is Lasting.VANISHES


@pytest.mark.parametrize(
    "facts", [windows(central=r"\\profiles\jo.V6"), windows(roaming=r"\\files\jo\AppData")]
)
def test_a_profile_that_moves_leaves_the_data_behind(facts: ProfileFacts) -> None:
    assert lasting(facts) is Lasting.NOT_ELSEWHERE


@pytest.mark.parametrize(
    "facts",
    [
        windows(folder=r"\\files\jo\Huddle"),
        unix(file_system="nfs4", mount=PurePosixPath("/home")),
        unix(file_system="cifs", mount=PurePosixPath("/home/jo")),
        unix(file_system="nfs4", mount=PurePosixPath("/home"), is_live=True),
    ],
)
def test_a_network_share_is_told_before_anything_else(facts: ProfileFacts) -> None:
    assert lasting(facts) is Lasting.ON_NETWORK


@pytest.mark.parametrize(
    "facts",
    [
        windows(),
        windows(state=0x0100),
        windows(r"C:\Users\Temperance"),
        windows(roaming=r"C:\Users\jo\AppData\Roaming"),
        unix(),
        unix("/home/guesthouse"),
        unix("/root", file_system="overlay", mount=PurePosixPath("/")),
        unix("/Users/jo", system="darwin"),
        unix("/Users/Guesty", system="darwin"),
    ],
)
def test_an_ordinary_account_is_told_nothing(facts: ProfileFacts) -> None:
    assert lasting(facts) is None


@given(name=_NAMES, state=st.integers(0, 0xFFFF), central=st.sampled_from(["", r"\\p\jo"]))
def test_data_outside_of_the_profile_outlives_it(name: str, state: int, central: str) -> None:
    facts = windows(rf"C:\Users\{name}", r"D:\Huddle", state=state, central=central)
    assert lasting(facts) is None


@given(state=st.integers(0, 0xFFFF))
def test_of_a_profiles_state_only_what_forgets_counts(state: int) -> None:
    forgets = state & (MANDATORY | DELETED_AT_SIGN_OUT | GUEST | TEMPORARY)
    assert (lasting(windows(state=state)) is Lasting.VANISHES) is bool(forgets)


@given(name=_NAMES, kind=st.sampled_from(_KEPT), mount=st.sampled_from(["/", "/home"]))
def test_a_disk_that_keeps_keeps_whoever_it_is(name: str, kind: str, mount: str) -> None:
    facts = unix(f"/home/{name}", file_system=kind, mount=PurePosixPath(mount))
    assert lasting(facts) is None


def test_the_longest_mount_counts() -> None:
    mounts = "a / ext4 rw\nb /home tmpfs rw\nc /home/jo\\040x nfs rw\nd /hom xfs rw\n"
    assert mount_of(PurePosixPath("/home/jo/a"), mounts) == (PurePosixPath("/home"), "tmpfs")
    assert mount_of(PurePosixPath("/home/jo x/a"), mounts)[1] == "nfs"
    assert mount_of(PurePosixPath("/srv"), mounts)[1] == "ext4"
    assert mount_of(PurePosixPath("/srv"), "") == (None, "")


@pytest.mark.parametrize("found", Lasting)
def test_each_is_said_with_what_to_do(found: Lasting) -> None:
    assert "data" in in_words(found) or "ward" in in_words(found)
    assert "--data-dir" in what_to_do()


def test_a_folder_is_any_systems_path() -> None:
    assert isinstance(windows().home, PurePath)
