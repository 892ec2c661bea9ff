"""Hides everything that a ward's screen shows behind one page, and brings it back as it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from shiboken6 import isValid

from ui.tray import TrayMenu

if TYPE_CHECKING:
    from ui.window import Window

_FLEETING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
"""Menus, open lists and tips: they go and do not come back."""


class Cover(QObject):
    """Puts a page over the window and takes every other window of the program away.

    Dialogs keep what is typed in them and come back; one that opens meanwhile waits. The keyboard
    stays on the page that covers.

    Args:
        window: The one window.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._page: QWidget | None = None
        self._take_keyboard: Callable[[], object] = window.setFocus
        self._cursor: QWidget | None = None
        self._held: list[QWidget] = []

    def put(self, page: QWidget, take_keyboard: Callable[[], object]) -> None:
        """Show only this page; the keyboard is given to it by a call, now and whenever it left."""
        if self._page is None:
            self._begin()
        self._page, self._take_keyboard = page, take_keyboard
        self._window.cover(page)
        take_keyboard()

    def take_off(self) -> None:
        """Show everything again as it was, with the cursor where it was."""
        if self._page is None:
            return
        self._page = None
        self._watch(on=False)
        self._window.uncover()
        _give_keyboard(self._cursor, self._window)
        held, self._held = self._held, []
        for dialog in filter(isValid, held):
            _show_again(dialog)

    def drop(self) -> None:
        """Let go of what was open: somebody else goes on."""
        self._cursor = None
        held, self._held = self._held, []
        for dialog in filter(isValid, held):
            dialog.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back every window that opens while the cover is on."""
        if not isinstance(watched, QWidget) or event.type() is not QEvent.Type.Show:
            return False
        if watched.isWindow() and not self._is_own(watched):
            # It must not be seen at all, and cannot be hidden before it is shown.
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            QTimer.singleShot(0, self, partial(self._hold_back, watched))
        return False

    def _begin(self) -> None:
        self._cursor = self._window.focusWidget()
        self._watch(on=True)
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window is not self._window:
                self._hold(window)
        self._window.activateWindow()

    def _watch(self, *, on: bool) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        if on:
            app.installEventFilter(self)
            app.focusChanged.connect(self._keep_keyboard)
        else:
            app.removeEventFilter(self)
            app.focusChanged.disconnect(self._keep_keyboard)

    def _hold_back(self, window: QWidget) -> None:
        if not isValid(window):
            return
        self._hold(window)
        # Only now: it must be hidden as it was shown, or it would stay modal for ever.
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
        if self._page is None:
            window.show()

    def _hold(self, window: QWidget) -> None:
        if window.windowType() in _FLEETING:
            window.close()
        elif isinstance(window, QFileDialog):
            # The system's own dialogs cannot be hidden, only ended; nothing is typed in them.
            window.reject()
        else:
            window.hide()
            self._held.append(window)

    def _is_own(self, window: QWidget) -> bool:
        """Whether a window is the one, the tray's menu, or belongs to the page that covers."""
        widget: QWidget | None = window
        while widget is not None and widget is not self._page:
            widget = widget.parentWidget()
        return window is self._window or isinstance(window, TrayMenu) or widget is not None

    def _keep_keyboard(self, _old: QWidget | None, now: QWidget | None) -> None:
        page = self._page
        if page is None or now is None or now.window() is not self._window:
            return
        if now is not self._window and now is not page and not page.isAncestorOf(now):
            # A page below took it when something it had asked for came back.
            self._cursor = now
            self._take_keyboard()


def _show_again(dialog: QWidget) -> None:
    focus = dialog.focusWidget()
    place = focus.cursorPosition() if isinstance(focus, QLineEdit) else 0
    dialog.show()
    dialog.activateWindow()
    _give_keyboard(focus, dialog)
    if isinstance(focus, QLineEdit):
        # Qt marks the whole line of a dialog that is shown; the next key would replace it.
        focus.setCursorPosition(place)


def _give_keyboard(widget: QWidget | None, window: QWidget) -> None:
    if widget is not None and isValid(widget) and widget.isVisible():
        widget.setFocus()
    else:
        window.setFocus()
