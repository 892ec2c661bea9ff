"""A sheet as it will be on paper, with ways to print, save, mail and copy it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.pages.sheet.choices import SheetChoices
from ui.pages.sheet.departments_card import DepartmentsCard
from ui.pages.sheet.printer_card import PrinterCard
from ui.printing import PrintChoice
from ui.theme.look import space
from ui.widgets.buttons import Button, button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import quiet, title
from ui.widgets.progress_line import ProgressLine
from ui.widgets.top_scroll import TopScroll

if TYPE_CHECKING:
    from ui.pages.sheet.preview import Preview


class SheetPage(QWidget):
    """Shows one sheet; `choices` says which, `printer_card` and `departments_card` open below.

    Signals:
        print_asked: A person wants to choose a printer.
        printer_chosen: The printer, how many copies and which sides, as a `PrintChoice`.
        own_settings_asked: The same so far; a person wants the printer's own dialog.
        save_asked: A person wants it as a file.
        mail_asked: A person wants to see where it would go by mail.
        copy_asked: A person wants it in plain words on the clipboard.
        back_asked: A person is done with it.
        again_asked: A sheet that was not made shall be.
        departments_picked: Only the sheets of these departments are wanted; empty for all.
    """

    print_asked = Signal()
    printer_chosen = Signal(PrintChoice)
    own_settings_asked = Signal(PrintChoice)
    save_asked = Signal()
    mail_asked = Signal()
    copy_asked = Signal()
    back_asked = Signal()
    again_asked = Signal()
    departments_picked = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet_page")
        self._preview: Preview | None = None
        self.choices = SheetChoices()
        self.making_line = ProgressLine("sheet_making")
        self.leaving_line = ProgressLine("sheet_leaving")
        column = QVBoxLayout(self)
        # What stands in the column keeps room for the focus ring itself.
        margin = space("three") - space("half")
        column.setContentsMargins(margin, margin, margin, 0)
        column.setSpacing(space("one"))
        top = TopScroll("sheet_top", self)
        for part in (
            self._build_head(),
            self.choices,
            self._build_departments_card(),
            self._build_printer_card(),
        ):
            top.column.addWidget(part)
        column.addWidget(top)
        column.addWidget(self.leaving_line)
        column.addWidget(self.making_line)
        column.addLayout(self._build_body(), 1)
        self._bind_keys()

    def show_title(self, text: str, about: str) -> None:
        """Say which sheet this is."""
        self._title.setText(text)
        self._about.setText(about)
        self._about.setVisible(bool(about))

    def offer_departments(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer the sheets of any of these; nothing to offer hides the choice."""
        self.choices.show_departments(chosen, offered=bool(names))
        self._departments_card.offer(names, chosen)
        if not names:
            self._departments_card.hide()

    def offer_mail(self, *, offered: bool) -> None:
        """Offer to mail it, where the ward sends mail."""
        self._mail.setVisible(offered)

    def show_making(self) -> None:
        """Say that the sheet is being made."""
        self.hide_printers()
        self._show_state(_("Making the sheet…"), "")

    def show_stopped(self) -> None:
        """Say that a person stopped it, and offer to begin again."""
        self._show_state(
            _("The sheet was not made"), _("You stopped it. Nothing left this program."), again=True
        )
        self._again.setFocus()

    def show_failure(self, text: str) -> None:
        """Say why there is no sheet."""
        self._show_state(_("There is no sheet to show"), text)

    def show_pdf(self, pdf: bytes, *, take_keyboard: bool = False, at_page: int = 0) -> None:
        """Show a sheet.

        Args:
            pdf: The sheet.
            take_keyboard: Whether the keys scroll it from now on, wherever they were.
            at_page: What is in view at first, counted from 0.
        """
        from ui.pages.sheet.preview import Preview  # noqa: PLC0415 - brings QtPdf in

        before, self._preview = self._preview, Preview(pdf, self)
        self._body.addWidget(self._preview)
        self._body.setCurrentWidget(self._preview)
        self._preview.go_to(at_page)
        self._set_usable(usable=True)
        if take_keyboard or (before is not None and before.has_keyboard):
            self._preview.take_keyboard()
        if before is not None:
            self._body.removeWidget(before)
            before.hide()
            before.deleteLater()

    @property
    def page_count(self) -> int:
        """How many pages the shown sheet has."""
        return self._preview.page_count if self._preview is not None else 0

    @property
    def page_in_view(self) -> int:
        """Which page of it is in view, counted from 0."""
        return self._preview.page_in_view if self._preview is not None else 0

    def offer_printers(self, names: Sequence[str], usual: PrintChoice) -> None:
        """Let a person choose a printer, or say that there is none."""
        self.hide_departments()
        self._printer_card.offer(names, usual)

    def hide_printers(self) -> None:
        """Take the choice of a printer away."""
        self._close(self._printer_card)

    def hide_departments(self) -> None:
        """Take the choice of departments away."""
        self._close(self._departments_card)

    def show_printing(self, *, busy: bool) -> None:
        """Say that the printer is being given the sheet."""
        self._printer_card.show_printing(busy=busy)

    def _build_head(self) -> Columns:
        columns = Columns((2, 3), "sheet_head")
        named = QWidget()
        words = QVBoxLayout(named)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(space("half"))
        self._title = title("", "sheet_title")
        self._about = quiet("", "sheet_about")
        words.addWidget(self._title)
        words.addWidget(self._about)
        columns.add(named)
        self._back = quiet_button(_("Back"), "sheet_back", key=_("Esc"))
        self._copy = button(_("Copy as message"), "sheet_copy")
        self._mail = button(_("Mail…"), "sheet_mail")
        self._mail.hide()
        self._save = button(_("Save…"), "sheet_save", key="Ctrl+S")
        self._print = primary_button(_("Print…"), "sheet_print", key="Ctrl+P")
        self._back.clicked.connect(self.back_asked)
        self._copy.clicked.connect(self.copy_asked)
        self._mail.clicked.connect(self.mail_asked)
        self._save.clicked.connect(self.save_asked)
        self._print.clicked.connect(self.print_asked)
        acts = Flow("sheet_acts")
        for widget in (self._back, *self._ways_out()):
            acts.add(widget)
        columns.add(acts)
        return columns

    def _build_departments_card(self) -> DepartmentsCard:
        self._departments_card = card = DepartmentsCard()
        card.picked.connect(self.departments_picked)
        card.left.connect(self._leave_departments)
        self.choices.departments_asked.connect(self._open_departments)
        return card

    def _build_printer_card(self) -> PrinterCard:
        self._printer_card = card = PrinterCard()
        card.chosen.connect(self.printer_chosen)
        card.own_asked.connect(self.own_settings_asked)
        card.save_asked.connect(self.save_asked)
        card.left.connect(self.hide_printers)
        return card

    def _build_body(self) -> QStackedLayout:
        self._body = QStackedLayout()
        self._again = button(_("Make it again"), "sheet_again")
        self._again.clicked.connect(self.again_asked)
        self._state = EmptyState("", "", self._again, object_name="sheet_state")
        # A stack shows what it is given first, and that is no window of its own.
        self._state.setParent(self)
        # Seldom seen, it may not take room from what stands above a sheet in large text.
        self._state.setMinimumHeight(1)
        self._body.addWidget(self._state)
        return self._body

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
        """Esc closes what is open above the sheet first."""
        if self._printer_card.isVisible():
            self.hide_printers()
        elif self._departments_card.isVisible():
            self._leave_departments()
        else:
            self._back.click()

    def _open_departments(self) -> None:
        self.hide_printers()
        self._departments_card.open()

    def _leave_departments(self) -> None:
        self._departments_card.hide()
        self.choices.take_keyboard()

    def _close(self, card: Card) -> None:
        had_keyboard = card.isAncestorOf(self.focusWidget() or self)
        card.hide()
        if had_keyboard and self._preview is not None:
            self._preview.take_keyboard()

    def _show_state(self, heading: str, text: str, *, again: bool = False) -> None:
        self._set_usable(usable=False)
        self._state.set_texts(heading, text)
        self._again.setVisible(again)
        self._body.setCurrentWidget(self._state)
        if self._state.hasFocus():
            # A stack hands the keyboard on to what it shows, where there is nothing to press.
            self._back.setFocus()

    def _set_usable(self, *, usable: bool) -> None:
        for way in self._ways_out():
            way.setEnabled(usable)

    def _ways_out(self) -> tuple[Button, ...]:
        return self._print, self._save, self._mail, self._copy
