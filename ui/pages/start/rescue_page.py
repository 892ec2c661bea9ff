"""When the data will not open: which backup to bring back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from huddle.i18n import _, ngettext
from huddle.rows.upkeep import BackupRow
from ui.backup_words import is_good, origin_words, state_words, when_words
from ui.pages.start.card_page import CardPage
from ui.theme.look import space
from ui.widgets.buttons import main_button, quiet_button
from ui.widgets.flow import Flow
from ui.widgets.labels import body, quiet, secondary, title

_SHOWN_AT_FIRST = 3


class RescuePage(CardPage):
    """The backups that stand in the data folder; the newest good one is chosen.

    Signals:
        restore_asked: Bring one back; carries its folder.
        elsewhere_asked: Choose another folder.
        left: Go back to signing in.
    """

    restore_asked = Signal(object)
    elsewhere_asked = Signal()
    left = Signal()

    def __init__(self, why: str) -> None:
        super().__init__("rescue")
        self.raise_note.hide()
        self._buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._build(why)

    def start(self) -> None:
        """Put the keyboard where the choice is."""
        chosen = self._chosen()
        (self._buttons[chosen] if chosen else self._elsewhere).setFocus()

    def show_backups(self, rows: Sequence[BackupRow]) -> None:
        """Show them, the newest first."""
        for row in rows:
            self._add(row)
        good = next((row.path for row in rows if is_good(row)), "")
        if good:
            self._buttons[good].setChecked(True)
        left = max(0, len(rows) - _SHOWN_AT_FIRST)
        self._more.set_text(
            ngettext("Show {count} older", "Show {count} older", left).format(count=left)
        )
        self._more.setVisible(left > 0)
        for place, button in enumerate(self._buttons.values()):
            self._holder(button).setVisible(place < _SHOWN_AT_FIRST)
        self._none.setVisible(not rows)
        self._restore.setEnabled(bool(good))
        self.start()

    def show_busy(self, *, busy: bool) -> None:
        """Say that it is being brought back."""
        for control in (self._list, self._elsewhere, self._back):
            control.setEnabled(not busy)
        self._restore.setEnabled(not busy and bool(self._chosen()))
        self._restore.set_text(_("Bringing it back…") if busy else _("Bring it back"))
        if busy:
            self._trouble.hide()

    def show_trouble(self, text: str) -> None:
        """Say what stands in the way."""
        self.show_busy(busy=False)
        self._trouble.setText(text)
        self._trouble.show()

    def _build(self, why: str) -> None:
        column = self.card.column
        column.addWidget(title(_("Bring back a backup"), "rescue_title"))
        column.addWidget(body(why, "rescue_why"))
        self._list = QWidget()
        self._list.setObjectName("rescue_backups")
        self._list.setAccessibleName(_("Backups"))
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(space("one"))
        self._none = quiet(_("There is no backup in the data folder."), "rescue_none")
        self._more = quiet_button("", "rescue_more")
        self._more.clicked.connect(self._show_all)
        self._elsewhere = quiet_button(_("Choose another folder…"), "rescue_elsewhere")
        self._elsewhere.clicked.connect(self.elsewhere_asked)
        self._trouble = body("", "rescue_trouble", tone="danger")
        self._trouble.hide()
        self._restore = main_button(_("Bring it back"), "rescue_restore")
        self._restore.clicked.connect(lambda: self.restore_asked.emit(Path(self._chosen())))
        self._back = quiet_button(_("Back to signing in"), "rescue_back")
        self._back.clicked.connect(self.left)
        others = Flow("rescue_others")
        others.add(self._more)
        others.add(self._elsewhere)
        for part in (self._list, self._none, others):
            column.addWidget(part)
        column.addWidget(
            quiet(
                _(
                    "What was captured after it was made will not be there. The file that does "
                    "not open is kept. Passwords stay as they are today, and so do roles where "
                    "they can still be read, else they are those of that day."
                ),
                "rescue_meaning",
            )
        )
        for last in (self._trouble, self._restore, self._back):
            column.addWidget(last)

    def _add(self, row: BackupRow) -> None:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        when, says = when_words(row, None), f"{state_words(row)} {origin_words(row)}".strip()
        button = QRadioButton(when)
        button.setObjectName(f"rescue_{len(self._buttons) + 1}")
        button.setAccessibleDescription(says)
        button.setEnabled(is_good(row))
        button.toggled.connect(lambda _on: self._restore.setEnabled(bool(self._chosen())))
        self._group.addButton(button)
        lines.addWidget(button)
        below = secondary(says, f"{button.objectName()}_says")
        # Clear of the ring around the choice, and in line with its words.
        below.setContentsMargins(space("four"), space("half"), 0, 0)
        lines.addWidget(below)
        self._rows.addWidget(holder)
        self._buttons[row.path] = button

    def _holder(self, button: QRadioButton) -> QWidget:
        holder = button.parentWidget()
        return holder if holder is not None else button

    def _show_all(self) -> None:
        self._more.hide()
        for button in self._buttons.values():
            self._holder(button).show()

    def _chosen(self) -> str:
        return next((path for path, one in self._buttons.items() if one.isChecked()), "")
