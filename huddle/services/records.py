"""The record of a huddle: built from what stands while it runs, frozen as JSON at its close."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from pydantic import TypeAdapter
from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import (
    Account,
    Addendum,
    Attendance,
    Huddle,
    HuddleStep,
    Item,
    ItemEvent,
    Record,
    Series,
)
from huddle.rows.huddles import AddendumRow, HuddleRecord, HuddleStepRow
from huddle.rows.items import ItemRow
from huddle.rows.planning import HuddleRow
from huddle.rules import recurrence
from huddle.rules.recurrence import Occurrence
from huddle.services import timing
from huddle.services.calendar import plan_of
from huddle.services.reading import hidden_count, huddle_row, item_rows, unit_row
from huddle.services.turns import Turns
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus, Presence, StepPurpose

_ADAPTER = TypeAdapter(HuddleRecord)


def record(reader: Reader, huddle: Huddle) -> HuddleRecord:
    """A huddle as it was: frozen when it is closed, as it stands otherwise."""
    if huddle.status == HuddleStatus.CLOSED.value:
        query = (
            select(Record).where(Record.huddle_id == huddle.id).order_by(col(Record.made_at).desc())
        )
        frozen = reader.session.exec(query).first()
        if frozen is not None:
            reader.opened.add(("huddle", huddle.id))
            return _with_addenda(reader, from_json(frozen.body))
    return live_record(reader, huddle)


def live_record(reader: Reader, huddle: Huddle) -> HuddleRecord:
    """A huddle as it stands now."""
    items = item_rows(reader, captured(reader, huddle.id))
    here, apologies = _present(reader, huddle.id)
    return HuddleRecord(
        huddle=huddle_row(huddle),
        unit=unit_row(reader.unit),
        steps=step_rows(reader, huddle, items),
        here=here,
        apologies=apologies,
        items=visible(items),
        reviewed=item_rows(reader, _reviewed(reader, huddle)),
        plus=huddle.plus,
        delta=huddle.delta,
        next_huddle_on=next_huddle_on(reader, huddle.series_id, huddle.held_on, huddle.starts_at),
        duration_seconds=timing.running_seconds(huddle, huddle.closed_at or reader.now),
        hidden_count=hidden_count(reader, col(Item.huddle_id) == huddle.id),
    )


def to_json(found: HuddleRecord) -> str:
    """A record as it is frozen: whole, but for patient references, which leave by themselves."""
    kept = dataclasses.replace(
        found,
        items=tuple(map(_without_patient, found.items)),
        reviewed=tuple(map(_without_patient, found.reviewed)),
    )
    return _ADAPTER.dump_json(kept).decode()


def from_json(body: str) -> HuddleRecord:
    """A record as it was frozen.

    Raises:
        ValueError: It is none.
    """
    return _ADAPTER.validate_json(body)


def _without_patient(item: ItemRow) -> ItemRow:
    return dataclasses.replace(item, patient_reference="") if item.patient_reference else item


def visible(items: Iterable[ItemRow]) -> tuple[ItemRow, ...]:
    """Items without those replaced by what they were turned into."""
    return tuple(item for item in items if not item.is_replaced)


def captured(reader: Reader, huddle_id: str) -> list[Item]:
    """What was captured in a huddle, in order."""
    query = (
        select(Item)
        .where(Item.huddle_id == huddle_id, col(Item.deleted_at).is_(None))
        .order_by(col(Item.id))
    )
    return list(reader.session.exec(query))


def steps_of(reader: Reader, huddle_id: str) -> list[HuddleStep]:
    """The steps of a huddle in their order."""
    query = (
        select(HuddleStep)
        .where(HuddleStep.huddle_id == huddle_id, col(HuddleStep.deleted_at).is_(None))
        .order_by(col(HuddleStep.position))
    )
    return list(reader.session.exec(query))


def step_rows(
    reader: Reader, huddle: Huddle, items: Iterable[ItemRow]
) -> tuple[HuddleStepRow, ...]:
    """The steps of a huddle as shown, with how much each holds."""
    counts: dict[str, int] = {}
    for item in visible(items):
        if item.step_id:
            counts[item.step_id] = counts.get(item.step_id, 0) + 1
    return tuple(
        HuddleStepRow(
            id=step.id,
            name=step.name,
            prompts=step.prompts,
            seconds=step.seconds,
            purpose=StepPurpose(step.purpose),
            stage_id=step.stage_id,
            led_by=step.led_by,
            item_count=counts.get(step.id, 0),
            spent_seconds=step.spent_seconds,
            was_visited=step.was_visited or step.id == huddle.step_id,
        )
        for step in steps_of(reader, huddle.id)
    )


def reviews(reader: Reader, huddle_id: str) -> dict[str, str]:
    """The last answer given in a huddle to each action it reviewed; empty when taken back."""
    query = (
        select(ItemEvent.item_id, ItemEvent.answer)
        .where(ItemEvent.huddle_id == huddle_id, ItemEvent.what == "review")
        .order_by(col(ItemEvent.id))
    )
    return {row[0]: row[1] for row in reader.session.exec(query)}


def next_huddle_on(
    reader: Reader, series_id: str, after: dt.date, at: dt.time = dt.time.max
) -> dt.date | None:
    """The day of the next huddle of a series after a day, or after one of that day's times."""
    series = reader.session.get(Series, series_id)
    if series is None or series.is_retired:
        return None
    found = recurrence.following(plan_of(reader, series), Occurrence(after, at))
    return found.on if found else None


