"""Questions: yes or no, and one line of text. Pages get an `Asker`, tests another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.theme.look import look, space
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import body, heading
from ui.widgets.scroll import page_scroll

if TYPE_CHECKING:
    from ui.care import Watch

_MOST_LINES, _MOST_LETTERS = 12, 1_500
"""A longer text would push the buttons out of a small window."""
_LINES_SHOWN = 6


class Asker(Protocol):
    """Whoever can ask a person something and go on with the answer."""

    def confirm(
        self,
        parent: QWidget,
        *,
        title: str,
        text: str,
        yes: str,
        then: Callable[[], object],
        no: str = "",
        harmful: bool = False,
    ) -> None:
        """Ask whether to do something; `then` is called for a yes.

        Args:
            parent: The widget that asks.
            title: The question.
            text: What will happen, and what will not.
            yes: The label of the button that does it: a verb.
            then: What to do then.
            no: The label of the other button; `Cancel` when empty.
            harmful: Whether it takes something away: Enter then means no.
        """

    def one_line(
        self,
        parent: QWidget,
        *,
        title: str,
        text: str,
        label: str,
        yes: str,
        then: Callable[[str], object],
        start: str = "",
        may_be_empty: bool = False,
        other: tuple[str, Callable[[], object]] | None = None,
        watch: Watch | None = None,
    ) -> None:
        """Ask for one line, such as a reason or a name; `then` is called with it.

        Args:
            parent: The widget that asks.
            title: What it is about.
            text: Why it is asked; may be empty.
            label: What stands above the line.
            yes: The label of the button that keeps it: a verb.
            then: What to do with it.
            start: What the line holds at first.
            may_be_empty: Whether nothing is an answer too.
            other: The label of the other button, and what to do when nothing is answered; for
                none it is `Cancel`.
            watch: What looks at the line for what tells who a patient is; none for no look.
        """


class Dialogs:
    """Asks by dialogs of their own, which do not hold up the rest of the window."""

    def confirm(
        self,
        parent: QWidget,
        *,
        title: str,
        text: str,
        yes: str,
        then: Callable[[], object],
        no: str = "",
        harmful: bool = False,
    ) -> None:
        """Ask whether to do something, as `Asker.confirm` says."""
        dialog = QuestionDialog(parent, title, text, yes, no=no, harmful=harmful)
        dialog.accepted.connect(then)
        dialog.open()

    def one_line(
        self,
        parent: QWidget,
        *,
        title: str,
        text: str,
        label: str,
        yes: str,
        then: Callable[[str], object],
        start: str = "",
        may_be_empty: bool = False,
        other: tuple[str, Callable[[], object]] | None = None,
        watch: Watch | None = None,
    ) -> None:
        """Ask for one line, as `Asker.one_line` says."""
        no, otherwise = other or ("", None)
        dialog = LineDialog(
            parent, title, text, label, yes, start, may_be_empty=may_be_empty, no=no
        )
        dialog.accepted.connect(lambda: then(dialog.text))
        if otherwise is not None:
            dialog.rejected.connect(otherwise)
        if watch is not None:
            watch.over(dialog)
        dialog.open()


class QuestionDialog(QDialog):
    """A question with two buttons; Esc is no."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        yes: str,
        *,
        no: str = "",
        harmful: bool = False,
    ) -> None:
        super().__init__(parent.window())
        self.setObjectName("question")
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(look().space("dialog"))
        self.column = QVBoxLayout(self)
        margin = space("three")
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(title, "question_title"))
        if text:
            self.column.addWidget(_words(text))
        self._yes = Button(yes, "question_yes", role="danger" if harmful else "primary")
        self._no = Button(no or _("Cancel"), "question_no", key=_("Esc"))
        self._add_buttons()
        default = self._no if harmful else self._yes
        default.setDefault(True)
        default.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what it says; Qt measures that before it narrows it to the screen."""
        super().showEvent(event)
        self.resize(self.width(), max(self.height(), self.column.totalHeightForWidth(self.width())))

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, space("one"), 0, 0)
        row.setSpacing(space("one"))
        row.addStretch()
        row.addWidget(self._no)
        row.addWidget(self._yes)
        self.column.addLayout(row)
        self._yes.clicked.connect(self.accept)
        self._no.clicked.connect(self.reject)


def _words(text: str) -> QWidget:
    """What a question says; what is long scrolls, so that its buttons stay in view."""
    words = body(text, "question_text")
    if text.count("\n") < _MOST_LINES and len(text) < _MOST_LETTERS:
        return words
    scroll = page_scroll("question_scroll", margin="one")
    scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    scroll.setAccessibleName(_("What this is about; arrow keys scroll"))
    scroll.column.addWidget(words)
    scroll.column.addStretch()
    scroll.setMinimumHeight(look().size("control") * _LINES_SHOWN)
    return scroll


class LineDialog(QuestionDialog):
    """A question answered with one line; Enter keeps it."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        label: str,
        yes: str,
        start: str = "",
        *,
        may_be_empty: bool = False,
        no: str = "",
    ) -> None:
        super().__init__(parent, title, text, yes, no=no)
        self._may_be_empty = may_be_empty
        self._line = QLineEdit(start)
        self._line.setObjectName("question_line")
        self._field = Field(label, self._line, object_name="question_field")
        self.column.insertWidget(self.column.count() - 1, self._field)
        guard = GuardLine(self._line, "question_guard")
        self.column.insertWidget(self.column.count() - 1, guard)
        self.setTabOrder(self._line, self._no)
        self.setTabOrder(self._no, self._yes)
        self._line.textEdited.connect(self._field.clear_error)
        self._line.selectAll()
        self._line.setFocus()

    @property
    def text(self) -> str:
        """What was typed, without blanks around it."""
        return self._line.text().strip()

    def accept(self) -> None:
        """Keep the line, unless it is empty and must not be."""
        if self.text or self._may_be_empty:
            super().accept()
        else:
            self._field.show_error(_("Write something here, or press Esc to leave."))
            self._line.setFocus()
