"""Each reminder goes out once: whatever the clock does, whoever sleeps, whenever somebody asks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pytest

from huddle.rules.reminders import (
    Meeting,
    Plan,
    Promise,
    Reminder,
    ToolReview,
    due,
    quiet_until,
    standing,
    working_day_before,
)
from huddle.vocabulary import ReminderKind, Status

LONDON = ZoneInfo("Europe/London")
THURSDAY = dt.date(2026, 8, 6)
KINDS = ReminderKind


def at(day: dt.date, time: str, fold: int = 0) -> dt.datetime:
    """A time on the ward's clock."""
    return dt.datetime.combine(day, dt.time.fromisoformat(time), LONDON).replace(fold=fold)


def action(due_on: dt.date, time: str = "", owner: str | None = "sam") -> Promise:
    """An action that is open."""
    due_time = dt.time.fromisoformat(time) if time else None
    return Promise("a", Status.NOT_STARTED, due_on, due_time, owner)


def said(
    plan: Plan, moments: Iterable[dt.datetime], quiet: tuple[dt.time | None, ...] = ()
) -> list[list[Reminder]]:
    """What goes out when somebody asks at each of these moments."""
    sent: set[str] = set()
    found = []
    for now in moments:
        new = due(plan, now, sent, quiet)
        sent.update(one.key for one in new)
        found.append(list(new))
    return found


def kinds(found: list[list[Reminder]]) -> list[list[ReminderKind]]:
    """Of what kind that was."""
    return [[one.kind for one in new] for new in found]


def each_minute(start: dt.datetime, end: dt.datetime) -> Iterable[dt.datetime]:
    """Every minute that passes, on the ward's clock."""
    now = start.astimezone(dt.UTC)
    while now < end:
        yield now.astimezone(LONDON)
        now += dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("day", "time", "kind"),
    [
        (4, "23:59", None),
        (5, "06:59", None),
        (5, "07:00", KINDS.DUE_SOON),
        (6, "06:59", KINDS.DUE_SOON),
        (6, "07:00", KINDS.DUE_TODAY),
        (7, "06:59", KINDS.DUE_TODAY),
        (7, "07:00", KINDS.OVERDUE),
    ],
)
def test_an_action_is_soon_due_then_due_then_late(
    day: int, time: str, kind: ReminderKind | None
) -> None:
    plan = Plan(promises=(action(THURSDAY),))
    found = [one.kind for one in standing(plan, at(dt.date(2026, 8, day), time))]
    assert found == ([kind] if kind else [])


def test_a_due_time_counts_to_the_minute() -> None:
    plan = Plan(promises=(action(THURSDAY, "14:00"),))
    assert [one.kind for one in standing(plan, at(THURSDAY, "13:59"))] == [KINDS.DUE_TODAY]
    assert [one.kind for one in standing(plan, at(THURSDAY, "14:00"))] == [KINDS.OVERDUE]


def test_the_owner_hears_first_and_after_three_days_whoever_follows_up_without_the_name() -> None:
    plan = Plan(promises=(action(THURSDAY),))
    two_days, three_days = (THURSDAY + dt.timedelta(days) for days in (2, 3))
    assert [one.person_id for one in standing(plan, at(two_days, "12:00"))] == ["sam"]
    owner, other = standing(plan, at(three_days, "12:00"))
    assert (owner.person_id, owner.kind) == ("sam", KINDS.OVERDUE)
    assert (other.person_id, other.kind) == (None, KINDS.STILL_OVERDUE)
    assert other.why == "It was due on Thu 06-Aug-2026: 3 days late."
    assert "sam" not in other.key


def test_what_no_reader_owns_goes_to_whoever_follows_up_and_not_twice() -> None:
    plan = Plan(promises=(action(THURSDAY, owner=None),))
    found = standing(plan, at(THURSDAY + dt.timedelta(9), "12:00"))
    assert [(one.kind, one.person_id) for one in found] == [(KINDS.OVERDUE, None)]


