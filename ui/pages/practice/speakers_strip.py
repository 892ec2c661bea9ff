"""What people say in a practice huddle, as they say it; the latest at the bottom."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from huddle.i18n import _
from huddle.rows.practice import Line
from ui.messages import announce
from ui.theme.look import look, space
from ui.widgets.card import Card
from ui.widgets.labels import Label, body, quiet
from ui.widgets.scroll import page_scroll


class SpeakersStrip(Card):
    """A quiet strip below the Run page; what went by can be read again by scrolling."""

    def __init__(self) -> None:
        super().__init__("speakers_strip", margin="one")
        self.setAccessibleName(_("What people say"))
        self._scroll = page_scroll("speakers_scroll", margin="half", gap="half")
        # So that what went by is read again by keys, too.
        self._scroll.setProperty("focusPolicy", "TabFocus")
        self._scroll.setAccessibleName(_("What was said so far"))
        self._hint = quiet("", "speakers_hint")
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(space("three"))
        self._rows.setVerticalSpacing(space("half"))
        self._rows.setColumnStretch(1, 1)
        self._scroll.column.addLayout(self._rows)
        self._scroll.column.addStretch()
        self.column.setContentsMargins(space("one"), 0, space("one"), 0)
        self.column.setSpacing(0)
        self.column.addWidget(self._scroll, 1)
        hint = QHBoxLayout()
        hint.setContentsMargins(space("half"), 0, 0, space("half"))
        hint.addWidget(self._hint)
        self.column.addLayout(hint)
        self._latest: Label | None = None
        # Its place is known only once what holds it is laid out.
        self._scroll.verticalScrollBar().rangeChanged.connect(
            lambda: QTimer.singleShot(0, self, self._show_latest)
        )

    def say(self, line: Line) -> None:
        """Somebody says something; screen readers say it too, when they are free."""
        who = _("{name}, {department}").format(name=line.who.name, department=line.who.department)
        words = _("“{words}”").format(words=line.says)
        name = Label(who, "strong", object_name="speaker_name", wraps=False)
        row = self._rows.rowCount()
        self._rows.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._latest = body(words, "speaker_words")
        self._rows.addWidget(self._latest, row, 1)
        announce(self, f"{who}: {words}")

    def fit(self, *, is_room: bool, is_short: bool) -> None:
        """Take what room there is.

        Args:
            is_room: Whether the text is read from afar, so that only the last words are shown.
            is_short: Whether even these have only a line; the rest of them is scrolled to.
        """
        self._hint.setVisible(not is_room)
        large = "speakers_least" if is_short else "speakers_room"
        self.setFixedHeight(look().size(large if is_room else "speakers"))

    def show_quiet(self, is_quiet: bool) -> None:
        """Say whether somebody is still about to speak at this step."""
        self._hint.setText(
            _("The room is quiet. Ask those who have said nothing: tap “heard” beside them.")
            if is_quiet
            else _("Write down what matters; tap “heard” beside those who spoke, or whom you ask.")
        )

    def _show_latest(self) -> None:
        """Show what was said last, from its beginning if it has no room as a whole."""
        if self._latest is not None:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(min(bar.maximum(), self._latest.y()))
