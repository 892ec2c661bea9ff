"""Before a huddle: what is due today, what waits for it, its agenda, and days it was not held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import func
from sqlmodel import col, or_, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Department, Huddle, Item, Series, TemplateStep
from huddle.model.huddle import NEWEST_FIRST
from huddle.model.item import IS_OPEN, IS_WAITING
from huddle.rows.huddles import HuddleRecord, HuddleStepRow
from huddle.rows.items import ItemRow
from huddle.rows.planning import CardRow, HuddleRow, TodayState
from huddle.rules import carry_over, recurrence
from huddle.rules.capture_line import Capture, parse
from huddle.rules.recurrence import Occurrence
from huddle.services import items, paired, records
from huddle.services.calendar import known_of, plan_of
from huddle.services.carrying import promise
from huddle.services.escalation_rows import escalation_counts
from huddle.services.guarded import Service
from huddle.services.needed import needed
from huddle.services.people import found
from huddle.services.reading import (
    hidden_count,
    huddle_row,
    item_row,
    item_rows,
    known,
    unit_row,
)
from huddle.services.received import asked_counts
from huddle.services.run_state import done_since, open_actions_of
from huddle.services.templates import all_series, main_series, template_steps
from huddle.services.turns import turns_of
from huddle.services.waiting import comes_back, coming_back, raised_between
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import (
    HuddleStatus,
    ItemKind,
    StepPurpose,
)

_LATE_SHOWN = 5
_VOICES_SHOWN = 2
_VOICE_DAYS = 14
_ASKED_DAYS = 14
"""For so long it is asked why a huddle was not held."""


class Planning(Service, called="planning"):
    """What comes, and what was not held."""

    def today(self) -> TodayState:
        """Everything Today shows."""
        with self._store.read() as reader:
            series = all_series(reader)
            days = [(one, paired.today(reader, one)) for one in series]
            late, late_count = _late(reader)
            untold, unanswered = escalation_counts(reader)
            asked, asked_late = asked_counts(reader)
            return TodayState(
                today=reader.today,
                unit=unit_row(reader.unit),
                cards=_cards(reader, days),
                unfinished=tuple(map(huddle_row, _unfinished(reader))),
                missed=_missed(reader, days),
                late=late,
                late_count=late_count,
                open_count=_open_count(reader),
                done_since=_from_each(reader, series, lambda one: done_since(reader, one.id, None)),
                raised_between=_from_each(
                    reader, series, lambda one: raised_between(reader, one.id)
                ),
                **_coming_back_counts(reader, series),
                patient_voice=_patient_voice(reader, series),
                last_huddle=_last_huddle(reader),
                hidden_count=hidden_count(reader, IS_WAITING),
                untold_count=untold,
                unanswered_count=unanswered,
                asked_count=asked,
                asked_late_count=asked_late,
            )

    def raise_for_next(
        self, text: str, *, series_id: str | None = None, department_id: str | None = None
    ) -> ItemRow:
        """Raise something for the next huddle, in one line and without a name.

        It is a concern, unless it begins as thanks or a patient's words do in the capture line.

        Returns:
            What was raised; its code is the slip number to look it up by.
        """
        with self._store.write() as writer:
            series = found(writer, Series, series_id) if series_id else main_series(writer)
            capture = _raised(writer, text)
            item = items.keep(writer, capture, series_id=series.id)
            if department_id:
                writer.change(item, raised_by_department_id=department_id)
            return item_row(writer, item)

    def agenda(self, series_id: str) -> HuddleRecord:
        """What the next huddle of a series will go through, as things stand now."""
        with self._store.read() as reader:
            series = found(reader, Series, series_id)
            due = _next_due(reader, series)
            after = recurrence.following(plan_of(reader, series), due)
            steps = _needed(reader, series, due.on)
            return HuddleRecord(
                huddle=records.planned_row(
                    series, due, sum(step.seconds for step in steps), turns_of(reader, series)
                ),
                unit=unit_row(reader.unit),
                steps=tuple(map(_planned_step, steps)),
                here=(),
                apologies=(),
                items=item_rows(reader, _for_next(reader, series, due.on)),
                reviewed=_due_at(reader, series, due, after),
                plus="",
                delta="",
                next_huddle_on=after.on if after else None,
                hidden_count=hidden_count(
                    reader,
                    Item.series_id == series.id,
                    or_(IS_WAITING, comes_back(reader, series.id, due.on)),
                ),
            )

    def not_held(
        self, series_id: str, on: dt.date, reason: str, at: dt.time | None = None
    ) -> HuddleRow:
        """Say why a huddle that was due was not held.

        Args:
            series_id: The series.
            on: The day.
            reason: Why.
            at: Which of the day's times; without one, the first that nothing is known of.

        Raises:
            Refused: The reason is missing, or that huddle was started or explained.
        """
        from huddle.model.inputs import ReasonInput, validated  # noqa: PLC0415 - at first write

        values = validated(ReasonInput, reason=reason)
        with self._store.write() as writer:
            return _explain(writer, series_id, on, at, values["reason"])

    def not_held_together(self, missed: Sequence[HuddleRow], reason: str) -> tuple[HuddleRow, ...]:
        """Give the one reason why several huddles were not held, all of them or none.

        Args:
            missed: Those of `TodayState.missed` it is about.
            reason: Why.

        Raises:
            Refused: The reason is missing, or one of them was started or explained.
        """
        from huddle.model.inputs import ReasonInput, validated  # noqa: PLC0415 - at first write

        values = validated(ReasonInput, reason=reason)
        with self._store.write() as writer:
            return tuple(
                _explain(writer, one.series_id, one.held_on, one.starts_at, values["reason"])
                for one in sorted(missed, key=lambda one: (one.held_on, one.starts_at))
            )


def _explain(
    writer: Writer, series_id: str, on: dt.date, at: dt.time | None, reason: str
) -> HuddleRow:
    series = found(writer, Series, series_id)
    day = paired.on_day(writer, series, on)
    wanted = [one for one in day.due if at is None or one.at == at]
    left = [one for one in wanted if day.due[one] is None]
    known = any(huddle is not None for huddle in day.due.values()) or bool(day.others)
    if not left and (wanted or known):
        raise Refused(_("That huddle was started or explained already."))
    huddle = writer.add(
        Huddle,
        number=writer.next_number("huddle"),
        series_id=series.id,
        title=series.name,
        status=HuddleStatus.NOT_HELD.value,
        held_on=on,
        starts_at=left[0].at if left else series.starts_at,
        facilitator=turns_of(writer, series).leader(on),
        not_held_reason=reason,
    )
    return huddle_row(huddle)


def _cards(reader: Reader, days: Sequence[tuple[Series, paired.Day]]) -> tuple[CardRow, ...]:
    teams = _department_count(reader)
    cards = [card for one, day in days for card in _cards_of(reader, one, day, teams)]
    return tuple(sorted(cards, key=lambda card: (not card.is_due_today, card.starts_at)))


def _cards_of(
    reader: Reader, series: Series, day: paired.Day, department_count: int
) -> list[CardRow]:
    """A card for each time of today that can be or was held; one when nothing is due today."""
    steps = _needed(reader, series, reader.today)
    overtaken = recurrence.missed(day.plan, _known(day), reader.local_now, look_back_days=0)
    shown = [(one.at, huddle) for one, huddle in day.due.items() if one not in overtaken]
    if not day.due:
        shown = [(series.starts_at, day.others[-1] if day.others else None)]
    next_on = recurrence.next_day(day.plan, reader.today)
    turns, led_on = turns_of(reader, series), reader.today
    if not day.due and shown[0][1] is None:
        led_on = next_on or reader.today
    return [
        CardRow(
            series_id=series.id,
            title=series.name,
            starts_at=at,
            planned_seconds=sum(step.seconds for step in steps),
            facilitator=turns.leader(led_on),
            huddle=huddle_row(huddle) if huddle else None,
            department_count=department_count,
            is_due_today=bool(day.due),
            next_on=next_on,
            step_names=tuple(step.name for step in steps),
            turn=turns.on(led_on),
        )
        for at, huddle in shown
    ]


def _known(day: paired.Day) -> list[Occurrence]:
    return [one for one, huddle in day.due.items() if huddle is not None]


def _department_count(reader: Reader) -> int:
    query = select(func.count()).where(
        Department.unit_id == reader.unit_id,
        col(Department.is_retired).is_(False),
        col(Department.deleted_at).is_(None),
    )
    return int(reader.session.exec(query).one())


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


def _missed(reader: Reader, days: Sequence[tuple[Series, paired.Day]]) -> tuple[HuddleRow, ...]:
    """Of each series what was due of late and nothing is known of, the newest first."""
    since = reader.today - dt.timedelta(days=_ASKED_DAYS)
    turns = {one.id: turns_of(reader, one) for one, _day in days}
    return tuple(
        records.planned_row(one, due, 0, turns[one.id])
        for one, day in days
        for due in recurrence.missed(
            day.plan,
            known_of(reader, one.id, since),
            reader.local_now,
            _ASKED_DAYS,
        )
    )


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


def _raised(reader: Reader, text: str) -> Capture:
    """What was raised: thanks and patients' words with their signs, all else as it was typed."""
    capture = parse(text, known(reader), reader.today)
    if capture.kind in (ItemKind.RECOGNITION, ItemKind.PATIENT_VOICE):
        return capture
    return Capture(typed=text, kind=ItemKind.CONCERN, text=text)


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
        .order_by(*NEWEST_FIRST)
        .limit(1)
    )
    huddle = reader.session.exec(query).first()
    return huddle_row(huddle) if huddle else None


