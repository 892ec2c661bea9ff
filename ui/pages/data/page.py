"""The page of the data: where it is, its backups, the check, all of it as a file, and feedback."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.upkeep import DataState
from ui.pages.data.backups_card import BackupsCard
from ui.pages.data.check_card import CheckCard
from ui.pages.data.everything_card import EverythingCard
from ui.pages.data.feedback_card import FeedbackCard
from ui.pages.data.place_card import PlaceCard
from ui.widgets.card import stacked
from ui.widgets.columns import Columns
from ui.widgets.labels import title
from ui.widgets.scroll import page_scroll


class DataPage(QWidget):
    """Backups, all as a file, and feedback at the left; places and the check at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("data_page")
        self.backups = BackupsCard()
        self.everything = EverythingCard()
        self.place = PlaceCard()
        self.check = CheckCard()
        self.feedback = FeedbackCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        scroll = page_scroll("data_scroll")
        column.addWidget(scroll)
        scroll.column.addWidget(title(_("Data and backup"), "data_title"))
        cards = Columns((3, 2), "data_cards")
        cards.add(stacked(self.backups, self.everything, self.feedback))
        cards.add(stacked(self.place, self.check))
        scroll.column.addWidget(cards)
        scroll.column.addStretch()

    def show_state(self, state: DataState, now: dt.datetime) -> None:
        """Show how things stand."""
        self.backups.show_state(state, now)
        self.place.show_state(state)
        self.check.show_state(state)
