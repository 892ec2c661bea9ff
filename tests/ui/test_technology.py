"""Technology: tools are added, kept, decided about and talked about, by clicks and keys."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from huddle.rows.technology import ToolRow
from huddle.sheets.kinds import SheetKind
from huddle.tool_words import IsAi, ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import AccessRole
from tests.helpers import wards
from tests.helpers.acting import act_as
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, focused, press, type_text
from tests.helpers.tools_at_hand import pick, said
from ui.pages.followups import presenter as followups
from ui.pages.history import presenter as history
from ui.pages.technology.presenter import TechnologyPresenter, open_page
from ui.widgets.choices import Choice

DRAFTER = "Letter drafter"
WRONG = "The letter named a medicine that was stopped"


def opened(work: AtWork, **what: str) -> TechnologyPresenter:
    presenter = open_page(work.desk)
    work.show(presenter, **what)
    return presenter


def erin(work: AtWork) -> str:
    return next(one.id for one in work.ward.people.people() if one.name == "Erin")


def add(work: AtWork, name: str = DRAFTER, **fields: Any) -> ToolRow:
    return work.ward.technology.add(name, **{"accountable_id": erin(work), **fields})


def tool(work: AtWork, name: str = DRAFTER) -> ToolRow:
    return work.ward.technology.named(name).tool


def fill(work: AtWork, name: str, text: str) -> None:
    type_text(work.window, name, text, instead=True)


def keep(work: AtWork) -> None:
    press(Qt.Key.Key_Return)
    work.settle()


def test_a_ward_without_tools_is_led_to_its_first(work: AtWork) -> None:
    opened(work)
    assert "No tool of the ward yet" in said(work.window, "tools_empty")
    assert focused().accessibleName().startswith("Huddle’s own suggestions")
    click(work.window, "tool_add_first")
    assert focused().objectName() == "tool_add"
    type_text(work.window, "tool_add", DRAFTER)
    keep(work)
    assert tool(work).status is ToolStatus.PROPOSED
    assert find(work.window, "tool_card_name", QLabel).text() == DRAFTER
    assert not find(work.window, "tools_empty").isVisible()
    assert "Nobody by name answers for it." in said(work.window, "tool_asking")


def test_a_name_that_is_taken_stands_in_the_line_again(work: AtWork) -> None:
    add(work)
    opened(work)
    type_text(work.window, "tool_add", DRAFTER)
    keep(work)
    assert "already" in find(work.window, "tool_add_error", QLabel).text()
    assert find(work.window, "tool_add").text() == DRAFTER


def test_each_field_keeps_itself(work: AtWork) -> None:
    add(work, accountable_id=None)
    opened(work, tool=tool(work).id)
    fill(work, "tool_version", "2.1")
    keep(work)
    type_text(work.window, "tool_known_limits", "Does not see allergies")
    press(Qt.Key.Key_Tab)
    work.settle()
    pick(work.window, "tool_is_ai", IsAi.YES.value)
    pick(work.window, "tool_accountable_id", erin(work))
    work.settle()
    kept = tool(work)
    assert (kept.version, kept.known_limits) == ("2.1", "Does not see allergies")
    assert (kept.is_ai, kept.accountable_name) == (IsAi.YES, "Erin")
    assert not find(work.window, "tool_asking").isVisible()
    assert "Erin answers for it" in said(work.window, "tool_card")


def test_posts_cannot_be_chosen_to_answer(work: AtWork) -> None:
    add(work)
    opened(work, tool=tool(work).id)
    choice = find(work.window, "tool_accountable_id", Choice)
    posts = [one.id for one in work.ward.people.people() if one.is_post]
    assert posts
    assert all(choice.findData(post) < 0 for post in posts)


def test_the_day_of_the_next_review_is_typed_and_refused_beside_its_field(work: AtWork) -> None:
    add(work)
    opened(work, tool=tool(work).id)
    fill(work, "tool_review_on", "soon")
    keep(work)
    assert "no day" in find(work.window, "tool_review_on_field_error", QLabel).text()
    fill(work, "tool_review_on", "+90d")
    keep(work)
    assert tool(work).review_on == dt.date(2026, 11, 4)
    assert find(work.window, "tool_review_on").text() == "4 Nov 2026"
    assert find(work.window, "tool_review_on_field_error", QLabel).text() == ""


def test_a_review_says_today_and_the_next_day(work: AtWork) -> None:
    add(work)
    opened(work, tool=tool(work).id)
    click(work.window, "tool_reviewed")
    fill(work, "tool_review_next_on", "today")
    keep(work)
    assert "later day" in find(work.window, "tool_review_next_on_field_error", QLabel).text()
    fill(work, "tool_review_next_on", "+30d")
    keep(work)
    assert tool(work).reviewed_on == dt.date(2026, 8, 6)
    assert tool(work).review_on == dt.date(2026, 9, 5)
    assert "reviewed Thu 06-Aug-2026" in said(work.window, "tool_card")


def test_a_decision_needs_a_reason_and_is_kept_with_who_and_why(work: AtWork) -> None:
    add(work)
    opened(work, tool=tool(work).id)
    click(work.window, "tool_decide")
    pick(work.window, "decide_tool_became", ToolStatus.IN_TRIAL.value)
    fill(work, "decide_tool_decided_by", "Ward manager")
    keep(work)
    assert find(work.window, "decide_tool_why_field_error", QLabel).text()
    fill(work, "decide_tool_why", "Two weeks beside the old way")
    keep(work)
    assert tool(work).status is ToolStatus.IN_TRIAL
    told = said(work.window, "tool_decisions")
    for words in ("Proposed → In trial", "Two weeks beside the old way", "Ward manager"):
        assert words in told
    assert "Decisions (1)" in find(work.window, "tool_parts_decisions").text()


def test_a_concern_is_raised_reported_and_corrected(work: AtWork) -> None:
    add(work, status=ToolStatus.IN_USE, version="2.1")
    opened(work, tool=tool(work).id)
    click(work.window, "tool_raise")
    fill(work, "tool_concern_text", WRONG)
    assert not find(work.window, "tool_concern_against").isVisible()
    pick(work.window, "tool_concern_trouble", ToolTrouble.BIASED.value)
    fill(work, "tool_concern_against", "People with little English")
    pick(work.window, "tool_concern_harm", ToolHarm.NEAR_MISS.value)
    keep(work)
    (concern,) = work.ward.technology.tool(tool(work).id).concerns
    assert (concern.text, concern.harm, concern.version) == (WRONG, ToolHarm.NEAR_MISS, "2.1")
    told = said(work.window, "tool_concerns")
    assert "Perhaps biased against: People with little English" in told
    assert "Not reported to anybody outside yet" in told
    assert "A serious concern about it is open." in said(work.window, "tool_asking")
    click(work.window, f"report_{concern.code}")
    type_text(work.window, "tool_report_to", "Yellow Card")
    type_text(work.window, "tool_report_reference", "YC-17")
    keep(work)
    assert "Reported to Yellow Card on Thu 06-Aug-2026, reference YC-17" in said(
        work.window, "tool_concerns"
    )
    click(work.window, f"correct_{concern.code}")
    pick(work.window, "tool_concern_trouble", ToolTrouble.WRONG.value)
    fill(work, "tool_concern_version", "2.0")
    keep(work)
    (concern,) = work.ward.technology.tool(tool(work).id).concerns
    assert (concern.trouble, concern.version) == (ToolTrouble.WRONG, "2.0")
    click(work.window, f"open_{concern.code}")
    assert work.way.last == ("followups", {"item_id": concern.item_id})


def test_staff_are_asked_before_and_since(work: AtWork) -> None:
    add(work)
    opened(work, tool=tool(work).id)
    click(work.window, "tool_ask_staff")
    fill(work, "tool_view_asked", "14")
    type_text(work.window, "tool_view_who", "Doctors, pharmacists")
    type_text(work.window, "tool_view_says", "We fear that nobody reads it to the end")
    type_text(work.window, "tool_view_training", "None yet")
    keep(work)
    told = said(work.window, "tool_views")
    for words in ("Before it was adopted", "14 people asked", "Doctors", "fear", "None yet"):
        assert words in told


def test_the_list_is_narrowed_by_where_tools_stand(work: AtWork) -> None:
    add(work, status=ToolStatus.IN_USE)
    add(work, "Bed board", status=ToolStatus.PAUSED, accountable_id=None)
    opened(work)
    assert all(name in said(work.window, "tool_entries") for name in (DRAFTER, "Bed board"))
    pick(work.window, "tools_narrowed", ToolStatus.PAUSED.value)
    work.settle()
    assert DRAFTER not in said(work.window, "tool_entries")
    assert find(work.window, "tool_card_name", QLabel).text() == "Bed board"
    pick(work.window, "tools_narrowed", "asking")
    work.settle()
    assert "Nobody by name answers for it." in said(work.window, "tool_entries")
    pick(work.window, "tools_narrowed", ToolStatus.RETIRED.value)
    work.settle()
    assert "None of these" in said(work.window, "tools_empty")
    assert not find(work.window, "tool_card").isVisible()


def test_both_sheets_are_one_click_away(work: AtWork) -> None:
    add(work)
    opened(work, tool=tool(work).id)
    click(work.window, "tool_sheet")
    sheet = {"kind": SheetKind.TOOL.value, "tool": DRAFTER, "back": "technology"}
    assert work.way.last == ("sheet", sheet)
    click(work.window, "technology_print")
    assert work.way.last == ("sheet", {"kind": SheetKind.REGISTER.value, "back": "technology"})


def test_who_only_reads_sees_all_and_changes_nothing(work: AtWork) -> None:
    add(work, purpose="Drafts discharge letters", version="2.1")
    act_as(work.ward, AccessRole.READER)
    opened(work, tool=tool(work).id)
    told = said(work.window, "tool_card")
    for words in ("Drafts discharge letters", "2.1", "Erin answers for it"):
        assert words in told
    for name in ("tool_decide", "tool_raise", "tool_fields", "tool_add"):
        assert not any(one.isVisible() for one in work.window.findChildren(QWidget, name))


def test_a_concern_leads_from_follow_ups_and_from_history_to_its_tool(work: AtWork) -> None:
    made = add(work, status=ToolStatus.IN_USE)
    huddle_id, (item,) = wards.hold(work.ward, f"c: {WRONG}")
    work.ward.technology.link(
        item.code, made.id, trouble=ToolTrouble.WRONG, harm=ToolHarm.NEAR_MISS
    )
    work.show(followups.open_page(work.desk), item_id=item.id)
    link = find(work.window, "tool_link")
    assert link.accessibleName() == f"About {DRAFTER}: It was wrong, Nearly harmed"
    click(work.window, "tool_link")
    assert work.way.last == ("technology", {"tool": made.id})
    find(work.window, "followups_page").hide()
    work.way.gone.clear()
    work.show(history.open_page(work.desk), huddle_id=huddle_id)
    click(work.window, "tool_link")
    assert work.way.last == ("technology", {"tool": made.id})


def test_a_concern_about_no_tool_leads_to_none(work: AtWork) -> None:
    _huddle_id, (item,) = wards.hold(work.ward, "c: No hoist")
    work.show(followups.open_page(work.desk), item_id=item.id)
    assert not find(work.window, "tool_link").isVisible()
