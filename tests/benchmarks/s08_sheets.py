"""S8: the summary of a huddle, and 200 action sheets in one go."""

from __future__ import annotations

import dataclasses

from huddle.rows import DepartmentRow, ItemRow
from huddle.sheets.actions import lay_out_actions
from huddle.sheets.actions_content import action_sheets_of
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from huddle.sheets.summary import lay_out_summary
from huddle.sheets.summary_content import summary_of
from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.floors.canvas import marks_of, put
from tests.helpers.sheet_pdfs import actions_pdf, summary_pdf
from tests.helpers.sheet_rows import (
    make_department,
    make_stamp,
    make_unit,
    typical_actions,
    typical_record,
)

SHEETS = 200
SUMMARY_TURNS, RUN_TURNS = 60, 7


def measure() -> list[Figure]:
    """Make sheets and put their marks on a canvas, in turns."""
    return [_one_summary(), _many_action_sheets()]


def _one_summary() -> Figure:
    record, stamp, size = typical_record(), make_stamp(), style().page(PaperSize.A4)
    marks = marks_of(lay_out_summary(summary_of(record, stamp), stamp, PaperSize.A4))
    ours, floor = in_turns(
        lambda: summary_pdf(record, stamp), lambda: put(marks, size), turns=SUMMARY_TURNS
    )
    return Figure("S8", "summary of a huddle", ours.median, floor.median, "ms", 3.0)


def _many_action_sheets() -> Figure:
    teams, items = _departments_with_actions()
    unit, stamp, size = make_unit(), make_stamp(), style().page(PaperSize.A4)
    sheets = action_sheets_of(items, teams, unit, stamp)
    pages = [page for sheet in sheets for page in lay_out_actions(sheet, stamp, PaperSize.A4)]
    if len(sheets) != SHEETS:
        raise ValueError(f"{len(sheets)} sheets")
    marks = marks_of(pages)
    ours, floor = in_turns(
        lambda: actions_pdf(items, teams, unit, stamp),
        lambda: put(marks, size),
        turns=RUN_TURNS,
        warm_up=1,
    )
    what, count = f"a page of {SHEETS} action sheets in one go", len(pages)
    return Figure("S8", what, ours.median / count, floor.median / count, "ms", 5.0)


def _departments_with_actions() -> tuple[list[DepartmentRow], list[ItemRow]]:
    teams = [make_department(f"Team {number:03}", number) for number in range(SHEETS)]
    items = [
        dataclasses.replace(
            action,
            id=f"{action.id} {team.id}",
            text=f"{action.text} ({team.name})",
            department_id=team.id,
            department_name=team.name,
            departments=(team.name,),
            parts=(),
        )
        for team in teams
        for action in typical_actions()
    ]
    return teams, items
