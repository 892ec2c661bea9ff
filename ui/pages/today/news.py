"""What came with an update, said once above Today, and never again to the same person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from huddle.i18n import _
from huddle.rows.guidance import NewsRow
from ui.filling import say_refusal
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import body, strong

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk
    from ui.pages.today.page import TodayPage

T = TypeVar("T")


class NewsCard(Card):
    """The lines of the last version.

    Signals:
        all_asked, hide_asked: What its buttons ask for.
    """

    all_asked = Signal()
    hide_asked = Signal()

    def __init__(self, news: NewsRow) -> None:
        super().__init__("today_news", tone="accent", margin="two")
        self.setAccessibleName(_("What’s new"))
        words = QVBoxLayout()
        words.setSpacing(space("half"))
        words.addWidget(strong(_("New in this version"), "today_news_title"))
        for at, line in enumerate(news.lines):
            words.addWidget(body(line, f"today_news_line_{at}"))
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        row.addLayout(words, 1)
        for made, signal in (
            (button(_("Show all"), "today_news_all"), self.all_asked),
            (quiet_button(_("Hide"), "today_news_hide"), self.hide_asked),
        ):
            made.clicked.connect(lambda _on=False, signal=signal: signal.emit())
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)


class News(QObject):
    """Asks once after sign-in whether something is new.

    Args:
        page: Today.
        desk: What it works with.
    """

    def __init__(self, page: TodayPage, desk: Desk) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._card: NewsCard | None = None
        self._has_asked = False

    def ask(self) -> None:
        """Ask, the first time only."""
        if not self._has_asked:
            self._has_asked = True
            self._run(partial(_unseen, self._desk.ward), self._show)

    def end(self) -> None:
        """It has been seen: say it no more."""
        card, self._card = self._card, None
        if card is None:
            return
        if card.isAncestorOf(self._page.focusWidget() or self._page):
            self._page.setFocus()
        card.hide()
        card.deleteLater()
        self._run(partial(_see, self._desk.ward), None)

    def _show(self, news: Sequence[NewsRow]) -> None:
        if not news:
            return
        card = self._card = NewsCard(news[0])
        card.all_asked.connect(self._show_all)
        card.hide_asked.connect(self.end)
        self._page.put_first(card)

    def _show_all(self) -> None:
        self.end()
        self._desk.go("learn", section="news")

    def _run(self, call: Callable[[], T], done: Callable[[T], None] | None) -> None:
        self._desk.tasks.run(self._page, call, done, partial(say_refusal, self._desk))


def _unseen(ward: Ward) -> tuple[NewsRow, ...]:
    """On the worker, where the service is made, too: Today is shown before anybody needs it."""
    return ward.learning.news()


def _see(ward: Ward) -> None:
    ward.learning.seen_news()
