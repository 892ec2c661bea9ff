"""What is seldom done from Follow-ups: bringing in what others send, and letting things out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from huddle.i18n import _
from huddle.rows.items import OverdueRow
from ui.filling import say_refusal
from ui.reading_in import ReadingIn
from ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from ui.care import Watch
    from ui.desk import Desk


class MoreButton(IconButton):
    """Stands at the head of the page."""

    def __init__(self) -> None:
        name = _("Type a sheet in, read a hand-over file, type in a slip, copy, export")
        super().__init__("more", "followups_more", name)


class More(QObject):
    """Opens the menu, and does what is chosen in it.

    Signals:
        export_asked: Actions shall be saved as a file.

    Attributes:
        reading: Brings in what other units send.

    Args:
        more: Its button.
        desk: What it works with.
        watch: Looks at words for what tells who a patient is.
    """

    export_asked = Signal()

    def __init__(self, more: MoreButton, desk: Desk, watch: Watch) -> None:
        super().__init__(more)
        self._more = more
        self._desk = desk
        self.reading = ReadingIn(more, desk, watch)
        more.clicked.connect(self._open)

    def menu(self) -> QMenu:
        """What can be done here by whoever is here."""
        menu = QMenu(self._more)
        menu.setObjectName("followups_menu")
        for function, name, words, call in (
            ("typing_in.answer", "type_in", _("Type a sheet in…"), self._desk.type_in),
            ("handover.read", "read", _("Read a hand-over file…"), self.reading.ask_file),
            ("received.enter_slip", "slip", _("Type in a slip…"), self.reading.ask_slip),
            (
                "followups.overdue_by_department",
                "copy_overdue",
                _("Copy overdue by department"),
                self._copy_overdue,
            ),
            ("export.actions", "export", _("Export…"), self.export_asked.emit),
        ):
            if self._desk.may(function):
                entry = menu.addAction(words)
                entry.setObjectName(f"menu_{name}")
                entry.triggered.connect(call)
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _copy_overdue(self) -> None:
        followups = self._desk.ward.followups
        self._desk.tasks.run(
            self._more,
            followups.overdue_by_department,
            self._copy,
            lambda error: say_refusal(self._desk, error),
            key="copy_overdue",
        )

    def _copy(self, row: OverdueRow) -> None:
        from huddle.rules.overdue_words import overdue_words  # noqa: PLC0415 - seldom

        QGuiApplication.clipboard().setText(overdue_words(row))
        self._desk.messages.say(
            _("Copied, without names: paste it where you send it. This program has told nobody.")
        )
