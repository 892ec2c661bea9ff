"""A surface that words and cards are put on by hand, all in proportion to its size."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget

from ui.theme import tokens
from ui.theme.look import look
from ui.widgets.card import Card
from ui.widgets.labels import Label

W = TypeVar("W", bound=QWidget)

_WRAP = Qt.TextFlag.TextWordWrap
_SMALLEST_SHARE = 0.4


class Board(QWidget):
    """Holds what one view shows; cleared and filled again whenever that changes."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._put: list[QWidget] = []

    def px(self, name: str) -> int:
        """A length of the wall on a surface of this size."""
        lengths = tokens.lengths("wall")
        share = min(self.width() / lengths["width"], self.height() / lengths["height"])
        return max(1, round(lengths[name] * max(share, _SMALLEST_SHARE)))

    def font_of(self, size: str, weight: str = "regular") -> QFont:
        """A font of one of the wall's sizes."""
        font = look().font("body", weight)
        font.setPixelSize(self.px(size))
        return font

    def line_height(self, size: str = "text") -> int:
        """How high a line of a size is."""
        return QFontMetrics(self.font_of(size)).lineSpacing()

    def height_of(self, text: str, width: int, size: str = "text") -> int:
        """How high words are at a width."""
        room = QRect(0, 0, width, 0)
        return QFontMetrics(self.font_of(size)).boundingRect(room, _WRAP.value, text).height()

    def fitting(self, text: str, width: int) -> str:
        """As much of a name as fits on one line."""
        return _elided(self.font_of("text"), text, width)

    def clear(self) -> None:
        """Take everything away."""
        for widget in self._put:
            widget.hide()
            widget.deleteLater()
        self._put = []

    def say(
        self,
        text: str,
        spot: QRect,
        *,
        size: str = "text",
        weight: str = "regular",
        tone: str = "",
        name: str = "",
        right: bool = False,
    ) -> Label:
        """Put words in a place; larger ones get smaller until they fit on one line."""
        label = Label(text, object_name=name, tone=tone, parent=self)
        font = self.font_of(size, weight)
        if size != "text":
            label.setWordWrap(False)
            self._shrink(font, text, spot.width())
            label.setText(_elided(font, text, spot.width()))
        label.setFont(font)
        across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        label.setAlignment(across | Qt.AlignmentFlag.AlignTop)
        return self._place(label, spot)

    def _shrink(self, font: QFont, text: str, width: int) -> None:
        least = self.px("text")
        while QFontMetrics(font).horizontalAdvance(text) > width and font.pixelSize() > least:
            font.setPixelSize(font.pixelSize() - 1)

    def card(self, spot: QRect, name: str) -> Card:
        """Put a surface in a place."""
        return self._place(Card(name, parent=self), spot)

    def _place(self, widget: W, spot: QRect) -> W:
        widget.setGeometry(spot)
        widget.show()
        self._put.append(widget)
        return widget


def _elided(font: QFont, text: str, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
