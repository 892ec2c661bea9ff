"""Everything the Run page shows of one huddle, read in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlmodel import col, select

from huddle.clock import local
from huddle.model import Huddle, HuddleStep, Item
from huddle.model.huddle import NEWEST_FIRST
from huddle.model.item import IS_OPEN
from huddle.rows.huddles import HuddleStepRow, PromiseRow, RunState
from huddle.rows.technology import Technology
from huddle.rules import carry_over
from huddle.services import drafts, records, roster, suggestions, timing
from huddle.services.carrying import promise, said_in
from huddle.services.escalation_rows import answers_for
from huddle.services.reading import hidden_count, huddle_row, item_rows, known, unit_row
from huddle.services.received import received_of
from huddle.services.tool_rows import about_tools, technology_of
from huddle.services.waiting import coming_back
from huddle.store.transaction import Reader
from huddle.vocabulary import (
    HuddleStatus,
    ItemKind,
    Review,
    Status,
    StepPurpose,
)

MOST_SHOWN = 200
"""Promises on one page; nobody goes through more in one meeting."""


def run_state(reader: Reader, huddle: Huddle, undo_label: str = "") -> RunState:
    """The state of a huddle now."""
    reader.opened.add(("huddle", huddle.id))
    items = item_rows(reader, records.captured(reader, huddle.id))
    next_on = next_huddle_on(reader, huddle)
    promises, not_due_count = promises_of(reader, huddle, next_on)
    steps = records.step_rows(reader, huddle, items)
    return RunState(
        huddle=huddle_row(huddle),
        unit=unit_row(reader.unit),
        steps=steps,
        step_id=huddle.step_id or "",
        items=items,
        roster=roster.rows(reader, huddle.id),
        promises=promises,
        not_due_count=not_due_count,
        done_since=item_rows(reader, done_since(reader, huddle.series_id, huddle)),
        raised_between=tuple(
            item
            for item in items
            if huddle.started_at is not None and item.raised_at < huddle.started_at
        ),
        parked=item_rows(reader, _parked(reader, huddle)),
        known=known(reader),
        next_huddle_on=next_on,
        drafts=drafts.of_huddle(reader, reader.account_id, huddle.id),
        running_seconds=timing.running_seconds(huddle, reader.now),
        step_seconds=_step_seconds(reader, huddle),
        is_paused=huddle.paused_at is not None,
        as_at=reader.now,
        hidden_count=hidden_count(reader, col(Item.huddle_id) == huddle.id),
        can_undo=undo_label,
        answers=answers_for(reader, huddle.series_id),
        suggests=suggestions.wanted(reader),
        received=received_of(reader, [item.id for item in items]),
        technology=_technology(reader, steps),
        about_tools=about_tools(reader, [one.id for one in items if one.kind is ItemKind.CONCERN]),
    )


def _technology(reader: Reader, steps: Iterable[HuddleStepRow]) -> Technology:
    """What the technology step shows; it is asked for only where there is one."""
    has_step = any(step.purpose is StepPurpose.TECHNOLOGY for step in steps)
    return technology_of(reader) if has_step else Technology()


def next_huddle_on(reader: Reader, huddle: Huddle) -> dt.date | None:
    """The day of the huddle after a huddle; its own where there are several a day."""
    return records.next_huddle_on(reader, huddle.series_id, huddle.held_on, huddle.starts_at)


def open_actions(reader: Reader, huddle: Huddle) -> list[Item]:
    """The open actions of a huddle's series that it did not raise itself, soonest due first."""
    return _known_then(reader, huddle, open_actions_of(reader, huddle.series_id))


def open_actions_of(reader: Reader, series_id: str) -> list[Item]:
    """The open actions of a series, soonest due first."""
    query = (
        select(Item)
        .where(IS_OPEN, Item.unit_id == reader.unit_id, Item.series_id == series_id)
        .order_by(col(Item.due_on).is_(None), col(Item.due_on), col(Item.id))
    )
    return list(reader.session.exec(query))


