"""What is said of a practice huddle at its end: what went well, and what to try next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.practice import Feedback
from ui.theme.icons import pixmap
from ui.theme.look import look, space
from ui.widgets.buttons import button, main_button
from ui.widgets.card import Card, stacked
from ui.widgets.labels import body, heading, quiet, title
from ui.widgets.scroll import page_scroll


class FeedbackView(QWidget):
    """The end of a practice huddle; it gives no score.

    Signals:
        again_asked: Practise the same once more.
        done_asked: Go back to the real ward.
    """

    again_asked = Signal()
    done_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("practice_feedback")
        scroll = page_scroll("feedback_scroll")
        scroll.column.addWidget(title(_("How it went"), "feedback_title"))
        self._time = quiet("", "feedback_time")
        scroll.column.addWidget(self._time)
        self._well, self._next = Card("feedback_well"), Card("feedback_next")
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        row.addWidget(stacked(self._well), 1)
        row.addWidget(stacked(self._next), 1)
        scroll.column.addLayout(row)
        note = _("No score and no grade; nobody else sees this, and it goes with this window.")
        scroll.column.addWidget(quiet(note, "feedback_note"))
        scroll.column.addStretch()
        self._again = button(
            _("Again"), "practise_again", name=_("Practise the same again"), run=True
        )
        self._again.clicked.connect(self.again_asked)
        self._done = main_button(_("Done"), "practice_done", name=_("Done: back to your ward"))
        self._done.clicked.connect(self.done_asked)
        foot = QHBoxLayout()
        foot.setContentsMargins(*(space("three"), space("one"), space("three"), space("two")))
        foot.addStretch()
        foot.addWidget(self._again)
        foot.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def show_feedback(self, feedback: Feedback) -> None:
        """Show it, once, with the keyboard on what ends it."""
        self._time.setText(feedback.time)
        self._fill(self._well, _("Went well"), feedback.well, "tick", "good")
        self._fill(self._next, _("Try next"), feedback.try_next, "next", "accent")
        self._done.setFocus()

    def _fill(self, card: Card, name: str, texts: Sequence[str], mark: str, tone: str) -> None:
        card.column.addWidget(heading(name, f"{card.objectName()}_title"))
        if not texts:
            card.column.addWidget(quiet(_("Nothing this time."), f"{card.objectName()}_none"))
        for at, text in enumerate(texts):
            row = QHBoxLayout()
            row.setSpacing(space("one"))
            picture = QLabel()
            picture.setPixmap(pixmap(mark, tone, look().size("icon")))
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(body(text, f"{card.objectName()}_{at}"), 1)
            card.column.addLayout(row)
