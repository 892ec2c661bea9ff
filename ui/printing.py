"""The system's printers, and handing a sheet to one; called on the long worker, never by a page."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from huddle.errors import Environment
from huddle.i18n import _

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


class Printing(Protocol):
    """Whatever can print a sheet; tests hand in another one."""

    def printers(self) -> Printers:
        """The printers there are."""

    def print_pdf(self, pdf: bytes, printer: str, title: str, copies: int = 1) -> None:
        """Print a sheet.

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

    def print_pdf(self, pdf: bytes, printer: str, title: str, copies: int = 1) -> None:
        """Print a sheet on the printer of that name."""
        if sys.platform == "win32":
            _print_by_qt(pdf, printer, title, copies)
        else:
            from ui import cups  # noqa: PLC0415 - it needs this module

            cups.print_pdf(pdf, printer, title, copies)


def not_taken(printer: str, said: str) -> Environment:
    """Say that a printer did not take a sheet, with the system's own words if it has any."""
    reason = " ".join(said.split())
    message = _("The printer “{printer}” did not take the sheet.").format(printer=printer)
    if reason:
        message += " " + _("The system says: {reason}").format(reason=reason)
    return Environment(
        message, _("Look whether it is on and has paper, or save the sheet as a PDF.")
    )


def _print_by_qt(pdf: bytes, printer_name: str, title: str, copies: int) -> None:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415 - seldom needed
    from PySide6.QtGui import QPageSize, QPainter  # noqa: PLC0415
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415

    content = QByteArray(pdf)
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(device)
    printer = QPrinter(QPrinterInfo.printerInfo(printer_name), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCopyCount(copies)
    printer.setResolution(_DOTS_PER_INCH)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(document.pagePointSize(0), QPageSize.Unit.Point))
    painter = QPainter()
    if not painter.begin(printer):
        raise not_taken(printer_name, "")
    try:
        _paint_pages(document, printer, painter)
    finally:
        painter.end()
        document.close()


def _paint_pages(document: QPdfDocument, printer: QPrinter, painter: QPainter) -> None:
    from PySide6.QtCore import QSize  # noqa: PLC0415 - seldom needed

    scale = printer.resolution() / _POINTS_PER_INCH
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points = document.pagePointSize(page)
        size = QSize(round(points.width() * scale), round(points.height() * scale))
        painter.drawImage(0, 0, document.render(page, size))
