"""S8: the summary of a huddle, and 200 action sheets in one go; beside them, WeasyPrint's."""

from __future__ import annotations

import dataclasses
import io
from itertools import product

from pypdf import PdfReader

from huddle.rows.items import ItemRow
from huddle.rows.people import DepartmentRow
from huddle.rules.codes import code_for, sheet_code_for
from huddle.sheets import qr
from huddle.sheets.actions import actions_draft, lay_out_actions
from huddle.sheets.actions_content import action_sheets_of
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from huddle.sheets.summary import lay_out_summary, summary_draft
from huddle.sheets.summary_content import summary_of
from tests.benchmarks.figures import Beside, Figure, in_turns, median_of
from tests.benchmarks.floors.canvas import marks_of, put
from tests.benchmarks.peers import weasy
from tests.helpers.sheet_rows import (
    make_department,
    make_stamp,
    make_unit,
    typical_actions,
    typical_record,
)

SHEETS = 200
WEASY_SHEETS = 20
SUMMARY_TURNS, RUN_TURNS, WEASY_TURNS = 60, 7, 3


def measure() -> list[Figure | Beside]:
    """Make sheets and put their marks on a canvas, in turns."""
    return [_one_summary(), *_many_action_sheets(), *_by_weasyprint()]


def _one_summary() -> Figure:
    record, stamp, size = typical_record(), make_stamp(), style().page(PaperSize.A4)
    codes = (sheet_code_for(1),)
    stamped = dataclasses.replace(stamp, code=codes[0])
    marks = marks_of(lay_out_summary(summary_of(record, stamp), stamped, PaperSize.A4))

    def make() -> bytes:
        # A code is drawn once in its life: what it costs belongs to the sheet.
        qr.dark.cache_clear()
        return summary_draft(record, stamp).draw(PaperSize.A4, codes=codes)

    ours, floor = in_turns(make, lambda: put(marks, size), turns=SUMMARY_TURNS)
    return Figure("S8", "summary of a huddle", ours.median, floor.median, "ms", 3.0)


def _many_action_sheets() -> list[Figure | Beside]:
    teams, items = _departments_with_actions(SHEETS)
    unit, stamp, size = make_unit(), make_stamp(), style().page(PaperSize.A4)
    sheets = action_sheets_of(items, teams, unit, stamp)
    codes = [sheet_code_for(number) for number in range(1, SHEETS + 1)]
    pages = [
        page
        for sheet, code in zip(sheets, codes, strict=True)
        for page in lay_out_actions(sheet, dataclasses.replace(stamp, code=code), PaperSize.A4)
    ]
    marks = marks_of(pages)

    def make() -> bytes:
        qr.dark.cache_clear()
        made = action_sheets_of(items, teams, unit, stamp)
        return actions_draft(made, items, unit, stamp).draw(PaperSize.A4, codes=codes)

    ours, floor = in_turns(make, lambda: put(marks, size), turns=RUN_TURNS, warm_up=1)
    what, count = f"a page of {SHEETS} action sheets in one go", len(pages)
    return [
        Figure("S8", what, ours.median / count, floor.median / count, "ms", 5.0),
        Beside("S8", f"all {count} pages of these {SHEETS} sheets", ours.median, "ms"),
    ]


def _by_weasyprint() -> list[Beside]:
    """The same words in HTML; fewer action sheets, because it takes seconds."""
    stamp, unit = make_stamp(), make_unit()
    teams, items = _departments_with_actions(WEASY_SHEETS)
    actions = weasy.action_pages(action_sheets_of(items, teams, unit, stamp))
    summary = _by_weasy(weasy.summary_page(summary_of(typical_record(), stamp)))
    page = _by_weasy(actions, each_page=True)
    return [
        Beside("S8", "summary of a huddle by WeasyPrint", summary, "ms"),
        Beside("S8", f"a page of {WEASY_SHEETS} action sheets by WeasyPrint", page, "ms"),
    ]


def _by_weasy(html: str, *, each_page: bool = False) -> float | None:
    if not weasy.is_installed():
        return None
    took = median_of(lambda: weasy.pdf_of(html), turns=WEASY_TURNS)
    return took / (len(PdfReader(io.BytesIO(weasy.pdf_of(html))).pages) if each_page else 1)


def _departments_with_actions(count: int) -> tuple[list[DepartmentRow], list[ItemRow]]:
    teams = [make_department(f"Team {number:03}", number) for number in range(count)]
    items = [
        dataclasses.replace(
            action,
            id=f"{action.id} {team.id}",
            code=code_for(number),
            text=f"{action.text} ({team.name})",
            department_id=team.id,
            department_name=team.name,
            departments=(team.name,),
            parts=(),
        )
        for number, (team, action) in enumerate(product(teams, typical_actions()), start=1)
    ]
    return teams, items
