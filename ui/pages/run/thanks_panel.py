"""Thanks since the last huddle, read out as this one begins, in the words of whoever gave them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.thanks import ThanksRow
from ui.theme.look import space
from ui.widgets.emptying import empty
from ui.widgets.labels import body, heading, secondary


class ThanksPanel(QWidget):
    """Stands below what was said at the first step; hidden where there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("thanks_panel")
        self._shown: tuple[ThanksRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, space("one"))
        self._column.setSpacing(space("half"))
        self.hide()

    def show_thanks(self, rows: Sequence[ThanksRow]) -> None:
        """Show these; nothing is built anew when they are the same."""
        if tuple(rows) != self._shown:
            self._shown = tuple(rows)
            empty(self._column)
            self._column.addWidget(heading(_("Thanks since last time"), "thanks_heading"))
            for row in self._shown:
                self._column.addWidget(body(row.text, f"thanks_text_{row.code}"))
                self._column.addWidget(secondary(_about(row), f"thanks_about_{row.code}"))
        self.setVisible(bool(self._shown))


def _about(row: ThanksRow) -> str:
    to = _("to {name}").format(name=row.to) if row.to else ""
    by = _("from {name}").format(name=row.by) if row.by else ""
    return " · ".join(part for part in (to, by, row.code) if part)
