"""Which reminders are due: a question about now, the plan and what was already sent.

Nothing is timed: whoever asks late, after a sleep or with a clock that went back, gets what holds
now. Each reminder has a key of what it is about, so that it goes out once. Everything is compared
as instants, because the hands of a clock go back in autumn and leave out an hour in spring.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from huddle import dates
from huddle.i18n import _
from huddle.rules import recurrence
from huddle.rules.due import days_late
from huddle.vocabulary import OPEN_ACTION_STATUSES, ReminderKind, Status

SOON_BEFORE = dt.timedelta(minutes=15)
MORNING = dt.time(7, 0)
"""When a day's reminders begin."""
FOLLOW_UP_AFTER_DAYS = 3
"""An action late by so many days is told to whoever follows up, too."""
ANSWER_BEFORE = dt.timedelta(hours=1)
"""So long before somebody expects an answer from here it is reminded of."""
REVIEW_BEFORE_DAYS = 7
"""So many days before a tool is to be looked at again it is reminded of."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Meeting:
    """One occurrence of a series that nobody started or explained."""

    series_id: str
    on: dt.date
    starts_at: dt.time


@dataclass(frozen=True, slots=True)
class Promise:
    """An action, as far as reminders go.

    Attributes:
        id: The action.
        status: Where it stands.
        due_on: Its due day.
        due_time: Its due time on that day, if it has one.
        owner_id: Its owner, if they can sign in to read a reminder.
        done_at: When its owner said done.
    """

    id: str
    status: Status
    due_on: dt.date | None = None
    due_time: dt.time | None = None
    owner_id: str | None = None
    done_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class SentUp:
    """An escalation on its way, as far as reminders go.

    Attributes:
        id: The escalation.
        item_id: What went up.
        to_name: Who receives it.
        reply_by: When an answer was expected at the latest; none while nobody was told.
        answered_at: When the answer came.
    """

    id: str
    item_id: str
    to_name: str
    reply_by: dt.datetime | None = None
    answered_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What came in from another unit and is not answered, as far as reminders go.

    Attributes:
        id: Its row.
        item_id: The concern it became here.
        from_unit: Who asks.
        reply_by: When they expect an answer at the latest.
    """

    id: str
    item_id: str
    from_unit: str
    reply_by: dt.datetime


@dataclass(frozen=True, slots=True)
class ToolReview:
    """A tool that is to be looked at again by a day."""

    tool_id: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything reminders depend on, but for what was sent.

    Attributes:
        meetings: Of each series the next occurrences, and the last one that nobody explained.
        promises: The actions that are open or wait for their check.
        sent_up: What went up and was not told back yet.
        asked: What came in, is expected to be answered by some time, and is not.
        reviews: The tools that are to be looked at again.
        closed_days: Bank holidays and other days on which nobody is asked to work.
        backup_since: When the last proved backup was made.
        backup_late_at: From when on that is too long ago; none if it is already.
    """

    meetings: tuple[Meeting, ...] = ()
    promises: tuple[Promise, ...] = ()
    sent_up: tuple[SentUp, ...] = ()
    asked: tuple[Asked, ...] = ()
    reviews: tuple[ToolReview, ...] = ()
    closed_days: frozenset[dt.date] = frozenset()
    backup_since: dt.datetime | None = None
    backup_late_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to say.

    Attributes:
        key: Of what it is about; one key goes out once.
        kind: What sort of thing it says.
        subject_id: The action, series or tool; empty for the backup.
        at: Since when it has been due.
        why: Why it is said, in words.
        person_id: Whom it is for; none for whoever follows up.
    """

    key: str
    kind: ReminderKind
    subject_id: str
    at: dt.datetime
    why: str
    person_id: str | None = None


def standing(plan: Plan, now: dt.datetime) -> tuple[Reminder, ...]:
    """What holds now, said or not: at most one for each reader of each action.

    Args:
        plan: What there is to remind of.
        now: The ward's wall clock, with its zone.
    """
    found = [
        *_meetings(plan.meetings, now),
        *(one for promise in plan.promises for one in _promise(promise, plan.closed_days, now)),
        *(one for sent in plan.sent_up for one in _sent_up(sent, now)),
        *(one for asked in plan.asked for one in _asked(asked, now)),
        *(one for review in plan.reviews for one in _review(review, now)),
        *_backup(plan, now),
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.key)))


