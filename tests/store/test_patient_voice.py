"""What patients say: sorted by people, suggested with a reason, brought in by choice, answered."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, Refused
from huddle.exchange.tables import tables_of
from huddle.rows.patient_voice import CommentRow, CommentsFilter
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers import minutes, wards
from tests.helpers.acting import act_as
from tests.helpers.sheet_text import text_of
from tests.store.test_imports import sheet

EVERY = CommentsFilter()


def bring_in(ward: Ward, *comments: str) -> tuple[CommentRow, ...]:
    """Comments out of a file."""
    ward.imports.bring_in(sheet("Date | Comment", *comments), "comments.csv")
    return ward.patient_voice.comments(EVERY).rows


def texts(ward: Ward, wanted: CommentsFilter = EVERY) -> list[str]:
    return [row.text for row in ward.patient_voice.comments(wanted).rows]


def only(ward: Ward) -> CommentRow:
    (row,) = ward.patient_voice.comments(EVERY).rows
    return row


def test_what_nobody_sorted_comes_first_then_the_newest(ward: Ward) -> None:
    old, new, newest = (
        ward.patient_voice.add(text) for text in ("Cold tea", "Long wait", "Kind nurse")
    )
    assert ward.patient_voice.sort([newest.id, new.id], "  Waiting ") == 2
    assert texts(ward) == ["Cold tea", "Kind nurse", "Long wait"]
    found = ward.patient_voice.comments(EVERY, limit=1, offset=1)
    assert (found.total, found.unsorted, [row.theme for row in found.rows]) == (3, 1, ["Waiting"])
    assert ward.patient_voice.sort([new.id, old.id], "Waiting") == 1


def test_comments_are_narrowed_by_each_of_what_is_known_of_them(ward: Ward) -> None:
    stage = ward.people.stages()[0]
    tea = ward.patient_voice.add("Cold tea", stage_id=stage.id)
    wait = ward.patient_voice.add("A long wait for tea")
    ward.patient_voice.sort([wait.id], "Waiting")
    ward.patient_voice.answer(tea.id, tea.row_version, did="A new urn")
    assert texts(ward, CommentsFilter(text="wait tea")) == ["A long wait for tea"]
    assert texts(ward, CommentsFilter(theme="")) == ["Cold tea"]
    assert texts(ward, CommentsFilter(theme="Waiting")) == ["A long wait for tea"]
    assert texts(ward, CommentsFilter(stage_id=stage.id)) == ["Cold tea"]
    assert texts(ward, CommentsFilter(answered=False)) == ["A long wait for tea"]
    assert texts(ward, CommentsFilter(answered=True)) == ["Cold tea"]
    assert len(texts(ward, CommentsFilter(month=dt.date(2026, 8, 31)))) == 2
    assert texts(ward, CommentsFilter(month=dt.date(2026, 7, 1))) == []


def test_the_themes_are_the_wards_own_and_those_it_began_with(ward: Ward) -> None:
    row = ward.patient_voice.add("The lift was broken again")
    ward.patient_voice.sort([row.id], "Lifts")
    counts = {theme.name: theme.count for theme in ward.patient_voice.themes()}
    assert (counts["Lifts"], counts["Waiting"]) == (1, 0)
    assert (next(iter(counts)), list(counts)[-1]) == ("Waiting", "Lifts")
    ward.patient_voice.sort([row.id], "")
    assert "Lifts" not in {theme.name for theme in ward.patient_voice.themes()}


def test_a_suggestion_says_why_and_learns_from_people(ward: Ward) -> None:
    wait = ward.patient_voice.add("We waited and waited")
    found = ward.patient_voice.hint(wait.id)
    assert found is not None
    assert (found.theme, found.because) == ("Waiting", ("waited",))
    lifts = [ward.patient_voice.add(f"The lift broke, {each}") for each in ("one", "two", "three")]
    another = ward.patient_voice.add("That lift!")
    assert ward.patient_voice.hint(another.id) is None
    kind = [ward.patient_voice.add(f"Kind people, {each}") for each in ("one", "two", "three")]
    ward.patient_voice.sort([row.id for row in kind], "Praise")
    ward.patient_voice.sort([row.id for row in lifts], "Lifts")
    learnt = ward.patient_voice.hint(another.id)
    assert learnt is not None
    assert (learnt.theme, learnt.because) == ("Lifts", ("lift",))


def test_an_answer_is_kept_with_who_was_told_and_can_be_taken_back(ward: Ward) -> None:
    row = ward.patient_voice.add("Cold tea")
    with pytest.raises(Refused):
        ward.patient_voice.answer(row.id, row.row_version, did="  ")
    answered = ward.patient_voice.answer(
        row.id, row.row_version, did="A new urn", told="The patients’ panel"
    )
    assert answered == only(ward)
    assert (answered.is_answered, answered.did) == (True, "A new urn")
    assert (answered.told, answered.answered_on) == ("The patients’ panel", dt.date(2026, 8, 6))
    with pytest.raises(ChangedElsewhere):
        ward.patient_voice.answer(row.id, row.row_version, did="Something else")
    story = [event.what for event in ward.followups.story(row.id)]
    assert story[1:] == ["answered by Erin: A new urn", "The patients’ panel told what was done"]
    again = ward.patient_voice.not_answered(row.id, answered.row_version)
    assert (again.is_answered, again.did, again.told, again.answered_on) == (False, "", "", None)


def test_only_chosen_comments_of_a_file_come_into_a_huddle(ward: Ward, clock: ShiftedClock) -> None:
    rows = bring_in(ward, "3 Aug 2026 | Nobody told us when", "4 Aug 2026 | Lovely staff")
    by_hand = ward.patient_voice.add("A quiet night")
    assert [row.is_coming for row in rows] == [False, False]
    assert ward.planning.today().raised_between[0].text == "A quiet night"
    chosen, other = rows
    assert ward.patient_voice.bring([chosen.id, by_hand.id], is_wanted=True) == 1
    assert ward.patient_voice.bring([other.id], is_wanted=True) == 1
    assert ward.patient_voice.bring([other.id], is_wanted=False) == 1
    clock.advance(minutes=1)
    state = wards.start(ward)
    assert {item.text for item in state.raised_between} == {chosen.text, by_hand.text}
    heard = {row.text: row.huddle_number for row in ward.patient_voice.comments(EVERY).rows}
    assert heard == {chosen.text: 1, by_hand.text: 1, other.text: None}
    assert ward.patient_voice.bring([chosen.id], is_wanted=False) == 0


def test_a_comment_of_a_running_huddle_is_there_at_once(ward: Ward) -> None:
    wards.capture(ward, wards.start(ward), "p: Nobody asked me")
    assert (only(ward).text, only(ward).huddle_number) == ("Nobody asked me", 1)


def test_what_is_sensitive_is_counted_and_on_no_paper(ward: Ward) -> None:
    state = wards.start(ward)
    item = wards.capture(ward, state, "p: Something about a colleague")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    paper = ward.patient_voice.by_theme(EVERY)
    assert (paper.rows, paper.hidden_count) == ((), 1)
    assert len(texts(ward)) == 1
    act_as(ward, AccessRole.READER)
    found = ward.patient_voice.comments(EVERY)
    assert (found.rows, found.total, found.hidden_count) == ((), 0, 1)


@minutes.are_there
def test_fifteen_hundred_comments_come_in_are_searched_and_sorted(ward: Ward) -> None:
    table = tables_of(minutes.folder() / "patient-comments.csv")[0]
    done = ward.imports.bring_in(table, "patient-comments.csv")
    found = ward.patient_voice.comments(EVERY)
    assert found.total == found.unsorted == done.run.new
    assert not any(row.is_coming for row in found.rows)
    wanted = CommentsFilter(text="waiting")
    waiting = ward.patient_voice.comments(wanted, limit=500)
    assert len(waiting.rows) == waiting.total > 20
    assert ward.patient_voice.sort([row.id for row in waiting.rows], "Waiting") == waiting.total
    assert ward.patient_voice.comments(CommentsFilter(theme="Waiting")).total == waiting.total
    printed = ward.patient_voice.by_theme(EVERY).rows
    assert len(printed) == done.run.new
    assert [row.theme for row in printed[: waiting.total]] == ["Waiting"] * waiting.total
    assert ward.planning.today().raised_between == ()
    pdf = ward.sheets.release(SheetOrder(SheetKind.COMMENTS), purpose="print")
    on_paper = Counter(text_of(pdf).split())
    written = Counter(word for row in printed for word in row.text.split())
    assert not written - on_paper


def test_the_monthly_report_counts_them_by_theme(ward: Ward) -> None:
    assert ward.month.of(ward.today()).comments == ()
    assert "comments were made" not in ward.sheets.copy(SheetOrder(SheetKind.REPORT))
    rows = [ward.patient_voice.add(text) for text in ("Cold tea", "Warm tea", "Long wait")]
    ward.people.add_person(name="Olu Adebayo")
    ward.patient_voice.sort([rows[0].id, rows[1].id], "Food and drink")
    ward.patient_voice.sort([rows[2].id], "Olu Adebayo")
    assert ward.month.of(ward.today()).comments == (("Food and drink", 2), ("", 1))
    report = ward.sheets.copy(SheetOrder(SheetKind.REPORT))
    assert "3 comments were made" in report
    assert "Olu" not in report


def test_the_guard_looks_through_comments_and_answers_before_they_leave(ward: Ward) -> None:
    row = ward.patient_voice.add("Nobody rang back")
    order = SheetOrder(SheetKind.COMMENTS)
    assert ward.sheets.copy(order)
    ward.patient_voice.answer(row.id, row.row_version, did="We rang 943 476 5919 back")
    with pytest.raises(GuardAsks):
        ward.sheets.copy(order)
    assert ward.sheets.copy(order, reason="The number is made up")


def test_the_sheet_of_a_theme_or_a_month_holds_that_alone(ward: Ward) -> None:
    bring_in(ward, "3 Jul 2026 | Cold tea", "4 Aug 2026 | Long wait", "5 Aug 2026 | Warm tea")
    tea = ward.patient_voice.comments(CommentsFilter(text="tea")).rows
    ward.patient_voice.sort([row.id for row in tea], "Food and drink")
    ward.patient_voice.answer(tea[1].id, tea[1].row_version + 1, did="A new urn")
    everything = ward.sheets.copy(SheetOrder(SheetKind.COMMENTS))
    assert "Food and drink" in everything
    assert "Not sorted yet" in everything
    assert "We did: A new urn" in everything
    of_tea = ward.sheets.copy(SheetOrder(SheetKind.COMMENTS, theme="Food and drink"))
    assert ("Cold tea" in of_tea, "Long wait" in of_tea) == (True, False)
    of_july = ward.sheets.copy(SheetOrder(SheetKind.COMMENTS, month="2026-07"))
    assert ("Cold tea" in of_july, "Warm tea" in of_july) == (True, False)
