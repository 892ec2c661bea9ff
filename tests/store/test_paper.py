"""A huddle that was held on paper is typed in later, on a real file."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed, Refused
from huddle.model import AuditEntry
from huddle.rules.capture_line import parse
from huddle.sheets.kinds import SheetKind
from huddle.sheets.orders import SheetOrder
from huddle.vocabulary import AccessRole, HuddleStatus, RotaTurns, Status, StepPurpose
from huddle.ward import Ward
from tests.helpers.acting import act_as, audited, store_of
from tests.helpers.on_paper import (
    BEGAN,
    ENDED,
    FRIDAY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    enter,
    go_to,
    meet_twice_a_day,
    type_in,
    type_whole,
)
from tests.helpers.sheet_text import text_of
from tests.helpers.wards import NAME, PASSWORD, capture, hold, main_series, start, step_for

# Beginning


def test_it_runs_with_the_days_and_times_of_its_form(ward: Ward, clock: ShiftedClock) -> None:
    go_to(clock, MONDAY, dt.time(14, 5))
    state = enter(ward, FRIDAY, facilitator=" Jo Byrne ")
    huddle = state.huddle
    assert huddle.status is HuddleStatus.RUNNING
    assert (huddle.held_on, huddle.starts_at, huddle.facilitator) == (FRIDAY, BEGAN, "Jo Byrne")
    assert huddle.started_at == dt.datetime(2026, 8, 7, 7, 15, tzinfo=dt.UTC)
    assert huddle.ended_at == dt.datetime(2026, 8, 7, 7, 26, tzinfo=dt.UTC)
    assert (huddle.entered_late_by, huddle.entered_late_at) == ("Erin", clock.now())
    assert [step.purpose for step in state.steps] == [step.purpose for step in start(ward).steps], (
        "the same steps as a huddle that starts here"
    )
    assert state.next_huddle_on == MONDAY
    assert [row.name for row in state.roster][:2] == ["Nursing", "Medical"]


def test_it_has_no_clock_and_ends_when_the_form_says(ward: Ward, clock: ShiftedClock) -> None:
    go_to(clock, MONDAY)
    state = enter(ward, FRIDAY)
    huddle_id = state.huddle.id
    clock.advance(minutes=40)
    ward.running.go_to_step(huddle_id, state.steps[1].id)
    clock.advance(minutes=5)
    opened = ward.running.open(huddle_id)
    assert (opened.running_seconds, opened.step_seconds, opened.is_paused) == (660, 0, False)
    with pytest.raises(Refused, match="no clock"):
        ward.running.pause(huddle_id)
    record = ward.running.close(huddle_id)
    assert record.huddle.closed_at == state.huddle.ended_at
    assert record.duration_seconds == 660
    assert [step.spent_seconds for step in record.steps] == [0] * len(record.steps)


def test_whoever_goes_on_typing_did_not_lead_it(ward: Ward, clock: ShiftedClock) -> None:
    go_to(clock, MONDAY)
    state = enter(ward, FRIDAY, facilitator="Jo Byrne")
    opened = ward.running.open(state.huddle.id).huddle
    assert (opened.facilitator, opened.entered_late_by) == ("Jo Byrne", "Erin")


def test_without_a_name_whose_turn_it_was_led_it(ward: Ward, clock: ShiftedClock) -> None:
    series_id = main_series(ward)
    ids = [ward.people.add_person(name).id for name in ("Ann", "Bea")]
    version = ward.rotas.rota(series_id).row_version
    ward.rotas.set_turns(series_id, version, RotaTurns.DAY)
    for one in ids:
        ward.rotas.add_place(series_id, one)
    go_to(clock, MONDAY)
    (known,) = ward.paper.huddles()
    assert [(day.on, day.facilitator) for day in known.days if day.on.weekday() < 5] == [
        (MONDAY, "Ann"),
        (FRIDAY, "Bea"),
        (THURSDAY, "Ann"),
    ]
    assert enter(ward, FRIDAY).huddle.facilitator == "Bea"


def test_the_days_offered_end_where_the_series_began_or_the_span_is_over(
    ward: Ward, clock: ShiftedClock
) -> None:
    assert [day.on for day in ward.paper.huddles()[0].days] == [THURSDAY]
    go_to(clock, THURSDAY + dt.timedelta(days=60))
    days = [day.on for day in ward.paper.huddles()[0].days]
    assert (days[0] - days[-1]).days == 31
    enter(ward, days[-1])
    with pytest.raises(Refused, match="31 days"):
        enter(ward, days[-1] - dt.timedelta(days=1))


def test_a_refused_form_leaves_nothing_behind(ward: Ward, clock: ShiftedClock) -> None:
    for day, began, ended in (
        (FRIDAY, BEGAN, ENDED),
        (THURSDAY - dt.timedelta(days=1), BEGAN, ENDED),
        (THURSDAY, ENDED, BEGAN),
        (THURSDAY, dt.time(8, 25), dt.time(8, 35)),
    ):
        with pytest.raises(Refused):
            enter(ward, day, began, ended)
    with pytest.raises(Refused):
        enter(ward, THURSDAY, facilitator="x" * 121)
    assert ward.history.huddles() == ()
    clock.advance(minutes=1)
    assert enter(ward, THURSDAY).huddle.number == 1


def test_past_midnight_it_belongs_to_the_day_it_began(ward: Ward, clock: ShiftedClock) -> None:
    go_to(clock, FRIDAY, dt.time(1, 0))
    state = enter(ward, THURSDAY, dt.time(23, 55), dt.time(0, 10))
    item = type_in(ward, state, "a: Mend the hoist @Erin due tomorrow")
    assert (item.raised_on, item.due_on) == (THURSDAY, FRIDAY)
    record = ward.running.close(state.huddle.id)
    assert record.duration_seconds == 900
    assert record.huddle.held_on == THURSDAY


def test_on_the_night_the_clocks_go_back_it_took_as_long_as_it_took(
    ward: Ward, clock: ShiftedClock
) -> None:
    night = dt.date(2026, 10, 25)
    go_to(clock, night, dt.time(9))
    state = enter(ward, night, dt.time(1, 55), dt.time(1, 5))
    assert ward.running.close(state.huddle.id).duration_seconds == 600


# What there is of that day already


def test_of_those_that_nobody_planned_each_is_one_of_its_own(
    ward: Ward, clock: ShiftedClock
) -> None:
    series = ward.templates.series()[0]
    ward.templates.change_series(
        series.id,
        series.row_version,
        name=series.name,
        template_id=series.template_id,
        weekdays=(),
        starts_at=BEGAN,
        facilitator="",
    )
    go_to(clock, THURSDAY, dt.time(18))
    running = start(ward).huddle
    morning = enter(ward, THURSDAY, dt.time(10), dt.time(10, 9)).huddle
    noon = enter(ward, THURSDAY, dt.time(12), dt.time(12, 9)).huddle

    assert len({running.id, morning.id, noon.id}) == 3
    again = ward.paper.enter(series.id, THURSDAY, dt.time(10, 1), dt.time(10, 8))
    assert (again.huddle.id, again.was_running) == (morning.id, True)
    ward.running.close(noon.id)
    with pytest.raises(Refused, match="closed already"):
        enter(ward, THURSDAY, dt.time(12), dt.time(12, 9))


def test_one_that_runs_is_gone_on_with_as_it_is(ward: Ward) -> None:
    running = start(ward)
    entered = ward.paper.enter(main_series(ward), THURSDAY, dt.time(8, 1), dt.time(8, 9), "Jo")
    assert entered.was_running
    assert entered.huddle == running.huddle
    assert ward.paper.enter(main_series(ward), THURSDAY, BEGAN, ENDED).was_running


def test_one_that_is_being_typed_in_is_gone_on_with(ward: Ward, clock: ShiftedClock) -> None:
    go_to(clock, MONDAY)
    first = enter(ward, FRIDAY)
    again = ward.paper.enter(main_series(ward), FRIDAY, dt.time(9), dt.time(9, 5))
    assert again.was_running
    assert again.huddle == first.huddle


def test_a_closed_one_is_refused_with_what_to_do(ward: Ward, clock: ShiftedClock) -> None:
    hold(ward)
    clock.advance(minutes=5)
    with pytest.raises(Refused, match=r"Huddle 1 .* open it again or add a dated correction"):
        enter(ward, THURSDAY)


def test_one_that_was_explained_becomes_it_under_its_number(
    ward: Ward, clock: ShiftedClock
) -> None:
    go_to(clock, MONDAY)
    explained = ward.planning.not_held(main_series(ward), FRIDAY, "The computer was down")
    state = enter(ward, FRIDAY, facilitator="Jo")
    assert (state.huddle.id, state.huddle.number) == (explained.id, explained.number)
    assert state.huddle.not_held_reason == ""
    record = ward.running.close(state.huddle.id)
    assert record.huddle.status is HuddleStatus.CLOSED
    assert len(ward.history.huddles()) == 1
    assert start(ward).huddle.number == explained.number + 1


def test_a_missed_one_is_asked_about_no_more(ward: Ward, clock: ShiftedClock) -> None:
    go_to(clock, MONDAY)
    assert [one.held_on for one in ward.planning.today().missed] == [FRIDAY, THURSDAY]
    state = enter(ward, FRIDAY)
    assert [one.held_on for one in ward.planning.today().missed] == [THURSDAY]
    ward.running.close(state.huddle.id)
    assert [one.held_on for one in ward.planning.today().missed] == [THURSDAY]


def test_of_several_times_a_day_it_is_the_nearest(ward: Ward, clock: ShiftedClock) -> None:
    meet_twice_a_day(ward)
    go_to(clock, MONDAY)
    late = enter(ward, FRIDAY, dt.time(16, 20), dt.time(16, 30))
    early = enter(ward, FRIDAY, dt.time(8, 30), dt.time(8, 40))
    assert (late.huddle.starts_at, early.huddle.starts_at) == (dt.time(16), BEGAN)
    for one in (late, early):
        ward.running.close(one.huddle.id)
    assert [one.held_on for one in ward.planning.today().missed] == [THURSDAY, THURSDAY]
    assert ward.history.record("latest").huddle.id == late.huddle.id


def test_one_that_was_not_due_has_the_time_of_its_form(ward: Ward, clock: ShiftedClock) -> None:
    template = ward.templates.templates()[0]
    other = ward.templates.add_series("After a fall", template.id, (), dt.time(12))
    go_to(clock, MONDAY)
    entered = ward.paper.enter(other.id, FRIDAY, dt.time(17, 40), dt.time(17, 52))
    assert entered.huddle.starts_at == dt.time(17, 40)
    assert ward.paper.enter(other.id, FRIDAY, dt.time(17, 45), dt.time(17, 55)).was_running
    ward.running.close(entered.huddle.id)
    with pytest.raises(Refused, match="closed already"):
        ward.paper.enter(other.id, FRIDAY, dt.time(17, 40), dt.time(17, 52))


# What is typed in


def test_items_were_raised_that_day_and_typed_when_they_were(
    ward: Ward, clock: ShiftedClock
) -> None:
    go_to(clock, MONDAY, dt.time(14, 5))
    typed_at = clock.now()
    state = enter(ward, FRIDAY)
    item = type_in(ward, state, "a: Mend the hoist @Erin due tomorrow")
    assert (item.raised_on, item.raised_at, item.due_on) == (
        FRIDAY,
        typed_at,
        FRIDAY + dt.timedelta(days=1),
    )
    assert (item.age_days, item.is_overdue) == (3, True)
    moved = ward.running.change_item(item.id, item.row_version, due_on=TUESDAY)
    assert moved.due_on == TUESDAY, "no reason is asked for on the day it is raised"
    turned = ward.running.turn_into(type_in(ward, state, "Bed 4 is loose").id, item.kind)
    assert turned.raised_on == FRIDAY
    last = parse("The last words", ward.people.known(), FRIDAY)
    record = ward.running.close(state.huddle.id, last_words=last)
    assert {one.raised_on for one in record.items} == {FRIDAY}


def test_the_audit_keeps_the_true_instants(ward: Ward, clock: ShiftedClock) -> None:
    go_to(clock, MONDAY, dt.time(14, 5))
    _record, (item,) = type_whole(ward, FRIDAY, "a: Mend the hoist @Erin due tomorrow")
    with store_of(ward).read() as reader:
        query = select(AuditEntry.at).where(AuditEntry.entity_id == item.id)
        assert set(reader.session.exec(query)) == {clock.now()}
    (late,) = [told for _act, told in audited(ward, "add") if "entered_late_at" in told]
    assert (late["entered_late_by"], late["held_on"]) == ("Erin", "2026-08-07")


def test_later_changes_are_of_their_own_day(ward: Ward, clock: ShiftedClock) -> None:
    go_to(clock, MONDAY)
    _record, (concern, action) = type_whole(
        ward, FRIDAY, "Bed 4 is loose", "a: Mend the hoist @Erin due today"
    )
    clock.advance(hours=2)
    done = ward.followups.update(action.code, status=Status.CLOSED)
    assert done.done_on == MONDAY
    assert not done.is_closed_on_time
    turned = ward.running.turn_into(concern.id, action.kind)
    assert turned.raised_on == MONDAY


def test_only_what_was_raised_before_it_comes_into_it(ward: Ward, clock: ShiftedClock) -> None:
    before = ward.planning.raise_for_next("The lift sticks")
    go_to(clock, MONDAY)
    after = ward.planning.raise_for_next("No slings in store")
    state = enter(ward, FRIDAY)
    assert [item.id for item in state.items] == [before.id]
    assert [item.id for item in state.raised_between] == [before.id]
    assert [item.id for item in start(ward).items] == [after.id]


def test_it_goes_through_the_promises_of_its_day(ward: Ward, clock: ShiftedClock) -> None:
    _id, (due, later) = hold(
        ward, "a: Order slings @Erin due tomorrow", "a: Train the bank staff @Erin due +4d"
    )
    go_to(clock, TUESDAY)
    _id, (newer,) = hold(ward, "a: Ring the site @Erin due today")
    clock.advance(hours=1)
    state = enter(ward, FRIDAY)
    assert [row.item.id for row in state.promises] == [due.id]
    assert state.not_due_count == 1
    assert [item.id for item in ward.running.not_due(state.huddle.id)] == [later.id]
    assert newer.id not in {row.item.id for row in state.promises}


def test_the_form_of_a_morning_asks_for_nothing_of_the_afternoon(
    ward: Ward, clock: ShiftedClock
) -> None:
    meet_twice_a_day(ward)
    go_to(clock, THURSDAY, dt.time(7))
    ward.followups.add(parse("a: Order slings @Erin due today", ward.people.known(), THURSDAY))
    go_to(clock, THURSDAY, dt.time(16))
    hold(ward, "a: Mend the hoist @Erin due today")
    go_to(clock, FRIDAY, dt.time(9))

    morning = enter(ward, THURSDAY)

    assert [row.item.text for row in morning.promises] == ["Order slings"]
    assert morning.not_due_count == 0


def test_what_was_done_by_then_is_told(ward: Ward, clock: ShiftedClock) -> None:
    _id, (soon, late) = hold(
        ward, "a: Order slings @Erin due tomorrow", "a: Train the bank staff @Erin due tomorrow"
    )
    clock.advance(hours=2)
    ward.followups.update(soon.code, status=Status.CLOSED)
    go_to(clock, MONDAY)
    ward.followups.update(late.code, status=Status.CLOSED)
    hold(ward)
    go_to(clock, TUESDAY)
    state = enter(ward, FRIDAY)
    assert [item.id for item in state.done_since] == [soon.id]


# Afterwards


def test_the_latest_can_be_opened_again_and_an_older_one_typed_in_cannot(
    ward: Ward, clock: ShiftedClock
) -> None:
    go_to(clock, MONDAY)
    latest, _kept = hold(ward)
    go_to(clock, TUESDAY, dt.time(8, 0))
    record, _kept = type_whole(ward, FRIDAY)
    assert record.huddle.number > ward.history.record(latest).huddle.number
    with pytest.raises(Refused, match="later huddle has started"):
        ward.running.reopen(record.huddle.id, "Left one out")
    assert ward.running.reopen(latest, "Left one out").huddle.id == latest
    assert [one.held_on for one in ward.history.huddles()] == [MONDAY, FRIDAY]
    assert ward.history.record("latest").huddle.id == latest


def test_opened_again_it_still_took_as_long_as_its_form_says(
    ward: Ward, clock: ShiftedClock
) -> None:
    go_to(clock, MONDAY)
    record, _kept = type_whole(ward, FRIDAY)
    clock.advance(hours=3)
    again = ward.running.reopen(record.huddle.id, "A line was left out")
    item = type_in(ward, again, "The line left out")
    assert item.raised_on == FRIDAY
    assert ward.running.open(record.huddle.id).running_seconds == 660
    closed = ward.running.close(record.huddle.id)
    assert (closed.duration_seconds, closed.huddle.closed_at) == (660, record.huddle.closed_at)
    assert closed.huddle.entered_late_at == record.huddle.entered_late_at


def test_record_summary_and_message_say_who_typed_it_in_and_when(
    ward: Ward, clock: ShiftedClock
) -> None:
    go_to(clock, MONDAY, dt.time(14, 5))
    record, _kept = type_whole(ward, FRIDAY, "Bed 4 is loose")
    frozen = ward.history.record(record.huddle.number)
    assert frozen.is_frozen
    assert (frozen.huddle.entered_late_by, frozen.huddle.entered_late_at) == ("Erin", clock.now())
    order = SheetOrder(SheetKind.SUMMARY, str(record.huddle.number))
    said = "Typed in later by Erin, Mon 10-Aug-2026 14:05"
    assert said in text_of(ward.sheets.release(order, purpose="save"))
    assert said in ward.sheets.copy(order)


def test_whoever_typed_it_in_is_told_so_and_can_become_a_role(
    ward: Ward, clock: ShiftedClock
) -> None:
    sam = ward.people.add_person("Sam Roe")
    account = ward.accounts.add("sam", PASSWORD, AccessRole.FACILITATOR)
    account = ward.accounts.change(
        account.id, account.row_version, role=account.role, person_id=sam.id
    )
    go_to(clock, MONDAY)
    ward.signing_in.switch("sam", PASSWORD)
    record, _kept = type_whole(ward, FRIDAY)
    ward.signing_in.switch(NAME, PASSWORD)
    (told,) = ward.rights.everything_about(sam.id)["huddles_typed_in"]
    assert (told["number"], told["held_on"]) == (record.huddle.number, "2026-08-07")
    ward.accounts.disable(account.id)
    ward.rights.leaver_becomes_role(sam.id, "Former porter")
    for known in (ward.history.record(record.huddle.id).huddle, ward.history.huddles()[0]):
        assert known.entered_late_by == "Former porter"


def test_the_roster_is_of_those_who_came_before(ward: Ward, clock: ShiftedClock) -> None:
    state = start(ward)
    ward.running.add_person_to_roster(state.huddle.id, "Ann")
    ward.running.close(state.huddle.id)
    go_to(clock, MONDAY)
    state = start(ward)
    ward.running.add_person_to_roster(state.huddle.id, "Bea")
    ward.running.close(state.huddle.id)
    go_to(clock, TUESDAY)
    names = {row.name for row in enter(ward, FRIDAY).roster}
    assert "Ann" in names
    assert "Bea" not in names


@pytest.mark.parametrize("role", [AccessRole.CONTRIBUTOR, AccessRole.READER])
def test_whoever_may_not_lead_types_nothing_in(ward: Ward, role: AccessRole) -> None:
    series_id = main_series(ward)
    act_as(ward, role)
    with pytest.raises(NotAllowed):
        ward.paper.enter(series_id, THURSDAY, BEGAN, ENDED)
    with pytest.raises(NotAllowed):
        ward.paper.huddles()


def test_where_nothing_is_due_a_later_step_keeps_what_is_captured(
    ward: Ward, clock: ShiftedClock
) -> None:
    go_to(clock, MONDAY)
    state = enter(ward, FRIDAY)
    ahead = step_for(state, StepPurpose.LOOK_AHEAD)
    item = capture(ward, state, "Two new starters", ahead)
    assert (item.step_id, item.raised_on) == (ahead, FRIDAY)
