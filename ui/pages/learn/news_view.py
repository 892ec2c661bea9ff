"""What each version brought, the last first."""

from __future__ import annotations

from collections.abc import Sequence

from huddle import dates
from huddle.i18n import _
from huddle.rows.guidance import NewsRow
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import body, heading, secondary, strong
from ui.widgets.scroll import ReadingScroll


class NewsView(Card):
    """A version above its lines."""

    def __init__(self) -> None:
        super().__init__("learn_news_view")
        self._scroll = ReadingScroll("news_scroll", margin="half", gap="one")
        self.column.addWidget(heading(_("What’s new"), "news_title"))
        self.column.addWidget(self._scroll, 1)

    def show_news(self, news: Sequence[NewsRow]) -> None:
        """Show what they brought."""
        column = self._scroll.column
        empty(column)
        for at, one in enumerate(news):
            version = _("Version {version}").format(version=one.version)
            column.addWidget(strong(version, f"news_version_{at}"))
            column.addWidget(secondary(dates.in_table(one.released_on), f"news_day_{at}"))
            for place, line in enumerate(one.lines):
                column.addWidget(body(line, f"news_line_{at}_{place}"))
        column.addStretch()
