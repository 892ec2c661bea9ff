"""The same words as a sheet, set in HTML by WeasyPrint.

It is no dependency of ours: `pip install weasyprint` for the comparison.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Sequence
from html import escape

from huddle.sheets.actions_content import ActionEntry, ActionSheet
from huddle.sheets.summary_content import ActionLine, Said, SummarySheet

_STYLE = """
@page { size: A4; margin: 12mm 15mm; @bottom-right { content: counter(page) "/" counter(pages) } }
body { font: 13pt Atkinson Hyperlegible Next, sans-serif }
h1 { font-size: 21pt } h2 { font-size: 14pt } section { break-before: page }
td { vertical-align: top; border-top: 0.6pt solid #999; padding: 3pt 6pt 3pt 0 }
.line { border-bottom: 0.6pt solid #666; height: 27pt }
"""


def is_installed() -> bool:
    """Whether there is a WeasyPrint to compare with."""
    return importlib.util.find_spec("weasyprint") is not None


def pdf_of(html: str) -> bytes:
    """A page as a PDF."""
    found: bytes = importlib.import_module("weasyprint").HTML(string=html).write_pdf()
    return found


def summary_page(sheet: SummarySheet) -> str:
    """The summary of a huddle."""
    said = [
        _row(step.step, f"{one.kind} {one.text}", one.about)
        for step in sheet.steps
        for one in step.said
    ]
    parts = (
        f"<h1>{escape(sheet.title)}</h1>",
        *_paragraphs(sheet.unit, sheet.when, sheet.led_by, sheet.numbers),
        *_paragraphs(sheet.here, sheet.apologies),
        _table(said),
        "<h2>New actions</h2>",
        _table(_action(line) for line in sheet.actions),
        "<h2>Promises reviewed</h2>",
        _table(_action(line) for line in sheet.reviewed),
        _table(_parked(one) for one in sheet.parked),
        *_paragraphs(sheet.plus, sheet.delta, sheet.next_huddle, *sheet.addenda),
    )
    return _page(parts)


def action_pages(sheets: Sequence[ActionSheet]) -> str:
    """Action sheets, each from the top of a page."""
    return _page(
        part
        for sheet in sheets
        for part in (
            f"<section><h1>{escape(sheet.department)}</h1>",
            *_paragraphs(sheet.source, sheet.count),
            *(_entry(action) for action in sheet.actions),
            *_paragraphs(sheet.tell_us),
            "</section>",
        )
    )


def _page(parts: Iterable[str]) -> str:
    return f"<!doctype html><style>{_STYLE}</style>{''.join(parts)}"


def _paragraphs(*texts: str) -> Iterable[str]:
    return (f"<p>{escape(text)}</p>" for text in texts if text)


def _row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _table(rows: Iterable[str]) -> str:
    return f"<table>{''.join(rows)}</table>"


def _action(line: ActionLine) -> str:
    return _row(line.code, line.mark, f"{line.what} {line.about}", line.who, line.due, line.now)


def _parked(one: Said) -> str:
    return _row(one.kind, one.text, one.about)


def _entry(action: ActionEntry) -> str:
    facts = (action.where, action.by_when, action.owner, action.asked_by, action.standing)
    return "".join(
        (
            f"<h2>☐ {escape(action.code)} {escape(action.what)}</h2>",
            _table(_row(fact) for fact in (*facts, *action.more) if fact),
            '<div class="line">Done, or blocked because</div><div class="line">Initials</div>',
        )
    )
