"""What is done in the window in a huddle that sends something up, or answers what came up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from huddle.rows.escalation import EscalationRow
from huddle.rows.items import ItemRow
from huddle.vocabulary import EscalationState
from tests.helpers import qt, wards
from tests.helpers.asked import form
from tests.helpers.window import Driver
from ui.pages.run.item_cards import ItemCard


def begin_huddle(driver: Driver) -> None:
    driver.click("start_huddle")
    assert driver.page == "run"


def end_huddle(driver: Driver) -> None:
    """Read back, and close without paper."""
    driver.ctrl(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_F9)
    driver.click("close_only")
    assert driver.page == "today"


def go_to_step_of(driver: Driver, item: ItemRow) -> None:
    """Go along the steps to where an item stands."""
    steps = {one.id: one.step_id for one in wards.start(driver.ward).items}
    while wards.start(driver.ward).step_id != steps[item.id]:
        driver.alt(Qt.Key.Key_Right)


def send_up(driver: Driver, item: ItemRow, *, reason: str, ask: str) -> EscalationRow:
    """Send an item of the running huddle up, from the menu of its card."""
    menu = QMenu()
    driver.find(f"item_{item.code}", ItemCard).fill(menu)
    (entry,) = menu.findChildren(QAction, "turn_escalate")
    entry.trigger()
    menu.deleteLater()
    driver.settle()
    qt.type_text(form(), "escalate_reason", reason)
    qt.type_text(form(), "escalate_ask", ask)
    qt.click(form(), "question_yes")
    driver.settle()
    qt.activate(driver.window)
    assert "told nobody" in driver.message
    (up,) = driver.ward.escalations.of_item(item.id)
    assert up.state is EscalationState.NOT_YET_TOLD
    return up


def ring(driver: Driver, up: EscalationRow) -> None:
    """Enter on Follow-ups who was told."""
    driver.window.go("followups", item_id=up.item.id)
    driver.settle()
    qt.click(driver.window, "escalation_told")
    driver.answer(up.to_name)
    assert driver.ward.escalations.escalation(up.id).state is EscalationState.TOLD


def answer_in_the_room(driver: Driver, answer: str) -> None:
    """Answer what is asked, by its key."""
    driver.ctrl(Qt.Key.Key_7)
    qt.type_text(form(), "answer_answer", answer)
    qt.press(Qt.Key.Key_Return)
    driver.settle()
    qt.activate(driver.window)


def tell_back(driver: Driver, up: EscalationRow, answer: str) -> None:
    """Tell the room the answer."""
    code = up.item.code
    assert answer in driver.text(f"answer_text_{code}")
    driver.click(f"told_back_{code}")
    assert driver.ward.escalations.escalation(up.id).state is EscalationState.TOLD_BACK
