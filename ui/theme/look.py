"""The look in use: one scheme of colours at one text size, for those who paint by hand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont

from ui.theme import tokens

_PROPERTY = "huddle_look"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, lengths and fonts of one scheme at one text size."""

    scheme: str = "light"
    scale: float = 1.0

    def colour(self, role: str) -> QColor:
        """The colour of a role."""
        return QColor(tokens.colours(self.scheme)[role])

    def size(self, name: str) -> int:
        """A length that grows with the text."""
        return round(tokens.lengths("sizes")[name] * self.scale)

    def space(self, name: str) -> int:
        """A length that stays whatever the text size."""
        return tokens.lengths("spaces")[name]

    def font(self, type_name: str, weight: str = "regular") -> QFont:
        """A font by the name of its type size and weight."""
        font = QFont(tokens.families())
        font.setPixelSize(round(tokens.lengths("types")[type_name] * self.scale))
        font.setWeight(QFont.Weight(tokens.lengths("weights")[weight]))
        return font


def look() -> Look:
    """The look that was last applied to the application; the light one before that."""
    app = QCoreApplication.instance()
    kept = app.property(_PROPERTY) if app is not None else None
    return kept if isinstance(kept, Look) else Look()


def has_look(app: QCoreApplication) -> bool:
    """Whether a look was applied to the application."""
    return app.property(_PROPERTY) is not None


def wear(app: QCoreApplication, new: Look) -> None:
    """Make a look the one that `look()` returns."""
    app.setProperty(_PROPERTY, new)


def space(name: str) -> int:
    """A distance on the grid by its name: `half`, `one`, `two`, `three` or `four`."""
    return tokens.lengths("spaces")[name]
