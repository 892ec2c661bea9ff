"""A tick box and a drop-down list, drawn in the colours of the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from ui.theme.icons import pixmap
from ui.theme.look import look, space

_NARROW_LETTERS = 8


class Tick(QCheckBox):
    """A tick box with its text beside it."""

    def __init__(self, text: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.say(text)

    def say(self, text: str) -> None:
        """Have this text beside it; an ampersand in it is just one."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text as usual, and the box over the place of the usual one."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        spot = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_box(painter, spot, ticked=self.isChecked(), usable=self.isEnabled())


class Choice(QComboBox):
    """A drop-down list of things with keys.

    Signals:
        picked: The key of what a person picked.
    """

    picked = Signal(str)

    def __init__(self, object_name: str, name: str = "", parent: QWidget | None = None) -> None:
        """Make an empty list.

        Args:
            object_name: Its name for tests.
            name: Its accessible name, unless a field gives it one.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.activated.connect(lambda at: self.picked.emit(str(self.itemData(at))))

    @property
    def key(self) -> str:
        """The key of what is chosen; empty for nothing."""
        return str(self.currentData() or "")

    def offer(self, options: Sequence[tuple[str, str]], key: str = "") -> None:
        """Offer these, as key and translated label, and choose one of them silently."""
        present = [(self.itemData(at), self.itemText(at)) for at in range(self.count())]
        # A list that is open just now must not be emptied for nothing.
        if present != list(options):
            self.clear()
            for option_key, label in options:
                self.addItem(label, option_key)
        self.select(key)

    def be_narrow(self, letters: int = _NARROW_LETTERS) -> None:
        """Get narrower than the longest option, down to so many letters, where room is scarce."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)

    def select(self, key: str) -> None:
        """Choose one without saying that a person did; the first when there is no such key."""
        self.setCurrentIndex(max(0, self.findData(key)))

    def sizeHint(self) -> QSize:
        """Room for the longest option and the arrow, which Qt reckons narrower than it is."""
        hint = super().sizeHint()
        if self.sizeAdjustPolicy() is QComboBox.SizeAdjustPolicy.AdjustToContents:
            hint.setWidth(hint.width() + look().size("icon"))
        return hint

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, so that scrolling changes nothing by mistake."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the field with as much of its text as there is room for, and its arrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        kind = QStyle.ComplexControl.CC_ComboBox
        inside = self.style().subControlRect(
            kind, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, inside.width() - space("half")
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(kind, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        paint_arrow(self)


def paint_arrow(widget: QWidget) -> None:
    """Draw the arrow of a field that opens something, at its end."""
    side = look().size("icon")
    arrow = pixmap("down", "accent" if widget.isEnabled() else "disabled_ink", side)
    beside = space("one") + space("half")
    is_mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left = beside if is_mirrored else widget.width() - side - beside
    QPainter(widget).drawPixmap(QPoint(left, (widget.height() - side) // 2), arrow)


def _paint_box(painter: QPainter, spot: QRect, *, ticked: bool, usable: bool) -> None:
    now = look()
    edge = now.colour("accent" if ticked else "control_border")
    if not usable:
        edge = now.colour("disabled_ink")
    painter.setPen(QPen(edge, 2))
    painter.setBrush(edge if ticked else now.colour("card"))
    painter.drawRoundedRect(QRectF(spot).adjusted(1, 1, -1, -1), space("half"), space("half"))
    if ticked:
        painter.drawPixmap(spot.topLeft(), pixmap("tick", "on_accent", spot.width()))
