"""The system's printers, and handing a sheet to one; called on the long worker, never by a page."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from huddle.errors import Environment
from huddle.i18n import _
from huddle.settings import SIDES
from huddle.sheets.stamp import PaperSize

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

_DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72


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
        copies: How many.
        sides: One of `huddle.settings.SIDES`.
        paper: What the sheet is laid out for.
    """

    printer: str
    copies: int = 1
    sides: str = SIDES[0]
    paper: PaperSize = PaperSize.A4

    @property
    def is_two_sided(self) -> bool:
        """Whether both sides of the paper are printed."""
        return self.sides != SIDES[0]


class Printing(Protocol):
    """Whatever can print a sheet; tests hand in another one."""

    def printers(self) -> Printers:
        """The printers there are."""

    def print_pdf(self, pdf: bytes, choice: PrintChoice, title: str) -> str:
        """Print a sheet; gives what keeps it waiting at the printer, empty for nothing.

        Raises:
            Environment: The printer did not take it.
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

    def print_pdf(self, pdf: bytes, choice: PrintChoice, title: str) -> str:
        """Print a sheet as chosen; Qt does not tell of what keeps it waiting."""
        if sys.platform == "win32":
            _print_by_qt(pdf, choice, title)
            return ""
        from ui import cups  # noqa: PLC0415 - it needs this module

        return cups.print_pdf(pdf, choice, title)


def not_taken(printer: str, said: str = "") -> Environment:
    """Say that a printer did not take a sheet, with the system's own words if it has any."""
    reason = " ".join(said.split())
    message = _("The printer “{printer}” did not take the sheet.").format(printer=printer)
    if reason:
        message += " " + _("The system says: {reason}").format(reason=reason)
    return Environment(
        message, _("Look whether it is on and has paper, or save the sheet as a PDF.")
    )


def _print_by_qt(pdf: bytes, choice: PrintChoice, title: str) -> None:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415 - seldom needed
    from PySide6.QtGui import QPageSize, QPainter  # noqa: PLC0415
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415

    content = QByteArray(pdf)
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(device)
    about = QPrinterInfo.printerInfo(choice.printer)
    printer = QPrinter(about, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCopyCount(choice.copies)
    printer.setCollateCopies(True)
    printer.setDuplex(_turned(choice.sides))
    printer.setResolution(_DOTS_PER_INCH)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(document.pagePointSize(0), QPageSize.Unit.Point))
    painter = QPainter()
    if not painter.begin(printer):
        raise not_taken(choice.printer)
    try:
        _paint_pages(document, printer, painter)
    finally:
        painter.end()
        document.close()


def _turned(sides: str) -> QPrinter.DuplexMode:
    from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - seldom needed

    modes = QPrinter.DuplexMode
    return dict(
        zip(
            SIDES,
            (modes.DuplexNone, modes.DuplexLongSide, modes.DuplexShortSide),
            strict=True,
        )
    )[sides]


def _paint_pages(document: QPdfDocument, printer: QPrinter, painter: QPainter) -> None:
    from PySide6.QtCore import QSize  # noqa: PLC0415 - seldom needed

    scale = printer.resolution() / _POINTS_PER_INCH
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points = document.pagePointSize(page)
        size = QSize(round(points.width() * scale), round(points.height() * scale))
        painter.drawImage(0, 0, document.render(page, size))
