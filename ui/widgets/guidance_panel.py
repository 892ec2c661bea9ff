"""What explains the page in view, beside the work and never in its way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from huddle.i18n import _
from huddle.rows.guidance import GuidanceCard
from ui.actions import shown
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.guidance_card import CardReader
from ui.widgets.labels import Label, body, secondary


class GuidancePanel(QFrame):
    """The cards of the page in view, and whom to ask.

    Signals:
        closed: Somebody has read enough.
        edit_asked, learn_asked: What its buttons ask for.
    """

    closed = Signal()
    edit_asked = Signal()
    learn_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guidance_panel")
        self.setAccessibleName(_("Explanation"))
        self.reader = CardReader("guidance_reader")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        column.addWidget(self.reader, 1)
        self._build_foot()

    def show_cards(self, cards: Sequence[GuidanceCard], today: dt.date) -> None:
        """Show these cards."""
        self.reader.show_cards(cards, today)

    def show_contact(self, tell_us: str, act_now_number: str) -> None:
        """Say whom to ask in this ward, and whom to call first; what is empty is left out."""
        self._ask.setText(tell_us)
        self._ask_card.setVisible(bool(tell_us or act_now_number))
        for widget in (self._ask_label, self._ask):
            widget.setVisible(bool(tell_us))
        now = _("Happening now? Act, and call {number} first.").format(number=act_now_number)
        self._act_now.setText(now)
        self._act_now.setVisible(bool(act_now_number))

    def offer(self, *, edit: bool, learn: bool) -> None:
        """Offer what leads away from the page, or only the words."""
        self._edit.setVisible(edit)
        self._learn.setVisible(learn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(space("two"), space("one"), space("one"), 0)
        head.setSpacing(space("one"))
        keys = _("{keys}: scroll it by keys").format(keys=shown("read_card"))
        head.addWidget(secondary(keys, "guidance_keys"), 1)
        close = quiet_button(_("Close"), "guidance_close", key=shown("explain"))
        close.clicked.connect(self.closed)
        head.addWidget(close)
        return head

    def _build_foot(self) -> None:
        self._ask_card = Card("guidance_ask", margin="two")
        self._ask_label = Label(_("Ask us"), "label")
        self._ask = body("", "guidance_tell_us")
        self._act_now = Label("", "label", tone="danger", object_name="guidance_act_now")
        for widget in (self._ask_label, self._ask, self._act_now):
            self._ask_card.column.addWidget(widget)
        self._learn = button(_("More in Learn"), "guidance_learn")
        self._learn.clicked.connect(self.learn_asked)
        self._edit = quiet_button(_("Edit for this ward"), "guidance_edit")
        self._edit.clicked.connect(self.edit_asked)
        foot = self.reader.foot
        foot.addWidget(self._ask_card)
        for made in (self._learn, self._edit):
            foot.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
