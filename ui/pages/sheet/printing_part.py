"""Has the sheet in view printed: by which printer, how, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huddle.i18n import _
from ui.print_watch import PrintWatch, sent_words
from ui.printing import PrintChoice, in_each_copy, offered, refuse_other

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.letting_out import Failed, LettingOut
    from ui.making import LongJob, Making
    from ui.pages.sheet.offers import Made
    from ui.pages.sheet.page import SheetPage
    from ui.printing import Printers, Printing, PrintJob


class PrintingPart(QObject):
    """Prints what the page shows.

    Args:
        page: The page.
        desk: What it works with.
        printing: What prints.
        letting_out: Asks what must be asked before a sheet leaves.
        leaving: Runs what takes long.
        made: Gives the sheet in view, if there is one.
        left: Takes the sheet and its PDF as it left.
        refused: Takes what went wrong with asking for printers.
    """

    def __init__(
        self,
        page: SheetPage,
        desk: Desk,
        printing: Printing,
        *,
        letting_out: LettingOut,
        leaving: LongJob,
        made: Callable[[], Made | None],
        left: Callable[[Made, bytes], None],
        refused: Failed,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._printing = printing
        self._letting_out = letting_out
        self._leaving = leaving
        self._made = made
        self._left = left
        self._refused = refused
        self._watch = PrintWatch(page, desk, printing)
        page.print_asked.connect(self._offer_printers)
        page.printer_chosen.connect(self._print)
        page.own_settings_asked.connect(self._ask_printer)

    @property
    def _allowed(self) -> tuple[str, ...]:
        """The printers that the organisation wants; none for all."""
        return self._desk.ward.paths.fleet.printers

    def _offer_printers(self) -> None:
        self._desk.tasks.run(
            self._page,
            self._printing.printers,
            self._show_printers,
            self._refused,
            long=True,
            key="printers",
        )

    def _show_printers(self, there: Printers) -> None:
        settings, found = self._desk.settings(), offered(there, self._allowed)
        printer = settings.printer if settings.printer in found.names else found.usual
        usual = PrintChoice(printer, settings.print_copies, settings.print_sides)
        self._page.offer_printers(found.names, usual)

    def _ask_printer(self, choice: PrintChoice) -> None:
        made = self._made()
        if made is not None:
            choice = replace(choice, paper=made.paper)
            self._printing.ask(self._page, choice, self._page.page_count, self._print)

    def _print(self, choice: PrintChoice, reason: str = "") -> None:
        made, ward, pages = self._made(), self._desk.ward, self._page.page_count
        allowed = self._allowed
        if made is None:
            return
        choice = replace(choice, paper=made.paper)
        # Some of the pages are counted as they are seen, where no back is left empty.
        order = replace(made.order, two_sided=choice.is_two_sided and not choice.pages)
        job = replace(choice, pages=in_each_copy(choice.pages, pages, choice.copies))

        def release_and_print(making: Making) -> tuple[bytes, PrintJob | None]:
            refuse_other(job.printer, allowed)
            self._printing.check(job)
            pdf = ward.sheets.release(
                order,
                made.paper,
                purpose="print",
                reason=reason,
                copies=choice.copies,
                progress=making,
            )
            return pdf, self._printing.print_pdf(pdf, job, order.title)

        self._page.show_printing(busy=True)
        self._leaving.run(
            release_and_print,
            lambda done: self._printed(made, choice, *done),
            lambda error: self._not_printed(error, lambda reason: self._print(choice, reason)),
            stopped=self._stopped,
            key="print",
        )

    def _printed(self, made: Made, choice: PrintChoice, pdf: bytes, job: PrintJob | None) -> None:
        if choice.copies == 1 and not choice.is_two_sided:
            self._left(made, pdf)
        self._page.show_printing(busy=False)
        self._page.hide_printers()
        self._remember(choice)
        self._desk.messages.say(sent_words(made.order.title, choice.printer))
        if job is not None:
            self._watch.follow(job, made.order.title)

    def _stopped(self) -> None:
        self._page.show_printing(busy=False)
        self._desk.messages.say(_("Stopped: nothing was printed."))

    def _not_printed(self, error: Exception, again: Callable[[str], None]) -> None:
        self._page.show_printing(busy=False)
        made = self._made()
        if made is None:
            self._letting_out.say(error)
        else:
            self._letting_out.answer(error, made.order, _("Print anyway"), again)

    def _remember(self, choice: PrintChoice) -> None:
        self._desk.keep_settings(
            replace(
                self._desk.settings(),
                printer=choice.printer,
                print_copies=choice.copies,
                print_sides=choice.sides,
            )
        )
