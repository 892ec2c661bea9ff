"""The parts of an installation that `--self-test` proves, the window's among them."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLibraryInfo, QSize
from PySide6.QtGui import QFontDatabase, QIcon, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

import resources
from huddle.errors import Environment
from huddle.i18n import _
from huddle.proving import Part, carried, released
from huddle.services.demo import DemoPlan
from huddle.sheets.kinds import SheetKind
from ui.printing_by_qt import paint_pages
from ui.theme import fonts
from ui.tour import Tour, last_weekday

_DEPARTMENTS, _ACTIONS = 4, 60
"""As many as the made-up ward needs to have something on each page."""
_CUPS = "libcupsprintersupport.so"
"""What Qt knows the printers of Linux by; for those of Windows and macOS it needs no plugin."""
_BEGINS = b"%PDF-"
_ICON_DOTS = 32


def parts_of(qt: QApplication, folder: Path) -> tuple[Part, ...]:
    """What there is to prove, the quick parts first.

    Args:
        qt: Qt's application.
        folder: An empty folder for all that is made meanwhile.
    """
    made = folder / "made"
    made.mkdir()
    plan = DemoPlan(until=last_weekday(), departments=_DEPARTMENTS, actions=_ACTIONS)
    tour = Tour(qt, folder, made, plan=plan, keeps_pictures=False)
    return (
        Part(_("encrypted database"), partial(carried.database, folder)),
        Part(_("database server"), carried.database_server),
        Part(_("keyring"), carried.keyring),
        Part(_("time zones"), carried.time_zones),
        Part(_("languages"), carried.languages),
        Part(_("documents"), carried.documents),
        Part(_("fonts"), _screen_fonts),
        Part(_("fonts on paper"), carried.sheet_fonts),
        Part(_("icons"), _icons),
        Part(_("released data"), partial(_released_data, folder)),
        Part(_("a new ward"), tour.begin),
        Part(_("a huddle"), tour.hold_huddle),
        Part(_("pages"), tour.see_pages),
        Part(_("sheets"), partial(_sheets, tour, made)),
        Part(_("printing"), partial(_printing, made)),
        Part(_("last pages"), tour.see_last_pages),
        Part(_("closing"), tour.end),
    )


def _screen_fonts() -> None:
    for name in fonts.names():
        path = resources.path("fonts", f"{name}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise Environment(_("The font “{name}” is missing or damaged.").format(name=name))


def _icons() -> None:
    for path in sorted(resources.path("icons").glob("*.svg")):
        if QIcon(str(path)).pixmap(QSize(_ICON_DOTS, _ICON_DOTS)).isNull():
            raise Environment(_("The picture “{name}” cannot be drawn.").format(name=path.name))


def _released_data(folder: Path) -> None:
    for sample in released.samples():
        released.prove_sample(sample, folder / f"released-{sample.version}")


def _sheets(tour: Tour, made: Path) -> None:
    tour.make_sheets()
    for kind in SheetKind:
        _pages_in((made / f"{kind.value}.pdf").read_bytes(), kind.called).close()


def _pages_in(pdf: bytes, name: str) -> QPdfDocument:
    """A PDF, opened; it has at least one page.

    Raises:
        Environment: It is none, or has none.
    """
    document = QPdfDocument()
    # It reads on from there for as long as it is open.
    device = QBuffer(document)
    device.setData(pdf)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(device)
    if not pdf.startswith(_BEGINS) or document.pageCount() < 1:
        raise Environment(_("The sheet “{name}” is no whole PDF.").format(name=name))
    return document


def _printing(made: Path) -> None:
    """Printers can be asked for, and a sheet can be drawn on one.

    Raises:
        Environment: A part of it is missing.
    """
    QPrinterInfo.availablePrinterNames()
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    if sys.platform == "linux" and not (plugins / "printsupport" / _CUPS).is_file():
        raise Environment(_("The printing plugin “{name}” is missing.").format(name=_CUPS))
    sheet = _pages_in((made / f"{SheetKind.SUMMARY.value}.pdf").read_bytes(), "")
    printed = made / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    painter = QPainter(printer)
    try:
        paint_pages(sheet, printer, painter)
    finally:
        painter.end()
        sheet.close()
    _pages_in(printed.read_bytes(), printed.name).close()
