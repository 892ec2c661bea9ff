"""Technology in a huddle: a tool that asks is decided about, a concern says which tool it means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from huddle.rows.huddles import RunState
from huddle.rows.technology import ToolRow
from huddle.tool_words import ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import AccessRole, StepPurpose
from tests.helpers import wards
from tests.helpers.acting import act_as
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, focused, press, type_text
from tests.helpers.tools_at_hand import ask_which_tool, pick, said
from ui.pages.run.presenter import open_page

DRAFTER = "Letter drafter"
WRONG = "The letter named a medicine that was stopped"
CTRL = Qt.KeyboardModifier.ControlModifier


def drafter(work: AtWork, *, answers: bool = False) -> ToolRow:
    erin = next(one.id for one in work.ward.people.people() if one.name == "Erin")
    return work.ward.technology.add(
        DRAFTER, status=ToolStatus.IN_USE, accountable_id=erin if answers else None
    )


def at_step(work: AtWork) -> RunState:
    """Open the running huddle at its technology step."""
    state = wards.start(work.ward)
    step_id = wards.step_for(state, StepPurpose.TECHNOLOGY)
    work.ward.running.go_to_step(state.huddle.id, step_id)
    work.show(open_page(work.desk), huddle_id=state.huddle.id)
    return state


def test_a_tool_that_asks_is_decided_about_by_keys_alone(work: AtWork) -> None:
    tool = drafter(work)
    state = at_step(work)
    told = said(work.window, "technology_panel")
    for words in (DRAFTER, "In use", "Nobody by name answers for it."):
        assert words in told
    assert focused().objectName() == "capture_line"
    press(Qt.Key.Key_8, CTRL)
    work.settle()
    pick(work.window, "decide_tool_became", ToolStatus.PAUSED.value)
    press(Qt.Key.Key_Tab)
    type_text(work.window, "decide_tool_why", "Until somebody answers for it")
    type_text(work.window, "decide_tool_decided_by", "Everybody here", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    whole = work.ward.technology.tool(tool.id)
    (decision,) = whole.decisions
    assert (decision.became, decision.why) == (ToolStatus.PAUSED, "Until somebody answers for it")
    assert (decision.decided_by, decision.huddle_number) == ("Everybody here", state.huddle.number)
    assert work.window.focusWidget() is find(work.window, "capture_line")
    assert "Paused" in said(work.window, "technology_panel")


def test_the_other_steps_show_nothing_of_it(work: AtWork) -> None:
    drafter(work)
    state = at_step(work)
    first = state.steps[0].id
    work.ward.running.go_to_step(state.huddle.id, first)
    work.settle()
    assert not find(work.window, "technology_panel").isVisible()
    press(Qt.Key.Key_8, CTRL)
    work.settle()
    assert work.window.findChildren(QLabel, "decide_tool_about") == []


def test_a_concern_says_which_tool_it_means_and_shows_it(work: AtWork) -> None:
    tool = drafter(work, answers=True)
    state = wards.start(work.ward)
    item = wards.capture(work.ward, state, WRONG)
    work.show(open_page(work.desk), huddle_id=state.huddle.id)
    assert "About" not in said(work.window, f"item_{item.code}")
    ask_which_tool(work.window, item.code)
    work.settle()
    assert find(work.window, "tool_concern_about", QLabel).text() == WRONG
    pick(work.window, "tool_concern_tool_id", tool.id)
    pick(work.window, "tool_concern_trouble", ToolTrouble.WRONG.value)
    pick(work.window, "tool_concern_harm", ToolHarm.NEAR_MISS.value)
    press(Qt.Key.Key_Return)
    work.settle()
    assert f"About {DRAFTER}: It was wrong" in said(work.window, f"item_{item.code}")
    (concern,) = work.ward.technology.tool(tool.id).concerns
    assert (concern.item_id, concern.harm) == (item.id, ToolHarm.NEAR_MISS)


def test_an_open_concern_is_told_at_the_step_and_leads_to_the_register(work: AtWork) -> None:
    tool = drafter(work, answers=True)
    harm = {"trouble": ToolTrouble.WRONG, "harm": ToolHarm.HARM}
    work.ward.technology.concern(tool.id, WRONG, **harm)
    at_step(work)
    told = said(work.window, "technology_panel")
    for words in (WRONG, "A serious concern about it is open.", "Erin answers for it", "Harmed"):
        assert words in told
    click(work.window, f"register_{tool.id}")
    assert work.way.last == ("technology", {"tool": tool.id})


def test_who_only_takes_part_sees_it_and_decides_nothing(work: AtWork) -> None:
    tool = drafter(work)
    state = wards.start(work.ward)
    step_id = wards.step_for(state, StepPurpose.TECHNOLOGY)
    work.ward.running.go_to_step(state.huddle.id, step_id)
    act_as(work.ward, AccessRole.CONTRIBUTOR)
    work.show(open_page(work.desk), huddle_id=state.huddle.id)
    assert DRAFTER in said(work.window, "technology_panel")
    assert work.window.findChildren(QWidget, f"decide_{tool.id}") == []
    press(Qt.Key.Key_8, CTRL)
    work.settle()
    assert work.window.findChildren(QLabel, "decide_tool_about") == []
