"""Setting a property that the style sheet looks at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_styled(widget: QWidget, name: str, value: str | bool) -> None:
    """Give a widget a property and let the style sheet see it; nothing happens if it has it."""
    if (widget.property(name) or "") == (value or ""):
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
