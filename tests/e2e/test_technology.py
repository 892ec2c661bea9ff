"""A tool's whole life through the window: proposed, tried, used, doubted, paused, used again.

Staff are asked before it is adopted. A week later a huddle hears that it was wrong, says which tool
it means, and at its technology step decides what becomes of it. Its review is reminded of, and both
sheets are saved.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows.technology import ToolWhole
from huddle.tool_words import ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import StepPurpose
from tests.helpers import qt, wards
from tests.helpers.in_the_room import end_huddle
from tests.helpers.tools_at_hand import ask_which_tool, pick, said
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.pages.reminders.page import ReminderCard
from ui.reminding import Reminding

DRAFTER = "Letter drafter"
WRONG = "The letter named a medicine that was stopped"
LIFE = [
    (ToolStatus.IN_TRIAL, "Two weeks beside the old way"),
    (ToolStatus.IN_USE, "Letters leave an hour earlier"),
    (ToolStatus.PAUSED, "Until the supplier has answered"),
    (ToolStatus.IN_USE, "Version 2.2 leaves stopped medicines out"),
    (ToolStatus.RETIRED, "The new record writes letters itself"),
]


def test_a_tool_from_its_proposal_to_its_end(
    ward_paths: Paths, start: Open, clock: ShiftedClock
) -> None:
    driver = morning(start)
    propose(driver)
    ask_staff(driver)
    decide(driver, *LIFE[0])
    decide(driver, *LIFE[1])
    driver = next_day(driver, start, clock, days=7)
    doubt_in_the_huddle(driver)
    driver = next_day(driver, start, clock)
    pause_in_the_huddle(driver)
    report(driver)
    remind(driver)
    take_away(driver)
    decide(driver, *LIFE[3])
    decide(driver, *LIFE[4])
    assert lived(driver) == LIFE
    assert whole(driver).decisions[2].huddle_number == 2
    assert whole(driver).tool.asks == ()


def morning(start: Open) -> Driver:
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    return driver


def next_day(driver: Driver, start: Open, clock: ShiftedClock, days: int = 1) -> Driver:
    driver.vanish()
    wards.next_morning(clock, days=days)
    return morning(start)


def whole(driver: Driver) -> ToolWhole:
    return driver.ward.technology.named(DRAFTER)


def lived(driver: Driver) -> list[tuple[ToolStatus, str]]:
    """What was decided, the first first."""
    return [(one.became, one.why) for one in reversed(whole(driver).decisions)]


def keep(driver: Driver) -> None:
    """Enter keeps; from a form the keyboard comes back to the window."""
    driver.press(Qt.Key.Key_Return)
    qt.activate(driver.window)


def propose(driver: Driver) -> None:
    """Add it, and say who answers for it and by when it is looked at again."""
    driver.click("go_technology")
    driver.type("tool_add", DRAFTER)
    keep(driver)
    assert "Nobody by name answers for it." in said(driver.window, "tool_asking")
    erin = next(one.id for one in driver.ward.people.people() if one.name == wards.NAME)
    pick(driver.window, "tool_accountable_id", erin)
    driver.settle()
    driver.type("tool_version", "2.1")
    keep(driver)
    driver.type("tool_review_on", "+14d")
    keep(driver)
    assert not driver.shows("tool_asking")


def ask_staff(driver: Driver) -> None:
    """Staff are asked early, not told late."""
    driver.click("tool_ask_staff")
    driver.type("tool_view_says", "We fear that nobody reads it to the end")
    keep(driver)
    assert "We fear" in said(driver.window, "tool_views")


def decide(driver: Driver, became: ToolStatus, why: str) -> None:
    """Decide on the page."""
    if driver.page != "technology":
        driver.click("go_technology")
    driver.click("tool_decide")
    pick(driver.window, "decide_tool_became", became.value)
    driver.type("decide_tool_why", why)
    keep(driver)
    assert why in said(driver.window, "tool_decisions")


def doubt_in_the_huddle(driver: Driver) -> None:
    """A concern is said as any other, and then which tool it means."""
    driver.click("go_today")
    driver.click("start_huddle")
    purposes = [step.purpose for step in wards.start(driver.ward).steps]
    assert StepPurpose.TECHNOLOGY not in purposes
    driver.capture(f"c: {WRONG}")
    (item,) = wards.start(driver.ward).items
    ask_which_tool(driver.window, item.code)
    driver.settle()
    pick(driver.window, "tool_concern_tool_id", whole(driver).tool.id)
    pick(driver.window, "tool_concern_trouble", ToolTrouble.WRONG.value)
    pick(driver.window, "tool_concern_harm", ToolHarm.NEAR_MISS.value)
    keep(driver)
    assert f"About {DRAFTER}" in said(driver.window, f"item_{item.code}")
    end_huddle(driver)


def pause_in_the_huddle(driver: Driver) -> None:
    """The next huddle has a step for it, and decides."""
    driver.click("go_today")
    driver.click("start_huddle")
    step = wards.step_for(wards.start(driver.ward), StepPurpose.TECHNOLOGY)
    while wards.start(driver.ward).step_id != step:
        driver.alt(Qt.Key.Key_Right)
    assert "A serious concern about it is open." in said(driver.window, "technology_panel")
    driver.ctrl(Qt.Key.Key_8)
    became, why = LIFE[2]
    pick(driver.window, "decide_tool_became", became.value)
    driver.type("decide_tool_why", why)
    keep(driver)
    assert whole(driver).tool.status is ToolStatus.PAUSED
    assert WRONG in said(driver.window, "technology_panel")
    end_huddle(driver)


def report(driver: Driver) -> None:
    """Say to whom it was reported, and what they call it."""
    (concern,) = whole(driver).concerns
    assert concern.version == "2.1"
    driver.click("go_technology")
    driver.window.go("technology", tool=concern.tool_id, part="concerns")
    driver.settle()
    driver.click(f"report_{concern.code}")
    driver.type("tool_report_to", "Yellow Card")
    driver.type("tool_report_reference", "YC-17")
    keep(driver)
    assert "Yellow Card" in said(driver.window, "tool_concerns")


def remind(driver: Driver) -> None:
    """Its review is soon due; the reminder leads to it."""
    driver.window.findChildren(Reminding)[0].look()
    driver.settle()
    driver.click("go_reminders")
    cards = driver.window.findChildren(ReminderCard)
    (card,) = [one for one in cards if DRAFTER in said(one, one.objectName())]
    qt.click(card, "reminder_show")
    driver.settle()
    assert driver.page == "technology"
    assert driver.find("tool_card_name", QLabel).text() == DRAFTER
    driver.click("tool_reviewed")
    driver.type("tool_review_next_on", "+30d", instead=True)
    keep(driver)
    assert whole(driver).tool.review_on == dt.date(2026, 9, 13)


def take_away(driver: Driver) -> None:
    """The sheet for the wall and the register are saved, and Back leads here again."""
    for button in ("tool_sheet", "technology_print"):
        driver.click(button)
        driver.click("sheet_save")
        assert driver.files.saved[-1].read_bytes().startswith(b"%PDF")
        driver.click("sheet_back")
        assert driver.page == "technology"
