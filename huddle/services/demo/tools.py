"""The tools of the made-up ward: who answers for them, what is decided and said of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlmodel import select

import resources
from huddle.i18n import _
from huddle.model import Item, Tool, ToolConcern, ToolDecision, ToolView
from huddle.services.demo.cast import Cast
from huddle.services.demo.plan import DemoPlan, instant
from huddle.store.bulk import Bulk
from huddle.store.transaction import Writer

_SAID_OF_A_TOOL = (
    *("name", "supplier", "version", "purpose", "where_used", "accountable_role"),
    *("safety_officer", "safety_reference", "data_reference", "known_limits", "at_risk"),
    *("oversight", "fallback"),
)
_PLAIN = ("is_ai", "device_class", "status")
_AT = dt.time(13, 30)
_LINKED_AFTER = dt.timedelta(minutes=2)


def write_tools(writer: Writer, bulk: Bulk, plan: DemoPlan, cast: Cast) -> None:
    """Every tool beside the program's own, which a new ward has already.

    Args:
        writer: The write of the story, whose items are told.
        bulk: Gathers the rows.
        plan: The story.
        cast: Who can answer for a tool.
    """
    for told in resources.toml("demo", "technology.toml")["tool"]:
        tool = _tool(bulk, plan, cast, told)
        for one in told.get("decisions", ()):
            _decision(bulk, plan, tool["id"], one)
        for one in told.get("concerns", ()):
            _concern(writer, bulk, plan, tool["id"], one)
        for one in told.get("views", ()):
            _view(bulk, plan, tool["id"], one)
    bulk.flush()


def _tool(bulk: Bulk, plan: DemoPlan, cast: Cast, told: dict[str, Any]) -> dict[str, Any]:
    words = {name: _(told[name]) for name in _SAID_OF_A_TOOL if name in told}
    stands = {name: told[name] for name in _PLAIN}
    answers = cast.people.get(told["owner"]) or next(iter(cast.crew(told["team"])), None)
    return bulk.add(
        Tool,
        _back(plan, told["added"]),
        accountable_id=answers,
        reviewed_on=_day(plan, told["reviewed"]) if "reviewed" in told else None,
        review_on=_day(plan, -told["review_in"]),
        **words,
        **stands,
    )


def _decision(bulk: Bulk, plan: DemoPlan, tool_id: str, told: dict[str, Any]) -> None:
    bulk.add(
        ToolDecision,
        _back(plan, told["days"]),
        tool_id=tool_id,
        was=told["was"],
        became=told["became"],
        why=_(told["why"]),
        decided_by=_(told["by"]),
        decided_on=_day(plan, told["days"]),
    )


def _concern(
    writer: Writer, bulk: Bulk, plan: DemoPlan, tool_id: str, told: dict[str, Any]
) -> None:
    """What a concern that was said in a huddle says of the tool."""
    item = writer.session.exec(select(Item).where(Item.text == _(told["text"]))).one()
    reported = {
        name: _(told[name]) for name in ("reported_to", "reported_reference") if name in told
    }
    bulk.add(
        ToolConcern,
        item.created_at + _LINKED_AFTER,
        tool_id=tool_id,
        item_id=item.id,
        kind=told["kind"],
        harm=told["harm"],
        version=told["version"],
        reported_on=_day(plan, told["reported"]) if reported else None,
        **reported,
    )


def _view(bulk: Bulk, plan: DemoPlan, tool_id: str, told: dict[str, Any]) -> None:
    bulk.add(
        ToolView,
        _back(plan, told["days"]),
        tool_id=tool_id,
        is_before=told["is_before"],
        asked_on=_day(plan, told["days"]),
        asked=told["asked"],
        **{name: _(told[name]) for name in ("who", "says", "training") if name in told},
    )


def _day(plan: DemoPlan, days_back: int) -> dt.date:
    return plan.until - dt.timedelta(days=days_back)


def _back(plan: DemoPlan, days: int) -> dt.datetime:
    return instant(_day(plan, days), _AT)
