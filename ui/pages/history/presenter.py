"""What History does: finds huddles, shows one as it was, corrects, and opens the latest again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from huddle import dates
from huddle.exchange.formats import Kind
from huddle.i18n import _
from huddle.rows.huddles import HuddleRecord, HuddlesFilter, RunState
from huddle.rows.people import Known
from huddle.rows.planning import HuddleRow
from huddle.rows.technology import ToolConcernRow
from huddle.vocabulary import HuddleStatus, ItemKind, Thing
from ui.care import Watch
from ui.dialogs.export import Offer
from ui.exporting import Exporting
from ui.pages.history.page import HistoryPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk

_RECENT = 100


@dataclass(frozen=True, slots=True)
class _Shown:
    """One huddle as it was, and whether it may be opened again."""

    record: HuddleRecord
    tools: tuple[ToolConcernRow, ...]
    can_open_again: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which huddles are wanted."""

    text: str = ""
    department_id: str | None = None
    stage_id: str | None = None
    months_back: int | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """Those huddles, and what others can be asked for."""

    huddles: tuple[HuddleRow, ...]
    known: Known


class HistoryPresenter(Presenter):
    """The behaviour of History."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.HUDDLES, Thing.ITEMS, Thing.UNIT, Thing.PEOPLE, Thing.TEMPLATES, Thing.TECHNOLOGY}
    )

    def __init__(self, page: HistoryPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._wanted_id = self._item_id = ""
        self._leads = False
        self._watch = Watch(page, desk)
        go = desk.go
        page.search_changed.connect(lambda _text: self.ask_again())
        page.chosen.connect(self._load)
        page.resume_asked.connect(lambda huddle_id: go("run", huddle_id=huddle_id))
        page.summary_asked.connect(partial(self._go_to_sheet, "summary"))
        page.actions_asked.connect(partial(self._go_to_sheet, "actions"))
        page.correct_asked.connect(self._ask_correction)
        page.open_again_asked.connect(self._ask_reason)
        self._exporting = Exporting(page, desk, self._watch)
        page.export_asked.connect(self._ask_export)
        page.record.tool_asked.connect(lambda tool: go("technology", tool=tool))
        page.today_asked.connect(partial(go, "today"))

    def arrive(self, **what: str) -> None:
        """Show the huddles, with the one that `huddle_id` names, and in it what `item_id` does."""
        self._wanted_id = what.get("huddle_id", "")
        self._item_id = what.get("item_id", "")
        self._leads = bool(self._item_id)
        if self._wanted_id:
            self.page.widen()
            self._is_stale = True
        super().arrive()
        self.page.begin()

    def refresh(self) -> None:
        """Query the huddles that are searched for."""
        ward, wanted = self.desk.ward, self._wanted()
        self.query(lambda: _found(ward, wanted), self._show)

    def _wanted(self) -> _Wanted:
        page = self.page
        return _Wanted(page.search, page.department_id, page.stage_id, page.months_back)

    def _show(self, found: _Found) -> None:
        wanted, self._wanted_id = self._wanted_id, ""
        self.page.offer(found.known)
        self.page.show_huddles(found.huddles, wanted)
        if self.page.current_id:
            self._load(self.page.current_id)

    def _load(self, huddle_id: str) -> None:
        ward = self.desk.ward
        self.desk.tasks.run(
            self.widget, lambda: _shown(ward, huddle_id), self._show_record, self.refused
        )

    def _show_record(self, shown: _Shown) -> None:
        if shown.record.huddle.id == self.page.current_id:
            zone = ZoneInfo(shown.record.unit.time_zone)
            self.page.show_record(
                shown.record, zone, shown.tools, can_open_again=shown.can_open_again
            )
            is_there = self.page.show_item(self._item_id, leads=self._leads)
            # What changes later must not scroll away from where somebody reads by then.
            self._leads = self._leads and not is_there

    def _go_to_sheet(self, kind: str, huddle_id: str) -> None:
        self.desk.go("sheet", kind=kind, huddle=huddle_id, back="history")

    def _ask_export(self) -> None:
        ward, wanted = self.desk.ward, self._wanted()
        export = ward.export
        huddles = _("Huddles")
        listed = Offer(
            _("The huddles that are listed"),
            huddles,
            Kind.HUDDLES,
            lambda to: export.huddles(to, _asked(ward, wanted)),
        )
        self._exporting.ask(
            (
                *((listed,) if wanted != _Wanted() else ()),
                Offer(_("All huddles"), huddles, Kind.HUDDLES, export.huddles),
                Offer(_("All concerns"), _("Huddle concerns"), Kind.CONCERNS, export.concerns),
            )
        )

    def _ask_correction(self, huddle_id: str) -> None:
        self.desk.ask.one_line(
            self.widget,
            title=_("Add a dated correction"),
            text=_("The record stays as it was; this stands below it with today's date."),
            label=_("What was different"),
            yes=_("Add it"),
            then=partial(self._correct, huddle_id),
            watch=self._watch,
        )

    def _correct(self, huddle_id: str, text: str) -> None:
        ward = self.desk.ward
        self.desk.tasks.run(
            self.widget,
            lambda: ward.running.add_addendum(huddle_id, text),
            lambda _record: self.desk.messages.say(_("The correction is added.")),
            self.refused,
            key="correct",
        )

    def _ask_reason(self, huddle_id: str) -> None:
        self.desk.ask.one_line(
            self.widget,
            title=_("Open this huddle again"),
            text=_("Its record so far is kept. Say why, in a few words."),
            label=_("Reason"),
            yes=_("Open again"),
            then=partial(self._open_again, huddle_id),
            watch=self._watch,
        )

    def _open_again(self, huddle_id: str, reason: str) -> None:
        ward = self.desk.ward
        self.desk.tasks.run(
            self.widget,
            lambda: ward.running.reopen(huddle_id, reason),
            self._opened,
            self.refused,
            key="open_again",
        )

    def _opened(self, state: RunState) -> None:
        self.desk.go("run", huddle_id=state.huddle.id)


def _found(ward: Ward, wanted: _Wanted) -> _Found:
    return _Found(ward.history.huddles(_asked(ward, wanted)), ward.people.known())


def _asked(ward: Ward, wanted: _Wanted) -> HuddlesFilter:
    """What is wanted, counted from today."""
    back = wanted.months_back
    return HuddlesFilter(
        text=wanted.text,
        department_id=wanted.department_id,
        stage_id=wanted.stage_id,
        since=None if back is None else dates.months_back(ward.today(), back),
    )


def _shown(ward: Ward, huddle_id: str) -> _Shown:
    record = ward.history.record(huddle_id)
    huddle = record.huddle
    concerns = [item.id for item in record.items if item.kind is ItemKind.CONCERN]
    tools = ward.technology.about(concerns)
    if huddle.status is not HuddleStatus.CLOSED:
        return _Shown(record, tools, can_open_again=False)
    recent = ward.history.huddles(HuddlesFilter(series_id=huddle.series_id), limit=_RECENT)
    can_open_again = not any(_is_later(other, huddle) for other in recent)
    return _Shown(record, tools, can_open_again)


def _is_later(other: HuddleRow, huddle: HuddleRow) -> bool:
    """Whether another huddle began later; the number says when one was typed in."""
    if other.started_at is None or huddle.started_at is None:
        return False
    return other.started_at > huddle.started_at


def open_page(desk: Desk) -> HistoryPresenter:
    """History at work."""
    return HistoryPresenter(HistoryPage(desk.may), desk)
