"""Has a sheet made, shows it, and has it printed, saved, mailed or copied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from huddle.files import write_atomically
from huddle.i18n import _
from huddle.rules.plain_text import file_name
from huddle.sheets.kinds import SheetKind, SheetOrder, is_web_page
from huddle.sheets.stamp import PaperSize
from huddle.vocabulary import Thing
from ui.care import Watch
from ui.letting_out import LettingOut
from ui.making import LongJob, Making
from ui.pages.sheet import offers
from ui.pages.sheet.offers import Made
from ui.pages.sheet.page import SheetPage
from ui.pages.sheet.printing_part import PrintingPart
from ui.posting import Posting
from ui.presenter import Presenter
from ui.printing import Printing, SystemPrinting

if TYPE_CHECKING:
    from ui.desk import Desk


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
        self._order = SheetOrder(SheetKind.ACTIONS)
        self._huddle = ""
        self._back = "today"
        self._made: Made | None = None
        self._was_picked = False
        self._making = LongJob(page, desk, page.making_line)
        self._leaving = LongJob(page, desk, page.leaving_line)
        self._letting_out = LettingOut(page, desk, Watch(page, desk), self.refused)
        self._posting = Posting(page, desk, self._letting_out)
        self._printing = PrintingPart(
            page,
            desk,
            printing,
            letting_out=self._letting_out,
            leaving=self._leaving,
            made=lambda: self._made,
            left=self._show_as_it_left,
            refused=self.refused,
        )
        self._connect()

    def _connect(self) -> None:
        page, choices = self.page, self.page.choices
        page.save_asked.connect(self._choose_file)
        page.mail_asked.connect(self._mail)
        page.copy_asked.connect(self._copy)
        page.back_asked.connect(self._go_back)
        page.again_asked.connect(self._begin_again)
        page.departments_picked.connect(lambda names: self._pick(departments=names))
        choices.kind_picked.connect(self._pick_kind)
        choices.month_picked.connect(lambda month: self._pick(month=month))
        choices.theme_picked.connect(lambda name: self._pick(theme=name))
        choices.measure_picked.connect(lambda name: self._pick(measure=name))
        choices.tool_picked.connect(lambda name: self._pick(tool=name))
        choices.list_picked.connect(self._pick_list)
        choices.shows_picked.connect(self._pick_shows)
        choices.paper_picked.connect(self._pick_paper)

    def arrive(self, **what: str) -> None:
        """Show the sheet of a `kind`.

        `huddle`, `department`, `series_id`, `item`, `month`, `theme`, `measure`, `card` and `tool`
        say which; `back` names the page that Back leads to.
        """
        self._back = what.get("back", "today")
        self._huddle = what.get("huddle", "")
        self._order = SheetOrder(
            SheetKind(what.get("kind", SheetKind.ACTIONS)),
            huddle=self._huddle,
            departments=tuple(filter(None, (what.get("department", ""),))),
            series_id=what.get("series_id", ""),
            item=what.get("item", ""),
            month=what.get("month", ""),
            theme=what.get("theme", ""),
            measure=what.get("measure", ""),
            card=what.get("card", ""),
            tool=what.get("tool", ""),
        )
        self.page.hide_departments()
        self._begin_again()

    def refresh(self) -> None:
        """Make the sheet anew; one that is still being made is wanted no more."""
        order, huddle = self._order, self._huddle
        paper = offers.paper_of(order.kind, self.desk.settings())
        self._made = None
        self._making.drop()
        self.page.show_title(order.title, "")
        self.page.choices.offer_kinds(offers.kinds_beside(order), order.kind)
        self.page.choices.offer_papers(offers.papers_for(order.kind), paper)
        self.page.show_making()

        def make(making: Making) -> Made:
            return offers.make(self.desk, order, paper, huddle, making)

        self._making.run(
            make,
            self._show,
            self.desk.tasks.unhandled.emit,
            stopped=lambda: self._stopped(order, paper),
        )

    def _show(self, made: Made) -> None:
        if not self._is_wanted(made.order, made.paper):
            return
        offered = made.offers
        self.page.show_title(made.order.title, made.about)
        self.page.offer_departments(offered.departments, made.order.departments)
        self.page.choices.offer_months(offered.months, made.order.month)
        self.page.choices.offer_themes(offered.themes, made.order.theme)
        self.page.choices.offer_measures(offered.measures, offers.measure_of(made))
        self.page.choices.offer_tools(offered.tools, offers.tool_of(made))
        self.page.choices.offer_lists(offered.lists, made.order.series_id)
        self.page.choices.offer_shows(offered.shows, offers.shown_by(made.order))
        self.page.offer_mail(offered=offered.may_be_mailed)
        if made.why_not:
            self.page.show_failure(made.why_not)
            return
        self._made = made
        self.page.show_pdf(made.pdf, take_keyboard=not self._was_picked)

    def _stopped(self, order: SheetOrder, paper: PaperSize) -> None:
        if self._is_wanted(order, paper):
            self.page.show_stopped()

    def _is_wanted(self, order: SheetOrder, paper: PaperSize) -> bool:
        """Whether that is what is to be shown, and not what was before."""
        return order == self._order and paper is offers.paper_of(order.kind, self.desk.settings())

    def _pick_kind(self, kind: str) -> None:
        self.page.hide_departments()
        self._pick(
            kind=SheetKind(kind),
            departments=(),
            month="",
            theme="",
            measure="",
            card="",
            tool="",
            huddle=self._huddle,
            with_references=False,
            with_sensitive=False,
        )

    def _pick_list(self, series_id: str) -> None:
        self._pick(series_id=series_id, huddle="" if series_id else self._huddle)

    def _pick_shows(self, shows: str) -> None:
        asked = shows.split()
        self._pick(with_references="references" in asked, with_sensitive="sensitive" in asked)

    def _pick_paper(self, paper: str) -> None:
        settings, kind = self.desk.settings(), self._order.kind.value
        papers = {**settings.papers, kind: paper}
        if paper == offers.usual_paper(self._order.kind, settings):
            # So that it goes along when the usual one changes.
            del papers[kind]
        self.desk.keep_settings(replace(settings, papers=papers))
        self._pick()

    def _pick(self, **changes: Any) -> None:
        """Show what was chosen; the keyboard stays at the choice."""
        self._order = replace(self._order, **changes)
        self._was_picked = True
        self.ask_again()

    def _begin_again(self) -> None:
        self._was_picked = False
        self.ask_again()

    def _show_as_it_left(self, made: Made, pdf: bytes) -> None:
        """What stands on the screen is what left, if something changed meanwhile."""
        if made is self._made and pdf != made.pdf:
            self._made = replace(made, pdf=pdf)
            self.page.show_pdf(pdf, at_page=self.page.page_in_view)

    def _choose_file(self) -> None:
        made = self._made
        if made is None:
            return
        thing = offers.measure_of(made) or offers.tool_of(made)
        about = (made.order.only_for, thing, made.offers.day)
        name = file_name(made.order.title, *about)
        self.desk.files.save(
            self.widget,
            title=_("Save the sheet"),
            name=f"{name}.pdf",
            kinds=";;".join((_("PDF files (*.pdf)"), _("Web page, for screen readers (*.html)"))),
            then=lambda place: self._save(made, place),
        )

    def _save(self, made: Made, place: Path, reason: str = "") -> None:
        ward = self.desk.ward

        def release_and_write(making: Making) -> bytes:
            if is_web_page(place):
                write_atomically(place, ward.sheets.release_html(made.order, reason=reason))
                return made.pdf
            pdf = ward.sheets.release(
                made.order, made.paper, purpose="save", reason=reason, progress=making
            )
            write_atomically(place, pdf)
            return pdf

        self._leaving.run(
            release_and_write,
            lambda pdf: self._saved(made, pdf, place),
            lambda error: self._letting_out.answer(
                error,
                made.order,
                _("Save anyway"),
                lambda reason: self._save(made, place, reason),
            ),
            stopped=lambda: self.desk.messages.say(_("Stopped: nothing was saved.")),
            key="save",
        )

    def _saved(self, made: Made, pdf: bytes, place: Path) -> None:
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
        huddle = {"huddle_id": self._huddle} if self._back == "history" else {}
        self.desk.go(self._back, **huddle)


def open_page(desk: Desk) -> SheetPresenter:
    """The sheet page at work."""
    return SheetPresenter(SheetPage(), desk, SystemPrinting())