def test_the_working_day_before_leaves_out_weekends_and_closed_days() -> None:
    monday = dt.date(2026, 8, 31)
    assert working_day_before(dt.date(2026, 9, 1), {monday}) == dt.date(2026, 8, 28)
    plan = Plan(promises=(action(dt.date(2026, 9, 1)),), closed_days=frozenset({monday}))
    assert [one.kind for one in standing(plan, at(dt.date(2026, 8, 28), "07:00"))] == [
        KINDS.DUE_SOON
    ]


def test_what_is_finished_asks_for_nothing_and_what_is_done_for_its_check() -> None:
    done_at = at(THURSDAY, "15:00")
    done = Promise("a", Status.AWAITING_CHECK, THURSDAY, None, "sam", done_at)
    friday = THURSDAY + dt.timedelta(1)
    plan = Plan(promises=(done, Promise("b", Status.CLOSED, THURSDAY, done_at=done_at)))
    assert standing(plan, at(friday, "06:59")) == ()
    (found,) = standing(plan, at(friday, "07:00"))
    assert (found.kind, found.person_id, found.subject_id) == (KINDS.TO_CHECK, None, "a")


def test_a_moved_day_is_promised_and_reminded_of_anew() -> None:
    late = at(THURSDAY + dt.timedelta(1), "09:00")
    (first,) = standing(Plan(promises=(action(THURSDAY),)), late)
    moved = Plan(promises=(action(THURSDAY + dt.timedelta(1)),))
    assert [one.kind for one in due(moved, late, {first.key})] == [KINDS.DUE_TODAY]


def test_a_huddle_is_told_of_a_quarter_of_an_hour_before_once() -> None:
    plan = Plan(meetings=(Meeting("s", THURSDAY, dt.time(9)),))
    found = said(plan, each_minute(at(THURSDAY, "08:00"), at(THURSDAY, "10:00")))
    assert [place for place, new in enumerate(found) if new] == [45]
    assert found[45][0].why == "It starts on Thu 06-Aug-2026 09:00."


def test_a_backup_too_old_is_said_once_for_each_backup() -> None:
    since = at(THURSDAY, "02:00")
    moments = [at(THURSDAY + dt.timedelta(days), "12:00") for days in (8, 9, 10)]
    assert kinds(said(Plan(backup_since=since), moments)) == [[KINDS.BACKUP_TOO_OLD], [], []]


# Clocks, sleep and nights


def test_a_tool_s_review_is_told_of_a_week_before_on_its_day_and_once_it_is_late() -> None:
    plan = Plan(reviews=(ToolReview("tool", THURSDAY),))
    moments = [
        at(THURSDAY + dt.timedelta(days), time)
        for days in (-8, -7, -6, 0, 1, 5)
        for time in ("06:59", "07:00")
    ]
    told = [[one.why for one in new] for new in said(plan, moments)]
    assert [why for (why,) in filter(None, told)] == [
        "Its review is due on Thu 06-Aug-2026.",
        "Its review is due today.",
        "Its review was due on Thu 06-Aug-2026.",
    ]
    assert [place for place, new in enumerate(told) if new] == [3, 7, 9]
    (late,) = standing(plan, at(THURSDAY + dt.timedelta(30), "12:00"))
    assert (late.kind, late.subject_id, late.person_id) == (KINDS.REVIEW_DUE, "tool", None)


def test_asleep_for_three_days_one_of_each_is_said_and_none_lost() -> None:
    days = [THURSDAY + dt.timedelta(days) for days in range(5)]
    plan = Plan(
        meetings=tuple(Meeting("s", day, dt.time(9)) for day in days),
        promises=tuple(
            Promise(str(day), Status.NOT_STARTED, day, owner_id="sam") for day in days[:4]
        ),
    )
    before, after = said(plan, [at(days[0], "06:00"), at(days[3], "09:30")])
    assert [one.kind for one in before] == [KINDS.DUE_SOON]
    # Of the huddles only the latest; of each action only what holds now.
    assert Counter(one.kind for one in after) == {
        KINDS.STARTS_SOON: 1,
        KINDS.OVERDUE: 3,
        KINDS.DUE_TODAY: 1,
        KINDS.STILL_OVERDUE: 1,
    }


