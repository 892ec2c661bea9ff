"""Promises, gaps, read-back, and the record that a close freezes."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.rows.items import FollowUpsFilter
from huddle.vocabulary import Gap, HuddleStatus, ItemKind, Presence, Review, Status
from huddle.ward import Ward
from tests.helpers.wards import capture, hold, main_series, next_morning, start


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Review.DONE, Status.CLOSED),
        (Review.STILL_GOING, Status.IN_PROGRESS),
        (Review.BLOCKED, Status.BLOCKED),
        (Review.MORE_TIME, Status.NOT_STARTED),
    ],
)
def test_a_promise_is_answered(
    ward: Ward, clock: ShiftedClock, answer: Review, status: Status
) -> None:
    _huddle_id, (action,) = hold(ward, "a: Order slings @Erin due tomorrow")
    next_morning(clock)
    state = start(ward)
    due_on = dt.date(2026, 8, 12) if answer is Review.MORE_TIME else None
    after = ward.running.review(
        state.huddle.id, action.id, answer, note="Rang the supplier", due_on=due_on
    )
    (promise,) = after.promises
    assert (promise.answer, promise.item.status) == (answer, status)
    assert promise.item.note == "Rang the supplier"
    assert promise.item.due_on == (due_on or action.due_on)
    assert promise.item.first_due_on == action.due_on
    record = ward.running.close(state.huddle.id)
    assert [item.id for item in record.reviewed] == [action.id]


def test_more_time_needs_a_day_and_a_reason(ward: Ward, clock: ShiftedClock) -> None:
    _huddle_id, (action,) = hold(ward, "a: Order slings @Erin due tomorrow")
    next_morning(clock)
    huddle_id = start(ward).huddle.id
    with pytest.raises(Refused) as without_day:
        ward.running.review(huddle_id, action.id, Review.MORE_TIME, note="Why")
    assert without_day.value.field == "due_on"
    later = dt.date(2026, 8, 12)
    with pytest.raises(Refused) as without_reason:
        ward.running.review(huddle_id, action.id, Review.MORE_TIME, due_on=later)
    assert without_reason.value.field == "note"


def test_done_waits_for_a_check_when_the_action_says_how_it_is_known(
    ward: Ward, clock: ShiftedClock
) -> None:
    _huddle_id, (action,) = hold(ward, "a: Order slings @Erin due tomorrow")
    ward.running.change_item(action.id, action.row_version, how_known="A sling hangs in each bay")
    next_morning(clock)
    state = start(ward)
    after = ward.running.review(state.huddle.id, action.id, Review.DONE)
    assert after.promises[0].item.status is Status.AWAITING_CHECK
    assert ward.followups.update(action.id, status=Status.CLOSED).status is Status.CLOSED


def test_what_is_not_due_is_counted_and_can_be_asked_for(ward: Ward, clock: ShiftedClock) -> None:
    _huddle_id, (soon, later) = hold(
        ward, "a: Order slings @Erin due tomorrow", "a: Paint the door @Erin due +20d"
    )
    next_morning(clock)
    state = start(ward)
    assert [promise.item.id for promise in state.promises] == [soon.id]
    assert state.not_due_count == 1
    assert [item.id for item in ward.running.not_due(state.huddle.id)] == [later.id]
    asked = ward.running.ask_for(state.huddle.id, later.id)
    assert [promise.item.id for promise in asked.promises] == [soon.id, later.id]
    assert asked.not_due_count == 0


def test_carried_counts_the_closed_huddles_that_left_it_open(
    ward: Ward, clock: ShiftedClock
) -> None:
    _huddle_id, (action,) = hold(ward, "a: Order slings @Erin due tomorrow")
    seen = []
    for _morning in range(3):
        next_morning(clock)
        state = start(ward)
        seen.append(state.promises[0].item.times_carried)
        ward.running.close(state.huddle.id)
    now = ward.followups.action(action.code)
    assert seen == [0, 1, 2]
    clock.advance(hours=1)
    assert (now.times_carried, now.age_days, now.is_overdue) == (3, 3, True)
    ward.followups.update(action.code, status=Status.CLOSED)
    next_morning(clock)
    hold(ward)
    assert ward.followups.action(action.code).times_carried == 3


def test_what_was_finished_since_the_last_huddle_is_told_once(
    ward: Ward, clock: ShiftedClock
) -> None:
    _huddle_id, (action,) = hold(ward, "a: Order slings @Erin due tomorrow")
    clock.advance(hours=2)
    ward.followups.update(action.code, status=Status.CLOSED)
    next_morning(clock)
    state = start(ward)
    assert [item.id for item in state.done_since] == [action.id]
    assert state.promises == ()
    ward.running.close(state.huddle.id)
    next_morning(clock)
    assert start(ward).done_since == ()


def test_the_quality_gate_names_each_gap(ward: Ward, clock: ShiftedClock) -> None:
    hold(ward, "a: Old promise @Erin due tomorrow")
    next_morning(clock)
    state = start(ward)
    capture(ward, state, "a: Nobody's")
    capture(ward, state, 'a: A post\'s @"Nurse in charge" due today')
    capture(ward, state, "Nothing decided")
    capture(ward, state, "t: The daughter of Mr Jones, for her patience")
    ward.running.save_draft(state.huddle.id, "capture", "half")
    found = {gap.gap for gap in ward.running.gaps(state.huddle.id)}
    assert found == set(Gap)
    assert all(gap.text for gap in ward.running.gaps(state.huddle.id))


def test_the_gate_knows_the_wards_own_staff_and_numbers(ward: Ward) -> None:
    ward.people.add_person("Ama Jones")
    policy = ward.privacy.policy()
    ward.privacy.change_policy(policy.row_version, hospital_numbers="K######")
    state = start(ward)
    capture(ward, state, "t: Mr Jones brought the hoist")
    numbered = capture(ward, state, "t: K123456 was found again")
    gaps = [gap for gap in ward.running.gaps(state.huddle.id) if gap.gap is Gap.IDENTIFIER]
    assert [gap.item_id for gap in gaps] == [numbered.id]
    ward.running.close(state.huddle.id)


def test_nothing_is_missing_when_everything_was_done(ward: Ward) -> None:
    state = start(ward)
    ward.running.set_presence(state.huddle.id, state.roster[0].id, Presence.HERE)
    for step in state.steps:
        ward.running.go_to_step(state.huddle.id, step.id)
    capture(ward, state, "a: Order slings @Erin due tomorrow")
    assert ward.running.gaps(state.huddle.id) == ()


def test_read_back_marks_who_agreed_and_who_must_be_told(ward: Ward) -> None:
    state = start(ward)
    first = capture(ward, state, "a: Order slings @Erin due fri")
    second = capture(ward, state, "a: Test slings @Erin due fri")
    capture(ward, state, "A concern")
    ward.running.read_back(first.id, "Ama")
    ward.running.all_agreed(state.huddle.id)
    marks = {item.id: item.read_back for item in ward.running.state(state.huddle.id).items}
    assert (marks[first.id], marks[second.id]) == ("Ama", "agreed")
    ward.running.close(state.huddle.id)
    everyone = ward.followups.find(wanted_all())
    assert [item.id for item in everyone.untold] == [first.id]
    ward.followups.told(first.id, "Ama")
    assert ward.followups.find(wanted_all()).untold == ()


def wanted_all() -> FollowUpsFilter:
    return FollowUpsFilter()


def test_a_close_freezes_the_record(ward: Ward, clock: ShiftedClock) -> None:
    state = start(ward)
    action = capture(ward, state, "a: Order slings @Erin due fri")
    person = next(who for who in ward.people.people() if who.name == "Erin")
    clock.advance(minutes=9)
    frozen = ward.running.close(state.huddle.id, plus="Short", delta="Start on time")
    assert frozen.is_frozen
    assert (frozen.plus, frozen.delta, frozen.duration_seconds) == ("Short", "Start on time", 540)
    ward.followups.update(action.id, status=Status.CLOSED, text="Ordered slings")
    ward.people.change_person(
        person.id,
        person.row_version,
        name="Erin Kaya",
        is_post=False,
        role_group=person.role_group,
        department_id=None,
        extension="",
    )
    assert ward.history.record(state.huddle.id) == frozen
    assert ward.history.record(1) == ward.history.record("latest") == frozen


def test_a_closed_huddle_takes_addenda_and_nothing_else(ward: Ward) -> None:
    state = start(ward)
    with pytest.raises(Refused):
        ward.running.add_addendum(state.huddle.id, "Too early")
    ward.running.close(state.huddle.id)
    record = ward.running.add_addendum(state.huddle.id, "The sling was bay 3's")
    assert [(note.by, note.text) for note in record.addenda] == [("Erin", "The sling was bay 3's")]
    for call in (
        lambda: capture(ward, state, "Late"),
        lambda: ward.running.close(state.huddle.id),
        lambda: ward.running.pause(state.huddle.id),
        lambda: ward.running.open(state.huddle.id),
        lambda: ward.running.go_to_step(state.huddle.id, state.step_id),
    ):
        with pytest.raises(Refused):
            call()


def test_only_the_latest_huddle_opens_again_and_with_a_reason(
    ward: Ward, clock: ShiftedClock
) -> None:
    first, _kept = hold(ward)
    with pytest.raises(Refused):
        ward.running.reopen(first, "  ")
    clock.advance(minutes=1)
    assert ward.running.reopen(first, "Left one out").huddle.status is HuddleStatus.RUNNING
    with pytest.raises(Refused):
        ward.running.reopen(first, "Again")
    state = ward.running.state(first)
    capture(ward, state, "The one left out")
    again = ward.running.close(first)
    assert [item.text for item in again.items] == ["The one left out"]
    next_morning(clock)
    start(ward)
    with pytest.raises(Refused):
        ward.running.reopen(first, "Too late")


def test_the_time_a_huddle_stood_closed_is_no_part_of_it(ward: Ward, clock: ShiftedClock) -> None:
    huddle_id = start(ward).huddle.id
    clock.advance(seconds=100)
    ward.running.close(huddle_id)
    clock.advance(hours=3)
    ward.running.reopen(huddle_id, "Left one out")
    clock.advance(seconds=20)
    assert ward.running.close(huddle_id).duration_seconds == 120


def test_plus_and_delta_fit_or_are_refused(ward: Ward) -> None:
    huddle_id = start(ward).huddle.id
    with pytest.raises(Refused):
        ward.running.close(huddle_id, plus="x" * 10_001)
    assert ward.running.state(huddle_id).huddle.status is HuddleStatus.RUNNING


def test_two_huddles_of_a_day_keep_apart(ward: Ward) -> None:
    template = ward.templates.templates()[3]
    other = ward.templates.add_series("After a fall", template.id, (), dt.time(12))
    hold(ward, "a: Ward promise @Erin due today")
    state = ward.running.start(other.id)
    capture(ward, state, "a: Fall promise @Erin due today")
    assert state.promises == ()
    assert state.next_huddle_on is None
    assert state.huddle.series_id != main_series(ward)
    assert [item.kind for item in ward.running.close(state.huddle.id).items] == [ItemKind.ACTION]
