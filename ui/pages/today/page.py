"""Today's widgets: the huddle that is due, what is late, what waits, and a line to raise things."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import N_, _, ngettext
from huddle.rows.embedding import EmbeddingRow
from huddle.rows.items import ItemRow
from huddle.rows.planning import CardRow, HuddleRow, TodayState
from ui import wording
from ui.actions import bind_window, shown
from ui.pages.today import words
from ui.pages.today.huddle_card import HuddleCard
from ui.pages.today.raise_card import RaiseCard
from ui.pages.today.rows import HuddleLine, PressableRow, list_card
from ui.pages.today.tour_offer import TourOffer
from ui.pages.today.words import Doing, Moment
from ui.theme.look import space
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.card import Card, stacked
from ui.widgets.columns import Columns
from ui.widgets.embedding_strip import EmbeddingStrip
from ui.widgets.emptying import empty
from ui.widgets.labels import body, heading, quiet, secondary, title
from ui.widgets.scroll import page_scroll

_LATE_SHOWN = 3
"""The rest is one press away, and the whole page is seen at a glance."""
_RAISED_SHOWN = 38
"""Characters of what was raised for the huddle."""


class TodayPage(QWidget):
    """What the ward needs to see before its huddle.

    Signals:
        start_asked: Start the huddle of a series, at one of its times of today.
        go_on_asked: Resume a huddle, or take it over.
        agenda_asked: The agenda of a series.
        not_held_asked: Huddles that were due, none of them held.
        sheet_asked: A kind of sheet of a huddle.
        history_asked: A huddle in History.
        followups_asked: Follow-ups, with what it shall show.
        page_asked: Another page.
        raise_edited: What is being typed for the next huddle.
        raise_asked: It shall be kept.
        swap_asked: A series, and the day that somebody else facilitates it.
        paper_asked: A series, and the day that it was held on paper.
        certificate_asked: The certificate of the newest milestone.
    """

    start_asked = Signal(str, object)
    go_on_asked = Signal(str)
    agenda_asked = Signal(str)
    not_held_asked = Signal(object)
    sheet_asked = Signal(str, str)
    history_asked = Signal(str)
    followups_asked = Signal(dict)
    page_asked = Signal(str)
    raise_edited = Signal(str)
    raise_asked = Signal(str)
    swap_asked = Signal(str, object)
    paper_asked = Signal(str, object)
    certificate_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("today_page")
        self._shown: dict[str, object] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        scroll = page_scroll("today_scroll")
        self._all = scroll.column
        column.addWidget(scroll)
        head = Columns((3, 2), "today_head")
        head.add(self._build_head())
        self.offer = TourOffer()
        head.add(self.offer)
        self.offer.hide()
        scroll.column.addWidget(head)
        columns = Columns((3, 2), "today_columns")
        columns.add(self._build_left())
        columns.add(self._build_right())
        scroll.column.addWidget(columns)
        scroll.column.addStretch()
        self._foot = secondary("", "today_foot")
        scroll.column.addWidget(self._foot)
        bind_window(self, "raise_for_next", self.raise_card.begin)

    def show_state(self, state: TodayState, moment: Moment) -> None:
        """Show how things stand."""
        self._title.setText(dates.in_prose(state.today))
        self._ward.setText(state.unit.name)
        leading = words.leading(state)
        self.huddle_card.setVisible(leading is not None)
        if leading is not None:
            self.huddle_card.show_card(leading, moment)
        self.raise_card.show_number(state.unit.act_now_number)
        self.read_file.setVisible(moment.may("handover.read"))
        self.type_in.setVisible(moment.may("typing_in.answer"))
        self._render_open(state, leading, moment)
        self._render_late(state)
        self._render_ready(state)
        self._render_voice(state.patient_voice)
        self._render_others(state, leading, moment)
        sets_up = moment.may("setting_up.change_unit")
        self._first_steps.setVisible(sets_up and words.is_new(state))
        self.show_time(moment.now)

    def show_embedding(self, progress: EmbeddingRow | None) -> None:
        """Show how far huddles are from being a habit; nothing once that is long so."""
        self._strip.show_progress(progress)
        self._embedding.setVisible(progress is not None)

    def put_first(self, card: Card) -> None:
        """Show a card above everything else."""
        self._all.insertWidget(0, card)

    def show_time(self, now: dt.datetime) -> None:
        """Bring what depends on the clock up to date."""
        self.huddle_card.show_time(now)
        self._foot.setText(
            _("As at {time}. Huddle is not a patient record or a handover.").format(
                time=dates.clock_time(now)
            )
        )

    # Building

    def _build_head(self) -> QWidget:
        inside = QWidget()
        head = QVBoxLayout(inside)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        self._title = title("", "today_title")
        self._ward = quiet("", "today_ward")
        head.addWidget(self._title)
        head.addWidget(self._ward)
        head.addStretch()
        return inside

    def _build_left(self) -> QWidget:
        self.huddle_card = HuddleCard()
        self._connect_card(self.huddle_card)
        self._open, self._open_rows = list_card("left_open", _("Left from earlier"))
        self._late, self._late_rows = list_card("late_promises", "")
        self._late_rows.setSpacing(0)
        margins = self._late.column.contentsMargins()
        margins.setTop(space("one"))
        self._late.column.setContentsMargins(margins)
        self._late.column.setSpacing(0)
        self._late.column.insertLayout(0, self._build_late_head())
        self._ready, self._ready_rows = list_card("also_ready", _("Also ready for the room"))
        self._ready_rows.setSpacing(0)
        return stacked(
            self.huddle_card, self._open, self._build_first_steps(), self._late, self._ready
        )

    def _build_right(self) -> QWidget:
        self.raise_card = RaiseCard()
        self.raise_card.edited.connect(self.raise_edited)
        self.raise_card.keep_asked.connect(self.raise_asked)
        self.read_file = quiet_button(_("Read a hand-over file…"), "read_handover")
        key = shown("type_in")
        self.type_in = quiet_button(_("Type a sheet in…"), "type_in", key=key)
        rows = QVBoxLayout()
        # Their words line up with those above, not their edges.
        rows.setContentsMargins(-space("one"), 0, 0, 0)
        rows.setSpacing(0)
        for made in (self.type_in, self.read_file):
            made.hide()
            rows.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self.raise_card.column.addLayout(rows)
        self._voice, self._voice_rows = list_card("patient_voice", _("What patients said"))
        self._others, self._other_rows = list_card("other_huddles", _("Other huddles"))
        return stacked(self.raise_card, self._voice, self._others, self._build_embedding())

    def _build_embedding(self) -> Card:
        self._embedding = Card("embedding_card")
        self._embedding.hide()
        self._strip = EmbeddingStrip()
        self._strip.certificate_asked.connect(self.certificate_asked)
        self._embedding.column.addWidget(self._strip)
        return self._embedding

    def _build_late_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        # The words of a button without a border line up with what stands below, not its edge.
        head.setContentsMargins(0, 0, -space("one"), 0)
        head.addWidget(heading(_("Late promises")), 1)
        self._late_count = quiet_button("", "late_count")
        self._late_count.clicked.connect(lambda: self.followups_asked.emit({"overdue": "yes"}))
        head.addWidget(self._late_count)
        return head

    def _build_first_steps(self) -> Card:
        self._first_steps = Card("first_steps")
        self._first_steps.column.addWidget(heading(_("Before your first huddle")))
        for page, text in (
            ("people", _("See who takes part: departments and people")),
            ("templates", _("Read the agenda, and set its days and time")),
            ("settings", _("Set the number to call when something is happening now")),
            ("practice", _("Lead a practice huddle with made-up people")),
        ):
            row = Button(text, f"first_{page}", role="row")
            row.clicked.connect(lambda _on=False, page=page: self.page_asked.emit(page))
            self._first_steps.column.addWidget(row)
        self._first_steps.column.addWidget(
            quiet(_("Or start now: all of it can be changed later."), "first_or_start")
        )
        return self._first_steps

    def _connect_card(self, shown: HuddleCard) -> None:
        shown.start_asked.connect(lambda: self._with_card(self._ask_start))
        shown.agenda_asked.connect(
            lambda: self._with_card(lambda card: self.agenda_asked.emit(card.series_id))
        )
        shown.go_on_asked.connect(lambda: self.go_on_asked.emit(self._huddle_id()))
        shown.summary_asked.connect(lambda: self.sheet_asked.emit("summary", self._huddle_id()))
        shown.actions_asked.connect(lambda: self.sheet_asked.emit("actions", self._huddle_id()))
        shown.open_again_asked.connect(lambda: self.history_asked.emit(self._huddle_id()))
        shown.not_held_asked.connect(self._ask_not_held)
        shown.paper_asked.connect(self._ask_paper)
        shown.swap_asked.connect(lambda: self._with_card(self._ask_swap))

    def _with_card(self, act: Callable[[CardRow], object]) -> None:
        card = self.huddle_card.card
        if card is not None:
            act(card)

    def _ask_start(self, card: CardRow) -> None:
        self.start_asked.emit(card.series_id, card.starts_at if card.is_due_today else None)

    def _ask_swap(self, card: CardRow) -> None:
        if card.turn is not None:
            self.swap_asked.emit(card.series_id, card.turn.on)

    def _huddle_id(self) -> str:
        card = self.huddle_card.card
        return card.huddle.id if card is not None and card.huddle is not None else ""

    def _ask_paper(self) -> None:
        card = self.huddle_card.card
        if card is not None:
            self.paper_asked.emit(card.series_id, self._shown.get("today"))

    def _ask_not_held(self) -> None:
        card, shown = self.huddle_card.card, self._shown.get("today")
        if card is not None and isinstance(shown, dt.date):
            self.not_held_asked.emit((words.planned(card, shown),))

    # Rendering; a list whose content is as it was is left alone, and keeps the keyboard

    def _is_new(self, name: str, content: object) -> bool:
        is_new = name not in self._shown or self._shown[name] != content
        self._shown[name] = content
        return is_new

    def _render_open(self, state: TodayState, leading: CardRow | None, moment: Moment) -> None:
        self._shown["today"] = state.today
        on_cards = {card.huddle.id for card in state.cards if card.huddle is not None}
        left = [huddle for huddle in state.unfinished if huddle.id not in on_cards]
        if self._is_new("open", (left, state.missed)):
            empty(self._open_rows)
            planned = {card.series_id: card.facilitator for card in state.cards}
            for huddle in left:
                leader = planned.get(huddle.series_id, "")
                self._open_rows.addWidget(self._left_open(huddle, moment, leader))
            for latest, *earlier in words.by_series(state.missed):
                self._open_rows.addWidget(self._missed(latest, state.today))
                if earlier:
                    self._open_rows.addWidget(self._missed_earlier(earlier))
        # What was left lying is for whoever can put it right.
        self._open.setVisible(bool(left or state.missed) and moment.may("running.open"))

    def _left_open(self, huddle: HuddleRow, moment: Moment, planned: str) -> HuddleLine:
        actions = _OTHER_ACTIONS[words.resuming(huddle, moment, planned)]
        below = words.left_open(huddle)
        row = HuddleLine("unfinished_huddle", huddle.title, below, _worded(actions))
        row.pressed.connect(lambda _key: self.go_on_asked.emit(huddle.id))
        return row

    def _missed(self, huddle: HuddleRow, today: dt.date) -> HuddleLine:
        below = _("{day}: not started. Why was it not held?").format(
            day=words.missed_at(huddle, today)
        )
        actions = [("go", _("Say why…")), ("paper", _("It was held on paper…"))]
        row = HuddleLine("missed_huddle", huddle.title, below, actions)
        row.pressed.connect(lambda key: self._act_on_missed((huddle,), key))
        return row

    def _missed_earlier(self, huddles: Sequence[HuddleRow]) -> HuddleLine:
        actions = [("go", _("Say why for all…")), ("paper", _("One was held on paper…"))]
        row = HuddleLine("missed_earlier", huddles[0].title, words.missed_too(huddles), actions)
        row.pressed.connect(lambda key: self._act_on_missed(huddles, key))
        return row

    def _act_on_missed(self, huddles: Sequence[HuddleRow], key: str) -> None:
        if key == "paper":
            self.paper_asked.emit(huddles[0].series_id, huddles[0].held_on)
        else:
            self.not_held_asked.emit(tuple(huddles))

    def _render_late(self, state: TodayState) -> None:
        if self._is_new("late", (state.late, state.late_count, state.open_count, state.today)):
            self._late_count.set_text(
                _("{late} of {count} open").format(
                    late=f"{state.late_count:,}", count=f"{state.open_count:,}"
                )
            )
            empty(self._late_rows)
            for item in state.late[:_LATE_SHOWN]:
                self._late_rows.addWidget(self._late_row(item, state.today))
            if not state.late:
                self._late_rows.addWidget(quiet(_("Nothing is late."), "nothing_late"))
        self._late.setVisible(not words.is_new(state))

    def _late_row(self, item: ItemRow, today: dt.date) -> PressableRow:
        row = PressableRow(
            "late_promise",
            item.text,
            wording.owner_words(item),
            wording.late_words(item, today),
            "danger",
        )
        row.clicked.connect(lambda: self.followups_asked.emit({"item_id": item.id}))
        return row

    def _render_ready(self, state: TodayState) -> None:
        rows, unseen = _ready_rows(state), wording.hidden_words(state.hidden_count)
        if self._is_new("ready", (rows, unseen)):
            empty(self._ready_rows)
            for name, text in rows:
                row = Button(text, name, role="row")
                row.clicked.connect(lambda _on=False, name=name: self._open_ready(name))
                self._ready_rows.addWidget(row)
            if unseen:
                self._ready_rows.addWidget(secondary(unseen, "today_hidden"))
            elif not rows:
                self._ready_rows.addWidget(quiet(_("Nothing else waits."), "nothing_ready"))
        self._ready.setVisible(not words.is_new(state) or bool(rows or unseen))

    def _open_ready(self, name: str) -> None:
        if name in ("ready_untold", "ready_unanswered"):
            self.followups_asked.emit({"escalated": "yes"})
        elif name == "ready_asked":
            self.followups_asked.emit({"asked": "yes"})
        elif name == "ready_done":
            self.followups_asked.emit({"status": "finished"})
        else:
            self._with_card(lambda card: self.agenda_asked.emit(card.series_id))

    def _render_voice(self, said: Sequence[ItemRow]) -> None:
        if self._is_new("voice", tuple(said)):
            empty(self._voice_rows)
            for item in said:
                self._voice_rows.addWidget(body(_("“{words}”").format(words=item.text)))
                self._voice_rows.addWidget(secondary(dates.in_prose(item.raised_on)))
        self._voice.setVisible(bool(said))

    def _render_others(self, state: TodayState, leading: CardRow | None, moment: Moment) -> None:
        others = tuple(card for card in state.cards if card is not leading)
        if self._is_new("others", (others, state.today)):
            empty(self._other_rows)
            for card in others:
                self._other_rows.addWidget(self._other(card, moment))
        self._others.setVisible(bool(others))

    def _other(self, card: CardRow, moment: Moment) -> HuddleLine:
        actions = _OTHER_ACTIONS[words.doing(card, moment)]
        if not moment.may("running.reopen"):
            actions = tuple(one for one in actions if one[0] != "again")
        below = _other_words(card, moment.now)
        row = HuddleLine("other_huddle", card.title, below, _worded(actions))
        row.pressed.connect(lambda key: self._act(card, key))
        return row

    def _act(self, card: CardRow, key: str) -> None:
        huddle_id = card.huddle.id if card.huddle is not None else ""
        if key == "start":
            self._ask_start(card)
        elif key == "go":
            self.go_on_asked.emit(huddle_id)
        elif key == "again":
            self.history_asked.emit(huddle_id)
        else:
            self.sheet_asked.emit(key, huddle_id)


_OTHER_ACTIONS: dict[Doing, tuple[tuple[str, str], ...]] = {
    Doing.START: (("start", N_("Start now")),),
    Doing.RESUME: (("go", N_("Resume")),),
    Doing.TAKE_OVER: (("go", N_("Take over")),),
    Doing.JOIN: (("go", N_("Join")),),
    Doing.LOOK_BACK: (
        ("summary", N_("Summary sheet")),
        ("actions", N_("Action sheets")),
        ("again", N_("Open again…")),
    ),
    Doing.NOTHING: (),
}


def _worded(actions: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, _(label)) for key, label in actions]


def _other_words(card: CardRow, now: dt.datetime) -> str:
    if card.huddle is None and card.is_due_today:
        return _("today at {time}").format(time=dates.clock_time(card.starts_at))
    return words.when(card, now)


def _ready_rows(state: TodayState) -> tuple[tuple[str, str], ...]:
    rows = []
    if asked := state.asked_count:
        text = ngettext("{count} asked of us", "{count} asked of us", asked).format(count=asked)
        if late := state.asked_late_count:
            text = _("{asked}, {late} late").format(asked=text, late=late)
        rows.append(("ready_asked", text))
    if untold := state.untold_count:
        text = ngettext(
            "{count} escalation: nobody told yet", "{count} escalations: nobody told yet", untold
        )
        rows.append(("ready_untold", text.format(count=untold)))
    if silent := state.unanswered_count:
        text = ngettext(
            "{count} escalation without a reply in time",
            "{count} escalations without a reply in time",
            silent,
        )
        rows.append(("ready_unanswered", text.format(count=silent)))
    if done := len(state.done_since):
        text = ngettext(
            "{count} done {since}: say thank you", "{count} done {since}: say thank you", done
        )
        rows.append(("ready_done", text.format(count=done, since=words.since_words(state))))
    if state.raised_between:
        rows.append(("ready_raised", _raised_words(state.raised_between)))
    return (*rows, *_coming_back_rows(state))


def _coming_back_rows(state: TodayState) -> tuple[tuple[str, str], ...]:
    rows = []
    if parked := state.parked_count:
        text = ngettext("{count} parked item", "{count} parked items", parked)
        rows.append(("ready_parked", text.format(count=parked)))
    if goals := state.goals_count:
        text = ngettext("{count} goal to look at again", "{count} goals to look at again", goals)
        rows.append(("ready_goals", text.format(count=goals)))
    return tuple(rows)


def _raised_words(items: Sequence[ItemRow]) -> str:
    count, text = len(items), wording.beginning(items[0].text, _RAISED_SHOWN)
    if count == 1:
        return _("1 raised for the huddle: {text}").format(text=text)
    text = text.removesuffix(" …")
    return ngettext(
        "{count} raised for the huddle: {text} …", "{count} raised for the huddle: {text} …", count
    ).format(count=count, text=text)