def turning_points(plan: Plan, now: dt.datetime) -> frozenset[dt.datetime]:
    """Every moment, gone by or to come, at which something else stands than before; in UTC.

    Args:
        plan: What there is to remind of.
        now: The ward's wall clock, with its zone.
    """
    found = {
        _instant(meeting.on, meeting.starts_at, now) - SOON_BEFORE for meeting in plan.meetings
    }
    for promise in plan.promises:
        found.update(_turns(promise, plan.closed_days, now))
    for sent in plan.sent_up:
        if sent.answered_at is not None:
            found.add(_morning_after(sent.answered_at, now))
        elif sent.reply_by is not None:
            found.add(sent.reply_by)
    found.update(asked.reply_by - ANSWER_BEFORE for asked in plan.asked)
    for review in plan.reviews:
        found.update(_review_mornings(review.on, now))
    if plan.backup_late_at is not None:
        found.add(plan.backup_late_at)
    return frozenset(found)


def due(
    plan: Plan, now: dt.datetime, sent: Collection[str], quiet: tuple[dt.time | None, ...] = ()
) -> tuple[Reminder, ...]:
    """What is to be said now.

    Args:
        plan: What there is to remind of.
        now: The ward's wall clock, with its zone.
        sent: The keys of what was already said.
        quiet: From when until when nothing is said, if the ward has such hours.
    """
    if quiet_until(now, *quiet) is not None:
        return ()
    return tuple(one for one in standing(plan, now) if one.key not in sent)


def quiet_until(
    now: dt.datetime, start: dt.time | None = None, end: dt.time | None = None
) -> dt.datetime | None:
    """When the quiet hours end that it is in now; none outside of them.

    Args:
        now: The ward's wall clock, with its zone.
        start: When they begin; later than `end` for hours over midnight.
        end: When they end.
    """
    if start is None or end is None or start == end:
        return None
    hands = now.time()
    is_over_midnight = start > end
    is_in = hands >= start or hands < end if is_over_midnight else start <= hands < end
    if not is_in:
        return None
    is_tomorrow = is_over_midnight and hands >= start
    day = now.date() + dt.timedelta(days=1) if is_tomorrow else now.date()
    return dt.datetime.combine(day, end, now.tzinfo)


def working_day_before(day: dt.date, closed_days: Collection[dt.date]) -> dt.date:
    """The last day before that is neither of a weekend nor closed."""
    before = day - dt.timedelta(days=1)
    while before.weekday() >= _SATURDAY or before in closed_days:
        before -= dt.timedelta(days=1)
    return before


def _instant(day: dt.date, at: dt.time, now: dt.datetime) -> dt.datetime:
    return recurrence.instant(recurrence.Occurrence(day, at), now.tzinfo)


def _meetings(meetings: Iterable[Meeting], now: dt.datetime) -> Iterator[Reminder]:
    """Of each series the latest occurrence that is near or gone by; earlier ones ask no more."""
    latest: dict[str, tuple[dt.datetime, Meeting]] = {}
    for meeting in meetings:
        start = _instant(meeting.on, meeting.starts_at, now)
        if start - SOON_BEFORE <= now and start >= latest.get(meeting.series_id, (start,))[0]:
            latest[meeting.series_id] = (start, meeting)
    for start, meeting in latest.values():
        when = dates.in_table(meeting.on, meeting.starts_at)
        says = _("It starts on {when}.") if now <= start else _("It was to start on {when}.")
        yield Reminder(
            key=f"{ReminderKind.STARTS_SOON}:{meeting.series_id}:{when_key(meeting)}",
            kind=ReminderKind.STARTS_SOON,
            subject_id=meeting.series_id,
            at=start - SOON_BEFORE,
            why=says.format(when=when),
        )


def when_key(meeting: Meeting) -> str:
    """The occurrence, as it stands in a key."""
    return f"{meeting.on.isoformat()}T{meeting.starts_at:%H:%M}"


