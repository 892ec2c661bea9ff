"""In which encoding a file's letters are written, which no text file says for certain."""

from __future__ import annotations

import codecs
import re
from functools import partial
from pathlib import Path

import charset_normalizer

from huddle.errors import Refused
from huddle.exchange.limits import MOST_BYTES_AT_ONCE, too_large
from huddle.i18n import _

LOOKED_AT = 64 * 1024
"""Bytes of a file by which it is recognised."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16, whose mark is the beginning of this one.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ANY_MARK = codecs.BOM_UTF8 + codecs.BOM_UTF32
_WESTERN = "cp1252"
_OTHERS = (
    *("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "mac_roman"),
    *("shift_jis", "gb18030", "big5", "euc_jp", "euc_kr"),
)
_MUCH_CLEARER = 0.02
"""By how much less chaos, as charset-normalizer finds it, another encoding is believed."""
_BROKEN = "\ufffd"
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_MOST_CONTROLS = 0.05
"""Of all bytes; in what is packed or a picture it is every eighth."""


def encoding_of(path: Path) -> str:
    """The name of the encoding of a text file, as Python knows it.

    A byte-order mark is believed; else it is UTF-8 if all of it is, or all but a few damaged
    letters. If not, Western European is tried before others, because most programs write that.

    Raises:
        Refused: It is no text.
    """
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
    return _marked(head) or _wide(head) or _narrow(path, head)


def opening(head: bytes) -> bytes:
    """The first letters of a file, as far as they are plain ones, in whichever Unicode."""
    return head.lstrip(_ANY_MARK).replace(b"\0", b"").lstrip()


def whole(path: Path) -> bytes:
    """All of a file that is read at once.

    Raises:
        Refused: It is too large for that.
    """
    if path.stat().st_size > MOST_BYTES_AT_ONCE:
        raise too_large(MOST_BYTES_AT_ONCE)
    return path.read_bytes()


def in_words(encoding: str) -> str:
    """An encoding's name as people write it, such as "Windows-1252"."""
    return re.sub(r"^CP(?=125)", "Windows-", encoding.removesuffix("-sig").upper()).replace(
        "_", "-"
    )


def _marked(head: bytes) -> str:
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def _wide(head: bytes) -> str:
    """UTF-16 without its mark: every other byte of most texts is nought."""
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        every_other, rest = head[offset::2], head[1 - offset :: 2]
        if every_other.count(0) > max(1, len(head) // 4) and not rest.count(0):
            return name
    return ""


def _narrow(path: Path, head: bytes) -> str:
    if len(_CONTROLS.findall(head)) > len(head) * _MOST_CONTROLS:
        raise Refused(
            _(
                "This file holds neither text nor a workbook. Nothing was read in. "
                "Save the list as CSV or XLSX and choose that."
            )
        )
    sample = _first_that_is_not_utf_8(path)
    return _guessed(sample) if sample else "utf-8"


def _first_that_is_not_utf_8(path: Path) -> bytes:
    """What stands around the first bytes that are no UTF-8; nothing where all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = b""
    with path.open("rb") as file:
        for chunk in iter(partial(file.read, LOOKED_AT), b""):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return before + chunk
            before = chunk
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return before
    return b""


def _guessed(sample: bytes) -> str:
    if _is_damaged_utf_8(sample):
        return "utf-8"
    western = charset_normalizer.from_bytes(sample, cp_isolation=[_WESTERN]).best()
    other = charset_normalizer.from_bytes(sample, cp_isolation=list(_OTHERS)).best()
    if other and (not western or western.chaos > other.chaos + _MUCH_CLEARER):
        return other.encoding
    return _WESTERN


def _is_damaged_utf_8(sample: bytes) -> bool:
    """Whether more letters in it are UTF-8 than are not, which happens by chance to hardly any."""
    foreign = [letter for letter in sample.decode(errors="replace") if not letter.isascii()]
    return foreign.count(_BROKEN) * 2 < len(foreign)
