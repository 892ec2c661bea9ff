"""Writing a small file so that it is either the old one or the new one, whatever happens."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from huddle.errors import DiskFull, Environment
from huddle.i18n import _


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
    import tempfile  # noqa: PLC0415 - slow to import, and nothing is written before the first paint

    with disk_errors_in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder for syncing
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
