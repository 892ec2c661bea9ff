"""How often actions were carried when one of the huddles was typed in later, on a real file."""

from __future__ import annotations

import datetime as dt

from huddle.clock import ShiftedClock
from huddle.rows.items import ItemRow
from huddle.vocabulary import Review
from huddle.ward import Ward
from tests.helpers.on_paper import (
    BEGAN,
    ENDED,
    FRIDAY,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    enter,
    go_to,
    meet_twice_a_day,
    type_in,
    type_whole,
)
from tests.helpers.wards import hold


def carried(ward: Ward, item: ItemRow) -> int:
    return ward.followups.action(item.code).times_carried


def told(ward: Ward, item: ItemRow) -> list[str]:
    return [event.what for event in ward.followups.story(item.id)]


def test_an_older_huddle_typed_in_counts_as_one_that_left_it_open(
    ward: Ward, clock: ShiftedClock
) -> None:
    _id, (item,) = hold(ward, "a: Order slings @Erin due tomorrow")
    go_to(clock, MONDAY)
    hold(ward)
    assert carried(ward, item) == 1
    go_to(clock, TUESDAY)
    state = enter(ward, FRIDAY)
    assert carried(ward, item) == 1, "only a closed huddle counts"
    ward.running.close(state.huddle.id)
    assert carried(ward, item) == 2
    assert told(ward, item) == ["raised", "carried in huddles 3, 2"]


def test_what_it_said_is_done_was_done_then(ward: Ward, clock: ShiftedClock) -> None:
    _id, (item,) = hold(ward, "a: Order slings @Erin due tomorrow")
    go_to(clock, MONDAY)
    hold(ward)
    go_to(clock, TUESDAY)
    state = enter(ward, FRIDAY)
    (promise,) = ward.running.review(state.huddle.id, item.id, Review.DONE).promises
    assert (promise.answer, promise.item.done_on) == (Review.DONE, FRIDAY)
    ward.running.close(state.huddle.id)
    done = ward.followups.action(item.code)
    assert done.is_closed_on_time
    assert done.times_carried == 0, "neither it nor what was held since left it open"
    assert told(ward, item) == ["raised", "closed", "in review: done"]
    assert ward.planning.today().done_since == ()


def test_done_by_mistake_and_undone_it_was_open_all_the_time(
    ward: Ward, clock: ShiftedClock
) -> None:
    _id, (item,) = hold(ward, "a: Order slings @Erin due tomorrow")
    go_to(clock, MONDAY)
    hold(ward)
    go_to(clock, TUESDAY)
    state = enter(ward, FRIDAY)
    ward.running.review(state.huddle.id, item.id, Review.DONE)
    assert ward.running.undo(state.huddle.id)
    ward.running.close(state.huddle.id)
    assert carried(ward, item) == 2
    assert told(ward, item)[-1] == "carried in huddles 3, 2"


def test_more_time_given_in_it_was_given_before_what_followed(
    ward: Ward, clock: ShiftedClock
) -> None:
    _id, (item,) = hold(ward, "a: Order slings @Erin due tomorrow")
    go_to(clock, MONDAY)
    hold(ward)
    go_to(clock, TUESDAY)
    state = enter(ward, FRIDAY)
    ward.running.review(
        state.huddle.id, item.id, Review.MORE_TIME, note="Back order", due_on=TUESDAY
    )
    ward.running.close(state.huddle.id)
    assert carried(ward, item) == 0
    assert [line.split(":")[0] for line in told(ward, item)] == [
        "raised",
        "moved from Fri 07-Aug-2026 to Tue 11-Aug-2026",
        "in review",
    ]


def test_an_action_of_it_was_open_in_every_huddle_since(ward: Ward, clock: ShiftedClock) -> None:
    go_to(clock, MONDAY)
    hold(ward)
    go_to(clock, TUESDAY)
    _record, (item,) = type_whole(ward, FRIDAY, "a: Mend the hoist @Erin due today")
    assert carried(ward, item) == 1
    assert told(ward, item) == ["raised", "carried in huddle 1"]
    story = ward.followups.story(item.id)
    assert [event.at for event in story] == sorted(event.at for event in story)
    hold(ward)
    assert carried(ward, item) == 2


def test_several_days_on_paper_typed_in_one_after_the_other(
    ward: Ward, clock: ShiftedClock
) -> None:
    go_to(clock, WEDNESDAY)
    _record, (item,) = type_whole(ward, FRIDAY, "a: Mend the hoist @Erin due today")
    state = enter(ward, MONDAY)
    assert [row.item.id for row in state.promises] == [item.id]
    ward.running.review(state.huddle.id, item.id, Review.STILL_GOING)
    ward.running.close(state.huddle.id)
    assert carried(ward, item) == 1
    state = enter(ward, TUESDAY)
    ward.running.review(state.huddle.id, item.id, Review.DONE)
    ward.running.close(state.huddle.id)
    assert carried(ward, item) == 1
    assert ward.followups.action(item.code).done_on == TUESDAY
    assert told(ward, item) == [
        "raised",
        "in progress",
        "in review: still going",
        "carried in huddle 2",
        "closed",
        "in review: done",
    ]


def test_two_forms_of_one_day_count_in_the_order_they_were_held(
    ward: Ward, clock: ShiftedClock
) -> None:
    meet_twice_a_day(ward)
    go_to(clock, MONDAY)
    counts = []
    for began, ended in ((BEGAN, ENDED), (dt.time(16), dt.time(16, 9))):
        state = enter(ward, FRIDAY, began, ended)
        item = type_in(ward, state, f"a: Mend the hoist at {began:%H} @Erin due today")
        ward.running.close(state.huddle.id)
        counts.append(item)
    assert [carried(ward, item) for item in counts] == [1, 0]
