"""Calendars are read entry by entry, with the faults that real ones have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from huddle.errors import Refused
from huddle.exchange.calendar_in import HEADER
from huddle.exchange.tables import tables_of
from huddle.rows.imports import Cell
from tests.helpers.brought import CALENDAR, rows, table, text


def entry(folder: Path, *lines: str, kind: str = "VTODO") -> dict[str, Cell]:
    """The cells of the one entry of a calendar that are not empty, by their column."""
    content = ["BEGIN:VCALENDAR", f"BEGIN:{kind}", *lines, f"END:{kind}", "END:VCALENDAR", ""]
    (row,) = rows(text(folder, "\r\n".join(content), "list.ics"))
    return {name: cell for name, cell in zip(HEADER, row, strict=False) if cell is not None}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tasks_and_events_are_read(tmp_path: Path, encoding: str) -> None:
    content = CALENDAR.replace("Cleo", "Zoë")
    found = table(text(tmp_path, content, "list.ics", encoding))
    assert (found.name, found.header) == ("Ward 7", HEADER)
    task, event = (dict(zip(HEADER, row, strict=False)) for row in found.read())
    assert {name: cell for name, cell in task.items() if cell is not None} == {
        "uid": "1",
        "kind": "task",
        "summary": "Check the bed rails",
        "due": dt.date(2026, 8, 6),
        "status": "NEEDS-ACTION",
        "categories": "Falls; Beds",
    }
    start = dt.datetime(2026, 8, 7, 8, 30, tzinfo=ZoneInfo("Europe/London"))
    assert {name: cell for name, cell in event.items() if cell is not None} == {
        "uid": "2",
        "kind": "event",
        "summary": "Round, with pharmacy",
        "start": start,
        "end": start + dt.timedelta(minutes=15),
        "organizer": "Ana Silva",
        "attendees": "ben@example.org; Zoë",
    }


def test_a_calendar_is_known_by_how_it_begins(tmp_path: Path) -> None:
    assert table(text(tmp_path, f"\ufeff\r\n{CALENDAR}", "list.txt")).header == HEADER


def test_a_date_of_completion_counts_more_than_the_status(tmp_path: Path) -> None:
    found = entry(tmp_path, "STATUS:NEEDS-ACTION", "COMPLETED:20260806T073000Z")
    assert found["status"] == "COMPLETED"
    assert found["completed"] == dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC)
    assert "date of completion" in table(tmp_path / "list.ics").how


@pytest.mark.parametrize("status", ["NEEDS-ACTION", "COMPLETED", "CANCELLED"])
def test_without_one_the_status_stands(tmp_path: Path, status: str) -> None:
    assert entry(tmp_path, f"STATUS:{status}")["status"] == status


@pytest.mark.parametrize(
    "folded",
    [
        ("DESCRIPTION:Ring the phar", " macy today"),
        ("DESCRIPTION:Ring the phar", "\tmacy today"),
        ("DESCRIPTION:Ring the pharmacy", "  today"),
        ("DESCRIPTION", "", " :Ring the pharmacy today"),
    ],
)
def test_folded_lines_are_put_together(tmp_path: Path, folded: tuple[str, ...]) -> None:
    assert entry(tmp_path, *folded)["description"] == "Ring the pharmacy today"


def test_a_line_that_is_not_folded_as_it_should_be_goes_on(tmp_path: Path) -> None:
    found = entry(tmp_path, "DESCRIPTION:Ring the pharmacy", "and ask", "Note: today", "UID:1")
    assert found["description"] == "Ring the pharmacy\nand ask\nNote: today"
    assert found["uid"] == "1"


def test_a_letter_that_a_fold_cuts_in_two_is_whole_again(tmp_path: Path) -> None:
    path = text(tmp_path, CALENDAR.replace("Cleo", "Zoë"), "list.ics")
    path.write_bytes(path.read_bytes().replace("ë".encode(), b"\xc3\r\n \xab"))
    assert list(table(path).read())[1][HEADER.index("attendees")] == "ben@example.org; Zoë"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_line_end_will_do(tmp_path: Path, end: str) -> None:
    assert len(rows(text(tmp_path, CALENDAR.replace("\r\n", end), "list.ics"))) == 2


def test_several_calendars_are_several_tables(tmp_path: Path) -> None:
    other = CALENDAR.replace("Ward 7", "Ward 8").replace("bed rails", "hoist")
    nameless = CALENDAR.replace("X-WR-CALNAME:Ward 7\r\n", "")
    found = tables_of(text(tmp_path, f"{CALENDAR}\ufeff{other}{nameless}", "list.ics"))
    assert [one.name for one in found] == ["Ward 7", "Ward 8", "list"]
    assert [next(one.read())[2] for one in found] == [
        "Check the bed rails",
        "Check the hoist",
        "Check the bed rails",
    ]


@pytest.mark.parametrize("zone", ["Ward Time", "/example.org/Nowhere"])
def test_of_an_unknown_zone_the_time_stands(tmp_path: Path, zone: str) -> None:
    found = entry(tmp_path, f"DUE;TZID={zone}:20260806T083000")
    assert found["due"] == dt.datetime(2026, 8, 6, 8, 30)  # noqa: DTZ001 - no zone is known


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("GMT Standard Time", "Europe/London"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
    ],
)
def test_zones_by_the_names_of_other_programs_are_known(
    tmp_path: Path, zone: str, name: str
) -> None:
    found = entry(tmp_path, f"DUE;TZID={zone}:20260806T083000")
    assert found["due"] == dt.datetime(2026, 8, 6, 8, 30, tzinfo=ZoneInfo(name))


def test_what_is_no_date_stays_as_it_stands(tmp_path: Path) -> None:
    found = entry(tmp_path, "DUE:next week", "SUMMARY:Ring", "SEQUENCE:many")
    assert (found["due"], found["summary"]) == ("next week", "Ring")


def test_a_large_picture_in_an_entry_is_passed_over(tmp_path: Path) -> None:
    picture = "\r\n ".join(["ATTACH;ENCODING=BASE64;VALUE=BINARY:", *["QUJD" * 15] * 5_000])
    assert entry(tmp_path, picture, "SUMMARY:Ring")["summary"] == "Ring"


def test_a_text_longer_than_any_cell_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="more than 131,072 characters"):
        entry(tmp_path, "SUMMARY:" + "Ring " * 30_000)


@pytest.mark.parametrize("lines", range(1, CALENDAR.count("\r\n")))
def test_a_calendar_that_was_cut_off_is_refused(tmp_path: Path, lines: int) -> None:
    cut = "".join(CALENDAR.splitlines(keepends=True)[:lines])
    with pytest.raises(Refused, match="not whole"):
        tables_of(text(tmp_path, cut, "list.ics"))


@pytest.mark.parametrize("content", ["BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "Dear all,\r\n"])
def test_a_calendar_without_tasks_and_events_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(Refused, match="nothing in this file"):
        tables_of(text(tmp_path, content, "list.ics"))
