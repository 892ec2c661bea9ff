"""The Reminders page: what is due for whoever is signed in, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.reminding import ReminderInbox, ReminderRow
from huddle.vocabulary import ReminderKind
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import body, quiet, secondary, strong, title
from ui.widgets.row_list import RowList
from ui.widgets.scroll import page_scroll

_MOST_SHOWN = 100
_TONES = {
    ReminderKind.STARTS_SOON: "accent",
    ReminderKind.DUE_SOON: "neutral",
    ReminderKind.DUE_TODAY: "caution",
    ReminderKind.OVERDUE: "danger",
    ReminderKind.STILL_OVERDUE: "danger",
    ReminderKind.TO_CHECK: "accent",
    ReminderKind.REPLY_DUE: "escalated",
    ReminderKind.TELL_BACK_DUE: "escalated",
    ReminderKind.ANSWER_DUE: "escalated",
    ReminderKind.REVIEW_DUE: "caution",
    ReminderKind.BACKUP_TOO_OLD: "caution",
    ReminderKind.REFRESHER: "neutral",
}


class ReminderCard(Card):
    """One reminder, with a button to what it is about.

    Signals:
        show_asked: Show what it is about.
    """

    show_asked = Signal()

    def __init__(self, key: str) -> None:
        super().__init__(f"reminder_{key}", margin="two")
        self._kind = Chip("", object_name="reminder_kind")
        self._new = Chip(_("New"), "accent", object_name="reminder_new")
        self._text = strong("", "reminder_text")
        self._why = body("", "reminder_why")
        self._since = secondary("", "reminder_since")
        self._show = button("", "reminder_show")
        self._show.clicked.connect(self.show_asked)
        chips = QHBoxLayout()
        chips.setSpacing(space("one"))
        chips.addWidget(self._kind)
        chips.addWidget(self._new)
        chips.addStretch()
        words = QVBoxLayout()
        words.setSpacing(space("half"))
        words.addLayout(chips)
        for line in (self._text, self._why, self._since):
            words.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        row.addLayout(words, 1)
        row.addWidget(self._show, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)

    def show_row(self, row: ReminderRow, zone: dt.tzinfo, *, is_new: bool) -> None:
        """Show what it says."""
        self._kind.setText(label(row.kind))
        self._kind.set_tone(_TONES[row.kind])
        self._new.setVisible(is_new)
        self._text.setText(row.text or label(row.kind))
        self._why.setText(row.why)
        since = dates.in_table(row.at.astimezone(zone))
        told = (row.code, row.department, _("since {when}").format(when=since))
        self._since.setText(" · ".join(word for word in told if word))
        self._show.setVisible(row.kind is not ReminderKind.REFRESHER)
        action, about = _show_words(row)
        self._show.set_text(action, about)


class RemindersPage(QWidget):
    """What went out and still holds; what was done meanwhile is gone from here by itself.

    Signals:
        show_asked: The id of the reminder whose subject is wanted.
    """

    show_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reminders_page")
        self._nothing = EmptyState(
            _("Nothing to remind you of"),
            _(
                "Here stands what is soon due, due or late: your own actions and, if you "
                "lead huddles, what whoever follows up should know."
            ),
            object_name="reminders_nothing",
        )
        self._list: RowList[ReminderCard] = RowList("reminder_list", self._card)
        self._more = quiet("", "reminders_more")
        self._hidden = quiet("", "reminders_hidden")
        scroll = page_scroll("reminders_scroll")
        scroll.column.addWidget(title(_("Reminders"), "reminders_title"))
        for widget in (self._nothing, self._list, self._more, self._hidden):
            scroll.column.addWidget(widget)
            widget.hide()
        scroll.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def show_inbox(self, inbox: ReminderInbox, new: Collection[str], zone: dt.tzinfo) -> None:
        """Show it.

        Args:
            inbox: What there is.
            new: The ids of what was not seen before this visit.
            zone: The ward's.
        """
        shown = inbox.rows[:_MOST_SHOWN]
        cards = self._list.show_rows([row.id for row in shown])
        for card, row in zip(cards, shown, strict=True):
            card.show_row(row, zone, is_new=row.id in new)
        left, hidden = len(inbox.rows) - len(shown), inbox.hidden_count
        self._more.setText(
            ngettext("{count} more in Follow-ups.", "{count} more in Follow-ups.", left).format(
                count=left
            )
        )
        self._hidden.setText(
            ngettext(
                "{count} sensitive item not shown", "{count} sensitive items not shown", hidden
            ).format(count=hidden)
        )
        self._list.setVisible(bool(shown))
        self._more.setVisible(left > 0)
        self._hidden.setVisible(hidden > 0)
        self._nothing.setVisible(not inbox.rows and not hidden)

    def _card(self, key: str) -> ReminderCard:
        card = ReminderCard(key)
        card.show_asked.connect(lambda: self.show_asked.emit(key))
        return card


def _show_words(row: ReminderRow) -> tuple[str, str]:
    """What its button says, and its accessible name."""
    if row.item_id:
        return _("Show the action"), _("Show the action {code}").format(code=row.code)
    if row.series_id:
        return _("Go to Today"), _("Go to Today for {huddle}").format(huddle=row.text)
    if row.tool_id:
        return _("Show the tool"), _("Show the tool {tool}").format(tool=row.text)
    return _("Go to Data"), ""
