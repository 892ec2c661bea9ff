"""The system's printers, and handing a sheet to one; called on a worker, never by a page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from huddle.errors import Environment
from huddle.i18n import _
from huddle.settings import SIDES
from huddle.sheets.stamp import PaperSize

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

Ranges = tuple[tuple[int, int], ...]
"""The first and the last page of each stretch, counted from 1."""


@dataclass(frozen=True, slots=True)
class Printers:
    """The printers there are, by name.

    Attributes:
        names: All of them, in the system's order.
        usual: The one the system prints to when nobody chooses; may be empty.
    """

    names: tuple[str, ...] = ()
    usual: str = ""


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """How a sheet is to be printed.

    Attributes:
        printer: On which printer, by name.
        copies: How many; the PDF holds them all, so a printer is asked for one.
        sides: One of `huddle.settings.SIDES`.
        paper: What the sheet is laid out for.
        pages: Which pages of each copy; all when empty.
        in_grey: Whether the printer is asked to leave its colours alone.
        prepared: On Windows, the printer with all that was chosen in its own dialog.
    """

    printer: str
    copies: int = 1
    sides: str = SIDES[0]
    paper: PaperSize = PaperSize.A4
    pages: Ranges = ()
    in_grey: bool = False
    prepared: QPrinter | None = field(default=None, compare=False)

    @property
    def is_two_sided(self) -> bool:
        """Whether both sides of the paper are printed."""
        return self.sides != SIDES[0]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What a printer was given, as the system names it."""

    name: str
    printer: str


@dataclass(frozen=True, slots=True)
class JobState:
    """How far a print job is.

    Attributes:
        is_over: Whether nothing more comes of it.
        is_printed: Whether the system says that it was printed.
        trouble: What keeps it, or why nothing came of it, in a sentence; empty for nothing.
    """

    is_over: bool = False
    is_printed: bool = False
    trouble: str = ""


class Printing(Protocol):
    """Whatever can print a sheet; tests hand in another one."""

    def printers(self) -> Printers:
        """The printers there are."""

    def check(self, choice: PrintChoice) -> None:
        """Make sure, before a sheet leaves, that the printer can print it.

        Raises:
            Environment: The printer has not its paper.
        """

    def print_pdf(self, pdf: bytes, choice: PrintChoice, title: str) -> PrintJob | None:
        """Print a sheet; gives what can be asked after, none where the system tells nothing.

        Raises:
            Environment: The printer did not take it.
        """

    def look_at(self, job: PrintJob) -> JobState:
        """How far a job is."""

    def ask(
        self, parent: QWidget, choice: PrintChoice, pages: int, then: Callable[[PrintChoice], None]
    ) -> None:
        """Open the system's own dialog, on the main thread.

        Args:
            parent: The page it is asked from.
            choice: What was chosen so far.
            pages: How many pages one copy has.
            then: Takes what is chosen; not called when the dialog is left.
        """


class SystemPrinting:
    """Prints by CUPS on Linux and macOS, which take a PDF as it is, and by Qt on Windows."""

    def printers(self) -> Printers:
        """The printers that the system knows."""
        if sys.platform != "win32":
            from ui import cups  # noqa: PLC0415 - it needs this module

            return cups.printers()
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - seldom needed

        usual = QPrinterInfo.defaultPrinterName()
        return Printers(tuple(QPrinterInfo.availablePrinterNames()), usual)

    def check(self, choice: PrintChoice) -> None:
        """Refuse a paper that the printer says it has not: the sheet would be shrunk to another."""
        from PySide6.QtGui import QPageSize  # noqa: PLC0415 - seldom needed
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415

        wanted = choice.paper.size
        has = QPrinterInfo.printerInfo(choice.printer).supportedPageSizes()
        if has and QPageSize.PageSizeId[wanted] not in {size.id() for size in has}:
            raise Environment(
                _("The printer “{printer}” has no {paper} paper, so nothing was printed.").format(
                    printer=choice.printer, paper=wanted
                ),
                _("Choose another printer, or another paper for the sheet."),
            )

    def print_pdf(self, pdf: bytes, choice: PrintChoice, title: str) -> PrintJob | None:
        """Print a sheet as chosen; Qt does not tell of what keeps it waiting."""
        if sys.platform == "win32":
            from ui.printing_by_qt import print_by_qt  # noqa: PLC0415 - it needs this module

            print_by_qt(pdf, choice, title)
            return None
        from ui import cups  # noqa: PLC0415 - it needs this module

        return cups.print_pdf(pdf, choice, title)

    def look_at(self, job: PrintJob) -> JobState:
        """How far a job is, by CUPS, which alone gives jobs out."""
        from ui import cups  # noqa: PLC0415 - it needs this module

        return cups.look_at(job)

    def ask(
        self, parent: QWidget, choice: PrintChoice, pages: int, then: Callable[[PrintChoice], None]
    ) -> None:
        """Open the dialog of Qt, which is the system's on Windows and macOS."""
        from ui.dialogs.printer import ask_printer  # noqa: PLC0415 - seldom needed

        ask_printer(parent, choice, pages, then)


def offered(found: Printers, allowed: Sequence[str]) -> Printers:
    """The printers that may be printed on here: all, or those of the organisation in its order.

    Args:
        found: Those there are.
        allowed: The organisation's, by name, the usual one first; none for all.
    """
    if not allowed:
        return found
    names = tuple(name for name in allowed if name in found.names)
    return Printers(names, names[0] if names else "")


def refuse_other(printer: str, allowed: Sequence[str]) -> None:
    """Refuse a printer that the organisation does not want, however it was chosen.

    Args:
        printer: Which one was chosen.
        allowed: The organisation's; none for all.

    Raises:
        Environment: It is none of them.
    """
    if allowed and printer not in allowed:
        raise Environment(
            _(
                "Your organisation set the printers of this computer, and “{printer}” is none."
            ).format(printer=printer),
            _("Nothing was printed. Choose one of these: {names}.").format(
                names=", ".join(allowed)
            ),
        )


def not_taken(printer: str, said: str = "") -> Environment:
    """Say that a printer did not take a sheet, with the system's own words if it has any."""
    reason = " ".join(said.split())
    message = _("The printer “{printer}” did not take the sheet.").format(printer=printer)
    if reason:
        message += " " + _("The system says: {reason}").format(reason=reason)
    return Environment(
        message, _("Look whether it is on and has paper, or save the sheet as a PDF.")
    )


def in_each_copy(pages: Ranges, count: int, copies: int) -> Ranges:
    """The same pages of every copy, where the copies stand one after another.

    Args:
        pages: Which pages of one copy.
        count: How many pages one copy has.
        copies: How many copies there are.
    """
    return tuple(
        (first + copy * count, min(last, count) + copy * count)
        for copy in range(copies)
        for first, last in pages
        if first <= count
    )
