"""Whatever people write leaves as text: in no file does it become anything else."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from huddle.exchange import as_csv, as_ics, as_xlsx
from huddle.exchange.our_tables import ACTIONS
from huddle.rows.items import ItemRow
from huddle.rules.plain_text import one_line, shown
from huddle.vocabulary import ItemKind, Status

ZONE = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC)
_STARTS = st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "\n=", "\u202e=", "\x00=", " ="])
_TEXTS = st.builds(str.__add__, _STARTS, st.text(st.characters(exclude_categories=["Cs"])))
_UNHURRIED = settings(deadline=None, max_examples=50)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def action(text: str, number: int = 0) -> ItemRow:
    """An action with these words in all fields."""
    return ItemRow(
        id=f"id-{number}",
        code="2225-8",
        kind=ItemKind.ACTION,
        status=Status.NOT_STARTED,
        text=text,
        raised_at=NOW,
        raised_on=NOW.date(),
        row_version=1,
        owner_name=text,
        place=text,
        note=text,
    )


@_UNHURRIED
@given(_TEXTS)
def test_a_cell_of_csv_is_its_text_and_no_formula(text: str) -> None:
    file = io.BytesIO()
    as_csv.write(file, ACTIONS, [action(text)], ZONE)
    _head, line = csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline=""))
    assert line[1].removeprefix("'") == shown(text).removeprefix("'")
    assert not [cell for cell in line if cell.startswith(_FORMULA)]


@_UNHURRIED
@given(_TEXTS)
def test_a_cell_of_a_workbook_is_its_text_and_no_formula(text: str) -> None:
    file = io.BytesIO()
    as_xlsx.write(file, ACTIONS, [action(text)], ZONE)
    sheet: Any = load_workbook(file).active
    cell = sheet["B2"]
    assert cell.data_type != "f"
    assert (cell.value or "") == shown(text)


@_UNHURRIED
@given(st.lists(_TEXTS, max_size=4))
def test_a_task_is_one_task_whatever_it_says(texts: list[str]) -> None:
    file = io.BytesIO()
    items = [action(text, number) for number, text in enumerate(texts)]
    as_ics.write(file, items, lambda item: as_ics.task(item, ZONE), NOW)
    tasks = Calendar.from_ical(file.getvalue()).walk("VTODO")
    assert [str(task["SUMMARY"]) for task in tasks] == [one_line(text) for text in texts]
    assert [str(task["UID"]) for task in tasks] == [f"{item.id}@huddle" for item in items]


@pytest.mark.parametrize("write", [as_csv.write, as_xlsx.write], ids=["csv", "xlsx"])
def test_many_rows_take_no_more_memory_than_few(write: Callable[..., None], tmp_path: Path) -> None:
    def peak(count: int) -> int:
        rows = (action(f"Step {number}", number) for number in range(count))
        tracemalloc.start()
        with (tmp_path / "many").open("wb") as file:
            write(file, ACTIONS, rows, ZONE)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    # What is imported at the first use counts in neither.
    peak(1)
    assert peak(900) < 2 * peak(150)
