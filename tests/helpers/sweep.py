"""Looks at everything in view: whether words are cut off, and whether each control is in reach."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from tests.helpers import qt
from ui.widgets.chip import ChipButton

LEAST_SIDE, LEAST_SIDE_ON_RUN = 24, 44
_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
_SLACK = 1
"""A pixel is lost to rounding."""
_MOST_TABS = 400


def called(widget: QWidget) -> str:
    """A widget as a report names it."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName()!r} {text[:60]!r}"


# Windows


class StrayWindows(QObject):
    """Notes every widget that shows as a window of its own, if only for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._app = QApplication.instance()
        assert self._app is not None
        self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            is_stray = watched.windowType() in (Qt.WindowType.Widget, Qt.WindowType.Window)
            if watched.isWindow() and is_stray and not isinstance(watched, QMainWindow):
                self.found.append(called(watched))
        return False


# Words


def cut_off(root: QWidget) -> list[str]:
    """The labels and buttons in view that cannot show all of their words, and why."""
    qt.lay_out()
    found = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QLabel | QPushButton) and _says_something(widget):
            why = _too_small(widget) or _cut_by_what_holds_it(widget, root)
            if why:
                found.append(f"{called(widget)}: {why}")
    return found


def _says_something(widget: QLabel | QPushButton) -> bool:
    return widget.isVisible() and bool(widget.text())


def _too_small(widget: QLabel | QPushButton) -> str:
    wide, high = widget.width(), widget.height()
    hint = widget.sizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(wide)
        if needed > high + _SLACK:
            return f"{high} high, needs {needed}"
        words = widget.text().replace("·", "").split()
        longest = max((widget.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        return f"{wide} wide, a word needs {longest}" if longest > wide + _SLACK else ""
    if hint.width() > wide + _SLACK or hint.height() > high + _SLACK:
        return f"{wide}×{high}, needs {hint.width()}×{hint.height()}"
    return ""


def _cut_by_what_holds_it(widget: QWidget, root: QWidget) -> str:
    holder = widget.parentWidget()
    while holder is not None and holder is not root.parentWidget():
        left = widget.mapTo(holder, QPoint(0, 0))
        right = left.x() + widget.width()
        if left.x() < -_SLACK or right > holder.width() + _SLACK:
            return f"from {left.x()} to {right} in {called(holder)}, {holder.width()} wide"
        if holder.objectName() == "qt_scrollarea_viewport":
            # What stands below can be scrolled to; to look there, it is itself looked at.
            return _cut_by_what_holds_it(holder, root) if holder is not root else ""
        bottom = left.y() + widget.height()
        if left.y() < -_SLACK or bottom > holder.height() + _SLACK:
            return f"from {left.y()} to {bottom} in {called(holder)}, {holder.height()} high"
        holder = holder.parentWidget()
    return ""


# Controls


def controls(root: QWidget) -> Iterator[QWidget]:
    """What in view can be used, whole: not the parts that a control is made of."""
    for widget in root.findChildren(QWidget):
        is_control = isinstance(widget, _CONTROLS) or _takes_tab(widget)
        is_part = widget.objectName().startswith("qt_") or isinstance(
            widget.parentWidget(), QAbstractSpinBox | QComboBox | QLineEdit | QAbstractItemView
        )
        if is_control and widget.isVisible() and widget.isEnabled() and not is_part:
            yield widget


def nameless(root: QWidget) -> list[str]:
    """The controls that a screen reader could only call by their kind."""
    return [called(widget) for widget in controls(root) if not _accessible_name(widget)]


def too_small(root: QWidget, *, on_run: bool) -> list[str]:
    """The controls that are hard to hit; chips may be smaller in their row."""
    found = []
    for widget in controls(root):
        least = LEAST_SIDE_ON_RUN if on_run and not isinstance(widget, ChipButton) else LEAST_SIDE
        if widget.width() < LEAST_SIDE or widget.height() < least:
            found.append(f"{called(widget)}: {widget.width()}×{widget.height()}")
    return found


def out_of_reach(root: QWidget) -> list[str]:
    """The controls that the Tab key never comes to."""
    reached: list[QWidget] = []
    for _ in range(_MOST_TABS):
        focus = QApplication.focusWidget()
        # A time of day keeps the key for its minutes, so that the same comes twice.
        if focus is not None and focus in reached[:-1] and focus is not reached[-1]:
            break
        if focus is not None:
            reached.append(focus)
        QTest.keyClick(focus or root.window(), Qt.Key.Key_Tab)
        QApplication.processEvents()
    return [called(widget) for widget in controls(root) if widget not in reached]


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _accessible_name(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""
