"""Tools of the technology register as rows, with why they ask for a decision."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlmodel import col, select

from huddle.model import Huddle, Item, Person, Tool, ToolConcern, ToolDecision, ToolView
from huddle.rows.technology import (
    Technology,
    ToolConcernRow,
    ToolDecisionRow,
    ToolRow,
    ToolViewRow,
    ToolWhole,
)
from huddle.rules import technology
from huddle.services import suggestions
from huddle.services.reading import hidden_count
from huddle.store.transaction import Reader
from huddle.tool_words import DeviceClass, IsAi, ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import Status

TOLD = (
    *("name", "supplier", "version", "purpose", "where_used", "accountable_id"),
    *("accountable_role", "safety_officer", "safety_reference", "data_reference"),
    *("known_limits", "at_risk", "oversight", "fallback", "reviewed_on", "review_on"),
)
"""Fields of a tool that are shown as they are kept."""
_PLACES = {status: place for place, status in enumerate(ToolStatus)}


class _Said(NamedTuple):
    """Open concerns about a tool: how many, and when each serious one was raised."""

    open: int
    serious_at: tuple[dt.datetime, ...]


_NOTHING = _Said(0, ())


def tool_rows(reader: Reader, *wanted: Any) -> tuple[ToolRow, ...]:
    """Tools of the unit that meet some conditions, by where they stand and by name."""
    query = (
        select(Tool, Person)
        .join(Person, col(Person.id) == col(Tool.accountable_id), isouter=True)
        .where(Tool.unit_id == reader.unit_id, col(Tool.deleted_at).is_(None), *wanted)
    )
    pairs = reader.session.exec(query).all()
    if not pairs:
        return ()
    said, decided = _said(reader), _decided(reader)
    rows = (
        _tool_row(tool, person, said.get(tool.id, _NOTHING), decided.get(tool.id), reader.today)
        for tool, person in pairs
    )
    return tuple(sorted(rows, key=lambda row: (_PLACES[row.status], row.name.casefold())))


def tool_row(reader: Reader, tool: Tool) -> ToolRow:
    """One tool."""
    return tool_rows(reader, col(Tool.id) == tool.id)[0]


def technology_of(reader: Reader) -> Technology:
    """What a huddle is shown of technology now."""
    tools = tool_rows(reader, col(Tool.status) != ToolStatus.RETIRED.value)
    return Technology(
        asking=tuple(tool for tool in tools if tool.asks),
        concerns=tuple(row for row in reversed(concern_rows(reader)) if row.is_open),
    )


def concern_rows(reader: Reader, *wanted: Any) -> tuple[ToolConcernRow, ...]:
    """Concerns about tools that meet some conditions, the newest first."""
    query = (
        select(ToolConcern, Item, Tool.name, Huddle.number)
        .join(Item, col(Item.id) == col(ToolConcern.item_id))
        .join(Tool, col(Tool.id) == col(ToolConcern.tool_id))
        .join(Huddle, col(Huddle.id) == col(Item.huddle_id), isouter=True)
        .where(*_are_there(reader), col(Tool.deleted_at).is_(None), *wanted)
        .order_by(col(Item.id).desc())
    )
    return tuple(
        _concern_row(concern, item, name, number)
        for concern, item, name, number in reader.session.exec(query)
    )


def about_tools(reader: Reader, item_ids: Sequence[str]) -> tuple[ToolConcernRow, ...]:
    """What items say of tools, those of them that are about one."""
    return concern_rows(reader, col(ToolConcern.item_id).in_(item_ids)) if item_ids else ()


def whole(reader: Reader, tool: Tool) -> ToolWhole:
    """A tool with its decisions, concerns and views."""
    about_it = select(ToolConcern.item_id).where(ToolConcern.tool_id == tool.id)
    return ToolWhole(
        tool=tool_row(reader, tool),
        decisions=_decisions(reader, tool.id),
        concerns=concern_rows(reader, col(ToolConcern.tool_id) == tool.id),
        views=_views(reader, tool.id),
        hidden_count=hidden_count(reader, col(Item.id).in_(about_it)),
        suggestions=suggestions.kinds(reader) if tool.is_own else (),
    )


def _tool_row(
    tool: Tool, person: Person | None, said: _Said, decided_at: dt.datetime | None, today: dt.date
) -> ToolRow:
    status = ToolStatus(tool.status)
    undecided = sum(1 for at in said.serious_at if decided_at is None or at > decided_at)
    return ToolRow(
        id=tool.id,
        status=status,
        row_version=tool.row_version,
        is_ai=IsAi(tool.is_ai),
        device_class=DeviceClass(tool.device_class),
        is_own=tool.is_own,
        **{name: getattr(tool, name) for name in TOLD},
        accountable_name=person.name if person else "",
        accountable_extension=person.extension if person else "",
        open_concerns=said.open,
        asks=technology.asks(
            status,
            is_accounted_for=_answers_for_it(person),
            review_on=tool.review_on,
            undecided=undecided,
            today=today,
        ),
    )


def _answers_for_it(person: Person | None) -> bool:
    return person is not None and not (
        person.is_post or person.is_retired or person.deleted_at is not None
    )


def _said(reader: Reader) -> Mapping[str, _Said]:
    """By tool, the open concerns about it."""
    query = (
        select(ToolConcern, Item)
        .join(Item, col(Item.id) == col(ToolConcern.item_id))
        .where(*_are_there(reader))
    )
    open_ones: dict[str, list[ToolConcern]] = defaultdict(list)
    for concern, item in reader.session.exec(query):
        if technology.is_open(Status(item.status)):
            open_ones[concern.tool_id].append(concern)
    return {
        tool_id: _Said(len(concerns), tuple(_serious_at(concerns)))
        for tool_id, concerns in open_ones.items()
    }


def _serious_at(concerns: Iterable[ToolConcern]) -> Iterable[dt.datetime]:
    return (concern.created_at for concern in concerns if _is_serious(concern))


def _is_serious(concern: ToolConcern) -> bool:
    return technology.is_serious(ToolTrouble(concern.kind), ToolHarm(concern.harm))


def _are_there(reader: Reader) -> Sequence[Any]:
    return (
        ToolConcern.unit_id == reader.unit_id,
        col(ToolConcern.deleted_at).is_(None),
        col(Item.deleted_at).is_(None),
    )


def _decided(reader: Reader) -> Mapping[str, dt.datetime]:
    """By tool, when something was last decided about it."""
    query = (
        select(ToolDecision.tool_id, func.max(ToolDecision.created_at))
        .where(ToolDecision.unit_id == reader.unit_id, col(ToolDecision.deleted_at).is_(None))
        .group_by(ToolDecision.tool_id)
    )
    return dict(reader.session.exec(query).all())


def _concern_row(concern: ToolConcern, item: Item, name: str, number: int | None) -> ToolConcernRow:
    status = Status(item.status)
    return ToolConcernRow(
        id=concern.id,
        row_version=concern.row_version,
        tool_id=concern.tool_id,
        tool_name=name,
        item_id=item.id,
        code=item.code,
        text=item.text,
        status=status,
        raised_on=item.raised_on,
        trouble=ToolTrouble(concern.kind),
        harm=ToolHarm(concern.harm),
        against=concern.against,
        version=concern.version,
        reported_to=concern.reported_to,
        reported_reference=concern.reported_reference,
        reported_on=concern.reported_on,
        huddle_number=number,
        is_serious=_is_serious(concern),
        is_open=technology.is_open(status),
    )


def _decisions(reader: Reader, tool_id: str) -> tuple[ToolDecisionRow, ...]:
    query = (
        select(ToolDecision, Huddle.number)
        .join(Huddle, col(Huddle.id) == col(ToolDecision.huddle_id), isouter=True)
        .where(ToolDecision.tool_id == tool_id, col(ToolDecision.deleted_at).is_(None))
        .order_by(col(ToolDecision.id).desc())
    )
    return tuple(
        ToolDecisionRow(
            id=one.id,
            was=ToolStatus(one.was),
            became=ToolStatus(one.became),
            why=one.why,
            decided_by=one.decided_by,
            decided_on=one.decided_on,
            huddle_number=number,
        )
        for one, number in reader.session.exec(query)
    )


def _views(reader: Reader, tool_id: str) -> tuple[ToolViewRow, ...]:
    query = (
        select(ToolView)
        .where(ToolView.tool_id == tool_id, col(ToolView.deleted_at).is_(None))
        .order_by(col(ToolView.asked_on).desc(), col(ToolView.id).desc())
    )
    return tuple(view_row(one) for one in reader.session.exec(query))


def view_row(view: ToolView) -> ToolViewRow:
    """What staff said of a tool."""
    return ToolViewRow(
        id=view.id,
        is_before=view.is_before,
        asked_on=view.asked_on,
        asked=view.asked,
        who=view.who,
        says=view.says,
        training=view.training,
    )
