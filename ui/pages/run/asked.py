"""Which of the items in view another unit sent, and which of them the key answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from huddle.rows.huddles import RunState
from huddle.rows.items import ItemRow
from ui import wording
from ui.pages.run.item_cards import Asked


def asked_of(state: RunState, items: Sequence[ItemRow], today: dt.date) -> dict[str, Asked]:
    """What other units ask by these items, by item id, in the items' order."""
    rows, zone = {row.item.id: row for row in state.received}, ZoneInfo(state.unit.time_zone)
    shown = [rows[item.id] for item in items if item.id in rows]
    first = next((row.id for row in shown if row.answered_at is None), "")
    return {
        row.item.id: Asked(row, wording.asked_chips(row, today, zone), has_key=row.id == first)
        for row in shown
    }
