"""A month in numbers, from what a ward did in it."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.rows.items import ItemRow
from huddle.rows.month import (
    AtStage,
    Counted,
    HuddlesOfMonth,
    MilestoneKind,
    MonthRow,
    OfTeam,
    Share,
    Texts,
)
from huddle.vocabulary import ItemKind, Presence, Status
from huddle.ward import Ward
from tests.helpers import going_up, wards

AUGUST = dt.date(2026, 8, 1)
THURSDAY = dt.date(2026, 8, 6)
FRIDAY = dt.date(2026, 8, 7)


def august(ward: Ward) -> MonthRow:
    return ward.month.of(AUGUST)


def huddles(ward: Ward) -> HuddlesOfMonth:
    return august(ward).huddles


def add(ward: Ward, line: str) -> ItemRow:
    return ward.followups.add(wards.said(ward, f"a: {line}"))


def hold_at(ward: Ward, clock: ShiftedClock, time: dt.time, minutes: float) -> str:
    """Run today's huddle from a time of the day on; the clock stands in British summer time."""
    today = clock.now().date()
    clock.set_to(dt.datetime.combine(today, time, dt.UTC) - dt.timedelta(hours=1))
    huddle = wards.start(ward).huddle.id
    clock.advance(minutes=minutes)
    ward.running.close(huddle)
    return huddle


def change_days(ward: Ward, weekdays: list[int], more_times: list[dt.time]) -> None:
    """Hold the main series on other days, or more often."""
    series = next(one for one in ward.templates.series() if one.is_main)
    ward.templates.change_series(
        series.id,
        series.row_version,
        name=series.name,
        template_id=series.template_id,
        weekdays=weekdays,
        starts_at=series.starts_at,
        facilitator="",
        more_times=more_times,
    )


# Huddles


def test_what_was_held_and_why_others_were_not(ward: Ward, clock: ShiftedClock) -> None:
    wards.hold(ward)
    wards.next_morning(clock, 5)
    ward.planning.not_held(wards.main_series(ward), FRIDAY, "Fire alarm")
    # Thursday held, Friday explained, Monday forgotten; Tuesday can be held yet.
    found = huddles(ward)
    assert found.held == Share(1, 3)
    assert found.not_held == (Counted("Fire alarm", 1), Counted("", 1))
    assert ward.month.held(AUGUST) == Share(1, 3)
    wards.hold(ward)
    assert huddles(ward).held == Share(2, 4)
    assert august(ward).until == dt.date(2026, 8, 11)


def test_closed_days_and_days_left_out_are_not_possible(ward: Ward, clock: ShiftedClock) -> None:
    series = wards.main_series(ward)
    ward.calendar.add_exceptions(series, ["7 aug away day"], is_held=False)
    ward.calendar.add_exceptions(series, ["sat 8 aug"], is_held=True)
    wards.next_morning(clock, 4)
    assert huddles(ward).held == Share(0, 2)


def test_what_no_plan_asked_for_is_held_besides(ward: Ward, clock: ShiftedClock) -> None:
    wards.next_morning(clock, 2)
    wards.hold(ward)
    found = huddles(ward)
    assert (found.held, found.besides) == (Share(0, 2), 1)
    # No set time, so neither on time nor late.
    assert found.on_time == Share(0, 0)
    assert found.short == Share(1, 1)


def test_a_series_that_is_over_was_due_until_its_last_huddle(
    ward: Ward, clock: ShiftedClock
) -> None:
    first = ward.templates.series()[0]
    second = ward.templates.add_series("Evening", first.template_id, [0, 1, 2, 3, 4], dt.time(20))
    wards.next_morning(clock, 4)
    assert huddles(ward).held == Share(0, 4)
    ward.templates.retire_series(second.id)
    assert huddles(ward).held == Share(0, 2)


