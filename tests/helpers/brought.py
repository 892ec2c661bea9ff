"""Files as a ward may bring them, in each format, made on the spot."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from huddle.exchange.tables import tables_of
from huddle.import_words import RowFate
from huddle.rows.imports import Cells, ImportTable
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.ward import Ward

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Ward 7
BEGIN:VTODO
UID:1
SUMMARY:Check the bed rails
DUE;VALUE=DATE:20260806
STATUS:NEEDS-ACTION
CATEGORIES:Falls,Beds
BEGIN:VALARM
DESCRIPTION:Beep
END:VALARM
END:VTODO
BEGIN:VEVENT
UID:2
SUMMARY:Round\\, with pharmacy
DTSTART;TZID=Europe/London:20260807T083000
DURATION:PT15M
ORGANIZER;CN=Ana Silva:mailto:ana@example.org
ATTENDEE:mailto:ben@example.org
ATTENDEE;CN=Cleo:mailto:cleo@example.org
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

BOARD = {
    "name": "Safety board",
    "lists": [{"id": "l1", "name": "To do"}, {"id": "l2", "name": "Old", "closed": True}],
    "members": [{"id": "m1", "fullName": "Ana Silva"}, {"id": "m2", "username": "ben"}],
    "checklists": [
        {
            "id": "c1",
            "name": "Steps",
            "checkItems": [
                {"name": "Ring", "state": "complete"},
                {"name": "Fit", "state": "incomplete"},
            ],
        }
    ],
    "cards": [
        {
            "name": "Order slide sheets",
            "desc": "Bay 4",
            "idList": "l1",
            "idMembers": ["m1", "m2"],
            "idChecklists": ["c1"],
            "labels": [{"name": "Falls"}, {"name": "", "color": "red"}],
            "due": "2026-08-06T09:00:00.000Z",
            "dueComplete": True,
            "url": "https://trello.example/c/1",
        },
        {"name": "Mend the hoist", "idList": "l2", "closed": False},
    ],
}

OBJECTS = [
    {"action": "Check the bed rails", "who": ["Ana", "Ben"], "late": False},
    {"action": "Order sheets", "count": 3, "more": {"bay": 4}},
]

CSV = 'Action;Owner;Due\r\n"Check the\r\nbed rails";Siân;06/08/2026\r\nOrder sheets;;\r\n'


def table(path: Path) -> ImportTable:
    """The one table of a file."""
    (found,) = tables_of(path)
    return found


def rows(path: Path) -> list[Cells]:
    """All rows of the one table of a file."""
    return list(table(path).read())


def text(folder: Path, content: str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    """A text file."""
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def as_json(folder: Path, content: Any) -> Path:
    """A JSON file."""
    return text(folder, json.dumps(content), "list.json")


def workbook(
    folder: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    change: Callable[[Workbook], object] = bool,
) -> Path:
    """A workbook.

    Args:
        sheets: The rows of each.
        change: What else is done to it before it is saved.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    change(book)
    path = folder / "list.xlsx"
    book.save(path)
    return path


def small_workbook(folder: Path) -> Path:
    """A workbook with a few cells of each kind."""
    day = dt.datetime(2026, 8, 6)  # noqa: DTZ001 - a workbook knows no zones
    return workbook(
        folder, {"Log": [["Action", "Due", "Days"], ["Check", day, 3], ["=1+1", 0.5, True]]}
    )


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """A workbook in which one part was changed."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


GOOD: dict[str, Callable[[Path], Path]] = {
    "csv": lambda folder: text(folder, CSV),
    "xlsx": small_workbook,
    "ics": lambda folder: text(folder, CALENDAR, "list.ics"),
    "json": lambda folder: as_json(folder, OBJECTS),
    "board": lambda folder: as_json(folder, BOARD),
}
"""A file of each format that is as it should be."""


def table_of(*rows: Cells) -> ImportTable:
    """A table made by hand, as `tables_of` would hand one out."""
    return ImportTable("log", "by hand", (), lambda: iter(rows))


def sheet(*lines: str) -> ImportTable:
    """A table from lines with `|` between the cells; an empty cell is none."""
    split = ([cell.strip() or None for cell in line.split("|")] for line in lines)
    return table_of(*map(tuple, split))


def actions(ward: Ward) -> tuple[ItemRow, ...]:
    """All actions of a ward, done or not."""
    return ward.followups.find(FollowUpsFilter(status="all"), limit=1000, offset=0).items


def fates(rows: Any) -> Counter[RowFate]:
    """How often each fate befell the rows of a file."""
    return Counter(row.fate for row in rows)
