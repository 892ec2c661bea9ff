"""Font files made for a test: a bundled one that says it has other characters, or a broken one."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

import resources

_HEAD = struct.Struct(">4sHHHH")
_ENTRY = struct.Struct(">4sIII")
_TRUE_TYPE = b"\x00\x01\x00\x00"
_POST_SCRIPT = b"OTTO"


def font_with(characters: Mapping[str, str]) -> bytes:
    """A TrueType font with these characters alone, each drawn as a letter of Noto Sans.

    Args:
        characters: A Latin letter for each.
    """
    tables = _tables_of(resources.path("fonts", "NotoSans-Regular.ttf").read_bytes())
    glyphs = _glyphs_of(tables[b"cmap"])
    wanted = {ord(one): glyphs[ord(letter)] for one, letter in characters.items()}
    kept = {tag: table for tag, table in tables.items() if tag not in (b"GSUB", b"GPOS", b"GDEF")}
    return _file({**kept, b"cmap": _character_map(wanted)}, _TRUE_TYPE)


def with_other_outlines(font: bytes) -> bytes:
    """The font as if its outlines were PostScript's, which reportlab embeds not."""
    tables = _tables_of(font)
    tables[b"CFF "] = tables.pop(b"glyf")
    return _file(tables, _POST_SCRIPT)


def without(font: bytes, tag: bytes) -> bytes:
    """The font without one of its tables."""
    tables = _tables_of(font)
    del tables[tag]
    return _file(tables, _TRUE_TYPE)


def with_torn_outlines(font: bytes) -> bytes:
    """The font with every outline a composite of glyphs that are not there."""
    tables = _tables_of(font)
    size = len(tables[b"glyf"])
    return _file({**tables, b"glyf": b"\xff" * size}, _TRUE_TYPE)


def with_nothing_to_draw(font: bytes) -> bytes:
    """The font with every outline empty."""
    tables = _tables_of(font)
    return _file({**tables, b"loca": bytes(len(tables[b"loca"]))}, _TRUE_TYPE)


def collection(*fonts: bytes) -> bytes:
    """Several fonts in one file."""
    start = 12 + 4 * len(fonts)
    starts, body = [], b""
    for font in fonts:
        starts.append(start + len(body))
        body += _moved(font, start + len(body))
    return struct.pack(f">4sII{len(fonts)}I", b"ttcf", 0x10000, len(fonts), *starts) + body


def put_fonts(folder: Path, **files: bytes) -> None:
    """Write font files; an underscore stands for the dot in a name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)


def _entries(font: bytes) -> list[tuple[bytes, int, int, int]]:
    _version, count, *_search = _HEAD.unpack_from(font)
    return [_ENTRY.unpack_from(font, _HEAD.size + _ENTRY.size * at) for at in range(count)]


def _tables_of(font: bytes) -> dict[bytes, bytes]:
    return {tag: font[at : at + length] for tag, _sum, at, length in _entries(font)}


def _moved(font: bytes, by: int) -> bytes:
    """A font as it stands within a file, where places count from the file's start."""
    entries = [_ENTRY.pack(tag, check, at + by, size) for tag, check, at, size in _entries(font)]
    head = font[: _HEAD.size] + b"".join(entries)
    return head + font[len(head) :]


def _file(tables: Mapping[bytes, bytes], version: bytes) -> bytes:
    at = _HEAD.size + _ENTRY.size * len(tables)
    entries, body = [], b""
    for tag, table in sorted(tables.items()):
        entries.append(_ENTRY.pack(tag, 0, at + len(body), len(table)))
        body += table + bytes(-len(table) % 4)
    return _HEAD.pack(version, len(tables), 0, 0, 0) + b"".join(entries) + body


def _glyphs_of(character_map: bytes) -> dict[int, int]:
    """What a table of format 12 says, as the OpenType specification has it."""
    (count,) = struct.unpack_from(">H", character_map, 2)
    starts = (struct.unpack_from(">HHI", character_map, 4 + 8 * at)[2] for at in range(count))
    start = next(at for at in starts if character_map[at : at + 2] == b"\x00\x0c")
    (groups,) = struct.unpack_from(">I", character_map, start + 12)
    found: dict[int, int] = {}
    for at in range(groups):
        first, last, glyph = struct.unpack_from(">III", character_map, start + 16 + 12 * at)
        found.update({code: glyph + code - first for code in range(first, last + 1)})
    return found


def _character_map(glyphs: Mapping[int, int]) -> bytes:
    groups = [struct.pack(">III", code, code, glyph) for code, glyph in sorted(glyphs.items())]
    table = struct.pack(">HHIII", 12, 0, 16 + 12 * len(groups), 0, len(groups)) + b"".join(groups)
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table
