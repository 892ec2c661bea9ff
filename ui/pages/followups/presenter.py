"""What Follow-ups does: lists, answers by one key, and leads to the detail and the sheets."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from huddle.errors import ChangedElsewhere, Refused
from huddle.i18n import _
from huddle.rows import Changes, FollowUpsOrder, ItemRow
from huddle.vocabulary import BoardColumn, Review, SortBy, Status, Thing
from ui.care import Watch
from ui.escalating import Escalating
from ui.pages.followups.adding import Adding
from ui.pages.followups.detail_presenter import DetailPresenter
from ui.pages.followups.edits import is_answerable
from ui.pages.followups.keeping import take_back
from ui.pages.followups.page import FollowUpsPage
from ui.pages.followups.proposed import Proposing
from ui.pages.followups.state import Surroundings, View, understood_due
from ui.presenter import Presenter

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk

_SCREENFUL = 100
_COLUMNFUL = 12
_LONGEST_SAID = 60
_SURROUND = frozenset({Thing.PEOPLE, Thing.TEMPLATES, Thing.SERIES, Thing.HUDDLES, Thing.UNIT})


class FollowUpsPresenter(Presenter):
    """The behaviour of Follow-ups."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.ITEMS}) | _SURROUND

    def __init__(self, page: FollowUpsPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._surroundings: Surroundings | None = None
        self._limit = _SCREENFUL
        self._cards = dict.fromkeys(BoardColumn, _COLUMNFUL)
        self._wanted_id = ""
        self._chosen_id = ""
        self._asked: ItemRow | None = None
        self._has_draft = False
        self._begins = False
        watch = Watch(page, desk)
        self.detail = DetailPresenter(page, desk, self._around, watch)
        self._escalating = Escalating(page, desk, watch)
        Proposing(page.proposed, desk, watch)
        self.adding = Adding(page, desk, self._around)
        self.adding.added.connect(self._choose)
        settings = desk.settings()
        self._sorted_by = next((by for by in SortBy if by == settings.followups_sort), SortBy.DUE)
        page.show_as(settings.followups_as, self._sorted_by.value)
        self._connect()

    def arrive(self, **what: str) -> None:
        """Show the actions that `what` asks for.

        `item_id` opens one action; `overdue`, `mine`, `unnamed`, `status` and `text` set the
        filter; with nothing, the page is as it was left.
        """
        item_id = what.pop("item_id", "")
        if what or item_id:
            self.page.filter.set_to(what)
            self._limit = _SCREENFUL
            self._wanted_id = item_id
            self._is_stale = True
        self._begins = self._is_stale
        super().arrive()
        if not self._begins:
            self.page.begin()
        if not self._has_draft and self.desk.may("followups.add"):
            self._has_draft = True
            ward = self.desk.ward
            self.desk.tasks.run(
                self.widget,
                lambda: ward.running.drafts(None).get("add_action", ""),
                self.adding.show_draft,
            )

    def leave(self) -> None:
        """Keep what is being typed."""
        self.adding.flush()
        self.detail.flush()

    def refresh(self) -> None:
        """Query what the filter wants."""
        ward, wanted, around = self.desk.ward, self.page.filter.wanted, self._surroundings
        limit, cards, order = self._limit, dict(self._cards), FollowUpsOrder(self._sorted_by)
        is_board = self.page.is_board

        def load() -> View:
            if is_board:
                found = ward.followups.board(wanted, shown=cards)
            else:
                found = ward.followups.find(wanted, order, limit=limit)
            return View(found, around or _surroundings(ward))

        self.query(load, self._show)

    def _connect(self) -> None:
        page = self.page
        page.filter_changed.connect(self._filter_changed)
        page.more_asked.connect(self._show_more)
        page.kind_chosen.connect(self._show_as)
        page.sort_chosen.connect(self._sort)
        page.cards_asked.connect(self._show_more_cards)
        page.answered.connect(self._answer)
        page.open_asked.connect(self._open)
        page.print_asked.connect(self._print)
        page.untold.told.connect(self._told)
        page.strip.blocked.connect(self._block)
        page.strip.more_time.connect(self._give_time)
        page.strip.left.connect(self._leave_strip)

    def _changed(self, changes: Changes) -> None:
        if changes.things & _SURROUND:
            self._surroundings = None
        super()._changed(changes)

    def _around(self) -> Surroundings:
        """What is known of the ward, at this moment of the clock."""
        known = self._surroundings or Surroundings()
        zone = known.now.tzinfo
        return dataclasses.replace(known, now=self.desk.ward.clock.now().astimezone(zone))

    # Listing

    def _show(self, view: View) -> None:
        self._surroundings = view.around
        self.page.show_view(dataclasses.replace(view, around=self._around()))
        if self._chosen_id and self.page.choose(self._chosen_id):
            self._chosen_id = ""
        wanted, self._wanted_id = self._wanted_id, ""
        if self._begins:
            self._begins = False
            self.page.begin()
        if wanted:
            self.page.choose(wanted)
            self.detail.open(wanted)
        else:
            self.detail.refresh()

    def _filter_changed(self) -> None:
        self._limit = _SCREENFUL
        self._cards = dict.fromkeys(BoardColumn, _COLUMNFUL)
        self.ask_again()

    def _show_more(self) -> None:
        self._limit += _SCREENFUL
        self.ask_again()

    def _show_as(self, kind: str) -> None:
        self.page.show_as(kind, self._sorted_by.value)
        settings = self.desk.settings()
        self.desk.keep_settings(dataclasses.replace(settings, followups_as=kind))
        self.ask_again()

    def _sort(self, by: SortBy) -> None:
        self._sorted_by = by
        settings = self.desk.settings()
        self.desk.keep_settings(dataclasses.replace(settings, followups_sort=by.value))
        self.ask_again()

    def _show_more_cards(self, column: BoardColumn) -> None:
        shown = self._cards[column]
        self._cards[column] = shown + _COLUMNFUL
        self.ask_again()

    def _open(self) -> None:
        current = self.page.chosen
        if current is not None:
            self.detail.open(current.id)

    def _choose(self, item: ItemRow) -> None:
        """Make an action the current one, now or when it comes into the list."""
        if not self.page.choose(item.id):
            self._chosen_id = item.id

    def _print(self) -> None:
        team = self.page.filter.wanted.department_id
        teams = self._around().known.departments
        name = next((one.name for one in teams if one.id == team), "")
        self.desk.go("sheet", kind="actions", department=name, back="followups")

    # Answering

    def _answer(self, answer: Review) -> None:
        item = self.page.current
        if item is None or not is_answerable(item):
            return
        if answer is Review.DONE:
            self._update(item, _("Done: {text}"), undo=True, status=Status.CLOSED)
        elif answer is Review.STILL_GOING:
            self._update(item, _("Still going: {text}"), undo=True, status=Status.IN_PROGRESS)
        elif answer is Review.ESCALATE:
            self._escalating.ask(item, then=self.page.table.setFocus)
        else:
            self._asked = item
            self.page.strip.ask(item, answer)

    def _block(self, why: str) -> None:
        if self._asked is not None:
            self._update(self._asked, _("Blocked: {text}"), status=Status.BLOCKED, note=why)

    def _give_time(self, day: str, why: str) -> None:
        due = understood_due(day, self._around())
        if due is None:
            said = _("That is no day. Try today, fri 14:00, 3 dec or +2d.")
            self.page.strip.show_refusal(said, "due_on")
        elif self._asked is not None:
            self._update(
                self._asked,
                _("More time: {text}"),
                due_on=due.due_on,
                due_time=due.due_time,
                note=why,
            )

    def _update(self, item: ItemRow, said: str, *, undo: bool = False, **changes: Any) -> None:
        ward = self.desk.ward

        def done(row: ItemRow) -> None:
            self._leave_strip()
            self.detail.after(row)
            action = (_("Undo"), lambda: self._take_back(item, row)) if undo else None
            self.desk.messages.say(said.format(text=_short(item.text)), action)

        self.desk.tasks.run(
            self.widget,
            lambda: ward.followups.update(item.id, item.row_version, **changes),
            done,
            self._not_updated,
            key="answer",
        )

    def _not_updated(self, error: Exception) -> None:
        is_asking = self.page.strip.isVisible()
        if isinstance(error, Refused) and is_asking and not isinstance(error, ChangedElsewhere):
            self.page.strip.show_refusal(error.message, error.field)
            return
        self.refused(error)
        if isinstance(error, ChangedElsewhere):
            self._take_new_version()

    def _take_new_version(self) -> None:
        """Somebody else was first: show theirs; a second try then changes that."""
        asked, ward = self._asked, self.desk.ward
        if asked is not None and self.page.strip.isVisible():
            self.desk.tasks.run(
                self.widget, lambda: ward.followups.action(asked.id), self._ask_anew, self.refused
            )
        self.ask_again()

    def _ask_anew(self, item: ItemRow) -> None:
        self._asked = item

    def _take_back(self, before: ItemRow, after: ItemRow) -> None:
        ward = self.desk.ward
        self.desk.tasks.run(
            self.widget,
            lambda: take_back(ward, before, after),
            self._taken_back,
            self.refused,
        )

    def _taken_back(self, row: ItemRow) -> None:
        self.detail.after(row)
        self._choose(row)
        self.desk.messages.say(_("Taken back."))

    def _leave_strip(self) -> None:
        had_keyboard = self.page.strip.isAncestorOf(self.page.focusWidget() or self.page)
        self._asked = None
        self.page.strip.close_strip()
        if had_keyboard:
            self.page.focus_list()

    def _told(self, item_id: str, by: str) -> None:
        ward = self.desk.ward
        self.desk.tasks.run(
            self.widget,
            lambda: ward.followups.told(item_id, by),
            lambda _row: self.desk.messages.say(_("Noted as told.")),
            self.refused,
            key=f"told {item_id}",
        )


def _surroundings(ward: Ward) -> Surroundings:
    zone = ZoneInfo(ward.setting_up.unit().time_zone)
    main = next((series.id for series in ward.templates.series() if series.is_main), "")
    cards = {card.series_id: card for card in ward.planning.today().cards}
    return Surroundings(
        known=ward.people.known(),
        now=ward.clock.now().astimezone(zone),
        next_huddle_on=cards[main].next_on if main in cards else None,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SAID else text[: _LONGEST_SAID - 1].rstrip() + "…"


def open_page(desk: Desk) -> FollowUpsPresenter:
    """Follow-ups at work."""
    return FollowUpsPresenter(FollowUpsPage(desk.may), desk)
