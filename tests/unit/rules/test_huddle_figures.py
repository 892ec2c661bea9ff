"""The measures of huddles as they are shown: in words, and in the ward's order."""

from __future__ import annotations

import pytest

from huddle.rows.huddle_measures import GroupRow, HuddleFigure
from huddle.rows.month import AtStage, EscalationsOfMonth, Share
from huddle.rules import huddle_figures as figures
from huddle.rules import huddle_measure_words as words
from tests.helpers.month_rows import make_huddles


@pytest.mark.parametrize("kind", HuddleFigure)
def test_each_figure_says_what_it_is_and_how_it_is_counted(kind: HuddleFigure) -> None:
    assert words.called(kind)
    assert words.how_counted(kind).endswith(".")


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (81, 120, "68%"),
        (0, 7, "0%"),
        (7, 7, "100%"),
        # All but one is not all, and one is not none.
        (999, 1000, "99%"),
        (1, 1000, "1%"),
        (0, 0, "–"),
    ],
)
def test_a_share_in_percent(part: int, whole: int, said: str) -> None:
    assert words.percent(Share(part, whole)) == said


def test_what_was_held_on_time_short_and_day_after_day() -> None:
    huddles = make_huddles(besides=2, typed_in_later=1, run=15, is_embedded=True)
    held, on_time, length, in_a_row = figures.kept_to_plan(huddles)
    assert (held.value, held.share, held.note) == (
        "86%",
        Share(18, 21),
        "2 more were held besides the plan.",
    )
    assert (on_time.value, on_time.share) == ("89%", Share(16, 18))
    assert on_time.note == "1 was typed in later and is left out."
    assert (length.value, length.share) == ("11 minutes", Share(17, 18))
    assert length.note == "17 of 18 lasted 15 minutes or less"
    assert (in_a_row.value, in_a_row.share) == ("15 weekdays", None)
    assert in_a_row.note == "That is embedded: 15 in a row within 21 days."


def test_what_nobody_can_count_is_a_dash_and_not_nought() -> None:
    nothing = make_huddles(held=Share(0, 0), on_time=Share(0, 0), minutes=None, short=Share(0, 0))
    assert [one.value for one in figures.kept_to_plan(nothing)][:3] == ["–", "–", "–"]
    assert figures.concerns_by_stage((), 0).value == "–"
    assert figures.concerns_by_team((), 0).value == "–"
    assert figures.there(HuddleFigure.THERE, None, ()).value == "–"
    assert figures.answered(EscalationsOfMonth(0, 0, 0, None, Share(0, 0))).value == "–"


def test_who_was_there_stands_in_the_order_given() -> None:
    found = figures.there(
        HuddleFigure.THERE, 1.5, [("Nursing", Share(1, 4)), ("Porters", Share(4, 4))]
    )
    assert found.value == "1.5 at a huddle"
    assert found.groups == (
        GroupRow("Nursing", "25%", Share(1, 4)),
        GroupRow("Porters", "100%", Share(4, 4)),
    )


def test_voice_says_why_it_is_not_shown() -> None:
    few = figures.spoke(HuddleFigure.VOICE, None, ())
    assert (few.value, few.share, few.groups) == ("–", None, ())
    assert "ten huddles" in few.note
    shown = figures.spoke(HuddleFigure.VOICE, Share(9, 12), [("Nursing", Share(9, 12))])
    assert (shown.value, shown.note) == ("75%", "")
    assert shown.groups == (GroupRow("Nursing", "75%", Share(9, 12)),)


def test_concerns_by_stage_join_and_department() -> None:
    stages = (AtStage("Ward", "", 3), AtStage("Ward", "Discharge", 1), AtStage("", "", 2))
    by_stage = figures.concerns_by_stage(stages, 4)
    assert (by_stage.value, by_stage.share) == ("1.5 a huddle", Share(6, 4))
    assert by_stage.groups == (
        GroupRow("Ward", "3", Share(3, 6)),
        GroupRow("Between Ward and Discharge", "1", Share(1, 6)),
        GroupRow("No stage was said", "2", Share(2, 6)),
    )
    by_team = figures.concerns_by_team([("Nursing", 3), ("Porters", 0)], 6)
    assert (by_team.value, by_team.share) == ("50%", Share(3, 6))
    assert by_team.groups == (
        GroupRow("Nursing", "3", Share(3, 6)),
        GroupRow("Porters", "0", Share(0, 6)),
        GroupRow("No department was said", "3", Share(3, 6)),
    )
    assert len(figures.concerns_by_team([("Nursing", 6)], 6).groups) == 1


def test_what_stands_out_is_a_sentence_and_no_score() -> None:
    assert figures.went_up(Share(0, 24)).note.startswith("None of 24 concerns went up a tier.")
    assert figures.went_up(Share(24, 24)).note.startswith("Nearly all of 24 concerns went up")
    assert figures.went_up(Share(4, 24)).note == ""


@pytest.mark.parametrize(
    ("hours", "said"), [(0.5, "30 minutes"), (1, "1 hour"), (20.4, "20 hours"), (46, "46 hours")]
)
def test_the_time_to_an_answer(hours: float, said: str) -> None:
    found = figures.answered(EscalationsOfMonth(3, 2, 1, hours, Share(1, 2)))
    assert (found.value, found.share) == (said, Share(1, 2))
    assert found.note == "1 of 2 within 24 hours"
