"""What the safety cross does: shows a month, marks days, and keeps what is looked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.safety_cross import CrossDay, CrossesRow, HarmRow
from huddle.rules.cross_words import state_words
from huddle.vocabulary import Thing
from ui.care import Watch
from ui.filling import Asking
from ui.in_turn import InTurn
from ui.pages.safety_cross.day_strip import Held
from ui.pages.safety_cross.page import SafetyCrossPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from ui.desk import Desk

_DAY = dt.timedelta(days=1)


class SafetyCrossPresenter(Presenter):
    """The behaviour of the page."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.HARM, Thing.UNIT})

    def __init__(self, page: SafetyCrossPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._cross = desk.ward.safety_cross
        self._first: dt.date | None = None
        self._turns = InTurn(desk.tasks, page)
        self._asking = _Asking(page, desk, Watch(page, desk))
        page.month_asked.connect(self._ask_month)
        page.day_opened.connect(self._open)
        page.none_today.connect(self._none_today)
        page.strip.kept.connect(self._keep)
        page.strip.taken_back.connect(self._take_back)
        page.strip.left.connect(page.go_back)
        page.harms.added.connect(self._add)
        page.harms.renamed.connect(self._rename)
        page.harms.moved.connect(lambda harm, by: self._send(lambda: self._cross.move(harm, by)))
        page.harms.since_asked.connect(self._asking.since)
        page.harms.left.connect(self._retire)

    def arrive(self, **what: str) -> None:
        """Show the present month, with the keyboard on the first cross."""
        self._first = None
        self._is_stale = True
        super().arrive(**what)

    def leave(self) -> None:
        """Keep what is typed of a day."""
        if self.page.strip.is_typed:
            self._keep(self.page.strip.held)

    def refresh(self) -> None:
        """Query the month that is shown."""
        cross, first = self._cross, self._first
        sets_up = self.desk.may("safety_cross.add")

        def read() -> tuple[CrossesRow, tuple[HarmRow, ...]]:
            month = cross.month(first.year, first.month) if first else cross.month()
            return month, cross.harms(with_retired=True) if sets_up else ()

        self.query(read, self._show)

    def _show(self, read: tuple[CrossesRow, tuple[HarmRow, ...]]) -> None:
        is_first = self.page.shown is None
        self.page.show_crosses(*read)
        if is_first:
            self.page.begin()

    def _ask_month(self, by: int) -> None:
        shown = self.page.shown
        if shown is None:
            return
        self.leave()
        first, last = dates.month_days(shown.first)
        ways = {-1: first - _DAY, 1: last + _DAY}
        self._first = ways[by].replace(day=1) if by else None
        self.ask_again()

    # Days

    def _open(self, harm: HarmRow, day: CrossDay) -> None:
        if not self.page.strip.is_of(harm, day):
            self.leave()
        self.page.open_day(harm, day)

    def _none_today(self, harm: HarmRow) -> None:
        shown = self.page.shown
        if shown is None:
            return
        cross, today = self._cross, shown.today

        def done(day: CrossDay) -> None:
            self.desk.messages.say(
                _marked(harm, day),
                (
                    _("Undo"),
                    lambda: self._send(lambda: cross.unmark(harm.id, today, day.row_version)),
                ),
            )

        self._turns.add(lambda: lambda: cross.mark(harm.id, today), done, self.refused)

    def _keep(self, held: Held) -> None:
        harm, day = self.page.strip.harm, self.page.strip.day
        if harm is None or day is None:
            return

        def done(now: CrossDay) -> None:
            self.desk.messages.say(_marked(harm, now))
            if self.page.strip.is_of(harm, now):
                self.page.go_back()

        self._turns.add(
            lambda: (
                lambda: self._cross.mark(
                    harm.id, day.day, **held._asdict(), row_version=day.row_version
                )
            ),
            done,
            self._day_refused,
        )

    def _take_back(self) -> None:
        harm, day = self.page.strip.harm, self.page.strip.day
        if harm is None or day is None:
            return

        def done(now: CrossDay) -> None:
            self.desk.messages.say(_marked(harm, now))
            self.page.go_back()

        self._turns.add(
            lambda: lambda: self._cross.unmark(harm.id, day.day, day.row_version),
            done,
            self._day_refused,
        )

    def _day_refused(self, error: Exception) -> None:
        """Say beside the field what is wrong, and show the day as it stands by now."""
        if isinstance(error, Refused) and self.page.strip.isVisible():
            self.page.strip.show_error(error.field, error.message)
            self.ask_again()
        else:
            self.refused(error)

    # What is looked for

    def _add(self, names: tuple[str, ...]) -> None:
        for name in names:
            self._turns.add(
                partial(partial, self._cross.add, name),
                lambda _row: None,
                partial(self._give_back, name),
            )

    def _give_back(self, name: str, error: Exception) -> None:
        if isinstance(error, Refused):
            self.page.harms.add_line.give_back((name,), error.message)
        else:
            self.refused(error)

    def _rename(self, harm_id: str, name: str) -> None:
        def prepare() -> Callable[[], HarmRow] | None:
            harm = self.page.harms.harm(harm_id)
            if harm is None:
                return None
            return lambda: self._cross.rename(harm_id, harm.row_version, name)

        def failed(error: Exception) -> None:
            if isinstance(error, Refused):
                self.page.harms.show_error(harm_id, error.message)
            else:
                self.refused(error)

        self._turns.add(prepare, lambda _row: self.page.harms.show_error(harm_id, ""), failed)

    def _retire(self, harm: HarmRow) -> None:
        if harm.is_retired:
            self._send(lambda: self._cross.bring_back(harm.id))
            return

        def said(_done: None) -> None:
            self.desk.messages.say(
                _("{name} is no longer looked for. Its days stay.").format(name=harm.name),
                (_("Undo"), lambda: self._send(lambda: self._cross.bring_back(harm.id))),
            )

        self._turns.add(lambda: lambda: self._cross.retire(harm.id), said, self.refused)

    def _send(self, call: Callable[[], Any]) -> None:
        self._turns.add(lambda: call, lambda _done: None, self.refused)


class _Asking(Asking):
    """Asks from which day on a kind of harm counts."""

    def since(self, harm: HarmRow) -> None:
        """Ask for the day."""
        from ui.pages.safety_cross.since_form import SinceForm  # noqa: PLC0415 - seldom

        cross = self._desk.ward.safety_cross
        self._fill_in(
            SinceForm(self._page, harm),
            keep=lambda values: cross.count_from(harm.id, harm.row_version, **values),
            kept=self._said,
        )

    def _said(self, harm: HarmRow) -> None:
        words = _("{name} counts from {day}.")
        day = dates.in_table(harm.since_on)
        self._desk.messages.say(words.format(name=harm.name, day=day))


def _marked(harm: HarmRow, day: CrossDay) -> str:
    words = _("{harm}, {day}: {state}.")
    return words.format(harm=harm.name, day=dates.short_day(day.day), state=state_words(day))


def open_page(desk: Desk) -> SafetyCrossPresenter:
    """The safety cross at work."""
    return SafetyCrossPresenter(SafetyCrossPage(desk.may), desk)
