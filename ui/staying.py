"""Staying in the system's tray: a window that is closed or never opened, and still tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from huddle.i18n import _

if TYPE_CHECKING:
    from huddle.settings import Settings
    from ui.tray import Tray
    from ui.window import Window


class Staying(QObject):
    """Starts and goes on without a window in sight.

    Args:
        window: The window.
        tray: Its icon in the tray.
        starts_itself: Whether it starts with the computer; then it stays, too.
        settings: This account's settings.
        keep_settings: Keeps changed ones.
    """

    def __init__(
        self,
        window: Window,
        tray: Tray,
        starts_itself: Callable[[], bool],
        settings: Callable[[], Settings],
        keep_settings: Callable[[Settings], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tray = tray
        self._starts_itself = starts_itself
        self._settings = settings
        self._keep_settings = keep_settings
        self._told = ""

    @property
    def stays(self) -> bool:
        """Whether closing the window only hides it; without a tray it could not be found again."""
        return self._tray.is_there and self._starts_itself()

    def begin_hidden(self) -> None:
        """Start in the tray; where there is none, as small as a window can be."""
        self._tray.show()
        if not self._tray.is_there:
            self._window.showMinimized()

    def hide(self) -> None:
        """Hide the window, and say once where it is now."""
        self._window.hide()
        self._tray.show()
        settings = self._settings()
        if not settings.told_of_tray:
            self._tray.notify(
                _("Huddle"),
                _("Huddle goes on here and reminds you. To end it, choose Quit in its menu."),
            )
            self._keep_settings(replace(settings, told_of_tray=True))

    def tell(self, text: str) -> None:
        """Say a sentence that anybody may read, unless this computer is not to notify."""
        if not self._settings().notifications:
            return
        if self._tray.is_there:
            self._tray.notify(_("Huddle"), text)
        else:
            self._told = text
            self._window.messages.warn(text)
            QApplication.alert(self._window)

    def take_back(self) -> None:
        """Say no more in the window what was said before somebody signed in."""
        if self._told and self._window.messages.text == self._told:
            self._window.messages.clear()
