"""Has a sheet made, shows it, and has it printed, saved, mailed or copied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from huddle import dates
from huddle.clock import local
from huddle.errors import Environment, Refused
from huddle.files import write_atomically
from huddle.i18n import _
from huddle.rules.plain_text import file_name
from huddle.sheets.kinds import SheetKind, SheetOrder, is_web_page
from huddle.sheets.stamp import PaperSize
from huddle.vocabulary import Thing
from ui.care import Watch
from ui.letting_out import LettingOut
from ui.pages.sheet.page import SheetPage
from ui.posting import Posting
from ui.presenter import Presenter
from ui.printing import PrintChoice, Printers, Printing, SystemPrinting

if TYPE_CHECKING:
    from ui.desk import Desk


_MONTHS_OFFERED = 13


@dataclass(frozen=True, slots=True)
class _Made:
    """A sheet and what stands above it."""

    order: SheetOrder
    paper: PaperSize
    pdf: bytes
    about: str
    day: str
    departments: tuple[str, ...]
    months: tuple[tuple[str, str], ...]
    may_be_mailed: bool


class SheetPresenter(Presenter):
    """The behaviour of the sheet page.

    Args:
        page: The page.
        desk: What it works with.
        printing: What prints.
    """

    shows: ClassVar[frozenset[Thing]] = frozenset()

    def __init__(self, page: SheetPage, desk: Desk, printing: Printing) -> None:
        super().__init__(page, desk)
        self.page = page
        self._printing = printing
        self._order = SheetOrder(SheetKind.ACTIONS)
        self._back = "today"
        self._made: _Made | None = None
        self._letting_out = LettingOut(page, desk, Watch(page, desk), self.refused)
        self._posting = Posting(page, desk, self._letting_out)
        page.print_asked.connect(self._offer_printers)
        page.printer_chosen.connect(self._print)
        page.save_asked.connect(self._choose_file)
        page.mail_asked.connect(self._mail)
        page.copy_asked.connect(self._copy)
        page.back_asked.connect(self._go_back)
        page.kind_picked.connect(self._pick_kind)
        page.month_picked.connect(self._pick_month)
        page.department_picked.connect(self._pick_department)

    def arrive(self, **what: str) -> None:
        """Show the sheet that `kind`, `huddle`, `department`, `series_id` and `item` name.

        `back` names the page that Back leads to.
        """
        self._back = what.get("back", "today")
        self._order = SheetOrder(
            SheetKind(what.get("kind", SheetKind.ACTIONS)),
            huddle=what.get("huddle", ""),
            departments=tuple(filter(None, (what.get("department", ""),))),
            series_id=what.get("series_id", ""),
            item=what.get("item", ""),
        )
        self.ask_again()

    def refresh(self) -> None:
        """Make the sheet anew."""
        order, paper = self._order, PaperSize(self.desk.settings().paper)
        self._made = None
        self.page.show_title(order.title, "")
        self.page.offer_kinds(_kinds_beside(order), order.kind)
        self.page.show_making()
        self.desk.tasks.run(
            self.widget,
            lambda: _make(self.desk, order, paper),
            self._show,
            lambda error: self._not_made(order, error),
            long=True,
        )

    def _show(self, made: _Made) -> None:
        if made.order != self._order:
            return
        self._made = made
        self.page.show_title(made.order.title, made.about)
        self.page.offer_departments(made.departments, made.order.only_for)
        self.page.offer_months(made.months, made.order.month)
        self.page.offer_mail(offered=made.may_be_mailed)
        self.page.show_pdf(made.pdf)

    def _not_made(self, order: SheetOrder, error: Exception) -> None:
        if order != self._order:
            return
        if isinstance(error, Refused | Environment):
            self.page.show_failure(error.message)
        else:
            self.desk.tasks.unhandled.emit(error)

    def _pick_kind(self, kind: str) -> None:
        self._order = replace(self._order, kind=SheetKind(kind), departments=())
        self.ask_again()

    def _pick_month(self, month: str) -> None:
        self._order = replace(self._order, month=month)
        self.ask_again()

    def _pick_department(self, name: str) -> None:
        self._order = replace(self._order, departments=(name,) if name else ())
        self.ask_again()

    def _offer_printers(self) -> None:
        self.desk.tasks.run(
            self.widget,
            self._printing.printers,
            self._show_printers,
            self.refused,
            long=True,
            key="printers",
        )

    def _show_printers(self, found: Printers) -> None:
        settings = self.desk.settings()
        printer = settings.printer if settings.printer in found.names else found.usual
        usual = PrintChoice(printer, settings.print_copies, settings.print_sides)
        self.page.offer_printers(found.names, usual)

    def _print(self, choice: PrintChoice, reason: str = "") -> None:
        made, ward = self._made, self.desk.ward
        if made is None:
            return
        choice = replace(choice, paper=made.paper)
        order = replace(made.order, two_sided=choice.is_two_sided)

        def release_and_print() -> tuple[bytes, str]:
            pdf = ward.sheets.release(
                order, made.paper, purpose="print", reason=reason, copies=choice.copies
            )
            return pdf, self._printing.print_pdf(pdf, choice, order.title)

        self.page.show_printing(busy=True)
        self.desk.tasks.run(
            self.widget,
            release_and_print,
            lambda done: self._printed(made, choice, *done),
            lambda error: self._not_printed(error, lambda reason: self._print(choice, reason)),
            long=True,
            key="print",
        )

    def _printed(self, made: _Made, choice: PrintChoice, pdf: bytes, waits: str) -> None:
        self._show_as_it_left(made, pdf)
        self.page.show_printing(busy=False)
        self.page.hide_printers()
        self._remember(choice)
        sent = _("{sheet} sent to {printer}.").format(
            sheet=made.order.title, printer=choice.printer
        )
        self.desk.messages.say(f"{sent} {waits}".strip())

    def _remember(self, choice: PrintChoice) -> None:
        self.desk.keep_settings(
            replace(
                self.desk.settings(),
                printer=choice.printer,
                print_copies=choice.copies,
                print_sides=choice.sides,
            )
        )

    def _not_printed(self, error: Exception, again: Callable[[str], None]) -> None:
        self.page.show_printing(busy=False)
        self._letting_out.answer(error, self._order, _("Print anyway"), again)

    def _show_as_it_left(self, made: _Made, pdf: bytes) -> None:
        """What stands on the screen is what left, if something changed meanwhile."""
        if made is self._made and pdf != made.pdf:
            self._made = replace(made, pdf=pdf)
            self.page.show_pdf(pdf)

    def _choose_file(self) -> None:
        made = self._made
        if made is None:
            return
        name = file_name(made.order.title, made.order.only_for, made.day)
        self.desk.files.save(
            self.widget,
            title=_("Save the sheet"),
            name=f"{name}.pdf",
            kinds=";;".join((_("PDF files (*.pdf)"), _("Web page, for screen readers (*.html)"))),
            then=lambda place: self._save(made, place),
        )

    def _save(self, made: _Made, place: Path, reason: str = "") -> None:
        ward = self.desk.ward

        def release_and_write() -> bytes:
            if is_web_page(place):
                write_atomically(place, ward.sheets.release_html(made.order, reason=reason))
                return made.pdf
            pdf = ward.sheets.release(made.order, made.paper, purpose="save", reason=reason)
            write_atomically(place, pdf)
            return pdf

        self.desk.tasks.run(
            self.widget,
            release_and_write,
            lambda pdf: self._saved(made, pdf, place),
            lambda error: self._letting_out.answer(
                error,
                made.order,
                _("Save anyway"),
                lambda reason: self._save(made, place, reason),
            ),
            long=True,
            key="save",
        )

    def _saved(self, made: _Made, pdf: bytes, place: Path) -> None:
        self._show_as_it_left(made, pdf)
        self.desk.messages.say(
            _("Saved as {file}. It is not encrypted: delete it when it has been used.").format(
                file=place.name
            )
        )

    def _mail(self) -> None:
        if self._made is not None:
            self._posting.offer(self._made.order)

    def _copy(self) -> None:
        if self._made is not None:
            self._letting_out.copy(self._made.order)

    def _go_back(self) -> None:
        huddle = {"huddle_id": self._order.huddle} if self._back == "history" else {}
        self.desk.go(self._back, **huddle)


def _kinds_beside(order: SheetOrder) -> list[tuple[str, str]]:
    """The sheets that can be shown instead, as key and title; none beside a slip."""
    if order.kind.is_of_an_item:
        return []
    return [(kind.value, kind.called) for kind in SheetKind if not kind.is_of_an_item]


def _make(desk: Desk, order: SheetOrder, paper: PaperSize) -> _Made:
    ward = desk.ward
    today = local(ward.clock.now(), ward.setting_up.unit().time_zone).date()
    pdf = ward.sheets.make(order, paper)
    is_actions = order.kind is SheetKind.ACTIONS
    teams = tuple(team.name for team in ward.people.departments()) if is_actions else ()
    may_mail = desk.may("posting.send") and order.kind.goes_by_mail
    return _Made(
        order,
        paper,
        pdf,
        _about(desk, order),
        dates.in_table(today),
        teams,
        _months(today) if order.kind is SheetKind.YOU_SAID else (),
        may_be_mailed=may_mail and ward.mail.is_on(),
    )


def _months(today: dt.date) -> tuple[tuple[str, str], ...]:
    """This month and those before it, as key and name."""
    found, day = [], today
    for _number in range(_MONTHS_OFFERED):
        found.append((f"{day:%Y-%m}", dates.month(day)))
        day = day.replace(day=1) - dt.timedelta(days=1)
    return tuple(found)


def _about(desk: Desk, order: SheetOrder) -> str:
    if order.huddle and order.kind.is_of_a_huddle:
        huddle = desk.ward.history.record(order.huddle).huddle
        return _("{title}, {day}, number {number}").format(
            title=huddle.title, day=dates.in_prose(huddle.held_on), number=huddle.number
        )
    if order.kind is SheetKind.ACTIONS:
        return _("All that is open")
    return ""


def open_page(desk: Desk) -> SheetPresenter:
    """The sheet page at work."""
    return SheetPresenter(SheetPage(), desk, SystemPrinting())
