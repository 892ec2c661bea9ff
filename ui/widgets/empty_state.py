"""What an empty page says: what it is for, and what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.look import space
from ui.widgets.buttons import Button
from ui.widgets.labels import heading, quiet


class EmptyState(QWidget):
    """A heading, a sentence and, where there is one, the button to begin with."""

    def __init__(
        self,
        title: str,
        text: str,
        button: Button | None = None,
        *,
        object_name: str = "empty_state",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        column = QVBoxLayout(self)
        margin = space("four")
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(space("one"))
        self.title_label = heading(title, f"{object_name}_title")
        self.text_label = quiet(text, f"{object_name}_text")
        for label in (self.title_label, self.text_label):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
        if button is not None:
            row = QHBoxLayout()
            row.setContentsMargins(0, space("one"), 0, 0)
            row.addStretch()
            row.addWidget(button)
            row.addStretch()
            column.addLayout(row)

    def set_texts(self, title: str, text: str) -> None:
        """Say something else from now on."""
        self.title_label.setText(title)
        self.text_label.setText(text)
