"""The monthly report: what it says, and read back as text."""

from __future__ import annotations

import datetime as dt

from huddle.rows.month import ActionsOfMonth, AtStage, EscalationsOfMonth, MonthRow, Share, Texts
from huddle.rows.month_story import GoalEnd, MonthStory
from huddle.sheets.draft import Draft
from huddle.sheets.report import report_draft
from huddle.sheets.report_content import Bar, Part, report_of
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from tests.helpers.month_rows import empty_month, make_huddles, make_month
from tests.helpers.month_stories import make_changes, make_cross, make_goal, make_story
from tests.helpers.sheet_rows import make_stamp, make_unit
from tests.helpers.sheet_text import pages_of, text_of

_FOOT = 90.0
"""The foot of a page stands below this."""


_PARTS = {
    part.name for part in report_of(make_month(), make_story(), make_unit(), make_stamp()).parts
}


def draft_of(row: MonthRow, story: MonthStory | None = None) -> Draft:
    return report_draft(row, make_story() if story is None else story, make_unit(), make_stamp())


def said_of(row: MonthRow) -> str:
    """The report as a message, on one line."""
    return " ".join(draft_of(row).text().split())


def part_of(row: MonthRow, name: str) -> Part:
    parts = report_of(row, make_story(), make_unit(), make_stamp()).parts
    return next(part for part in parts if part.name == name)


def test_each_number_stands_with_its_meaning() -> None:
    text = text_of(draft_of(make_month()).draw(PaperSize.A4))

    for said in (
        "Monthly report Willow ward · October 2026",
        "18 of 21 possible huddles were held",
        "Not held 2×: Staffing: two in a bay",
        "Not held 1×: no reason that can stand here",
        "16 of 18 began and ended on time",
        "11 minutes is the median length 17 of 18 lasted 15 minutes or less",
        "9 weekdays in a row had a huddle",
        "Embedded is 15 in a row within 21 days.",
        "7 concerns were raised",
        "41 actions were agreed",
        "35 of 46 that fell due were done on time",
        "3 are overdue now",
        "20 hours is the median time to the answer 1 of 2 within 24 hours",
        "The hall is cold It is heated",
        "The round moves to 11:00",
    ):
        assert said in text


def test_harm_charts_goals_and_what_changed_come_first() -> None:
    text = text_of(draft_of(make_month()).draw(PaperSize.A4))

    places = []
    for said in (
        "Safety cross – as at Sat 31-Oct-2026",
        "22 days since the last one; 1 of them not checked",
        "Last one: Fri 09-Oct-2026",
        "Record: 62 days, to Wed 24-Jun-2026; 2 of them not checked",
        "Near misses: 5 in October 2026, 3 the month before",
        "1 day of the month was not checked",
        "Charts – as at Sat 31-Oct-2026",
        "Falls on the ward",
        "Limits 0 to 10.54",
        "16 of 24 points show common variation",
        "Newest: 5 falls · Thu 14-Jan-2027 · Target 4",
        "Shared goals – as at Sat 31-Oct-2026",
        "Fewer falls at night",
        "Departments Nursing, Therapies",
        "Stage Ward",
        "Target from 34 to 25 · by Thu 31-Dec-2026",
        "Outcome Falls on the ward: 5 falls · Thu 14-Jan-2027 · Target 4",
        "Balancing None yet: nothing watches what this costs elsewhere.",
        "What changed",
        "Harm Falls: Fri 09-Oct (2×)",
        "Decided The round moves to 11:00",
        "Processes Falls on the ward, from Fri 09-Oct-2026: Night lights",
        "Goals reached Every family is rung before a move – it holds",
        "Goals given up A board for the night team – the wall is full",
        "It worked Lower the beds – How we would know: no fall for a week · it holds",
        "It did not work Mark the step – How we would know: nobody trips · still unseen",
        "Tried again by Sat 31-Oct-2026",
        "You said, we did",
        "possible huddles were held",
        "if it was read in the month. Read by the rules of Making Data Count.",
    ):
        assert said in text, said
        places.append(text.index(said))
    assert places == sorted(places)


def test_what_a_chart_says_at_a_glance_stands_beside_its_name_in_words() -> None:
    text = text_of(draft_of(make_month()).draw(PaperSize.A4))

    beside = text.partition("Falls on the ward")[2].partition("falls")[0]
    assert "Common variation" in beside
    assert "Hit and miss" in beside


def test_words_that_may_tell_who_somebody_is_are_counted() -> None:
    ends = (GoalEnd("", "Erin Doyle left"), GoalEnd("Fewer moves", ""))
    story = make_story(
        goals=(make_goal(),), goals_not_shown=2, changes=make_changes(reached=ends, checks=())
    )
    parts = {
        part.name: part for part in report_of(make_month(), story, make_unit(), make_stamp()).parts
    }

    assert parts["Shared goals"].said == (
        "2 are not shown, because their words may tell who somebody is.",
    )
    told = {one.name: one.texts for one in parts["What changed"].told}
    assert told["Goals reached"] == (
        "Fewer moves",
        "1 is not shown, because its words may tell who somebody is.",
    )
    assert "It worked" not in told


