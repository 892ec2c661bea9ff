"""What the organisation set: read and copied from by keyboard and by ear, never typed in."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from huddle.i18n import _
from ui.widgets.field import Field
from ui.widgets.restyle import set_styled


def set_for_all() -> str:
    """Who decided, as it stands beside what cannot be changed here."""
    return _("Set by your organisation")


class FixedField(Field):
    """A labelled line that holds what is set, in place of what would choose it."""

    def __init__(self, label: str, object_name: str, text: str = "") -> None:
        self._line = QLineEdit()
        self._line.setObjectName(object_name)
        super().__init__(label, self._line, hint=set_for_all(), object_name=f"{object_name}_field")
        fix(self._line)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show what is set, from its beginning."""
        self._line.setText(text)
        self._line.setCursorPosition(0)


def fix(line: QLineEdit) -> None:
    """Have a line take no words; the keyboard still reaches it."""
    line.setReadOnly(True)
    set_styled(line, "role", "fixed")