def addenda(reader: Reader, huddle_id: str) -> tuple[AddendumRow, ...]:
    """The dated corrections of a huddle."""
    query = select(Addendum).where(Addendum.huddle_id == huddle_id).order_by(col(Addendum.id))
    return tuple(
        AddendumRow(at=found.created_at, by=found.by, text=found.text)
        for found in reader.session.exec(query)
    )


def account_name(reader: Reader, account_id: str) -> str:
    """The sign-in name of an account."""
    account = reader.session.get(Account, account_id)
    return account.name if account else ""


def _with_addenda(reader: Reader, found: HuddleRecord) -> HuddleRecord:
    """A frozen record with what came later: corrections, and what is sensitive by now."""
    sensitive = _sensitive_ids(reader, found)
    if reader.sees_sensitive:
        reader.opened.update(("item", item_id) for item_id in sensitive)
    hidden = frozenset() if reader.sees_sensitive else sensitive

    def shown(items: tuple[ItemRow, ...]) -> tuple[ItemRow, ...]:
        kept = (item for item in items if item.id not in hidden)
        return tuple(dataclasses.replace(item, is_sensitive=item.id in sensitive) for item in kept)

    return dataclasses.replace(
        found,
        items=shown(found.items),
        reviewed=shown(found.reviewed),
        hidden_count=found.hidden_count + sum(item.id in hidden for item in found.items),
        addenda=addenda(reader, found.huddle.id),
        is_frozen=True,
    )


def _sensitive_ids(reader: Reader, found: HuddleRecord) -> frozenset[str]:
    """What is sensitive now, whatever it was when the record was frozen."""
    ids = [item.id for item in (*found.items, *found.reviewed)]
    query = select(Item.id).where(col(Item.id).in_(ids), col(Item.is_sensitive).is_(True))
    return frozenset(reader.execute(query).scalars())


def _present(reader: Reader, huddle_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    query = (
        select(Attendance)
        .where(Attendance.huddle_id == huddle_id, col(Attendance.deleted_at).is_(None))
        .order_by(col(Attendance.position))
    )
    found = list(reader.session.exec(query))

    def named(presence: Presence) -> tuple[str, ...]:
        return tuple(row.name for row in found if row.presence == presence.value)

    return named(Presence.HERE), named(Presence.APOLOGIES)


def _reviewed(reader: Reader, huddle: Huddle) -> list[Item]:
    """Actions from before that this huddle went through."""
    ids = [item_id for item_id, answer in reviews(reader, huddle.id).items() if answer]
    query = (
        select(Item)
        .where(
            col(Item.id).in_(ids),
            col(Item.deleted_at).is_(None),
            col(Item.huddle_id).is_distinct_from(huddle.id),
        )
        .order_by(col(Item.due_on), col(Item.id))
    )
    return list(reader.session.exec(query))


def planned_row(series: Series, due: Occurrence, seconds: int, turns: Turns) -> HuddleRow:
    """A huddle that does not exist yet, as it would be."""
    return HuddleRow(
        id="",
        number=0,
        series_id=series.id,
        title=series.name,
        status=HuddleStatus.PLANNED,
        held_on=due.on,
        starts_at=due.at,
        planned_seconds=seconds,
        facilitator=turns.leader(due.on),
        started_at=None,
        closed_at=None,
        not_held_reason="",
        row_version=0,
        deputy=turns.deputy(due.on),
    )


def refuse_later(reader: Reader, huddle: Huddle) -> None:
    """Refuse to open a huddle again once a later one of its series began.

    Raises:
        Refused: One did.
    """
    later = select(Huddle.id).where(
        Huddle.series_id == huddle.series_id,
        col(Huddle.started_at) > huddle.started_at,
        col(Huddle.deleted_at).is_(None),
    )
    if reader.session.exec(later).first() is not None:
        raise Refused(
            _("A later huddle has started, so this one stays closed. Add a dated addendum.")
        )
