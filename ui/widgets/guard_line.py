"""The identifier guard at a field: it marks the words in question and says below what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from ui.messages import announce
from ui.theme.look import look
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from huddle.rules.guarding import Guard
    from huddle.rules.identifiers import Finding

_LONG = 2_000
"""A longer text is looked through when the typing rests."""
_REST_MS = 300


class GuardLine(Label):
    """Stands below a field; nothing in it is altered and nobody is held up.

    Signals:
        needed: Something is typed, and there is no guard yet.
    """

    needed = Signal()

    def __init__(self, field: QLineEdit | QPlainTextEdit, object_name: str) -> None:
        """Attach a guard to a field.

        Args:
            field: What is typed in.
            object_name: Its name for tests.
        """
        super().__init__("", "quiet", tone="caution", object_name=object_name)
        self._field = field
        self._guard: Guard | None = None
        self._found: tuple[Finding, ...] = ()
        self._is_composing = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        field.textChanged.connect(self._typed)
        if isinstance(field, QLineEdit):
            field.installEventFilter(self)
        self.hide()

    def use(self, guard: Guard) -> None:
        """Look with this guard from now on, also at what stands there already."""
        self._guard = guard
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Know when letters are being put together, which a mark would throw away."""
        if isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        return super().eventFilter(watched, event)

    @property
    def _typed_text(self) -> str:
        field = self._field
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    def _typed(self) -> None:
        text = self._typed_text
        if self._guard is None:
            if text:
                self.needed.emit()
        elif len(text) > _LONG:
            self._rest.start()
        else:
            self._look()

    def _look(self) -> None:
        if self._guard is None:
            return
        from huddle.rules.guarding import caution  # noqa: PLC0415 - not before the first paint

        text = self._typed_text
        found = self._guard.findings(text) if text else ()
        if found or self._found:
            self._mark(text, found)
            self._say(caution(found))
        self._found = found

    def _say(self, words: str) -> None:
        if words != self.text():
            self.setText(words)
            self.setVisible(bool(words))
            if words:
                announce(self._field, words)

    def _mark(self, text: str, found: Sequence[Finding]) -> None:
        spans = [(_units(text[: one.start]), _units(one.words)) for one in found]
        if isinstance(self._field, QLineEdit):
            self._mark_line(self._field, spans)
        else:
            _mark_text(self._field, spans)

    def _mark_line(self, line: QLineEdit, spans: Sequence[tuple[int, int]]) -> None:
        """Underline parts of a line by the way input methods do, which leaves its text alone."""
        if self._is_composing:
            return
        kind = QInputMethodEvent.AttributeType.TextFormat
        here, mark = line.cursorPosition(), _mark_format()
        marks = [
            QInputMethodEvent.Attribute(kind, start - here, length, mark) for start, length in spans
        ]
        QCoreApplication.sendEvent(line, QInputMethodEvent("", marks))


def _mark_text(field: QPlainTextEdit, spans: Sequence[tuple[int, int]]) -> None:
    marks = []
    for start, length in spans:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(field.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, _mark_format()
        marks.append(mark)
    field.setExtraSelections(marks)


def _mark_format() -> QTextCharFormat:
    """A wave below the words, for those who see no colours, and a tint behind them."""
    now, made = look(), QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    made.setUnderlineColor(now.colour("caution"))
    made.setBackground(now.colour("caution_soft"))
    made.setForeground(now.colour("ink"))
    return made


def _units(text: str) -> int:
    """How long Qt takes a text to be: letters beyond the first plane count twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)
