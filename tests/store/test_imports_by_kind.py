"""Concerns, people, readings and patients' comments that come in from files."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from huddle.exchange.tables import tables_of
from huddle.import_words import ImportField, ImportKind, RowFate
from huddle.measure_words import Direction, Family, MeasureKind
from huddle.model import Item
from huddle.rows.imports import ImportMapping
from huddle.rows.patient_voice import CommentsFilter
from huddle.vocabulary import RoleGroup
from huddle.ward import Ward
from tests.helpers import minutes
from tests.helpers.brought import fates, sheet


def test_concerns_come_in_and_wait_for_no_huddle(ward: Ward) -> None:
    log = sheet(
        "Concern|Raised by|Date|Status",
        "Two beds have no working call bell|Nursing|3 Aug 2026|open",
        "The lift door sticks on level 2|Porters|4 Aug 2026|closed",
    )
    done = ward.imports.bring_in(log, "concerns.csv")
    assert done.run.kind is ImportKind.CONCERNS
    assert fates(ward.imports.plan(log, "again").rows) == {RowFate.DUPLICATE: 2}
    started = ward.running.start(next(one.id for one in ward.templates.series() if one.is_main))
    assert started.items == ()


def test_people_come_in_and_who_is_known_stays_as_they_are(ward: Ward) -> None:
    ward.people.add_person("Ada Mills", extension="11")
    listed = sheet(
        "Name|Job title|Department|Phone",
        "Ada Mills|Nurse|Nursing|99",
        "Ben Osei|Senior pharmacist|Pharmacy|4411",
        "Hoist champion lead|Manager|Site office|",
    )
    done = ward.imports.bring_in(listed, "staff.csv")
    assert [row.fate for row in done.plan.rows] == [
        RowFate.DUPLICATE,
        RowFate.NEW,
        RowFate.NEW,
    ]
    people = {person.name: person for person in ward.people.people()}
    assert people["Ada Mills"].extension == "11"
    ben = people["Ben Osei"]
    assert (ben.role_group, ben.department_name) == (RoleGroup.PHARMACIST, "Pharmacy")
    assert people["Hoist champion lead"].is_post
    ward.imports.take_back(done.run.id)
    assert {person.name for person in ward.people.people()} & {
        "Ben Osei",
        "Hoist champion lead",
    } == set()
    assert "Site office" not in {team.name for team in ward.people.departments()}


def measure(ward: Ward, name: str, kind: MeasureKind = MeasureKind.COUNT) -> str:
    """The id of a new measure."""
    made = ward.measures.add(name, family=Family.SAFETY, kind=kind, direction=Direction.DOWN)
    return made.id


def test_readings_come_in_with_a_column_for_each_measure(ward: Ward) -> None:
    falls, ulcers = measure(ward, "Falls"), measure(ward, "Ulcers")
    listed = sheet("Week|Falls|Ulcers", "20 Jul 2026|3|1", "27 Jul 2026|2|", "3 Aug 2026|4|0")
    done = ward.imports.bring_in(listed, "weeks.csv", ImportMapping(kind=ImportKind.MEASURES))
    assert [one.value for one in ward.measures.readings(falls)] == [4, 2, 3]
    assert [one.value for one in ward.measures.readings(ulcers)] == [0, 1]
    assert fates(ward.imports.plan(listed, "again").rows) == {RowFate.DUPLICATE: 3}
    ward.imports.take_back(done.run.id)
    assert ward.measures.readings(falls) == ()


def test_another_reading_of_a_day_is_refused_and_none_is_overwritten(ward: Ward) -> None:
    falls = measure(ward, "Falls")
    ward.measures.read(falls, "3 Aug 3")
    listed = sheet("Measure|Date|Value", "Falls|3 Aug 2026|5", "Slips|3 Aug 2026|1")
    plan = ward.imports.plan(listed, "a")
    assert [row.says for row in plan.rows] == [
        "Falls has another reading of Mon 03-Aug-2026 already: correct that one.",
        "There is no measure “Slips”. Define it first, then bring the file in.",
    ]


@minutes.are_there
def test_readings_of_a_real_measure_come_in(ward: Ward) -> None:
    clients = measure(ward, "KPI-309 Number of Clients Seen in Month")
    table = tables_of(minutes.folder() / "spc-clients-seen.csv")[0]
    done = ward.imports.bring_in(table, "spc-clients-seen.csv")
    assert done.run.new == len(ward.measures.readings(clients)) == 25


def test_themes_come_in_as_the_ward_writes_them(ward: Ward) -> None:
    began_with = ward.patient_voice.themes()[0].name
    long = "Waiting " * 20
    listed = sheet(
        "Theme|Feedback",
        f"{began_with.upper()}|Nobody said when",
        "Gardens|The roses helped",
        "|All was well",
        f"{long}|It took for ever",
    )
    plan = ward.imports.plan(listed, "asked.csv")
    assert [column.field for column in plan.columns] == [ImportField.THEME, ImportField.TEXT]
    ward.imports.bring_in(listed, "asked.csv")
    comments = ward.patient_voice.comments(CommentsFilter()).rows
    assert {row.text: row.theme for row in comments} == {
        "Nobody said when": began_with,
        "The roses helped": "Gardens",
        "All was well": "",
        "It took for ever": "",
    }
    found = ward.search.find("waiting").rows
    assert [row.text for row in found] == ["It took for ever"]


@minutes.are_there
def test_a_column_of_real_labels_can_be_said_to_be_the_themes(ward: Ward) -> None:
    table = tables_of(minutes.folder() / "patient-comments.csv")[0]
    labels = ImportMapping(columns={"label": ImportField.THEME})
    ward.imports.bring_in(table, "patient-comments.csv", labels)
    sorted_under = {one.name for one in ward.patient_voice.themes() if one.count}
    assert sorted_under == {row[0] for row in table.read()} - {"label"}


@minutes.are_there
def test_all_that_patients_wrote_comes_in_whole(ward: Ward) -> None:
    table = tables_of(minutes.folder() / "patient-comments.csv")[0]
    done = ward.imports.bring_in(table, "patient-comments.csv")
    written = [row[-1] for row in list(table.read())[1:]]
    assert done.run.kind is ImportKind.COMMENTS
    assert done.run.new == sum(1 for words in written if words)
    with ward.planning._store.read() as reader:  # noqa: SLF001 - a ward hands its store to nobody
        kept = reader.execute(select(Item.text).order_by(Item.id)).scalars().all()
    assert Counter(kept) == Counter(str(words) for words in written if words)
    again = ward.imports.plan(table, "patient-comments.csv")
    assert again.count(RowFate.NEW) == 0
