"""Actions whose owner was not in the room and has not been told: they head the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _, ngettext
from huddle.rows.items import UntoldRow
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.emptying import empty
from ui.widgets.head_card import HeadCard
from ui.widgets.labels import body

_SHOWN = 2
"""More would push the table away; one press shows all."""


class UntoldCard(HeadCard):
    """Who must still be told of what.

    Signals:
        told: The action whose owner has been told, and by whom.

    Args:
        tells: Whether whoever is here may note it.
    """

    told = Signal(str, str)

    def __init__(self, *, tells: bool) -> None:
        super().__init__("untold", tone="caution")
        self._tells = tells
        self._items: tuple[UntoldRow, ...] = ()
        self._shows_all = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space("half"))
        self.column.addLayout(self._rows)
        self._more = quiet_button("", "untold_more")
        self._more.clicked.connect(self._show_all)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_items(self, items: Sequence[UntoldRow]) -> None:
        """Show these; the card is gone when there are none."""
        if tuple(items) != self._items:
            self._items = tuple(items)
            self._fill()
        self.want(wanted=bool(items))

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()

    def _fill(self) -> None:
        empty(self._rows)
        shown = self._items if self._shows_all else self._items[:_SHOWN]
        for item in shown:
            self._rows.addWidget(self._row(item))
        left = len(self._items) - len(shown)
        self._more.setVisible(left > 0)
        words = ngettext("{count} more to tell", "{count} more to tell", left)
        self._more.set_text(words.format(count=left))

    def _row(self, item: UntoldRow) -> QWidget:
        held = QWidget()
        held.setObjectName("untold_row")
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("two"))
        owner = item.owner or _("the owner")
        words = _("Tell {owner}: {text} ({teller} said they would)").format(
            owner=owner, text=item.text, teller=item.teller
        )
        row.addWidget(body(words), 1)
        if self._tells:
            done = button(_("Told"), "told", name=_("Told: {owner}").format(owner=owner))
            done.clicked.connect(lambda: self.told.emit(item.id, item.teller))
            row.addWidget(done)
        return held
