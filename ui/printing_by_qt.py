"""Printing by Qt, as Windows needs it: each page is drawn on the printer as a picture."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from huddle.settings import SIDES
from huddle.sheets.stamp import PaperSize
from ui.printing import PrintChoice, Ranges, not_taken

_BEST_DPI = 600
"""Finer than a laser printer's dots there is nothing to see, only more to send."""
_LEAST_DPI = 300
_POINTS_PER_INCH = 72
_MOST_DOTS = 40_000_000
"""A4 at 600 dpi, four bytes each; A3 at that would take 278 MB.

Pages are not drawn in bands: asked for a part of one, Qt 6.11 moves it by some dots.
"""
_WHITE = 255
_DUPLEX = dict(
    zip(
        SIDES,
        (
            QPrinter.DuplexMode.DuplexNone,
            QPrinter.DuplexMode.DuplexLongSide,
            QPrinter.DuplexMode.DuplexShortSide,
        ),
        strict=True,
    )
)


def print_by_qt(pdf: bytes, choice: PrintChoice, title: str) -> None:
    """Draw a PDF on a printer.

    Raises:
        Environment: The printer did not take it.
    """
    content = QByteArray(pdf)
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(device)
    printer = choice.prepared or printer_for(choice)
    printer.setDocName(title)
    dots = resolution_of(printer.supportedResolutions(), document.pagePointSize(0))
    printer.setResolution(dots)
    painter = QPainter()
    if not painter.begin(printer):
        raise not_taken(choice.printer)
    try:
        paint_pages(document, printer, painter, choice.pages)
    finally:
        painter.end()
        document.close()


def printer_for(choice: PrintChoice) -> QPrinter:
    """A printer that is set as chosen; every copy stands in the PDF, so it prints one."""
    about = QPrinterInfo.printerInfo(choice.printer)
    printer = QPrinter(about, QPrinter.PrinterMode.HighResolution)
    printer.setCopyCount(1)
    printer.setDuplex(_DUPLEX[choice.sides])
    if choice.in_grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    load_paper(printer, choice.paper)
    return printer


def load_paper(printer: QPrinter, paper: PaperSize) -> None:
    """Have a printer print on a paper up to its edges, lying as the sheet does."""
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId[paper.size]))
    orientation = QPageLayout.Orientation
    lies = paper.is_landscape
    printer.setPageOrientation(orientation.Landscape if lies else orientation.Portrait)


def sides_of(printer: QPrinter) -> str:
    """Which sides of the paper a printer is set to print, in the words of CUPS."""
    found = {mode: sides for sides, mode in _DUPLEX.items()}
    # What the printer may choose by itself is turned as a book is.
    return found.get(printer.duplex(), SIDES[1])


def resolution_of(supported: Iterable[int], points: QSizeF) -> int:
    """The dots per inch to draw at.

    Args:
        supported: What the printer says it can.
        points: How large a page is, in points.

    Returns:
        The finest up to 600 of which a whole page can be held; 300 where the printer says nothing.
    """
    area = points.width() * points.height() / _POINTS_PER_INCH**2
    fit = [dots for dots in supported if dots <= _BEST_DPI and dots**2 * area <= _MOST_DOTS]
    return max(fit, default=_LEAST_DPI)


def paint_pages(
    document: QPdfDocument, printer: QPrinter, painter: QPainter, pages: Ranges = ()
) -> None:
    """Draw pages one after another; all of them unless told.

    Raises:
        Environment: The printer takes no more of them.
    """
    wanted = [at for first, last in pages for at in range(first - 1, last)]
    for place, page in enumerate(wanted or range(document.pageCount())):
        if place and not printer.newPage():
            raise not_taken(printer.printerName())
        painter.drawImage(0, 0, picture(document, page, printer.resolution()))


def picture(document: QPdfDocument, page: int, dots: int) -> QImage:
    """A page in shades of grey, which is all that a sheet has, and a quarter to send.

    Args:
        document: The sheet.
        page: Which page, counted from 0.
        dots: How many there are in an inch.
    """
    points = document.pagePointSize(page)
    scale = dots / _POINTS_PER_INCH
    size = QSize(round(points.width() * scale), round(points.height() * scale))
    drawn = QImage(size, QImage.Format.Format_Grayscale8)
    drawn.fill(_WHITE)
    over = QPainter(drawn)
    over.drawImage(0, 0, document.render(page, size))
    over.end()
    return drawn
