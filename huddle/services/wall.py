"""The wall: what anybody may read who passes by, and what only staff may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from huddle import dates
from huddle.model import Item, Person, Series
from huddle.model.item import IS_OPEN
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.rows.wall import AnswerRow, PublicFace, SoonRow, StaffFace, TeamCountsRow
from huddle.rules import recurrence
from huddle.rules.recurrence import Occurrence
from huddle.services import feedback
from huddle.services.calendar import known_of, plan_of
from huddle.services.finding import counted, matching
from huddle.services.guarded import Service
from huddle.services.policies import policy_of
from huddle.services.reading import departments, item_rows
from huddle.services.templates import all_series
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus, ItemKind, Status

_WEEKS_BACK = dt.timedelta(weeks=4)
_STILL_AWAITED = dt.timedelta(hours=1)
"""A huddle that has not begun is still the next one for so long."""
_RECENT, _OLDEST = dt.timedelta(days=14), dt.timedelta(days=60)
_MOST_ANSWERS, _ENOUGH_ANSWERS, _MOST_SOON = 12, 6, 5
_SAID = (ItemKind.CONCERN.value, ItemKind.PATIENT_VOICE.value)
_LOOKED_AT = 100
"""Rows looked at for those whose words may be shown."""

MayShow = Callable[[str], bool]
"""Whether words may stand where anybody can read them."""


class Wall(Service, called="wall"):
    """The two faces of the wall."""

    def public_face(self) -> PublicFace:
        """What anybody may read."""
        with self._read() as reader:
            return _public_face(reader, words_rule(reader))

    def staff_face(self) -> StaffFace:
        """The same, and what is open by department."""
        with self._read() as reader:
            allowed = words_rule(reader)
            return StaffFace(
                public=_public_face(reader, allowed),
                teams=tuple(_team_counts(reader)),
                unnamed=counted(reader, matching(reader, FollowUpsFilter(unnamed=True))),
                soonest=_soonest(reader, allowed),
            )

    def answers_in(self, month: dt.date) -> tuple[AnswerRow, ...]:
        """All that was answered in the month of a day, as the wall would show it, newest first."""
        first, last = dates.month_days(month)
        with self._read() as reader:
            return tuple(answers_between(reader, words_rule(reader), first, last))

    @contextmanager
    def _read(self) -> Iterator[Reader]:
        """Reading as one who may see nothing sensitive, whoever asks."""
        with self._store.read() as reader:
            reader.hide_sensitive()
            yield reader


def words_rule(reader: Reader) -> MayShow:
    """The rule of which words may stand on a wall, for the people known now."""
    from huddle.rules.wall_words import KnownNames, may_show  # noqa: PLC0415 - not at start

    query = select(Person.name).where(col(Person.is_post).is_(False))
    names = KnownNames(reader.session.exec(query))
    numbers = policy_of(reader).hospital_numbers
    year = reader.today.year
    return lambda text: may_show(text, names, this_year=year, hospital_numbers=numbers)


def _public_face(reader: Reader, allowed: MayShow) -> PublicFace:
    series = all_series(reader)
    title, on, at = _next(reader, series)
    held, planned = _held_of_planned(reader, series)
    return PublicFace(
        ward_name=reader.unit.name,
        as_at=reader.local_now,
        next_title=title,
        next_on=on,
        next_at=at,
        held=held,
        planned=planned,
        answers=_answers(reader, allowed),
    )


def _next(reader: Reader, series: Iterable[Series]) -> tuple[str, dt.date | None, dt.time | None]:
    """The series that meets next, with its day and time."""
    coming = [(next_one, one.name) for one in series if (next_one := _next_of(reader, one))]
    if not coming:
        return "", None, None
    found, name = min(coming)
    return name, found.on, found.at


def _next_of(reader: Reader, series: Series) -> Occurrence | None:
    """The next one of a series: awaited today, or on a later day."""
    plan, today = plan_of(reader, series), reader.today
    due = list(recurrence.on_day(plan, today))
    for one in recurrence.unmet(due, known_of(reader, series.id, today)):
        if reader.now < recurrence.instant(one, reader.local_now.tzinfo) + _STILL_AWAITED:
            return one
    return next(recurrence.upcoming(plan, today + dt.timedelta(days=1)), None)


def _held_of_planned(reader: Reader, series: Iterable[Series]) -> tuple[int, int]:
    """How many huddles that were due in the last four weeks were held."""
    first, yesterday = reader.today - _WEEKS_BACK, reader.today - dt.timedelta(days=1)
    held = planned = 0
    for one in series:
        due = list(recurrence.between(plan_of(reader, one), first, yesterday))
        known = known_of(reader, one.id, first, [HuddleStatus.CLOSED])
        planned += len(due)
        held += len(due) - len(recurrence.unmet_of_days(due, known))
    return held, planned


# You said, we did


def _answers(reader: Reader, allowed: MayShow) -> tuple[AnswerRow, ...]:
    """The newest answers, from further back where there are few."""
    shown = answers_between(reader, allowed, reader.today - _OLDEST, reader.today, limit=_LOOKED_AT)
    recent = [answer for answer in shown if answer.on >= reader.today - _RECENT]
    return tuple(
        recent[:_MOST_ANSWERS] if len(recent) > _ENOUGH_ANSWERS else shown[:_ENOUGH_ANSWERS]
    )


def answers_between(
    reader: Reader,
    allowed: MayShow,
    first: dt.date,
    last: dt.date,
    *,
    limit: int | None = None,
) -> list[AnswerRow]:
    """What was answered from one day to another and may be shown, the newest first.

    Args:
        reader: Reads the tables.
        allowed: Which words may be shown.
        first, last: The days.
        limit: The most that are looked at of either kind; none for all.
    """
    found = sorted(
        (
            *_done_for(reader, first, last, limit),
            *_answered(reader, first, last, limit),
            *feedback.answered_between(reader, first, last),
        ),
        key=lambda answer: answer.on,
        reverse=True,
    )
    return [
        answer
        for answer in found
        if allowed(answer.said) and (not answer.did or allowed(answer.did))
    ]


def _done_for(
    reader: Reader, first: dt.date, last: dt.date, limit: int | None
) -> Iterator[AnswerRow]:
    """Actions that are done, with the concerns and patients' words they were for."""
    concern = aliased(Item)
    query = (
        select(Item, concern.text)
        .join(concern, col(concern.id) == col(Item.from_id))
        .where(
            *_is_public(reader, Item),
            Item.kind == ItemKind.ACTION.value,
            Item.status == Status.CLOSED.value,
            col(Item.done_on).between(first, last),
            *_is_public(reader, concern),
            col(concern.kind).in_(_SAID),
        )
        .order_by(col(Item.done_on).desc(), col(Item.id).desc())
        .limit(limit)
    )
    for action, said in reader.session.exec(query):
        did = action.text if action.text != said else action.note
        yield AnswerRow(said, did, action.done_on or reader.today)


