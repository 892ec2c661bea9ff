"""Many rows at once, for filling a store: no audit entry for each, and findable like any other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import update
from sqlmodel import SQLModel

from huddle.model import (
    Addendum,
    Attendance,
    Counter,
    Department,
    Escalation,
    GoalMeasure,
    GoalPlan,
    HarmDay,
    Huddle,
    HuddleStep,
    Item,
    ItemEvent,
    Kept,
    Measure,
    Part,
    Person,
    Reading,
    Rebase,
    Receiver,
    Record,
    RotaPlace,
    Series,
    Tool,
    ToolConcern,
    ToolDecision,
    ToolView,
)
from huddle.store import search
from huddle.store.adding import add_together
from huddle.store.blank import blank
from huddle.store.transaction import Writer

_IN_ORDER: tuple[type[SQLModel], ...] = (
    Department,
    Person,
    Receiver,
    Series,
    RotaPlace,
    HarmDay,
    Huddle,
    HuddleStep,
    Attendance,
    Item,
    Part,
    Escalation,
    ItemEvent,
    Record,
    Addendum,
    Measure,
    Reading,
    Rebase,
    GoalPlan,
    GoalMeasure,
    Tool,
    ToolDecision,
    ToolConcern,
    ToolView,
    Counter,
)
"""A row comes after those it refers to."""


class Bulk:
    """Gathers rows and writes them together.

    Args:
        writer: The write they belong to.
        id_at: Makes the id of a row made at an instant.
    """

    def __init__(self, writer: Writer, id_at: Callable[[dt.datetime], str]) -> None:
        self._writer = writer
        self._id_at = id_at
        self._waiting: dict[type[SQLModel], list[dict[str, Any]]] = {}
        self._links: list[tuple[str, str]] = []
        self._findable: dict[str, str] = {}
        self._next_findable = 1

    def add(self, kind: type[SQLModel], made_at: dt.datetime, /, **values: Any) -> dict[str, Any]:
        """Let a row made at an instant wait for the next `flush`; it may still be changed.

        Items may name what they were turned into before that is there.
        """
        row = {**blank(kind), "id": values.get("id") or self._id_at(made_at)}
        if issubclass(kind, Kept):
            row |= self._writer.stamps(made_at)
        row |= {"unit_id": self._writer.unit_id, **values}
        self._waiting.setdefault(kind, []).append(row)
        return row

    def make_findable(self, item: dict[str, Any], told: Iterable[str]) -> None:
        """Put an item's words, and what is told beside it, into the index with the next `flush`."""
        self._findable[item["id"]] = search.indexed({**blank(Item), **item}, told)

    def flush(self) -> None:
        """Write what waits."""
        planned = [row["item_id"] for row in self._waiting.get(GoalPlan, [])]
        for kind in _IN_ORDER:
            rows = self._waiting.pop(kind, [])
            if kind is Item:
                rows = [self._unlinked(row) for row in rows]
            add_together(self._writer.connection, kind, {}, rows)
        self._link()
        self._index()
        search.tell_again(self._writer.connection, planned)

    def change(self, kind: type[SQLModel], row_id: str, values: dict[str, Any]) -> None:
        """Change a row that was written before."""
        columns = kind.__table__.c  # type: ignore[attr-defined]
        self._writer.execute(update(kind).where(columns.id == row_id), values)

    def _unlinked(self, row: dict[str, Any]) -> dict[str, Any]:
        if row["turned_into_id"]:
            self._links.append((row["id"], row["turned_into_id"]))
        return {**row, "turned_into_id": None}

    def _link(self) -> None:
        for row_id, turned_into_id in self._links:
            self.change(Item, row_id, {"turned_into_id": turned_into_id})
        self._links.clear()

    def _index(self) -> None:
        if not self._findable:
            return
        writer = self._writer
        search.add_many(writer.connection, writer.unit_id, self._findable, self._next_findable)
        self._next_findable += len(self._findable)
        self._findable.clear()
