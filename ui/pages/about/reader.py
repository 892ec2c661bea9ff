"""A document to read in the window: the change log, a statement, licences."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.actions import shown
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.labels import title


class Reader(QWidget):
    """A document under its name; the arrow keys, Page Up and Page Down go through it.

    Signals:
        left: Whoever read it goes back.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("about_reader")
        self._title = title("", "about_document_title")
        self._text = QTextBrowser()
        self._text.setObjectName("about_document")
        # A link would lead out of the program, which reaches nothing outside.
        self._text.setOpenLinks(False)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setTabChangesFocus(True)
        back = button(_("Back"), "about_back", key=shown("leave"))
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(back)
        column = QVBoxLayout(self)
        edge = space("three")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("two"))
        column.addLayout(head)
        column.addWidget(self._text, 1)

    def show_document(self, name: str, text: str, *, is_marked_up: bool) -> None:
        """Show a document from its first line.

        Args:
            name: What it is called.
            text: What it says.
            is_marked_up: Whether it is written in Markdown.
        """
        self._title.setText(name)
        self._text.setAccessibleName(name)
        if is_marked_up:
            self._text.setMarkdown(text)
            self._space_out()
        else:
            self._text.setPlainText(text)

    def _space_out(self) -> None:
        """Leave room between paragraphs, and more above a heading: Qt leaves none."""
        block = self._text.document().begin()
        while block.isValid():
            form = block.blockFormat()
            form.setTopMargin(space("two" if form.headingLevel() else "half"))
            form.setBottomMargin(space("half"))
            QTextCursor(block).setBlockFormat(form)
            block = block.next()

    def begin(self) -> None:
        """Put the keyboard where it is read."""
        self._text.setFocus()
