"""Exports made in a test, and read back."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huddle.exchange.formats import Exported, ExportTo, Format

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice Calc is not installed, which reads the spreadsheets back"
)


def to(folder: Path, ending: str, reason: str = "", **how: bool) -> ExportTo:
    """A file of a kind in a folder."""
    return ExportTo(folder / f"export.{ending}", Format(ending), reason, **how)


def lines_of(
    write: Callable[..., Exported], folder: Path, *wanted: Any, reason: str = ""
) -> list[list[str]]:
    """The lines of an export as CSV, its head first."""
    done = write(to(folder, "csv", reason), *wanted)
    return lines_in(done.file)


def lines_in(file: Path) -> list[list[str]]:
    """The lines of a CSV file that Excel knows as UTF-8."""
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def objects_in(file: Path) -> list[dict[str, Any]]:
    """The rows of a JSON file."""
    return list(json.loads(file.read_text("utf-8")))


def through_office(file: Path, folder: Path) -> list[list[str]]:
    """The lines of a spreadsheet as LibreOffice reads it."""
    assert OFFICE is not None
    subprocess.run(
        (
            *(OFFICE, f"-env:UserInstallation=file://{folder}/office", "--headless"),
            # Comma, quotes, UTF-8, from the first line, text as it is shown.
            *("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"),
            *("--infilter=CSV:44,34,76,1" if file.suffix == ".csv" else "--norestore",),
            *("--outdir", str(folder / "read"), str(file)),
        ),
        check=True,
        capture_output=True,
        timeout=120,
    )
    said = (folder / "read" / f"{file.stem}.csv").read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(said, newline="")))