def test_what_was_due_stays_when_days_and_times_are_changed(
    ward: Ward, clock: ShiftedClock
) -> None:
    wards.hold(ward)
    wards.next_morning(clock, 4)
    wards.hold(ward)
    wards.next_morning(clock)
    # Thursday and Monday held, Friday not.
    before = huddles(ward)
    assert (before.held, before.run) == (Share(2, 3), 1)
    change_days(ward, [0, 1, 2, 3, 4, 5, 6], [dt.time(20)])
    assert huddles(ward) == before
    # Changed again on the same day; there was no plan between.
    change_days(ward, [0, 2], [])
    wards.next_morning(clock, 2)
    found = huddles(ward)
    # Tuesday is no day of it any more, and Wednesday was forgotten.
    assert (found.held, found.besides, found.on_time.whole) == (Share(2, 4), 0, 2)
    assert ward.month.milestones().run == 1


def test_a_month_whose_huddles_are_destroyed_is_not_one_without_huddles(
    ward: Ward, clock: ShiftedClock
) -> None:
    wards.hold(ward)
    clock.set_to(dt.datetime(2029, 1, 10, 8, tzinfo=dt.UTC))
    assert huddles(ward).held.part == 1
    ward.retention.dispose(ward.retention.preview().counts)
    with pytest.raises(Refused, match="Huddles of August 2026 were destroyed"):
        august(ward)
    assert ward.month.held(AUGUST) == Share(0, 0)
    # What is kept is counted as ever.
    assert ward.month.of(dt.date(2029, 1, 1)).huddles.held == Share(0, 7)


def test_a_form_of_a_day_before_the_change_can_be_typed_in(ward: Ward, clock: ShiftedClock) -> None:
    at = ward.templates.series()[0].starts_at
    wards.next_morning(clock)
    change_days(ward, [4], [])
    (choice,) = ward.paper.huddles()
    assert [one.on for one in choice.days] == [FRIDAY, THURSDAY]
    entered = ward.paper.enter(choice.series_id, THURSDAY, at, dt.time(8, 30))
    ward.running.close(entered.huddle.id)
    assert huddles(ward).held == Share(1, 1)


def test_a_reason_that_names_somebody_is_counted_and_not_shown(
    ward: Ward, clock: ShiftedClock
) -> None:
    ward.people.add_person("Erin Doyle")
    wards.next_morning(clock)
    ward.planning.not_held(wards.main_series(ward), THURSDAY, "Erin Doyle was ill")
    assert huddles(ward).not_held == (Counted("", 1),)


def test_on_time_is_by_the_set_time_and_the_planned_length(ward: Ward, clock: ShiftedClock) -> None:
    at = ward.templates.series()[0].starts_at
    planned = wards.start(ward).huddle.planned_seconds // 60
    late = hold_at(ward, clock, dt.time(9, 0), 20)
    wards.next_morning(clock)
    hold_at(ward, clock, at, planned)
    found = huddles(ward)
    assert late
    assert found.on_time == Share(1, 2)
    assert found.short == Share(1, 2)
    assert found.minutes is not None
    assert found.minutes > planned


def test_a_huddle_that_was_typed_in_later_is_not_judged(ward: Ward, clock: ShiftedClock) -> None:
    day, series_id = clock.now().date(), wards.main_series(ward)
    entered = ward.paper.enter(series_id, day, dt.time(7), dt.time(8))
    ward.running.close(entered.huddle.id)
    found = huddles(ward)
    assert (found.typed_in_later, found.on_time) == (1, Share(0, 0))
    assert found.held == Share(1, 1)


def test_a_huddle_that_was_opened_again_did_not_last_until_then(
    ward: Ward, clock: ShiftedClock
) -> None:
    huddle = hold_at(ward, clock, ward.templates.series()[0].starts_at, 8)
    before = huddles(ward)
    assert (before.minutes, before.on_time) == (8, Share(1, 1))
    clock.advance(hours=5)
    ward.running.reopen(huddle, "A word was wrong")
    clock.advance(minutes=1)
    ward.running.close(huddle)
    found = huddles(ward)
    assert (found.minutes, found.on_time, found.short) == (9, Share(1, 1), Share(1, 1))


