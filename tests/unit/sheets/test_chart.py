"""The sheet of a chart: what it says, and that what is drawn is told by shape, not by colour."""

from __future__ import annotations

import dataclasses

import pytest

from huddle.measure_words import Rule, Side, Variation
from huddle.rows.measures import ChartRow
from huddle.sheets.chart import chart_draft, chart_pdf, lay_out_chart
from huddle.sheets.chart_content import chart_sheet_of
from huddle.sheets.pages import Dots, Page, Path
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from tests.helpers.chart_rows import (
    changed_chart,
    make_chart,
    make_measure,
    many_points,
    typical_chart,
)
from tests.helpers.sheet_rows import make_stamp, make_unit
from tests.helpers.sheet_text import pages_of, text_of

PAPERS = (PaperSize.A4, PaperSize.A4_LANDSCAPE, PaperSize.LETTER)


def said_on(row: ChartRow) -> str:
    return text_of(chart_pdf(row, make_unit(), make_stamp()))


def laid_out(row: ChartRow, paper: PaperSize = PaperSize.A4) -> list[Page]:
    stamp = make_stamp()
    return lay_out_chart(chart_sheet_of(row, make_unit(), stamp), stamp, paper)


def paths_on(row: ChartRow) -> list[Path]:
    return [one for page in laid_out(row) for one in page.drawings if isinstance(one, Path)]


def is_filled(drawing: Path | Dots) -> bool:
    return isinstance(drawing, Path) and drawing.fill is not None


def levels_of(row: ChartRow) -> list[Path]:
    """Strong level lines inside the picture; those of the key are short."""
    weight, block = style().chart.line_weight, style().chart
    return [
        one
        for one in paths_on(row)
        if one.weight == weight and one.places[1][0] - one.places[0][0] > 2 * block.swatch
    ]


def test_all_of_it_is_on_one_page() -> None:
    row = typical_chart()
    (page,) = pages_of(chart_pdf(row, make_unit(), make_stamp()))
    for said in (
        "Falls on the ward",
        "Willow ward · XmR chart · now: Common variation · Hit and miss",
        row.says,
        row.rules,
        "Counted Each fall of a patient, with or without harm",
        "Target 4",
        "Source Incident reports",
        "Collected by Ward manager",
        "How often Each week",
        "Concern, high",
        "Limits 0 to 10.54",
        "Sep-2026",
        "Thu 31-Dec-2026 2 Improvement: Shift, low",
        "Not a patient record",
    ):
        assert said in page, said


def test_the_last_twelve_readings_are_listed_the_newest_first() -> None:
    readings = chart_sheet_of(typical_chart(), make_unit(), make_stamp()).readings
    assert len(readings) == 12
    assert readings[0].day == "Thu 14-Jan-2027"
    assert readings[-1].day == "Thu 29-Oct-2026"


@pytest.mark.parametrize("count", [0, 1, 2, 5000])
@pytest.mark.parametrize("paper", PAPERS)
def test_any_number_of_points_is_drawn_within_the_margins(count: int, paper: PaperSize) -> None:
    width, height = style().page(paper)
    for page in laid_out(many_points(count), paper):
        for one in page.drawings:
            for x, y in one.places:
                assert style().side - 0.1 < x < width - style().side + 0.1
                assert style().bottom < y < height - style().top
    drawn = [one for page in laid_out(many_points(count)) for one in page.drawings]
    assert bool(drawn) == bool(count)


@pytest.mark.parametrize(
    "name", ["W" * 300, "falls " * 60, "السقوط في الجناح " * 8, "נפילות במחלקה", "跌倒" * 80]
)
def test_any_name_is_set(name: str) -> None:
    row = changed_chart((name, name))
    measure = dataclasses.replace(row.measure, name=name, unit=name)
    assert chart_pdf(dataclasses.replace(row, measure=measure), make_unit(), make_stamp())


def test_a_name_from_the_right_is_read_back() -> None:
    row = make_chart(measure=make_measure(name="السقوط"))
    read = text_of(chart_pdf(row, make_unit(), make_stamp()), in_drawn_order=False)
    assert "السقوط" in read


def test_what_a_mark_means_is_told_without_colour() -> None:
    """Full is improvement, empty with a dot is concern, empty is a change for neither."""
    found = {}
    for kind in (Variation.IMPROVEMENT, Variation.CONCERN, Variation.NEUTRAL_HIGH):
        sign = (Rule.OUTSIDE, Side.HIGH, kind)
        row = make_chart((5, 5), {0: sign}, lines=())
        drawings = [one for page in laid_out(row) for one in page.drawings]
        triangle = next(at for at, one in enumerate(drawings) if is_filled(one))
        after = drawings[triangle + 1]
        has_dot = isinstance(after, Dots) and after.radius < style().chart.point
        found[kind] = (drawings[triangle].fill, has_dot)
    assert found == {
        Variation.IMPROVEMENT: (0.0, False),
        Variation.CONCERN: (1.0, True),
        Variation.NEUTRAL_HIGH: (1.0, False),
    }


def test_each_line_has_its_own_dashes() -> None:
    block = style().chart
    assert [tuple(one.dashes) for one in levels_of(typical_chart())] == [
        (),
        tuple(block.limit),
        tuple(block.limit),
        tuple(block.target),
    ]
    assert tuple(block.trial) in [tuple(one.dashes) for one in levels_of(changed_chart())]


def test_what_changed_is_named_in_the_picture_and_below_it() -> None:
    text = said_on(changed_chart())
    assert text.count("Night lights") == 2
    assert "From Thu 24-Dec-2026: Night lights" in text
    assert "Trial limits 0 to 7.4, now" in text


def test_a_long_reason_is_cut_in_the_picture_and_whole_below_it() -> None:
    why = "A checklist at the bedside of everybody who is at risk of falling"
    text = said_on(changed_chart((why, "Night lights")))
    assert text.count(why) == 1
    assert "…" in text


def test_without_points_the_sentence_stands_alone() -> None:
    row = make_chart((), says="There are no readings yet.", rules="")
    text = said_on(row)
    assert row.says in text
    assert "Last readings" not in text


def test_a_target_is_no_trouble_where_there_are_no_lines_yet() -> None:
    assert "Target 3" in said_on(make_chart((4,), lines=(), target=3.0))


def test_the_message_says_the_same() -> None:
    text = chart_draft(typical_chart(), make_unit(), make_stamp()).text()
    assert "Mean 5.04" in text
    assert "Limits 0 to 10.54" in text
    assert "- Thu 31-Dec-2026: 2 · Improvement: Shift, low" in text.replace("\xa0", " ")
