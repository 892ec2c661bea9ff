"""Backups through the window: warned of, brought back, and reached when the data will not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QRadioButton

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from tests.helpers import qt, wards
from tests.helpers.damage import DAMAGES
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.tending import Tending
from ui.widgets.field import Field


@pytest.fixture
def told(ward_paths: Paths, clock: ShiftedClock) -> Path:
    """A ward with a backup after one huddle and before another; gives the backup's folder."""
    ward = wards.sign_in(ward_paths, clock)
    wards.hold(ward, "Thursday")
    folder = Path(ward.upkeep.back_up_at_close().path)
    wards.next_morning(clock)
    wards.hold(ward, "Friday")
    ward.close()
    return folder


def sign_in(driver: Driver) -> None:
    driver.sign_in(wards.NAME, wards.PASSWORD)


def huddles(driver: Driver) -> int:
    """How many there are."""
    return len(driver.ward.history.huddles())


# When the data will not open


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_backup_is_brought_back_from_the_sign_in_page(
    ward_paths: Paths, told: Path, start: Open, damage: Callable[[Path], None]
) -> None:
    damage(ward_paths.database)
    driver = start()
    assert not driver.shows("start_backups")
    sign_in(driver)
    driver.click("start_backups")
    assert driver.find("rescue_1", QRadioButton).isChecked()
    assert "1 huddle, 1 item" in driver.text("rescue_1_says")
    driver.click("rescue_restore")
    assert driver.message == "The backup is back. Sign in."
    sign_in(driver)
    assert driver.page == "today"
    assert huddles(driver) == 1


def test_a_lost_key_file_comes_back_and_nothing_else(
    ward_paths: Paths, told: Path, start: Open
) -> None:
    ward_paths.key_file.unlink()
    driver = start()
    sign_in(driver)
    driver.click("start_backups")
    driver.click("rescue_restore")
    assert "nothing is lost" in driver.message
    sign_in(driver)
    assert huddles(driver) == 2


def test_the_password_of_another_day_is_asked_for(
    ward_paths: Paths, told: Path, start: Open
) -> None:
    ward_paths.key_file.unlink()
    driver = start()
    driver.sign_in(wards.NAME, "a password of today")
    driver.click("start_backups")
    driver.click("rescue_restore")
    assert "name and password of its day" in driver.text("rescue_trouble")
    assert not ward_paths.key_file.exists()
    driver.click("rescue_back")
    sign_in(driver)
    driver.click("start_backups")
    driver.click("rescue_restore")
    sign_in(driver)
    assert driver.page == "today"


def test_a_damaged_backup_cannot_be_chosen_and_another_place_can(
    ward_paths: Paths, told: Path, start: Open, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    for file in told.iterdir():
        (elsewhere / file.name).write_bytes(file.read_bytes())
    (told / "ward.db").write_bytes(b"")
    ward_paths.database.write_bytes(b"")
    driver = start()
    sign_in(driver)
    driver.click("start_backups")
    assert not driver.find("rescue_1").isEnabled()
    assert not driver.find("rescue_restore").isEnabled()
    driver.files.place = elsewhere
    driver.click("rescue_elsewhere")
    sign_in(driver)
    assert huddles(driver) == 1


def test_a_wrong_password_offers_no_backup(ward_paths: Paths, told: Path, start: Open) -> None:
    ward_paths.database.write_bytes(b"")
    driver = start()
    driver.sign_in(wards.NAME, "three wrong words")
    assert driver.find("password_field", Field).error
    assert not driver.shows("start_backups")


def test_a_ward_without_any_backup_says_so(ward_paths: Paths, start: Open) -> None:
    ward_paths.database.write_bytes(b"")
    driver = start()
    sign_in(driver)
    driver.click("start_backups")
    assert driver.shows("rescue_none")
    assert not driver.find("rescue_restore").isEnabled()


# While somebody is signed in


def test_after_bringing_back_the_window_asks_who_is_there(told: Path, start: Open) -> None:
    driver = start()
    sign_in(driver)
    driver.click("go_data")
    driver.click("restore_1")
    qt.click(driver.dialog(), "question_yes")
    driver.settle()
    assert driver.page == ""
    assert driver.shows("open_ward")
    assert driver.message.startswith("The ward is as it was on Thu 06-Aug-2026 08:30.")
    sign_in(driver)
    assert driver.page == "today"
    assert huddles(driver) == 1
    driver.click("start_huddle")
    assert driver.page == "run"


def test_an_old_backup_is_warned_of_until_one_is_made(
    told: Path, start: Open, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huddle.services.upkeep.is_nightly_due", lambda *_given: False)
    driver = start()
    sign_in(driver)
    watch = driver.window.findChildren(Tending)[0]
    watch.look()
    driver.settle()
    assert not driver.shows("notice")
    clock.advance(days=8)
    watch.look()
    driver.settle()
    assert driver.text("notice_text") == "The last proved backup was made 9 days ago."
    driver.click("notice_action")
    assert driver.page == "data"
    driver.click("back_up")
    watch.look()
    driver.settle()
    assert not driver.shows("notice")


def test_a_night_without_a_backup_is_made_up_for(told: Path, start: Open) -> None:
    driver = start()
    sign_in(driver)
    driver.window.findChildren(Tending)[0].look()
    driver.settle()
    assert len(driver.ward.upkeep.backups()) == 2
