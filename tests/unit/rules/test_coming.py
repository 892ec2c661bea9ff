"""What comes due while nobody is signed in: looked ahead once, said once, in one sentence."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from huddle.rules.coming import Coming, Outlook, View, in_words, look_ahead, to_say
from huddle.rules.reminders import Asked, Meeting, Plan, Promise, SentUp
from huddle.vocabulary import ReminderKind, Status

LONDON = ZoneInfo("Europe/London")
FORETOLD = [kind for kind in ReminderKind if kind is not ReminderKind.REFRESHER]
"""A look at what somebody learned is for them alone, and is not foretold."""
NOW = dt.datetime(2026, 8, 6, 8, 30, tzinfo=LONDON)
FRIDAY = dt.date(2026, 8, 7)


def at(day: int, time: str) -> dt.datetime:
    """A time of August 2026 in London."""
    return dt.datetime.combine(dt.date(2026, 8, day), dt.time.fromisoformat(time), LONDON)


def action(name: str, due_on: dt.date, time: str = "") -> Promise:
    """An action that Sam owns."""
    due_time = dt.time.fromisoformat(time) if time else None
    return Promise(name, Status.NOT_STARTED, due_on, due_time, "sam")


def ahead(plan: Plan, now: dt.datetime = NOW, quiet: tuple[dt.time | None, ...] = ()) -> Outlook:
    """What comes after everything that holds now was said."""
    view = View(plan, now, quiet)
    return look_ahead([view], {one.key for one in view.standing})


def lines(outlook: Outlook) -> list[str]:
    """When what comes, and how many of it."""
    return [
        f"{one.at.astimezone(LONDON):%d %H:%M} {one.kind} {one.count}" for one in outlook.coming
    ]


def test_an_action_is_said_at_each_of_its_moments() -> None:
    assert lines(ahead(Plan(promises=(action("a", dt.date(2026, 8, 11), "14:00"),)))) == [
        "10 07:00 due_soon 1",
        "11 07:00 due_today 1",
        "11 14:00 overdue 1",
        "14 07:00 still_overdue 1",
    ]


def test_what_falls_due_together_is_counted() -> None:
    plan = Plan(promises=(action("a", FRIDAY), action("b", FRIDAY), action("c", FRIDAY, "09:00")))
    found = ahead(plan)
    # One of them is late at nine, the others the next morning.
    assert lines(found)[:2] == ["07 07:00 due_today 1", "07 07:00 due_today 2"]
    words = in_words(to_say(found, at(7, "07:01"), ()), at(7, "07:01"))
    assert words == "3 actions are due today. Sign in to see them."
    words = in_words(to_say(found, at(7, "09:01"), ()), at(7, "09:01"))
    assert words == "2 actions are due today; 1 action is overdue. Sign in to see them."


def test_a_huddle_is_said_before_its_start_and_otherwise_afterwards() -> None:
    plan = Plan(meetings=(Meeting("s", FRIDAY, dt.time(8, 15)),))
    found = ahead(plan)
    before, after = at(7, "08:00"), at(7, "08:16")
    assert to_say(found, before - dt.timedelta(minutes=1), ()) == ()
    assert in_words(to_say(found, before, ()), before) == "A huddle starts soon. Sign in to see it."
    assert in_words(to_say(found, after, ()), after) == "A huddle was to start. Sign in to see it."


def test_after_three_days_asleep_each_thing_is_said_as_it_is_now() -> None:
    days = [dt.date(2026, 8, day) for day in (7, 8, 9, 10)]
    plan = Plan(
        meetings=tuple(Meeting("s", day, dt.time(8, 15)) for day in days),
        promises=(action("a", FRIDAY),),
    )
    now = at(10, "08:05")
    assert in_words(to_say(ahead(plan), now, ()), now) == (
        "A huddle starts soon; 1 action has been overdue for days. Sign in to see them."
    )


def test_what_went_out_is_not_said_again() -> None:
    plan = Plan(promises=(action("a", NOW.date()),))
    assert lines(look_ahead([View(plan, NOW)]))[0] == "06 07:00 due_today 1"
    assert lines(ahead(plan))[0] == "07 07:00 overdue 1"


def test_what_is_done_waits_for_its_check_in_the_morning() -> None:
    done = Promise("a", Status.AWAITING_CHECK, done_at=NOW.astimezone(dt.UTC))
    assert lines(ahead(Plan(promises=(done,)))) == ["07 07:00 to_check 1"]


def test_a_backup_that_will_be_too_old_is_said_then() -> None:
    made = NOW.astimezone(dt.UTC)
    plan = Plan(backup_since=made, backup_late_at=made + dt.timedelta(days=3))
    (one,) = ahead(plan).coming
    assert (one.kind, one.at) == (ReminderKind.BACKUP_TOO_OLD, made + dt.timedelta(days=3))
    assert in_words([one], one.at) == (
        "There has been no proved backup for too long. Sign in to see it."
    )


def test_quiet_hours_hold_everything_back_until_they_end() -> None:
    plan = Plan(meetings=(Meeting("s", FRIDAY, dt.time(7, 0)),))
    found = ahead(plan, quiet=(dt.time(22), dt.time(7, 30)))
    assert to_say(found, at(7, "07:29"), ()) == ()
    assert [one.kind for one in to_say(found, at(7, "07:30"), ())] == [ReminderKind.STARTS_SOON]


def test_it_is_quiet_by_the_ward_s_clock_when_the_hands_go_back() -> None:
    now = dt.datetime(2026, 10, 24, 12, 0, tzinfo=LONDON)
    found = ahead(Plan(), now, (dt.time(22), dt.time(7)))
    start = dt.datetime(2026, 10, 24, 22, 0, tzinfo=LONDON).astimezone(dt.UTC)
    end = dt.datetime(2026, 10, 25, 7, 0, tzinfo=LONDON).astimezone(dt.UTC)
    assert (start, end) in found.quiet
    assert end - start == dt.timedelta(hours=10)


@pytest.mark.parametrize("quiet", [(), (None, None), (dt.time(7), None), (dt.time(7), dt.time(7))])
def test_without_two_different_times_it_is_never_quiet(quiet: tuple[dt.time | None, ...]) -> None:
    assert ahead(Plan(), quiet=quiet).quiet == ()


def test_what_went_up_and_what_came_in_are_said() -> None:
    plan = Plan(
        sent_up=(
            SentUp("e", "i", "Site", reply_by=at(7, "10:00").astimezone(dt.UTC)),
            SentUp("f", "j", "Site", answered_at=NOW.astimezone(dt.UTC)),
            SentUp("g", "k", "Site"),
        ),
        asked=(Asked("h", "l", "Ward 7", at(7, "12:00").astimezone(dt.UTC)),),
    )
    assert lines(ahead(plan)) == [
        "07 07:00 tell_back_due 1",
        "07 10:00 reply_due 1",
        "07 11:00 answer_due 1",
    ]


def test_several_units_are_counted_together_and_their_one_backup_once() -> None:
    late_at = NOW.astimezone(dt.UTC) + dt.timedelta(days=1)
    plans = [
        Plan(promises=(action(name, FRIDAY),), backup_since=late_at, backup_late_at=late_at)
        for name in "ab"
    ]
    quiet = ((dt.time(1), dt.time(2)), (dt.time(3), dt.time(4)))
    views = [View(plan, NOW, of_unit) for plan, of_unit in zip(plans, quiet, strict=True)]
    found = look_ahead(views, {one.key for view in views for one in view.standing})
    assert lines(found)[:2] == ["07 07:00 due_today 2", "07 08:30 backup_too_old 1"]
    for time, is_quiet in (("01:30", True), ("02:30", False), ("03:30", True)):
        assert any(start <= at(7, time) < end for start, end in found.quiet) is is_quiet


def test_no_further_than_two_weeks_is_looked() -> None:
    plan = Plan(promises=(action("a", dt.date(2026, 8, 25)),))
    assert ahead(plan).coming == ()


def test_the_order_of_a_sentence_is_that_of_the_kinds_and_it_begins_with_a_capital() -> None:
    found = [Coming(NOW, kind, 2) for kind in reversed(FORETOLD)]
    assert in_words(found, NOW) == (
        "2 huddles start soon; 2 actions are due on the next working day; "
        "2 actions are due today; 2 actions are overdue; 2 actions have been overdue for days; "
        "2 finished actions wait for their check; 2 replies did not come in time; "
        "2 answers are to be told back; 2 answers are expected from here; "
        "2 tools are to be reviewed; there has been no proved backup for too long. "
        "Sign in to see them."
    )
