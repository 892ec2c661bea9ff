"""Two people change one item while the huddle runs: both versions are seen, none is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows.items import ItemRow
from huddle.vocabulary import Review, Status
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.qt import click
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open


@dataclass
class Elsewhere:
    """The same ward in another program, of which this window hears nothing."""

    ward: Ward
    item: ItemRow

    def change(self, **fields: object) -> None:
        self.ward.followups.update(self.item.id, **fields)

    @property
    def now(self) -> ItemRow:
        return self.ward.followups.action(self.item.id)


@pytest.fixture
def elsewhere(running: Driver, ward_paths: Paths, clock: ShiftedClock) -> Iterator[Elsewhere]:
    """An action captured here, whose editor is open."""
    running.capture("a: Order the sling due fri")
    ward = wards.sign_in(ward_paths, clock)
    (item,) = ward.followups.all_open()
    running.click(f"edit_{item.code}")
    yield Elsewhere(ward, item)
    ward.close()


def words(dialog: QWidget, name: str) -> str:
    """What a label of the question says."""
    found = dialog.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def choose(running: Driver, name: str) -> None:
    """Choose a version, and keep it."""
    click(running.dialog(), name)
    click(running.dialog(), "question_yes")
    running.settle()


def test_another_field_goes_together_and_is_shown(running: Driver, elsewhere: Elsewhere) -> None:
    elsewhere.change(text="Order two slings", is_priority=True)
    running.type("edit_place", "Bay 2")
    running.click("edit_text")
    running.settle()
    row = elsewhere.now
    assert (row.text, row.place, row.is_priority) == ("Order two slings", "Bay 2", True)
    assert running.find("edit_text", QPlainTextEdit).toPlainText() == "Order two slings"
    running.click("edit_finish")
    running.settle()
    assert elsewhere.now == row


def test_the_same_field_is_asked_about(running: Driver, elsewhere: Elsewhere) -> None:
    elsewhere.change(text="Order two slings")
    running.type("edit_text", "Order a large sling", instead=True)
    running.click("edit_finish")
    running.settle()
    dialog = running.dialog()
    assert elsewhere.now.text == "Order two slings"
    assert words(dialog, "version_0_mine_words") == "Order a large sling"
    assert words(dialog, "version_0_theirs_words") == "Order two slings"
    choose(running, "version_0_mine")
    assert elsewhere.now.text == "Order a large sling"


def test_what_is_still_typed_is_asked_about_though_another_field_was_kept(
    running: Driver, elsewhere: Elsewhere
) -> None:
    elsewhere.change(text="Order two slings")
    running.find("edit_text", QPlainTextEdit).setPlainText("Order a large sling")
    running.type("edit_place", "Bay 2")
    running.click("edit_how_known")
    running.settle()
    assert elsewhere.now.place == "Bay 2"
    assert running.find("edit_text", QPlainTextEdit).toPlainText() == "Order a large sling"
    running.click("edit_finish")
    running.settle()
    choose(running, "version_0_theirs")
    assert elsewhere.now.text == "Order two slings"


def test_leaving_the_question_leads_back_to_what_was_typed(
    running: Driver, elsewhere: Elsewhere
) -> None:
    elsewhere.change(place="Bay 9")
    running.type("edit_place", "Bay 2")
    running.click("edit_finish")
    running.settle()
    running.dismiss()
    assert "Nothing was overwritten" in running.message
    running.click("message_action")
    assert running.find("edit_place", QLineEdit).text() == "Bay 2"
    running.click("edit_finish")
    running.settle()
    choose(running, "version_0_mine")
    assert elsewhere.now.place == "Bay 2"


def test_one_field_twice_is_no_question(running: Driver, elsewhere: Elsewhere) -> None:
    running.type("edit_place", "Bay 2")
    running.click("edit_how_known")
    running.click("edit_priority")
    running.click("edit_priority")
    running.type("edit_place", "Bay 3", instead=True)
    running.click("edit_finish")
    running.settle()
    assert (elsewhere.now.place, elsewhere.now.is_priority) == ("Bay 3", False)


def test_an_answer_in_the_room_meets_another(
    ward_paths: Paths, start: Open, clock: ShiftedClock
) -> None:
    other = wards.sign_in(ward_paths, clock)
    wards.hold(other, "a: Order the hoist sling due tomorrow")
    (item,) = other.followups.all_open()
    wards.next_morning(clock)
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("start_huddle")
    driver.settle()
    other.followups.update(item.id, status=Status.BLOCKED, note="No order number")
    driver.click(f"review_{Review.DONE.value}")
    driver.settle()
    assert words(driver.dialog(), "version_0_theirs_words") == "blocked"
    choose(driver, "version_0_theirs")
    assert other.followups.action(item.id).status is Status.BLOCKED
    other.close()
