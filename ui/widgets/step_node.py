"""One step on the rail: a circle that shows how it stands, and its name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.icons import pixmap
from ui.theme.look import look, space


class NodeButton(QAbstractButton):
    """A circle on the rail with a name under it."""

    def __init__(self, parent: QWidget, state: str, words: str, count: int, name: str) -> None:
        """Make a node.

        Args:
            parent: The rail.
            state: `done`, `current`, `later` or `fold`.
            words: What stands under the circle.
            count: How many items, shown after the words; none for 0.
            name: What a screen reader says.
        """
        super().__init__(parent)
        self.state = state
        self.words = words
        self.items = count
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A circle and one line."""
        now = look()
        high = QFontMetrics(self._font()).height()
        return QSize(now.size("step_least"), now.size("node") + high + 2 * space("one"))

    def minimumSizeHint(self) -> QSize:
        """It may get as narrow as its neighbours need."""
        return QSize(look().size("target"), self.sizeHint().height())

    def circle(self) -> QRect:
        """Where the circle is, in the node."""
        side = look().size("node")
        return QRect((self.width() - side) // 2, space("half"), side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the circle for the state, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_circle(painter, QRectF(self.circle()))
        self._paint_words(painter)

    def _paint_circle(self, painter: QPainter, spot: QRectF) -> None:
        now = look()
        accent, card = now.colour("accent"), now.colour("card")
        filled = self.state == "done"
        edge = now.colour("control_border") if self.state in ("later", "fold") else accent
        inset = spot.width() / 8
        painter.setPen(QPen(edge, inset))
        painter.setBrush(accent if filled else card)
        body = spot.adjusted(inset, inset, -inset, -inset)
        if self.state == "current":
            body = spot.adjusted(inset / 2, inset / 2, -inset / 2, -inset / 2)
        painter.drawEllipse(body)
        if self.state == "current":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(spot.center(), spot.width() / 4.5, spot.width() / 4.5)
        elif filled:
            side = round(spot.width() * 0.7)
            mark = pixmap("tick", "on_accent", side)
            painter.drawPixmap(spot.center().toPoint() - QPoint(side // 2, side // 2), mark)

    def _paint_words(self, painter: QPainter) -> None:
        now = look()
        font, small = self._font(), now.font("control", "medium")
        metrics = QFontMetrics(font)
        top = self.circle().bottom() + 1 + space("half")
        room = self.width() - self._count_width()
        words = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(words)
        left = (self.width() - wide - self._count_width()) // 2
        strip = QRect(left, top, wide + 1, metrics.height())
        count = QRect(left + wide + space("one"), top, self._count_width(), metrics.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            strip.moveRight(self.width() - left)
            count.moveLeft(left)
        painter.setFont(font)
        painter.setPen(now.colour("ink" if self.state == "current" else "secondary_ink"))
        painter.drawText(strip, Qt.AlignmentFlag.AlignVCenter, words)
        if self.items:
            painter.setFont(small)
            painter.setPen(now.colour("accent"))
            painter.drawText(count, Qt.AlignmentFlag.AlignVCenter, str(self.items))

    def _font(self) -> QFont:
        return look().font("control", "bold" if self.state == "current" else "medium")

    def _count_width(self) -> int:
        if not self.items:
            return 0
        metrics = QFontMetrics(look().font("control", "medium"))
        return space("one") + metrics.horizontalAdvance(str(self.items)) + 1
