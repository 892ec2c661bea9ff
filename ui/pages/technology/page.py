"""The widgets of Technology: the tools at the left, all of the chosen one beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.pages.technology.state import TechnologyState
from ui.pages.technology.tool_card import ToolCard
from ui.pages.technology.tool_list import ToolList
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.columns import Columns
from ui.widgets.labels import quiet, title
from ui.widgets.saved_mark import SavedMark
from ui.widgets.scroll import page_scroll

if TYPE_CHECKING:
    from ui.desk import May


class TechnologyPage(QWidget):
    """The register of digital and AI tools.

    Signals:
        print_asked: All tools shall go on paper.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    print_asked = Signal()

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("technology_page")
        self.saved = SavedMark()
        self.tools = ToolList(adds=may("technology.add"))
        self.card = ToolCard(may)
        column = QVBoxLayout(self)
        margin = space("three")
        column.setContentsMargins(margin, margin, margin, space("two"))
        column.setSpacing(space("two"))
        column.addLayout(self._build_head())
        column.addWidget(self._build_body(), 1)

    def _build_body(self) -> QWidget:
        """Both side by side; with larger text one below the other, and then the page scrolls."""
        columns = Columns((1, 2), "technology_columns")
        columns.add(self.tools)
        columns.add(self.card)
        scroll = page_scroll("technology_scroll", margin="half")
        scroll.column.addWidget(columns, 1)
        return scroll

    def show_state(self, state: TechnologyState) -> None:
        """Show everything as it is; what is being typed stays."""
        self.tools.show_state(state)
        self.card.show_state(state)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(space("two"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title(_("Technology"), "technology_title"))
        about = _("Digital and AI tools on this ward: what for, who answers, what staff say.")
        words.addWidget(quiet(about, "technology_about"))
        head.addLayout(words, 1)
        head.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignTop)
        prints = button(_("Print the register"), "technology_print")
        prints.clicked.connect(self.print_asked)
        head.addWidget(prints, 0, Qt.AlignmentFlag.AlignTop)
        return head
