"""The theme: applies a look to the whole application and changes it while it runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import fonts, tokens
from ui.theme.look import Look, has_look, look, wear
from ui.theme.palette import palette
from ui.theme.stylesheet import style_sheet

if TYPE_CHECKING:
    from ui.theme.focus_ring import FocusRings

SYSTEM = "system"
_SETTLES_AFTER_MS = 1000
_PICTURES_KIB = 2048
_MIDDLE = 128
"""Halfway from black to white."""
_STYLE = "Fusion"
_STYLE_VARIABLE = "QT_STYLE_OVERRIDE"


def choose_style() -> None:
    """Have the application begin in the style that the theme is made for.

    To be called before the application is made: changing its style later takes longer.
    """
    os.environ[_STYLE_VARIABLE] = _STYLE


class Theme(QObject):
    """Gives the application its colours, fonts, style sheet and focus ring.

    Signals:
        changed: The look is another one now; those who keep pictures of it make them anew.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme = SYSTEM
        self._has_begun = False
        self._rings: FocusRings | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_AFTER_MS)
        self._settling.timeout.connect(self.settle)

    @property
    def scheme(self) -> str:
        """The scheme as it was asked for, which may be `system`."""
        return self._scheme

    @property
    def scale(self) -> float:
        """The text size in use, 1.0 for normal."""
        return look().scale

    def ground(self, app: QApplication, scheme: str = SYSTEM, scale: float = 1.0) -> None:
        """Give what an empty window needs, its colours: fonts and style sheet take longer.

        Args:
            app: The application.
            scheme: As in `apply`.
            scale: As in `apply`.
        """
        self._scheme = scheme
        largest = tokens.scales()[-1]
        new = Look(_resolved(app, scheme), max(1.0, min(scale, largest)))
        wear(app, new)
        app.setPalette(palette(new))

    def apply(self, app: QApplication, scheme: str = SYSTEM, scale: float = 1.0) -> None:
        """Make the application look so, now and for windows to come.

        Args:
            app: The application.
            scheme: `light`, `dark`, `high_contrast`, or `system` for what the system prefers.
            scale: The text size, from 1.0 to 2.0.
        """
        self.ground(app, scheme, scale)
        self.dress(app)

    def dress(self, app: QApplication) -> None:
        """Give what is in the window its fonts and style sheet, by the look in use."""
        if not self._has_begun:
            self._begin(app)
        app.setFont(look().font("body"))
        app.setStyleSheet(style_sheet(look()))
        if self._rings is not None:
            self._rings.refresh()
        self.changed.emit()

    def larger(self, app: QApplication) -> float:
        """Take the next larger text size; returns it."""
        above = [size for size in tokens.scales() if size > self.scale]
        return self._resize(app, above[0] if above else self.scale)

    def smaller(self, app: QApplication) -> float:
        """Take the next smaller text size; returns it."""
        below = [size for size in tokens.scales() if size < self.scale]
        return self._resize(app, below[-1] if below else self.scale)

    def normal_size(self, app: QApplication) -> float:
        """Go back to the normal text size; returns it."""
        return self._resize(app, 1.0)

    def settle(self) -> None:
        """Get what the first paint does without: the focus ring, and the fonts of other scripts.

        It comes by itself a moment after the first look; calling it brings it forward.
        """
        self._settling.stop()
        app = QApplication.instance()
        if self._rings is not None or not isinstance(app, QApplication):
            return
        from PySide6.QtGui import QPixmapCache  # noqa: PLC0415 - not before the first paint

        from ui.theme.focus_ring import FocusRings  # noqa: PLC0415 - brings in all of QStyle

        # Controls are drawn again sooner than Qt's usual 10 MB of their pictures are worth.
        QPixmapCache.setCacheLimit(_PICTURES_KIB)

        self._rings = FocusRings(app, self)
        self._rings.refresh()
        self.load_fallback_fonts()
        if self._scheme == SYSTEM and look().scheme != _preferred():
            self._follow_system()

    def load_fallback_fonts(self) -> None:
        """Load the fonts of other scripts and show what was written in them so far anew."""
        fonts.load_fallbacks()
        for window in QApplication.topLevelWidgets():
            window.update()

    def _begin(self, app: QApplication) -> None:
        self._has_begun = True
        if os.environ.get(_STYLE_VARIABLE) != _STYLE:
            app.setStyle(_STYLE)
        fonts.load_first()
        self._settling.start()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    def _follow_system(self) -> None:
        app = QApplication.instance()
        if self._scheme == SYSTEM and isinstance(app, QApplication):
            self.apply(app, SYSTEM, self.scale)

    def _resize(self, app: QApplication, scale: float) -> float:
        if scale != self.scale:
            self.apply(app, self._scheme, scale)
        return scale


def _resolved(app: QApplication, scheme: str) -> str:
    if scheme in tokens.SCHEMES:
        return scheme
    return _preferred() if has_look(app) else glimpsed(app)


def glimpsed(app: QApplication) -> str:
    """What the colours that Qt begins with tell of what the system prefers.

    It is good enough for the first paint: asking Qt makes all the enumerations of `Qt`, which takes
    as long as all the rest of the theme. `Theme.settle` asks.
    """
    window = app.palette().color(QPalette.ColorRole.Window)
    return "dark" if window.lightness() < _MIDDLE else "light"


def _preferred() -> str:
    """What the system prefers."""
    hints = QGuiApplication.styleHints()
    from PySide6.QtCore import Qt  # noqa: PLC0415 - not before the first paint

    accessibility = hints.accessibility()
    if accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "high_contrast"
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"