def _next_due(reader: Reader, series: Series) -> Occurrence:
    """The first of today that is still to come, else the next; this day when there is none."""
    day = paired.today(reader, series)
    overtaken = recurrence.missed(day.plan, _known(day), reader.local_now, look_back_days=0)
    left = [one for one, huddle in day.due.items() if huddle is None and one not in overtaken]
    later = recurrence.upcoming(day.plan, reader.today + dt.timedelta(days=1))
    return next(iter(left), None) or next(later, Occurrence(reader.today, series.starts_at))


def _needed(reader: Reader, series: Series, on: dt.date) -> list[TemplateStep]:
    """The steps that would appear: those shown only when needed are left out when they are not."""
    return needed(reader, template_steps(reader, series.template_id), series.id, on)


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


def _for_next(reader: Reader, series: Series, on: dt.date) -> list[Item]:
    return [*raised_between(reader, series.id), *coming_back(reader, series.id, on)]


def _coming_back_counts(reader: Reader, series: Sequence[Series]) -> dict[str, int]:
    """How many parked items, and how many goals to look at again, wait for today's huddles."""
    kinds = [item.kind for one in series for item in coming_back(reader, one.id, reader.today)]
    goals = kinds.count(ItemKind.GOAL.value)
    return {"parked_count": len(kinds) - goals, "goals_count": goals}


def _due_at(
    reader: Reader, series: Series, due: Occurrence, after: Occurrence | None
) -> tuple[ItemRow, ...]:
    """The promises a huddle would go through, judged as of its start time."""
    at = dt.datetime.combine(due.on, due.at)
    waiting = [
        item
        for item in open_actions_of(reader, series.id)
        if carry_over.needs_review(promise(item), at, after.on if after else None)
    ]
    return item_rows(reader, waiting)
