"""The outline of the sheet of a chart: what is drawn is told in sentences and numbers."""

from __future__ import annotations

from huddle.i18n import _
from huddle.rules.chart_key import Mark, key_of
from huddle.sheets import wording
from huddle.sheets.chart_content import ChartSheet
from huddle.sheets.outline import Facts, Outline, Section, Table, Words


def chart_outline(sheet: ChartSheet) -> Outline:
    """What a chart says, its lines in numbers, how it is counted, and the last readings."""
    row = sheet.chart
    lines = tuple(one.words for one in key_of(row) if not isinstance(one.sign, Mark))
    rows = tuple(((one.day,), (one.value,), (one.shows, one.note)) for one in sheet.readings)
    return Outline(
        title=sheet.title,
        word="",
        about=(wording.facts(sheet.unit, *sheet.about),),
        parts=(
            Words((row.says, wording.facts(*lines) if row.points else "", *sheet.changes)),
            Words((row.rules,)),
            Section(_("How it is counted"), (Facts(sheet.definition),)),
            Table(_("Last readings"), sheet.heads, rows),
        ),
        as_at=sheet.as_at,
    )
