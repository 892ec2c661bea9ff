"""What other units ask of this one: it heads the page until each answer is back with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.clock import local
from huddle.i18n import _, ngettext
from huddle.rows.changes import Changes
from huddle.rows.escalation import ReceivedRow
from huddle.vocabulary import ReceivedState, Thing
from ui import wording
from ui.answering import Answering
from ui.filling import say_refusal
from ui.handing_over import HandingOver
from ui.theme.look import space
from ui.widgets.buttons import Button, button, quiet_button
from ui.widgets.chip import Chip
from ui.widgets.columns import Columns
from ui.widgets.emptying import empty
from ui.widgets.flow import Flow
from ui.widgets.head_card import HeadCard
from ui.widgets.labels import Label, body, heading, secondary

if TYPE_CHECKING:
    from ui.care import Watch
    from ui.desk import Desk, May

_SHOWN = 1
"""More would push the table away; one press shows all."""
_LONGEST = 240
"""Characters of what is asked; all of it is one press away."""

Asked = tuple[tuple[ReceivedRow, ...], dt.datetime]
"""What waits, and the ward's wall clock."""


class AskedCard(HeadCard):
    """What came in, each with what comes next.

    Signals:
        act_asked: What shall be done with one: `answer`, `file`, `print`, `back` or `open`.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    act_asked = Signal(str, object)

    def __init__(self, may: May) -> None:
        super().__init__("asked", tone="accent")
        self._may = may
        self._shown: Asked | None = None
        self._shows_all = False
        head = QHBoxLayout()
        head.setSpacing(space("two"))
        head.addWidget(heading(_("Asked of us"), "asked_heading"))
        self._counts = Label("", "label", object_name="asked_counts")
        head.addWidget(self._counts, 1)
        self._more = quiet_button("", "asked_more")
        self._more.clicked.connect(self._show_all_or_few)
        head.addWidget(self._more)
        self.column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space("two"))
        self.column.addLayout(self._rows)

    def show_asked(self, asked: Asked) -> None:
        """Show these; the card is gone when there are none."""
        rows, now = asked
        is_new = self._shown is None or (rows, now.date()) != (
            self._shown[0],
            self._shown[1].date(),
        )
        self._shown = asked
        if is_new:
            self._fill(rows, now)
        self.want(wanted=bool(rows))

    def begin(self) -> None:
        """Put the keyboard on the first thing to do here."""
        made = [one for one in self.findChildren(Button) if one.isVisibleTo(self)]
        if made:
            min(made, key=lambda one: one is self._more).setFocus()

    def _show_all_or_few(self) -> None:
        self._shows_all = not self._shows_all
        if self._shown is not None:
            self._fill(*self._shown)

    def _fill(self, rows: Sequence[ReceivedRow], now: dt.datetime) -> None:
        empty(self._rows)
        shown = rows if self._shows_all else rows[:_SHOWN]
        for row in shown:
            self._rows.addWidget(self._row(row, now))
        late = sum(row.state is ReceivedState.LATE for row in rows)
        self._counts.setText(counts_words(len(rows), late))
        self._counts.set_tone("danger" if late else "secondary")
        self._more.setVisible(len(rows) > _SHOWN)
        words = ngettext("Show all {count}", "Show all {count}", len(rows)).format(count=len(rows))
        self._more.set_text(_("Show fewer") if self._shows_all else words)

    def _row(self, row: ReceivedRow, now: dt.datetime) -> QWidget:
        held = Columns((3, 2), "asked_row")
        held.add(self._words(row, now))
        acts = Flow()
        for made in self._acts(row):
            acts.add(made)
        held.add(acts)
        return held

    def _words(self, row: ReceivedRow, now: dt.datetime) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addWidget(body(wording.beginning(row.item.text, _LONGEST), "asked_text"))
        if row.answer:
            words = _("{name}: {answer}").format(name=row.answered_by, answer=row.answer)
            column.addWidget(body(wording.beginning(words, _LONGEST), "asked_answer"))
        reach = _("to reach them: {words}").format(words=row.telephone) if row.telephone else ""
        about = " · ".join(part for part in (row.item.code, reach) if part)
        when, tone = wording.reply_chip(row, now.date(), now.tzinfo or dt.UTC)
        known = QHBoxLayout()
        known.setSpacing(space("one"))
        known.addWidget(Chip(when, tone, object_name="asked_when"))
        known.addWidget(secondary(about, "asked_about"), 1)
        column.addLayout(known)
        return held

    def _acts(self, row: ReceivedRow) -> list[Button]:
        words = {
            "answer": _("Answer…"),
            "file": _("Make the answer file…"),
            "print": _("Print the answer"),
            "back": _("They have the answer"),
            "open": _("Open"),
        }
        made = []
        for act in self._offered(row):
            name = _("{act}: {text}").format(act=words[act], text=row.item.text)
            one = (quiet_button if act == "open" else button)(words[act], f"asked_{act}", name=name)
            one.clicked.connect(lambda _on=False, act=act: self.act_asked.emit(act, row))
            made.append(one)
        return made

    def _offered(self, row: ReceivedRow) -> list[str]:
        offered = []
        if row.state is not ReceivedState.TO_SEND_BACK:
            offered += ["answer"] if self._may("received.answer") else []
        else:
            if row.can_send_file:
                offered += ["file"] if self._may("handover.write_answer") else []
            elif not row.item.is_sensitive:
                offered.append("print")
            offered += ["back"] if self._may("received.sent_back") else []
        return [*offered, "open"]


def counts_words(count: int, late: int) -> str:
    """How many wait, and how many of them are late."""
    words = ngettext("{count} waits", "{count} wait", count).format(count=count)
    if not late:
        return words
    return _("{count}, {late} late").format(count=words, late=late)


class Asking(QObject):
    """Keeps the card up to date, and does what is asked there.

    Signals:
        open_asked: The id of an item that shall be shown in full.

    Args:
        card: Its widgets.
        desk: What it works with.
        watch: Looks at words for what tells who a patient is.
    """

    open_asked = Signal(str)

    def __init__(self, card: AskedCard, desk: Desk, watch: Watch) -> None:
        super().__init__(card)
        self._card = card
        self._desk = desk
        self._begins = False
        self._answering = Answering(card, desk, watch)
        self._handing = HandingOver(card, desk, watch)
        card.act_asked.connect(self._act)
        desk.changes.changed.connect(self._changed)
        self._load()

    def begin(self) -> None:
        """Put the keyboard on what is asked, as soon as it is there."""
        self._begins = True
        self._load()

    def _changed(self, changes: Changes) -> None:
        # What becomes late is said by a reminder.
        if changes.things & {Thing.ITEMS, Thing.PRIVACY, Thing.REMINDERS, Thing.UNIT}:
            self._load()

    def _load(self) -> None:
        ward = self._desk.ward

        def load() -> Asked:
            zone = ward.setting_up.unit().time_zone
            return ward.received.waiting(), local(ward.clock.now(), zone)

        self._desk.tasks.run(self._card, load, self._show, self._refused)

    def _show(self, asked: Asked) -> None:
        self._card.show_asked(asked)
        if self._begins:
            self._begins = False
            self._card.begin()

    def _act(self, act: str, row: ReceivedRow) -> None:
        acts = {
            "answer": self._answering.ask,
            "file": self._handing.answer,
            "print": self._print,
            "back": self._ask_sent_back,
            "open": self._open,
        }
        acts[act](row)

    def _open(self, row: ReceivedRow) -> None:
        self.open_asked.emit(row.item.id)

    def _print(self, row: ReceivedRow) -> None:
        self._desk.go("sheet", kind="answer", item=row.item.code, back="followups")

    def _ask_sent_back(self, row: ReceivedRow) -> None:
        self._desk.ask.confirm(
            self._card,
            title=_("Does {unit} have the answer?").format(unit=row.from_unit),
            text=_("Nothing is sent by this: it only leaves the list."),
            yes=_("They have it"),
            then=lambda: self._sent_back(row),
        )

    def _sent_back(self, row: ReceivedRow) -> None:
        received, messages = self._desk.ward.received, self._desk.messages
        self._desk.tasks.run(
            self._card,
            lambda: received.sent_back(row.id),
            lambda _row: messages.say(
                _("Noted: {unit} has the answer.").format(unit=row.from_unit)
            ),
            self._refused,
            key="sent_back",
        )

    def _refused(self, error: Exception) -> None:
        say_refusal(self._desk, error)
