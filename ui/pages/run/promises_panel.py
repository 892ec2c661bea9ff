"""The promises under review at the side, gone through by key; and what was kept since last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.huddles import PromiseRow
from huddle.rows.items import ItemRow
from huddle.vocabulary import ItemKind, Review
from ui import wording
from ui.actions import shown
from ui.pages.run.answers_panel import AnswersPanel
from ui.theme.look import look, space
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.emptying import empty
from ui.widgets.flow import Flow
from ui.widgets.labels import heading, quiet, secondary, strong
from ui.widgets.scroll import page_scroll

if TYPE_CHECKING:
    from ui.desk import May

_BESIDE = 2
"""So many answers to what came back have room beside each other."""
_AROUND_ANSWERS = 66
"""What margins, edges, the gap and the scroll bar take of the panel's width."""


class PromiseCard(Card):
    """One promise; the one in hand shows the answers, for whoever may give them.

    Signals:
        answered: It was answered for.
        edit_asked: It shall be edited.
        chosen: It shall be the one in hand.
    """

    answered = Signal(str, str)
    edit_asked = Signal(str)
    chosen = Signal(str)

    def __init__(
        self, promise: PromiseRow, today: dt.date, *, is_in_hand: bool, answers: bool
    ) -> None:
        item = promise.item
        super().__init__(f"promise_{item.code}", margin="two")
        self._id = item.id
        self.set_chosen(is_in_hand)
        self.column.addWidget(strong(item.text, f"promise_text_{item.code}"))
        self.column.addWidget(secondary(wording.owner_words(item), f"promise_owner_{item.code}"))
        flow = Flow()
        for words, tone in (*wording.item_chips(item, today), *wording.privacy_chips(item)):
            flow.add(Chip(words, tone))
        self.column.addWidget(flow)
        if item.note:
            self.column.addWidget(secondary(item.note, f"promise_note_{item.code}"))
        if not answers:
            edit = self._edit_button(item, f"edit_promise_{item.code}")
            self.column.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        elif is_in_hand:
            self.column.addLayout(self._build_answers(item))
        else:
            take = quiet_button(
                _("Take this one"),
                f"take_{item.code}",
                name=_("Take this one: {text}").format(text=item.text),
                run=True,
            )
            take.clicked.connect(lambda: self.chosen.emit(self._id))
            self.column.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_answers(self, item: ItemRow) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(space("one"))
        answers = [self._answer_button(answer) for answer in Review]
        widest = max(made.sizeHint().width() for made in answers)
        beside = 2 if 2 * widest + _AROUND_ANSWERS <= look().size("promises") else 1
        for place, made in enumerate(answers):
            grid.addWidget(made, place // beside, place % beside)
        grid.addWidget(self._edit_button(item, "edit_promise"), len(answers), 0, 1, beside)
        return grid

    def _edit_button(self, item: ItemRow, object_name: str) -> Button:
        name = _("Edit: {text}").format(text=item.text)
        edit = quiet_button(_("Edit"), object_name, name=name, run=True)
        edit.clicked.connect(lambda: self.edit_asked.emit(self._id))
        return edit

    def _answer_button(self, answer: Review) -> Button:
        name = f"review_{answer.value}"
        made = Button(label(answer), name, key=shown(name), run=True)
        made.clicked.connect(lambda: self.answered.emit(self._id, answer.value))
        return made


class PromisesPanel(QWidget):
    """What comes back, what is not due, what was done, and what was parked.

    Signals:
        answered: A promise was answered for: its id and the answer.
        edit_asked: A promise shall be edited.
        more_asked: The open actions that are not due shall be shown.
        take_up_asked, let_go_asked: What to do with a parked item.
        reached_asked: A goal that came back is reached.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    answered = Signal(str, str)
    edit_asked = Signal(str)
    more_asked = Signal()
    asked_for = Signal(str)
    take_up_asked = Signal(str)
    let_go_asked = Signal(str)
    reached_asked = Signal(str)

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("promises_panel")
        self._may = may
        self._answers = may("running.review")
        self._promises: tuple[PromiseRow, ...] = ()
        self._told: object = None
        self._in_hand = ""
        self._today = dt.date.min
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(space("one"))
        self.answers = AnswersPanel(tells=may("escalations.told_back"))
        outer.addWidget(self.answers)
        self._heading = heading(_("Promises due"), "promises_heading")
        outer.addWidget(self._heading)
        self._scroll = page_scroll("promises_scroll", margin="half", gap="one")
        outer.addWidget(self._scroll, 1)

    @property
    def in_hand(self) -> str:
        """The id of the promise that the keys answer for; empty for none."""
        return self._in_hand

    def show_promises(
        self,
        promises: Sequence[PromiseRow],
        *,
        today: dt.date,
        not_due_count: int,
        not_due: Sequence[ItemRow],
        done_since: Sequence[ItemRow],
        parked: Sequence[ItemRow],
    ) -> None:
        """Show what there is to go through; nothing is built anew when it is the same."""
        self._today = today
        self._promises = tuple(promises)
        waiting = [row.item.id for row in promises if row.answer is None]
        if self._in_hand not in waiting:
            self._in_hand = waiting[0] if waiting and self._answers else ""
        told = (self._promises, not_due_count, tuple(not_due), tuple(done_since), tuple(parked))
        if (told, self._in_hand) == self._told:
            return
        self._told = (told, self._in_hand)
        empty(self._scroll.column)
        self._show_waiting()
        self._show_answered()
        self._show_not_due(not_due_count, not_due)
        self._show_done(done_since)
        self._show_parked(parked)
        self._scroll.column.addStretch()

    def take(self, by: int) -> None:
        """Take the next or the one before in hand."""
        waiting = [row.item.id for row in self._promises if row.answer is None]
        if waiting:
            place = waiting.index(self._in_hand) if self._in_hand in waiting else 0
            self._choose(waiting[(place + by) % len(waiting)])

    def _choose(self, item_id: str) -> None:
        self._in_hand = item_id
        told = self._told
        self._told = None
        if isinstance(told, tuple):
            promises, count, not_due, done, parked = told[0]
            self.show_promises(
                promises,
                today=self._today,
                not_due_count=count,
                not_due=not_due,
                done_since=done,
                parked=parked,
            )

    def _add(self, widget: QWidget) -> None:
        self._scroll.column.addWidget(widget)

    def _show_waiting(self) -> None:
        waiting = [row for row in self._promises if row.answer is None]
        words = _("Promises due")
        if self._promises:
            done = len(self._promises) - len(waiting)
            words = _("Promises due, {done} of {count} answered").format(
                done=done, count=len(self._promises)
            )
        self._heading.setText(words)
        if not self._promises:
            self._add(quiet(_("None is due today."), "no_promises"))
        if waiting and not self._answers:
            self._add(quiet(_("The facilitator answers for them."), "who_answers"))
        for row in waiting:
            is_in_hand = row.item.id == self._in_hand
            card = PromiseCard(row, self._today, is_in_hand=is_in_hand, answers=self._answers)
            card.answered.connect(self.answered)
            card.edit_asked.connect(self.edit_asked)
            card.chosen.connect(self._choose)
            self._add(card)

    def _show_answered(self) -> None:
        for row in self._promises:
            if row.answer is not None:
                words = _("{answer}: {text}").format(answer=label(row.answer), text=row.item.text)
                self._add(secondary(words, f"answered_{row.item.code}"))

    def _show_not_due(self, count: int, not_due: Sequence[ItemRow]) -> None:
        if not_due:
            self._add(heading(_("Not due yet"), "not_due_heading"))
            for item in not_due:
                words = _("{text}, {due}").format(
                    text=item.text, due=wording.due_words(item, self._today)
                )
                if not self._may("running.ask_for"):
                    self._add(secondary(words, f"not_due_{item.code}"))
                    continue
                ask = Button(words, f"ask_for_{item.code}", role="row", run=True)
                ask.clicked.connect(lambda _on=False, item=item: self.asked_for.emit(item.id))
                self._add(ask)
        elif count:
            words = ngettext("One more, not due", "{count} more, not due", count)
            more = quiet_button(words.format(count=count), "not_due_more", run=True)
            more.clicked.connect(self.more_asked)
            self._scroll.column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_done(self, done_since: Sequence[ItemRow]) -> None:
        if not done_since:
            return
        self._add(heading(_("Done since last time, thank you"), "done_heading"))
        for item in done_since:
            owner = f" · {item.owner_name}" if item.owner_name else ""
            self._add(secondary(f"{item.text}{owner}", f"done_{item.code}"))

    def _show_parked(self, parked: Sequence[ItemRow]) -> None:
        goals = [item for item in parked if item.kind is ItemKind.GOAL]
        others = [item for item in parked if item.kind is not ItemKind.GOAL]
        self._show_offered(_("Parked"), "parked_heading", others)
        self._show_offered(_("Goals to look at again"), "goals_heading", goals)

    def _show_offered(self, words: str, name: str, items: Sequence[ItemRow]) -> None:
        if items:
            self._add(heading(words, name))
        for item in items:
            card = Card(f"parked_{item.code}", margin="two")
            card.column.addWidget(strong(item.text))
            if self._may("running.take_up"):
                card.column.addLayout(self._parked_buttons(item))
            self._add(card)

    def _parked_buttons(self, item: ItemRow) -> QGridLayout:
        grid = QGridLayout()
        offered = [
            (_("Take it up"), "take_up", self.take_up_asked),
            (_("Let it go"), "let_go", self.let_go_asked),
        ]
        if item.kind is ItemKind.GOAL:
            offered.append((_("It is reached"), "reached", self.reached_asked))
        for place, (words, name, signal) in enumerate(offered):
            made = Button(words, f"{name}_{item.code}", name=f"{words}: {item.text}", run=True)
            made.clicked.connect(lambda _on=False, signal=signal: signal.emit(item.id))
            grid.addWidget(made, *divmod(place, _BESIDE))
        return grid