def _answered(
    reader: Reader, first: dt.date, last: dt.date, limit: int | None
) -> Iterator[AnswerRow]:
    """Concerns and patients' words that were answered in words."""
    query = (
        select(Item)
        .where(
            *_is_public(reader, Item),
            col(Item.kind).in_(_SAID),
            col(Item.status).in_([Status.ANSWERED.value, Status.CLOSED.value]),
            col(Item.turned_into_id).is_(None),
            col(Item.note) != "",
            col(Item.done_on).between(first, last),
        )
        .order_by(col(Item.done_on).desc(), col(Item.id).desc())
        .limit(limit)
    )
    for concern in reader.session.exec(query):
        yield AnswerRow(concern.text, concern.note, concern.done_on or reader.today)


def _is_public(reader: Reader, item: type[Item]) -> tuple[ColumnElement[bool], ...]:
    return (
        col(item.unit_id) == reader.unit_id,
        col(item.deleted_at).is_(None),
        col(item.is_sensitive).is_(False),
        col(item.patient_reference) == "",
    )


# Open actions


def _team_counts(reader: Reader) -> Iterator[TeamCountsRow]:
    tomorrow = reader.today + dt.timedelta(days=1)
    for team in departments(reader):
        wanted = FollowUpsFilter(department_id=team.id)
        is_open = counted(reader, matching(reader, wanted))
        if not is_open:
            continue
        by_tonight = FollowUpsFilter(department_id=team.id, due_before=tomorrow)
        is_late = FollowUpsFilter(department_id=team.id, overdue=True)
        late = counted(reader, matching(reader, is_late))
        due = counted(reader, matching(reader, by_tonight))
        yield TeamCountsRow(team.name, is_open, due - late, late)


def _soonest(reader: Reader, allowed: MayShow) -> tuple[SoonRow, ...]:
    query = (
        select(Item)
        .where(IS_OPEN, *_is_public(reader, Item), col(Item.due_on).is_not(None))
        .order_by(col(Item.due_on), col(Item.due_time), col(Item.id))
        .limit(_LOOKED_AT)
    )
    public = [item for item in reader.session.exec(query) if allowed(item.text)]
    return tuple(map(_soon_row, item_rows(reader, public[:_MOST_SOON])))


def _soon_row(row: ItemRow) -> SoonRow:
    team = ", ".join(row.departments) or row.department_name
    return SoonRow(row.text, team, row.due_on or row.raised_on, row.due_time, row.is_overdue)