def test_a_clock_set_back_says_nothing_twice() -> None:
    plan = Plan(
        meetings=(Meeting("s", THURSDAY, dt.time(9)),), promises=(action(THURSDAY, "10:00"),)
    )
    moments = [at(THURSDAY, time) for time in ("08:50", "10:01", "08:40", "08:50", "10:01")]
    found = said(plan, moments)
    assert [len(new) for new in found] == [2, 1, 0, 0, 0]


def test_midnight_while_open_says_the_morning_s_at_seven() -> None:
    plan = Plan(promises=(action(THURSDAY),))
    found = said(plan, each_minute(at(THURSDAY, "23:00"), at(dt.date(2026, 8, 7), "08:00")))
    assert [(place, [one.kind for one in new]) for place, new in enumerate(found) if new] == [
        (0, [KINDS.DUE_TODAY]),
        (8 * 60, [KINDS.OVERDUE]),
    ]


@pytest.mark.parametrize(
    ("day", "hours"), [(dt.date(2026, 3, 29), 23), (dt.date(2026, 10, 25), 25)]
)
def test_daylight_saving_both_ways_loses_and_doubles_nothing(day: dt.date, hours: int) -> None:
    plan = Plan(
        meetings=tuple(Meeting(time, day, dt.time.fromisoformat(time)) for time in ("01:30", "09")),
        promises=(action(day, "01:30"),),
    )
    minutes = list(each_minute(at(day, "00:00"), at(day + dt.timedelta(1), "00:00")))
    assert len(minutes) == hours * 60
    found = [one for new in said(plan, minutes) for one in new]
    assert Counter(one.kind for one in found) == {
        KINDS.STARTS_SOON: 2,
        KINDS.DUE_SOON: 1,
        KINDS.OVERDUE: 1,
    }
    assert len({one.key for one in found}) == len(found)


# Quiet hours


@pytest.mark.parametrize(
    ("time", "ends"),
    [
        ("21:59", None),
        ("22:00", at(THURSDAY + dt.timedelta(1), "07:30")),
        ("23:59", at(THURSDAY + dt.timedelta(1), "07:30")),
        ("00:00", at(THURSDAY, "07:30")),
        ("07:29", at(THURSDAY, "07:30")),
        ("07:30", None),
    ],
)
def test_quiet_hours_go_over_midnight(time: str, ends: dt.datetime | None) -> None:
    assert quiet_until(at(THURSDAY, time), dt.time(22), dt.time(7, 30)) == ends


def test_no_hours_or_hours_of_no_length_are_not_quiet() -> None:
    noon = at(THURSDAY, "12:00")
    assert quiet_until(noon) is None
    assert quiet_until(noon, dt.time(12), dt.time(12)) is None
    assert quiet_until(noon, dt.time(11), dt.time(13)) == at(THURSDAY, "13:00")


def test_what_is_held_back_comes_together_afterwards() -> None:
    plan = Plan(
        meetings=(Meeting("s", THURSDAY, dt.time(7, 15)),),
        promises=tuple(
            Promise(name, Status.BLOCKED, THURSDAY, dt.time(hour))
            for name, hour in (("a", 2), ("b", 5))
        ),
    )
    moments = list(each_minute(at(THURSDAY, "00:00"), at(THURSDAY, "09:00")))
    found = said(plan, moments, (dt.time(22), dt.time(7, 30)))
    assert [(place, len(new)) for place, new in enumerate(found) if new] == [(450, 3)]
