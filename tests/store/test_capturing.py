"""What is said: kept once, changed in place, turned, split into parts, and taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, Refused
from huddle.rows.huddles import HuddlesFilter
from huddle.rules.capture_line import Capture
from huddle.vocabulary import IncidentReported, ItemKind, Presence, Review, Status
from huddle.ward import Ward
from tests.helpers.wards import capture, hold, next_morning, said, start

PLAIN = (
    "C diff in bay 2",
    "A patient fell",
    "#NOF",
    "BP >180",
    "MRSA +ve",
    "due to staffing",
)


def test_plain_words_are_kept_word_for_word_as_concerns(ward: Ward) -> None:
    state = start(ward)
    for line in PLAIN:
        capture(ward, state, line)
    kept = ward.running.state(state.huddle.id).items
    assert [(item.kind, item.text) for item in kept] == [(ItemKind.CONCERN, line) for line in PLAIN]


def test_an_action_keeps_owner_day_and_the_first_due_day(ward: Ward) -> None:
    state = start(ward)
    item = capture(ward, state, "a: Order slings @Erin due fri 14:00 !")
    assert item.kind is ItemKind.ACTION
    assert item.status is Status.NOT_STARTED
    assert (item.owner_name, item.owner_is_known, item.needs_name) == ("Erin", True, False)
    assert (item.due_on, item.due_time) == (dt.date(2026, 8, 7), dt.time(14))
    assert item.first_due_on == item.due_on
    assert item.is_priority
    assert item.huddle_number == 1


def test_a_double_press_keeps_one_item(ward: Ward) -> None:
    state = start(ward)
    line = said(ward, "a: Order slings @Erin due fri +Pharmacy")
    first = ward.running.capture(state.huddle.id, state.step_id, line, key="press")
    second = ward.running.capture(state.huddle.id, state.step_id, line, key="press")
    assert second == first
    assert len(ward.running.state(state.huddle.id).items) == 1
    following = capture(ward, state, "Next one")
    assert following.code != first.code


def test_a_double_press_outside_a_huddle_keeps_one_action(ward: Ward) -> None:
    line = said(ward, "a: Ring the laundry @Erin due fri")
    first = ward.followups.add(line, key="press")
    assert ward.followups.add(line, key="press") == first


@pytest.mark.parametrize("kind", list(ItemKind))
def test_each_kind_is_kept_with_the_status_it_starts_with(ward: Ward, kind: ItemKind) -> None:
    state = start(ward)
    line = Capture(typed="Words", kind=kind, text="Words")
    kept = ward.running.capture(state.huddle.id, state.step_id, line, key="k")
    assert kept.kind is kind
    assert kept.from_id is None


def test_an_item_is_changed_where_it_stands(ward: Ward) -> None:
    state = start(ward)
    item = capture(ward, state, "The hoist sticks")
    changed = ward.running.change_item(
        item.id,
        item.row_version,
        text="The hoist in bay 4 sticks",
        place="Bay 4",
        incident_reported=IncidentReported.YES,
        incident_reference="IR-12",
    )
    assert (changed.text, changed.place) == ("The hoist in bay 4 sticks", "Bay 4")
    assert changed.incident_reported is IncidentReported.YES
    with pytest.raises(ChangedElsewhere):
        ward.running.change_item(item.id, item.row_version, text="Overwritten")
    assert ward.running.state(state.huddle.id).items[0].text == changed.text


def test_an_unknown_owner_becomes_a_person_for_all_that_wait(ward: Ward) -> None:
    state = start(ward)
    first = capture(ward, state, "a: Order slings @Bronwen due fri")
    second = capture(ward, state, "a: Test slings @Bronwen due fri")
    assert (first.owner_name, first.owner_is_known, first.needs_name) == ("Bronwen", False, True)
    named = ward.running.name_owner(first.id, "Bronwen Hughes")
    assert (named.owner_name, named.owner_is_known) == ("Bronwen Hughes", True)
    items = {item.id: item for item in ward.running.state(state.huddle.id).items}
    assert items[second.id].owner_id == named.owner_id


def test_a_post_as_owner_still_needs_a_name(ward: Ward) -> None:
    item = capture(ward, start(ward), 'a: Check the trolley @"Nurse in charge" due today')
    assert (item.owner_is_post, item.needs_name) == (True, True)


def test_a_concern_turned_into_an_action_stays_beside_it(ward: Ward) -> None:
    state = start(ward)
    concern = capture(ward, state, "The hoist sticks @Pharmacy")
    action = ward.running.turn_into(concern.id, ItemKind.ACTION)
    assert (action.kind, action.from_id, action.from_kind, action.from_text) == (
        ItemKind.ACTION,
        concern.id,
        ItemKind.CONCERN,
        "The hoist sticks",
    )
    assert action.code != concern.code
    items = {item.id: item for item in ward.running.state(state.huddle.id).items}
    assert items[concern.id].status is Status.BEING_WORKED_ON
    assert items[concern.id].turned_into is ItemKind.ACTION
    with pytest.raises(Refused):
        ward.running.turn_into(concern.id, ItemKind.GOAL)
    with pytest.raises(Refused):
        ward.running.turn_into(action.id, ItemKind.ACTION)


def test_anything_else_is_replaced_by_what_it_became(ward: Ward) -> None:
    state = start(ward)
    goal = capture(ward, state, "g: No one waits")
    decision = ward.running.turn_into(goal.id, ItemKind.DECISION)
    record = ward.running.close(state.huddle.id)
    assert [item.id for item in record.items] == [decision.id]


def test_departments_of_a_goal_get_their_part_when_it_becomes_an_action(ward: Ward) -> None:
    state = start(ward)
    goal = capture(ward, state, "g: No one waits +Pharmacy +Medical")
    assert goal.departments == ("Pharmacy", "Medical")
    action = ward.running.turn_into(goal.id, ItemKind.ACTION)
    assert [part.department_name for part in action.parts] == ["Pharmacy", "Medical"]


def test_an_action_is_done_when_its_parts_are(ward: Ward) -> None:
    state = start(ward)
    action = capture(ward, state, "a: Move the stock @Erin due fri +Pharmacy +Porters")
    assert action.departments == ("Pharmacy", "Porters")
    with pytest.raises(Refused):
        ward.running.add_part(action.id, action.parts[0].department_id)
    for part in action.parts:
        action = ward.running.change_part(
            part.id, part.row_version, owner_id=None, status=Status.CLOSED, due_on=part.due_on
        )
    assert action.status is Status.CLOSED
    last = action.parts[1]
    reopened = ward.running.change_part(
        last.id, last.row_version, owner_id=None, status=Status.IN_PROGRESS, due_on=None
    )
    assert reopened.status is Status.IN_PROGRESS
    assert len(ward.running.remove_part(last.id).parts) == 1


def test_only_an_action_has_parts(ward: Ward) -> None:
    concern = capture(ward, start(ward), "The hoist sticks")
    with pytest.raises(Refused):
        ward.running.add_part(concern.id, ward.people.departments()[0].id)


def test_a_due_day_moves_only_with_a_reason_and_the_first_stays(
    ward: Ward, clock: ShiftedClock
) -> None:
    _huddle_id, (action,) = hold(ward, "a: Order slings @Erin due fri")
    next_morning(clock)
    with pytest.raises(Refused) as refused:
        ward.followups.update(action.id, due_on=dt.date(2026, 8, 12))
    assert refused.value.field == "note"
    moved = ward.followups.update(action.id, due_on=dt.date(2026, 8, 12), note="Not in stock")
    assert (moved.due_on, moved.first_due_on) == (dt.date(2026, 8, 12), dt.date(2026, 8, 7))


# Undo


def test_every_act_is_taken_back_one_after_the_other(ward: Ward) -> None:
    state = start(ward)
    huddle_id = state.huddle.id
    capture(ward, state, "First @Pharmacy")
    before = ward.running.state(huddle_id)
    item = capture(ward, state, "The hoist sticks")
    ward.running.change_item(item.id, item.row_version, text="The hoist squeaks")
    ward.running.park(item.id)
    ward.running.take_up(huddle_id, item.id)
    action = ward.running.turn_into(item.id, ItemKind.ACTION)
    ward.running.add_part(action.id, ward.people.departments()[0].id)
    ward.running.read_back(action.id, "agreed")
    ward.running.take_back(action.id)
    ward.running.set_presence(huddle_id, state.roster[0].id, Presence.HERE)
    ward.running.set_heard(huddle_id, state.roster[0].id, is_heard=True)
    said_back = [ward.running.undo(huddle_id) for _act in range(10)]
    assert all(said_back)
    after = ward.running.state(huddle_id)
    assert after.items[0].text == "First"
    assert after.items == before.items
    assert after.roster == before.roster
    assert after.can_undo == before.can_undo
    assert ward.running.undo(huddle_id)
    assert ward.running.undo(huddle_id) == ""


def test_an_act_after_an_undo_is_taken_back_too(ward: Ward) -> None:
    state = start(ward)
    item = capture(ward, state, "One")
    changed = ward.running.change_item(item.id, item.row_version, text="Two")
    ward.running.undo(state.huddle.id)
    again = ward.running.state(state.huddle.id).items[0]
    assert (again.text, again.row_version > changed.row_version) == ("One", True)
    ward.running.change_item(item.id, again.row_version, text="Three")
    ward.running.undo(state.huddle.id)
    assert ward.running.state(state.huddle.id).items[0].text == "One"
    ward.running.undo(state.huddle.id)
    assert ward.running.state(state.huddle.id).items == ()


def test_an_undone_review_is_no_answer(ward: Ward, clock: ShiftedClock) -> None:
    _huddle_id, (action,) = hold(ward, "a: Order slings @Erin due tomorrow")
    next_morning(clock)
    state = start(ward)
    ward.running.review(state.huddle.id, action.id, Review.DONE)
    ward.running.undo(state.huddle.id)
    promise = ward.running.state(state.huddle.id).promises[0]
    assert (promise.item.status, promise.answer) == (Status.NOT_STARTED, None)
    assert ward.running.close(state.huddle.id).reviewed == ()
    told = [event.what for event in ward.followups.story(action.id)]
    assert told[-2:] == ["opened again: not started", "in review: taken back"]


def test_what_somebody_changed_since_is_not_taken_back(ward: Ward) -> None:
    state = start(ward)
    capture(ward, state, "Before")
    item = capture(ward, state, "a: Order slings @Bronwen due fri")
    ward.running.name_owner(item.id, "Bronwen Hughes")
    with pytest.raises(Refused):
        ward.running.undo(state.huddle.id)
    # The one before it still can be.
    assert ward.running.undo(state.huddle.id)
    assert [each.id for each in ward.running.state(state.huddle.id).items] == [item.id]


def test_what_was_taken_back_is_not_found_any_more(ward: Ward) -> None:
    state = start(ward)
    item = capture(ward, state, "Zebra crossing is worn")
    assert ward.history.huddles(HuddlesFilter(text="zebra"))
    ward.running.take_back(item.id)
    assert ward.history.huddles(HuddlesFilter(text="zebra")) == ()
    ward.running.undo(state.huddle.id)
    assert ward.history.huddles(HuddlesFilter(text="zebra"))


def test_taking_back_what_an_item_became_brings_it_back(ward: Ward) -> None:
    state = start(ward)
    goal = capture(ward, state, "g: No one waits")
    decision = ward.running.turn_into(goal.id, ItemKind.DECISION)
    ward.running.take_back(decision.id)
    (again,) = ward.running.state(state.huddle.id).items
    assert (again.id, again.status, again.turned_into) == (goal.id, goal.status, None)
    assert ward.running.turn_into(goal.id, ItemKind.ACTION).from_id == goal.id
