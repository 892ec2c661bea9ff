"""The icon and the version that Windows and macOS show."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

import huddle
from installer import dressing


def pictures(ico: bytes) -> Iterator[tuple[int, bytes]]:
    """The pictures of an icon for Windows, by their size."""
    reserved, kind, count = struct.unpack_from("<HHH", ico)
    assert (reserved, kind) == (0, 1)
    for at in range(count):
        entry = struct.unpack_from("<BBBBHHII", ico, 6 + 16 * at)
        width, height, _colours, _zero, planes, bits, length, offset = entry
        assert (width, planes, bits) == (height, 1, 32)
        yield width or 256, ico[offset : offset + length]


def parts(icns: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The pictures of an icon for macOS, by their type."""
    assert icns[:4] == b"icns"
    assert struct.unpack_from(">I", icns, 4) == (len(icns),)
    at = 8
    while at < len(icns):
        (length,) = struct.unpack_from(">I", icns, at + 4)
        yield icns[at : at + 4], icns[at + 8 : at + length]
        at += length


def read(picture: bytes) -> QImage:
    """A picture in a format that says what it is."""
    image = QImage.fromData(picture)
    assert not image.isNull()
    return image


def test_the_icon_for_windows_has_every_size_in_the_same_colours() -> None:
    found = dict(pictures(dressing.ico()))
    assert tuple(found) == dressing.ICO_SIZES
    largest = read(found[256])
    assert (largest.width(), largest.height()) == (256, 256)
    ground = largest.pixelColor(128, 6)
    assert ground == QColor("#0d3348")
    for size in (48, 64):
        head = struct.unpack_from("<IiiHH", found[size])
        assert head == (40, size, 2 * size, 1, 32)
        # Rows go from below, so this one is the second from above.
        blue, green, red, alpha = found[size][40 + 4 * (size * (size - 2) + size // 2) :][:4]
        assert (red, green, blue, alpha) == (ground.red(), ground.green(), ground.blue(), 255)


def test_the_icon_for_macos_has_every_size() -> None:
    sizes = {kind: read(png).width() for kind, png in parts(dressing.icns())}
    assert sizes == dressing.ICNS_SIZES


class Told(dict[str, Any]):
    """What PyInstaller's names are called with."""

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(named, values=values)


def test_windows_is_told_the_version_of_the_program() -> None:
    names = (
        "VSVersionInfo FixedFileInfo StringFileInfo StringTable StringStruct VarFileInfo VarStruct"
    )
    told = eval(dressing.version_info(), dict.fromkeys(names.split(), Told))  # noqa: S307
    numbers = tuple(int(part) for part in huddle.__version__.split("."))
    assert told["ffi"]["filevers"][: len(numbers)] == told["ffi"]["prodvers"][: len(numbers)]
    assert told["ffi"]["filevers"] == (*numbers, *(0,) * (4 - len(numbers)))
    table = told["kids"][0]["values"][0][0]["values"]
    texts = dict(each["values"] for each in table[1])
    assert texts["ProductVersion"] == texts["FileVersion"] == huddle.__version__
    assert texts["ProductName"] == "Huddle"


def test_a_version_that_windows_cannot_show_is_refused() -> None:
    with pytest.raises(ValueError, match="0rc1"):
        dressing.version_info("0.2.0rc1")


def test_all_three_files_are_written(tmp_path: Path) -> None:
    dressing.write_all(tmp_path / "dressing")
    written = {file.name for file in (tmp_path / "dressing").iterdir()}
    assert written == {"huddle.ico", "huddle.icns", "version.txt"}
