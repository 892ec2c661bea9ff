"""A quiet line below the capture line: a concern of another day that is like the one typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.found import LikeBeforeRow
from ui.theme.look import space
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import quiet
from ui.wording import beginning

_LONGEST = 80


class LikeLine(QWidget):
    """Says what was like it, when, what became of it, and why it is said.

    Signals:
        asked: Somebody wants to see it.
        declined: It is not alike.
    """

    asked = Signal()
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("like_line")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        self._words = quiet("", "like_words")
        row.addWidget(self._words, 1)
        for words, name, signal in (
            (_("Not alike"), "like_decline", self.declined),
            (_("Show it"), "like_show", self.asked),
        ):
            made = quiet_button(words, name, run=True)
            # A press leaves the cursor in the line.
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(signal)
            row.addWidget(made)
        self.hide()

    def show_like(self, like: LikeBeforeRow | None) -> str:
        """Show it, or nothing; returns what is said."""
        words = _words(like) if like else ""
        self._words.setText(words)
        self.setVisible(bool(words))
        return words


def _words(like: LikeBeforeRow) -> str:
    return _("Like this before: “{text}”, {day}, {status}. Both say: {words}").format(
        text=beginning(like.text, _LONGEST),
        day=dates.in_prose(like.on),
        status=label(like.status),
        words=", ".join(like.shared),
    )