def _promise(
    promise: Promise, closed_days: Collection[dt.date], now: dt.datetime
) -> Iterator[Reminder]:
    if promise.status is Status.AWAITING_CHECK and promise.done_at is not None:
        yield from _to_check(promise, promise.done_at, now)
    elif promise.status in OPEN_ACTION_STATUSES and promise.due_on is not None:
        found = _of_owner(promise, promise.due_on, closed_days, now)
        if found is not None:
            yield found
        yield from _of_follow_up(promise, promise.due_on, now)


def _turns(
    promise: Promise, closed_days: Collection[dt.date], now: dt.datetime
) -> Iterator[dt.datetime]:
    due_on, done_at = promise.due_on, promise.done_at
    if promise.status is Status.AWAITING_CHECK and done_at is not None:
        yield _check_at(done_at, now)
    elif promise.status in OPEN_ACTION_STATUSES and due_on is not None:
        yield _late_at(due_on, promise.due_time, now)
        follow_up_on = due_on + dt.timedelta(days=FOLLOW_UP_AFTER_DAYS)
        for day in (working_day_before(due_on, closed_days), due_on, follow_up_on):
            yield _instant(day, MORNING, now)


def _check_at(done_at: dt.datetime, now: dt.datetime) -> dt.datetime:
    """The morning after it was done, when it can show whether it works."""
    done_on = done_at.astimezone(now.tzinfo).date()
    return _instant(done_on + dt.timedelta(days=1), MORNING, now)


def _to_check(promise: Promise, done_at: dt.datetime, now: dt.datetime) -> Iterator[Reminder]:
    at = _check_at(done_at, now)
    if at <= now:
        done_on = done_at.astimezone(now.tzinfo).date()
        yield Reminder(
            key=f"{ReminderKind.TO_CHECK}:{promise.id}:{done_at.astimezone(dt.UTC):%Y%m%dT%H%M%S}",
            kind=ReminderKind.TO_CHECK,
            subject_id=promise.id,
            at=at,
            why=_("It was done on {day}. Did it work?").format(day=dates.in_table(done_on)),
        )


def _of_owner(
    promise: Promise, due_on: dt.date, closed_days: Collection[dt.date], now: dt.datetime
) -> Reminder | None:
    """The last of the three that has been reached: what it replaces is not said any more."""
    late_at = _late_at(due_on, promise.due_time, now)
    today_at = _instant(due_on, MORNING, now)
    soon_at = _instant(working_day_before(due_on, closed_days), MORNING, now)
    when = dates.in_table(due_on, promise.due_time)
    occurrence = due_on.isoformat()
    if late_at <= now:
        # Another time on the same day is another promise to be late for.
        at_time = f"T{promise.due_time:%H:%M}" if promise.due_time else ""
        kind, at, says = ReminderKind.OVERDUE, late_at, _("It was due on {when}.")
        occurrence += at_time
    elif today_at <= now:
        kind, at, says = ReminderKind.DUE_TODAY, today_at, _("It is due today: {when}.")
    elif soon_at <= now:
        kind, at, says = ReminderKind.DUE_SOON, soon_at, _("It is due on {when}.")
    else:
        return None
    reader = promise.owner_id or ""
    return Reminder(
        key=f"{kind}:{promise.id}:{occurrence}:{reader}",
        kind=kind,
        subject_id=promise.id,
        at=at,
        why=says.format(when=when),
        person_id=promise.owner_id,
    )


def _of_follow_up(promise: Promise, due_on: dt.date, now: dt.datetime) -> Iterator[Reminder]:
    """After some days whoever follows up hears of it; not of who owns it."""
    at = _instant(due_on + dt.timedelta(days=FOLLOW_UP_AFTER_DAYS), MORNING, now)
    if at <= now and promise.owner_id is not None:
        late = dates.days_late(days_late(due_on, now.date()))
        yield Reminder(
            key=f"{ReminderKind.STILL_OVERDUE}:{promise.id}:{due_on.isoformat()}",
            kind=ReminderKind.STILL_OVERDUE,
            subject_id=promise.id,
            at=at,
            why=_("It was due on {day}: {late}.").format(day=dates.in_table(due_on), late=late),
        )


