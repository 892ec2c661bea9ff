"""A huddle from its start along its steps: beginning, clocks, resuming, what waits for it."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.paths import Paths
from huddle.vocabulary import HuddleStatus, ItemKind, Presence, Status, StepPurpose
from huddle.ward import Ward
from tests.helpers.wards import (
    DEPARTMENTS,
    capture,
    hold,
    main_series,
    next_morning,
    sign_in,
    start,
    step_for,
)


def test_a_huddle_starts_with_the_steps_of_its_template(ward: Ward) -> None:
    state = start(ward)
    assert state.huddle.status is HuddleStatus.RUNNING
    assert state.huddle.number == 1
    assert state.huddle.held_on == dt.date(2026, 8, 6)
    assert [step.purpose for step in state.steps] == [
        StepPurpose.WELCOME,
        StepPurpose.LOOK_BACK,
        StepPurpose.PROMISES,
        StepPurpose.LOOK_AHEAD,
        StepPurpose.READ_BACK,
    ]
    assert state.step_id == state.steps[0].id
    assert state.steps[0].was_visited
    assert state.next_huddle_on == dt.date(2026, 8, 7)


def test_starting_twice_on_a_day_opens_the_same_huddle(ward: Ward) -> None:
    assert start(ward).huddle.id == start(ward).huddle.id


def test_a_huddle_left_open_does_not_block_the_next(ward: Ward, clock: ShiftedClock) -> None:
    left = start(ward).huddle
    next_morning(clock)
    assert [huddle.id for huddle in ward.planning.today().unfinished] == [left.id]
    following = start(ward).huddle
    assert following.id != left.id
    assert ward.running.open(left.id).huddle.status is HuddleStatus.RUNNING


def test_a_template_changed_later_leaves_the_huddle_as_it_began(ward: Ward) -> None:
    state = start(ward)
    template = ward.templates.templates()[0]
    ward.templates.remove_step(template.id, template.steps[0].id)
    assert ward.running.state(state.huddle.id).steps == state.steps
    closed = ward.running.close(state.huddle.id)
    assert len(closed.steps) == len(state.steps)


def test_the_clocks_stand_while_the_huddle_is_paused(ward: Ward, clock: ShiftedClock) -> None:
    state = start(ward)
    huddle_id = state.huddle.id
    clock.advance(seconds=60)
    assert ward.running.pause(huddle_id).is_paused
    clock.advance(seconds=600)
    paused = ward.running.state(huddle_id)
    assert (paused.running_seconds, paused.step_seconds) == (60, 60)
    ward.running.carry_on(huddle_id)
    clock.advance(seconds=30)
    after = ward.running.state(huddle_id)
    assert (after.running_seconds, after.step_seconds, after.is_paused) == (90, 90, False)


def test_time_is_kept_by_step_over_all_visits(ward: Ward, clock: ShiftedClock) -> None:
    state = start(ward)
    first, second = state.steps[0].id, state.steps[1].id
    clock.advance(seconds=20)
    ward.running.go_to_step(state.huddle.id, second)
    clock.advance(seconds=40)
    ward.running.go_to_step(state.huddle.id, first)
    clock.advance(seconds=5)
    now = ward.running.state(state.huddle.id)
    assert [step.spent_seconds for step in now.steps[:2]] == [20, 40]
    assert now.step_seconds == 25


def test_a_pause_that_lasts_to_the_close_is_no_part_of_the_huddle(
    ward: Ward, clock: ShiftedClock
) -> None:
    huddle_id = start(ward).huddle.id
    clock.advance(seconds=60)
    ward.running.pause(huddle_id)
    clock.advance(seconds=300)
    assert ward.running.close(huddle_id).duration_seconds == 60
    clock.advance(seconds=900)
    reopened = ward.running.reopen(huddle_id, "A promise was left out")
    assert (reopened.running_seconds, reopened.is_paused) == (60, False)


def test_a_huddle_resumes_at_its_step_with_what_was_typed(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    state = start(ward)
    ahead = step_for(state, StepPurpose.LOOK_AHEAD)
    ward.running.go_to_step(state.huddle.id, ahead)
    ward.running.save_draft(state.huddle.id, "capture", "half a sen")
    ward.close()
    again = sign_in(store_paths, clock)
    resumed = again.running.open(state.huddle.id)
    assert resumed.step_id == ahead
    assert resumed.drafts == {"capture": "half a sen"}
    again.close()


def test_taking_over_makes_one_the_facilitator(ward: Ward) -> None:
    state = start(ward)
    assert ward.running.open(state.huddle.id).huddle.facilitator == ward.account.name


def test_drafts_go_when_they_are_kept_emptied_or_the_huddle_closes(ward: Ward) -> None:
    state = start(ward)
    huddle_id = state.huddle.id
    for field in ("capture", "plus"):
        ward.running.save_draft(huddle_id, field, "some words")
    ward.running.save_draft(None, "raise", "for later")
    capture(ward, state, "some words")
    assert ward.running.drafts(huddle_id) == {"plus": "some words"}
    ward.running.save_draft(huddle_id, "plus", "")
    ward.running.save_draft(huddle_id, "delta", "x")
    ward.running.close(huddle_id)
    assert ward.running.drafts(huddle_id) == {}
    assert ward.running.drafts(None) == {"raise": "for later"}


def test_what_was_raised_between_comes_into_the_huddle(ward: Ward, clock: ShiftedClock) -> None:
    raised = ward.planning.raise_for_next("The corridor light flickers")
    assert raised.raised_by == ""
    assert [item.code for item in ward.planning.today().raised_between] == [raised.code]
    clock.advance(minutes=5)
    state = start(ward)
    assert [item.code for item in state.raised_between] == [raised.code]
    assert state.raised_between[0].step_id == step_for(state, StepPurpose.LOOK_BACK)
    assert ward.planning.today().raised_between == ()


def test_an_item_raised_for_a_department_names_it(ward: Ward) -> None:
    team = ward.people.departments()[2]
    raised = ward.planning.raise_for_next("Late drug charts", department_id=team.id)
    assert raised.raised_by == team.name


def test_parked_items_are_offered_again_and_taken_up_or_let_go(
    ward: Ward, clock: ShiftedClock
) -> None:
    state = start(ward)
    concern = capture(ward, state, "Two wards share one hoist")
    goal = capture(ward, state, "g: One hoist a ward")
    ward.running.park(concern.id)
    parked_goal = ward.running.park(goal.id)
    assert parked_goal.kind is ItemKind.PARKED
    ward.running.close(state.huddle.id)
    next_morning(clock)
    following = start(ward)
    assert StepPurpose.PARKED in [step.purpose for step in following.steps]
    assert {item.id for item in following.parked} == {concern.id, parked_goal.id}
    huddle_id = following.huddle.id
    taken = ward.running.take_up(huddle_id, concern.id)
    assert [(item.id, item.status) for item in taken.items] == [(concern.id, Status.NEW)]
    assert ward.running.let_go(huddle_id, parked_goal.id).parked == ()


def test_the_parked_step_is_left_out_when_nothing_is_parked(ward: Ward) -> None:
    assert StepPurpose.PARKED not in [step.purpose for step in start(ward).steps]


def test_the_roster_knows_who_comes_usually(ward: Ward, clock: ShiftedClock) -> None:
    first = start(ward)
    assert [row.name for row in first.roster] == list(DEPARTMENTS)
    here = first.roster[0]
    ward.running.set_presence(first.huddle.id, here.id, Presence.HERE)
    ward.running.add_person_to_roster(first.huddle.id, "Ama Boateng")
    ward.running.close(first.huddle.id)
    next_morning(clock)
    second = start(ward)
    usual = [row.name for row in second.roster if row.comes_usually]
    assert usual == [here.name, "Ama Boateng"]
    assert {row.presence for row in second.roster} == {Presence.UNMARKED}


def test_raising_something_marks_a_department_as_heard(ward: Ward) -> None:
    state = start(ward)
    capture(ward, state, "Late drug charts @Pharmacy")
    heard = [row for row in ward.running.state(state.huddle.id).roster if row.is_heard]
    assert [(row.name, row.presence) for row in heard] == [("Pharmacy", Presence.HERE)]


def test_whoever_is_not_here_was_not_heard(ward: Ward) -> None:
    state = start(ward)
    row, huddle_id = state.roster[0], state.huddle.id
    heard = ward.running.set_heard(huddle_id, row.id, is_heard=True).roster[0]
    assert (heard.is_heard, heard.presence) == (True, Presence.HERE)
    away = ward.running.set_presence(huddle_id, row.id, Presence.APOLOGIES).roster[0]
    assert (away.is_heard, away.presence) == (False, Presence.APOLOGIES)


def test_a_person_added_twice_stands_once_on_the_roster(ward: Ward) -> None:
    huddle_id = start(ward).huddle.id
    ward.running.add_person_to_roster(huddle_id, "Ama Boateng")
    state = ward.running.add_person_to_roster(huddle_id, " ama boateng ")
    assert [row.name for row in state.roster].count("Ama Boateng") == 1


def test_a_day_that_was_not_held_needs_a_reason_once(ward: Ward, clock: ShiftedClock) -> None:
    series_id, on = main_series(ward), dt.date(2026, 8, 6)
    next_morning(clock)
    assert [huddle.held_on for huddle in ward.planning.today().missed] == [on]
    with pytest.raises(Refused):
        ward.planning.not_held(series_id, on, "  ")
    row = ward.planning.not_held(series_id, on, "Fire alarm")
    assert (row.status, row.not_held_reason) == (HuddleStatus.NOT_HELD, "Fire alarm")
    assert ward.planning.today().missed == ()
    with pytest.raises(Refused):
        ward.planning.not_held(series_id, on, "Again")


def test_today_shows_the_card_and_what_was_finished(ward: Ward, clock: ShiftedClock) -> None:
    _huddle_id, (action, *_rest) = hold(ward, "a: Order slings @Erin due today", "p: Kind night")
    today = ward.planning.today()
    assert [card.huddle.status for card in today.cards if card.huddle] == [HuddleStatus.CLOSED]
    assert [item.text for item in today.patient_voice] == ["Kind night"]
    clock.advance(minutes=30)
    ward.followups.update(action.code, status=Status.CLOSED)
    assert [item.id for item in ward.planning.today().done_since] == [action.id]


def test_the_agenda_says_what_the_next_huddle_goes_through(ward: Ward, clock: ShiftedClock) -> None:
    hold(ward, "a: Order slings @Erin due tomorrow", "a: Later thing @Erin due +9d")
    ward.planning.raise_for_next("Corridor light")
    agenda = ward.planning.agenda(main_series(ward))
    assert agenda.huddle.held_on == dt.date(2026, 8, 7)
    assert agenda.huddle.status is HuddleStatus.PLANNED
    assert [item.text for item in agenda.reviewed] == ["Order slings"]
    assert [item.text for item in agenda.items] == ["Corridor light"]
