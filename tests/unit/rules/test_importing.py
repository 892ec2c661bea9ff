"""How a file is understood: header, columns, days, statuses, owners, and rows that say it again."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from huddle.errors import Refused
from huddle.exchange import board_in, calendar_in
from huddle.import_words import DateOrder, ImportField, ImportKind, OwnerIs
from huddle.rows.imports import Cell, Cells, ImportMapping, ImportOwnerRow, ImportTable
from huddle.rows.people import Known
from huddle.rules.importing import mapping_file
from huddle.rules.importing.cell_words import keeps_close, key_of, line_of, number_of
from huddle.rules.importing.columns import guess_columns, guess_kind
from huddle.rules.importing.days import day_of, is_day, order_of
from huddle.rules.importing.folding import fold
from huddle.rules.importing.header import column_names, find_header
from huddle.rules.importing.lines import ItemLine
from huddle.rules.importing.owners import unknown_owners
from huddle.rules.importing.statuses import status_of
from huddle.rules.importing.understanding import understand
from huddle.vocabulary import Status

NOVEMBER = dt.date(2021, 11, 3)
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("03/11/2021", DateOrder.DAY, NOVEMBER),
        ("11/03/2021", DateOrder.MONTH, NOVEMBER),
        ("3.11.21", DateOrder.DAY, NOVEMBER),
        ("2021-11-03", DateOrder.MONTH, NOVEMBER),
        ("2021/11/3", None, NOVEMBER),
        ("3 November 2021", None, NOVEMBER),
        ("Wed 3rd Nov 2021", None, NOVEMBER),
        ("Nov 3, 2021", None, NOVEMBER),
        ("03-Nov-21", None, NOVEMBER),
        (NOVEMBER, None, NOVEMBER),
        (None, None, None),
    ],
)
def test_a_day_is_read_in_every_usual_way(
    cell: Cell, order: DateOrder | None, expected: dt.date | None
) -> None:
    assert day_of(cell, order, LONDON) == (expected, None)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("03/11/2021 14:05", dt.time(14, 5)),
        ("2021-11-03T09:30:00Z", dt.time(9, 30)),
        ("3 Nov 2021 2:15 pm", dt.time(14, 15)),
        ("3 Nov 2021 00:00", None),
        (dt.datetime(2021, 11, 3, 16, 0), dt.time(16)),  # noqa: DTZ001 - as a workbook has it
    ],
)
def test_a_time_is_read_with_its_day(cell: Cell, expected: dt.time | None) -> None:
    assert day_of(cell, DateOrder.DAY, LONDON) == (NOVEMBER, expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (dt.datetime(2026, 8, 6, 9, 0, tzinfo=dt.UTC), (6, dt.time(10))),
        (dt.datetime(2026, 8, 5, 23, 0, tzinfo=dt.UTC), (6, None)),
        ("2026-08-06T09:00:00.000Z", (6, dt.time(10))),
        ("2026-08-06 09:00 +0200", (6, dt.time(8))),
        ("2026-08-06T23:30:00-05:00", (7, dt.time(5, 30))),
        ("06/08/2026 23:15Z", (7, dt.time(0, 15))),
    ],
)
def test_a_point_in_time_is_the_day_and_hour_of_the_unit(
    cell: Cell, expected: tuple[int, dt.time | None]
) -> None:
    day, time = expected
    assert day_of(cell, DateOrder.DAY, LONDON) == (dt.date(2026, 8, day), time)


@pytest.mark.parametrize(
    "cell",
    [
        *("soon", "31/02/2021", "13/13/2021", 44503, "3/11/1021", "TBC"),
        *("3/11/2021 09:30-10:30", "2021-11-03T09:00+99:00"),
        dt.datetime(1, 1, 1, tzinfo=dt.UTC),
    ],
)
def test_what_is_no_day_is_refused(cell: Cell) -> None:
    with pytest.raises(Refused, match="is no day"):
        day_of(cell, DateOrder.DAY, LONDON)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["03/11/2021", "16/02/2022"], (DateOrder.DAY, False)),
        (["03/11/2021", "02/16/2022"], (DateOrder.MONTH, False)),
        (["03/11/2021", "04/12/2021"], (None, True)),
        (["16/02/2022", "02/16/2022"], (None, True)),
        (["11/11/2021", "3 Nov 2021"], (None, False)),
        ([], (None, False)),
    ],
)
def test_the_whole_column_tells_which_number_is_the_day(
    cells: list[Cell], expected: tuple[DateOrder | None, bool]
) -> None:
    assert order_of(cells) == expected


def test_numbers_are_no_days() -> None:
    assert not is_day("17")
    assert not is_day("40/50/2021")
    assert not is_day(44503)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("new", Status.NOT_STARTED),
        ("Ongoing", Status.IN_PROGRESS),
        ("In Progress", Status.IN_PROGRESS),
        ("in_progress", Status.IN_PROGRESS),
        ("On hold", Status.BLOCKED),
        ("COMPLETE", Status.CLOSED),
        ("cancelled", Status.CANCELLED),
        ("0%", Status.NOT_STARTED),
        ("50%", Status.IN_PROGRESS),
        ("100%", Status.CLOSED),
        ("", None),
        ("parked up", None),
    ],
)
def test_words_of_other_logs_are_statuses(word: str, expected: Status | None) -> None:
    assert status_of(word, ImportKind.ACTIONS, {}) is expected


def test_what_a_person_said_of_a_word_goes_first() -> None:
    decided = {"new": Status.BLOCKED}
    assert status_of(" NEW ", ImportKind.ACTIONS, decided) is Status.BLOCKED


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Action", "Owner"), ("Ring them", "Jo")], 0),
        ([("Ward 7 log",), (), ("Action", "Owner", "Due"), ("Ring them", "Jo", None)], 2),
        ([("Group A", None), ("Action", "Owner")], 1),
        ([("Thing", "Body"), ("Ring them", "Jo")], 0),
        ([("3 Nov 2021", 4), ("4 Nov 2021", 5)], -1),
        ([("alone",)], -1),
        ([], -1),
    ],
)
def test_the_header_is_found_wherever_it_stands(rows: list[Cells], expected: int) -> None:
    assert find_header(rows) == expected


def test_columns_that_share_a_name_or_have_none_are_told_apart() -> None:
    names = column_names(("Note", "Note", None), 4)
    assert names == ("Note", "Note (2)", "Column 3", "Column 4")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Action", "Due (original)", "Due"), ("Action", "Due (original)", "Due")),
        (("A (2)", "A", "A"), ("A (2)", "A", "A (3)")),
        (("A", "A", "A (2)"), ("A", "A (3)", "A (2)")),
        (("A", "A", "A"), ("A", "A (2)", "A (3)")),
    ],
)
def test_a_name_that_stands_once_is_left_alone(
    names: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert column_names(names, 0) == expected


def fields(names: tuple[str, ...], *rows: Cells) -> dict[str, ImportField]:
    found = guess_columns(guess_kind(names), names, rows, {}, {})
    return {column.name: column.field for column in found}


def test_columns_are_known_by_name_unless_their_cells_contradict() -> None:
    found = fields(
        ("What", "By when", "Date", "Owner"),
        ("Order the new slings", "soon", "3 Nov 2021", "Jo"),
        ("Ring the lift firm", "later", "4 Nov 2021", "Jo"),
    )
    assert found["By when"] is ImportField.LEFT_OUT
    assert found["Date"] is ImportField.RAISED


def test_columns_are_known_by_their_cells_where_no_name_tells() -> None:
    found = fields(
        ("A", "B", "C"),
        ("Order the new slings for bay 2", "3 Nov 2021", "ongoing"),
        ("Ring the lift firm about the door", "4 Nov 2021", "done"),
    )
    assert list(found.values()) == [ImportField.TEXT, ImportField.DUE, ImportField.STATUS]


def test_a_board_and_a_calendar_are_known_by_the_names_that_reading_gives_them() -> None:
    card: Cells = ("Order slings for the bay", "six", "Doing", "red", "Jo", None, NOVEMBER)
    card += (False, False, "Doing")
    board = fields(board_in.HEADER, card)
    assert board["status"] is ImportField.STATUS
    assert [board[name] for name in ("name", "description", "members", "due")] == [
        ImportField.TEXT,
        ImportField.NOTE,
        ImportField.OWNER,
        ImportField.DUE,
    ]
    task: Cells = ("1@x", "task", "Order the new slings", None, None, None, NOVEMBER, "COMPLETED")
    calendar = fields(calendar_in.HEADER, (*task, NOVEMBER))
    assert [calendar[name] for name in ("uid", "summary", "due", "status", "completed")] == [
        ImportField.REFERENCE,
        ImportField.TEXT,
        ImportField.DUE,
        ImportField.STATUS,
        ImportField.DONE,
    ]


def test_the_reason_counts_the_cells() -> None:
    rows: list[Cells] = [("Ring them now please", "3 Nov 2021"), ("Order slings now", "soon")]
    rows += [("Count the slings", "5 Nov 2021")]
    found = guess_columns(ImportKind.ACTIONS, ("Action", "By when"), rows, {}, {})
    assert found[1].why == "2 of 3 cells are days."


def test_what_a_person_said_of_a_column_takes_it_from_another() -> None:
    names, rows = ("Action", "Who", "Lead"), [("Ring them now", "Jo", "Sam")]
    kept = {"Who": ImportField.OWNER}
    found = guess_columns(ImportKind.ACTIONS, names, rows, {"Lead": ImportField.OWNER}, kept)
    assert [column.field for column in found] == [
        ImportField.TEXT,
        ImportField.LEFT_OUT,
        ImportField.OWNER,
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Action", "Owner", "Status"), ImportKind.ACTIONS),
        (("Task Name", "Bucket Name", "Assigned To"), ImportKind.ACTIONS),
        (("Risk", "Raised by", "Status"), ImportKind.CONCERNS),
        (("label", "subcategory", "feedback"), ImportKind.COMMENTS),
        (("Name", "Job title", "E-mail"), ImportKind.PEOPLE),
        (("Measure", "Date", "Value"), ImportKind.MEASURES),
        (("Bed", "Weight"), ImportKind.ACTIONS),
    ],
)
def test_the_names_of_the_columns_tell_what_the_rows_are(
    names: tuple[str, ...], expected: ImportKind
) -> None:
    assert guess_kind(names) is expected


def test_owners_are_posts_departments_or_names_and_never_made_up_people() -> None:
    cells = ["members", "members", "ANHST, HUTHT", "HUTHT", "Sam Okafor"]
    assert unknown_owners(cells, Known(), {}) == (
        ImportOwnerRow("members", OwnerIs.POST, 2),
        ImportOwnerRow("HUTHT", OwnerIs.DEPARTMENT, 2),
        ImportOwnerRow("ANHST", OwnerIs.DEPARTMENT, 1),
        ImportOwnerRow("Sam Okafor", OwnerIs.NAME, 1),
    )


def line(number: int, text: str, **more: object) -> ItemLine:
    return ItemLine(number, text, **more)  # type: ignore[arg-type]


def test_rows_with_the_same_words_are_one_action_that_goes_on() -> None:
    folded = fold(
        [
            line(2, "Order new slings.", owner="Jo", status=Status.NOT_STARTED),
            line(3, "order  new slings", status=Status.CLOSED, raised_on=NOVEMBER),
            line(4, "Order new slings", status=Status.CLOSED, raised_on=NOVEMBER),
        ]
    )
    assert [(one.status, one.done_on, one.owner) for one in folded] == [
        (Status.CLOSED, NOVEMBER, "Jo")
    ]
    assert folded[0].numbers == {2: True, 3: True, 4: False}


def test_the_same_words_of_another_owner_are_another_action() -> None:
    assert len(fold([line(2, "Ring them", owner="Jo"), line(3, "Ring them", owner="Sam")])) == 2


def test_a_number_tells_only_with_words_that_are_alike() -> None:
    folded = fold(
        [
            line(2, "Chase TTOs", reference="1", raised_on=NOVEMBER),
            line(3, "Order pumps for bay 4", reference="2"),
            line(4, "Order six pumps for bay 4", reference="2.", status=Status.IN_PROGRESS),
            line(5, "Order pumps for bay 4.", reference="1"),
            line(6, "Order pumps for bay 4", reference="3"),
        ]
    )
    assert [(one.line.text, list(one.numbers)) for one in folded] == [
        ("Chase TTOs", [2]),
        ("Order pumps for bay 4", [3, 4, 5]),
        ("Order pumps for bay 4", [6]),
    ]
    assert folded[1].line.note == "Order six pumps for bay 4"


def test_what_a_later_row_adds_is_kept() -> None:
    folded = fold(
        [
            line(2, "Ring them", note="Asked\n\nAsked"),
            line(3, "Ring them", note="Asked", is_sensitive=True),
            line(4, "Ring them", note="Called twice", is_priority=True),
            line(5, "Ring them", note="Called twice"),
        ]
    )
    told = folded[0].line
    assert (told.note, told.is_sensitive, told.is_priority) == (
        "Asked\n\nAsked\nCalled twice",
        True,
        True,
    )
    assert folded[0].numbers == {2: True, 3: True, 4: True, 5: False}


def test_what_patients_said_is_never_the_same() -> None:
    assert len(fold([line(2, "Thank you"), line(3, "Thank you")], says_again=False)) == 2


def test_a_mapping_is_read_back_as_it_was_written() -> None:
    mapping = ImportMapping(
        ImportKind.ACTIONS,
        {"By when": ImportField.DUE},
        DateOrder.DAY,
        {"wip": Status.IN_PROGRESS},
        {"anhst": OwnerIs.DEPARTMENT},
    )
    assert mapping_file.read(mapping_file.written(mapping)) == mapping


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"columns": 3}', '{"kind": "cats"}', '{"statuses": {"WIP": "now"}}']
)
def test_a_mapping_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused):
        mapping_file.read(text)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("1,204", 1204), ("12.5%", 12.5), (3, 3), ("1,5", None), ("3 falls", None), (True, None)],
)
def test_numbers_are_read_only_where_nothing_is_left_to_guess(
    cell: Cell, expected: float | None
) -> None:
    assert number_of(cell) == expected


def test_words_are_compared_without_case_signs_and_spaces() -> None:
    assert key_of("  Order\xa0six, new slings! ") == key_of("order six new Slings")
    assert line_of("a\n\xa0 b") == "a b"
    assert key_of("Follow-up – see notes") == key_of("follow up: see_notes")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BP >180", "BP <180"),
        ("K+ check", "K check"),
        ("Turn to -5", "Turn to 5"),
        ("\u0915\u093f", "\u0915\u0940"),
    ],
)
def test_signs_and_marks_that_tell_something_are_kept(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


def test_letters_that_are_only_joined_otherwise_are_the_same() -> None:
    assert key_of("\u0645\u06cc\u200c\u062e\u0648\u0627\u0645") == key_of(
        "\u0645\u06cc\u062e\u0648\u0627\u0645"
    )


@pytest.mark.parametrize("cell", [None, "", "No", "n", False, 0, 0.0, " FALSE "])
def test_a_row_is_open_to_all_only_where_its_cell_is_empty_or_says_no(cell: Cell) -> None:
    assert not keeps_close(cell)


@pytest.mark.parametrize("cell", ["yes", "HR", "not sure", "n/a", True, 1, "-"])
def test_whatever_else_a_cell_says_keeps_its_row_close(cell: Cell) -> None:
    assert keeps_close(cell)


def test_a_text_that_stands_in_many_rows_is_held_once() -> None:
    rows = [("Action", "Owner"), *(("Order slings", "".join(("J", "o"))) for _ in range(2))]
    table = ImportTable("log", "by hand", (), lambda: iter(rows))
    first, second = understand(table, ImportMapping(), lambda _shape: None).cells
    assert first[1] is second[1]
