"""Reads the text of a PDF back, as a person would select it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache

from pypdf import PdfReader

_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")

_PLACE = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">')


@cache
def has_pdftotext() -> bool:
    """Whether poppler's own reader is installed; it knows more scripts than pypdf."""
    return shutil.which("pdftotext") is not None


def pages_of(pdf: bytes, *, in_drawn_order: bool = True) -> list[str]:
    """The text of each page, white space made single, without marks of direction.

    Args:
        pdf: The file.
        in_drawn_order: As drawn, so that columns stay apart; else as a person reads a page,
            which alone puts right-to-left words in order.
    """
    texts = _by_poppler(pdf, in_drawn_order) if has_pdftotext() else _by_pypdf(pdf)
    return [" ".join(_DIRECTION_MARKS.sub("", text).split()) for text in texts]


def text_of(pdf: bytes, *, in_drawn_order: bool = True) -> str:
    """The text of all pages, white space made single."""
    return " ".join(pages_of(pdf, in_drawn_order=in_drawn_order))


def letters_of(pdf: bytes, *, in_drawn_order: bool = True) -> str:
    """The text of all pages without white space, for words that were broken."""
    return "".join(text_of(pdf, in_drawn_order=in_drawn_order).split())


def places_of(pdf: bytes) -> list[tuple[float, ...]]:
    """Where each word stands, as poppler says: left, top, right and bottom, from the upper left."""
    command = ["pdftotext", "-enc", "UTF-8", "-bbox", "-", "-"]
    read = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return [tuple(map(float, found)) for found in _PLACE.findall(read.stdout.decode())]


def _by_poppler(pdf: bytes, in_drawn_order: bool) -> list[str]:
    order = ["-raw"] if in_drawn_order else []
    command = ["pdftotext", "-enc", "UTF-8", *order, "-", "-"]
    read = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return read.stdout.decode().split("\f")[:-1]


def _by_pypdf(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
