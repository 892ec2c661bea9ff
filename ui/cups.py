"""CUPS, the printing system of Linux and macOS: its printers, and handing a sheet to one."""

from __future__ import annotations

import os
import shutil
import subprocess

from huddle.errors import Environment
from huddle.i18n import _
from ui.printing import Printers, not_taken

_WAIT_SECONDS = 60
_IN_ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
"""What the programs of CUPS say is read here, so it may not be translated."""


def printers() -> Printers:
    """The printers that CUPS knows; none where there is no CUPS."""
    if shutil.which("lpstat") is None:
        return Printers()
    names = tuple(_asked("-e").splitlines())
    usual = _asked("-d").rpartition(": ")[2].strip()
    return Printers(names, usual if usual in names else "")


def print_pdf(pdf: bytes, printer: str, title: str, copies: int) -> None:
    """Print a sheet, by `lp`.

    Raises:
        Environment: There is no CUPS, or it did not take the sheet.
    """
    if shutil.which("lp") is None:
        raise Environment(
            _("This computer has no printing system, so nothing was printed."),
            _("Save the sheet as a PDF and print it from another computer."),
        )
    wanted = ("lp", "-d", printer, "-n", str(copies), "-t", title)
    try:
        # By standard input: no copy of the sheet is left lying on the disk.
        done = _run(*wanted, given=pdf)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise not_taken(printer, str(error)) from error
    if done.returncode != 0:
        raise not_taken(printer, done.stderr.decode(errors="replace"))


def _asked(*about: str) -> str:
    """What `lpstat` says; nothing where it cannot say."""
    try:
        return _run("lpstat", *about).stdout.decode(errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _run(program: str, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = (shutil.which(program) or program, *words)
    around = {**os.environ, **_IN_ENGLISH}
    return subprocess.run(  # noqa: S603 - a fixed program, no shell
        command, input=given, env=around, capture_output=True, timeout=_WAIT_SECONDS, check=False
    )
