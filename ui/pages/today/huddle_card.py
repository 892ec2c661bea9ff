"""The card of the huddle that Today is about: the loudest thing on the page."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.planning import CardRow
from huddle.vocabulary import HuddleStatus
from ui.pages.today import words
from ui.pages.today.words import Doing, Moment
from ui.theme.look import look, space
from ui.widgets.buttons import Button, button, main_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, quiet


class HuddleCard(Card):
    """Name, time and standing of one huddle, and what comes next with it.

    Signals:
        start_asked: Begin it.
        go_on_asked: Resume it, or take it over.
        agenda_asked: Look at what it will go through.
        not_held_asked: Say why it is not held today.
        paper_asked: It was held on paper, and is typed in.
        summary_asked: Its summary sheet.
        actions_asked: Its action sheets.
        open_again_asked: Something was forgotten.
        swap_asked: Somebody else has the turn to facilitate it.
    """

    start_asked = Signal()
    go_on_asked = Signal()
    agenda_asked = Signal()
    not_held_asked = Signal()
    paper_asked = Signal()
    summary_asked = Signal()
    actions_asked = Signal()
    open_again_asked = Signal()
    swap_asked = Signal()

    _is_built = False

    def __init__(self) -> None:
        super().__init__("today_card")
        self._card: CardRow | None = None
        self._doing = Doing.START
        self._types_in = False
        self._build_words()
        self._build_buttons()
        self._is_built = True

    @property
    def card(self) -> CardRow | None:
        """The huddle shown."""
        return self._card

    def show_card(self, card: CardRow, moment: Moment) -> None:
        """Show a huddle."""
        self._card = card
        self._doing = words.doing(card, moment)
        self._name.setText(card.title)
        self._time.setText(dates.clock_time(card.starts_at))
        leader = words.facilitator(card)
        self._facilitator.setText(leader)
        self._facilitator.setVisible(bool(leader))
        self._who.setText(who := words.who_starts(card, moment))
        self._who.setVisible(bool(who))
        can_swap = card.turn is not None and card.huddle is None and moment.may("rotas.swap")
        self._swap.setVisible(can_swap)
        self._show_buttons(card, moment)
        self.show_time(moment.now)

    def show_time(self, now: dt.datetime) -> None:
        """Say where the huddle stands against the clock."""
        card = self._card
        if card is None:
            return
        is_held = self._doing is Doing.LOOK_BACK and card.huddle is not None
        held = words.held(card.huddle, now) if is_held and card.huddle else ""
        self._about.setText(held or words.about(card, now))
        self._held.setVisible(is_held)
        self._paper.setVisible(self._types_in and words.has_come(card, now))

    def changeEvent(self, event: QEvent) -> None:
        """Heights follow the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._is_built:
            self._fit_heights()

    def _build_words(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(space("two"))
        self._name = Label("", "title", object_name="today_huddle")
        self._held = Chip(_("held"), "good", object_name="today_held")
        self._time = Label("", "title", object_name="today_time", wraps=False)
        head.addWidget(self._name, 1)
        head.addWidget(self._held, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._time)
        self.column.addLayout(head)
        self.column.addLayout(self._build_about())
        self.column.addSpacing(space("half"))

    def _build_about(self) -> QHBoxLayout:
        self._about = quiet("", "today_about")
        self._facilitator = quiet("", "today_facilitator")
        self._who = quiet("", "today_who_starts")
        self._swap = quiet_button(
            _("Somebody else…"), "today_swap", name=_("Somebody else facilitates…")
        )
        self._swap.clicked.connect(self.swap_asked)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for line in (self._about, self._facilitator, self._who):
            lines.addWidget(line)
        # Beside two lines the button takes no height of its own.
        row = QHBoxLayout()
        row.addLayout(lines, 1)
        row.addWidget(self._swap, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _build_buttons(self) -> None:
        self._start = main_button(_("Start huddle"), "start_huddle")
        self._go_on = main_button(_("Resume huddle"), "resume_huddle")
        self._summary = main_button(_("Summary sheet"), "today_summary")
        self._actions = button(_("Action sheets"), "today_actions")
        self._agenda = button(_("Look at the agenda"), "look_at_agenda")
        self._not_held = quiet_button(_("Not held today…"), "not_held")
        self._paper = quiet_button(_("It was held on paper…"), "held_on_paper")
        self._open_again = quiet_button(_("Open again…"), "open_again")
        for one, signal in (
            (self._start, self.start_asked),
            (self._go_on, self.go_on_asked),
            (self._summary, self.summary_asked),
            (self._actions, self.actions_asked),
            (self._agenda, self.agenda_asked),
            (self._not_held, self.not_held_asked),
            (self._paper, self.paper_asked),
            (self._open_again, self.open_again_asked),
        ):
            one.clicked.connect(signal)
        row = QHBoxLayout()
        # The words of a button without a border line up with the time above, not its edge.
        row.setContentsMargins(0, 0, -space("one"), 0)
        row.setSpacing(space("one"))
        row.addWidget(self._beside(self._start, self._go_on, self._summary, self._actions), 1)
        row.addWidget(self._not_held)
        row.addWidget(self._open_again)
        self.column.addLayout(row)
        # Beside the others it would leave no room for the agenda.
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, -space("one"), 0)
        below.addStretch()
        below.addWidget(self._paper)
        self.column.addLayout(below)

    def _beside(self, *buttons: Button) -> QWidget:
        flow = Flow("today_buttons")
        for one in (*buttons, self._agenda):
            flow.add(one)
        self._fit_heights()
        return flow

    def _fit_heights(self) -> None:
        """What stands beside the main button is as high as it."""
        for one in (self._actions, self._agenda):
            one.setMinimumHeight(look().size("control_main"))

    def _show_buttons(self, card: CardRow, moment: Moment) -> None:
        doing = self._doing
        goes_on = doing in (Doing.RESUME, Doing.TAKE_OVER, Doing.JOIN)
        self._start.setVisible(doing is Doing.START)
        self._go_on.setVisible(goes_on)
        self._go_on.set_text(_go_on_words(card, doing))
        for one in (self._summary, self._actions):
            one.setVisible(doing is Doing.LOOK_BACK)
        self._open_again.setVisible(doing is Doing.LOOK_BACK and moment.may("running.reopen"))
        is_running = card.huddle is not None and card.huddle.status is HuddleStatus.RUNNING
        self._agenda.setVisible(doing in (Doing.START, Doing.NOTHING) and not is_running)
        is_due = card.huddle is None and card.is_due_today
        self._types_in = is_due and moment.may("paper.enter")
        self._not_held.setVisible(is_due and moment.may("planning.not_held"))


def _go_on_words(card: CardRow, doing: Doing) -> str:
    if doing is Doing.JOIN:
        return _("Join the huddle")
    if doing is Doing.TAKE_OVER and card.huddle is not None:
        return _("Take over from {name}").format(name=card.huddle.facilitator)
    return _("Resume huddle")