def test_what_another_series_holds_besides_its_plan_is_not_judged(
    ward: Ward, clock: ShiftedClock
) -> None:
    at = ward.templates.series()[0].starts_at
    other = ward.templates.add_series(
        "Tuesdays", ward.templates.series()[0].template_id, [1], dt.time(8)
    )
    hold_at(ward, clock, at, 8)
    clock.advance(hours=4)
    extra = ward.running.start(other.id)
    ward.running.close(extra.huddle.id)
    found = huddles(ward)
    assert (found.held, found.besides) == (Share(1, 1), 1)
    assert found.on_time == Share(1, 1)


def test_departments_are_there_by_themselves_or_by_a_person(ward: Ward) -> None:
    porters = next(team for team in ward.people.departments() if team.name == "Porters")
    ward.people.add_person("Erin Doyle", department_id=porters.id)
    state = wards.start(ward)
    state = ward.running.add_person_to_roster(state.huddle.id, "Erin Doyle")
    for row in state.roster:
        if row.name in ("Medical", "Erin Doyle"):
            ward.running.set_presence(state.huddle.id, row.id, Presence.HERE)
    ward.running.close(state.huddle.id)
    assert huddles(ward).teams == (
        OfTeam("Nursing", Share(0, 1)),
        OfTeam("Medical", Share(1, 1)),
        OfTeam("Pharmacy", Share(0, 1)),
        OfTeam("Porters", Share(1, 1)),
    )


def test_the_longest_run_goes_back_beyond_the_month(ward: Ward, clock: ShiftedClock) -> None:
    for _number in range(19):
        if clock.now().weekday() < 5:
            wards.hold(ward)
        wards.next_morning(clock)
    # Thirteen weekdays in August up to the 24th.
    assert (huddles(ward).run, huddles(ward).is_embedded) == (13, False)
    for _number in range(9):
        if clock.now().weekday() < 5:
            wards.hold(ward)
        wards.next_morning(clock)
    september = ward.month.of(dt.date(2026, 9, 1)).huddles
    assert (september.run, september.is_embedded) == (20, True)
    (reached,) = ward.month.milestones().reached
    assert (reached.kind, reached.number, reached.on) == (
        MilestoneKind.EMBEDDED,
        15,
        dt.date(2026, 8, 26),
    )
    assert ward.month.milestones().run == 20


# Concerns, words and promises


def test_concerns_by_stage_in_the_ward_s_order(ward: Ward) -> None:
    state = wards.start(ward)
    for line in ("A >Discharge", "B >Arrival", "C >Arrival", "D"):
        last = wards.capture(ward, state, line)
    ward.running.turn_into(last.id, ItemKind.ACTION)
    wards.capture(ward, state, "E")
    gone = wards.capture(ward, state, "F")
    ward.running.take_back(gone.id)
    hidden = wards.capture(ward, state, "G")
    ward.followups.update(hidden.code, is_sensitive=True)
    # One that became a decision is that now.
    ward.running.turn_into(wards.capture(ward, state, "H").id, ItemKind.DECISION)
    assert august(ward).concerns == (
        AtStage("Arrival", "", 2),
        AtStage("Discharge", "", 1),
        AtStage("", "", 2),
    )
    assert august(ward).decisions == Texts(1, ("H",))


def test_what_was_answered_stays_when_its_series_is_over(ward: Ward) -> None:
    first = ward.templates.series()[0]
    evening = ward.templates.add_series("Evening", first.template_id, [3], dt.time(20))
    state = ward.running.start(evening.id)
    bell = wards.capture(ward, state, "The bell is silent")
    ward.followups.update(bell.code, status=Status.ANSWERED, note="It was mended")
    ward.running.close(state.huddle.id)
    before = august(ward)
    assert [one.did for one in before.answers] == ["It was mended"]
    ward.templates.retire_series(evening.id)
    after = august(ward)
    assert (after.answers, after.concerns) == (before.answers, before.concerns)


