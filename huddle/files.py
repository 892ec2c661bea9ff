"""Writing a small file so that it is either the old one or the new one, whatever happens.

In a folder that a group may write, what is written is the group's: people with an account each of
their own use one store on a shared computer.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from huddle.errors import DiskFull, Environment
from huddle.i18n import _

_COPIED_AT_ONCE = 1024 * 1024

_SHARED_FILE = 0o660
_NOT_FOR_OTHERS = 0o007


@contextmanager
def disk_errors_in_words(path: Path) -> Iterator[None]:
    """Turn what the operating system says about a file into a sentence.

    Raises:
        DiskFull: There is no room.
        Environment: Anything else the system refuses.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                _("The disk is full, so “{file}” could not be written.").format(file=path.name),
                _("Make room on the disk and try again; what was saved before is safe."),
            ) from error
        raise Environment(
            _("“{file}” could not be used: {reason}.").format(
                file=path, reason=error.strerror or str(error)
            ),
            _("Check that this account may read and write there, then try again."),
        ) from error


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file's content as one step that survives a power cut.

    Raises:
        DiskFull: There is no room; the old file is as it was.
        Environment: The folder cannot be written.
    """
    with written_atomically(path) as file:
        file.write(content)


@contextmanager
def written_atomically(path: Path) -> Iterator[BinaryIO]:
    """Replace a file's content, written bit by bit, as one step when the block ends.

    Raises:
        DiskFull: There is no room; the old file is as it was.
        Environment: The folder cannot be written.
    """
    import tempfile  # noqa: PLC0415 - slow to import, and nothing is written before the first paint

    with disk_errors_in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                if _is_shared(path.parent):
                    # Temporary files begin as their maker's alone.
                    os.fchmod(file.fileno(), _SHARED_FILE)
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise
        sync_folder(path.parent)


def share_like(folder: Path) -> None:
    """Let this program write files that whoever may write a folder can use, if a group may."""
    if _is_shared(folder):
        os.umask(_NOT_FOR_OTHERS)


def _is_shared(folder: Path) -> bool:
    """Whether a group may write a folder; Windows hands its rules down by itself."""
    return os.name != "nt" and folder.is_dir() and bool(folder.stat().st_mode & stat.S_IWGRP)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file so that it is on the disk when this is done.

    Raises:
        DiskFull: There is no room.
        Environment: One of the two cannot be used.
    """
    import shutil  # noqa: PLC0415 - not before the first paint

    with disk_errors_in_words(target), source.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written, _COPIED_AT_ONCE)
        written.flush()
        os.fsync(written.fileno())


def sync_folder(folder: Path) -> None:
    """Have a folder's own entries reach the disk, such as a file's new name."""
    if os.name == "nt":  # Windows cannot open a folder for syncing
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
