"""The attendance list: what it says, and read back as text."""

from __future__ import annotations

import datetime as dt

from huddle.rows.huddles import AttendanceList, AttendeeRow
from huddle.sheets.attendance import attendance_draft, sign_in_draft
from huddle.sheets.attendance_content import attendance_of
from huddle.sheets.stamp import PaperSize
from huddle.vocabulary import HuddleStatus, Presence
from tests.helpers.sheet_rows import (
    make_department,
    make_huddle,
    make_stamp,
    make_unit,
    typical_departments,
)
from tests.helpers.sheet_text import pages_of, text_of

ROSTER = (
    AttendeeRow("Nursing", is_department=True, presence=Presence.HERE),
    AttendeeRow("Porters", is_department=True, presence=Presence.APOLOGIES),
    AttendeeRow("Pharmacy", is_department=True, presence=Presence.UNMARKED),
    AttendeeRow("A. Kowalska", is_department=False, presence=Presence.HERE),
)
PLANNED = make_huddle(number=0, status=HuddleStatus.PLANNED, started_at=None, closed_at=None)


def held(*attendees: AttendeeRow, **fields: object) -> AttendanceList:
    return AttendanceList(make_huddle(**fields), make_unit(), attendees)


def printed(found: AttendanceList) -> str:
    return text_of(attendance_draft(found, make_stamp()).draw(PaperSize.A4))


def test_who_was_here_who_sent_apologies_and_who_was_not_marked() -> None:
    sheet = attendance_of(held(*ROSTER), make_stamp())

    assert [(one.title, one.departments, one.people) for one in sheet.groups] == [
        ("Here", ("Nursing",), ("A. Kowalska",)),
        ("Apologies", ("Porters",), ()),
        ("Not marked", ("Pharmacy",), ()),
    ]
    text = printed(held(*ROSTER))
    assert "Here – 2 Departments Nursing People A. Kowalska" in text
    assert "Huddle 214" in text
    assert "As at Mon 23-Nov-2026 08:26." in text


def test_one_typed_in_later_speaks_of_when_it_was_typed() -> None:
    at = dt.datetime(2026, 11, 26, 14, 5, tzinfo=dt.UTC)
    late = held(*ROSTER, entered_late_by="Erin", entered_late_at=at)
    assert "As at Thu 26-Nov-2026 14:05." in printed(late)


def test_one_that_was_not_held_says_why() -> None:
    off = held(status=HuddleStatus.NOT_HELD, not_held_reason="Snow", started_at=None)

    text = printed(off)

    assert "Not held: Snow" in text
    assert "Nobody was on the list." in text


def test_of_one_that_is_planned_there_is_a_list_to_sign() -> None:
    draft = sign_in_draft(PLANNED, make_unit(), typical_departments(), make_stamp())

    text = text_of(draft.draw(PaperSize.A4))

    assert "Monday 23 November 2026, 08:15" in text
    assert "Department Name Role Initials Nursing Medical Pharmacy" in text
    assert "Huddle 0" not in text
    assert "To sign:\n- Nursing\n- Medical" in draft.text()


def test_each_further_page_to_sign_has_its_heads() -> None:
    many = [make_department(f"Team {number:03}", number) for number in range(80)]

    pages = pages_of(sign_in_draft(PLANNED, make_unit(), many, make_stamp()).draw(PaperSize.A4))

    head = "Ward safety huddle, continued Department Name Role Initials Team"
    assert len(pages) > 2
    assert all(page.startswith(head) for page in pages[1:-1])
    assert all(row.name in " ".join(pages) for row in many)


def test_two_hundred_names_go_on_with_their_heading() -> None:
    many = [
        AttendeeRow(f"Name {number:03}", is_department=False, presence=Presence.HERE)
        for number in range(200)
    ]

    pages = pages_of(attendance_draft(held(*many), make_stamp()).draw(PaperSize.A4))

    assert len(pages) > 2
    assert all("Here, continued" in page for page in pages[1:])
    assert all(row.name in " ".join(pages) for row in many)


def test_the_guard_is_given_every_name() -> None:
    written = [one.text for one in attendance_draft(held(*ROSTER), make_stamp()).written()]

    assert {"M. Okafor", *(row.name for row in ROSTER)} <= set(written)
    assert "- A. Kowalska" in attendance_draft(held(*ROSTER), make_stamp()).text()
