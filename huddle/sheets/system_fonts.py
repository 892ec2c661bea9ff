"""The fonts of the computer, for characters that no bundled font has.

Only TrueType outlines are listed, because reportlab embeds no others. The list is made at the
first such character; most sheets never ask.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz

_ENDINGS = (".ttf", ".ttc")
_OUTLINES = {"glyf", "loca"}
_REGULAR_WEIGHT = 400
_NOT_IN_NAMES = re.compile("[^A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class SystemFont:
    """One font of one file.

    Attributes:
        name: Its name here, which no other font has.
        path: The file.
        index: Its place in a file of several.
        codes: The characters that it has, by their numbers.
    """

    name: str
    path: Path
    index: int
    codes: uharfbuzz.Set


class _Looks(NamedTuple):
    """What is wanted first: upright, proportional, of regular weight; then by name."""

    is_fixed_pitch: bool
    is_slanted: bool
    off_weight: int
    file_name: str
    path: Path
    place: int
    """In a file of several."""


def folders() -> tuple[Path, ...]:
    """Where this computer keeps its fonts."""
    home, around = Path.home(), os.environ
    if sys.platform == "win32":
        local = around.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        return (
            Path(around.get("WINDIR", r"C:\Windows"), "Fonts"),
            Path(local, "Microsoft", "Windows", "Fonts"),
        )
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    data = around.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    shared = around.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return *(Path(one, "fonts") for one in (data, *shared.split(":"))), home / ".fonts"


@cache
def listed() -> tuple[SystemFont, ...]:
    """Every usable font of this computer, in an order that stays while its fonts do."""
    found = sorted(
        ((looks, face) for path in _files() for looks, face in _faces(path)),
        key=lambda pair: pair[0],
    )
    return tuple(
        SystemFont(_name(looks.path, number), looks.path, looks.place, face.unicodes)
        for number, (looks, face) in enumerate(found)
    )


def _name(path: Path, number: int) -> str:
    """A name that a PDF may hold; it says nothing of where the file lies."""
    return f"{_NOT_IN_NAMES.sub('', path.stem)}-{number}"


def _files() -> set[Path]:
    return {
        Path(place, name).resolve()
        for folder in folders()
        for place, _folders, names in os.walk(folder)
        for name in names
        if name.lower().endswith(_ENDINGS)
    }


def _faces(path: Path) -> Iterator[tuple[_Looks, uharfbuzz.Face]]:
    """The fonts of a file that have TrueType outlines; none of one that cannot be read."""
    try:
        blob = uharfbuzz.Blob.from_file_path(str(path))
    except (OSError, uharfbuzz.HarfBuzzError):
        return
    for index in range(uharfbuzz.Face(blob).count):
        face = uharfbuzz.Face(blob, index)
        if set(face.table_tags) >= _OUTLINES:
            yield _looks(path, index, face), face


def _looks(path: Path, index: int, face: uharfbuzz.Face) -> _Looks:
    """As the tables head, post and OS/2 of the OpenType specification say it."""

    def number(table: str, start: int, length: int) -> int:
        return int.from_bytes(face.reference_table(table).data[start : start + length], "big")

    return _Looks(
        is_fixed_pitch=number("post", 12, 4) != 0,
        is_slanted=bool(number("head", 44, 2) & 2),
        off_weight=abs(number("OS/2", 4, 2) - _REGULAR_WEIGHT),
        file_name=path.name.casefold(),
        path=path,
        place=index,
    )
