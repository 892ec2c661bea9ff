"""The orders that the table can have: their words, and the column whose head asks for each."""

from __future__ import annotations

from huddle.i18n import N_, _
from huddle.labels import label
from huddle.rows.items import FollowUpsOrder
from huddle.settings import Settings
from huddle.vocabulary import SortBy
from ui.pages.followups.item_model import Column

SORTED_BY = {
    Column.DUE: SortBy.DUE,
    Column.OWNER: SortBy.OWNER,
    Column.RAISED: SortBy.RAISED,
}
"""What a press on the head of a column sorts by."""

_BACKWARDS = {
    SortBy.DUE: N_("Latest due first"),
    SortBy.RAISED: N_("Newest first"),
    SortBy.OWNER: N_("By owner, from the end"),
}
_DOWN = " down"


def choices() -> list[tuple[str, str]]:
    """Every order as a key and its words."""
    both = [FollowUpsOrder(by, is_down) for by in SortBy for is_down in (False, True)]
    return [(key_of(order), _words(order)) for order in both]


def key_of(order: FollowUpsOrder) -> str:
    """The key of an order."""
    return order.by + (_DOWN if order.is_descending else "")


def order_of(key: str) -> FollowUpsOrder:
    """The order of a key."""
    return FollowUpsOrder(SortBy(key.removesuffix(_DOWN)), key.endswith(_DOWN))


def remembered(settings: Settings) -> FollowUpsOrder:
    """The order that was chosen last at this computer."""
    by = next((one for one in SortBy if one == settings.followups_sort), SortBy.DUE)
    return FollowUpsOrder(by, settings.followups_down)


def pressed(column: Column, now: FollowUpsOrder) -> FollowUpsOrder:
    """The order after a press on a column's head: by it, and at the second press backwards."""
    by = SORTED_BY[column]
    return FollowUpsOrder(by, by is now.by and not now.is_descending)


def _words(order: FollowUpsOrder) -> str:
    return _(_BACKWARDS[order.by]) if order.is_descending else label(order.by)