def test_words_that_name_somebody_are_counted_and_not_shown(ward: Ward) -> None:
    ward.people.add_person("Erin Doyle")
    state = wards.start(ward)
    for line in ("t: The porters, for the lost aid", "t: Erin Doyle stayed on", "g: No falls"):
        wards.capture(ward, state, line)
    found = august(ward)
    assert found.thanks == Texts(2, ("The porters, for the lost aid",))
    assert found.goals == Texts(1, ("No falls",))
    assert ward.month.of(dt.date(2026, 7, 1)).thanks == Texts(0, ())


def test_what_fell_due_and_what_was_done_on_time(ward: Ward, clock: ShiftedClock) -> None:
    lines = {
        "in time": "Order slings due fri",
        "by the minute": "Mend the bell due today 09:00",
        "too late": "Clear the hall due today 08:00",
        "open": "Write the rota due today",
        "given up": "Paint the wall due today",
        "to come": "Count the beds due 20 aug",
        "hidden": "Speak with the team due today",
        "in September": "Look again due 3 sep",
    }
    made = {name: add(ward, line) for name, line in lines.items()}
    for name in ("in time", "by the minute", "too late"):
        ward.followups.update(made[name].code, status=Status.CLOSED)
    ward.followups.update(made["given up"].code, status=Status.CANCELLED, note="Not needed")
    ward.followups.update(made["hidden"].code, is_sensitive=True)
    assert august(ward).actions.on_time == Share(2, 3)
    assert august(ward).actions.overdue_now == 0
    wards.next_morning(clock)
    found = august(ward).actions
    assert (found.agreed, found.on_time, found.overdue_now) == (7, Share(2, 4), 1)
    assert ward.month.of(dt.date(2026, 9, 1)).actions.on_time == Share(0, 0)


def test_escalations_by_the_moment_of_each_step(ward: Ward, clock: ShiftedClock) -> None:
    state = wards.start(ward)
    sent = going_up.escalated(ward, wards.capture(ward, state, "No hoist"))
    clock.advance(hours=3)
    ward.escalations.told(sent.id, "Jo Byrne")
    clock.advance(hours=30)
    ward.escalations.answer(sent.id, "Ward 9 lends one", "Jo Byrne")
    going_up.answered(ward, wards.capture(ward, state, "No lift"), name="Kim", telephone="1")
    ward.escalations.told_back(sent.id, state.huddle.id)
    found = august(ward).escalations
    assert (found.raised, found.answered, found.told_back) == (2, 2, 1)
    assert found.hours == pytest.approx(15)
    assert found.in_a_day == Share(1, 2)
    assert ward.month.of(dt.date(2026, 7, 1)).escalations.raised == 0
    (first,) = ward.month.milestones().reached
    assert (first.kind, first.number) == (MilestoneKind.TOLD_BACK, 1)


def test_nothing_sensitive_is_counted_whoever_asks(ward: Ward) -> None:
    item = wards.capture(ward, wards.start(ward), "No hoist")
    going_up.answered(ward, item)
    assert august(ward).escalations.raised == 1
    ward.followups.update(item.code, is_sensitive=True)
    assert august(ward).escalations.raised == 0
    assert august(ward).concerns == ()


def test_an_empty_ward_has_an_empty_month(ward: Ward) -> None:
    found = ward.month.of(dt.date(2026, 7, 1))
    assert found.huddles.held == Share(0, 0)
    assert found.huddles.not_held == ()
    assert found.huddles.minutes is None
    assert found.answers == ()
    told = ward.month.milestones()
    assert (told.reached, told.held, told.run, told.told_back) == ((), 0, 0, 0)
