"""Hands for a window: find by object name, click, type and press as a person does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

W = TypeVar("W", bound=QWidget)


def wait_until(holds: Callable[[], object], what: str = "", *, timeout_ms: int = 15_000) -> None:
    """Let events run until a condition holds.

    Raises:
        AssertionError: It did not hold in time.
    """
    timer = QElapsedTimer()
    timer.start()
    while not holds():
        assert timer.elapsed() < timeout_ms, f"waited {timeout_ms} ms for {what or holds!r}"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


_LAYOUT_DEPTH = 5
"""A label that gets higher tells the card around it, which tells the page around that."""


def lay_out() -> None:
    """Let every layout that waits for its turn have it."""
    for _ in range(_LAYOUT_DEPTH):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _named(root: QWidget, name: str, kind: type[W]) -> list[W]:
    found = root.findChildren(kind, name)
    return [root, *found] if root.objectName() == name and isinstance(root, kind) else found


def find(root: QWidget, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
    """The one widget of this object name; where several pages have one, the one that shows.

    Raises:
        AssertionError: There is none, or which one is meant is not clear.
    """
    found = _named(root, name, kind)
    if len(found) > 1:
        found = [widget for widget in found if widget.isVisible()]
    assert len(found) == 1, f"{len(found)} of {kind.__name__} {name!r} in {root.objectName()!r}"
    return found[0]


def seen(root: QWidget, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
    """As `find`, waiting until it shows."""

    def shows() -> bool:
        return any(widget.isVisible() for widget in _named(root, name, kind))

    wait_until(shows, f"{name!r} to show")
    return find(root, name, kind)


def activate(window: QWidget) -> None:
    """Give a window the keyboard, as a window manager does on a click; Xvfb has none."""
    if not window.isActiveWindow() and window.windowType() != Qt.WindowType.Popup:
        window.activateWindow()
        wait_until(window.isActiveWindow, f"window {window.objectName()!r} to be active")


def click(root: QWidget, name: str) -> None:
    """Click the middle of a widget once it shows and is enabled; of a tick box, its box."""
    widget: QWidget = seen(root, name)
    wait_until(widget.isEnabled, f"{name!r} to be enabled")
    activate(widget.window())
    middle = widget.rect().center()
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        middle = QPoint(min(middle.x(), 12), middle.y())
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle)


def click_row(view: QAbstractItemView, row: int, column: int = 0) -> None:
    """Click a cell of a table or list, after scrolling to it."""
    index = view.model().index(row, column)
    assert index.isValid(), f"{view.objectName()!r} has no row {row}"
    activate(view.window())
    view.scrollTo(index)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )


def focused() -> QWidget:
    """The widget that has the keyboard."""
    wait_until(lambda: QApplication.focusWidget() is not None, "something to have the keyboard")
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_text(root: QWidget, name: str, text: str, *, instead: bool = False) -> None:
    """Click into a field and type, key by key.

    Args:
        root: The window or page.
        name: The field's object name.
        text: What to type.
        instead: Select what is there first, so that it is replaced.
    """
    click(root, name)
    target = focused()
    if instead:
        QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(target, Qt.Key.Key_Delete)
    QTest.keyClicks(target, text)


def press(
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    *,
    times: int = 1,
) -> None:
    """Press a key wherever the keyboard is."""
    for _ in range(times):
        QTest.keyClick(focused(), key, modifiers)


def strike(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key as the system hands it to the active window, whatever has the focus in it."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, key, modifiers)
