"""A sheet as it will be on paper, with ways to print, save, mail and copy it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.settings import MOST_COPIES, SIDES
from ui.printing import PrintChoice
from ui.theme.look import look, space
from ui.widgets.buttons import Button, button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.entries import NumberField
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, quiet, title

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

_SHEET_TO_TEXT = 4 / 3
"""How much wider a sheet may be shown than running text."""


class SheetPage(QWidget):
    """Shows one sheet.

    Signals:
        print_asked: A person wants to choose a printer.
        printer_chosen: The printer, how many copies and which sides, as a `PrintChoice`.
        save_asked: A person wants it as a file.
        mail_asked: A person wants to see where it would go by mail.
        copy_asked: A person wants it in plain words on the clipboard.
        back_asked: A person is done with it.
        kind_picked: Another sheet is wanted, by its kind.
        month_picked: The sheet of another month is wanted.
        department_picked: Only this department's sheet is wanted; empty for all.
    """

    print_asked = Signal()
    printer_chosen = Signal(PrintChoice)
    save_asked = Signal()
    mail_asked = Signal()
    copy_asked = Signal()
    back_asked = Signal()
    kind_picked = Signal(str)
    month_picked = Signal(str)
    department_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet_page")
        self._document: QPdfDocument | None = None
        self._view: QPdfView | None = None
        self._device = QBuffer(self)
        column = QVBoxLayout(self)
        margin = space("three")
        column.setContentsMargins(margin, margin, margin, 0)
        column.setSpacing(space("two"))
        column.addWidget(self._build_head())
        column.addWidget(self._build_printer_card())
        column.addLayout(self._build_body(), 1)
        self._bind_keys()

    def show_title(self, text: str, about: str) -> None:
        """Say which sheet this is."""
        self._title.setText(text)
        self._about.setText(about)
        self._about.setVisible(bool(about))

    def offer_kinds(self, kinds: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer other sheets, as key and title; nothing to offer hides the choice."""
        self._kind.setVisible(bool(kinds))
        self._kind.offer(kinds, chosen)

    def offer_months(self, months: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer other months, as key and name; nothing to offer hides the choice."""
        self._month.setVisible(bool(months))
        self._month.offer(months, chosen)

    def offer_departments(self, names: Sequence[str], chosen: str) -> None:
        """Offer one department's sheet alone; nothing to offer hides the choice."""
        self._department.setVisible(bool(names))
        every = ("", _("Every department"))
        self._department.offer([every, *((name, name) for name in names)], chosen)

    def offer_mail(self, *, offered: bool) -> None:
        """Offer to mail it, where the ward sends mail."""
        self._mail.setVisible(offered)

    def show_making(self) -> None:
        """Say that the sheet is being made."""
        self._set_usable(usable=False)
        self.hide_printers()
        self._state.set_texts(_("Making the sheet…"), "")
        self._body.setCurrentIndex(0)

    def show_failure(self, text: str) -> None:
        """Say why there is no sheet."""
        self._set_usable(usable=False)
        self._state.set_texts(_("There is no sheet to show"), text)
        self._body.setCurrentIndex(0)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a sheet from its beginning."""
        if self._view is None:
            self._build_view()
        if self._view is None or self._document is None:
            return
        around = self._view.palette()
        around.setColor(QPalette.ColorRole.Dark, look().colour("page"))
        self._view.setPalette(around)
        self._document.close()
        self._device.close()
        self._device.setData(QByteArray(pdf))
        self._device.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._device)
        self._view.pageNavigator().jump(0, self._view.pageNavigator().currentLocation())
        self._view.verticalScrollBar().setValue(0)
        self._body.setCurrentIndex(1)
        self._set_usable(usable=True)
        self._view.setFocus()

    @property
    def page_count(self) -> int:
        """How many pages the shown sheet has."""
        return self._document.pageCount() if self._document is not None else 0

    def offer_printers(self, names: Sequence[str], usual: PrintChoice) -> None:
        """Let a person choose a printer, or say that there is none."""
        self._printer.offer([(name, name) for name in names], usual.printer)
        self._copies.setValue(usual.copies)
        self._sides.select(usual.sides)
        for widget in self._ways_to_print():
            widget.setVisible(bool(names))
        self._none.setVisible(not names)
        self._save_instead.setVisible(not names)
        self._printer_card.show()
        (self._printer if names else self._save_instead).setFocus()

    def hide_printers(self) -> None:
        """Take the choice of a printer away."""
        had_keyboard = self._printer_card.isAncestorOf(self.focusWidget() or self)
        self._printer_card.hide()
        if had_keyboard and self._view is not None:
            self._view.setFocus()

    def show_printing(self, *, busy: bool) -> None:
        """Say that the printer is being given the sheet."""
        self._send.setEnabled(not busy)
        self._send.set_text(_("Printing…") if busy else _("Print"))

    def _build_head(self) -> Columns:
        columns = Columns((1, 2), "sheet_head")
        named = QWidget()
        words = QVBoxLayout(named)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(space("half"))
        self._title = title("", "sheet_title")
        self._about = quiet("", "sheet_about")
        words.addWidget(self._title)
        words.addWidget(self._about)
        columns.add(named)
        self._kind = Choice("sheet_kind", _("Sheet"))
        self._kind.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._kind.picked.connect(self.kind_picked)
        self._month = Choice("sheet_month", _("Month"))
        self._month.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._month.picked.connect(self.month_picked)
        self._department = Choice("sheet_department", _("Department"))
        self._department.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._department.picked.connect(self.department_picked)
        self._back = quiet_button(_("Back"), "sheet_back", key=_("Esc"))
        self._copy = button(_("Copy as message"), "sheet_copy")
        self._mail = button(_("Mail…"), "sheet_mail")
        self._mail.hide()
        self._save = button(_("Save as PDF…"), "sheet_save", key="Ctrl+S")
        self._print = primary_button(_("Print…"), "sheet_print", key="Ctrl+P")
        self._back.clicked.connect(self.back_asked)
        self._copy.clicked.connect(self.copy_asked)
        self._mail.clicked.connect(self.mail_asked)
        self._save.clicked.connect(self.save_asked)
        self._print.clicked.connect(self.print_asked)
        acts = Flow("sheet_acts")
        for widget in (self._kind, self._month, self._department, self._back, *self._ways_out()):
            acts.add(widget)
        columns.add(acts)
        return columns

    def _build_printer_card(self) -> Card:
        self._printer_card = Card("sheet_printers", margin="two")
        row = Flow("sheet_printer_row")
        self._none = Label(
            _("No printer is set up on this computer. Save the sheet and print it elsewhere."),
            "body",
            object_name="sheet_no_printer",
            wraps=False,
        )
        self._printer = Choice("sheet_printer", _("Printer"))
        self._printer.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._copies_label = Label(_("Copies"), "label", wraps=False)
        self._copies = NumberField("sheet_copies", 1, MOST_COPIES)
        self._copies.setAccessibleName(_("Copies"))
        self._sides = Choice("sheet_sides", _("Sides of the paper"))
        self._sides.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        turns = (_("One-sided"), _("Two-sided, long edge"), _("Two-sided, short edge"))
        self._sides.offer(list(zip(SIDES, turns, strict=True)))
        self._send = primary_button(_("Print"), "sheet_send")
        self._send.clicked.connect(self._choose_printer)
        self._save_instead = button(_("Save as PDF…"), "sheet_save_instead")
        self._save_instead.clicked.connect(self.save_asked)
        for label in (self._none, self._copies_label):
            label.setMinimumHeight(look().size("control"))
        leave = quiet_button(_("Leave"), "sheet_leave_printers")
        leave.clicked.connect(self.hide_printers)
        for widget in (self._none, *self._ways_to_print(), self._save_instead, leave):
            row.add(widget)
        self._printer_card.column.addWidget(row)
        self._printer_card.hide()
        return self._printer_card

    def _build_body(self) -> QStackedLayout:
        self._body = QStackedLayout()
        self._state = EmptyState("", "", object_name="sheet_state")
        # A stack shows what it is given first, and that is no window of its own.
        self._state.setParent(self)
        # Seldom seen, it may not take room from what stands above a sheet in large text.
        self._state.setMinimumHeight(1)
        self._body.addWidget(self._state)
        return self._body

    def _build_view(self) -> None:
        # Qt's PDF parts are large, and most days nobody looks at a sheet.
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415
        from PySide6.QtPdfWidgets import QPdfView  # noqa: PLC0415

        self._document = QPdfDocument(self)
        view = QPdfView(self)
        view.setObjectName("sheet_view")
        view.setAccessibleName(_("The sheet; arrow keys and Page Down scroll"))
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        view.setFrameShape(QPdfView.Shape.NoFrame)
        view.setMaximumWidth(round(look().space("reading") * _SHEET_TO_TEXT))
        view.setDocument(self._document)
        around = QWidget()
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(view, 100)
        row.addStretch()
        self._body.addWidget(around)
        self._view = view

    def _bind_keys(self) -> None:
        keys: tuple[tuple[str, Button], ...] = (
            ("Esc", self._back),
            ("Ctrl+S", self._save),
            ("Ctrl+P", self._print),
        )
        for sequence, one in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._leave if one is self._back else one.click)

    def _leave(self) -> None:
        """Esc closes the choice of a printer first."""
        if self._printer_card.isVisible():
            self.hide_printers()
        else:
            self._back.click()

    def _choose_printer(self) -> None:
        choice = PrintChoice(self._printer.key, self._copies.value(), self._sides.key)
        self.printer_chosen.emit(choice)

    def _ways_to_print(self) -> tuple[QWidget, ...]:
        return self._printer, self._copies_label, self._copies, self._sides, self._send

    def _set_usable(self, *, usable: bool) -> None:
        for way in self._ways_out():
            way.setEnabled(usable)

    def _ways_out(self) -> tuple[Button, ...]:
        return self._print, self._save, self._mail, self._copy
