"""One figure of the huddles: its value, how it is counted, and its parts."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from huddle.i18n import _
from huddle.rows.huddle_measures import FigureRow
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.labels import body, heading, secondary, strong


class FigureCard(Card):
    """A card of one figure; it is read out as a whole.

    Args:
        figure: The figure.
    """

    def __init__(self, figure: FigureRow) -> None:
        name = f"figure_{figure.kind}"
        super().__init__(name, margin="two")
        self.setAccessibleName(_("{name}: {value}").format(name=figure.name, value=figure.value))
        self.column.addWidget(strong(figure.name, f"{name}_name"))
        self.column.addWidget(heading(_value(figure), f"{name}_value"))
        if figure.note:
            self.column.addWidget(body(figure.note, f"{name}_note"))
        if figure.groups:
            self.column.addLayout(_parts(figure))
        self.column.addWidget(secondary(figure.how, f"{name}_how"))
        self.column.addStretch()


def _value(figure: FigureRow) -> str:
    """A share with what it is out of, so that nobody takes two of three for a rule."""
    if figure.share is None or not figure.share.whole or "%" not in figure.value:
        return figure.value
    return _("{value} ({part} of {whole})").format(
        value=figure.value, part=f"{figure.share.part:,}", whole=f"{figure.share.whole:,}"
    )


def _parts(figure: FigureRow) -> QGridLayout:
    """The same by department, role group or stage, in the ward's order."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(space("two"))
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(0, 1)
    for row, part in enumerate(figure.groups):
        grid.addWidget(secondary(part.name, f"figure_{figure.kind}_part_{row}"), row, 0)
        grid.addWidget(secondary(part.value, f"figure_{figure.kind}_value_{row}"), row, 1)
    return grid
