"""Answers by one key: for the chosen action, or for several at once, and taken back as one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from huddle.errors import Refused
from huddle.i18n import N_, _
from huddle.rows.items import ItemRow
from huddle.vocabulary import Review, Status
from ui.item_versions import items_saving, said_of
from ui.pages.followups.edits import actions_words, is_answerable
from ui.pages.followups.keeping import owner_fields
from ui.pages.followups.state import Asking, Surroundings, understood_due
from ui.settling import at_once
from ui.wording import beginning

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk
    from ui.escalating import Escalating
    from ui.pages.followups.detail_presenter import DetailPresenter
    from ui.pages.followups.page import FollowUpsPage

_LONGEST_SAID = 60
_DONE = (N_("Done: {text}"), N_("{text}: done"))
_STILL_GOING = (N_("Still going: {text}"), N_("{text}: still going"))
_BLOCKED = (N_("Blocked: {text}"), N_("{text}: blocked"))
_MORE_TIME = (N_("More time: {text}"), N_("{text}: more time"))
_HANDED_OVER = (N_("Handed over: {text}"), N_("{text}: handed over"))
"""What is said of one action, and of several."""

_Items = tuple[ItemRow, ...]


class Answering(QObject):
    """The behaviour of the one-key answers.

    Args:
        page: The page.
        desk: What it works with.
        around: Gives what is known of the ward.
        detail: Follows what changes in the action shown in full.
        escalating: Sends an action up.
        choose: Makes an action the current one.
        ask_again: Queries what the page shows.
    """

    def __init__(
        self,
        page: FollowUpsPage,
        desk: Desk,
        around: Callable[[], Surroundings],
        *,
        detail: DetailPresenter,
        escalating: Escalating,
        choose: Callable[[ItemRow], None],
        ask_again: Callable[[], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._around = around
        self._detail = detail
        self._escalating = escalating
        self._choose = choose
        self._ask_again = ask_again
        self._asked: _Items = ()
        self._settling = at_once(desk, page, "answer")
        page.answered.connect(self._answer)
        page.hand_over_asked.connect(lambda: self._ask(Asking.NEW_OWNER))
        page.strip.blocked.connect(self._block)
        page.strip.more_time.connect(self._give_time)
        page.strip.handed_over.connect(self._hand_over)
        page.strip.left.connect(self._leave_strip)

    def _answerable(self) -> _Items:
        return tuple(item for item in self._page.picked if is_answerable(item))

    def _answer(self, answer: Review) -> None:
        items = self._answerable()
        if not items:
            return
        if answer is Review.DONE:
            self._update(items, _DONE, {"status": Status.CLOSED})
        elif answer is Review.STILL_GOING:
            self._update(items, _STILL_GOING, {"status": Status.IN_PROGRESS})
        elif answer is Review.ESCALATE:
            self._escalate()
        else:
            is_blocked = answer is Review.BLOCKED
            self._ask(Asking.WHY_BLOCKED if is_blocked else Asking.MORE_TIME)

    def _ask(self, asks: Asking) -> None:
        if items := self._answerable():
            self._asked = items
            self._page.strip.ask(items, asks, self._around().known)

    def _escalate(self) -> None:
        picked = self._page.picked
        if len(picked) == 1:
            self._escalating.ask(picked[0], then=self._page.table.setFocus)
        else:
            self._desk.messages.say(_("Only one action at a time goes up: choose one."))

    def _block(self, why: str) -> None:
        self._update(self._asked, _BLOCKED, {"status": Status.BLOCKED, "note": why})

    def _give_time(self, day: str, why: str) -> None:
        due = understood_due(day, self._around())
        if due is None:
            said = _("That is no day. Try today, fri 14:00, 3 dec or +2d.")
            self._page.strip.show_refusal(said, "due_on")
        else:
            moved = {"due_on": due.due_on, "due_time": due.due_time, "note": why}
            self._update(self._asked, _MORE_TIME, moved)

    def _hand_over(self, name: str) -> None:
        ward, around = self._desk.ward, self._around()
        adds_people = self._desk.may("people.add_person")
        self._update(
            self._asked,
            _HANDED_OVER,
            {"owner_name": name},
            lambda: owner_fields(ward, name, around, adds_people=adds_people),
        )

    def _update(
        self,
        items: _Items,
        said: tuple[str, str],
        fields: dict[str, Any],
        kept_as: Callable[[], dict[str, Any]] | None = None,
    ) -> None:
        """Say the same of some actions.

        Args:
            items: The actions.
            said: What the person is told then, of one and of several.
            fields: What it changes, as rows hold it.
            kept_as: Makes what is kept of that, on the worker, where it differs.
        """
        if not items:
            return
        ward = self._desk.ward

        def update(read: list[tuple[str, int]]) -> _Items:
            return ward.followups.update_together(read, **(kept_as() if kept_as else fields))

        def done(rows: _Items) -> None:
            self._leave_strip()
            for row in rows:
                self._detail.after(row)
            said_now = tuple(fields.values())
            pairs = zip(rows, items, strict=True)
            self._tell(
                tuple(row for row, was in pairs if said_of(row, fields, was) == said_now), said
            )

        self._settling.save(
            lambda: items_saving(ward, items, fields, update), done, self._not_updated
        )

    def _tell(self, items: _Items, said: tuple[str, str]) -> None:
        if not items:
            self._desk.messages.say(_("It stays as the others said."))
            self._ask_again()
            return
        text = beginning(actions_words(items), _LONGEST_SAID)
        words = _(said[0] if len(items) == 1 else said[1]).format(text=text)
        self._desk.messages.say(words, (_("Undo"), lambda: self._take_back(items)))

    def _not_updated(self, error: Exception) -> None:
        if isinstance(error, Refused) and self._page.strip.isVisible():
            self._page.strip.show_refusal(error.message, error.field)
        else:
            self._refused(error)

    def _take_back(self, items: _Items) -> None:
        ward = self._desk.ward

        def take_back() -> _Items:
            return _as_they_are(ward, items) if ward.followups.take_back() else ()

        self._desk.tasks.run(
            self._page, take_back, self._taken_back, self._refused, key="take_back"
        )

    def _taken_back(self, rows: _Items) -> None:
        for row in rows:
            self._detail.after(row)
        if rows:
            self._choose(rows[0])
            self._desk.messages.say(_("Taken back."))
        else:
            self._desk.messages.say(_("It was so already: there is nothing to take back."))

    def _leave_strip(self) -> None:
        had_keyboard = self._page.strip.isAncestorOf(self._page.focusWidget() or self._page)
        self._asked = ()
        self._page.strip.close_strip()
        if had_keyboard:
            self._page.focus_list()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.messages.warn(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)


def _as_they_are(ward: Ward, items: _Items) -> _Items:
    return tuple(ward.followups.action(item.id) for item in items)
