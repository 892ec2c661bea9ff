"""Lines for passwords and PINs, which nobody reads over a shoulder unless the person wants it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit

from ui.widgets.choices import Tick


def secret_line(object_name: str) -> QLineEdit:
    """A line whose letters do not show; pasting into it works."""
    made = QLineEdit()
    made.setObjectName(object_name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def show_tick(text: str, object_name: str, lines: Iterable[QLineEdit]) -> Tick:
    """A tick that shows what is typed in some lines."""
    made = Tick(text, object_name)
    shown = tuple(lines)

    def show(on: bool) -> None:
        for line in shown:
            line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    made.toggled.connect(show)
    return made
