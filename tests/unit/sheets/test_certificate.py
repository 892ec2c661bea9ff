"""The milestone certificate: what it says, of what, and how it lies."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.errors import Refused
from huddle.rows.month import MilestoneKind, MilestoneRow
from huddle.sheets.certificate import certificate_draft
from huddle.sheets.certificate_content import wanted
from huddle.sheets.draft import Draft
from huddle.sheets.kinds import SheetKind
from huddle.sheets.stamp import PaperSize
from tests.helpers.month_rows import make_milestone, make_milestones
from tests.helpers.sheet_rows import make_stamp, make_unit
from tests.helpers.sheet_text import pages_of, text_of

LANDSCAPE = PaperSize.A4_LANDSCAPE


def made(*milestones: MilestoneRow) -> Draft:
    return certificate_draft(milestones, make_unit(), make_stamp())


def test_it_says_what_was_reached_and_thanks_departments() -> None:
    (page,) = pages_of(made(make_milestone()).draw(LANDSCAPE))

    for said in (
        "Willow ward",
        "100 huddles held",
        "Reached on Wednesday 14 October 2026",
        "With thanks to all who take part",
        "Porters",
        "For the ward",
        "Date",
    ):
        assert said in page


def test_it_is_made_to_hang_and_not_to_be_destroyed() -> None:
    text = text_of(made(make_milestone()).draw(LANDSCAPE))

    assert "Destroy by" not in text
    assert "Not a patient record" in text
    assert made(make_milestone()).code_count == 0


@pytest.mark.parametrize(
    ("kind", "number", "headline"),
    [
        (MilestoneKind.EMBEDDED, 15, "15 huddles in a row"),
        (MilestoneKind.HELD, 1000, "1,000 huddles held"),
        (MilestoneKind.TOLD_BACK, 1, "The first answer told back"),
        (MilestoneKind.TOLD_BACK, 10, "10 answers told back"),
    ],
)
def test_each_milestone_has_its_words(kind: MilestoneKind, number: int, headline: str) -> None:
    draft = made(make_milestone(kind=kind, number=number))

    assert headline in text_of(draft.draw(LANDSCAPE))
    assert draft.text().startswith(headline)


@pytest.mark.parametrize(
    ("near_misses", "said"),
    [
        (0, "No near miss was reported in these days."),
        (1, "1 near miss was reported in these days."),
        (12, "12 near misses were reported in these days."),
    ],
)
def test_days_without_an_event_never_stand_without_their_near_misses(
    near_misses: int, said: str
) -> None:
    milestone = make_milestone(
        kind=MilestoneKind.FREE, number=60, harm="Falls", near_misses=near_misses
    )
    text = made(milestone).text()
    assert text.startswith("Falls: 60 days without one")
    assert "On 60 days in a row, people looked and found none." in text
    assert said in text


def test_where_no_department_was_marked_nobody_is_thanked() -> None:
    assert "thanks" not in text_of(made(make_milestone(teams=())).draw(LANDSCAPE))


def test_it_lies_landscape_on_the_ward_s_paper() -> None:
    assert SheetKind.CERTIFICATE.laid_on(PaperSize.LETTER) is PaperSize.LETTER_LANDSCAPE
    assert SheetKind.CERTIFICATE.laid_on(LANDSCAPE) is LANDSCAPE
    assert SheetKind.REPORT.laid_on(PaperSize.A4) is PaperSize.A4


FIRST = make_milestone(kind=MilestoneKind.EMBEDDED, number=15, on=dt.date(2026, 8, 26))
SECOND = make_milestone(number=50, on=dt.date(2026, 10, 1))
THIRD = make_milestone(kind=MilestoneKind.TOLD_BACK, number=1, on=dt.date(2026, 10, 31))


def test_the_newest_is_made_unless_a_month_is_asked_for() -> None:
    found = make_milestones(FIRST, SECOND, THIRD)

    assert list(wanted(found, None)) == [THIRD]
    assert list(wanted(found, dt.date(2026, 10, 1))) == [SECOND, THIRD]
    assert list(wanted(found, dt.date(2026, 8, 1))) == [FIRST]


def test_without_a_milestone_it_says_how_far_the_ward_is() -> None:
    with pytest.raises(Refused) as refused:
        wanted(make_milestones(held=12, run=1), None)

    assert refused.value.message == (
        "No milestone is reached yet. 12 huddles were held, 1 weekday in a row. "
        "The first milestones are 15 weekdays in a row, and 50 huddles held."
    )


def test_a_month_without_one_says_which_was_the_newest() -> None:
    with pytest.raises(Refused) as refused:
        wanted(make_milestones(FIRST), dt.date(2026, 9, 1))

    assert refused.value.message == (
        "No milestone was reached in September 2026. "
        "The newest one, 15 huddles in a row, was reached on Wednesday 26 August 2026."
    )


def test_several_are_a_page_each() -> None:
    pages = pages_of(made(SECOND, THIRD).draw(LANDSCAPE))

    assert len(pages) == 2
    assert "50 huddles held" in pages[0]
    assert "The first answer told back" in pages[1]
