"""Notices codes as they are typed or scanned, wherever the keyboard is.

A scanner is a keyboard that types a code and Enter within moments. A person may type a code where
no field has the keyboard, or as all there is in a line, and press Enter.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor, QWindow
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from huddle.rules.codes import read_any

_SCANNED_MS = 60
"""No hand types a whole code with less than this between its letters; a scanner does."""
_BY_HAND_MS = 3000
"""A longer rest begins a new code."""
_LONGEST = 12
_ENTERS = frozenset({Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value})
_HOLDS = frozenset({Qt.Key.Key_Shift.value, Qt.Key.Key_CapsLock.value})
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_KINDS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})


class CodeWatch(QObject):
    """Looks at the keys that come to the windows of the program.

    Signals:
        found: A code, and where its Enter belongs if nothing has it; none for a scan.

    Args:
        app: Whose windows it looks at.
        parent: What it lives with.
        is_shut: Whether nothing may be opened just now, because the screen is locked.
    """

    found = Signal(str, object)

    def __init__(self, app: QGuiApplication, parent: QObject, is_shut: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._is_shut = is_shut
        self._typed = ""
        self._burst = ""
        self._put_back: Callable[[], None] = _nothing
        self._last = 0
        self._where: QWidget | None = None
        self._is_enter_taken = False
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the Enter that ends a code; every other key goes where it belongs."""
        if event.type() not in _KINDS or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyPress:
            is_taken, self._is_enter_taken = self._is_enter_taken, False
            return is_taken
        # This comes before each key press, and before a shortcut could have it.
        if event.key() in _ENTERS:
            self._is_enter_taken = self._ended()
            if self._is_enter_taken:
                event.accept()
            return self._is_enter_taken
        if event.key() not in _HOLDS:
            self._add(event)
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _add(self, event: QKeyEvent) -> None:
        where, text = QApplication.focusWidget(), event.text()
        rest = event.timestamp() - self._last
        self._last = event.timestamp()
        if where is not self._where or rest > _BY_HAND_MS:
            self._begin(where)
        elif rest >= _SCANNED_MS:
            # What a hand typed before a scan is no part of the scan.
            self._begin_burst(where)
        is_of_a_code = text.isascii() and (text.isalnum() or text == "-")
        if is_of_a_code and event.modifiers() in _PLAIN:
            self._typed = (self._typed + text)[-_LONGEST:]
            self._burst = (self._burst + text)[-_LONGEST:]
        else:
            self._begin(where)

    def _begin(self, where: QWidget | None) -> None:
        self._typed, self._where = "", where
        self._begin_burst(where)

    def _begin_burst(self, where: QWidget | None) -> None:
        self._burst, self._put_back = "", _as_it_is(where)

    def _ended(self) -> bool:
        """Enter was pressed: whether it ended a code, which is told then."""
        typed, burst, where, put_back = self._typed, self._burst, self._where, self._put_back
        self._begin(None)
        if self._is_shut() or QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return False
        focus = QApplication.focusWidget()
        if _is_secret(focus):
            return False
        if focus is where and read_any(burst):
            put_back()
            return self._tell(burst, None)
        if isinstance(focus, QLineEdit):
            return self._tell(focus.text().strip(), focus)
        return not _is_field(focus) and self._tell(typed, focus)

    def _tell(self, typed: str, focus: QWidget | None) -> bool:
        code = read_any(typed) if " " not in typed else None
        if code is None:
            return False
        self.found.emit(code, focus)
        return True


def _is_field(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)


def _is_secret(field: QWidget | None) -> bool:
    return isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal


def _as_it_is(field: QWidget | None) -> Callable[[], None]:
    """How to put a field back as it is now, whatever a scanner types into it or chooses in it."""
    if isinstance(field, QLineEdit):
        return partial(_write_line, field, field.text(), field.cursorPosition())
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return partial(_write, field, field.toPlainText(), field.textCursor().position())
    if isinstance(field, QComboBox):
        return partial(_choose, field, field.currentIndex())
    return _nothing


def _nothing() -> None:
    """Nothing was typed into anything."""


def _write_line(field: QLineEdit, text: str, position: int) -> None:
    field.selectAll()
    # As a person does, so that whoever keeps what is typed hears of it.
    field.insert(text)
    field.setCursorPosition(position)


def _write(field: QPlainTextEdit | QTextEdit, text: str, position: int) -> None:
    cursor = field.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(text)
    cursor.setPosition(position)
    field.setTextCursor(cursor)


def _choose(field: QComboBox, chosen: int) -> None:
    if field.currentIndex() != chosen:
        field.setCurrentIndex(chosen)
        field.activated.emit(chosen)