def _sent_up(sent: SentUp, now: dt.datetime) -> Iterator[Reminder]:
    """That no answer came in time; once one came, that it is to be told back."""
    if sent.answered_at is not None:
        at = _morning_after(sent.answered_at, now)
        if at <= now:
            yield Reminder(
                key=f"{ReminderKind.TELL_BACK_DUE}:{sent.id}",
                kind=ReminderKind.TELL_BACK_DUE,
                subject_id=sent.item_id,
                at=at,
                why=_("{name} answered. Tell it back in the huddle that raised it.").format(
                    name=sent.to_name
                ),
            )
    elif sent.reply_by is not None and sent.reply_by <= now:
        when = sent.reply_by.astimezone(now.tzinfo)
        yield Reminder(
            key=f"{ReminderKind.REPLY_DUE}:{sent.id}",
            kind=ReminderKind.REPLY_DUE,
            subject_id=sent.item_id,
            at=sent.reply_by,
            why=_("{name} was to answer by {when}. Ring again.").format(
                name=sent.to_name, when=dates.in_table(when)
            ),
        )


def _asked(asked: Asked, now: dt.datetime) -> Iterator[Reminder]:
    """That somebody expects an answer from here."""
    at, when = asked.reply_by - ANSWER_BEFORE, asked.reply_by.astimezone(now.tzinfo)
    if at <= now:
        yield Reminder(
            key=f"{ReminderKind.ANSWER_DUE}:{asked.id}",
            kind=ReminderKind.ANSWER_DUE,
            subject_id=asked.item_id,
            at=at,
            why=_("{unit} expects an answer by {when}.").format(
                unit=asked.from_unit, when=dates.in_table(when)
            ),
        )


def morning_of(day: dt.date, now: dt.datetime) -> dt.datetime:
    """When a day's reminders begin, as an instant in UTC.

    Args:
        day: The day.
        now: The ward's wall clock, with its zone.
    """
    return _instant(day, MORNING, now)


def _morning_after(instant: dt.datetime, now: dt.datetime) -> dt.datetime:
    """The first morning that begins after an instant."""
    local = instant.astimezone(now.tzinfo)
    today = _instant(local.date(), MORNING, now)
    return today if instant < today else _instant(local.date() + dt.timedelta(1), MORNING, now)


def _late_at(due_on: dt.date, due_time: dt.time | None, now: dt.datetime) -> dt.datetime:
    """When to say that it is late: at its time, or in the morning after its day."""
    if due_time is not None:
        return _instant(due_on, due_time, now)
    return _instant(due_on + dt.timedelta(days=1), MORNING, now)


def _review(review: ToolReview, now: dt.datetime) -> Iterator[Reminder]:
    """The last of the three that has been reached: what it replaces is not said any more."""
    soon_at, today_at, late_at = _review_mornings(review.on, now)
    day = dates.in_table(review.on)
    if late_at <= now:
        at, why = late_at, _("Its review was due on {day}.").format(day=day)
    elif today_at <= now:
        at, why = today_at, _("Its review is due today.")
    elif soon_at <= now:
        at, why = soon_at, _("Its review is due on {day}.").format(day=day)
    else:
        return
    yield Reminder(
        key=f"{ReminderKind.REVIEW_DUE}:{review.tool_id}:{review.on}:{at:%Y%m%d}",
        kind=ReminderKind.REVIEW_DUE,
        subject_id=review.tool_id,
        at=at,
        why=why,
    )


def _review_mornings(on: dt.date, now: dt.datetime) -> tuple[dt.datetime, ...]:
    """The mornings of a week before, of the day, and of the day after."""
    days = (-REVIEW_BEFORE_DAYS, 0, 1)
    return tuple(_instant(on + dt.timedelta(days=count), MORNING, now) for count in days)


def _backup(plan: Plan, now: dt.datetime) -> Iterator[Reminder]:
    since, late_at = plan.backup_since, plan.backup_late_at or now
    if since is not None and late_at <= now:
        day = dates.in_table(since.astimezone(now.tzinfo).date())
        yield Reminder(
            key=f"{ReminderKind.BACKUP_TOO_OLD}:{since.astimezone(dt.UTC):%Y%m%dT%H%M%S}",
            kind=ReminderKind.BACKUP_TOO_OLD,
            subject_id="",
            at=late_at.astimezone(dt.UTC),
            why=_("There has been no proved backup since {day}.").format(day=day),
        )
