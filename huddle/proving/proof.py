"""Looks at one part of an installation after another and says of each whether it is whole."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TextIO

from huddle.errors import Environment, Refused
from huddle.i18n import _, ngettext

BROKEN = 3
"""The exit code where a part is not whole, as of a command that the environment stopped."""
_STANDARD_ERROR = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an installation.

    Attributes:
        name: What it is called, in a word or two.
        look: Looks at it; whatever it raises says what is not whole.
    """

    name: str
    look: Callable[[], object]


class Complaints(logging.Handler):
    """What is complained of while a part is looked at: in the log, by Qt, on standard error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record of the log."""
        self.add(record.getMessage())

    def add(self, line: str) -> None:
        """Take one complaint."""
        self._lines.append(line)

    def take(self) -> list[str]:
        """What came since it was last asked."""
        taken, self._lines = self._lines, []
        return taken

    @contextmanager
    def hear(self) -> Iterator[None]:
        """Take what comes meanwhile, and keep it from standard error."""
        root = logging.getLogger()
        root.addHandler(self)
        try:
            with _standard_error() as written:
                yield
        finally:
            root.removeHandler(self)
        for line in written:
            self.add(line)


def prove(parts: Sequence[Part], complaints: Complaints, out: TextIO) -> int:
    """Look at each part and write a line about it.

    Args:
        parts: What there is to look at, in order.
        complaints: Hears what is complained of meanwhile.
        out: Where the lines go.

    Returns:
        The exit code: 0 when all is whole, else `BROKEN`.
    """
    broken: list[str] = []
    for part in parts:
        # Said before it is looked at: a program that dies there has named it.
        _write(out, f"{part.name}: ")
        problem = _problem_of(part, complaints)
        _write(out, f"{problem or _('whole')}\n")
        if problem:
            broken.append(part.name)
    _write(out, f"{_verdict(broken, len(parts))}\n")
    return BROKEN if broken else 0


def _write(out: TextIO, words: str) -> None:
    out.write(words)
    out.flush()


def _verdict(broken: Sequence[str], count: int) -> str:
    if broken:
        return _("Not whole: {parts}. Install Huddle again, or show this to your IT.").format(
            parts=", ".join(broken)
        )
    found = ngettext("{count} part is whole.", "All {count} parts are whole.", count)
    return found.format(count=count)


def _problem_of(part: Part, complaints: Complaints) -> str:
    """What is not whole, on one line; empty for nothing."""
    said = ""
    with complaints.hear():
        try:
            part.look()
        except (Environment, Refused) as error:
            said = str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the part is not whole
            # The data is made up: an error's own words may be shown.
            said = f"{type(error).__name__}: {error}"
    heard = [line.strip() for line in complaints.take() if line.strip()]
    found = " | ".join(" ".join(line.split()) for line in ([said] if said else []) + heard)
    return _("broken: {problem}").format(problem=found) if found else ""


@contextmanager
def _standard_error() -> Iterator[list[str]]:
    """The lines that anything in this process writes to standard error, once it is over.

    Libraries in C write there without asking Python.
    """
    written: list[str] = []
    try:
        own = os.dup(_STANDARD_ERROR)
    except OSError:
        # A program without a console has none.
        yield written
        return
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), _STANDARD_ERROR)
        try:
            yield written
        finally:
            with suppress(OSError):
                os.dup2(own, _STANDARD_ERROR)
            os.close(own)
            file.seek(0)
            written.extend(file.read().decode(errors="replace").splitlines())
