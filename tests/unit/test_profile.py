"""The facts about an account's folders, as they are gathered."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from huddle import profile
from huddle.rules.profile import Lasting, lasting
from tests.helpers.registry import Registry

HOME = PureWindowsPath(r"C:\Users\jo")


def with_profiles(**profiles: dict[str, object]) -> Registry:
    """A registry with some profiles, by the ids of their accounts."""
    registry = Registry()
    registry.machine[profile.PROFILES_KEY] = dict(profiles)
    for name, values in profiles.items():
        registry.machine[f"{profile.PROFILES_KEY}\\{name}"] = values
    return registry


def test_the_profile_of_the_account_is_found_among_others() -> None:
    registry = with_profiles(
        first={"ProfileImagePath": r"C:\Users\sam", "State": 1},
        second={"ProfileImagePath": r"c:\users\JO", "State": 0x0800, "CentralProfile": r"\\p\jo"},
    )
    assert profile.windows_profile(registry, HOME) == (0x0800, r"\\p\jo")


def test_a_path_with_variables_is_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLACE", r"C:\Users")
    registry = with_profiles(one={"ProfileImagePath": r"$PLACE\jo", "State": 1})
    assert profile.windows_profile(registry, HOME)[0] == 1


@pytest.mark.parametrize("registry", [None, Registry(), with_profiles(one={"State": 1})])
def test_without_one_nothing_is_known(registry: Registry | None) -> None:
    assert profile.windows_profile(registry, HOME) == (0, "")


def test_a_registry_that_is_shut_keeps_nobody_from_starting() -> None:
    registry = with_profiles(one={"ProfileImagePath": str(HOME), "State": 1})
    registry.is_shut = True
    assert profile.windows_profile(registry, HOME) == (0, "")


def test_a_home_in_memory_and_a_live_system_are_seen(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts, cmdline = tmp_path / "mounts", tmp_path / "cmdline"
    monkeypatch.setattr(profile, "_MOUNTS", mounts)
    monkeypatch.setattr(profile, "_STARTED_WITH", cmdline)
    folder = home / "data" / "Huddle"
    assert lasting(profile.facts_here(folder)) is None
    mounts.write_text(f"a / ext4 rw 0 0\nb {home} tmpfs rw 0 0\n")
    assert lasting(profile.facts_here(folder)) is Lasting.VANISHES
    mounts.write_text("a / ext4 rw 0 0\n")
    cmdline.write_text("BOOT_IMAGE=/casper/vmlinuz boot=casper quiet\n")
    assert lasting(profile.facts_here(folder)) is Lasting.VANISHES
