"""The icon in the system's tray, where there is one: what it tells, and its menu."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from huddle.i18n import _

if TYPE_CHECKING:
    from ui.window import Window

_OPENING = (
    QSystemTrayIcon.ActivationReason.Trigger,
    QSystemTrayIcon.ActivationReason.DoubleClick,
)
"""Clicks that are not for the menu."""


class Tray(QObject):
    """Stands for the window where it is not seen.

    Signals:
        open_asked: The window shall come to the front.
        lock_asked: It shall lock.
        quit_asked: The program shall end.

    Args:
        window: Whose icon it is.
        may_lock: Whether there is something to lock.
    """

    open_asked = Signal()
    lock_asked = Signal()
    quit_asked = Signal()

    def __init__(self, window: Window, may_lock: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._may_lock = may_lock
        self._icon: QSystemTrayIcon | None = None
        self._menu: TrayMenu | None = None

    @property
    def is_there(self) -> bool:
        """Whether the system has a tray now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Show the icon; a tray that comes later gets it then."""
        if self._icon is None:
            self._icon = self._made()
        self._icon.show()

    def hide(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()

    def notify(self, title: str, text: str) -> None:
        """Show a notification; nothing where the system has no tray."""
        if self.is_there:
            self.show()
        if self.is_there and self._icon is not None:
            self._icon.showMessage(title, text, self._window.windowIcon())

    def _made(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self._window.windowIcon(), self)
        icon.setToolTip(_("Huddle"))
        icon.messageClicked.connect(self.open_asked)
        # On a Mac every click opens the menu.
        if sys.platform != "darwin":
            icon.activated.connect(self._activated)
        self._menu = TrayMenu(self._window)
        self._menu.open.triggered.connect(self.open_asked)
        self._menu.lock.triggered.connect(self.lock_asked)
        self._menu.quit.triggered.connect(self.quit_asked)
        self._menu.aboutToShow.connect(self._offer)
        icon.setContextMenu(self._menu)
        return icon

    def _offer(self) -> None:
        if self._menu is not None:
            self._menu.lock.setEnabled(self._may_lock())

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _OPENING:
            self.open_asked.emit()


class TrayMenu(QMenu):
    """Open, lock, quit; it opens over a locked window too, for it shows nothing of the ward."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.setObjectName("tray_menu")
        self.setAccessibleName(_("Huddle"))
        self.open = self.addAction(_("Open Huddle"))
        self.lock = self.addAction(_("Lock"))
        self.addSeparator()
        self.quit = self.addAction(_("Quit"))
        named = (("tray_open", self.open), ("tray_lock", self.lock), ("tray_quit", self.quit))
        for name, entry in named:
            entry.setObjectName(name)
        self.setDefaultAction(self.open)
