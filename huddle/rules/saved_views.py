"""Saved views as text, and what of them still holds when they are read again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from typing import Any

from huddle.i18n import N_, _
from huddle.rows.items import FollowUpsFilter, FollowUpsOrder
from huddle.rows.views import FollowUpsShape, SavedViewRow
from huddle.vocabulary import SortBy, Status

_GROUPS = ("open", "to_check", "finished", "all")
_BUILT_IN = {
    "mine": (N_("Mine"), FollowUpsShape(FollowUpsFilter(mine=True))),
    "overdue": (N_("Overdue"), FollowUpsShape(FollowUpsFilter(overdue=True), is_board=False)),
    "to_check": (
        N_("To check"),
        FollowUpsShape(FollowUpsFilter(status="to_check"), is_board=False),
    ),
}
"""Views that everybody has; by id, the name and what is wanted."""


def built_in() -> tuple[SavedViewRow, ...]:
    """The views that everybody has and nobody can change."""
    return tuple(
        SavedViewRow(view_id, _(name), shape, is_shared=True, is_built_in=True)
        for view_id, (name, shape) in _BUILT_IN.items()
    )


def as_text(shape: FollowUpsShape) -> str:
    """A shape as JSON; only what differs from the usual is in it."""
    usual = FollowUpsFilter()
    wanted = {
        name: value for name, value in asdict(shape.wanted).items() if value != getattr(usual, name)
    }
    order = [shape.order.by, shape.order.is_descending] if shape.order else None
    held = {"filter": wanted, "order": order, "board": shape.is_board}
    return json.dumps(held, ensure_ascii=False, default=str)


def from_text(text: str) -> FollowUpsShape:
    """A shape from JSON; whatever cannot be understood is as usual."""
    try:
        held = json.loads(text)
    except ValueError:
        return FollowUpsShape()
    if not isinstance(held, dict):
        return FollowUpsShape()
    wanted, board = held.get("filter"), held.get("board")
    return FollowUpsShape(
        FollowUpsFilter(**_understood(wanted if isinstance(wanted, dict) else {})),
        _order(held.get("order")),
        board if isinstance(board, bool) else None,
    )


def without_unknown(
    shape: FollowUpsShape, known: Mapping[str, Collection[str]]
) -> tuple[FollowUpsShape, tuple[str, ...]]:
    """A shape without what its filter names and is not there any more.

    Args:
        shape: The shape.
        known: By the name of a field of the filter, the ids that are there.

    Returns:
        What is left, and the fields that were emptied.
    """
    named = {name: getattr(shape.wanted, name) for name in known}
    dropped = tuple(name for name, value in named.items() if value and value not in known[name])
    emptied: dict[str, Any] = dict.fromkeys(dropped)
    return replace(shape, wanted=replace(shape.wanted, **emptied)), dropped


def _understood(wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of a filter that are of their kind."""
    usual = asdict(FollowUpsFilter())
    found: dict[str, Any] = {
        name: value
        for name, value in wanted.items()
        if name in usual and isinstance(value, bool if isinstance(usual[name], bool) else str)
    }
    if found.get("status", "open") not in (*_GROUPS, *Status):
        del found["status"]
    if "due_before" in found:
        found["due_before"] = _day(found["due_before"])
    return found


def _order(held: Any) -> FollowUpsOrder | None:
    match held:
        case [str() as by, bool() as is_descending] if by in set(SortBy):
            return FollowUpsOrder(SortBy(by), is_descending)
    return None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
