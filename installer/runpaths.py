"""Takes folders of the building machine out of the places where libraries look for others.

A Python that was built by hand tells its modules to look in its own folder. Where the program is
installed there is no such folder, or somebody else's. `python installer/runpaths.py FOLDER`
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from pathlib import Path

_ELF64 = b"\x7fELF\x02\x01"
_LOADED, _DYNAMIC = 1, 2
_STRINGS, _RPATH, _RUNPATH = 5, 15, 29
"""Types of segments, and of entries in the second (ELF-64 Object File Format, version 1.5)."""
_ORIGIN = b"$ORIGIN"


def foreign(binary: bytes) -> Iterator[tuple[int, bytes]]:
    """Search paths of a library that name no folder relative to it.

    Yields:
        Where the entry's value stands in the file, and what it says.
    """
    if not binary.startswith(_ELF64):
        return
    segments = list(_segments(binary))
    entries = [
        one for kind, *place in segments if kind == _DYNAMIC for one in _entries(binary, place)
    ]
    tables = [value for _at, tag, value in entries if tag == _STRINGS]
    for at, tag, value in entries:
        if tag in (_RPATH, _RUNPATH) and tables:
            start = _in_file(segments, tables[0]) + value
            said = binary[start : binary.index(b"\0", start)]
            if said and _ORIGIN not in said:
                yield at, said


def without_foreign(binary: bytes) -> bytes:
    """The library, with empty search paths in place of those."""
    made = bytearray(binary)
    for at, _said in foreign(binary):
        # Each table of strings begins with an empty one.
        struct.pack_into("<Q", made, at, 0)
    return bytes(made)


def mend(folder: Path) -> int:
    """Mend all libraries of a folder; gives how many were changed."""
    changed = 0
    for place in folder.rglob("*.so*"):
        before = place.read_bytes()
        after = without_foreign(before)
        if after != before:
            place.write_bytes(after)
            changed += 1
    return changed


def _segments(binary: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Kind, place in the file, place in memory and size of each segment."""
    (table,) = struct.unpack_from("<Q", binary, 32)
    size, count = struct.unpack_from("<HH", binary, 54)
    for at in range(table, table + size * count, size):
        kind, _flags, offset, address, _physical, length = struct.unpack_from("<IIQQQQ", binary, at)
        yield kind, offset, address, length


def _entries(binary: bytes, place: list[int]) -> Iterator[tuple[int, int, int]]:
    """Where the value of each entry stands, its tag and its value."""
    offset, _address, length = place
    for at in range(offset, offset + length, 16):
        yield at + 8, *struct.unpack_from("<QQ", binary, at)


def _in_file(segments: list[tuple[int, int, int, int]], address: int) -> int:
    """Where in the file that lies which a loader puts at an address."""
    for kind, offset, start, length in segments:
        if kind == _LOADED and start <= address < start + length:
            return offset + address - start
    raise ValueError(f"no segment holds {address:#x}")


if __name__ == "__main__":
    mend(Path(sys.argv[1]))
