"""Painting what a style sheet cannot: a button's key beside its words, and rows with an arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from ui.theme.icons import pixmap
from ui.theme.look import look, space

if TYPE_CHECKING:
    from ui.widgets.buttons import Button

_INK = {"main": "on_accent", "primary": "on_accent", "danger": "danger"}
_KEY_INK = {"main": "on_accent", "primary": "on_accent"}


def paint(button: Button) -> None:
    """Paint a button that has a key, or that is a row."""
    painter = QStylePainter(button)
    if button.property("role") == "row":
        _paint_row(button, painter)
        return
    option = QStyleOptionButton()
    button.initStyleOption(option)
    option.text = ""
    painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
    _paint_words(button, painter)


def _paint_words(button: Button, painter: QStylePainter) -> None:
    gap, key_wide = look().size("key_gap"), button.key_width()
    metrics = QFontMetrics(button.font())
    wide = metrics.horizontalAdvance(button.words)
    base = (button.height() - metrics.height()) // 2 + metrics.ascent()
    at = (button.width() - wide - gap - key_wide) // 2
    key_at = at + wide + gap
    if _is_mirrored(button):
        at, key_at = at + key_wide + gap, at
    role = str(button.property("role"))
    painter.setPen(_ink(button, _INK.get(role, "accent")))
    painter.drawText(at, base, button.words)
    painter.setFont(look().font("secondary"))
    painter.setPen(_ink(button, _KEY_INK.get(role, "secondary_ink")))
    painter.drawText(key_at, base, button.key)


def _ink(button: Button, usual: str) -> QColor:
    if not button.isEnabled():
        return look().colour("disabled_ink")
    is_filled = button.isDown() or button.isChecked()
    if is_filled and button.property("role") in ("plain", "toggle"):
        return look().colour("on_accent")
    if is_filled and button.property("role") == "danger":
        return look().colour("card")
    return look().colour(usual)


def _paint_row(button: Button, painter: QStylePainter) -> None:
    font = button.font()
    font.setUnderline(button.underMouse())
    painter.setFont(font)
    side = look().size("icon")
    spot = button.rect().adjusted(0, 0, -side - space("one"), 0)
    mark = QRect(button.width() - side, (button.height() - side) // 2, side, side)
    start, arrow = Qt.AlignmentFlag.AlignLeft, "next"
    if _is_mirrored(button):
        spot.translate(side + space("one"), 0)
        mark.moveLeft(0)
        start, arrow = Qt.AlignmentFlag.AlignRight, "previous"
    ink = "accent" if button.isDown() else "ink"
    painter.setPen(look().colour(ink if button.isEnabled() else "disabled_ink"))
    elided = Qt.TextElideMode.ElideRight
    words = painter.fontMetrics().elidedText(button.words, elided, spot.width())
    painter.drawText(spot, start | Qt.AlignmentFlag.AlignVCenter, words)
    painter.drawPixmap(mark, pixmap(arrow, "secondary_ink", side))


def _is_mirrored(button: Button) -> bool:
    return button.layoutDirection() is Qt.LayoutDirection.RightToLeft
