"""What a person can want of a rota; the parts of the page say it here, the presenter hears it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

START = "rota_from"
"""The field of a series that holds the day of the first turn."""


class RotaWants(QObject):
    """One for the whole page, because the parts lie deep in it.

    Signals:
        turns: A series' id, and how often its rota moves on; empty for no rota.
        start: A series' id, and the typed day of the first turn.
        added: A series' id, and whom to give a place.
        moved: A place's id, and by how many places.
        removed: A place's id.
        deputy: A series' id, a place's, and the deputy's; empty for nobody.
        swap: A series' id, and the day to swap.
        swap_back: A swap's id.
    """

    turns = Signal(str, str)
    start = Signal(str, str)
    added = Signal(str, str)
    moved = Signal(str, int)
    removed = Signal(str)
    deputy = Signal(str, str, str)
    swap = Signal(str, object)
    swap_back = Signal(str)
