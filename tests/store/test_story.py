"""The whole story of an item, in order."""

from __future__ import annotations

import datetime as dt

from huddle.clock import ShiftedClock
from huddle.rows.items import ItemRow
from huddle.vocabulary import Review, Status
from huddle.ward import Ward
from tests.helpers.going_up import escalated
from tests.helpers.wards import hold, next_morning, said, start


def told(ward: Ward, item: ItemRow) -> list[str]:
    return [event.what for event in ward.followups.story(item.id)]


def days_without_answer(ward: Ward, clock: ShiftedClock, count: int) -> None:
    for _day in range(count):
        next_morning(clock)
        hold(ward)
        clock.advance(minutes=1)


def test_from_raised_to_answered_and_checked(ward: Ward, clock: ShiftedClock) -> None:
    _huddle, (item,) = hold(ward, "a: Mend the hoist @Erin due today")
    days_without_answer(ward, clock, 2)
    next_morning(clock)
    third = start(ward)
    ward.running.review(
        third.huddle.id, item.id, Review.MORE_TIME, note="Part is late", due_on=dt.date(2026, 8, 10)
    )
    ward.running.close(third.huddle.id)
    clock.advance(minutes=5)
    sent = escalated(ward, item)
    ward.escalations.told(sent.id, "Jo Byrne")
    clock.set_to(clock.now() + dt.timedelta(days=2))
    days_without_answer(ward, clock, 1)
    ward.escalations.answer(sent.id, "Ward 9 lends one", "Jo Byrne")
    next_morning(clock)
    last = start(ward)
    ward.escalations.told_back(sent.id, last.huddle.id)
    ward.running.review(last.huddle.id, item.id, Review.DONE)
    ward.running.close(last.huddle.id)
    clock.advance(minutes=5)
    ward.followups.check(
        item.id, is_effective=False, note="It broke", opens_on=dt.date(2026, 8, 20)
    )
    assert told(ward, item) == [
        "raised",
        "carried in huddles 2, 3",
        "moved from Thu 06-Aug-2026 to Mon 10-Aug-2026: Part is late",
        "in review: more time",
        "escalated to Jo Byrne: No hoist left",
        "Jo Byrne told of the escalation",
        "carried in huddle 5",
        "answered by Jo Byrne: Ward 9 lends one",
        "answer told back",
        "done, awaiting check",
        "in review: done",
        "checked: it did not work, open again until Thu 20-Aug-2026: It broke",
    ]
    numbers = [event.huddle_number for event in ward.followups.story(item.id)]
    assert numbers[0] == 1
    assert (numbers[3], numbers[-2]) == (4, 6)


def test_what_was_done_is_not_carried_until_it_is_open_again(
    ward: Ward, clock: ShiftedClock
) -> None:
    _huddle, (item,) = hold(ward, "a: Mend the hoist @Erin due today")
    days_without_answer(ward, clock, 1)
    ward.followups.update(item.id, status=Status.CLOSED)
    clock.advance(minutes=1)
    days_without_answer(ward, clock, 1)
    ward.followups.update(item.id, status=Status.IN_PROGRESS)
    clock.advance(minutes=1)
    days_without_answer(ward, clock, 1)
    assert told(ward, item) == [
        "raised",
        "carried in huddle 2",
        "closed",
        "opened again: in progress",
        "carried in huddle 4",
    ]


def test_many_huddles_in_a_row_are_counted(ward: Ward, clock: ShiftedClock) -> None:
    _huddle, (item,) = hold(ward, "a: Mend the hoist @Erin due today")
    days_without_answer(ward, clock, 9)
    assert told(ward, item) == ["raised", "carried in 9 huddles, from 2 to 10"]
    assert ward.followups.action(item.id).times_carried == 9


def test_a_huddle_from_before_it_was_raised_did_not_carry_it(
    ward: Ward, clock: ShiftedClock
) -> None:
    hold(ward)
    clock.advance(minutes=10)
    item = ward.followups.add(said(ward, "a: Mend the hoist due today"))
    assert item.times_carried == 0
    assert told(ward, item) == ["raised"]


def test_parts_are_told_by_their_departments(ward: Ward) -> None:
    _huddle, (item,) = hold(ward, "a: Send filter data @Erin due today +Pharmacy +Porters")
    medical = next(team.id for team in ward.people.departments() if team.name == "Medical")
    ward.running.add_part(item.id, medical)
    parts = {part.department_name: part for part in ward.followups.action(item.id).parts}
    for name in ("Pharmacy", "Porters"):
        part = parts[name]
        ward.running.change_part(
            part.id, part.row_version, owner_id=None, status=Status.CLOSED, due_on=part.due_on
        )
    ward.running.remove_part(parts["Medical"].id)
    assert told(ward, item) == [
        "raised",
        "part added: Medical",
        "part done: Pharmacy",
        "part done: Porters",
        "part taken away: Medical",
    ]
