"""The Audit page: a filter, the entries, the chosen one in full, and whether all of it holds."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.audit import AuditRow, AuditVerdict
from ui.pages.audit.entry_card import EntryCard
from ui.pages.audit.filter_row import FilterRow
from ui.pages.audit.item_model import AuditModel, Column
from ui.theme.look import look, space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label, secondary, strong, title
from ui.widgets.scroll import page_scroll
from ui.widgets.table import Table

_LEAST_ROWS = 8
_WIDEST = {Column.WHEN: "Wed 00-Mmm-0000 00:00", Column.WHO: "M" * 7, Column.PC: "M" * 7}
"""What each column but one has room for; names may be longer, and the card shows all of them."""


class AuditPage(QWidget):
    """Who did what.

    Signals:
        filter_changed: Other entries are wanted.
        more_asked: Older entries are wanted, too.
        verify_asked: Somebody wants to know whether the audit holds.
        export_asked: The entries shall be saved as a file.
    """

    filter_changed = Signal()
    more_asked = Signal()
    verify_asked = Signal()
    export_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("audit_page")
        self._zone = ZoneInfo("UTC")
        self.filter = FilterRow()
        self.filter.changed.connect(self.filter_changed)
        self.model = AuditModel()
        self.model.setParent(self)
        self.card = EntryCard()
        scroll = page_scroll("audit_scroll")
        column = scroll.column
        column.addWidget(self._header())
        column.addWidget(self._verdict())
        column.addWidget(self.filter)
        columns = Columns((2, 1), "audit_columns", gap="three")
        columns.add(self._entries())
        columns.add(_at_top(self.card))
        column.addWidget(columns, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.filter.begin)
        self.card.hide()

    def _header(self) -> QWidget:
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(title(_("Audit"), "audit_title"), 1)
        self._verify = button(_("Verify"), "audit_verify", name=_("Verify the audit"))
        self._export = button(_("Export…"), "audit_export", name=_("Export the audit"))
        self._verify.clicked.connect(self.verify_asked)
        self._export.clicked.connect(self.export_asked)
        row.addWidget(self._verify)
        row.addWidget(self._export)
        return header

    def _verdict(self) -> Card:
        self._verdict_card = Card("verdict_card", margin="two")
        self._verdict_head = strong("", "verdict_head")
        self._verdict_says = Label("", "quiet", tone="ink", object_name="verdict_says")
        self._verdict_card.column.addWidget(self._verdict_head)
        self._verdict_card.column.addWidget(self._verdict_says)
        self._verdict_card.hide()
        return self._verdict_card

    def _entries(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        self.table = Table("audit_table", _("Entries, newest first"))
        self.table.setModel(self.model)
        self.table.setMinimumHeight(_LEAST_ROWS * look().size("control"))
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        column.addWidget(self.table, 1)
        self._nothing = EmptyState(
            _("Nothing found"),
            _("No entry is like that. Search for less, or for more days."),
            button(_("Show everything"), "audit_clear"),
            object_name="audit_nothing",
        )
        clear = self._nothing.findChild(QWidget, "audit_clear")
        if clear is not None:
            clear.clicked.connect(self.filter.clear_all)  # type: ignore[attr-defined]
        self._nothing.hide()
        column.addWidget(self._nothing, 1)
        row = QHBoxLayout()
        self._count = secondary("", "audit_count")
        self._more = button(_("Show more"), "audit_more", name=_("Show older entries"))
        self._more.clicked.connect(self.more_asked)
        row.addWidget(self._count, 1)
        row.addWidget(self._more)
        column.addLayout(row)
        return held

    def offer_export(self, *, offered: bool) -> None:
        """Offer to save the entries as a file, or not."""
        self._export.setVisible(offered)

    def show_entries(self, entries: Sequence[AuditRow], zone: ZoneInfo, *, has_more: bool) -> None:
        """Show the newest entries that are wanted; the chosen one stays chosen."""
        self._zone = zone
        chosen = self.model.entry(self.table.currentIndex().row())
        self.model.show_entries(entries, zone)
        self._fit_columns()
        self.table.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self.card.setVisible(bool(entries))
        self._export.setEnabled(bool(entries))
        self._tell_count(has_more=has_more)
        if entries:
            row = self.model.row_of(chosen.number) if chosen else 0
            self.table.setCurrentIndex(self.model.index(max(0, row), 0))

    def add_entries(self, entries: Sequence[AuditRow], *, has_more: bool) -> None:
        """Show older ones below."""
        self.model.add_entries(entries)
        self._tell_count(has_more=has_more)

    def show_verdict(self, verdict: AuditVerdict | None) -> None:
        """Say whether the audit holds, in words; nothing for none."""
        self._verdict_card.setVisible(verdict is not None)
        if verdict is None:
            return
        tone = "good" if verdict.is_whole else "danger"
        self._verdict_card.set_tone(tone)
        self._verdict_head.set_tone(tone)
        self._verdict_head.setText(
            _("The audit is as it was written.")
            if verdict.is_whole
            else _("The audit is not as it was written. Tell whoever answers for the data.")
        )
        self._verdict_says.setText("\n".join(verdict.says))

    def show_busy(self, *, verifying: bool = False) -> None:
        """Say what is being done."""
        self._verify.set_text(_("Verifying…") if verifying else _("Verify"))

    def _tell_count(self, *, has_more: bool) -> None:
        count = self.model.rowCount()
        words = _("The newest {count} are shown.") if has_more else _("All {count} are shown.")
        self._count.setText(words.format(count=f"{count:,}") if count else "")
        self._more.setVisible(has_more)

    def _row_chosen(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry is not None:
            self.card.show_entry(entry, self._zone)

    def _fit_columns(self) -> None:
        metrics = QFontMetrics(look().font("control"))
        for column, widest in _WIDEST.items():
            wide = metrics.horizontalAdvance(widest) + space("three")
            self.table.setColumnWidth(column, wide)


def _at_top(widget: QWidget) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch()
    return held
