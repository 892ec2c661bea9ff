"""Surfaces: a card holds what belongs together, a band runs across the page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme.look import space
from ui.widgets.restyle import set_styled


class Card(QFrame):
    """A white surface with round corners and a column of widgets in it."""

    def __init__(
        self,
        object_name: str,
        *,
        tone: str = "",
        margin: str = "three",
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty card; add to its `column`.

        Args:
            object_name: Its name for tests.
            tone: `accent`, `good`, `caution` or `danger` for a tinted one.
            margin: How far from its sides what it holds begins: `one`, `two` or `three`.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName(object_name)
        if tone:
            self.setProperty("tone", tone)
        self.column = QVBoxLayout(self)
        beside, above = space(margin), space("two" if margin == "three" else "one")
        self.column.setContentsMargins(beside, above, beside, above)
        self.column.setSpacing(space("one"))

    def set_chosen(self, chosen: bool) -> None:
        """Show or take away the border of the one that the keys act on."""
        set_styled(self, "chosen", chosen)

    def set_tone(self, tone: str) -> None:
        """Tint it, or not when empty."""
        set_styled(self, "tone", tone)


class Band(QFrame):
    """A white strip across the page with a thin line below it; give it a layout of your own."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setProperty("role", "band")


def line(parent: QWidget | None = None) -> QFrame:
    """A thin line that separates; decoration only."""
    made = QFrame(parent)
    made.setProperty("role", "line")
    return made


def stacked(*widgets: QWidget) -> QWidget:
    """Widgets under one another, as one of the columns of a page; none grows to fill it."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space("two"))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch()
    return held