def test_no_heading_of_a_part_stands_alone_at_the_end_of_a_page() -> None:
    for count in range(1, 8):
        story = make_story(crosses=(make_cross(),) * count, charts=make_story().charts * 5)
        for sheet in draft_of(make_month(), story).sheets:
            for page in sheet.lay_out(make_stamp(), PaperSize.A4):
                lowest = min(y for _x, y, _piece in page.texts if y > _FOOT)
                heads = [mark.y for mark in page.marks if mark.title in _PARTS]
                assert all(head > lowest + 2 * style().body for head in heads)


def test_every_number_has_its_definition_at_the_end() -> None:
    text = text_of(draft_of(make_month()).draw(PaperSize.A4))

    definitions = text.partition("How these are counted")[2]
    for called in ("Huddles held:", "On time:", "In a row:", "Done on time:", "Hours to answer:"):
        assert called in definitions


def test_nought_of_nought_is_no_number() -> None:
    row = make_month(huddles=make_huddles(on_time=Share(0, 0), typed_in_later=2))

    on_time = next(
        one for one in part_of(row, "Huddles").figures if one.words == "began and ended on time"
    )
    assert on_time.number == "–"
    assert on_time.more == ("2 were typed in later and are left out.",)


def test_no_heading_stands_alone_where_no_department_is_set_up() -> None:
    row = make_month(huddles=make_huddles(teams=()))

    assert part_of(row, "Who was there").nothing == "No department is set up yet."


def test_a_month_that_goes_on_says_up_to_which_day() -> None:
    row = make_month(until=dt.date(2026, 10, 23))

    assert "October 2026 · up to Friday 23 October 2026" in said_of(row)
    assert "up to" not in said_of(make_month()).partition("Huddles:")[0]


def test_a_month_with_nothing_says_so_in_each_part() -> None:
    pages = pages_of(draft_of(empty_month(), MonthStory()).draw(PaperSize.A4))

    for said in (
        "No huddle was due or held in this month.",
        "No huddle was held in this month.",
        "No concern was raised in this month.",
        "0 actions were agreed",
        "Nothing went up a tier, and nothing came back, in this month.",
        "Nothing was answered in this month that can stand here.",
        "No shared goal was being worked on.",
        "Nothing that changed was noted in this month.",
        "No thanks were noted in this month.",
    ):
        assert said in " ".join(pages)
    assert len(pages) == 1


def test_departments_stand_in_the_ward_s_order_and_stages_on_the_patient_s_way() -> None:
    teams = part_of(make_month(), "Who was there")
    assert [bar.name for bar in teams.bars][:3] == ["Nursing", "Medical", "Pharmacy"]
    assert teams.bars[1] == Bar("Medical", 17 / 18, "17 of 18")
    concerns = (AtStage("Arrival", "", 2), AtStage("Ward", "Discharge", 4), AtStage("", "", 1))
    found = part_of(make_month(concerns=concerns), "Concerns")
    assert [(bar.name, bar.share, bar.said) for bar in found.bars] == [
        ("Arrival", 0.5, "2"),
        ("Between Ward and Discharge", 1.0, "4"),
        ("No stage was said", 0.25, "1"),
    ]


def test_what_is_left_out_is_counted() -> None:
    huddles = make_huddles(typed_in_later=2, besides=1, is_embedded=True)
    text = said_of(make_month(huddles=huddles, thanks=Texts(3, ("The porters",))))

    assert "2 were typed in later and are left out." in text
    assert "1 more was held besides the plan." in text
    assert "That is embedded: 15 in a row within 21 days." in text
    assert "2 are not shown, because their words may tell who somebody is." in text


def test_the_same_thanks_stand_once() -> None:
    assert "The porters, for the lost aid (2 times)" in said_of(make_month())


def test_short_answers_are_told_in_minutes_and_one_is_one() -> None:
    escalations = EscalationsOfMonth(1, 1, 1, 0.5, Share(1, 1))
    text = said_of(make_month(escalations=escalations, actions=ActionsOfMonth(1, Share(0, 0), 1)))

    assert "30 minutes is the median time to the answer" in text
    assert "1 was answered" in text
    assert "1 action was agreed" in text
    assert "0 fell due in this month" in text
    assert "1 is overdue now, whenever it was due" in text


def test_the_guard_is_given_all_that_people_wrote() -> None:
    row = make_month(goals=Texts(1, ("No falls",)))
    written = [one.text for one in draft_of(row).written()]

    assert written == [
        *("Falls", "Falls on the ward", "falls"),
        *("Fewer falls at night", "34", "25", "Falls on the ward"),
        *("Falls on the ward", "Night lights"),
        *("Every family is rung before a move", "it holds"),
        *("A board for the night team", "the wall is full"),
        *("Lower the beds", "no fall for a week", "it holds"),
        *("Mark the step", "nobody trips", "still unseen"),
        "Staffing: two in a bay",
        "",
        "The hall is cold",
        "It is heated",
        "The round moves to 11:00",
        *["The porters, for the lost aid"] * 2,
        "No falls",
    ]
