"""How long each kind of record is kept, and what stops it from going."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from huddle.rows.keeping import HoldRow
from huddle.rows.ward import PolicyRow
from huddle.rules.retention import (
    Entry,
    boundaries,
    covers,
    first_kept,
    has_expired,
    is_near,
    what_goes,
)
from huddle.vocabulary import RecordKind

WRITTEN = dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC)
TODAY = dt.date(2026, 8, 6)
POLICY = PolicyRow(
    row_version=1,
    speak_up_contact="",
    hospital_numbers=(),
    patient_reference_hours=72,
    pins_allowed=True,
    backup_alarm_days=7,
    second_backup_folder="",
    keep_huddles_months=24,
    keep_incidents_months=120,
    keep_deleted_months=6,
    keep_audit_months=72,
)
KEPT_FROM = boundaries(POLICY, TODAY)
LONG_AGO = dt.date(2010, 3, 1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def hold(from_on: str = "", until_on: str = "", *, is_lifted: bool = False) -> HoldRow:
    return HoldRow(
        id="hold",
        reason="Inquiry",
        from_on=day(from_on) if from_on else None,
        until_on=day(until_on) if until_on else None,
        is_lifted=is_lifted,
        added_at=WRITTEN,
        added_by="Erin",
        changed_at=WRITTEN,
        changed_by="Erin",
    )


def said(row_id: str = "a", kind: RecordKind = RecordKind.ITEMS, **others: object) -> Entry:
    values: dict[str, object] = {"first_on": LONG_AGO, "last_on": LONG_AGO, **others}
    return Entry(row_id, kind, **values)  # type: ignore[arg-type]


def gone(*entries: Entry, holds: tuple[HoldRow, ...] = ()) -> set[str]:
    going = what_goes(entries, KEPT_FROM, holds)
    return {entry.id for found in going.entries.values() for entry in found}


# Periods


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        ("2026-08-06", 24, "2024-08-06"),
        ("2026-08-31", 6, "2026-02-28"),
        ("2024-08-31", 6, "2024-02-29"),
        ("2028-02-29", 12, "2027-02-28"),
        ("2028-02-29", 48, "2024-02-29"),
        ("2027-03-01", 12, "2026-03-01"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-31", 1, "2026-11-30"),
        ("2026-01-01", 12, "2025-01-01"),
        ("2026-08-06", 1200, "1926-08-06"),
    ],
)
def test_a_period_is_calendar_months(today: str, months: int, first: str) -> None:
    assert first_kept(day(today), months) == day(first)


def test_no_months_keep_for_ever() -> None:
    assert first_kept(TODAY, 0) is None


def test_each_kind_has_its_period() -> None:
    assert boundaries(POLICY, TODAY) == {
        RecordKind.HUDDLES: day("2024-08-06"),
        RecordKind.ITEMS: day("2024-08-06"),
        RecordKind.INCIDENTS: day("2016-08-06"),
        RecordKind.DELETED: day("2026-02-06"),
        RecordKind.DRAFTS: day("2026-02-06"),
        RecordKind.AUDIT: day("2020-08-06"),
    }


@pytest.mark.parametrize(("huddles", "incidents"), [(0, 120), (24, 0)])
def test_incidents_never_go_before_huddles_do(huddles: int, incidents: int) -> None:
    policy = replace(POLICY, keep_huddles_months=huddles, keep_incidents_months=incidents)
    assert boundaries(policy, TODAY)[RecordKind.INCIDENTS] is None
    shorter = replace(POLICY, keep_incidents_months=1)
    assert boundaries(shorter, TODAY)[RecordKind.INCIDENTS] == day("2024-08-06")


# What goes


def test_what_is_older_than_its_first_kept_day_goes_and_that_day_stays() -> None:
    yesterday = said("old", last_on=day("2024-08-05"))
    that_day = said("kept", last_on=day("2024-08-06"))
    assert gone(yesterday, that_day) == {"old"}


def test_an_incident_is_kept_longer() -> None:
    plain = said("plain", last_on=day("2020-01-01"))
    harm = said("harm", RecordKind.INCIDENTS, last_on=day("2020-01-01"))
    assert gone(plain, harm) == {"plain"}


def test_what_is_not_finished_never_goes() -> None:
    assert gone(said(is_finished=False)) == set()


def test_what_was_turned_into_one_another_goes_together() -> None:
    first, second = said("first", links=("second",)), said("second", links=("first",))
    assert gone(first, second) == {"first", "second"}
    still_open = said("second", links=("first",), is_finished=False)
    assert gone(first, still_open) == set()
    harm = said("second", RecordKind.INCIDENTS, last_on=day("2020-01-01"))
    assert gone(first, harm) == set()
    assert gone(first) == set()


def test_a_long_chain_holds_together() -> None:
    chain = [said(str(number), links=(str(number + 1),)) for number in range(3000)]
    last = said("3000", is_finished=False)
    assert gone(*chain, last) == set()
    assert len(gone(*chain, said("3000"))) == 3001


def test_nothing_goes_that_is_kept_for_ever() -> None:
    kept_from = {**KEPT_FROM, RecordKind.ITEMS: None}
    assert what_goes([said()], kept_from, ()).entries == {}


# Holds


@pytest.mark.parametrize(
    ("held", "is_covered"),
    [
        (hold(), True),
        (hold(is_lifted=True), False),
        (hold("2010-03-03"), True),
        (hold("2010-03-04"), False),
        (hold("", "2010-03-01"), True),
        (hold("", "2010-02-28"), False),
        (hold("2010-03-02", "2010-03-02"), True),
        (hold("2010-02-01", "2010-02-28"), False),
    ],
)
def test_a_hold_covers_all_that_any_of_its_days_touches(held: HoldRow, is_covered: bool) -> None:
    assert covers(held, day("2010-03-01"), day("2010-03-03")) is is_covered


def test_a_hold_keeps_also_what_its_items_are_linked_to() -> None:
    first = said("first", links=("second",))
    second = said("second", first_on=day("2011-05-05"), last_on=day("2011-05-05"))
    may_inquiry = hold("2011-05-01", "2011-05-31")
    going = what_goes([first, second, said("other")], KEPT_FROM, [may_inquiry])
    assert [entry.id for entry in going.entries[RecordKind.ITEMS]] == ["other"]
    assert going.held == {"hold": {RecordKind.ITEMS: 2}}


def test_a_hold_is_not_said_to_keep_what_would_stay_anyway() -> None:
    going = what_goes([said(is_finished=False), said("b", last_on=TODAY)], KEPT_FROM, [hold()])
    assert going.held == {}


# Patient references


@pytest.mark.parametrize(
    ("later", "is_over"),
    [
        (dt.timedelta(hours=71, minutes=59), False),
        (dt.timedelta(hours=72), True),
        (dt.timedelta(days=6), True),
        (dt.timedelta(), False),
        (-dt.timedelta(minutes=59), False),
        (-dt.timedelta(hours=2), True),
    ],
)
def test_a_patient_reference_lasts_its_hours(later: dt.timedelta, is_over: bool) -> None:
    assert has_expired(WRITTEN, 72, WRITTEN + later) is is_over


def test_a_clock_set_back_keeps_it_no_longer_than_twice_its_hours() -> None:
    hours, hour = 72, dt.timedelta(hours=1)
    lived, age = 0, 0
    while not has_expired(WRITTEN, hours, WRITTEN + age * hour):
        lived, age = lived + 1, age + 1
        if lived == hours - 1:
            age = 0
    assert lived <= 2 * hours


# Confirmed numbers


@pytest.mark.parametrize(
    ("confirmed", "now", "is_same"),
    [
        (100, 100, True),
        (100, 105, True),
        (100, 106, False),
        (100, 94, False),
        (1000, 1050, True),
        (1000, 1051, False),
        (0, 5, True),
        (0, 6, False),
    ],
)
def test_a_little_more_or_less_is_what_was_confirmed(
    confirmed: int, now: int, is_same: bool
) -> None:
    kind = RecordKind.ITEMS
    assert is_near({kind: confirmed}, {kind: now}) is is_same
