"""The choice of a printer, how many copies, and which sides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.settings import MOST_COPIES, SIDES
from ui.printing import PrintChoice
from ui.theme.look import look
from ui.widgets.buttons import button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.entries import NumberField
from ui.widgets.flow import Flow
from ui.widgets.labels import Label


class PrinterCard(Card):
    """Lets a person choose, or says that there is no printer.

    Signals:
        chosen: The printer, how many copies and which sides, as a `PrintChoice`.
        own_asked: The same so far; a person wants the printer's own dialog.
        save_asked: A person wants a file instead.
        left: A person does not want to print.
    """

    chosen = Signal(PrintChoice)
    own_asked = Signal(PrintChoice)
    save_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("sheet_printers", margin="two")
        self._none = Label(
            _("No printer is set up on this computer. Save the sheet and print it elsewhere."),
            "body",
            object_name="sheet_no_printer",
            wraps=False,
        )
        self._printer = _fitting(Choice("sheet_printer", _("Printer")))
        self._copies_label = Label(_("Copies"), "label", wraps=False)
        self._copies = NumberField("sheet_copies", 1, MOST_COPIES)
        self._copies.setAccessibleName(_("Copies"))
        self._sides = _fitting(Choice("sheet_sides", _("Sides of the paper")))
        turns = (_("One-sided"), _("Two-sided, long edge"), _("Two-sided, short edge"))
        self._sides.offer(list(zip(SIDES, turns, strict=True)))
        self._send = primary_button(_("Print"), "sheet_send")
        self._send.clicked.connect(lambda: self.chosen.emit(self._choice))
        self._own = button(_("Printer’s own settings…"), "sheet_own_settings")
        self._own.clicked.connect(lambda: self.own_asked.emit(self._choice))
        self._save_instead = button(_("Save as PDF…"), "sheet_save_instead")
        self._save_instead.clicked.connect(self.save_asked)
        leave = quiet_button(_("Leave"), "sheet_leave_printers")
        leave.clicked.connect(self.left)
        for label in (self._none, self._copies_label):
            label.setMinimumHeight(look().size("control"))
        row = Flow("sheet_printer_row")
        for widget in (self._none, *self._ways_to_print(), self._save_instead, leave):
            row.add(widget)
        self.column.addWidget(row)
        self.hide()

    def offer(self, names: Sequence[str], usual: PrintChoice) -> None:
        """Offer printers, one of them chosen already."""
        self._printer.offer([(name, name) for name in names], usual.printer)
        self._copies.setValue(usual.copies)
        self._sides.select(usual.sides)
        for widget in self._ways_to_print():
            widget.setVisible(bool(names))
        self._none.setVisible(not names)
        self._save_instead.setVisible(not names)
        self.show()
        (self._printer if names else self._save_instead).setFocus()

    def show_printing(self, *, busy: bool) -> None:
        """Say that the printer is being given the sheet."""
        self._send.setEnabled(not busy)
        self._own.setEnabled(not busy)
        self._send.set_text(_("Printing…") if busy else _("Print"))

    @property
    def _choice(self) -> PrintChoice:
        return PrintChoice(self._printer.key, self._copies.value(), self._sides.key)

    def _ways_to_print(self) -> tuple[QWidget, ...]:
        copies = (self._copies_label, self._copies)
        return (self._printer, *copies, self._sides, self._send, self._own)


def _fitting(choice: Choice) -> Choice:
    choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
    return choice
