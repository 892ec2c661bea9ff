"""What Follow-ups does: lists, answers by one key, and leads to the detail and the sheets."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from huddle.exchange.formats import Kind
from huddle.i18n import _
from huddle.rows.changes import Changes
from huddle.rows.items import FollowUpsFilter, FollowUpsOrder, ItemRow
from huddle.rows.views import FollowUpsShape
from huddle.vocabulary import BoardColumn, Thing
from ui.care import Watch
from ui.dialogs.export import Offer
from ui.escalating import Escalating
from ui.exporting import Exporting
from ui.pages.followups.adding import Adding
from ui.pages.followups.answering import Answering
from ui.pages.followups.asked import Asking
from ui.pages.followups.detail_presenter import DetailPresenter
from ui.pages.followups.more_menu import More
from ui.pages.followups.page import FollowUpsPage
from ui.pages.followups.proposed import Proposing
from ui.pages.followups.sorting import remembered
from ui.pages.followups.state import Offered, Surroundings, View
from ui.pages.followups.viewing import Viewing
from ui.presenter import Presenter

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk

_SCREENFUL = 100
_COLUMNFUL = 12
_OFFERED = frozenset({Thing.ITEMS, Thing.VIEWS, Thing.PEOPLE, Thing.TEMPLATES})
_SURROUND = frozenset({Thing.PEOPLE, Thing.TEMPLATES, Thing.SERIES, Thing.HUDDLES, Thing.UNIT})


class FollowUpsPresenter(Presenter):
    """The behaviour of Follow-ups."""

    shows: ClassVar[frozenset[Thing]] = _OFFERED | _SURROUND

    def __init__(self, page: FollowUpsPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._surroundings: Surroundings | None = None
        self._offered: Offered | None = None
        self._is_new = True
        self._limit = _SCREENFUL
        self._cards = dict.fromkeys(BoardColumn, _COLUMNFUL)
        self._wanted_id = ""
        self._chosen_id = ""
        self._has_draft = False
        self._begins = False
        watch = Watch(page, desk)
        self.detail = DetailPresenter(page, desk, self._around, watch)
        Answering(
            page,
            desk,
            self._around,
            detail=self.detail,
            escalating=Escalating(page, desk, watch),
            ask_again=self.ask_again,
            choose=self._choose,
        )
        self._viewing = Viewing(page, desk, watch, lambda: self._shape)
        Proposing(page.proposed, desk, watch)
        more = More(page.more, desk, watch)
        more.reading.take_drops(page)
        more.export_asked.connect(self._ask_export)
        self._exporting = Exporting(page, desk, watch)
        self._asking = Asking(page.asked, desk, watch)
        self._asking.open_asked.connect(self.detail.open)
        self.adding = Adding(page, desk, self._around)
        self.adding.added.connect(self._choose)
        settings = desk.settings()
        self._order = remembered(settings)
        page.show_as(settings.followups_as, self._order)
        self._connect()

    def arrive(self, **what: str) -> None:
        """Show the actions that `what` asks for.

        `item_id` opens one action; `overdue`, `mine`, `unnamed`, `status`, `text`,
        `department_id` and `stage_id` set the filter; `asked` leads to what other units ask; with
        nothing, the page is as it was left, and at first shows the saved view that was chosen last.
        """
        wants_asked = what.pop("asked", "")
        item_id = what.pop("item_id", "")
        if what or item_id:
            self._is_new = False
            self.page.filter.set_to(what)
            self._limit = _SCREENFUL
            self._wanted_id = item_id
            self._is_stale = True
        self._begins = self._is_stale and not wants_asked
        super().arrive()
        if wants_asked:
            # Beside an action in full there is no room for it.
            self.detail.leave()
            self._asking.begin()
        elif not self._begins:
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
        ward, shape, is_new = self.desk.ward, self._shape, self._is_new
        around, offered = self._surroundings, self._offered
        limit, cards = self._limit, dict(self._cards)

        def load() -> View:
            choices = offered or _offered(ward)
            view = choices.views.view(choices.views.used_id) if is_new else None
            wanted = _over(shape, view.shape) if view else shape
            if wanted.is_board:
                found = ward.followups.board(wanted.wanted, shown=cards)
            else:
                found = ward.followups.find(wanted.wanted, wanted.order, limit=limit)
            return View(found, around or _surroundings(ward), choices, view)

        self.query(load, self._show)

    @property
    def _shape(self) -> FollowUpsShape:
        """What is wanted now, and how it stands on the page."""
        return FollowUpsShape(self.page.filter.wanted, self._order, self.page.is_board)

    def _connect(self) -> None:
        page = self.page
        page.filter_changed.connect(self._filter_changed)
        page.more_asked.connect(self._show_more)
        page.kind_chosen.connect(self._show_as)
        page.sort_chosen.connect(self._sort)
        page.cards_asked.connect(self._show_more_cards)
        page.open_asked.connect(self._open)
        page.print_asked.connect(self._print)
        page.untold.told.connect(self._told)
        self._viewing.wanted.connect(self._show_shape)

    def _changed(self, changes: Changes) -> None:
        if changes.things & _SURROUND:
            self._surroundings = None
        if changes.things & _OFFERED:
            self._offered = None
        super()._changed(changes)

    def _around(self) -> Surroundings:
        """What is known of the ward, at this moment of the clock."""
        known = self._surroundings or Surroundings()
        zone = known.now.tzinfo
        goals = self._offered.goals if self._offered else known.goals
        now = self.desk.ward.clock.now().astimezone(zone)
        return dataclasses.replace(known, now=now, goals=goals)

    # Listing

    def _show(self, view: View) -> None:
        self._surroundings, self._offered = view.around, view.offered
        around = self._around()
        self.page.filter.offer(around)
        if self._is_new and view.begins_with:
            # It was asked for already: only the page has to follow.
            self._take_shape(view.begins_with.shape)
            self._viewing.took(view.begins_with)
        self._is_new = False
        self._viewing.show_views(view.offered.views)
        self.page.show_view(dataclasses.replace(view, around=around))
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
        self._is_new = False
        self._limit = _SCREENFUL
        self._cards = dict.fromkeys(BoardColumn, _COLUMNFUL)
        self.ask_again()

    def _show_more(self) -> None:
        self._limit += _SCREENFUL
        self.ask_again()

    def _show_as(self, kind: str) -> None:
        self.page.show_as(kind, self._order)
        self._is_new = False
        settings = self.desk.settings()
        self.desk.keep_settings(dataclasses.replace(settings, followups_as=kind))
        self.ask_again()

    def _sort(self, order: FollowUpsOrder) -> None:
        self._take_shape(FollowUpsShape(self.page.filter.wanted, order))
        settings = self.desk.settings()
        kept = dataclasses.replace(
            settings, followups_sort=order.by.value, followups_down=order.is_descending
        )
        self.desk.keep_settings(kept)
        self.ask_again()

    def _show_shape(self, shape: FollowUpsShape) -> None:
        self._take_shape(shape)
        self._filter_changed()

    def _take_shape(self, shape: FollowUpsShape) -> None:
        """Have the page stand so; what a shape leaves open stays."""
        self._order = shape.order or self._order
        self.page.filter.show_wanted(shape.wanted)
        is_board = self.page.is_board if shape.is_board is None else shape.is_board
        self.page.show_as("board" if is_board else "table", self._order)

    def _show_more_cards(self, column: BoardColumn) -> None:
        shown = self._cards[column]
        self._cards[column] = shown + _COLUMNFUL
        self.ask_again()

    def _open(self) -> None:
        current = self.page.chosen
        if current is not None:
            self.page.choose(current.id)
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

    def _ask_export(self) -> None:
        export, wanted, name = self.desk.ward.export, self._shown, _("Huddle actions")
        listed = (
            _("The open actions on the board")
            if self.page.is_board
            else _("The actions that are listed")
        )
        offers = (
            Offer(listed, name, Kind.ACTIONS, lambda to: export.actions(to, wanted)),
            Offer(_("All actions, finished ones too"), name, Kind.ACTIONS, export.actions),
        )
        self._exporting.ask(offers)

    @property
    def _shown(self) -> FollowUpsFilter:
        """What the page lists; the board shows all that is open, whatever the filter's status."""
        wanted = self.page.filter.wanted
        return (
            dataclasses.replace(wanted.anywhere(), status="open") if self.page.is_board else wanted
        )

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
        suggests=frozenset(row.kind for row in ward.suggestions.kinds() if row.is_on),
    )


def _over(shape: FollowUpsShape, view: FollowUpsShape) -> FollowUpsShape:
    """A view over what is there: what it leaves open stays."""
    is_board = shape.is_board if view.is_board is None else view.is_board
    return FollowUpsShape(view.wanted, view.order or shape.order, is_board)


def _offered(ward: Ward) -> Offered:
    return Offered(ward.followups.goals(), ward.views.views())


def open_page(desk: Desk) -> FollowUpsPresenter:
    """Follow-ups at work."""
    return FollowUpsPresenter(FollowUpsPage(desk.may), desk)
