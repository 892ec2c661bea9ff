"""Fields that keep what is typed in them by themselves, and never lose it to a newer value.

A field knows what is kept. Words that differ from it are the person's own: they stay until they
are kept too, or taken back by Esc.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.theme.look import space
from ui.widgets.field import Field

_LEAST_LINES = 3
_MOST_LINES = 8


class Memory:
    """What is kept of a field, and what was last tried.

    Attributes:
        kept: What is kept.
        typed_over: What was kept when somebody began to type, if it is something else by now.
    """

    def __init__(self) -> None:
        self.kept = ""
        self.typed_over: str | None = None
        self._tried = ""
        self._is_fresh = True

    def shall_show(self, now: str, new: str) -> bool:
        """Take a newer kept text in; says whether it may replace what the field holds now."""
        is_own = now != self.kept and not self._is_fresh
        self._is_fresh = False
        if not is_own or now == new:
            self.typed_over = None
        elif new != self.kept and self.typed_over is None:
            self.typed_over = self.kept
        self.kept = self._tried = new
        return not is_own

    def forget(self) -> None:
        """Take whatever comes next, because it is of something else."""
        self._is_fresh = True

    def is_to_keep(self, now: str, *, insists: bool) -> bool:
        """Whether these words are to be kept now; what was refused is tried again only by key."""
        if now == self.kept or (now == self._tried and not insists):
            return False
        self._tried = now
        return True


def _clean(text: str) -> str:
    letters = (" " if ord(letter) < ord(" ") and letter != "\n" else letter for letter in text)
    return "".join(letters).strip()


class KeptLine(QLineEdit):
    """One line; Enter or leaving it keeps, Esc takes back what is not kept.

    Signals:
        keep: What is to be kept now.
    """

    keep = Signal(str)

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._memory = Memory()
        self.returnPressed.connect(self.keep_now)

    def show_kept(self, text: str) -> None:
        """Show what is kept, unless the person's own words stand here."""
        if self._memory.shall_show(_clean(self.text()), text) and _clean(self.text()) != text:
            self.setText(text)
            self.setCursorPosition(0)

    def forget(self) -> None:
        """Show whatever comes next, because it is of something else."""
        self._memory.forget()

    def keep_now(self) -> None:
        """Keep what is typed, also what was refused before."""
        self._try(insists=True)

    @property
    def typed(self) -> str:
        """What stands here, cleaned as it is kept."""
        return _clean(self.text())

    @property
    def typed_over(self) -> str | None:
        """What was kept when somebody began to type, if it is something else by now."""
        return self._memory.typed_over

    def put_back(self, text: str) -> None:
        """Put words back that could not be kept."""
        self.setText(text)
        self._memory.is_to_keep(text, insists=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it keeps; opening its own menu does not count as leaving."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._try(insists=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what is not kept; Ctrl+Z brings it again."""
        if event.key() == Qt.Key.Key_Escape and _clean(self.text()) != self._memory.kept:
            self.selectAll()
            self.insert(self._memory.kept)
            self.textEdited.emit(self.text())
            return
        super().keyPressEvent(event)

    def _try(self, *, insists: bool) -> None:
        words = _clean(self.text())
        if self._memory.is_to_keep(words, insists=insists):
            self.keep.emit(words)


class KeptText(QPlainTextEdit):
    """Several lines, as high as what they hold; leaving it or Ctrl+Enter keeps.

    Signals:
        keep: What is to be kept now.
    """

    keep = Signal(str)

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._memory = Memory()
        self.textChanged.connect(self._fit)
        self._fit()

    def show_kept(self, text: str) -> None:
        """Show what is kept, unless the person's own words stand here."""
        words = _clean(self.toPlainText())
        if self._memory.shall_show(words, text) and words != text:
            self.setPlainText(text)

    def forget(self) -> None:
        """Show whatever comes next, because it is of something else."""
        self._memory.forget()

    @property
    def typed(self) -> str:
        """What stands here, cleaned as it is kept."""
        return _clean(self.toPlainText())

    @property
    def typed_over(self) -> str | None:
        """What was kept when somebody began to type, if it is something else by now."""
        return self._memory.typed_over

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it keeps; opening its own menu does not count as leaving."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._try(insists=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps and stays; Esc takes back what is not kept."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._try(insists=True)
        elif event.key() == Qt.Key.Key_Escape and self._is_own():
            self.selectAll()
            self.insertPlainText(self._memory.kept)
        else:
            super().keyPressEvent(event)

    def _is_own(self) -> bool:
        return _clean(self.toPlainText()) != self._memory.kept

    def _try(self, *, insists: bool) -> None:
        words = _clean(self.toPlainText())
        if self._memory.is_to_keep(words, insists=insists):
            self.keep.emit(words)

    def _fit(self) -> None:
        lines = min(max(self.blockCount(), _LEAST_LINES), _MOST_LINES)
        around = 2 * space("one") + 2 * round(self.document().documentMargin())
        self.setFixedHeight(lines * QFontMetrics(self.font()).lineSpacing() + around)


class LineField(Field):
    """A labelled line that keeps itself.

    Signals:
        keep: What is to be kept now.
    """

    keep = Signal(str)

    def __init__(self, label: str, object_name: str, *, hint: str = "") -> None:
        self.line = KeptLine(object_name)
        super().__init__(label, self.line, hint=hint, object_name=f"{object_name}_field")
        self.line.keep.connect(self.keep)
        self.line.textEdited.connect(self.clear_error)

    def show_kept(self, text: str) -> None:
        """Show what is kept, unless the person's own words stand here."""
        self.line.show_kept(text)

    def forget(self) -> None:
        """Show whatever comes next, because it is of something else."""
        self.line.forget()

    def put_back(self, text: str) -> None:
        """Put words back that could not be kept."""
        self.line.put_back(text)


class TextField(Field):
    """A labelled text of several lines that keeps itself.

    Signals:
        keep: What is to be kept now.
    """

    keep = Signal(str)

    def __init__(self, label: str, object_name: str, *, hint: str = "") -> None:
        self.text = KeptText(object_name)
        super().__init__(label, self.text, hint=hint, object_name=f"{object_name}_field")
        self.text.keep.connect(self.keep)
        self.text.textChanged.connect(self.clear_error)

    def show_kept(self, text: str) -> None:
        """Show what is kept, unless the person's own words stand here."""
        self.text.show_kept(text)

    def forget(self) -> None:
        """Show whatever comes next, because it is of something else."""
        self.text.forget()


def typed_over(page: QWidget, words: object) -> str | None:
    """What somebody who typed these words on a page had before their eyes, if it is gone by now."""
    known = (field.typed_over for field in _holding(page, words))
    return next((was for was in known if was is not None), None)


def give_way(page: QWidget, words: object) -> None:
    """Have the fields of a page that hold these words show what is kept instead."""
    for field in _holding(page, words):
        field.forget()


def _holding(page: QWidget, words: object) -> list[KeptLine | KeptText]:
    fields: list[KeptLine | KeptText] = [
        *page.findChildren(KeptLine),
        *page.findChildren(KeptText),
    ]
    return [field for field in fields if field.typed == words]
