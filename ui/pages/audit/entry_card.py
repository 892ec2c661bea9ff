"""One entry of the audit in full: who, when, where, and each field before and after."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from huddle import dates
from huddle.clock import local
from huddle.i18n import _
from huddle.rows.audit import AuditChange, AuditRow
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.labels import Label, heading, quiet, secondary

_LONGEST = 600
"""More of a value would push the rest off the page; the export has all of it."""


class EntryCard(Card):
    """The chosen entry."""

    def __init__(self) -> None:
        super().__init__("entry_card")
        self.column.setSpacing(space("two"))
        self._what = heading("", "entry_what")
        self._where = quiet("", "entry_where")
        self._gone = quiet("", "entry_gone", tone="caution")
        self._nothing = secondary(_("There are no further details."), "entry_nothing")
        self._changes: QWidget | None = None
        for widget in (self._what, self._where, self._gone, self._nothing):
            self.column.addWidget(widget)
        self.column.addStretch()

    def show_entry(self, entry: AuditRow, zone: ZoneInfo) -> None:
        """Show an entry."""
        self._what.setText(f"{entry.who} {entry.in_words}")
        when = dates.in_table(local(entry.at, zone.key))
        lines = (
            _("Entry {number}, {when}").format(number=f"{entry.number:,}", when=when),
            _("On {computer}").format(computer=entry.pc) if entry.pc else "",
        )
        self._where.setText("\n".join(line for line in lines if line))
        self._gone.setText(entry.gone)
        self._gone.setVisible(bool(entry.gone))
        self._nothing.setVisible(not entry.changes and not entry.gone)
        self._show_changes(entry.changes)

    def _show_changes(self, changes: tuple[AuditChange, ...]) -> None:
        if self._changes is not None:
            self.column.removeWidget(self._changes)
            self._changes.hide()
            self._changes.deleteLater()
        self._changes = _table(changes)
        self.column.insertWidget(self.column.count() - 1, self._changes)
        self._changes.show()


def _table(changes: tuple[AuditChange, ...]) -> QWidget:
    held = QWidget()
    held.setObjectName("entry_changes")
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(space("two"))
    grid.setVerticalSpacing(space("one"))
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    for row, change in enumerate(changes):
        grid.addWidget(Label(change.field, "secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(_said(change), "quiet", tone="ink"), row, 1)
    return held


def _said(change: AuditChange) -> str:
    old, new = _short(change.old), _short(change.new)
    if not old:
        return new
    return f"{old} → {new or _('nothing')}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
