"""From the first start to the last: signing in, going on after a crash, and closing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.ward import Ward
from tests.helpers import qt, wards
from tests.helpers.sheet_text import letters_of
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.single_instance import SingleInstance
from ui.widgets.field import Field

ROOT = Path(__file__).resolve().parents[2]


def first_start(driver: Driver) -> str:
    """Set a ward up; gives its recovery key."""
    driver.type("ward_name", "Willow ward")
    driver.type("departments", "Nursing\nPharmacy", instead=True)
    driver.type("sign_in_name", wards.NAME)
    driver.type("password", wards.PASSWORD)
    driver.press(Qt.Key.Key_Return)
    return driver.text("recovery_key_shown").replace("\n", "")


def test_a_first_start_leads_over_the_recovery_key_to_today(start: Open) -> None:
    driver = start()
    key = first_start(driver)
    assert not driver.find("recovery_go_on").isEnabled()
    driver.click("recovery_print")
    assert key.replace("-", "") in letters_of(driver.files.saved[0].read_bytes()).replace("-", "")
    driver.click("recovery_noted")
    driver.click("recovery_go_on")
    assert driver.page == "today"
    assert driver.text("today_ward") == "Willow ward"
    names = [team.name for team in driver.ward.people.departments()]
    assert names == ["Nursing", "Pharmacy"]


@pytest.mark.parametrize(
    ("field", "value", "shown_at"),
    [("ward_name", " ", "ward_name_field"), ("password", "short", "password_field")],
)
def test_what_does_not_fit_is_said_beside_its_field(
    start: Open, field: str, value: str, shown_at: str
) -> None:
    driver = start()
    driver.type("ward_name", "Willow ward")
    driver.type("sign_in_name", wards.NAME)
    driver.type("password", wards.PASSWORD)
    driver.type(field, value, instead=True)
    driver.press(Qt.Key.Key_Return)
    assert driver.find(shown_at, Field).error
    assert driver.find(field).hasFocus()
    assert not driver.app.paths.has_store()


def test_the_recovery_key_opens_the_ward_when_the_password_is_forgotten(start: Open) -> None:
    driver = start()
    key = first_start(driver)
    driver.click("recovery_noted")
    driver.click("recovery_go_on")
    driver.close()

    driver = start()
    driver.click("other_way")
    driver.type("recovery_key", "AAAA BBBB")
    driver.press(Qt.Key.Key_Return)
    assert driver.find("recovery_field", Field).error
    driver.type("recovery_key", key, instead=True)
    driver.press(Qt.Key.Key_Return)
    assert driver.page == "today"


def test_a_wrong_password_is_said_beside_the_field(ward_paths: Paths, start: Open) -> None:
    driver = start()
    driver.sign_in(wards.NAME, "three wrong words")
    assert not driver.page
    assert driver.find("password_field", Field).error
    assert not driver.find("password", QLineEdit).text()
    assert driver.find("password").hasFocus()
    driver.type("password", wards.PASSWORD)
    driver.press(Qt.Key.Key_Return)
    assert driver.page == "today"


def test_the_next_start_offers_the_name_and_waits_for_the_password(
    signed_in: Driver, start: Open
) -> None:
    signed_in.close()
    driver = start()
    assert driver.find("sign_in_name", QLineEdit).text() == wards.NAME
    qt.wait_until(driver.find("password").hasFocus, "the cursor to stand at the password")


def test_a_huddle_goes_on_where_it_was_when_the_window_vanished(
    signed_in: Driver, start: Open, paths: Paths, clock: ShiftedClock
) -> None:
    signed_in.click("start_huddle")
    signed_in.alt(Qt.Key.Key_Right)
    step = signed_in.text("step_name")
    signed_in.capture("a: Order the hoist sling")
    words = "half a thought about the ho"
    signed_in.type("capture_line", words)
    huddle = wards.start(signed_in.ward).huddle
    qt.wait_until(
        lambda: signed_in.ward.running.drafts(huddle.id) == {"capture": words},
        "the draft to be kept",
    )
    signed_in.vanish()

    clock.advance(minutes=3)
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("resume_huddle")
    assert driver.text("step_name") == step
    assert driver.run.capture.text == words
    assert driver.find("capture_line").hasFocus()
    assert driver.texts("text_") == ["Order the hoist sling"]


def lead_by(ward: Ward, name: str) -> None:
    """Have the ward's main huddle led by somebody from the next one on."""
    series = next(one for one in ward.templates.series() if one.is_main)
    ward.templates.change_series(
        series.id,
        series.row_version,
        name=series.name,
        template_id=series.template_id,
        weekdays=series.weekdays,
        starts_at=series.starts_at,
        facilitator=name,
    )


def test_a_huddle_of_somebody_else_is_taken_over(
    ward_paths: Paths, start: Open, clock: ShiftedClock
) -> None:
    ward = wards.sign_in(ward_paths, clock)
    lead_by(ward, "D. Mensah")
    wards.start(ward)
    lead_by(ward, "")
    ward.close()

    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    assert "D. Mensah" in driver.find("resume_huddle").text()
    driver.click("resume_huddle")
    assert driver.page == "run"
    assert wards.NAME in driver.text("run_about")


def test_closing_the_window_leaves_a_proved_backup(
    signed_in: Driver, paths: Paths, clock: ShiftedClock
) -> None:
    signed_in.click("start_huddle")
    signed_in.capture("a: Order the hoist sling")
    signed_in.close()

    ward = wards.sign_in(paths, clock)
    (made,) = ward.upkeep.backups()
    ward.close()
    assert (made.is_proved, made.counts["item"]) == (True, 1)


def test_a_second_start_raises_the_first_window(signed_in: Driver) -> None:
    folder = signed_in.app.paths.data_dir
    first = SingleInstance(folder)
    assert first.is_first()
    first.listen()
    asked: list[bool] = []
    first.asked_to_raise.connect(lambda: asked.append(True))
    command = [sys.executable, "main.py", "--data-dir", str(folder)]
    with subprocess.Popen(command, cwd=ROOT) as second:
        qt.wait_until(lambda: asked, "the first to be asked", timeout_ms=20_000)
    assert second.returncode == 0
    first.close()


def test_a_second_start_in_the_tray_raises_nothing(signed_in: Driver) -> None:
    """The computer may start it for everybody, and again for an account that wants it so."""
    folder = signed_in.app.paths.data_dir
    first = SingleInstance(folder)
    assert first.is_first()
    first.listen()
    asked: list[bool] = []
    first.asked_to_raise.connect(lambda: asked.append(True))
    command = [sys.executable, "main.py", "--in-tray", "--data-dir", str(folder)]
    assert subprocess.run(command, cwd=ROOT, check=False, timeout=60).returncode == 0
    signed_in.settle()
    assert asked == []
    first.close()
