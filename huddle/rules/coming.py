"""What comes due while nobody is signed in: moments, kinds and counts, and not one word.

The open ward looks ahead and leaves this outside of its encrypted file. Whoever reads it later,
after a sleep or with a clock that was set back, gets what holds then and was not said before.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from huddle.i18n import _, ngettext
from huddle.rules.recurrence import Occurrence, instant
from huddle.rules.reminders import SOON_BEFORE, Plan, Reminder, standing, turning_points
from huddle.vocabulary import ReminderKind

DAYS = 14
"""So far ahead is looked."""

_BETWEEN_UNITS = (
    ReminderKind.REPLY_DUE,
    ReminderKind.TELL_BACK_DUE,
    ReminderKind.ANSWER_DUE,
)

Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Coming:
    """So many of one kind that fall due at one moment.

    Attributes:
        at: Since when they are due.
        kind: What sort of thing they say.
        count: How many there are.
        until: From when on something else holds instead; none within the days looked ahead.
    """

    at: dt.datetime
    kind: ReminderKind
    count: int = 1
    until: dt.datetime | None = None

    @property
    def key(self) -> str:
        """One key is said once."""
        return key_of(self.kind, self.at)


@dataclass(frozen=True, slots=True)
class View:
    """One unit now.

    Attributes:
        plan: What there is to remind of, as far ahead as `DAYS`.
        now: The unit's wall clock, with its zone.
        quiet: From when until when nothing is said, if the unit has such hours.
    """

    plan: Plan
    now: dt.datetime
    quiet: tuple[dt.time | None, ...] = ()

    @property
    def standing(self) -> tuple[Reminder, ...]:
        """What holds now, said or not."""
        return standing(self.plan, self.now)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything there is to say for some days, and when nothing is said.

    Attributes:
        coming: In the order in which it falls due.
        quiet: From when until when it is quiet; several units have one tray, and share their hours.
    """

    coming: tuple[Coming, ...] = ()
    quiet: tuple[Span, ...] = ()


def key_of(kind: ReminderKind, at: dt.datetime) -> str:
    """By what a kind of reminder that is due since a moment is known as said."""
    return f"{kind}@{at.astimezone(dt.UTC):%Y%m%dT%H%M%S}"


def look_ahead(views: Collection[View], sent: Collection[str] = ()) -> Outlook:
    """What is to be said in the coming days if nobody changes anything.

    Args:
        views: The units of the store.
        sent: The keys of the reminders that went out.
    """
    # By their keys, for what concerns the whole store is known to each of its units.
    turns = {
        one.key: Coming(one.at, one.kind, until=until)
        for view in views
        for subject in _subjects(view.plan)
        for one, until in _in_turn(subject, view.now)
        if one.key not in sent
    }
    found = [replace(one, count=count) for one, count in Counter(turns.values()).items()]
    return Outlook(
        coming=tuple(sorted(found, key=lambda one: (one.at, one.kind, str(one.until or "")))),
        quiet=tuple(span for view in views for span in _quiet_spans(view.now, *view.quiet)),
    )


def to_say(outlook: Outlook, now: dt.datetime, said: Collection[str]) -> tuple[Coming, ...]:
    """What is due, still holds and was not said.

    Args:
        outlook: What was left by the open ward.
        now: The present instant.
        said: The keys of what was said.
    """
    if any(start <= now < end for start, end in outlook.quiet):
        return ()
    return tuple(
        one
        for one in outlook.coming
        if one.at <= now and (one.until is None or now < one.until) and one.key not in said
    )


def in_words(found: Iterable[Coming], now: dt.datetime) -> str:
    """All of it in one sentence, which anybody may read."""
    counts: Counter[tuple[ReminderKind, bool]] = Counter()
    for one in found:
        is_over = one.kind is ReminderKind.STARTS_SOON and one.at + SOON_BEFORE < now
        counts[one.kind, is_over] += one.count
    order = [(kind, is_over) for kind in ReminderKind for is_over in (True, False)]
    parts = "; ".join(_words(*which, counts[which]) for which in order if counts[which])
    words = ngettext("{what}. Sign in to see it.", "{what}. Sign in to see them.", counts.total())
    return words.format(what=parts[:1].upper() + parts[1:])


