"""Sheets as pictures, as a printer or a person would see them, and the codes that are in them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import zxingcpp
from PIL import Image

_DOTS = 150
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


@cache
def has_pdftoppm() -> bool:
    """Whether poppler's painter is installed."""
    return shutil.which("pdftoppm") is not None


def pictures_of(pdf: bytes, dots: int = _DOTS) -> list[Image.Image]:
    """Each page in grey, at so many dots to the inch."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-gray", "-r", str(dots), "-", f"{folder}/page"]
        subprocess.run(command, input=pdf, capture_output=True, check=True)
        pages = sorted(Path(folder).iterdir(), key=lambda path: int(path.stem.rpartition("-")[2]))
        return [Image.open(page).copy() for page in pages]


def codes_in(picture: Image.Image) -> list[str]:
    """What the QR codes in a picture say, from the top."""
    found = zxingcpp.read_barcodes(picture, formats=_QR)
    return [one.text for one in sorted(found, key=lambda one: one.position.top_left.y)]
