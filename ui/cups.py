"""CUPS, the printing system of Linux and macOS: its printers, and handing a sheet to one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from huddle.errors import Environment
from huddle.i18n import N_, _
from ui.printing import JobState, PrintChoice, Printers, PrintJob, not_taken

_WAIT_SECONDS = 60
_IN_ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
"""What the programs of CUPS say is read here, so it may not be translated."""
_JOB = re.compile(r"\S+-\d+")
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
_NO_MORE = {
    "job-canceled": N_("It was cancelled at the printer: not all of it is printed."),
    "aborted": N_("The printer gave it up: not all of it is printed."),
}
"""What CUPS calls the end of a job that was not printed, and what is said of it."""


def printers() -> Printers:
    """The printers that CUPS knows; none where there is no CUPS."""
    if shutil.which("lpstat") is None:
        return Printers()
    names = tuple(_asked("-e").splitlines())
    usual = _asked("-d").rpartition(": ")[2].strip()
    return Printers(names, usual if usual in names else "")


def print_pdf(pdf: bytes, choice: PrintChoice, title: str) -> PrintJob | None:
    """Print a sheet, by `lp`; gives the job, which `look_at` asks after.

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
    return PrintJob(job.group(), choice.printer) if job else None


def look_at(job: PrintJob) -> JobState:
    """How far a job is; where CUPS does not answer, nothing is known of it."""
    waiting = _answer("-l", "-o", job.printer)
    about = _about(job, waiting or "")
    if waiting is None:
        return JobState()
    if not about:
        return _ended(job)
    if "Filter failed" in about:
        return JobState(is_over=True, trouble=_(_NOT_PREPARED))
    return JobState(trouble=_first(_TROUBLES, _alerts(_asked("-l", "-p", job.printer))))


def _ended(job: PrintJob) -> JobState:
    """What became of a job that waits no more; CUPS may have forgotten it already."""
    about = _about(job, _asked("-W", "completed", "-l", "-o", job.printer))
    trouble = _first(_NO_MORE, about)
    return JobState(is_over=True, is_printed=bool(about) and not trouble, trouble=trouble)


def _wanted(choice: PrintChoice) -> tuple[str, ...]:
    # Without the size of the paper CUPS would shrink to its own; what lies wide it turns by itself.
    options = [f"sides={choice.sides}", f"media={choice.paper.size}"]
    if choice.in_grey:
        options.append("print-color-mode=monochrome")
    if choice.pages:
        stretches = (f"{first}-{last}" for first, last in choice.pages)
        options.append(f"page-ranges={','.join(stretches)}")
    words = (word for option in options for word in ("-o", option))
    # Every copy stands in the PDF; a number of copies may be this account's usual one.
    return ("-d", choice.printer, "-n", "1", *words)


def _refusal(printer: str, said: str) -> Environment:
    for words, meaning in _REFUSALS.items():
        if words in said:
            message = _(meaning).format(printer=printer)
            return Environment(message, _("Choose another one, or save the sheet as a PDF."))
    return not_taken(printer, said)


def _about(job: PrintJob, listed: str) -> str:
    """The line of a job in a list, and what is told of it on indented lines below."""
    found = re.search(rf"^{re.escape(job.name)} .*(\n\s.*)*", listed, re.M)
    return found.group() if found else ""


def _alerts(said: str) -> str:
    """What a printer complains of; its name, place and description may hold any words."""
    return " ".join(re.findall(r"^\s+Alerts: (.*)$", said, re.M))


def _first(meanings: dict[str, str], said: str) -> str:
    return next((_(words) for key, words in meanings.items() if key in said), "")


def _asked(*about: str) -> str:
    """What `lpstat` says; nothing where it cannot say."""
    return _answer(*about) or ""


def _answer(*about: str) -> str | None:
    """What `lpstat` says; none where it cannot say."""
    try:
        done = _run("lpstat", *about)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


def _run(program: str, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = (shutil.which(program) or program, *words)
    around = {**os.environ, **_IN_ENGLISH}
    return subprocess.run(  # noqa: S603 - a fixed program, no shell
        command, input=given, env=around, capture_output=True, timeout=_WAIT_SECONDS, check=False
    )
