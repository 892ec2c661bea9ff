"""What the action sheets say, as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from huddle.errors import Refused
from huddle.rows.items import ItemRow
from huddle.rows.planning import HuddleRow
from huddle.sheets.actions_content import ActionSheet, action_sheets_of
from huddle.vocabulary import Status
from tests.helpers.sheet_rows import (
    days,
    make_action,
    make_department,
    make_huddle,
    make_part,
    make_stamp,
    make_unit,
    typical_actions,
    typical_departments,
)


def sheets_of(
    items: Sequence[ItemRow], department: str | None = None, huddle: HuddleRow | None = None
) -> dict[str, ActionSheet]:
    found = action_sheets_of(
        items,
        typical_departments(),
        make_unit(),
        make_stamp(),
        wanted=(department,) if department is not None else (),
        huddle=huddle,
    )
    return {sheet.department: sheet for sheet in found}


def codes(sheet: ActionSheet) -> list[str]:
    return [action.code for action in sheet.actions]


def test_each_department_gets_exactly_its_own_actions_in_the_order_of_the_ward() -> None:
    sheets = sheets_of(typical_actions())

    assert {name: codes(sheet) for name, sheet in sheets.items()} == {
        "Nursing": ["22B7-K", "22BC-T"],
        "Pharmacy": ["22B8-M"],
        "Site team": ["22BA-R"],
        "Porters": ["22BA-R"],
        "Discharge hub": ["22BD-V"],
        "No department yet": ["22B9-P"],
    }
    assert list(sheets)[-1] == "No department yet"


def test_an_action_with_parts_belongs_to_their_departments_and_not_to_its_owners() -> None:
    action = make_action("Agree", department_name="Nursing", parts=(make_part("Porters"),))

    assert list(sheets_of([action])) == ["Porters"]


def test_a_part_shows_its_own_owner_day_and_status() -> None:
    part = make_part("Porters", owner_name="K. Ahmed", due_on=days(-1), status=Status.IN_PROGRESS)
    action = make_action(
        "Agree", due_on=days(4), due_time=dt.time(9), parts=(part, make_part("Site team"))
    )

    sheets = sheets_of([action])
    (porters,), (site,) = sheets["Porters"].actions, sheets["Site team"].actions

    assert (porters.owner, porters.by_when) == ("K. Ahmed", "Sun 22-Nov-2026")
    assert porters.standing.replace("\u00a0", " ") == "1 day late · in progress"
    assert porters.more == ("Shared with Site team. Answers for the whole: A. Kowalska.",)
    assert (site.owner, site.by_when) == ("no person yet", "Fri 27-Nov-2026 09:00")
    assert site.standing == ""


def test_who_has_done_its_part_has_it_on_its_sheet_no_more() -> None:
    done = make_part("Porters", status=Status.CLOSED)
    left = make_part("Pharmacy", status=Status.IN_PROGRESS)

    sheets = sheets_of([make_action("Agree", parts=(done, left))])

    assert list(sheets) == ["Pharmacy"]
    assert "Shared with Porters" in sheets["Pharmacy"].actions[0].more[0]


def test_a_finished_part_is_not_late() -> None:
    part = make_part("Porters", due_on=days(-1), status=Status.CLOSED)

    sheet = sheets_of([make_action("Agree", is_overdue=True, parts=(part,))])["Porters"]

    assert sheet.actions[0].standing == "Closed"
    assert sheet.count == "1 action"


def test_priority_carry_over_and_lateness_are_told_in_words() -> None:
    action = make_action(
        "Agree", is_priority=True, is_overdue=True, due_on=days(-3), times_carried=3
    )

    sheet = sheets_of([action])["Nursing"]

    assert sheet.actions[0].standing.replace("\u00a0", " ") == "Priority · carried 3×, 3 days late"
    assert sheet.count == "1 action, 1 late"


def test_who_asked_is_named_with_where_to_ring_them() -> None:
    action = make_action("Order", raised_by="Therapies", raised_by_department_id="therapies")

    of_huddle = sheets_of([action], huddle=make_huddle())["Nursing"].actions[0]
    of_any_day = sheets_of([action])["Nursing"].actions[0]

    assert of_huddle.asked_by.replace("\u00a0", " ") == "Therapies, ext. 4432"
    assert of_any_day.asked_by.replace("\u00a0", " ") == "Therapies, ext. 4432 · huddle 214"


def test_where_nobody_is_named_the_huddle_asked() -> None:
    action = make_action("Order")

    assert sheets_of([action], huddle=make_huddle())["Nursing"].actions[0].asked_by == (
        "Ward safety huddle"
    )


def test_one_department_can_be_chosen_by_name_whatever_its_case() -> None:
    assert list(sheets_of(typical_actions(), "pharmacy")) == ["Pharmacy"]
    assert list(sheets_of(typical_actions(), "no department yet")) == ["No department yet"]


def test_a_chosen_department_without_actions_gets_a_sheet_that_says_so() -> None:
    sheet = sheets_of(typical_actions(), "Domestics")["Domestics"]

    assert (sheet.actions, sheet.count) == ((), "Nothing to do.")


def test_an_unknown_department_is_refused() -> None:
    with pytest.raises(Refused, match="no department called Radiology"):
        sheets_of(typical_actions(), "Radiology")


def test_a_department_that_has_left_still_gets_its_sheet_before_the_unassigned() -> None:
    items = [
        make_action("a", department_name=""),
        make_action("b", department_name="Old team"),
        make_action("c", department_name="Domestics"),
    ]

    assert list(sheets_of(items)) == ["Domestics", "Old team", "No department yet"]


def test_nothing_open_gives_one_sheet_that_says_so() -> None:
    sheets = sheets_of([])

    assert [sheet.count for sheet in sheets.values()] == ["Nothing to do."]


def test_the_source_names_the_unit_and_the_huddle_or_the_day() -> None:
    with_huddle = sheets_of(typical_actions(), huddle=make_huddle())["Pharmacy"]
    without = sheets_of(typical_actions())["Pharmacy"]

    assert with_huddle.source.replace("\u00a0", " ") == (
        "Willow ward · Ward safety huddle, Monday 23 November 2026"
    )
    assert without.source.replace("\u00a0", " ") == (
        "Willow ward · all that is open on Monday 23 November 2026"
    )
    assert (with_huddle.huddle_number, without.huddle_number) == (214, None)


def test_departments_stand_by_position_not_by_the_order_given() -> None:
    departments = (make_department("B", 2), make_department("A", 5), make_department("C", 1))
    items = [make_action(name, department_name=name) for name in "ABC"]

    sheets = action_sheets_of(items, departments, make_unit(), make_stamp())

    assert [sheet.department for sheet in sheets] == ["C", "B", "A"]
