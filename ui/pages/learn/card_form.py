"""The form in which a ward writes a card in its own words; each field keeps itself."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from huddle.i18n import _
from huddle.rows.guidance import GuidanceCard
from huddle.rules import typed_dates
from huddle.rules.guidance import MOST_WORDS, next_review, words_in
from ui.actions import shown
from ui.theme.look import space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.kept import LineField, TextField
from ui.widgets.labels import Label, heading, quiet
from ui.widgets.saved_mark import SavedMark
from ui.widgets.scroll import page_scroll

REVIEW = "review_on"


class CardForm(Card):
    """What a card says.

    Signals:
        changed: A field’s name in the row, and its new text.
        left: Somebody wants to read it as it is now.
        shipped_asked: The words that came with the program shall stand again.
    """

    changed = Signal(str, str)
    left = Signal()
    shipped_asked = Signal()

    def __init__(self) -> None:
        super().__init__("learn_form")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.saved = SavedMark("learn_saved")
        self._title = heading("", "learn_form_title")
        self._count = Label("", "label", object_name="learn_words", wraps=False)
        self._texts = {
            "what": TextField(_("What this is for"), "learn_what"),
            "how": TextField(
                _("In the next minute"), "learn_how", hint=_("One a line: what to do, in order.")
            ),
            "example": TextField(_("Example"), "learn_example", hint=_("It may stay empty.")),
        }
        self._review = LineField(
            _("Somebody reads it again by"),
            "learn_review_on",
            hint=_("A day within a year, such as 1 jun or +90d."),
        )
        scroll = page_scroll("learn_form_scroll", margin="three")
        scroll.column.addLayout(self._build_head())
        about = _("Each field keeps itself as you leave it. Everybody here reads your words then.")
        scroll.column.addWidget(quiet(about, "learn_form_about"))
        for name, field in self._texts.items():
            field.keep.connect(lambda text, name=name: self.changed.emit(name, text))
            field.text.textChanged.connect(self._show_count)
            scroll.column.addWidget(field)
        self._review.keep.connect(lambda text: self.changed.emit(REVIEW, text))
        scroll.column.addWidget(self._review)
        scroll.column.addWidget(self._build_buttons())
        scroll.column.addStretch()
        self.column.addWidget(scroll)

    def show_card(self, card: GuidanceCard, today: dt.date, *, is_other: bool) -> None:
        """Show what is kept of a card.

        Args:
            card: The card.
            today: The day it is in the ward.
            is_other: Whether another card, or none, was shown before.
        """
        self._title.setText(card.title)
        fields = {name: getattr(card, name) for name in self._texts}
        for name, text in fields.items():
            if is_other:
                self._texts[name].text.forget()
                self._texts[name].clear_error()
            self._texts[name].show_kept(text)
        if is_other:
            self._review.forget()
            self._review.clear_error()
        review_on = next_review(card.review_on, today)
        self._review.show_kept(typed_dates.typed_due(review_on))
        self._shipped.setVisible(card.is_own)
        self._show_count()

    def begin(self) -> None:
        """Put the cursor where the words begin."""
        self._texts["what"].text.setFocus()

    def show_error(self, name: str, text: str) -> None:
        """Say below a field what is wrong; empty takes it back."""
        field = self._texts.get(name, self._review)
        field.show_error(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to reading, where no field takes words back by it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_count(self) -> None:
        texts = (field.text.toPlainText() for field in self._texts.values())
        count = words_in(self._title.text(), *texts)
        said = _("{count} of {most} words").format(count=count, most=MOST_WORDS)
        self._count.setText(said)
        self._count.set_tone("danger" if count > MOST_WORDS else "secondary")

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(space("two"))
        head.addWidget(self._title, 1)
        head.addWidget(self.saved)
        head.addWidget(self._count)
        return head

    def _build_buttons(self) -> Flow:
        flow = Flow("learn_form_buttons")
        done = primary_button(_("Read it"), "learn_form_done", key=shown("leave"))
        done.clicked.connect(self.left)
        self._shipped = quiet_button(_("Use the shipped words again…"), "learn_shipped")
        self._shipped.clicked.connect(self.shipped_asked)
        for made in (done, self._shipped):
            flow.add(made)
        return flow
