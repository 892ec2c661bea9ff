"""The poster: a safety cross of any month, and what is known."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.errors import Refused
from huddle.rows.month import Share
from huddle.rows.wall import AnswerRow
from huddle.sheets.draft import Draft
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.sheets.pages import Box
from huddle.sheets.poster import lay_out_poster, poster_draft
from huddle.sheets.poster_content import poster_of
from huddle.sheets.stamp import PaperSize
from tests.helpers.sheet_rows import DAY, make_stamp, make_unit
from tests.helpers.sheet_text import pages_of, text_of

NOVEMBER = dt.date(2026, 11, 1)


HELD = Share(18, 21)


def made(*answers: AnswerRow, month: dt.date = NOVEMBER, held: Share = HELD) -> Draft:
    return poster_draft(month, held, answers, make_unit(), make_stamp())


def boxes(month: dt.date) -> list[Box]:
    sheet = poster_of(month, Share(0, 0), (), make_unit(), make_stamp())
    (page,) = lay_out_poster(sheet, make_stamp(), PaperSize.A4)
    return page.boxes


def test_it_says_what_to_count_how_to_mark_and_what_is_known() -> None:
    draft = made(AnswerRow("The hall is cold", "It is heated", DAY))
    (page,) = pages_of(draft.draw(PaperSize.A3))

    for said in (
        "Safety cross",
        "November 2026",
        "What we count here",
        "checked, none",
        "event: write how",
        "not checked",
        "18 of 21",
        "huddles held so far",
        "Last event on",
        "Days since",
        "Near misses",
        "The hall is cold",
        "It is heated",
    ):
        assert said in page
    assert "Destroy by" not in page


@pytest.mark.parametrize(
    ("month", "days"), [(dt.date(2027, 2, 1), 28), (NOVEMBER, 30), (dt.date(2026, 12, 1), 31)]
)
def test_each_day_has_a_box_and_no_two_meet(month: dt.date, days: int) -> None:
    found = boxes(month)

    assert len(found) == days
    centres = {(round(box.x), round(box.y)) for box in found}
    assert len(centres) == days
    # As wide as high, in its boxes: seven across, and the shape of a cross.
    columns = [sum(round(box.x) == x for box in found) for x in sorted({x for x, _y in centres})]
    assert columns[0] == columns[1] == columns[5] == columns[6] == 3
    assert columns[3] == (7 if days == 31 else 6 if days == 30 else 5)


def test_days_stand_with_their_weekdays() -> None:
    days = poster_of(NOVEMBER, Share(0, 0), (), make_unit(), make_stamp()).days

    assert [(day.number, day.weekday) for day in days[:2]] == [("1", "Sun"), ("2", "Mon")]


def test_of_a_month_to_come_the_count_is_left_to_write() -> None:
    page = text_of(made(month=dt.date(2027, 2, 1), held=Share(0, 0)).draw(PaperSize.A4))

    assert "February 2027" in page
    assert "0 of 0" not in page
    assert "huddles held this month" in page


def test_it_holds_the_three_newest_answers_that_can_be_read_from_afar() -> None:
    long = AnswerRow("x" * 200, "It is heated", DAY)
    many = [AnswerRow(f"Said {number}", f"Did {number}", DAY) for number in range(5)]
    draft = made(long, *many)

    text = text_of(draft.draw(PaperSize.A4))
    assert all(f"Said {number}" in text for number in range(3))
    assert "Said 3" not in text
    assert [one.text for one in draft.written()][:2] == ["Said 0", "Did 0"]


def test_a_long_name_of_a_ward_is_all_there() -> None:
    unit = make_unit(name="The ward for older people in the north wing of the old hospital " * 2)
    draft = poster_draft(NOVEMBER, HELD, (), unit, make_stamp())

    assert " ".join(unit.name.split()) in text_of(draft.draw(PaperSize.A4))


@pytest.mark.parametrize("paper", list(PaperSize))
def test_it_is_one_page_on_any_paper(paper: PaperSize) -> None:
    text = "A concern in as many words as can still be read from where people stand, " * 2
    answers = [AnswerRow(text, text, DAY)] * 3

    assert len(pages_of(made(*answers).draw(paper))) == 1


def test_it_grows_with_the_paper() -> None:
    sheet = poster_of(NOVEMBER, Share(1, 2), (), make_unit(), make_stamp())

    def largest(paper: PaperSize) -> float:
        (page,) = lay_out_poster(sheet, make_stamp(), paper)
        return max(piece.size for _x, _y, piece in page.texts)

    assert largest(PaperSize.A3) == pytest.approx(largest(PaperSize.A4) * 2**0.5, rel=0.01)


def test_only_a_poster_may_be_of_a_month_to_come() -> None:
    assert SheetOrder(SheetKind.POSTER, month="2027-02").month_on(DAY, may_come=True) == dt.date(
        2027, 2, 1
    )
    assert SheetOrder(SheetKind.POSTER).month_on(DAY) == NOVEMBER
    for typed, may_come in (("2027-02", False), ("2028-02", True), ("soon", True)):
        with pytest.raises(Refused, match="is no month"):
            SheetOrder(SheetKind.POSTER, month=typed).month_on(DAY, may_come=may_come)
