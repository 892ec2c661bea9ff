"""Done and checked: who waits for a check, what it finds, moves, parts, and the order of it all."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, NotAllowed, Refused
from huddle.rows.items import ItemRow
from huddle.rules.status_changes import NEED_A_REASON, following
from huddle.vocabulary import (
    STATUSES_OF,
    AccessRole,
    IncidentReported,
    ItemKind,
    Review,
    Status,
    Strength,
)
from huddle.ward import Ward
from tests.helpers.acting import act_as
from tests.helpers.wards import capture, hold, next_morning, said, start

TODAY = dt.date(2026, 8, 6)
LATER = dt.date(2026, 8, 20)
ROLES = (
    AccessRole.READER,
    AccessRole.CONTRIBUTOR,
    AccessRole.FACILITATOR,
    AccessRole.WARD_MANAGER,
)


def add(ward: Ward, line: str = "Order slings @Erin due fri") -> ItemRow:
    """An action outside a huddle."""
    return ward.followups.add(said(ward, f"a: {line}"))


def to_check(ward: Ward, line: str = "Order slings @Erin due fri") -> ItemRow:
    """An action that is done and says how it is known."""
    return ward.followups.update(
        add(ward, line).code, how_known="One hangs in each bay", status=Status.CLOSED
    )


def story(ward: Ward, item: ItemRow) -> list[str]:
    return [event.what for event in ward.followups.story(item.id)]


# Who waits for a check


def test_done_closes_what_needs_no_check(ward: Ward) -> None:
    done = ward.followups.update(add(ward).code, status=Status.CLOSED)
    assert (done.status, done.checked_by, done.done_on) == (Status.CLOSED, "", TODAY)


@pytest.mark.parametrize(
    "fields",
    [{"incident_reported": IncidentReported.YES}, {"incident_reference": "INC-4"}],
)
def test_what_comes_from_harm_waits(ward: Ward, fields: dict[str, object]) -> None:
    state = start(ward)
    concern = capture(ward, state, "A sling tore")
    ward.running.change_item(concern.id, concern.row_version, **fields)
    action = ward.running.turn_into(concern.id, ItemKind.ACTION)
    done = ward.running.review(state.huddle.id, action.id, Review.DONE)
    assert ward.followups.action(action.code).status is Status.AWAITING_CHECK
    assert done.huddle.id == state.huddle.id


def test_a_concern_without_harm_makes_no_check_and_a_goal_does(ward: Ward) -> None:
    state = start(ward)
    for line, status in (
        ("c: A sling looks old", Status.CLOSED),
        ("g: No torn slings +Nursing", Status.AWAITING_CHECK),
    ):
        action = ward.running.turn_into(capture(ward, state, line).id, ItemKind.ACTION)
        assert ward.followups.update(action.code, status=Status.CLOSED).status is status


# What the check finds


def test_it_worked(ward: Ward, clock: ShiftedClock) -> None:
    item = to_check(ward)
    clock.advance(days=7)
    checked = ward.followups.check(item.code, item.row_version, is_effective=True, note="All there")
    assert (checked.status, checked.checked_by) == (Status.CLOSED, "Erin")
    assert checked.checked_at == clock.now()
    assert checked.is_closed_on_time is True
    assert story(ward, item)[-2:] == ["done, awaiting check", "checked: it worked: All there"]


def test_it_did_not_work_and_is_tried_again(ward: Ward) -> None:
    item = to_check(ward)
    again = ward.followups.check(
        item.code, is_effective=False, note="Two bays have none", opens_on=LATER
    )
    assert (again.status, again.due_on, again.first_due_on) == (
        Status.IN_PROGRESS,
        LATER,
        item.due_on,
    )
    assert (again.reopened_count, again.done_on, again.checked_by) == (1, None, "")
    assert again.is_closed_on_time is None
    assert story(ward, item)[-1] == (
        "checked: it did not work, open again until Thu 20-Aug-2026: Two bays have none"
    )
    ward.followups.update(item.code, status=Status.CLOSED)
    twice = ward.followups.check(item.code, is_effective=False, note="Still", opens_on=LATER)
    assert twice.reopened_count == 2


def test_it_did_not_work_and_ends(ward: Ward) -> None:
    item = to_check(ward)
    ended = ward.followups.check(item.code, is_effective=False, note="Slings are not the cause")
    assert (ended.status, ended.checked_by) == (Status.NOT_EFFECTIVE, "Erin")
    assert story(ward, item)[-1] == (
        "checked: it did not work, closed as not effective: Slings are not the cause"
    )


def test_a_check_is_refused_without_its_reason_too_early_or_in_the_past(ward: Ward) -> None:
    with pytest.raises(Refused, match="does not wait"):
        ward.followups.check(add(ward).code, is_effective=True)
    item = to_check(ward)
    for opens_on in (None, LATER):
        with pytest.raises(Refused) as without:
            ward.followups.check(item.code, is_effective=False, note=" ", opens_on=opens_on)
        assert without.value.field == "note"
    yesterday = TODAY - dt.timedelta(days=1)
    with pytest.raises(Refused) as past:
        ward.followups.check(item.code, is_effective=False, note="No", opens_on=yesterday)
    assert past.value.field == "due_on"
    with pytest.raises(ChangedElsewhere):
        ward.followups.check(item.code, item.row_version - 1, is_effective=True)
    assert ward.followups.action(item.code).status is Status.AWAITING_CHECK


def test_taking_done_back_is_no_failed_check(ward: Ward) -> None:
    item = to_check(ward)
    back = ward.followups.update(item.code, status=Status.NOT_STARTED)
    assert (back.done_on, back.reopened_count) == (None, 0)


def test_what_was_checked_and_opens_again_is_counted(ward: Ward) -> None:
    item = to_check(ward)
    ward.followups.check(item.code, is_effective=True)
    opened = ward.followups.update(item.code, status=Status.IN_PROGRESS)
    assert (opened.reopened_count, opened.checked_by, opened.checked_at) == (1, "", None)


def test_late_is_judged_by_when_it_was_said(ward: Ward, clock: ShiftedClock) -> None:
    in_time, late = add(ward, "Ring estates due today 09:00"), add(ward, "Ring X due today 08:59")
    clock.advance(minutes=30)
    done = ward.followups.update(in_time.code, status=Status.CLOSED)
    assert done.is_closed_on_time is True
    assert ward.followups.update(late.code, status=Status.CLOSED).is_closed_on_time is False


def test_the_strength_is_noted_and_taken_away(ward: Ward) -> None:
    item = ward.followups.update(add(ward).code, strength=Strength.FORCING)
    assert item.strength is Strength.FORCING
    assert ward.followups.update(item.code, strength="").strength is None
    with pytest.raises(Refused):
        ward.followups.update(item.code, strength="heroic")


# Moves


def test_days_and_times_that_move_are_counted_and_the_first_stays(
    ward: Ward, clock: ShiftedClock
) -> None:
    item = add(ward)
    next_morning(clock)
    timed = ward.followups.update(item.code, due_time=dt.time(14))
    assert timed.move_count == 0
    with pytest.raises(Refused) as without:
        ward.followups.update(item.code, due_time=dt.time(16))
    assert without.value.field == "note"
    ward.followups.update(item.code, due_time=dt.time(16), note="The van is late")
    moved = ward.followups.update(item.code, due_on=LATER, note="No stock")
    assert (moved.move_count, moved.first_due_on) == (2, dt.date(2026, 8, 7))
    assert story(ward, item)[-2:] == [
        "moved from Fri 07-Aug-2026 14:00 to Fri 07-Aug-2026 16:00: The van is late",
        "moved from Fri 07-Aug-2026 16:00 to Thu 20-Aug-2026 16:00: No stock",
    ]
    same = ward.followups.update(item.code, due_on=LATER, due_time=dt.time(16))
    assert same.move_count == 2


def test_undo_takes_the_move_back(ward: Ward, clock: ShiftedClock) -> None:
    _huddle_id, (item,) = hold(ward, "a: Order slings @Erin due tomorrow")
    next_morning(clock)
    huddle_id = start(ward).huddle.id
    ward.running.review(huddle_id, item.id, Review.MORE_TIME, note="No stock", due_on=LATER)
    assert ward.followups.action(item.code).move_count == 1
    ward.running.undo(huddle_id)
    back = ward.followups.action(item.code)
    assert (back.move_count, back.due_on) == (0, item.due_on)


# Parts


def test_the_whole_says_which_parts_are_missing_and_is_done_with_the_last(ward: Ward) -> None:
    item = add(ward, "Order slings @Erin due fri +Pharmacy +Porters")
    assert [part.department_name for part in item.missing_parts] == ["Pharmacy", "Porters"]
    for part, missing in zip(item.parts, (["Porters"], []), strict=True):
        item = ward.running.change_part(
            part.id, part.row_version, owner_id=None, status=Status.CLOSED, due_on=part.due_on
        )
        assert [one.department_name for one in item.missing_parts] == missing
    assert item.status is Status.CLOSED


def test_done_of_the_whole_is_done_of_each_part_and_undo_brings_them_back(
    ward: Ward, clock: ShiftedClock
) -> None:
    _huddle_id, (item,) = hold(ward, "a: Order slings @Erin due tomorrow +Pharmacy +Porters")
    next_morning(clock)
    huddle_id = start(ward).huddle.id
    ward.running.review(huddle_id, item.id, Review.DONE)
    assert ward.followups.action(item.code).missing_parts == ()
    ward.running.undo(huddle_id)
    back = ward.followups.action(item.code)
    assert (back.status, len(back.missing_parts)) == (Status.NOT_STARTED, 2)


# Every status, every change, every role


def standing_at(ward: Ward, status: Status) -> ItemRow:
    """An action that came to a status in the right order."""
    item = add(ward)
    steps = {Status.NOT_EFFECTIVE: (Status.AWAITING_CHECK, status)}.get(status, (status,))
    for step in steps:
        item = ward.followups.update(item.code, status=step, note="It is so")
    return item


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("before", STATUSES_OF[ItemKind.ACTION])
def test_every_change_for_every_role(ward: Ward, before: Status, role: AccessRole) -> None:
    allowed = (before, *following(ItemKind.ACTION, before))
    for after in STATUSES_OF[ItemKind.ACTION]:
        act_as(ward, AccessRole.WARD_MANAGER)
        item = standing_at(ward, before)
        act_as(ward, role)
        if role is AccessRole.READER:
            with pytest.raises(NotAllowed):
                ward.followups.update(item.code, status=after, note="Now")
        elif after not in allowed:
            with pytest.raises(Refused) as refused:
                ward.followups.update(item.code, status=after, note="Now")
            assert refused.value.field == "status"
        else:
            assert ward.followups.update(item.code, status=after, note="Now").status is after
            continue
        assert ward.followups.action(item.code).status is before


@pytest.mark.parametrize("role", ROLES)
def test_a_check_is_open_to_whoever_takes_part(ward: Ward, role: AccessRole) -> None:
    item = to_check(ward)
    act_as(ward, role)
    if role is AccessRole.READER:
        with pytest.raises(NotAllowed):
            ward.followups.check(item.code, is_effective=True)
    else:
        assert ward.followups.check(item.code, is_effective=True).status is Status.CLOSED


@pytest.mark.parametrize("status", NEED_A_REASON)
def test_what_is_given_up_says_why_wherever_it_is_changed(ward: Ward, status: Status) -> None:
    item = to_check(ward) if status is Status.NOT_EFFECTIVE else add(ward)
    with pytest.raises(Refused) as without:
        ward.running.change_item(item.id, item.row_version, status=status)
    assert without.value.field == "note"
