"""What Learn does: shows what was chosen, notes what was read, keeps a ward’s own words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from huddle import guidance_cards
from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import _
from huddle.practice_scenarios import NAMES, scenarios
from huddle.rows.guidance import GuidanceCard
from huddle.rules import typed_dates
from huddle.rules.guidance import next_review
from huddle.vocabulary import Thing
from ui.field_saving import Place
from ui.keeping import KeepingPresenter
from ui.pages.learn.card_form import REVIEW
from ui.pages.learn.page import LearnPage
from ui.pages.learn.state import (
    GLOSSARY,
    MINE,
    NEWS,
    OFFERED,
    PRACTICE,
    SECTIONS,
    START,
    TOUR,
    LearnState,
    RecordState,
)

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk


class LearnPresenter(KeepingPresenter[LearnState]):
    """The behaviour of Learn."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.GUIDANCE})

    def __init__(self, page: LearnPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._state: LearnState | None = None
        self._chosen = START
        self._edits = False
        self._form_of = ""
        page.chosen.connect(self._choose)
        page.card.seen.connect(self._read_card)
        page.card.print_asked.connect(self._print)
        page.card.edit_asked.connect(self._edit)
        page.start.embedding.certificate_asked.connect(
            lambda: desk.go("sheet", kind="certificate", back="learn")
        )
        page.form.changed.connect(self._change)
        page.form.left.connect(self._leave_form)
        page.form.shipped_asked.connect(self._ask_shipped)

    def arrive(self, **what: str) -> None:
        """Show what was looked at last, or a `card` or `section`; `edit` opens the form."""
        chosen = what.get("card") or what.get("section")
        if chosen:
            self._chosen = chosen
            self._edits = bool(what.get("edit"))
        super().arrive(**what)
        if self._state is not None:
            self._show_chosen()
            self._begin()

    # Showing

    def _read(self) -> LearnState:
        ward = self.desk.ward
        zone = ward.setting_up.unit().time_zone
        return LearnState(
            groups=tuple((group, ward.guidance.cards(group)) for group in OFFERED),
            glossary=ward.guidance.glossary(),
            news=guidance_cards.news(),
            today=local(ward.clock.now(), zone).date(),
        )

    def _show_read(self, read: LearnState) -> None:
        is_first, self._state = self._state is None, read
        self.page.show_state(read)
        self._show_chosen()
        if is_first:
            self._begin()

    def _choose(self, key: str) -> None:
        if key == TOUR:
            self.desk.start_tour()
            return
        if key == PRACTICE or key in NAMES:
            self.desk.go(PRACTICE)
            return
        self._chosen, self._edits = key, False
        self._show_chosen()
        if key == GLOSSARY:
            self.page.glossary.line.setFocus()

    def _begin(self) -> None:
        if self.page.is_editing:
            self.page.form.begin()
        elif self._chosen == GLOSSARY:
            self.page.glossary.line.setFocus()
        else:
            self.page.contents.begin(self._chosen)

    def _show_chosen(self) -> None:
        card = self._card
        if self._state is None or card is None:
            self._show_section(self._chosen if self._chosen in SECTIONS else START)
            return
        self.page.card.show_card(card, self._state.today)
        self.page.show_card(card.name)
        if self._edits and self.desk.may("guidance.keep"):
            is_other, self._form_of = self._form_of != card.name, card.name
            self.page.form.show_card(card, self._state.today, is_other=is_other)
            self.page.show_form()

    @property
    def _card(self) -> GuidanceCard | None:
        return self._state.card(self._chosen) if self._state is not None else None

    def _show_section(self, key: str) -> None:
        self.page.show_section(key)
        if key == START:
            progress, show = self.desk.ward.embedding.progress, self.page.start.embedding
            self.desk.tasks.run(self.widget, progress, show.show_progress, self.refused)
        elif key == MINE:
            ward, record = self.desk.ward, self.page.record
            self.desk.tasks.run(
                self.widget, lambda: _record(ward), record.show_record, self._no_record
            )
        elif key == NEWS:
            self.desk.tasks.run(self.widget, self.desk.ward.learning.seen_news, None, self.refused)

    def _no_record(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.page.record.show_refusal(error.message)
        else:
            self.refused(error)

    # Reading and printing

    def _read_card(self, name: str) -> None:
        read = partial(self.desk.ward.learning.read, name)
        self.desk.tasks.run(self.widget, read, None, self.refused)

    def _print(self) -> None:
        self.desk.go("sheet", kind="card", card=self._chosen, back="learn")

    # In the ward’s own words

    def _edit(self) -> None:
        self._edits = True
        self._form_of = ""
        self._show_chosen()
        self.page.form.begin()

    def _leave_form(self) -> None:
        self.leave()
        self._edits = False
        self._show_chosen()
        self.page.contents.begin(self._chosen)

    def _change(self, name: str, text: str) -> None:
        card, guidance = self._card, self.desk.ward.guidance
        if card is None or self._state is None:
            return
        today, form = self._state.today, self.page.form
        try:
            value = _day(text, self._state) if name == REVIEW else text
        except Refused as refused:
            form.show_error(name, refused.message)
            return

        def write(row: GuidanceCard, changes: Mapping[str, Any]) -> GuidanceCard:
            kept = {each: getattr(row, each) for each in ("what", "how", "example")}
            review_on = next_review(row.review_on, today)
            values = {**kept, REVIEW: review_on, **changes}
            return guidance.keep(row.name, **values, row_version=row.row_version)

        form.saved.clear()
        self._fields.save(
            Place(lambda: self._newest(card), write, lambda: guidance.card(card.name)),
            {name: value},
            lambda _card: self._kept(name),
            partial(self._not_kept, name),
            partial(form.show_error, name),
        )

    def _newest(self, card: GuidanceCard) -> GuidanceCard | None:
        return self._state.card(card.name) if self._state is not None else None

    def _kept(self, name: str) -> None:
        self.page.form.show_error(name, "")
        self.page.form.saved.saved()

    def _not_kept(self, name: str, error: Exception) -> None:
        if isinstance(error, Refused):
            self.page.form.show_error(error.field or name, error.message)
        else:
            self.refused(error)

    def _ask_shipped(self) -> None:
        self.desk.ask.confirm(
            self.widget,
            title=_("Use the shipped words again"),
            text=_("What this ward wrote on the card is taken away."),
            yes=_("Use the shipped words"),
            then=self._use_shipped,
        )

    def _use_shipped(self) -> None:
        use = partial(self.desk.ward.guidance.use_shipped, self._chosen)
        self.desk.tasks.run(self.widget, use, self._is_shipped, self.refused, key="shipped")

    def _is_shipped(self, _card: GuidanceCard) -> None:
        self._edits = False
        self.desk.messages.say(_("The shipped words stand again."))
        self.ask_again()


def _record(ward: Ward) -> RecordState:
    titles = {card.name: card.title for card in guidance_cards.all_shipped()}
    practised = {one.name: one.title for one in scenarios()}
    return RecordState(
        ward.learning.mine(),
        {**titles, **practised},
        ward.learning.counts(),
    )


def _day(typed: str, state: LearnState) -> Any:
    found = typed_dates.understand(typed, state.today)
    if found is None or found.length < len(typed) or found.due_time is not None:
        raise Refused(_("That is no day. Try 1 jun, or +90d."), REVIEW)
    return found.due_on


def open_page(desk: Desk) -> LearnPresenter:
    """Learn at work."""
    return LearnPresenter(LearnPage(edits=desk.may("guidance.keep")), desk)
