"""A card of guidance: what something is for, how to do it in the next minute, and an example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.guidance import GuidanceCard
from huddle.rules.guidance import is_past_review
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.emptying import empty
from ui.widgets.labels import Label, body, heading, secondary
from ui.widgets.row_list import RowList
from ui.widgets.scroll import ReadingScroll


class CardWords(QWidget):
    """The words of one card, to read."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guidance_card")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        self._title = heading("", "guidance_title")
        self._own = Chip(_("In this ward’s words"), "accent", object_name="guidance_own")
        self._what = body("", "guidance_what")
        self._how = QVBoxLayout()
        self._how.setSpacing(space("one"))
        self._example = Card("guidance_example", tone="accent", margin="two")
        self._example_words = body("", "guidance_example_words")
        self._example.column.setSpacing(space("half"))
        self._example.column.addWidget(Label(_("Example"), "label"))
        self._example.column.addWidget(self._example_words)
        self._review = secondary("", "guidance_review")
        self._sources = secondary("", "guidance_sources")
        column.addWidget(self._title)
        column.addWidget(self._own, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Label(_("What this is for"), "label"))
        column.addWidget(self._what)
        column.addSpacing(space("half"))
        column.addWidget(Label(_("In the next minute"), "label"))
        column.addLayout(self._how)
        column.addSpacing(space("half"))
        for widget in (self._example, self._review, self._sources):
            column.addWidget(widget)

    def show_card(self, card: GuidanceCard, today: dt.date) -> None:
        """Show these words; a card past its day says so."""
        self._title.setText(card.title)
        self._own.setVisible(card.is_own)
        self._what.setText(card.what)
        self._show_how(card.steps)
        self._example_words.setText(card.example)
        self._example.setVisible(bool(card.example))
        is_late = is_past_review(card, today)
        self._review.setText(_review_words(card, is_late=is_late))
        self._review.set_tone("caution" if is_late else "secondary")
        self._sources.setText(_("After: {sources}").format(sources=" · ".join(card.sources)))
        self._sources.setVisible(bool(card.sources))

    def _show_how(self, steps: Sequence[str]) -> None:
        empty(self._how)
        for at, step in enumerate(steps):
            self._how.addWidget(_point(step, f"guidance_how_{at}"))


class CardReader(ReadingScroll):
    """One card or several below one another, which scroll; add what else belongs to `foot`.

    Signals:
        seen: The name of a card whose end somebody has had before their eyes.
    """

    seen = Signal(str)

    def __init__(self, object_name: str, *, margin: str = "two") -> None:
        super().__init__(object_name, margin=margin, gap="three")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._names: set[str] = set()
        self._rows: RowList[CardWords] = RowList(
            f"{object_name}_cards", lambda _name: CardWords(), gap="four"
        )
        self.foot = QVBoxLayout()
        self.foot.setSpacing(space("one"))
        self.column.addWidget(self._rows)
        self.column.addLayout(self.foot)
        self.column.addStretch()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._look)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(lambda _at: self._soon.start())
        bar.rangeChanged.connect(lambda _least, _most: self._soon.start())

    def show_cards(self, cards: Sequence[GuidanceCard], today: dt.date) -> None:
        """Show these from the first line; the same ones again stay where they were read."""
        names = tuple(card.name for card in cards)
        if names != self._rows.keys:
            self.verticalScrollBar().setValue(0)
            self._names = set(names)
        for words, card in zip(self._rows.show_rows(names), cards, strict=True):
            words.show_card(card, today)
        self.setAccessibleName(", ".join(card.title for card in cards))
        self.setAccessibleDescription("\n".join(f"{card.what}\n{card.how}" for card in cards))
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More of a card may be seen now."""
        super().resizeEvent(event)
        self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last line, too."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if (end := ends.get(Qt.Key(event.key()))) is not None:
            bar.setValue(end)
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        inside, viewport = self.widget(), self.viewport()
        needed = self.column.totalHeightForWidth(viewport.width())
        if not self.isVisible() or inside is None:
            return
        if inside.height() < needed:
            # Lines that wrapped anew did not all get their places; the scroll bar tells once they
            # have.
            QCoreApplication.postEvent(inside, QEvent(QEvent.Type.LayoutRequest))
            return
        for name in tuple(self._names):
            words = self._rows.row(name)
            if words is not None and words.isVisible() and _ends_in(words, viewport):
                self._names.discard(name)
                self.seen.emit(name)


def _ends_in(words: QWidget, viewport: QWidget) -> bool:
    """Whether the last line of a card is in view."""
    return words.mapTo(viewport, QPoint(0, words.height())).y() <= viewport.height()


def _point(words: str, object_name: str) -> QWidget:
    """A line with a point before it, which its further lines stand clear of."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(space("one"))
    point = Label("•", "strong", tone="accent", wraps=False)
    row.addWidget(point, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(body(words, object_name), 1)
    return held


def _review_words(card: GuidanceCard, *, is_late: bool) -> str:
    day = dates.in_table(card.review_on)
    if is_late:
        return _("It was to be read again by {day}, and may be out of date.").format(day=day)
    return _("Holds until {day}, then somebody reads it again.").format(day=day)
