"""The safety cross on a real ward: what is looked for, what days held, and what a month shows."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, NotAllowed, Refused
from huddle.model import HarmDay
from huddle.rows.month import MilestoneKind
from huddle.rows.safety_cross import CrossDay, CrossRow, DayState, FreeRun
from huddle.vocabulary import AccessRole, RecordKind, Thing
from huddle.ward import Ward
from tests.helpers.acting import act_as, audited, store_of
from tests.helpers.wards import ZONE, next_morning

THURSDAY = dt.date(2026, 8, 6)
DAY = dt.timedelta(days=1)


def day(number: int) -> dt.date:
    """So many days after the ward began."""
    return THURSDAY + number * DAY


@pytest.fixture
def falls(ward: Ward) -> str:
    """The first kind of harm that a new ward looks for."""
    return ward.safety_cross.harms()[0].id


def cross_of(ward: Ward, harm_id: str, month: dt.date = THURSDAY) -> CrossRow:
    shown = ward.safety_cross.month(month.year, month.month)
    return next(row for row in shown.crosses if row.harm.id == harm_id)


def names(ward: Ward) -> list[str]:
    return [harm.name for harm in ward.safety_cross.harms()]


def test_a_new_ward_looks_for_two_kinds_from_its_first_day(ward: Ward) -> None:
    assert names(ward) == ["Falls", "Pressure ulcers"]
    assert {harm.since_on for harm in ward.safety_cross.harms()} == {THURSDAY}
    assert [one.since.days for one in ward.safety_cross.month().crosses] == [None, None]


def test_what_is_looked_for_can_be_changed(ward: Ward, falls: str) -> None:
    cross = ward.safety_cross
    added = cross.add(" Medicine errors ", THURSDAY - 10 * DAY)
    assert (added.name, added.since_on) == ("Medicine errors", day(-10))
    cross.move(added.id, -2)
    assert names(ward) == ["Medicine errors", "Falls", "Pressure ulcers"]
    cross.rename(falls, 2, "Falls with harm")
    cross.retire(added.id)
    assert names(ward) == ["Falls with harm", "Pressure ulcers"]
    assert [harm.name for harm in cross.harms(with_retired=True)][-1] == "Medicine errors"
    assert [one.harm.name for one in cross.month().crosses] == names(ward)
    cross.bring_back(added.id)
    assert names(ward)[0] == "Medicine errors"


def test_the_count_can_begin_on_an_earlier_day(ward: Ward, falls: str) -> None:
    cross = ward.safety_cross
    cross.mark(falls, THURSDAY)
    begun = cross.count_from(falls, 1, "27 Jul")
    assert begun.since_on == day(-10)
    assert cross.month().crosses[0].since.running.days == 10
    cross.mark(falls, day(-9), events=1)
    for typed, why in (
        ("29 Jul", "Tuesday 28 July 2026 is marked"),
        ("2026-08-07", "still to come"),
        ("some day", "no day"),
        ("", "no day"),
    ):
        with pytest.raises(Refused, match=why) as refused:
            cross.count_from(falls, begun.row_version, typed)
        assert refused.value.field == "from_on"
    with pytest.raises(ChangedElsewhere):
        cross.count_from(falls, 1, "20 Jul")
    assert cross.count_from(falls, begun.row_version, "28 Jul").since_on == day(-9)


def test_names_that_cannot_be_used(ward: Ward, falls: str) -> None:
    cross = ward.safety_cross
    for name in ("", "  ", "falls", "x" * 121):
        with pytest.raises(Refused) as refused:
            cross.add(name)
        assert refused.value.field == "name"
    with pytest.raises(Refused):
        cross.rename(falls, 1, "PRESSURE ULCERS")
    with pytest.raises(ChangedElsewhere):
        cross.rename(falls, 7, "Slips")
    with pytest.raises(Refused):
        cross.add("Burns", day(1))
    assert names(ward) == ["Falls", "Pressure ulcers"]


def test_one_press_says_that_nothing_was_found(ward: Ward, falls: str) -> None:
    assert ward.safety_cross.mark(falls, THURSDAY) == CrossDay(
        THURSDAY, DayState.CLEAR, row_version=1
    )
    assert cross_of(ward, falls).today.state is DayState.CLEAR


def test_a_changed_day_keeps_what_it_held_before_in_the_audit(ward: Ward, falls: str) -> None:
    ward.safety_cross.mark(falls, THURSDAY, near_misses=1, note="Wet floor")
    changed = ward.safety_cross.mark(falls, THURSDAY, events=2, note="Bay 2", row_version=1)
    assert (changed.events, changed.near_misses, changed.row_version) == (2, 0, 2)
    (entry,) = [
        one for one in ward.audit.entries() if (one.act, one.entity) == ("change", "harm_day")
    ]
    told = {(change.old, change.new) for change in entry.changes}
    assert ("Wet floor", "Bay 2") in told
    assert ("0", "2") in told


def test_nothing_is_overwritten_unseen(ward: Ward, falls: str) -> None:
    cross = ward.safety_cross
    cross.mark(falls, THURSDAY, events=1)
    for seen in (0, 2):
        with pytest.raises(ChangedElsewhere):
            cross.mark(falls, THURSDAY, row_version=seen)
        with pytest.raises(ChangedElsewhere):
            cross.unmark(falls, THURSDAY, seen)
    assert cross_of(ward, falls).today.events == 1


def test_a_day_that_was_not_checked_after_all(ward: Ward, falls: str) -> None:
    cross = ward.safety_cross
    cross.mark(falls, THURSDAY)
    assert cross.unmark(falls, THURSDAY, 1) == CrossDay(THURSDAY, DayState.UNCHECKED)
    assert cross.mark(falls, THURSDAY, events=1).row_version == 1
    assert [act for act, _told in audited(ward, "delete")] == ["delete"]


@pytest.mark.parametrize(
    ("number", "values", "field"),
    [
        (1, {}, "day"),
        (-1, {}, "day"),
        (0, {"events": -1}, "events"),
        (0, {"events": 100}, "events"),
        (0, {"near_misses": -1}, "near_misses"),
        (0, {"note": "x" * 501}, "note"),
    ],
)
def test_what_cannot_be_said_of_a_day(
    ward: Ward, falls: str, number: int, values: dict[str, int], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        ward.safety_cross.mark(falls, day(number), **values)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert cross_of(ward, falls).today.state is DayState.UNCHECKED


def test_a_month_shows_every_state(ward: Ward, falls: str, clock: ShiftedClock) -> None:
    clock.advance(days=5)
    ward.safety_cross.mark(falls, day(0), near_misses=2)
    ward.safety_cross.mark(falls, day(2), events=3, note="Bay 2")
    shown = ward.safety_cross.month()
    assert (shown.first, shown.today, shown.begins) == (dt.date(2026, 8, 1), day(5), THURSDAY)
    row = cross_of(ward, falls)
    assert [one.day.day for one in row.days] == list(range(1, 32))
    states = [one.state for one in row.days]
    assert set(states[:5]) == {DayState.BEFORE}
    assert states[5:9] == [
        DayState.CLEAR,
        DayState.UNCHECKED,
        DayState.EVENT,
        DayState.UNCHECKED,
    ]
    assert set(states[11:]) == {DayState.COMING}
    assert (row.days[7].events, row.days[7].note) == (3, "Bay 2")


@pytest.mark.parametrize(("month", "length"), [(2, 29), (4, 30), (12, 31)])
def test_months_have_their_lengths(ward: Ward, falls: str, month: int, length: int) -> None:
    assert len(cross_of(ward, falls, dt.date(2028, month, 1)).days) == length


def test_days_since_never_goes_back_unsaid(ward: Ward, falls: str, clock: ShiftedClock) -> None:
    clock.advance(days=60)
    for number in range(60):
        if number not in (50, 51):
            ward.safety_cross.mark(falls, day(number), events=number in (4, 40))
    since = cross_of(ward, falls).since
    assert (since.days, since.last_on) == (20, day(40))
    assert since.running == FreeRun(day(40), day(60), unchecked=2)
    assert since.ended == since.record == FreeRun(day(4), day(40))
    assert since.not_checked == (2, 30)
    ward.safety_cross.mark(falls, day(60), events=1)
    since = ward.safety_cross.month().crosses[0].since
    assert since.days == 0
    assert since.ended == FreeRun(day(40), day(60), unchecked=2)
    assert since.record == FreeRun(day(4), day(40))


def test_thirty_days_make_a_milestone(ward: Ward, falls: str, clock: ShiftedClock) -> None:
    clock.advance(days=35)
    for number in range(35):
        ward.safety_cross.mark(falls, day(number), near_misses=number == 7)
    (reached,) = ward.month.milestones().reached
    assert (reached.kind, reached.number, reached.on) == (MilestoneKind.FREE, 30, day(30))
    assert (reached.harm, reached.near_misses) == ("Falls", 1)
    ward.safety_cross.unmark(falls, day(9), 1)
    assert ward.month.milestones().reached == ()


def test_near_misses_of_two_months(ward: Ward, falls: str, clock: ShiftedClock) -> None:
    clock.advance(days=40)
    for number, count in ((0, 1), (25, 2), (26, 4), (40, 8)):
        ward.safety_cross.mark(falls, day(number), near_misses=count)
    for month, counts in ((8, (3, 0)), (9, (12, 3)), (10, (0, 12))):
        row = cross_of(ward, falls, dt.date(2026, month, 1))
        assert (row.near_misses, row.near_misses_before) == counts


def test_two_rows_of_one_day_are_one_day(ward: Ward, falls: str) -> None:
    """As two computers leave them that each marked a day without a line."""
    cross = ward.safety_cross
    with store_of(ward).write() as writer:
        for events, near_misses, note in ((0, 2, "Rug"), (1, 0, "Bay 2")):
            writer.add(
                HarmDay,
                harm_id=falls,
                day=THURSDAY,
                events=events,
                near_misses=near_misses,
                note=note,
            )
    found = cross_of(ward, falls).today
    assert (found.events, found.near_misses, found.note) == (1, 2, "Rug · Bay 2")
    kept = cross.mark(falls, THURSDAY, events=1, row_version=found.row_version)
    assert (kept.events, kept.near_misses, kept.note) == (1, 0, "")


def test_pages_that_show_it_are_told(ward: Ward, falls: str) -> None:
    told: list[frozenset[Thing]] = []
    ward.subscribe(lambda changes: told.append(changes.things))
    ward.safety_cross.mark(falls, THURSDAY)
    assert told == [frozenset({Thing.HARM})]


def test_each_unit_has_its_own(ward: Ward) -> None:
    mine = ward.safety_cross.harms()
    other = ward.units.add("Ward 8", tier="Ward", time_zone=ZONE)
    ward.units.use(other.id)
    theirs = ward.safety_cross.harms()
    assert [harm.name for harm in theirs] == [harm.name for harm in mine]
    assert not {harm.id for harm in theirs} & {harm.id for harm in mine}


def test_readers_look_and_contributors_mark(ward: Ward, falls: str) -> None:
    act_as(ward, AccessRole.READER)
    assert ward.safety_cross.month().crosses
    with pytest.raises(NotAllowed):
        ward.safety_cross.mark(falls, THURSDAY)
    act_as(ward, AccessRole.CONTRIBUTOR)
    assert ward.safety_cross.mark(falls, THURSDAY).state is DayState.CLEAR
    with pytest.raises(NotAllowed):
        ward.safety_cross.add("Burns")


def test_a_name_in_a_note_is_found(ward: Ward, falls: str) -> None:
    person = ward.people.add_person("Ama Owusu")
    ward.safety_cross.mark(falls, THURSDAY, events=1, note="Ama Owusu was there")
    found = ward.rights.preview_leaver(person.id, "Former nurse").mentions
    assert [(one.code, one.sentence) for one in found] == [
        ("Safety cross of Falls, Thu 06-Aug-2026", "Ama Owusu was there")
    ]


def test_what_was_taken_back_goes_for_good_in_its_time(
    ward: Ward, falls: str, clock: ShiftedClock
) -> None:
    ward.safety_cross.mark(falls, THURSDAY, note="Bay 2")
    ward.safety_cross.unmark(falls, THURSDAY, 1)
    next_morning(clock, 200)
    going = ward.retention.preview().counts
    assert going == {RecordKind.DELETED: 1}
    ward.retention.dispose(going)
    assert ward.retention.preview().counts == {}
