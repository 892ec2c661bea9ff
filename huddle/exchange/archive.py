"""A ZIP file that hands out no more than can be held, whatever it says of its sizes."""

from __future__ import annotations

import io
import mmap
import re
import zipfile
from itertools import islice
from typing import IO, Any

from huddle.errors import Refused
from huddle.exchange.limits import MOST_IN_ONE_PIECE, MOST_PARTS, MOST_UNPACKED
from huddle.i18n import _

_ENTRY = re.compile(rb"PK\x01\x02")
_END_OF_A_PIECE = re.compile(rb"</(?:\w+:)?(?:row|si)>")
"""Of a row or of a shared text, after either of which openpyxl forgets what it has read."""

_COULD_HIDE_AN_END = b"<!"
"""Begins a comment or a literal passage, in which what looks like an end is none."""

_OWN_LETTERS = b"<!DOCTYPE"
"""Begins the definitions with which a few letters can stand for gigabytes."""

_KEPT = 16
"""Bytes of what was read before, lest a mark be cut in two."""


class BoundedArchive(zipfile.ZipFile):
    """A ZIP file, read by what it unpacks to.

    Raises:
        Refused: Its parts are too many or too large, or it opens with a password only.
        zipfile.BadZipFile: It is damaged.
    """

    def __init__(self, file: IO[bytes]) -> None:
        if _has_too_many_parts(file):
            raise unpacks_too_far()
        super().__init__(file)
        parts = self.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise unpacks_too_far()
        if any(part.flag_bits & 1 for part in parts):
            raise opens_with_a_password()

    def open(self, *args: Any, **kwargs: Any) -> IO[bytes]:
        """A part of it, which refuses to be read when a piece of it is too long to be held."""
        return io.BufferedReader(_InPieces(super().open(*args, **kwargs)))


class _InPieces(io.RawIOBase):
    """The bytes of a part, as long as a row or a shared text ends now and then."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._since_the_last = 0
        self._before = b""
        self._ends_are_true = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = self._part.read(len(buffer))
        self._weigh(read)
        buffer[: len(read)] = read
        return len(read)

    def _weigh(self, read: bytes) -> None:
        seen = self._before + read
        self._before = seen[-_KEPT:]
        self._ends_are_true = self._ends_are_true and _COULD_HIDE_AN_END not in seen
        ends = self._ends_are_true and _END_OF_A_PIECE.search(seen)
        self._since_the_last = 0 if ends else self._since_the_last + len(read)
        if self._since_the_last > MOST_IN_ONE_PIECE or _OWN_LETTERS in seen:
            raise unpacks_too_far()

    def close(self) -> None:
        self._part.close()
        super().close()


def unpacks_too_far() -> Refused:
    """What is said of a workbook that is far larger inside than it looks."""
    return Refused(
        _(
            "This workbook unpacks to more than can be read. Nothing was read in. "
            "Copy the list into a new workbook and choose that."
        )
    )


def opens_with_a_password() -> Refused:
    """What is said of a workbook that is locked."""
    return Refused(
        _(
            "This workbook is protected by a password. Nothing was read in. "
            "Save a copy without the password and choose that."
        )
    )


def _has_too_many_parts(file: IO[bytes]) -> bool:
    """Whether more parts are listed than anybody can hold; each begins with the same mark."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(islice(_ENTRY.finditer(content), MOST_PARTS, None))
