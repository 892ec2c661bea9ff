"""What explains a page or a step: by its key, beside the work, and never in its way."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

import ui.pages
from huddle import guidance_cards
from huddle.i18n import use_language
from huddle.paths import Paths
from huddle.rows.learning import LearnedKind
from huddle.settings import Settings, save_settings
from huddle.vocabulary import AccessRole
from tests.helpers import qt, sweep, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open

F1 = Qt.Key.Key_F1
SHIFT = Qt.KeyboardModifier.ShiftModifier
NOT_FROM_THE_RAIL = {"start", "first_start", "run", "wall"}
"""Before sign-in, and those that fill the window; the wall explains itself to nobody."""
ASKS_FOR = {"typing_in": {"code": "P2222A"}}
PAGES = sorted(
    folder.name
    for folder in Path(ui.pages.__path__[0]).iterdir()
    if (folder / "presenter.py").exists() and folder.name not in NOT_FROM_THE_RAIL
)


def title(card: str) -> str:
    found = guidance_cards.shipped_card(card)
    assert found is not None
    return found.title


def explained(driver: Driver) -> list[str]:
    """The titles of the cards beside the work."""
    return driver.texts("guidance_title")


def read(driver: Driver) -> set[str]:
    driver.settle()
    return {row.what for row in driver.ward.learning.mine() if row.kind is LearnedKind.READ}


def strike(driver: Driver) -> None:
    """Press F1 also where nothing on the page has the keyboard."""
    qt.activate(driver.window)
    qt.strike(F1)
    driver.settle()


def panel(driver: Driver) -> QWidget:
    return driver.find("guidance_panel")


def test_every_page_has_its_card_beside_it_by_one_key(signed_in: Driver) -> None:
    for page in PAGES:
        signed_in.window.go(page, **ASKS_FOR.get(page, {}))
        signed_in.settle()
        strike(signed_in)
        assert (signed_in.page, explained(signed_in)) == (page, [title(f"pages.{page}")])
        strike(signed_in)
        assert explained(signed_in) == []


def test_the_card_goes_along_with_the_page(signed_in: Driver) -> None:
    signed_in.click("explain")
    signed_in.alt(Qt.Key.Key_2)
    assert explained(signed_in) == [title("pages.followups")]


def test_the_page_gives_way_and_the_window_does_not_grow(signed_in: Driver) -> None:
    width = signed_in.window.width()
    signed_in.press(F1)
    page = signed_in.find("today_page")
    right = page.mapTo(signed_in.window, page.rect().topRight()).x()
    assert right < panel(signed_in).mapTo(signed_in.window, panel(signed_in).rect().topLeft()).x()
    assert signed_in.window.width() == width
    assert signed_in.shows("navigation")
    none_of(sweep.cut_off(signed_in.window))


def test_each_step_has_its_card_before_that_of_the_page(running: Driver) -> None:
    running.press(F1)
    for step in running.ward.running.state(_huddle_id(running)).steps:
        assert running.text("step_name") == step.name
        shown = [title(f"steps.{step.purpose}"), title("pages.run")]
        if step.purpose != "read_back":
            assert explained(running) == shown
        running.alt(Qt.Key.Key_Right)
    assert explained(running) == [title("steps.read_back"), title("pages.run")]


def test_the_capture_line_keeps_cursor_and_words(running: Driver) -> None:
    running.type("capture_line", "The floor by bay 2")
    running.press(F1)
    assert explained(running)
    assert qt.focused().objectName() == "capture_line"
    running.type("capture_line", " is wet")
    running.press(F1)
    running.press(Qt.Key.Key_Return)
    assert [item.text for item in wards.start(running.ward).items] == ["The floor by bay 2 is wet"]


def test_the_question_mark_of_a_step_leaves_the_cursor_alone(running: Driver) -> None:
    running.click("explain_step")
    assert explained(running)
    assert qt.focused().objectName() == "capture_line"
    assert not running.shows("guidance_edit")


def test_it_is_read_by_keys_and_left_by_esc(running: Driver) -> None:
    running.press(F1, SHIFT)
    assert qt.focused().objectName() == "guidance_reader"
    running.press(Qt.Key.Key_Escape)
    assert explained(running) == []
    assert qt.focused().objectName() == "capture_line"


def test_esc_closes_it_from_a_page_that_has_no_use_for_esc(signed_in: Driver) -> None:
    signed_in.press(F1)
    signed_in.press(Qt.Key.Key_Escape)
    assert explained(signed_in) == []


def test_a_card_is_read_once_its_end_was_seen(running: Driver) -> None:
    running.window.resize(1366, 700)
    running.press(F1, SHIFT)
    step = wards.start(running.ward).steps[0]
    assert "pages.run" not in read(running)
    running.press(Qt.Key.Key_End)
    assert read(running) == {f"steps.{step.purpose}", "pages.run"}


@pytest.mark.parametrize(("role", "edits"), [("contributor", False), ("ward_manager", True)])
def test_only_who_sets_the_ward_up_is_led_to_edit_it(
    ward_paths: Paths, start: Open, role: str, edits: bool
) -> None:
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.ward.accounts.add("Sam", "four other plain words", AccessRole(role))
    driver.close()
    driver = start()
    driver.sign_in("Sam", "four other plain words")
    driver.press(F1)
    assert driver.shows("guidance_edit") == edits
    if edits:
        driver.click("guidance_edit")
        assert driver.page == "learn"
        assert qt.focused().objectName() == "learn_what"
        assert explained(driver) == []


def test_the_ward_says_whom_to_ask(signed_in: Driver) -> None:
    unit = signed_in.ward.setting_up.unit()
    signed_in.ward.setting_up.change_unit(
        unit.row_version,
        name=unit.name,
        time_zone=unit.time_zone,
        act_now_number="2222",
        tell_us="ring Dee on 4417",
        classification=unit.classification,
    )
    signed_in.press(F1)
    assert signed_in.text("guidance_tell_us") == "ring Dee on 4417"
    assert "2222" in signed_in.text("guidance_act_now")


def test_locking_takes_it_away(signed_in: Driver) -> None:
    signed_in.press(F1)
    qt.strike(Qt.Key.Key_F12)
    signed_in.settle()
    signed_in.press(F1)
    assert not signed_in.shows("guidance_panel")


def test_the_pages_before_sign_in_explain_themselves(start: Open, paths: Paths) -> None:
    driver = start()
    driver.press(F1)
    assert explained(driver) == [title("pages.first_start")]
    assert not driver.shows("guidance_learn")


def test_signing_in_is_explained(ward_paths: Paths, start: Open) -> None:
    driver = start()
    driver.click("explain")
    assert explained(driver) == [title("pages.start")]
    driver.sign_in(wards.NAME, wards.PASSWORD)
    assert explained(driver) == []


@pytest.fixture
def large(ward_paths: Paths, start: Open) -> Callable[[], Driver]:
    def run() -> Driver:
        wanted = dataclasses.replace(Settings(sign_in_name=wards.NAME), scale=2.0)
        save_settings(ward_paths.settings_file, wanted)
        driver = start()
        driver.sign_in(wards.NAME, wards.PASSWORD)
        driver.click("start_huddle")
        return driver

    return run


def test_in_large_text_it_never_lies_over_the_cursor(large: Callable[[], Driver]) -> None:
    driver = large()
    width = driver.window.width()
    driver.press(F1)
    sides = set()
    for _word in range(12):
        QTest.keyClicks(qt.focused(), "slippery ")
        driver.settle()
        cursor = QGuiApplication.inputMethod().cursorRectangle().center().toPoint()
        assert not panel(driver).geometry().contains(cursor)
        sides.add(panel(driver).x())
    assert len(sides) == 2, "the words were too few to come below it"
    assert driver.window.width() == width
    driver.press(F1)
    assert driver.find("capture_line", QLineEdit).text() == 12 * "slippery "


@pytest.mark.parametrize(("language", "scale"), [("xx", 1.0), ("en", 2.0)])
def test_longer_words_and_larger_text_cut_nothing_off(
    ward_paths: Paths, start: Open, language: str, scale: float
) -> None:
    use_language(language)
    wanted = dataclasses.replace(Settings(sign_in_name=wards.NAME), scale=scale)
    save_settings(ward_paths.settings_file, wanted)
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.press(F1)
    none_of(sweep.cut_off(panel(driver)))
    none_of(sweep.nameless(panel(driver)))
    none_of(sweep.too_small(panel(driver), on_run=False))


def none_of(found: list[str]) -> None:
    assert not found, "\n" + "\n".join(found)


def _huddle_id(driver: Driver) -> str:
    return wards.start(driver.ward).huddle.id
