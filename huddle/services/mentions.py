"""Where the ward's free texts hold a name: the item or huddle, and the sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlmodel import SQLModel, and_, col, or_, select

from huddle import dates
from huddle.i18n import _
from huddle.model import (
    Addendum,
    Escalation,
    Harm,
    HarmDay,
    Huddle,
    Item,
    ItemEvent,
    ReceivedEscalation,
    RotaSwap,
    Series,
    Tool,
    ToolDecision,
    ToolView,
)
from huddle.rows.keeping import MentionRow
from huddle.store.transaction import Reader

_OF_ITEMS = ("text", "how_known", "why", "disagreement", "note", "place", "incident_reference")
_OF_ESCALATIONS = ("reason", "ask", "answer")
_OF_HUDDLES = ("plus", "delta", "not_held_reason", "reopened_reason")
_OF_SWAPS = ("reason",)
_OF_TOOLS = (
    *("accountable_role", "safety_officer", "purpose", "where_used", "known_limits"),
    *("at_risk", "oversight", "fallback"),
)
_OF_DECISIONS = ("why", "decided_by")
_OF_VIEWS = ("who", "says", "training")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_LONGEST_SENTENCE = 300


def mentions(reader: Reader, names: Collection[str]) -> tuple[MentionRow, ...]:
    """The texts that hold one of some names, as whole words in just these letters.

    Sensitive items are looked through only for whoever may see them.
    """
    whole = "|".join(re.escape(name) for name in names)
    found = re.compile(rf"(?<!\w)(?:{whole})(?!\w)")
    return tuple(
        MentionRow(where, field, sentence)
        for where, field, text in _texts(reader, names)
        for sentence in _sentences(found, text)
    )


def _sentences(found: re.Pattern[str], text: str) -> Iterator[str]:
    # A name may hold a full stop: then the whole text stands for its sentence.
    if not found.search(text):
        return
    parts = [part.strip() for part in _SENTENCE.findall(text) if found.search(part)]
    for part in parts or [text]:
        yield part[:_LONGEST_SENTENCE]


def _texts(reader: Reader, names: Collection[str]) -> Iterator[tuple[str, str, str]]:
    items = reader.session.exec(select(Item).where(_holds(reader, Item, _OF_ITEMS, names)))
    yield from _of_rows(((item.code, item) for item in items), _OF_ITEMS)
    noted = (
        select(Item.code, ItemEvent).join(Item).where(_holds(reader, ItemEvent, ("note",), names))
    )
    yield from _of_rows(reader.session.exec(noted), ("note",))
    going_up = select(Item.code, Escalation).join(Item)
    sent = going_up.where(_holds(reader, Escalation, _OF_ESCALATIONS, names))
    yield from _of_rows(reader.session.exec(sent), _OF_ESCALATIONS)
    came_in = select(Item.code, ReceivedEscalation).join(Item)
    received = came_in.where(_holds(reader, ReceivedEscalation, _OF_ESCALATIONS, names))
    yield from _of_rows(reader.session.exec(received), _OF_ESCALATIONS)
    huddles = reader.session.exec(select(Huddle).where(_holds(reader, Huddle, _OF_HUDDLES, names)))
    yield from _of_rows(((_called(huddle.number), huddle) for huddle in huddles), _OF_HUDDLES)
    added = (
        select(Huddle.number, Addendum)
        .join(Huddle)
        .where(_holds(reader, Addendum, ("text",), names))
    )
    found = ((_called(number), one) for number, one in reader.session.exec(added))
    yield from _of_rows(found, ("text",))
    swapped = (
        select(Series.name, RotaSwap)
        .join(RotaSwap)
        .where(_holds(reader, RotaSwap, _OF_SWAPS, names))
    )
    swaps = ((_swap_of(name, one), one) for name, one in reader.session.exec(swapped))
    yield from _of_rows(swaps, _OF_SWAPS)
    looked = (
        select(Harm.name, HarmDay).join(HarmDay).where(_holds(reader, HarmDay, ("note",), names))
    )
    days = ((_day_of(name, one), one) for name, one in reader.session.exec(looked))
    yield from _of_rows(days, ("note",))
    yield from _of_tools(reader, names)


def _of_tools(reader: Reader, names: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """What the technology register says of tools, and what is decided and said about them."""
    tools = reader.session.exec(select(Tool).where(_holds(reader, Tool, _OF_TOOLS, names)))
    yield from _of_rows(((tool.name, tool) for tool in tools), _OF_TOOLS)
    for table, fields in ((ToolDecision, _OF_DECISIONS), (ToolView, _OF_VIEWS)):
        query = select(Tool.name, table).join(table).where(_holds(reader, table, fields, names))
        yield from _of_rows(reader.session.exec(query), fields)


def _of_rows(
    rows: Iterable[tuple[str, SQLModel]], fields: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    for where, row in rows:
        for field in fields:
            yield where, field, str(getattr(row, field))


def _holds(
    reader: Reader, table: type[Any], fields: tuple[str, ...], names: Collection[str]
) -> Any:
    holds = or_(
        *(
            col(getattr(table, field)).contains(name, autoescape=True)
            for field in fields
            for name in names
        )
    )
    return and_(col(table.unit_id) == reader.unit_id, holds)


def _swap_of(series: str, swap: RotaSwap) -> str:
    return _("Rota of {series}, {day}").format(series=series, day=dates.in_table(swap.on_day))


def _day_of(harm: str, one: HarmDay) -> str:
    return _("Safety cross of {harm}, {day}").format(harm=harm, day=dates.in_table(one.day))


def _called(number: int) -> str:
    return _("Huddle {number}").format(number=number)
