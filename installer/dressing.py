"""What Windows and macOS show of the program before it starts: its icon and its version.

The icon is drawn anew for each build from the one that the window shows, so that no picture of it
has to be kept. `python -m installer.dressing FOLDER` writes all three files.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

import huddle
import resources

ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS_SIZES = {
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}
"""By Apple's types; 11 to 14 and 10 are those of twice the density."""

_VERSION = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable('080904B0', [
      StringStruct('CompanyName', 'The Huddle contributors'),
      StringStruct('FileDescription', 'Huddle'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', 'huddle'),
      StringStruct('LegalCopyright', 'MIT licence; see LICENCES'),
      StringStruct('OriginalFilename', 'huddle.exe'),
      StringStruct('ProductName', 'Huddle'),
      StringStruct('ProductVersion', '{version}'),
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0809, 1200])]),
  ],
)
"""
"""As PyInstaller reads it: British English, in Unicode."""


def version_info(version: str = huddle.__version__) -> str:
    """What Windows shows as the program's properties."""
    parts = [int(part) for part in version.split(".")]
    return _VERSION.format(version=version, numbers=tuple([*parts, 0, 0, 0, 0][:4]))


def ico() -> bytes:
    """The icon for Windows; as pictures without compression where old parts of it want them."""
    pictures = [png(size) if size == 256 else _bitmap(size) for size in ICO_SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        side = size % 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + b"".join(pictures)


def icns() -> bytes:
    """The icon for macOS."""
    parts = [(kind, png(size)) for kind, size in ICNS_SIZES.items()]
    body = b"".join(kind + struct.pack(">I", 8 + len(png)) + png for kind, png in parts)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def write_all(folder: Path) -> None:
    """Write `huddle.ico`, `huddle.icns` and `version.txt`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "huddle.ico").write_bytes(ico())
    (folder / "huddle.icns").write_bytes(icns())
    (folder / "version.txt").write_text(version_info(), "utf-8")


def _drawn(size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(resources.path("icons", "huddle.svg"))).render(painter)
    painter.end()
    return image


def png(size: int) -> bytes:
    """The icon as a picture of so many pixels a side."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(_drawn(size))
    return bytes(kept.data())


def _bitmap(size: int) -> bytes:
    """A picture as icons hold it: from below, and with a mask that the fourth channel replaces."""
    image = _drawn(size).convertToFormat(QImage.Format.Format_ARGB32).flipped()
    mask = bytes((size + 31) // 32 * 4 * size)
    head = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    return head + bytes(image.constBits()) + mask


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
