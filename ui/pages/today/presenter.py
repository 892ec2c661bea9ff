"""What Today does: starts and explains huddles, keeps what is raised, follows the clock."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer

from huddle.errors import Refused
from huddle.i18n import _, ngettext
from huddle.rows.embedding import EmbeddingRow
from huddle.rows.huddles import RunState
from huddle.rows.items import ItemRow
from huddle.rows.planning import HuddleRow, TodayState
from huddle.vocabulary import Thing
from ui.care import Watch
from ui.messages import announce
from ui.pages.today.news import News
from ui.pages.today.page import TodayPage
from ui.pages.today.words import Moment
from ui.paper_huddle import PaperHuddles
from ui.presenter import Presenter
from ui.reading_in import ReadingIn
from ui.swapping import Swapping

if TYPE_CHECKING:
    from ui.desk import Desk

_DRAFT = "raise_for_next"
_DRAFT_MS = 400
_MINUTE_MS = 60_000
_TOLD_FOR = dt.timedelta(days=7)
"""So long after it Today says that huddles are a habit."""


class TodayPresenter(Presenter):
    """The behaviour of Today."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.UNIT, Thing.PEOPLE, Thing.TEMPLATES, Thing.SERIES, Thing.HUDDLES, Thing.ITEMS}
    )

    def __init__(self, page: TodayPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._state: TodayState | None = None
        self._is_habit = False
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._tick)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DRAFT_MS)
        self._typing.timeout.connect(self._save_draft)
        watch = Watch(page, desk)
        self._swapping = Swapping(page, desk, watch)
        self._paper = PaperHuddles(page, desk, watch)
        self._reading = ReadingIn(page, desk, watch)
        self._reading.take_drops(page)
        self._news = News(page, desk)
        self._connect()

    def arrive(self, **what: str) -> None:
        """Show Today; with `raising`, the cursor goes to the line for the next huddle."""
        super().arrive(**what)
        if self._state is not None:
            self._tick()
        if what.get("raising"):
            self.page.raise_card.begin()

    def come_back(self) -> None:
        """Follow the clock again."""
        super().come_back()
        if self._state is not None:
            self._tick()

    def leave(self) -> None:
        """Stop following the clock, and keep what is being typed."""
        self._minute.stop()
        self._news.end()
        if self._typing.isActive():
            self._typing.stop()
            self._save_draft()

    def refresh(self) -> None:
        """Query how things stand."""
        self.query(self.desk.ward.planning.today, self._show)

    def _connect(self) -> None:
        page, go = self.page, self.desk.go
        page.start_asked.connect(self._start)
        page.go_on_asked.connect(lambda huddle_id: go("run", huddle_id=huddle_id))
        page.agenda_asked.connect(
            lambda series_id: go("sheet", kind="agenda", series_id=series_id, back="today")
        )
        page.sheet_asked.connect(
            lambda kind, huddle_id: go("sheet", kind=kind, huddle=huddle_id, back="today")
        )
        page.history_asked.connect(lambda huddle_id: go("history", huddle_id=huddle_id))
        page.followups_asked.connect(lambda what: go("followups", **what))
        page.page_asked.connect(go)
        page.not_held_asked.connect(self._ask_why)
        page.raise_edited.connect(lambda _text: self._typing.start())
        page.raise_asked.connect(self._raise)
        page.swap_asked.connect(self._swapping.ask)
        page.paper_asked.connect(self._paper.ask)
        page.read_file.clicked.connect(self._reading.ask_file)
        page.certificate_asked.connect(lambda: go("sheet", kind="certificate", back="today"))
        page.offer.answered.connect(self._answer_offer)
        page.type_in.clicked.connect(self.desk.type_in)

    # Who is new here

    def _look_who_is_new(self) -> None:
        if self.desk.ward.account.id not in self.desk.settings().told_of_tour:
            wants = self.desk.ward.learning.wants_tour
            self.desk.tasks.run(self.widget, wants, self.page.offer.setVisible, self.refused)

    def _answer_offer(self, starts: bool) -> None:
        settings, me = self.desk.settings(), self.desk.ward.account.id
        now = self.desk.ward.clock.now()
        told = {**settings.told_of_tour, me: now.date().isoformat()}
        self.desk.keep_settings(dataclasses.replace(settings, told_of_tour=told))
        self.page.offer.hide()
        if starts:
            self.desk.start_tour()

    # The clock

    def _moment(self, state: TodayState) -> Moment:
        now = self.desk.ward.clock.now().astimezone(ZoneInfo(state.unit.time_zone))
        return Moment(now, self.desk.ward.account.name, self.desk.may)

    def _show(self, state: TodayState) -> None:
        is_first, self._state = self._state is None, state
        moment = self._moment(state)
        self.page.show_state(state, moment)
        self._wait_for_next_minute(moment.now)
        # What stands beside it is asked for once the huddle itself can be seen.
        QTimer.singleShot(0, self, partial(self._ask_beside, state.today, is_first=is_first))

    def _ask_beside(self, today: dt.date, *, is_first: bool) -> None:
        self._ask_embedding(today)
        self._news.ask()
        if is_first:
            self._ask_drafts()
            self._look_who_is_new()
            self.desk.tasks.run(self.widget, self.desk.ward.bring_in)

    def _ask_embedding(self, today: dt.date) -> None:
        # Once it is a habit nobody asks any more, however often Today is looked at.
        if not self._is_habit:
            show = partial(self._show_embedding, today)
            progress = self.desk.ward.embedding.progress
            self.desk.tasks.run(self.widget, progress, show, self.refused, key="embedding")

    def _show_embedding(self, today: dt.date, progress: EmbeddingRow | None) -> None:
        reached = progress.reached_on if progress is not None else None
        self._is_habit = reached is not None and today - reached > _TOLD_FOR
        self.page.show_embedding(None if self._is_habit else progress)

    def _tick(self) -> None:
        if self._state is None:
            return
        now = self._moment(self._state).now
        if now.date() != self._state.today:
            self.ask_again()
            return
        self.page.show_time(now)
        self._wait_for_next_minute(now)

    def _wait_for_next_minute(self, now: dt.datetime) -> None:
        if self.widget.isVisible():
            self._minute.start(_MINUTE_MS - now.second * 1000 - now.microsecond // 1000)

    # Huddles

    def _start(self, series_id: str, at: dt.time | None) -> None:
        self.desk.tasks.run(
            self.widget,
            lambda: self.desk.ward.running.start(series_id, at),
            self._started,
            self.refused,
            key="start",
        )

    def _started(self, run: RunState) -> None:
        self.desk.go("run", huddle_id=run.huddle.id)

    def _ask_why(self, missed: tuple[HuddleRow, ...]) -> None:
        count = len(missed)
        self.desk.ask.one_line(
            self.widget,
            title=ngettext(
                "Why was the huddle not held?", "Why were {count} huddles not held?", count
            ).format(count=count),
            text=ngettext(
                "A few words are enough. They stand in the history.",
                "A few words are enough. They stand in the history of each.",
                count,
            ),
            label=_("Reason"),
            yes=_("Keep the reason"),
            then=partial(self._not_held, missed),
        )

    def _not_held(self, missed: tuple[HuddleRow, ...], reason: str) -> None:
        def done(_rows: tuple[HuddleRow, ...]) -> None:
            self.desk.messages.say(_("The reason is kept."))

        self.desk.tasks.run(
            self.widget,
            lambda: self.desk.ward.planning.not_held_together(missed, reason),
            done,
            self.refused,
            key="not_held",
        )

    # Raising

    def _raise(self, text: str) -> None:
        self._typing.stop()
        ward = self.desk.ward

        def keep() -> ItemRow:
            item = ward.planning.raise_for_next(text)
            ward.running.save_draft(None, _DRAFT, "")
            return item

        self.desk.tasks.run(self.widget, keep, self._raised, self._not_raised, key="raise")

    def _raised(self, item: ItemRow) -> None:
        self.page.raise_card.show_kept(item.code)
        announce(self.widget, _("Kept. Slip number {number}.").format(number=item.code))

    def _not_raised(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.page.raise_card.show_refusal(error.message)
        else:
            self.refused(error)

    def _save_draft(self) -> None:
        text = self.page.raise_card.text
        self.desk.tasks.run(
            self.widget, lambda: self.desk.ward.running.save_draft(None, _DRAFT, text)
        )

    def _ask_drafts(self) -> None:
        self.desk.tasks.run(
            self.widget, lambda: self.desk.ward.running.drafts(None), self._show_draft
        )

    def _show_draft(self, drafts: dict[str, str]) -> None:
        self.page.raise_card.show_draft(drafts.get(_DRAFT, ""))


def open_page(desk: Desk) -> TodayPresenter:
    """Today at work."""
    return TodayPresenter(TodayPage(), desk)
