"""Whether what is kept in a folder is still there tomorrow: temporary and roaming profiles.

A hospital's computers often forget what an account left on them: a guest's session, a desktop that
is made anew each morning, a profile that could not be loaded. A ward must not be made there unseen.

The flags are those that Windows keeps of a profile: the mask `State` of its key below
`ProfileList`, in the registry of the computer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from huddle.i18n import N_, _
from huddle.labels import give_labels, label

MANDATORY, DELETED_AT_SIGN_OUT, GUEST, TEMPORARY = 0x0001, 0x0020, 0x0080, 0x0800
"""Bits of a Windows profile's state after each of which nothing is left."""
_FORGOTTEN = MANDATORY | DELETED_AT_SIGN_OUT | GUEST | TEMPORARY
_IN_MEMORY = frozenset({"tmpfs", "ramfs", "overlay", "aufs", "squashfs", "unionfs"})
NETWORK_SYSTEMS = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.sshfs",
        "glusterfs",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)
_MAC_GUEST = "guest"
_MANDATORY_COPY = re.compile(r"\.man(\.v\d+)?$")
"""How the folder ends that a mandatory profile is copied from, without what changed in it."""


class Lasting(StrEnum):
    """For how long, and where, what is kept in a folder is there."""

    VANISHES = "vanishes"
    NOT_ELSEWHERE = "not_elsewhere"
    ON_NETWORK = "on_network"


give_labels(
    {
        Lasting: {
            Lasting.VANISHES: N_(
                "This account’s folder on this computer is temporary: what is kept in it goes "
                "when you sign out, and the ward with all its huddles would go with it."
            ),
            Lasting.NOT_ELSEWHERE: N_(
                "This account moves from computer to computer, but the data of a ward would not: "
                "it would stay on this one, and go if this computer clears old accounts."
            ),
            Lasting.ON_NETWORK: N_(
                "This account’s folder is on a network share, where the data of a ward could be "
                "damaged; it would be refused there."
            ),
        }
    }
)


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """What is known of an account's folder and of the folder for the data.

    Attributes:
        system: The system, as `sys.platform` names it.
        user: The account's name.
        home: The account's own folder.
        data_dir: The folder for the data.
        file_system: The kind of file system that the data folder stands on, where it is known.
        mount: Where that file system begins.
        is_live: Whether the system itself was started from a medium and forgets all of it.
        state: The flags of a Windows profile; 0 for none or where it is not known.
        central: Where a Windows profile is copied to at sign-out; empty for nowhere.
        roaming: Where Windows keeps what roams, such as `APPDATA`; empty where there is none.
    """

    system: str
    user: str
    home: PurePath
    data_dir: PurePath
    file_system: str = ""
    mount: PurePath | None = None
    is_live: bool = False
    state: int = 0
    central: str = ""
    roaming: str = ""


def lasting(facts: ProfileFacts) -> Lasting | None:
    """What is to be said before a ward is made in a folder; none where it simply stays."""
    if _is_share(str(facts.data_dir)) or facts.file_system in NETWORK_SYSTEMS:
        return Lasting.ON_NETWORK
    if facts.is_live or _is_in_memory(facts):
        return Lasting.VANISHES
    if not facts.data_dir.is_relative_to(facts.home):
        # Whatever becomes of the profile, the data is not in it.
        return None
    if _is_forgotten(facts):
        return Lasting.VANISHES
    return Lasting.NOT_ELSEWHERE if _roams(facts) else None


def mount_of(folder: PurePath, mounts: str) -> tuple[PurePath | None, str]:
    """The longest mount point above a folder, and the kind of file system there.

    Args:
        folder: An absolute path; it need not exist yet.
        mounts: What `/proc/mounts` says; empty where there is none.
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        _device, point, system, *_options = line.split(" ")
        point = point.replace("\\040", " ")
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, system
    return (type(folder)(best) if best else None), kind


def in_words(found: Lasting) -> str:
    """What it is, and what would be lost."""
    return label(found)


def what_to_do() -> str:
    """Where a ward's data does stay."""
    return _(
        "Ask IT for a shared data folder on this computer or for a database server, or start "
        "Huddle with --data-dir and a folder that stays."
    )


def _is_in_memory(facts: ProfileFacts) -> bool:
    """A system whose own root is such a file system, as in a container, is not told by it alone."""
    is_root = facts.mount is None or facts.mount == PurePath(facts.mount.anchor)
    return facts.file_system in _IN_MEMORY and not is_root


def _is_forgotten(facts: ProfileFacts) -> bool:
    name, user = facts.home.name.casefold(), facts.user.casefold()
    if facts.system == "win32":
        is_temporary = name == "temp" or name.startswith("temp.")
        is_mandatory = _MANDATORY_COPY.search(facts.central.casefold()) is not None
        return is_temporary or is_mandatory or bool(facts.state & _FORGOTTEN)
    if facts.system == "darwin":
        return _MAC_GUEST in (user, name)
    return name.startswith("guest-") or user.startswith("guest-")


def _roams(facts: ProfileFacts) -> bool:
    is_windows = facts.system == "win32"
    return is_windows and (bool(facts.central) or _is_share(facts.roaming))


def _is_share(path: str) -> bool:
    return path.startswith(("\\\\", "//"))
