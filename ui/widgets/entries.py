"""Numbers, days and times to type or step by the arrow keys; the wheel leaves them alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QDateEdit,
    QSpinBox,
    QTimeEdit,
    QToolButton,
    QWidget,
)

from huddle.i18n import language
from ui.theme.icons import icon
from ui.theme.look import look, space
from ui.widgets.choices import paint_arrow


class NumberField(QSpinBox):
    """A whole number."""

    def __init__(
        self,
        object_name: str,
        least: int,
        most: int,
        *,
        suffix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.lineEdit().setTextMargins(space("one"), 0, space("one"), 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class TimeField(QTimeEdit):
    """A time of day, by the 24-hour clock."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setDisplayFormat("HH:mm")
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.lineEdit().setTextMargins(space("one"), 0, space("one"), 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class DateField(QDateEdit):
    """A day, with its weekday and the month as a word; a calendar opens from it."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setLocale(QLocale(language()))
        self.setDisplayFormat("ddd dd-MMM-yyyy")
        self.setCalendarPopup(True)
        self._set_up_calendar()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the calendar in our colours when they change."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.calendarPopup():
            self._set_up_calendar()

    def _set_up_calendar(self) -> None:
        calendar, now = self.calendarWidget(), look()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumSize(now.size("calendar_width"), now.size("calendar_height"))
        usual = QTextCharFormat()
        usual.setForeground(now.colour("ink"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, usual)
        header = QTextCharFormat()
        header.setForeground(now.colour("secondary_ink"))
        header.setBackground(now.colour("card"))
        calendar.setHeaderTextFormat(header)
        for name, picture in (("prevmonth", "previous"), ("nextmonth", "next")):
            step = calendar.findChild(QToolButton, f"qt_calendar_{name}")
            if step is not None:
                step.setIcon(icon(picture))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, and its arrow in our colours."""
        super().paintEvent(event)
        paint_arrow(self)
