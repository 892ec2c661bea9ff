"""What the summary says, as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

from huddle.rows.huddles import AddendumRow
from huddle.sheets.summary_content import SummarySheet, in_order, summary_of
from huddle.vocabulary import HuddleStatus, IncidentReported, ItemKind, Status
from tests.helpers.sheet_rows import (
    days,
    make_action,
    make_huddle,
    make_item,
    make_part,
    make_record,
    make_stamp,
    make_step,
    make_unit,
    typical_record,
)


def test_head_names_huddle_day_and_both_times() -> None:
    sheet = summary_of(make_record(), make_stamp())

    assert (sheet.title, sheet.unit, sheet.number) == ("Ward safety huddle", "Willow ward", 214)
    assert sheet.when == "Monday 23 November 2026, 08:15 to 08:26"
    assert sheet.led_by == "led by M. Okafor"
    assert sheet.next_huddle == "Tuesday 24 November 2026"


def test_times_are_on_the_wall_clock_of_the_unit() -> None:
    record = make_record(unit=make_unit(time_zone="Europe/Helsinki"))

    sheet = summary_of(record, make_stamp())

    assert sheet.when.endswith("10:15 to 10:26")
    assert (sheet.as_at.hour, sheet.as_at.minute) == (10, 26)


def test_a_frozen_record_speaks_of_its_close_and_a_running_one_of_the_print() -> None:
    running = make_huddle(status=HuddleStatus.RUNNING, closed_at=None)
    record = make_record(huddle=running, is_frozen=False)

    assert summary_of(make_record(), make_stamp()).as_at.strftime("%H:%M") == "08:26"
    assert summary_of(record, make_stamp()).as_at == make_stamp().printed_at
    assert summary_of(record, make_stamp()).when == "Monday 23 November 2026, 08:15"


def test_one_typed_in_later_says_so_and_speaks_of_when_it_was_typed() -> None:
    at = dt.datetime(2026, 11, 26, 14, 5, tzinfo=dt.UTC)
    late = make_huddle(entered_late_by="Erin", entered_late_at=at, ended_at=make_huddle().closed_at)
    sheet = summary_of(make_record(huddle=late), make_stamp())

    assert sheet.typed_in == "Typed in later by Erin, Thu 26-Nov-2026 14:05"
    assert sheet.as_at == at
    assert sheet.when == "Monday 23 November 2026, 08:15 to 08:26"
    assert summary_of(make_record(), make_stamp()).typed_in == ""


def test_things_said_stand_at_their_step_in_its_order_and_actions_do_not() -> None:
    sheet = summary_of(typical_record(), make_stamp())

    assert [step.step for step in sheet.steps] == [
        "How are we, and thanks",
        "Look back",
        "Look ahead",
    ]
    assert [said.kind for said in sheet.steps[1].said] == ["Concern", "Concern", "Patient voice"]
    assert len(sheet.actions) == 6
    assert len(sheet.reviewed) == 5


def test_what_belongs_to_no_step_is_still_said() -> None:
    items = (make_item("Raised at night", step_id=None), make_item("Step gone", step_id="gone"))

    sheet = summary_of(make_record(items=items, steps=(make_step("Look back"),)), make_stamp())

    assert [step.step for step in sheet.steps] == ["Also raised"]
    assert [said.text for said in sheet.steps[0].said] == ["Raised at night", "Step gone"]


def test_a_concern_says_where_by_whom_and_what_came_of_it() -> None:
    concern = make_item(
        "Charts came back late",
        stage_name="Ward",
        join_stage_name="Discharge",
        raised_by="Pharmacy",
        status=Status.ANSWERED,
        incident_reported=IncidentReported.YES,
        incident_reference="W-77",
    )

    (step,) = summary_of(make_record(items=(concern,)), make_stamp()).steps

    assert step.said[0].about.split("\u00a0· ") == [
        "between Ward and Discharge",
        "raised by Pharmacy",
        "answered",
        "incident reported: yes (W-77)",
    ]


def test_a_decision_says_why_with_whom_and_what_spoke_against_it() -> None:
    decision = make_item(
        "Round at 11:00",
        kind=ItemKind.DECISION,
        why="charts are late",
        departments=("Pharmacy", "Nursing"),
        disagreement="too early for Medical",
        owner_name="R. Silva",
    )

    (step,) = summary_of(make_record(items=(decision,)), make_stamp()).steps

    assert step.said[0].about.split("\u00a0· ") == [
        "because charts are late",
        "with Pharmacy, Nursing",
        "disagreement: too early for Medical",
        "answered for by R. Silva",
    ]


def test_an_item_turned_into_another_says_so() -> None:
    concern = make_item("No sling", turned_into=ItemKind.ACTION, status=Status.CLOSED)

    (step,) = summary_of(make_record(items=(concern,)), make_stamp()).steps

    assert step.said[0].about == "turned into: action"


def test_actions_are_ordered_by_urgency_then_time_undated_last() -> None:
    undated = make_action("undated", due_on=None)
    tomorrow = make_action("tomorrow", due_on=days(1))
    at_nine = make_action("at nine", due_on=days(1), due_time=dt.time(9))
    late = make_action("late", due_on=days(-1), is_overdue=True)
    priority = make_action("priority", due_on=days(5), is_priority=True)

    ordered = in_order([undated, tomorrow, at_nine, priority, late])

    assert [item.text for item in ordered] == ["late", "priority", "at nine", "tomorrow", "undated"]


def test_an_action_row_has_code_who_department_day_time_and_status() -> None:
    action = make_action("Order it", due_time=dt.time(14), is_priority=True, place="Bay 3")

    (row,) = summary_of(make_record(items=(action,)), make_stamp()).actions

    assert (row.code, row.mark, row.what, row.about) == ("22B7-K", "priority", "Order it", "Bay 3")
    assert (row.who, row.department) == ("A. Kowalska", "Nursing")
    assert (row.due, row.time, row.status) == ("Tue 24-Nov-2026", "14:00", "not started")


def test_an_action_without_owner_or_time_says_so() -> None:
    action = make_action("Mend it", owner_name="", department_name="", due_on=None)

    (row,) = summary_of(make_record(items=(action,)), make_stamp()).actions

    assert (row.who, row.department, row.due) == ("no person yet", "", "no time yet")


def test_a_shared_action_names_the_departments_of_its_parts() -> None:
    parts = (make_part("Porters", owner_name="K. Ahmed"), make_part("Site team"))

    (row,) = summary_of(
        make_record(items=(make_action("Agree", parts=parts),)), make_stamp()
    ).actions

    assert row.department == "Porters, Site team"
    assert row.about == "Porters (K. Ahmed)"


def test_a_promise_says_where_it_stands_after_its_review() -> None:
    late = make_action(
        "Agree a form",
        status=Status.IN_PROGRESS,
        due_on=days(-3),
        is_overdue=True,
        times_carried=3,
        note="form drafted",
    )
    done = make_action("Buy a commode", status=Status.CLOSED, due_on=days(-1), times_carried=1)

    rows = summary_of(make_record(reviewed=(late, done)), make_stamp()).reviewed

    assert [row.now for row in rows] == ["in progress, Fri 20-Nov-2026", "closed"]
    said = rows[0].about.replace("\u00a0", " ")
    assert said == "carried 3×, 3 days late · form drafted"
    assert rows[1].about == ""


def test_numbers_count_what_was_said_and_promised() -> None:
    sheet = summary_of(typical_record(), make_stamp())

    said = sheet.numbers.replace("\u00a0", " ")
    assert said == "6 concerns · 6 new actions · 2 of 5 promises done · 11 minutes"


def test_an_empty_huddle_says_that_nothing_was_raised() -> None:
    sheet = summary_of(make_record(), make_stamp())

    assert sheet.numbers.startswith("nothing was raised")
    assert (sheet.steps, sheet.actions, sheet.reviewed, sheet.parked) == ((), (), (), ())


def test_a_huddle_not_held_gives_the_reason() -> None:
    huddle = make_huddle(status=HuddleStatus.NOT_HELD, not_held_reason="short of staff")

    assert summary_of(make_record(huddle=huddle), make_stamp()).not_held == (
        "Not held: short of staff"
    )


def test_parked_items_and_addenda_are_listed_with_their_dates() -> None:
    addendum = AddendumRow(
        dt.datetime(2026, 11, 23, 12, 5, tzinfo=dt.UTC), "M. Okafor", "Came at noon"
    )
    parked = make_item("Car park", kind=ItemKind.PARKED, status=Status.PARKED)

    sheet = summary_of(make_record(items=(parked,), addenda=(addendum,)), make_stamp())

    assert [said.text for said in sheet.parked] == ["Car park"]
    assert sheet.addenda == ("Mon 23-Nov-2026 12:05, M. Okafor: Came at noon",)


def test_no_sheet_has_a_place_for_who_was_heard() -> None:
    names = {field.name for field in fields(SummarySheet)}

    assert not {name for name in names if "heard" in name or "voice" in name or "patient" in name}
