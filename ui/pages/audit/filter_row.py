"""Which entries are wanted: words, a kind, an account, a computer, and the days."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.audit import AuditChoices, AuditFilter
from huddle.vocabulary import AuditKind
from ui.theme.look import look
from ui.widgets.choices import Choice
from ui.widgets.flow import Flow

_TYPING_MS = 200
_DAYS = (1, 7, 30, 365)


class FilterRow(Flow):
    """The filter above the table.

    Signals:
        changed: Other entries are wanted.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("audit_filter")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self._text = QLineEdit()
        self._text.setObjectName("audit_text")
        self._text.setAccessibleName(_("Search what was done"))
        self._text.setPlaceholderText(_("Search: an act, a code, a number"))
        self._text.setMinimumWidth(look().size("column_least"))
        self._text.textEdited.connect(lambda _text: self._typing.start())
        self._text.returnPressed.connect(self._ask_now)
        clears = QShortcut(QKeySequence("Esc"), self._text)
        clears.setContext(Qt.ShortcutContext.WidgetShortcut)
        clears.activated.connect(self._clear_text)
        self._kind = Choice("audit_kind", _("Kind"))
        self._kind.offer([("", _("Every kind")), *((one.value, label(one)) for one in AuditKind)])
        self._days = Choice("audit_days", _("Days"))
        self._days.offer([("", _("All days")), *((str(days), _span(days)) for days in _DAYS)])
        self._account = Choice("audit_account", _("Account"))
        self._pc = Choice("audit_pc", _("Computer"))
        self.offer(AuditChoices((), ()))
        self.add(self._text)
        for choice in (self._kind, self._days, self._account, self._pc):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
            choice.picked.connect(lambda _key: self._ask_now())
            self.add(choice)

    def offer(self, choices: AuditChoices) -> None:
        """Offer these accounts and computers; what is chosen stays."""
        accounts = [("", _("Everybody")), *choices.accounts]
        self._account.offer(accounts, self._account.key)
        pcs = [("", _("Every computer")), *((pc, pc) for pc in choices.pcs)]
        self._pc.offer(pcs, self._pc.key)
        self.arrange()

    def wanted(self, today: dt.date) -> AuditFilter:
        """What the filter says."""
        days = int(self._days.key or 0)
        return AuditFilter(
            text=self._text.text().strip(),
            kind=AuditKind(self._kind.key) if self._kind.key else None,
            account_id=self._account.key,
            pc=self._pc.key,
            since=today - dt.timedelta(days=days - 1) if days else None,
        )

    def clear_all(self) -> None:
        """Want everything."""
        self._text.clear()
        for choice in (self._kind, self._days, self._account, self._pc):
            choice.select("")
        self._ask_now()

    def begin(self) -> None:
        """Put the cursor into the line."""
        self._text.setFocus()
        self._text.selectAll()

    def _clear_text(self) -> None:
        self._text.clear()
        self._ask_now()

    def _ask_now(self) -> None:
        self._typing.stop()
        self.changed.emit()


def _span(days: int) -> str:
    if days == 1:
        return _("Today")
    return ngettext("Last {count} day", "Last {count} days", days).format(count=days)
