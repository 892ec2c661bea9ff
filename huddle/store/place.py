"""Whether a folder is a safe place for a data file: writable, and on this computer's own disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from huddle.errors import Environment
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.rules.profile import NETWORK_SYSTEMS, mount_of

_WINDOWS_REMOTE_DRIVE = 4
_MOUNTS = Path("/proc/mounts")


def check_data_folder(folder: Path) -> None:
    """Make sure of a folder before a store is opened or made in it.

    Raises:
        Environment: It stands on a network share, where the data file's log is not safe, or it
            cannot be written.
    """
    if is_network_share(folder):
        raise Environment(
            _("“{folder}” is on a network share, where the data could be damaged.").format(
                folder=folder
            ),
            _("Choose a folder on this computer's own disk; nothing was written."),
        )
    with disk_errors_in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass


def is_network_share(folder: Path, mounts: str | None = None) -> bool:
    """Whether a folder lies on another computer's disk.

    Args:
        folder: An absolute path; it need not exist yet.
        mounts: What `/proc/mounts` says; read from the system when not given.
    """
    if os.name == "nt" and mounts is None:
        return _is_windows_share(folder)
    if mounts is None:
        mounts = _MOUNTS.read_text(errors="replace") if _MOUNTS.exists() else ""
    return mount_of(folder, mounts)[1] in NETWORK_SYSTEMS


def _is_windows_share(folder: Path) -> bool:
    import ctypes  # noqa: PLC0415 - Windows only

    if str(folder).startswith("\\\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - absent elsewhere
    return bool(kernel.GetDriveTypeW(folder.anchor) == _WINDOWS_REMOTE_DRIVE)
