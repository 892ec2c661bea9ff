"""CUPS, the printing system of Linux and macOS: its printers, and handing a sheet to one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time

from huddle.errors import Environment
from huddle.i18n import N_, _
from huddle.sheets.stamp import PaperSize
from ui.printing import PrintChoice, Printers, not_taken

_WAIT_SECONDS = 60
_IN_ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
"""What the programs of CUPS say is read here, so it may not be translated."""
_JOB = re.compile(r"\S+-\d+")
_LOOKS = 8
_LOOK_SECONDS = 0.5
_MEDIA = {PaperSize.A4: "A4", PaperSize.LETTER: "Letter"}
_REFUSALS = {
    "does not exist": N_("The printer “{printer}” is not known to this computer any more."),
    "not accepting": N_("The printer “{printer}” takes nothing to print just now."),
}
_NOT_PREPARED = N_("This computer could not prepare it for the printer: nothing is printed.")
_TROUBLES = {
    "media-empty": N_("The printer has no paper; the sheet waits there."),
    "media-needed": N_("The printer has no paper; the sheet waits there."),
    "media-jam": N_("Paper is stuck in the printer; the sheet waits there."),
    "toner-empty": N_("The printer has no toner; the sheet waits there."),
    "marker-supply-empty": N_("The printer has no ink; the sheet waits there."),
    "cover-open": N_("The printer stands open; the sheet waits there."),
    "door-open": N_("The printer stands open; the sheet waits there."),
    "offline": N_("The printer does not answer; the sheet waits there."),
    "paused": N_("The printer is stopped on this computer; the sheet waits there."),
}
"""What CUPS calls a printer's trouble, and what is said of it."""


def printers() -> Printers:
    """The printers that CUPS knows; none where there is no CUPS."""
    if shutil.which("lpstat") is None:
        return Printers()
    names = tuple(_asked("-e").splitlines())
    usual = _asked("-d").rpartition(": ")[2].strip()
    return Printers(names, usual if usual in names else "")


def print_pdf(pdf: bytes, choice: PrintChoice, title: str) -> str:
    """Print a sheet, by `lp`; gives what keeps it waiting at the printer, empty for nothing.

    Raises:
        Environment: There is no CUPS, or it did not take the sheet.
    """
    if shutil.which("lp") is None:
        raise Environment(
            _("This computer has no printing system, so nothing was printed."),
            _("Save the sheet as a PDF and print it from another computer."),
        )
    try:
        # By standard input: no copy of the sheet is left lying on the disk.
        done = _run("lp", *_wanted(choice), "-t", title, given=pdf)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise not_taken(choice.printer, str(error)) from error
    if done.returncode != 0:
        raise _refusal(choice.printer, done.stderr.decode(errors="replace"))
    job = _JOB.search(done.stdout.decode(errors="replace"))
    return _what_keeps(job.group(), choice.printer) if job else ""


def _wanted(choice: PrintChoice) -> tuple[str, ...]:
    copies = ("-n", str(choice.copies), "-o", "collate=true")
    media = f"media={_MEDIA[choice.paper]}"
    return ("-d", choice.printer, *copies, "-o", f"sides={choice.sides}", "-o", media)


def _refusal(printer: str, said: str) -> Environment:
    for words, meaning in _REFUSALS.items():
        if words in said:
            message = _(meaning).format(printer=printer)
            return Environment(message, _("Choose another one, or save the sheet as a PDF."))
    return not_taken(printer, said)


def _what_keeps(job: str, printer: str) -> str:
    """Watch a job for as long as somebody waits for a word, unless it is done before."""
    for look in range(_LOOKS):
        if look:
            time.sleep(_LOOK_SECONDS)
        # The job's line, and what is told of it on indented lines below.
        waiting = re.search(rf"^{re.escape(job)} .*(\n\s.*)*", _asked("-l", "-o", printer), re.M)
        if waiting is None:
            return ""
        if "Filter failed" in waiting.group():
            return _(_NOT_PREPARED)
        state = _asked("-l", "-p", printer)
        trouble = next((words for key, words in _TROUBLES.items() if key in state), "")
        if trouble:
            return _(trouble)
    return ""


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
