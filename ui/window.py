"""The one window: a front page until somebody is signed in, then rail, page and messages."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.messages import MessageBar

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.navigation import NavigationEntry, NavigationRail
    from ui.presenter import Presenter

_SMALLEST = (1024, 640)
_USUAL = (1366, 768)
FULL_PAGES = frozenset({"run"})
"""Pages that fill the window, without the rail."""


class Window(QMainWindow):
    """Holds one front page or the shell, and leads from page to page.

    Signals:
        painted: The window has been painted for the first time.
        close_asked: Somebody wants to close it; the application decides when.
    """

    painted = Signal()
    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(_("Huddle"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        self.messages = MessageBar(self)
        self._may_close = False
        self._is_painted = False
        self._desk: Desk | None = None
        self._presenters: dict[str, Presenter] = {}
        self._current = ""
        self._rail: NavigationRail | None = None
        self._front: QWidget | None = None
        self._build()

    @property
    def current(self) -> str:
        """The name of the page in view; empty on the front page."""
        return self._current

    def presenter(self, page: str) -> Presenter:
        """The presenter of a page that has been shown."""
        return self._presenters[page]

    def show_front(self, page: QWidget) -> None:
        """Show a page for those who are not signed in."""
        self._front = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def enter(self, desk: Desk) -> None:
        """Somebody is signed in: the rail appears, and pages can be shown from now on."""
        from ui.navigation import NavigationRail  # noqa: PLC0415 - not before the first paint

        self._desk = desk
        self._rail = NavigationRail(_("Huddle"), _entries(), _foot())
        self._rail.chosen.connect(self.go)
        self._row.insertWidget(0, self._rail)
        if self._front is not None:
            self._pages.removeWidget(self._front)
            self._front.deleteLater()
            self._front = None

    def go(self, page: str, **what: str) -> None:
        """Show a page, built when it is first shown."""
        self.leave_page()
        presenter = self._presenters.get(page) or self._build_page(page)
        self._current = page
        if self._rail is not None:
            self._rail.setVisible(page not in FULL_PAGES)
            self._rail.select(page)
        self.messages.keep_room(page not in FULL_PAGES)
        self._pages.setCurrentWidget(presenter.widget)
        self._hand_over_keyboard(presenter.widget)
        presenter.arrive(**what)

    def _hand_over_keyboard(self, page: QWidget) -> None:
        """Keep the keyboard in the window when the page that had it goes away."""
        focus = self.focusWidget()
        is_in_rail = focus is not None and self._rail is not None and self._rail.isAncestorOf(focus)
        if focus is None or not (page.isAncestorOf(focus) or (is_in_rail and focus.isVisible())):
            self.setFocus()

    def leave_page(self) -> None:
        """Let the page in view keep what is half typed."""
        if self._current in self._presenters:
            self._presenters[self._current].leave()

    def close_now(self) -> None:
        """Close without asking anybody."""
        self._may_close = True
        self.close()

    def _build(self) -> None:
        body = QWidget()
        self.setCentralWidget(body)
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._pages = QStackedWidget()
        column.addWidget(self._pages, 1)
        column.addWidget(self.messages)
        self._row.addLayout(column, 1)

    def _build_page(self, page: str) -> Presenter:
        if self._desk is None:
            raise RuntimeError("nobody is signed in")
        module = importlib.import_module(f"ui.pages.{page}.presenter")
        presenter: Presenter = module.open_page(self._desk)
        self._presenters[page] = presenter
        self._pages.addWidget(presenter.widget)
        return presenter

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint, after which the rest may be loaded."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # What follows a first paint must not hold it up.
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the application finish first."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_asked.emit()


def _entries() -> list[NavigationEntry]:
    from ui.navigation import NavigationEntry  # noqa: PLC0415 - not before the first paint

    return [
        NavigationEntry("today", _("Today"), "Alt+1"),
        NavigationEntry("followups", _("Follow-ups"), "Alt+2"),
        NavigationEntry("history", _("History"), "Alt+3"),
        NavigationEntry("templates", _("Templates"), "Alt+4"),
        NavigationEntry("people", _("People"), "Alt+5"),
    ]


def _foot() -> list[NavigationEntry]:
    from ui.navigation import NavigationEntry  # noqa: PLC0415 - not before the first paint

    return [NavigationEntry("settings", _("Settings"), "Alt+6")]
