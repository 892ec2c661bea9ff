"""Several actions changed at once: all of them or none, and taken back as one."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, Refused
from huddle.paths import Paths
from huddle.rows.items import ItemRow
from huddle.vocabulary import Status
from huddle.ward import Ward
from tests.helpers.wards import hold, said, sign_in

LINES = (
    "a: Order slings @Erin due tomorrow",
    "a: Mend the door due +9d",
    "a: Move the stock @Erin due +9d +Pharmacy +Porters",
)


@pytest.fixture
def three(ward: Ward) -> tuple[ItemRow, ...]:
    """Three open actions, one of them with parts."""
    return hold(ward, *LINES)[1]


def versions(ward: Ward, items: tuple[ItemRow, ...]) -> list[tuple[str, int]]:
    """The actions with the versions they are at now."""
    return [(item.id, ward.followups.action(item.id).row_version) for item in items]


def statuses(ward: Ward, items: tuple[ItemRow, ...]) -> list[Status]:
    return [ward.followups.action(item.id).status for item in items]


def test_all_get_what_is_said(ward: Ward, three: tuple[ItemRow, ...]) -> None:
    rows = ward.followups.update_together(
        versions(ward, three), status=Status.BLOCKED, note="No porter today"
    )
    assert [row.id for row in rows] == [item.id for item in three]
    assert statuses(ward, three) == [Status.BLOCKED] * 3
    for item in three:
        assert ward.followups.story(item.id)[-1].what == "blocked: No porter today"
        assert ward.followups.action(item.id).note == "No porter today"


def test_one_that_changed_meanwhile_is_named_and_none_is_overwritten(
    ward: Ward, three: tuple[ItemRow, ...], paths: Paths, clock: ShiftedClock
) -> None:
    read = versions(ward, three)
    other = sign_in(paths, clock)
    other.followups.update(three[1].id, note="Joiner comes at two")
    other.close()
    with pytest.raises(ChangedElsewhere, match="“Mend the door”: Somebody else"):
        ward.followups.update_together(read, status=Status.CLOSED)
    assert statuses(ward, three) == [Status.NOT_STARTED] * 3
    assert ward.followups.action(three[1].id).note == "Joiner comes at two"
    assert not ward.followups.take_back()


def test_one_that_is_refused_keeps_the_others_as_they_are(
    ward: Ward, three: tuple[ItemRow, ...]
) -> None:
    ward.followups.update(three[2].id, status=Status.CANCELLED, note="Not needed")
    with pytest.raises(Refused, match="“Move the stock”: What is cancelled"):
        ward.followups.update_together(versions(ward, three), status=Status.CLOSED)
    with pytest.raises(Refused) as refused:
        ward.followups.update_together(versions(ward, three[:2]), status=Status.CANCELLED)
    assert refused.value.field == "note"
    assert statuses(ward, three) == [Status.NOT_STARTED, Status.NOT_STARTED, Status.CANCELLED]


def test_done_is_taken_back_with_its_parts(ward: Ward, three: tuple[ItemRow, ...]) -> None:
    ward.followups.update_together(versions(ward, three), status=Status.CLOSED)
    assert statuses(ward, three) == [Status.CLOSED] * 3
    assert not ward.followups.action(three[2].id).missing_parts
    assert ward.followups.take_back()
    assert statuses(ward, three) == [Status.NOT_STARTED] * 3
    assert len(ward.followups.action(three[2].id).missing_parts) == 2
    assert ward.followups.action(three[0].id).done_on is None
    assert not ward.followups.take_back()


def test_a_moved_day_and_a_new_owner_are_taken_back(
    ward: Ward, three: tuple[ItemRow, ...], clock: ShiftedClock
) -> None:
    ama, day = ward.people.add_person("Ama"), dt.date(2026, 8, 20)
    clock.advance(minutes=60 * 24)
    ward.followups.update_together(versions(ward, three), due_on=day, note="Parts come late")
    assert {ward.followups.action(item.id).due_on for item in three} == {day}
    ward.followups.take_back()
    back = ward.followups.action(three[0].id)
    assert (back.due_on, back.move_count) == (dt.date(2026, 8, 7), 0)
    ward.followups.update_together(versions(ward, three), owner_id=ama.id)
    assert {ward.followups.action(item.id).owner_name for item in three} == {"Ama"}
    ward.followups.take_back()
    told = [event.what for event in ward.followups.story(three[0].id)]
    assert told[-2:] == ["now with Ama", "now with Erin"]
    assert ward.followups.story(three[1].id)[-1].what == "with nobody again"


def test_what_was_changed_since_is_not_taken_back(ward: Ward, three: tuple[ItemRow, ...]) -> None:
    ward.followups.update_together(versions(ward, three), status=Status.IN_PROGRESS)
    ward.followups.update(three[1].id, note="Half done")
    with pytest.raises(Refused, match="changed again since"):
        ward.followups.take_back()
    assert statuses(ward, three) == [Status.IN_PROGRESS] * 3


def test_a_hundred_at_once(ward: Ward) -> None:
    many = tuple(ward.followups.add(said(ward, f"a: Check shelf {n}")) for n in range(100))
    ward.followups.update_together(versions(ward, many), status=Status.CLOSED)
    assert set(statuses(ward, many)) == {Status.CLOSED}
    ward.followups.take_back()
    assert set(statuses(ward, many)) == {Status.NOT_STARTED}