def promises_of(
    reader: Reader, huddle: Huddle, next_on: dt.date | None
) -> tuple[tuple[PromiseRow, ...], int]:
    """The promises a huddle goes through, answered ones included, and how many are not due."""
    at = _moment(reader, huddle)
    answers = records.reviews(reader, huddle.id)
    waiting = open_actions(reader, huddle)
    due = [
        item
        for item in waiting
        if answers.get(item.id) or carry_over.needs_review(promise(item, huddle.id), at, next_on)
    ]
    shown = {item.id for item in due}
    gone = [item_id for item_id, answer in answers.items() if answer and item_id not in shown]
    finished = select(Item).where(col(Item.id).in_(gone), col(Item.deleted_at).is_(None))
    chosen = [*due[:MOST_SHOWN], *reader.session.exec(finished)]
    chosen.sort(key=lambda item: (item.due_on is None, item.due_on or dt.date.max, item.id))
    rows = tuple(
        PromiseRow(row, Review(answers[row.id]) if answers.get(row.id) else None)
        for row in item_rows(reader, chosen)
    )
    return rows, len(waiting) - len(due)


def done_since(reader: Reader, series_id: str, huddle: Huddle | None) -> list[Item]:
    """Actions of a series finished since its last huddle, newest first."""
    last = last_closed(reader, series_id, before=huddle.started_at if huddle else None)
    if last is None or last.closed_at is None:
        return []
    query = (
        select(Item)
        .where(
            Item.unit_id == reader.unit_id,
            Item.kind == ItemKind.ACTION.value,
            col(Item.done_on) >= last.held_on,
            Item.series_id == series_id,
            col(Item.done_at) > last.closed_at,
            col(Item.status).in_([Status.CLOSED.value, Status.AWAITING_CHECK.value]),
            col(Item.deleted_at).is_(None),
        )
        .order_by(col(Item.done_at).desc())
        .limit(20)
    )
    if huddle is not None and huddle.started_at is not None:
        query = query.where(col(Item.done_at) < huddle.started_at)
    return list(reader.session.exec(query))


def last_closed(
    reader: Reader, series_id: str, *, before: dt.datetime | None = None
) -> Huddle | None:
    """The latest closed huddle of a series, or the latest that closed before another began."""
    query = (
        select(Huddle)
        .where(Huddle.series_id == series_id, Huddle.status == HuddleStatus.CLOSED.value)
        .order_by(*NEWEST_FIRST)
    )
    if before is not None:
        query = query.where(col(Huddle.closed_at) <= before)
    return reader.session.exec(query.limit(1)).first()


def _parked(reader: Reader, huddle: Huddle) -> list[Item]:
    return _known_then(reader, huddle, coming_back(reader, huddle.series_id, huddle.held_on))


def _known_then(reader: Reader, huddle: Huddle, items: Iterable[Item]) -> list[Item]:
    """Those that a huddle did not raise itself; of one that is typed in later, no later ones."""
    others = [item for item in items if item.huddle_id != huddle.id]
    over = huddle.ended_at
    if over is None:
        return others
    said = said_in(reader, (item.huddle_id for item in others))

    def was_said(item: Item) -> bool:
        if item.raised_on != huddle.held_on:
            return item.raised_on < huddle.held_on
        origin = said.get(item.huddle_id or "")
        return (origin.said_at(item) if origin else item.created_at) <= over

    return [item for item in others if was_said(item)]


def _moment(reader: Reader, huddle: Huddle) -> dt.datetime:
    """The wall clock that the room goes by: of one that is typed in later, as it stood then."""
    if huddle.ended_at is None or huddle.started_at is None:
        return reader.local_now
    return local(huddle.started_at, reader.time_zone)


def _step_seconds(reader: Reader, huddle: Huddle) -> int:
    step = reader.session.get(HuddleStep, huddle.step_id) if huddle.step_id else None
    if step is None:
        return 0
    entered = huddle.step_entered_at
    present = (reader.now - entered).total_seconds() if entered else 0
    return step.spent_seconds + max(0, round(present))
