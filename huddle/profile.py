"""The plain facts about an account's folders on this computer, for `rules.profile` to judge."""

from __future__ import annotations

import getpass
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from huddle.group_policy import registry_here
from huddle.rules.profile import ProfileFacts, mount_of

PROFILES_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList"
_MOUNTS = Path("/proc/mounts")
_STARTED_WITH = Path("/proc/cmdline")
_LIVE_WORDS = frozenset({"boot=live", "boot=casper", "rd.live.image"})
"""What Debian's, Ubuntu's and Fedora's live systems are started with."""


def facts_here(data_dir: Path) -> ProfileFacts:
    """What this computer knows of the account that runs Huddle, and of a folder for data.

    What cannot be read is left out: nobody is kept from starting by it.
    """
    home = Path(os.environ.get("USERPROFILE") or Path.home())
    mount, file_system = mount_of(data_dir, _said_by(_MOUNTS))
    state, central = windows_profile(registry_here(), home)
    return ProfileFacts(
        system=sys.platform,
        user=_user(),
        home=home,
        data_dir=data_dir,
        file_system=file_system,
        mount=mount,
        is_live=bool(_LIVE_WORDS.intersection(_said_by(_STARTED_WITH).split())),
        state=state,
        central=central,
        roaming=os.environ.get("APPDATA", ""),
    )


def windows_profile(registry: Any, home: Path) -> tuple[int, str]:
    """The state of the profile in a folder, and where it is copied to; nothing where it has none.

    Args:
        registry: The registry, as the module `winreg`; none on other systems.
        home: The profile's folder.
    """
    if registry is not None:
        with suppress(OSError), registry.OpenKey(registry.HKEY_LOCAL_MACHINE, PROFILES_KEY) as all_:
            for at in range(registry.QueryInfoKey(all_)[0]):
                found = _profile(registry, f"{PROFILES_KEY}\\{registry.EnumKey(all_, at)}")
                if _is_same(found.get("ProfileImagePath", ""), home):
                    return found.get("State", 0), found.get("CentralProfile", "")
    return 0, ""


def _profile(registry: Any, place: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with suppress(OSError), registry.OpenKey(registry.HKEY_LOCAL_MACHINE, place) as key:
        for at in range(registry.QueryInfoKey(key)[1]):
            name, value, _kind = registry.EnumValue(key, at)
            found[name] = value
    return found


def _is_same(path: str, home: Path) -> bool:
    return os.path.expandvars(path).casefold() == str(home).casefold()


def _user() -> str:
    # An account without a name of any kind is no guest.
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


def _said_by(file: Path) -> str:
    with suppress(OSError):
        return file.read_text(errors="replace")
    return ""
