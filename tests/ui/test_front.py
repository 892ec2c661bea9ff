"""Before anybody is signed in: what the first pages ask, and what they say when it does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from huddle.paths import Paths
from huddle.start_options import StartOptions
from tests.helpers import qt, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.start import run
from ui.widgets.field import Field


def error(driver: Driver, field: str) -> str:
    """What a field says to be wrong."""
    return driver.find(field, Field).error


def fill_in(driver: Driver, **instead: str) -> None:
    """Fill in the first start, with other words where they are given, and press Enter."""
    values = {"ward_name": "Willow", "sign_in_name": wards.NAME, "password": wards.PASSWORD}
    for name, value in {**values, **instead}.items():
        driver.type(name, value, instead=True)
    driver.find("password").setFocus()
    driver.press(Qt.Key.Key_Return)


# The first start


def test_the_first_start_begins_with_the_wards_name(start: Open) -> None:
    driver = start()
    assert driver.find("ward_name").hasFocus()
    assert driver.find("departments").isVisible()


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("ward_name", "", "ward_name_field"),
        ("ward_name", "x" * 300, "ward_name_field"),
        ("sign_in_name", "", "sign_in_name_field"),
        ("password", "short", "password_field"),
        ("time_zone", "Middle Earth", "time_zone_field"),
    ],
)
def test_a_field_that_does_not_fit_says_so_and_keeps_the_rest(
    start: Open, name: str, value: str, field: str
) -> None:
    driver = start()
    fill_in(driver, **{name: value})
    assert error(driver, field)
    assert driver.find(name).hasFocus()
    assert not driver.app.paths.has_store()
    kept = "ward_name" if name != "ward_name" else "sign_in_name"
    assert driver.find(kept, QLineEdit).text()

    fill_in(driver, time_zone=wards.ZONE)
    assert driver.shows("recovery_key_shown")


def test_a_department_that_is_named_twice_is_made_once(start: Open) -> None:
    driver = start()
    driver.type("departments", "Nursing\nNursing\n\n  Pharmacy", instead=True)
    fill_in(driver)
    driver.click("recovery_noted")
    driver.click("recovery_go_on")
    names = [team.name for team in driver.ward.people.departments()]
    assert names == ["Nursing", "Pharmacy"]


def test_the_password_can_be_looked_at(start: Open) -> None:
    driver = start()
    line = driver.find("password", QLineEdit)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    driver.click("show_password")
    assert line.echoMode() is QLineEdit.EchoMode.Normal


def test_pressing_enter_twice_makes_one_ward(start: Open) -> None:
    driver = start()
    driver.type("ward_name", "Willow")
    driver.type("sign_in_name", wards.NAME)
    driver.type("password", wards.PASSWORD)
    qt.press(Qt.Key.Key_Return, times=2)
    driver.settle()
    assert driver.shows("recovery_key_shown")
    assert not driver.message


# Signing in


def test_enter_on_the_name_goes_on_to_the_password(ward_paths: Paths, start: Open) -> None:
    driver = start()
    driver.type("sign_in_name", wards.NAME)
    driver.press(Qt.Key.Key_Return)
    assert driver.find("password").hasFocus()
    assert not error(driver, "password_field")


def test_a_name_nobody_has_is_refused_like_a_wrong_password(ward_paths: Paths, start: Open) -> None:
    driver = start()
    driver.sign_in(wards.NAME, "three wrong words")
    wrong = error(driver, "password_field")
    driver.sign_in("Nobody", wards.PASSWORD)
    assert error(driver, "password_field") == wrong
    assert driver.find("sign_in_name", QLineEdit).text() == "Nobody"


def test_what_is_being_opened_cannot_be_opened_twice(ward_paths: Paths, start: Open) -> None:
    driver = start()
    driver.type("sign_in_name", wards.NAME)
    qt.type_text(driver.window, "password", wards.PASSWORD)
    qt.press(Qt.Key.Key_Return)
    assert not driver.find("open_ward").isEnabled()
    driver.settle()
    assert driver.page == "today"


def test_a_recovery_key_with_a_slip_is_refused_beside_its_field(
    ward_paths: Paths, start: Open
) -> None:
    driver = start()
    driver.click("other_way")
    assert driver.find("recovery_key").hasFocus()
    driver.type("recovery_key", "0000 0000")
    driver.press(Qt.Key.Key_Return)
    assert error(driver, "recovery_field")
    driver.click("other_way")
    assert not error(driver, "password_field")
    assert driver.find("sign_in_name").isVisible()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 400])
def test_a_file_that_is_no_database_is_said_and_left_as_it_is(
    ward_paths: Paths, start: Open, content: bytes
) -> None:
    ward_paths.database.write_bytes(content)
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    assert "backup" in error(driver, "password_field")
    assert ward_paths.database.read_bytes() == content
    assert driver.find("open_ward").isEnabled()


def test_trouble_is_said_beside_the_field_in_view(ward_paths: Paths, start: Open) -> None:
    ward_paths.key_file.write_bytes(b"no key file")
    driver = start()
    driver.click("other_way")
    driver.type("recovery_key", "0000 0000")
    driver.press(Qt.Key.Key_Return)
    assert error(driver, "recovery_field")


def test_a_data_folder_that_cannot_be_made_is_said(start: Open, paths: Paths) -> None:
    paths.data_dir.write_text("a file where the folder should be")
    driver = start()
    fill_in(driver)
    assert driver.text("first_start_trouble")
    assert driver.find("make_ward").isEnabled()


def test_a_computers_setting_that_cannot_be_used_is_said_before_there_is_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    file = tmp_path / "fleet.toml"
    file.write_text("database_url = 7", "utf-8")
    said: list[str] = []
    monkeypatch.setattr("huddle.fleet.fleet_file", lambda: file)
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, text: said.append(text))
    assert run(StartOptions()) == 1
    assert "cannot be used" in said[0]
