"""The printer's own dialog: Qt's on Linux, the system's on Windows and macOS."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from huddle.i18n import _
from huddle.settings import MOST_COPIES
from ui.printing import PrintChoice, Ranges
from ui.printing_by_qt import load_paper, printer_for, sides_of

_STRETCH = re.compile(r"(\d+)(?:-(\d+))?")
_Option = QAbstractPrintDialog.PrintDialogOption


def ask_printer(
    parent: QWidget, choice: PrintChoice, pages: int, then: Callable[[PrintChoice], None]
) -> None:
    """Open the dialog, filled with what was chosen so far.

    Args:
        parent: The page it is asked from.
        choice: What was chosen so far.
        pages: How many pages one copy has.
        then: Takes what is chosen; not called when the dialog is left.
    """
    printer = printer_for(choice)
    printer.setCopyCount(choice.copies)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("printer_dialog")
    dialog.setWindowTitle(_("Printer’s own settings"))
    dialog.setOption(_Option.PrintPageRange)
    # A file is saved as such, so that the audit says so.
    for left_out in (_Option.PrintToFile, _Option.PrintSelection, _Option.PrintCurrentPage):
        dialog.setOption(left_out, on=False)
    dialog.setMinMax(1, pages)
    dialog.accepted.connect(lambda: then(chosen_in(printer, choice)))
    dialog.finished.connect(dialog.deleteLater)
    # Its own `open` wants a receiver by name, as Qt 4 did.
    QDialog.open(dialog)


def chosen_in(printer: QPrinter, choice: PrintChoice) -> PrintChoice:
    """What was chosen in the dialog, in our own words; the paper stays that of the sheet."""
    chosen = replace(
        choice,
        printer=printer.printerName(),
        copies=min(max(1, printer.copyCount()), MOST_COPIES),
        sides=sides_of(printer),
        pages=_ranges(printer),
        in_grey=printer.colorMode() is QPrinter.ColorMode.GrayScale,
    )
    if sys.platform != "win32":
        return chosen
    # Trays, staples and the like have no names of ours: they stay in the printer itself.
    printer.setCopyCount(1)
    load_paper(printer, choice.paper)
    return replace(chosen, prepared=printer)


def _ranges(printer: QPrinter) -> Ranges:
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return ()
    found = _STRETCH.findall(printer.pageRanges().toString())
    return tuple((int(first), int(last or first)) for first, last in found)