def _subjects(plan: Plan) -> Iterator[Plan]:
    """The plan in pieces of which each says one thing at a time."""
    for promise in plan.promises:
        yield Plan(promises=(promise,), closed_days=plan.closed_days)
    for sent in plan.sent_up:
        yield Plan(sent_up=(sent,))
    for asked in plan.asked:
        yield Plan(asked=(asked,))
    for review in plan.reviews:
        yield Plan(reviews=(review,))
    meetings = sorted(plan.meetings, key=lambda one: one.series_id)
    for _series, of_series in groupby(meetings, key=lambda one: one.series_id):
        yield Plan(meetings=tuple(of_series))
    yield Plan(backup_since=plan.backup_since, backup_late_at=plan.backup_late_at)


def _in_turn(subject: Plan, now: dt.datetime) -> Iterator[tuple[Reminder, dt.datetime | None]]:
    """What a subject says now and later, each with the moment from which something else holds."""
    last = now.astimezone(dt.UTC) + dt.timedelta(DAYS)
    points = sorted(point for point in turning_points(subject, now) if now < point <= last)
    says: Reminder | None = None
    for point in (now, *points):
        # Of an action that has been late for long two may hold; the later one is said.
        latest = next(reversed(standing(subject, point.astimezone(now.tzinfo))), None)
        if says is not None and (latest is None or latest.key != says.key):
            yield says, point
        says = latest
    if says is not None:
        yield says, None


def _quiet_spans(
    now: dt.datetime, start: dt.time | None = None, end: dt.time | None = None
) -> Iterator[Span]:
    if start is None or end is None or start == end:
        return
    ends_later = dt.timedelta(days=1 if start > end else 0)
    for ahead in range(-1, DAYS + 1):
        day = now.date() + dt.timedelta(days=ahead)
        yield (
            instant(Occurrence(day, start), now.tzinfo),
            instant(Occurrence(day + ends_later, end), now.tzinfo),
        )


def _words(kind: ReminderKind, is_over: bool, count: int) -> str:
    if kind is ReminderKind.BACKUP_TOO_OLD:
        return _("there has been no proved backup for too long")
    if kind is ReminderKind.REVIEW_DUE:
        words = ngettext(
            "{count} tool is to be reviewed", "{count} tools are to be reviewed", count
        )
    elif kind in _BETWEEN_UNITS:
        words = _escalation_words(kind, count)
    elif kind is not ReminderKind.STARTS_SOON:
        words = _action_words(kind, count)
    elif is_over:
        words = ngettext("a huddle was to start", "{count} huddles were to start", count)
    else:
        words = ngettext("a huddle starts soon", "{count} huddles start soon", count)
    return words.format(count=count)


def _action_words(kind: ReminderKind, count: int) -> str:
    match kind:
        case ReminderKind.DUE_SOON:
            return ngettext(
                "{count} action is due on the next working day",
                "{count} actions are due on the next working day",
                count,
            )
        case ReminderKind.DUE_TODAY:
            return ngettext("{count} action is due today", "{count} actions are due today", count)
        case ReminderKind.STILL_OVERDUE:
            return ngettext(
                "{count} action has been overdue for days",
                "{count} actions have been overdue for days",
                count,
            )
        case ReminderKind.TO_CHECK:
            return ngettext(
                "{count} finished action waits for its check",
                "{count} finished actions wait for their check",
                count,
            )
    return ngettext("{count} action is overdue", "{count} actions are overdue", count)


def _escalation_words(kind: ReminderKind, count: int) -> str:
    if kind is ReminderKind.REPLY_DUE:
        return ngettext(
            "{count} reply did not come in time", "{count} replies did not come in time", count
        )
    if kind is ReminderKind.TELL_BACK_DUE:
        return ngettext(
            "{count} answer is to be told back", "{count} answers are to be told back", count
        )
    return ngettext(
        "{count} answer is expected from here", "{count} answers are expected from here", count
    )
