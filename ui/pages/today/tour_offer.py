"""What somebody who is new is offered once: to be shown around."""

from __future__ import annotations

from PySide6.QtCore import Signal

from huddle.i18n import _
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.labels import body


class TourOffer(Card):
    """A line and two answers; either takes it away for good.

    Signals:
        answered: Whether the tour shall begin.
    """

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__("tour_offer", tone="accent", margin="two")
        self.column.addWidget(body(_("Three minutes: see where things are."), "tour_offer_words"))
        starts = button(_("Show me around"), "tour_start")
        starts.clicked.connect(lambda: self.answered.emit(True))
        declines = quiet_button(_("Not now"), "tour_decline")
        declines.clicked.connect(lambda: self.answered.emit(False))
        flow = Flow("tour_answers")
        flow.add(starts)
        flow.add(declines)
        self.column.addWidget(flow)
