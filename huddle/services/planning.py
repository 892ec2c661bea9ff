"""Before a huddle: what is due today, what waits for it, its agenda, and days it was not held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import func
from sqlmodel import col, or_, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Department, Huddle, Item, Series, TemplateStep
from huddle.model.item import IS_OPEN, IS_PARKED, IS_WAITING
from huddle.rows import (
    CardRow,
    HuddleRecord,
    HuddleRow,
    HuddleStepRow,
    ItemRow,
    TodayState,
)
from huddle.rules import carry_over, recurrence
from huddle.rules.capture_line import Capture
from huddle.services import items, records
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.reading import hidden_count, huddle_row, item_row, item_rows, promise, unit_row
from huddle.services.run_state import done_since, open_actions_of
from huddle.services.templates import all_series, main_series, template_steps, weekdays_of
from huddle.services.waiting import parked_items, raised_between
from huddle.store.session import Reader
from huddle.vocabulary import (
    HuddleStatus,
    ItemKind,
    StepPurpose,
)

_LATE_SHOWN = 5
_VOICES_SHOWN = 2
_VOICE_DAYS = 14


class Planning(Service, called="planning"):
    """What comes, and what was not held."""

    def today(self) -> TodayState:
        """Everything Today shows."""
        with self._store.read() as reader:
            series = all_series(reader)
            late, late_count = _late(reader)
            return TodayState(
                today=reader.today,
                unit=unit_row(reader.unit),
                cards=_cards(reader, series),
                unfinished=tuple(map(huddle_row, _unfinished(reader))),
                missed=_missed(reader, series),
                late=late,
                late_count=late_count,
                open_count=_open_count(reader),
                done_since=_from_each(reader, series, lambda one: done_since(reader, one.id, None)),
                raised_between=_from_each(
                    reader, series, lambda one: raised_between(reader, one.id)
                ),
                parked_count=sum(len(parked_items(reader, one.id)) for one in series),
                patient_voice=_patient_voice(reader, series),
                last_huddle=_last_huddle(reader),
                hidden_count=hidden_count(reader, IS_WAITING),
            )

    def raise_for_next(
        self, text: str, *, series_id: str | None = None, department_id: str | None = None
    ) -> ItemRow:
        """Raise something for the next huddle, in one line and without a name.

        Returns:
            The concern; its code is the slip number to look it up by.
        """
        with self._store.write() as writer:
            series = found(writer, Series, series_id) if series_id else main_series(writer)
            capture = Capture(typed=text, kind=ItemKind.CONCERN, text=text)
            item = items.keep(writer, capture, series_id=series.id)
            if department_id:
                writer.change(item, raised_by_department_id=department_id)
            return item_row(writer, item)

    def agenda(self, series_id: str) -> HuddleRecord:
        """What the next huddle of a series will go through, as things stand now."""
        with self._store.read() as reader:
            series = found(reader, Series, series_id)
            on = _next_on(reader, series) or reader.today
            steps = template_steps(reader, series.template_id)
            return HuddleRecord(
                huddle=records.planned_row(series, on, sum(step.seconds for step in steps)),
                unit=unit_row(reader.unit),
                steps=tuple(map(_planned_step, _needed(reader, series, steps))),
                here=(),
                apologies=(),
                items=item_rows(reader, _for_next(reader, series)),
                reviewed=_due_at(reader, series, on),
                plus="",
                delta="",
                next_huddle_on=recurrence.next_day(weekdays_of(series), on, series.starts_on),
                hidden_count=hidden_count(
                    reader, Item.series_id == series.id, or_(IS_WAITING, IS_PARKED)
                ),
            )

    def not_held(self, series_id: str, on: dt.date, reason: str) -> HuddleRow:
        """Say why a huddle that was due was not held.

        Raises:
            Refused: The reason is missing, or that day's huddle was started.
        """
        from huddle.model.inputs import ReasonInput, validated  # noqa: PLC0415 - at first write

        values = validated(ReasonInput, reason=reason)
        with self._store.write() as writer:
            series = found(writer, Series, series_id)
            if _huddles_on(writer, series.id, on):
                raise Refused(_("That day's huddle was started or explained already."))
            huddle = writer.add(
                Huddle,
                number=writer.next_number("huddle"),
                series_id=series.id,
                title=series.name,
                status=HuddleStatus.NOT_HELD.value,
                held_on=on,
                starts_at=series.starts_at,
                facilitator=series.facilitator,
                not_held_reason=values["reason"],
            )
            return huddle_row(huddle)


def _cards(reader: Reader, series: Sequence[Series]) -> tuple[CardRow, ...]:
    teams = _department_count(reader)
    cards = [_card(reader, one, teams) for one in series]
    return tuple(sorted(cards, key=lambda card: (not card.is_due_today, card.starts_at)))


def _card(reader: Reader, series: Series, department_count: int) -> CardRow:
    held = _huddles_on(reader, series.id, reader.today)
    steps = _needed(reader, series, template_steps(reader, series.template_id))
    return CardRow(
        series_id=series.id,
        title=series.name,
        starts_at=series.starts_at,
        planned_seconds=sum(step.seconds for step in steps),
        facilitator=series.facilitator,
        huddle=huddle_row(held[-1]) if held else None,
        department_count=department_count,
        is_due_today=recurrence.is_due(weekdays_of(series), reader.today, series.starts_on),
        next_on=recurrence.next_day(weekdays_of(series), reader.today, series.starts_on),
        step_names=tuple(step.name for step in steps),
    )


def _department_count(reader: Reader) -> int:
    query = select(func.count()).where(
        Department.unit_id == reader.unit_id,
        col(Department.is_retired).is_(False),
        col(Department.deleted_at).is_(None),
    )
    return int(reader.session.exec(query).one())


def _huddles_on(reader: Reader, series_id: str, day: dt.date) -> list[Huddle]:
    query = (
        select(Huddle)
        .where(
            Huddle.series_id == series_id,
            col(Huddle.status).in_([status.value for status in HuddleStatus]),
            Huddle.held_on == day,
        )
        .order_by(col(Huddle.number))
    )
    return list(reader.session.exec(query))


def _unfinished(reader: Reader) -> list[Huddle]:
    query = (
        select(Huddle)
        .where(
            Huddle.unit_id == reader.unit_id,
            Huddle.status == HuddleStatus.RUNNING.value,
            col(Huddle.deleted_at).is_(None),
        )
        .order_by(col(Huddle.held_on).desc())
    )
    return list(reader.session.exec(query))


def _missed(reader: Reader, series: Sequence[Series]) -> tuple[HuddleRow, ...]:
    """For each series the latest day it was due and nothing is known of."""
    found_rows = []
    for one in series:
        query = select(col(Huddle.held_on)).where(
            Huddle.series_id == one.id,
            col(Huddle.status).in_([status.value for status in HuddleStatus]),
            Huddle.held_on >= reader.today - dt.timedelta(days=_VOICE_DAYS),
        )
        days = recurrence.missed_days(
            weekdays_of(one), set(reader.session.exec(query)), reader.today, one.starts_on
        )
        if days:
            found_rows.append(records.planned_row(one, days[0], 0))
    return tuple(found_rows)


def _late(reader: Reader) -> tuple[tuple[ItemRow, ...], int]:
    is_late = (
        IS_OPEN,
        Item.unit_id == reader.unit_id,
        col(Item.due_on) <= reader.today,
    )
    query = select(Item).where(*is_late).order_by(col(Item.due_on)).limit(_LATE_SHOWN * 4)
    rows = [row for row in item_rows(reader, list(reader.session.exec(query))) if row.is_overdue]
    before_today = select(func.count()).where(*is_late, col(Item.due_on) < reader.today)
    count = int(reader.session.exec(before_today).one())
    count += sum(1 for row in rows if row.due_on == reader.today)
    return tuple(rows[:_LATE_SHOWN]), count


def _open_count(reader: Reader) -> int:
    query = select(func.count()).where(IS_OPEN, Item.unit_id == reader.unit_id)
    return int(reader.session.exec(query).one())


def _from_each(
    reader: Reader, series: Sequence[Series], find: Callable[[Series], list[Item]]
) -> tuple[ItemRow, ...]:
    gathered = [item for one in series for item in find(one)]
    return item_rows(reader, gathered)


def _patient_voice(reader: Reader, series: Sequence[Series]) -> tuple[ItemRow, ...]:
    query = (
        select(Item)
        .where(
            col(Item.series_id).in_([one.id for one in series]),
            Item.kind == ItemKind.PATIENT_VOICE.value,
            col(Item.raised_on) >= reader.today - dt.timedelta(days=_VOICE_DAYS),
            col(Item.deleted_at).is_(None),
            col(Item.turned_into_id).is_(None),
        )
        .order_by(col(Item.raised_on).desc(), col(Item.id).desc())
        .limit(_VOICES_SHOWN)
    )
    return item_rows(reader, list(reader.session.exec(query)))


def _last_huddle(reader: Reader) -> HuddleRow | None:
    query = (
        select(Huddle)
        .where(Huddle.unit_id == reader.unit_id, Huddle.status == HuddleStatus.CLOSED.value)
        .order_by(col(Huddle.held_on).desc(), col(Huddle.number).desc())
        .limit(1)
    )
    huddle = reader.session.exec(query).first()
    return huddle_row(huddle) if huddle else None


def _next_on(reader: Reader, series: Series) -> dt.date | None:
    """Today while today's huddle is still to come, else the next day it is due."""
    is_due = recurrence.is_due(weekdays_of(series), reader.today, series.starts_on)
    if is_due and not _huddles_on(reader, series.id, reader.today):
        return reader.today
    return recurrence.next_day(weekdays_of(series), reader.today, series.starts_on)


