"""Files that come in: a log of real meetings, what comes in twice, what is taken back."""

from __future__ import annotations

import datetime as dt
import gc
from typing import Any

import pytest
from sqlalchemy import select

from huddle.errors import Refused
from huddle.exchange.tables import tables_of
from huddle.import_words import DateOrder, ImportField, OwnerIs, RowFate
from huddle.model import Item
from huddle.model.base import METADATA
from huddle.rows.imports import ImportMapping
from huddle.rows.items import FollowUpsFilter
from huddle.services.imports import GuardAsks, Unanswered
from huddle.vocabulary import Status
from huddle.ward import Ward
from tests.helpers import minutes
from tests.helpers.brought import actions, fates, sheet, table_of

_HISTORY = ("import_run", "import_row", "import_shape", "counter")
_AUDIT = ("audit_entry", "audit_value", "audit_emptied")


def whole(ward: Ward) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that is not audit or import history."""
    with ward.planning._store.read() as reader:  # noqa: SLF001 - a ward hands its store to nobody
        return {
            table.name: sorted(map(tuple, reader.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
            if table.name not in (*_HISTORY, *_AUDIT)
        }


@pytest.fixture
def log() -> Any:
    """The action log of three groups that lies outside this project."""
    return tables_of(minutes.folder() / "imaging-action-log.csv")[0]


@minutes.are_there
def test_an_action_log_comes_in_with_its_days_owners_parts_statuses_and_groups(
    ward: Ward, log: Any
) -> None:
    done = ward.imports.bring_in(log, "imaging-action-log.csv")
    found = {item.text: item for item in actions(ward)}
    assert len(done.plan.rows) == 35
    assert done.plan.mapping.date_order is DateOrder.DAY
    assert done.run.new == len(found)
    first = found["Determine the number of male breast referrals in each Trust"]
    assert (first.raised_on, first.due_on) == (dt.date(2022, 2, 16), None)
    assert (first.owner_name, first.owner_is_post) == ("SIG PMs", True)
    assert (first.department_name, first.status) == ("Breast", Status.NOT_STARTED)
    parts = found["Information regarding radiographer and radiologist validation."]
    assert parts.departments == ("ANHST", "HUTHT", "HDFT", "MYHT", "YTHFT")
    assert parts.status is Status.IN_PROGRESS
    unnamed = found["Produce a briefing paper to outline the ask of Trusts for supporting trainees"]
    assert (unnamed.owner_name, unnamed.owner_is_known) == ("Attendee 018", False)
    closed = found["Set quarterley meetings"]
    assert (closed.status, closed.done_on) == (Status.CLOSED, dt.date(2022, 4, 5))


@minutes.are_there
def test_what_minutes_say_again_is_one_action_that_goes_on(ward: Ward, log: Any) -> None:
    ward.imports.bring_in(log, "imaging-action-log.csv")
    begins = "Trusts to confirm their peer review process"
    told = [item for item in actions(ward) if item.text.startswith(begins)]
    assert [(item.raised_on, item.status) for item in told] == [
        (dt.date(2021, 10, 12), Status.IN_PROGRESS)
    ]
    begins = "Circulate final version of the terms of reference"
    told = [item for item in actions(ward) if item.text.startswith(begins)]
    assert [(item.raised_on, item.done_on) for item in told] == [
        (dt.date(2022, 4, 5), dt.date(2022, 7, 5))
    ]


@minutes.are_there
def test_the_same_file_adds_nothing_the_second_time(ward: Ward, log: Any) -> None:
    ward.imports.bring_in(log, "imaging-action-log.csv")
    before = whole(ward)
    again = ward.imports.bring_in(log, "copy of imaging-action-log.csv")
    assert fates(again.plan.rows) == {RowFate.DUPLICATE: 35}
    assert again.plan.is_known_shape
    assert whole(ward) == before


@minutes.are_there
def test_an_import_that_is_taken_back_leaves_the_ward_as_it_was(ward: Ward, log: Any) -> None:
    before = whole(ward)
    done = ward.imports.bring_in(log, "imaging-action-log.csv")
    assert whole(ward) != before
    undone = ward.imports.take_back(done.run.id)
    assert whole(ward) == before
    assert undone.kept == ()
    assert ward.audit.verify().is_whole


def test_what_was_changed_since_stays_and_is_told(ward: Ward) -> None:
    done = ward.imports.bring_in(
        sheet("Action|Owner", "Check the trolley each day|charge nurse", "Order new slings|Jo"), "a"
    )
    code = next(row.code for row in done.plan.rows if row.text.startswith("Order"))
    ward.followups.update(code, status=Status.IN_PROGRESS)
    undone = ward.imports.take_back(done.run.id)
    assert [item.code for item in actions(ward)] == [code]
    assert undone.kept == ("One thing stays: somebody changed or used it since.",)
    with pytest.raises(Refused, match="already"):
        ward.imports.take_back(done.run.id)


def test_a_later_file_brings_up_to_date_what_it_changes(ward: Ward) -> None:
    head = "Action|Owner|By when|Status"
    ward.imports.bring_in(sheet(head, "Fix the door alarm|Jo|3 Sep 2026|open"), "july.csv")
    before = whole(ward)["item"]
    done = ward.imports.bring_in(sheet(head, "Fix the door  alarm.|Jo|10 Sep 2026|done"), "aug.csv")
    assert fates(done.plan.rows) == {RowFate.CHANGED: 1}
    assert done.plan.rows[0].says.endswith("closed, it is due Thu 10-Sep-2026.")
    assert actions(ward)[0].status is Status.CLOSED
    ward.imports.take_back(done.run.id)
    assert (actions(ward)[0].status, actions(ward)[0].due_on) == (
        Status.NOT_STARTED,
        dt.date(2026, 9, 3),
    )
    assert len(before) == len(whole(ward)["item"])


def test_what_a_later_file_says_is_done_was_done_on_its_day(ward: Ward) -> None:
    ward.imports.bring_in(sheet("Action|Status", "Fix the door alarm|open"), "july.csv")
    later = sheet("Action|Status|Closed on", "Fix the door alarm|done|3 Jul 2026")
    told = list[tuple[int, int]]()
    ward.imports.bring_in(later, "aug.csv", progress=lambda *count: told.append(count))
    assert (actions(ward)[0].status, actions(ward)[0].done_on) == (
        Status.CLOSED,
        dt.date(2026, 7, 3),
    )
    assert told == [(1, 1)]


def test_what_is_new_and_what_changes_are_told_in_one_count(ward: Ward) -> None:
    ward.imports.bring_in(sheet("Action|Status", "Fix the door alarm|open"), "july.csv")
    later = sheet("Action|Status", "Fix the door alarm|done", "Order new slings|open")
    told = list[tuple[int, int]]()
    done = ward.imports.bring_in(later, "aug.csv", progress=lambda *count: told.append(count))
    assert told == [(1, 2), (2, 2)]
    assert len({row.code for row in done.plan.rows} - {""}) == 2


def test_a_file_that_changes_very_much_can_be_stopped_half_way(ward: Ward) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done < total:
            raise Stopped

    names = [f"Count sling{n}" for n in range(12)]
    ward.imports.bring_in(sheet("Action|Status", *(f"{one}|open" for one in names)), "a")
    later = sheet("Action|Status", *(f"{one}|done" for one in names))
    before = whole(ward)
    with pytest.raises(Stopped):
        ward.imports.bring_in(later, "b", progress=stop)
    assert whole(ward) == before


def test_what_went_on_here_is_not_set_back_by_the_same_file(ward: Ward) -> None:
    log = sheet("Action|Owner|Status", "Order new slings today|Jo|open")
    done = ward.imports.bring_in(log, "a")
    ward.followups.update(done.plan.rows[0].code, status=Status.CLOSED)
    assert fates(ward.imports.plan(log, "a").rows) == {RowFate.DUPLICATE: 1}


def test_which_number_is_the_day_is_asked_where_no_day_tells(ward: Ward) -> None:
    log = sheet("Action|Due", "Order new slings today|03/11/2026", "Ring the wards|04/11/2026")
    assert ward.imports.plan(log, "a").asks_date_order
    with pytest.raises(Unanswered):
        ward.imports.bring_in(log, "a")
    done = ward.imports.bring_in(log, "a", ImportMapping(date_order=DateOrder.MONTH))
    assert done.run.new == 2
    assert {item.due_on for item in actions(ward)} == {dt.date(2026, 3, 11), dt.date(2026, 4, 11)}


def test_an_unknown_status_is_asked_and_kept_for_the_next_file(ward: Ward) -> None:
    log = sheet("Action|Status", "Order new slings today|parked up", "Ring the wards|done")
    plan = ward.imports.plan(log, "a")
    assert plan.asks_statuses == (("parked up", 1),)
    ward.imports.bring_in(log, "a", ImportMapping(statuses={"parked up": Status.BLOCKED}))
    later = sheet("Action|Status", "Call the lift firm|Parked up")
    assert not ward.imports.plan(later, "b").has_questions


def test_all_comes_in_or_nothing(ward: Ward) -> None:
    log = sheet(
        "Action|Due", "Order new slings today|3 Sep 2026", "Ring the wards|soon", "x|4 Sep 2026"
    )
    before = whole(ward)
    with pytest.raises(Refused, match="Row 3: Due: “soon” is no day"):
        ward.imports.bring_in(log, "a")
    assert whole(ward) == before
    assert ward.imports.bring_in(log, "a", leave_out_refused=True).run.new == 2


def test_one_who_stops_it_half_way_finds_everything_as_it_was(ward: Ward) -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    before = whole(ward)
    with pytest.raises(Stopped):
        ward.imports.bring_in(sheet("Action|Owner", "Order new slings|Jo"), "a", progress=stop)
    assert whole(ward) == before


def test_every_row_of_very_many_is_noted_audited_found_and_taken_back(ward: Ward) -> None:
    log = sheet("Action|Owner", *(f"Count sling{n}|Jo" for n in range(1, 1202)))
    before, collects = whole(ward), list[bool]()
    done = ward.imports.bring_in(log, "a", progress=lambda *_: collects.append(gc.isenabled()))
    assert collects == [False, False]
    assert gc.isenabled()
    assert (done.run.new, len(actions(ward))) == (1201, 1000)
    assert [row.text for row in ward.search.find("sling1201").rows] == ["Count sling1201"]
    assert next(row for row in ward.upkeep.check() if row.name == "Audit").is_well
    assert ward.imports.take_back(done.run.id).removed == 1201
    assert whole(ward) == before


def test_what_tells_who_a_patient_is_needs_a_reason(ward: Ward) -> None:
    log = sheet("Action|Owner", "Ring Mrs Hargreaves about her walking frame|Jo")
    assert ward.imports.plan(log, "a").guarded
    with pytest.raises(GuardAsks, match="Row 2"):
        ward.imports.bring_in(log, "a")
    ward.imports.bring_in(log, "a", reason="The old log has it")
    told = [entry.in_words for entry in ward.audit.entries()]
    assert "let a file from elsewhere in although it may tell who a patient is" in told


@pytest.mark.parametrize(
    ("file", "row", "says"),
    [
        ("log_of_Mrs Hargreaves.csv", "Order new slings||Jo", "The file’s name: “Mrs Hargreaves”"),
        ("a", "Order new slings|Room of Mrs Hargreaves|Jo", "Row 2: “Mrs Hargreaves”"),
        ("a", "Order new slings||team of Mrs Hargreaves", "Row 2: “Mrs Hargreaves”"),
        ("a", "Order new slings||Jo Byrne, Mrs Hargreaves", "Row 2: “Mrs Hargreaves”"),
    ],
)
def test_names_that_come_in_with_a_file_are_guarded(
    ward: Ward, file: str, row: str, says: str
) -> None:
    ward.people.add_person("Jo Byrne")
    guarded = ward.imports.plan(sheet("Action|Department|Owner", row), file).guarded
    assert [words.startswith(says) for words in guarded] == [True]


def test_a_department_that_people_bring_is_guarded(ward: Ward) -> None:
    listed = sheet("Name|Job title|Department", "Ben Osei|Nurse|Room of Mrs Hargreaves")
    assert ward.imports.plan(listed, "staff.csv").guarded[0].startswith("Row 2: “Mrs Hargreaves”")


def test_the_file_s_own_number_tells_an_action_whose_words_changed(ward: Ward) -> None:
    head = "ID|Action|Status"
    ward.imports.bring_in(sheet(head, "17|Order new slings today|open"), "a")
    done = ward.imports.bring_in(sheet(head, "17|Order six new slings|done"), "b")
    assert fates(done.plan.rows) == {RowFate.CHANGED: 1}
    assert [item.status for item in actions(ward)] == [Status.CLOSED]


def test_the_same_number_of_another_log_is_another_action(ward: Ward) -> None:
    head = "No|Action|Status"
    ward.imports.bring_in(sheet(head, "1|Chase the discharge letters|open"), "january")
    other = sheet(head, "1|Order pumps for bay 4|closed", "2|Chase the discharge letters|done")
    done = ward.imports.bring_in(other, "february")
    assert [row.fate for row in done.plan.rows] == [RowFate.NEW, RowFate.CHANGED]
    assert {item.text: item.status for item in actions(ward)} == {
        "Chase the discharge letters": Status.CLOSED,
        "Order pumps for bay 4": Status.CLOSED,
    }


def test_one_item_is_given_to_one_action_of_a_file_alone(ward: Ward) -> None:
    head = "ID|Action|Date|Status"
    ward.imports.bring_in(sheet(head, "17|Check the fridge door|1 Jul 2026|closed"), "a")
    again = sheet(
        head,
        "17|Check the fridge door|1 Jul 2026|closed",
        "17|Check the fridge door|8 Jul 2026|open",
    )
    plan = ward.imports.plan(again, "b")
    assert [row.fate for row in plan.rows] == [RowFate.DUPLICATE, RowFate.NEW]


def test_notes_that_are_too_long_together_are_refused(ward: Ward) -> None:
    rows = (f"Ring the lift firm|{letter * 6000}" for letter in "ab")
    plan = ward.imports.plan(sheet("Action|Note", *rows), "a")
    assert fates(plan.rows) == {RowFate.REFUSED: 2}
    assert plan.rows[0].says.startswith("Its notes are longer than 10,000 characters together.")


def test_what_was_closed_and_is_raised_on_a_later_day_is_another_action(ward: Ward) -> None:
    log = sheet(
        "Action|Date|Status",
        "Check the fridge|1 Jul 2026|closed",
        "Check the fridge|8 Jul 2026|open",
    )
    assert ward.imports.bring_in(log, "a").run.new == 2
    assert fates(ward.imports.plan(log, "a").rows) == {RowFate.DUPLICATE: 2}


def test_several_in_one_cell_each_get_a_part(ward: Ward) -> None:
    ward.imports.bring_in(
        sheet("Action|Owner", "Agree one time for charts|Pharmacy / Porters; Medical"), "a"
    )
    assert actions(ward)[0].departments == ("Pharmacy", "Porters", "Medical")


def test_whoever_is_named_besides_is_told_in_its_story(ward: Ward) -> None:
    ward.people.add_person("Jo Byrne")
    ward.imports.bring_in(
        sheet("Action|Owner", "Agree one time for charts|Pharmacy, Jo Byrne, Sam X"), "a"
    )
    item = actions(ward)[0]
    assert (item.owner_name, item.departments) == ("Jo Byrne", ("Pharmacy",))
    told = " ".join(event.what for event in ward.followups.story(item.id))
    assert "Pharmacy, Jo Byrne, Sam X" in told
    assert "also named: Sam X" in told


def test_a_concern_keeps_the_words_for_all_who_raised_it(ward: Ward) -> None:
    log = sheet("Concern|Raised by", "Two beds have no call bell|Nursing and Porters")
    ward.imports.bring_in(log, "concerns.csv")
    with ward.planning._store.read() as reader:  # noqa: SLF001 - a ward hands its store to nobody
        kept = reader.execute(select(Item.why)).scalars().all()
    assert kept == ["Raised by: Nursing and Porters"]


def test_who_is_retired_is_known_by_name_and_has_no_part_of_what_is_for_all(ward: Ward) -> None:
    jo = ward.people.add_person("Jo Byrne")
    ward.people.retire_person(jo.id)
    teams = {team.name: team for team in ward.people.departments()}
    ward.people.retire_department(teams["Porters"].id)
    log = sheet(
        "Action|Owner",
        "Agree one time for charts|ALL to Jo Byrne",
        "Bring the hoist back|Porters",
    )
    plan = ward.imports.bring_in(log, "a").plan
    assert plan.owners == ()
    found = {item.text: item for item in actions(ward)}
    everywhere = found["Agree one time for charts"]
    assert (everywhere.owner_name, everywhere.owner_is_known) == ("Jo Byrne", True)
    assert set(everywhere.departments) == set(teams) - {"Porters"}
    assert found["Bring the hoist back"].department_name == "Porters"


def test_nobody_is_made_up(ward: Ward) -> None:
    people = {person.name for person in ward.people.people()}
    ward.imports.bring_in(
        sheet("Action|Owner", "Ring the wards today|Sam Okafor", "Count the slings|night staff"),
        "a",
    )
    made = [person for person in ward.people.people() if person.name not in people]
    assert [(person.name, person.is_post) for person in made] == [("night staff", True)]


def test_no_department_is_made_for_what_is_there_already(ward: Ward) -> None:
    ward.imports.bring_in(sheet("Action|Owner", "Bring the hoist back|Jo"), "a")
    before = whole(ward)
    later = sheet("Action|Owner|Group", "Bring the hoist back|Jo|Theatre 9")
    assert fates(ward.imports.bring_in(later, "b").plan.rows) == {RowFate.DUPLICATE: 1}
    assert whole(ward) == before


def test_an_owner_can_be_said_to_be_a_department(ward: Ward) -> None:
    decided = ImportMapping(owners={"theatre 4": OwnerIs.DEPARTMENT})
    ward.imports.bring_in(sheet("Action|Owner", "Bring the hoist back|Theatre 4"), "a", decided)
    assert actions(ward)[0].department_name == "Theatre 4"


def test_what_is_sensitive_stays_hidden_from_whoever_may_not_see_it(ward: Ward) -> None:
    log = sheet(
        "Action|Confidential",
        "Speak with the family again|yes",
        "Ask about the rota again|HR",
        "Count the slings today|",
    )
    ward.imports.bring_in(log, "a")
    assert {item.text: item.is_sensitive for item in actions(ward)} == {
        "Speak with the family again": True,
        "Ask about the rota again": True,
        "Count the slings today": False,
    }


def test_a_point_in_time_of_a_file_is_the_unit_s_day_and_hour(ward: Ward) -> None:
    at = dt.datetime(2026, 9, 2, 23, 30, tzinfo=dt.UTC)
    ward.imports.bring_in(table_of(("Action", "Due"), ("Order new slings today", at)), "a")
    assert (actions(ward)[0].due_on, actions(ward)[0].due_time) == (
        dt.date(2026, 9, 3),
        dt.time(0, 30),
    )


def test_a_planners_rows_above_the_header_are_passed_over(ward: Ward) -> None:
    log = table_of(
        ("Plan name", "Ward 7 safety"),
        ("Date of export", "6 Aug 2026"),
        (),
        ("Task ID", "Task Name", "Bucket Name", "Progress", "Assigned To", "Due date"),
        ("x1", "Order new slings today", "Ward", "In progress", "Jo", dt.date(2026, 9, 3)),
    )
    plan = ward.imports.plan(log, "plan.xlsx")
    assert (plan.header_at, fates(plan.rows)) == (4, {RowFate.NEW: 1})
    ward.imports.bring_in(log, "plan.xlsx")
    assert (actions(ward)[0].status, actions(ward)[0].due_on) == (
        Status.IN_PROGRESS,
        dt.date(2026, 9, 3),
    )


def test_a_file_that_is_no_action_log_says_what_is_missing(ward: Ward) -> None:
    log = sheet("Bed|Weight", "3|71", "4|80")
    plan = ward.imports.plan(log, "a")
    assert plan.missing == (ImportField.TEXT,)
    with pytest.raises(Unanswered, match="No column says this: What it says"):
        ward.imports.bring_in(log, "a")


def test_its_story_tells_where_an_action_came_from(ward: Ward) -> None:
    log = sheet("Action|Date", "Order new slings today|3 Aug 2026")
    done = ward.imports.bring_in(log, "old log.csv")
    item = actions(ward)[0]
    assert item.code == done.plan.rows[0].code
    told = [event.what for event in ward.followups.story(item.id)]
    assert told == ["brought in from the file “old log.csv”; raised on Mon 03-Aug-2026"]


def test_whatever_came_in_can_be_found(ward: Ward) -> None:
    ward.imports.bring_in(sheet("Action|Owner", "Mend the humidifier|Jo"), "a")
    found = ward.followups.find(FollowUpsFilter(text="humidif"), limit=5, offset=0)
    assert len(found.items) == 1
