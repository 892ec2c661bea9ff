"""The form of a sheet: what it is, its lines, and a button that ends it."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _, ngettext
from huddle.rows.paper import SheetForm
from huddle.rules.status_changes import ON_PAPER
from huddle.vocabulary import Review
from ui import actions
from ui.pages.typing_in.line_card import LineCard
from ui.theme.look import look, space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, quiet, title
from ui.widgets.row_list import RowList
from ui.widgets.scroll import page_scroll


class TypingInPage(QWidget):
    """Types one sheet in.

    Signals:
        keep_asked: What one line says shall be kept: the action's id, and a `Written`.
        edited: Something is being typed in a line: the action's id, and a `Written`.
        finish_asked: All of it is typed in.
        back_asked: A person is done with it for now.
    """

    keep_asked = Signal(str, object)
    edited = Signal(str, object)
    finish_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("typing_in_page")
        self._list: RowList[LineCard] = RowList("typing_in_lines", self._make_card, gap="two")
        self._state = EmptyState("", "", object_name="typing_in_state")
        scroll = page_scroll("typing_in_scroll")
        self._scroll = scroll
        scroll.column.addWidget(self._build_head())
        scroll.column.addWidget(self._state)
        scroll.column.addWidget(self._list)
        self._gone = quiet("", "typing_in_gone")
        scroll.column.addWidget(self._gone)
        scroll.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self._list.setMaximumWidth(round(look().space("reading") * 4 / 3))
        for answer in ON_PAPER:
            actions.bind(self, f"review_{answer.value}", partial(self._answer, answer))
        actions.bind(self, "next_promise", lambda: self.go_on(1))
        actions.bind(self, "previous_promise", lambda: self.go_on(-1))
        actions.bind(self, "leave", self.back_asked.emit)

    def show_head(self, called: str, about: str, typed_in: str) -> None:
        """Say which sheet it is, and whether somebody typed it in before."""
        self._title.setText(called)
        self._about.setText(about)
        self._before.setText(typed_in)
        self._before.setVisible(bool(typed_in))

    def show_form(self, form: SheetForm, today: dt.date) -> None:
        """Show its lines as they stand; what is typed in them stays."""
        if not self._list.keys:
            # Qt would lay all of them out anew for each that comes.
            self._list.hide()
        cards = self._list.show_rows([line.item.id for line in form.lines])
        for card, line in zip(cards, form.lines, strict=True):
            card.show_line(line, today, form.next_huddle_on)
        self._list.setVisible(bool(cards))
        self._finish.setVisible(bool(cards))
        self._state.setVisible(not cards)
        self._state.set_texts(
            _("Nothing on this sheet is left to type in"),
            _("Its actions are gone, or your account may not see them."),
        )
        gone = form.gone_count if cards else 0
        self._gone.setVisible(bool(gone))
        self._gone.setText(
            ngettext(
                "{count} line of it is gone, or not for you to see.",
                "{count} lines of it are gone, or not for you to see.",
                gone,
            ).format(count=gone)
        )

    def show_failure(self, text: str) -> None:
        """Say why there is no form."""
        self.show_head(_("Type a sheet in"), "", "")
        self._list.show_rows([])
        for widget in (self._list, self._finish, self._gone):
            widget.hide()
        self._state.set_texts(_("There is no sheet to type in"), text)
        self._state.show()

    def begin_again(self) -> None:
        """Forget what was typed in the lines: another sheet comes."""
        self._list.show_rows([])

    @property
    def has_unsent(self) -> bool:
        """Whether a line says something that is neither kept nor on its way to be."""
        return any(card.is_unsent for card in self._cards())

    def send(self) -> bool:
        """Have all lines kept that are not; False where one has no answer yet: it is asked for."""
        return all(card.send() for card in self._cards())

    def send_added(self) -> None:
        """Have what was added to answers kept."""
        for card in self._cards():
            card.send_added()

    def card(self, item_id: str) -> LineCard | None:
        """The line of an action, if it stands on the sheet."""
        return self._list.row(item_id)

    def begin(self, item_id: str = "") -> None:
        """Put the keyboard on a line; on the first one without it."""
        keys = self._list.keys
        card = self._list.row(item_id or (keys[0] if keys else ""))
        if card is not None:
            card.begin()
            self._scroll.ensureWidgetVisible(card)

    def go_on(self, by: int) -> None:
        """Put the keyboard on the next line, or the one before; after the last, on the end."""
        keys = self._list.keys
        at = self._at()
        if at is None:
            self.begin()
        elif at + by >= len(keys):
            self._finish.setFocus()
            self._scroll.ensureWidgetVisible(self._finish)
        else:
            self.begin(keys[max(0, at + by)])

    def _at(self) -> int | None:
        focus = self.focusWidget()
        found = (
            place
            for place, card in enumerate(self._cards())
            if focus is not None and card.isAncestorOf(focus)
        )
        return next(found, None)

    def _cards(self) -> list[LineCard]:
        return self._list.show_rows(self._list.keys)

    def _answer(self, answer: Review) -> None:
        at = self._at()
        card = self._list.row(self._list.keys[at]) if at is not None else None
        if card is not None:
            card.answer(answer)

    def _build_head(self) -> Columns:
        columns = Columns((2, 1), "typing_in_head")
        named = QWidget()
        words = QVBoxLayout(named)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(space("half"))
        self._title = title("", "typing_in_title")
        self._about = quiet("", "typing_in_about")
        self._before = Label("", "body", tone="caution", object_name="typing_in_before")
        for widget in (self._title, self._about, self._before):
            words.addWidget(widget)
        columns.add(named)
        self._finish = primary_button(_("All typed in"), "typing_in_finish")
        self._finish.clicked.connect(self.finish_asked)
        back = quiet_button(_("Back"), "typing_in_back", key=actions.shown("leave"))
        back.clicked.connect(self.back_asked)
        acts = Flow("typing_in_acts")
        acts.add(back)
        acts.add(self._finish)
        columns.add(acts)
        return columns

    def _make_card(self, item_id: str) -> LineCard:
        card = LineCard(item_id)
        card.keep_asked.connect(lambda written: self.keep_asked.emit(item_id, written))
        card.edited.connect(lambda written: self.edited.emit(item_id, written))
        card.done.connect(lambda: self.go_on(1))
        return card
