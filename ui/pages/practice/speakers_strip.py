"""What people say in a practice huddle, as they say it; the latest at the bottom."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from huddle.i18n import _
from huddle.rows.practice import Line
from ui.messages import announce
from ui.theme.look import look, space
from ui.widgets.card import Card
from ui.widgets.labels import body, quiet, strong
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
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space("half"))
        self._scroll.column.addLayout(self._rows)
        self._scroll.column.addStretch()
        self.column.setSpacing(0)
        self.column.addWidget(self._scroll, 1)
        hint = QHBoxLayout()
        hint.setContentsMargins(space("half"), 0, 0, 0)
        hint.addWidget(self._hint)
        self.column.addLayout(hint)
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most))

    def say(self, line: Line) -> None:
        """Somebody says something; screen readers say it too, when they are free."""
        who = _("{name}, {department}").format(name=line.who.name, department=line.who.department)
        words = _("“{words}”").format(words=line.says)
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        name = strong(who, "speaker_name")
        name.setFixedWidth(look().size("roster"))
        row.addWidget(name)
        row.addWidget(body(words, "speaker_words"), 1)
        self._rows.addLayout(row)
        announce(self, f"{who}: {words}")

    def show_quiet(self, is_quiet: bool) -> None:
        """Say whether somebody is still about to speak at this step."""
        self._hint.setText(
            _("The room is quiet. Ask those who have said nothing: tap “heard” beside them.")
            if is_quiet
            else _("Write down what matters; tap “heard” beside those who spoke, or whom you ask.")
        )