def _needed(reader: Reader, series: Series, steps: Sequence[TemplateStep]) -> list[TemplateStep]:
    """The steps that would appear: those shown only when needed are left out when they are not."""
    return [
        step
        for step in steps
        if not step.only_when_needed
        or step.purpose != StepPurpose.PARKED.value
        or parked_items(reader, series.id)
    ]


def _planned_step(step: TemplateStep) -> HuddleStepRow:
    return HuddleStepRow(
        id=step.id,
        name=step.name,
        prompts=step.prompts,
        seconds=step.seconds,
        purpose=StepPurpose(step.purpose),
        stage_id=step.stage_id,
        led_by=step.led_by,
        item_count=0,
        spent_seconds=0,
        was_visited=False,
    )


def _for_next(reader: Reader, series: Series) -> list[Item]:
    return [*raised_between(reader, series.id), *parked_items(reader, series.id)]


def _due_at(reader: Reader, series: Series, on: dt.date) -> tuple[ItemRow, ...]:
    """The promises a huddle on a day would go through, judged as of that day's start time."""
    at = dt.datetime.combine(on, series.starts_at)
    next_on = recurrence.next_day(weekdays_of(series), on, series.starts_on)
    due = [
        item
        for item in open_actions_of(reader, series.id)
        if carry_over.needs_review(promise(item), at, next_on)
    ]
    return item_rows(reader, due)
