"""Workbooks are read a row at a time; what is none, or could fill the memory, is refused."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from huddle.errors import Refused
from huddle.exchange.tables import tables_of
from tests.helpers.brought import rows, small_workbook, table, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"
DAY = dt.datetime(2026, 8, 6)  # noqa: DTZ001 - a workbook knows no zones


def test_each_sheet_that_shows_and_holds_something_is_a_table(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book["Lists"].sheet_state = "hidden"
        book["Deep"].sheet_state = "veryHidden"

    sheets = {"Log": [["a"]], "Lists": [["b"]], "Deep": [["c"]], "Empty": [], "Old log": [["d"]]}
    found = tables_of(workbook(tmp_path, sheets, hide))
    assert [(one.name, one.how, one.header) for one in found] == [
        ("Log", "Workbook", ()),
        ("Old log", "Workbook", ()),
    ]
    assert [list(one.read()) for one in found] == [[("a",)], [("d",)]]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Check\xa0the rails ", "Check the rails"),
        ("two_x000D_\nlines", "two\nlines"),
        (7, 7),
        (7.5, 7.5),
        (True, True),
        (DAY, DAY.date()),
        (DAY.replace(hour=8, minute=30), DAY.replace(hour=8, minute=30)),
        (dt.time(8, 30), dt.time(8, 30)),
        (dt.timedelta(hours=26, minutes=5), "26:05"),
        (46_000, 46_000),
        ("#N/A", "#N/A"),
    ],
)
def test_a_cell_is_what_the_spreadsheet_shows(
    tmp_path: Path, value: object, expected: object
) -> None:
    ((cell,),) = rows(workbook(tmp_path, {"Log": [[value]]}))
    assert (cell, type(cell)) == (expected, type(expected))


def test_a_number_is_a_date_only_where_the_cell_says_so(tmp_path: Path) -> None:
    def format_the_second(book: Workbook) -> None:
        book["Log"]["B1"].number_format = "dd/mm/yyyy"

    assert rows(workbook(tmp_path, {"Log": [[46_240, 46_240]]}, format_the_second)) == [
        (46_240, dt.date(2026, 8, 6))
    ]


def test_a_date_beyond_all_calendars_is_an_error_cell(tmp_path: Path) -> None:
    def format_it(book: Workbook) -> None:
        book["Log"]["A1"].number_format = "dd/mm/yyyy"

    assert rows(workbook(tmp_path, {"Log": [[10**12]]}, format_it)) == [("#VALUE!",)]


def test_merged_cells_have_their_value_in_the_first(tmp_path: Path) -> None:
    def merge(book: Workbook) -> None:
        book["Log"].merge_cells("A1:B2")

    found = rows(workbook(tmp_path, {"Log": [["Ward 7", "x", "y"], ["z", "w", "v"]]}, merge))
    assert found == [("Ward 7", None, "y"), (None, None, "v")]


def test_a_formula_has_the_result_that_was_stored(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Log": [["=1+1", "a"]]})
    with_part(
        path, SHEET, lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    )
    found = table(path)
    assert (found.how, list(found.read())) == ("Workbook", [(2, "a")])


def test_a_formula_without_a_result_is_told(tmp_path: Path) -> None:
    found = tables_of(workbook(tmp_path, {"Log": [["=1+1", "a"]], "Plain": [["b"]]}))
    assert list(found[0].read()) == [(None, "a")]
    assert "formulas without a stored result are empty" in found[0].how
    assert found[1].how == "Workbook"


def test_a_formula_whose_result_is_an_empty_text_has_a_result(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Log": [['=IF(B1="a","","x")', "a"]]})
    with_part(path, SHEET, lambda xml: xml.replace(b'<c r="A1"', b'<c r="A1" t="str"'))
    assert table(path).how == "Workbook"


def test_rows_above_the_header_and_empty_ones_keep_their_places(tmp_path: Path) -> None:
    """So is the export of Microsoft Planner."""
    content = [
        ["Plan name", "Ward 7"],
        ["Date of export", DAY],
        [],
        ["Task", "Due"],
        ["Ring", None],
    ]
    assert rows(workbook(tmp_path, {"Tasks": content})) == [
        ("Plan name", "Ward 7"),
        ("Date of export", DAY.date()),
        (),
        ("Task", "Due"),
        ("Ring",),
    ]


def test_a_size_that_is_not_true_hides_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Log": [["a", "b"], ["c", "d"]]})
    with_part(path, SHEET, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:A1"'))
    assert rows(path) == [("a", "b"), ("c", "d")]


def test_formats_without_values_widen_nothing(tmp_path: Path) -> None:
    def format_far_away(book: Workbook) -> None:
        book["Log"].cell(1, 10_000).font = Font(bold=True)

    assert rows(workbook(tmp_path, {"Log": [["a"]]}, format_far_away)) == [("a",)]


def test_rows_that_are_only_formatted_are_none(tmp_path: Path) -> None:
    cells = [["Action"], [None], ["Ring"]]

    def format_to_the_bottom(book: Workbook) -> None:
        for number in range(4, 3000):
            book.worksheets[0].cell(number, 1).fill = PatternFill("solid", "FFFF00")

    found = table(workbook(tmp_path, {"Log": cells}, format_to_the_bottom))
    assert list(found.read()) == [("Action",), (), ("Ring",)]


def test_ten_thousand_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="more than 500 columns"):
        tables_of(workbook(tmp_path, {"Log": [[*range(1, 10_001)]]}))


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing in this file"):
        tables_of(workbook(tmp_path, {"Log": [], "More": [[None, ""]]}))


def test_its_name_does_not_matter(tmp_path: Path) -> None:
    path = small_workbook(tmp_path).rename(tmp_path / "list.csv")
    assert table(path).name == "Log"


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _zip_of_something_else(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear all")


def _locked_zip(path: Path) -> None:
    content = path.read_bytes()
    entry = content.index(b"PK\x01\x02")
    path.write_bytes(content[: entry + 8] + b"\x01" + content[entry + 9 :])


def _locked_workbook(path: Path) -> None:
    marks = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(bytes(1000).join(marks))


def _old_workbook(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))


def _row_at_the_end_of_the_world(path: Path) -> None:
    with_part(path, SHEET, lambda xml: xml.replace(b'<row r="3"', b'<row r="999999999999"'))


def _definitions(path: Path) -> None:
    """A few letters that stand for gigabytes."""
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    doctype = b'<!DOCTYPE x [<!ENTITY l0 "ha">%s]>' % laughs
    with_part(path, SHEET, lambda xml: doctype + xml.replace(b"<v>3</v>", b"<v>&l9;</v>"))


def _endless_row(path: Path) -> None:
    with_part(path, SHEET, lambda xml: xml.replace(b"</row>", b"<c/>" * 4_000_000 + b"</row>", 1))


def _endless_row_that_seems_to_end(path: Path) -> None:
    cells = (b"<c/>" * 4_000 + b"<![CDATA[</row>]]>") * 1_000
    with_part(path, SHEET, lambda xml: xml.replace(b"</row>", cells + b"</row>", 1))


def _gigabyte(path: Path) -> None:
    _declare(path, 2**30)


def _gigabyte_that_claims_to_be_small(path: Path) -> None:
    """What is unpacked beyond what was declared is not taken."""
    _endless_row(path)
    _declare(path, 2_000)


def _declare(path: Path, size: int) -> None:
    """Have the sheet be as large as that, by what the list of parts says."""
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    struct.pack_into("<I", content, entry + 24, size)
    path.write_bytes(bytes(content))


def _many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"xl/{number}", b"")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (_half, "not whole"),
        (_zip_of_something_else, "could not be read as a workbook"),
        (_locked_zip, "protected by a password"),
        (_locked_workbook, "protected by a password"),
        (_old_workbook, "of the old kind"),
        (_row_at_the_end_of_the_world, "more than 1,048,576 rows"),
        (_definitions, "unpacks to more"),
        (_endless_row, "unpacks to more"),
        (_endless_row_that_seems_to_end, "unpacks to more"),
        (_gigabyte, "unpacks to more"),
        (_gigabyte_that_claims_to_be_small, "could not be read as a workbook"),
        (_many_parts, "unpacks to more"),
    ],
)
def test_what_is_no_workbook_or_a_trap_is_refused(
    tmp_path: Path, damage: Callable[[Path], Any], sentence: str
) -> None:
    path = small_workbook(tmp_path)
    damage(path)
    with pytest.raises(Refused, match=sentence):
        rows(path)
