"""What an organisation set, in the window: shown where one looks for it, and not changed there."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from huddle import autostart
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.organisation import Feature, FleetSettings
from huddle.paths import Paths
from huddle.rules.profile import Lasting
from huddle.settings import Settings, governed, load_settings, save_settings
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.paper_tray import PaperTray, opened
from tests.helpers.qt import click, find, press, wait_until
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from tests.ui.test_front import fill_in
from ui.pages.settings.presenter import open_page
from ui.printing import PrintChoice
from ui.starting_again import start_on
from ui.widgets.card import Card
from ui.widgets.choices import Choice, Tick

FLEET = FleetSettings(
    lock_minutes=5,
    classification="OFFICIAL",
    printers=("Ward", "Hall"),
    mail_host="smtp.hospital.example",
    mail_security="tls",
    features_off=frozenset(set(Feature) - {Feature.MAIL}),
    places=(
        ("lock_minutes", "/etc/huddle/fleet.toml"),
        ("classification", "/etc/huddle/fleet.toml"),
        ("features_off", r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Huddle"),
    ),
)
SET = "Set by your organisation"


with_others = pytest.mark.usefixtures("older")


@pytest.fixture
def older(home: Path) -> Path:
    """Another data folder of this account."""
    return home / "older"


@pytest.fixture
def paths(home: Path, request: pytest.FixtureRequest) -> Paths:
    """Empty places on a computer whose organisation set something."""
    others = (home / "older",) if "older" in request.fixturenames else ()
    return Paths(home / "ward", home / "config" / "Huddle", fleet=FLEET, others=others)


def is_fixed(work: AtWork, name: str) -> bool:
    """Whether a line shows what is set, to be read by keyboard and by ear."""
    line = find(work.window, name, QLineEdit)
    reached = bool(line.focusPolicy() & Qt.FocusPolicy.TabFocus) and line.isVisible()
    return line.isReadOnly() and reached and line.accessibleDescription() == SET


# Settings


def test_each_card_shows_what_is_set_to_read(work: AtWork) -> None:
    work.show(open_page(replace(work.desk, settings=lambda: governed(Settings(), FLEET))))
    for name, text in (
        ("lock_minutes", "After 5 minutes"),
        ("ward_classification", "OFFICIAL"),
        ("printing_printers", "Ward, Hall"),
        ("mail_host", "smtp.hospital.example"),
        ("mail_security_set", "TLS from the start, usually port 465"),
        ("start_by_itself_off", "Off"),
        ("reminders_notify_off", "Off"),
    ):
        assert is_fixed(work, name), name
        assert find(work.window, name, QLineEdit).text() == text
    assert not find(work.window, "usual_classification").isVisible()
    assert not find(work.window, "mail_sender", QLineEdit).isReadOnly()


def test_one_card_tells_all_of_it_and_where(work: AtWork) -> None:
    work.show(open_page(work.desk))
    labels = find(work.window, "organisation_card", Card).findChildren(QLabel)
    said = "\n".join(label.text() for label in labels).replace("\u200b", "")
    assert said.startswith(SET)
    assert "Lock after idle minutes\n5" in said
    assert "exports, imports, hand-over files" in said
    assert "In /etc/huddle/fleet.toml" in said
    assert r"In HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Huddle" in said


def test_where_nothing_is_set_nothing_is_said_of_it(work: AtWork) -> None:
    work.ward.paths = Paths(work.ward.paths.data_dir, work.ward.paths.config_dir)
    work.show(open_page(work.desk))
    assert not work.window.findChildren(Card, "organisation_card")
    assert find(work.window, "lock_minutes", Choice).isVisible()
    assert find(work.window, "start_by_itself", Tick).isVisible()


@pytest.mark.parametrize("language", ["en", PSEUDO_LANGUAGE])
def test_nothing_is_cut_at_twice_the_size(work: AtWork, language: str) -> None:
    use_language(language)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    work.desk.theme.apply(app, "light", 2.0)
    presenter = open_page(work.desk)
    work.show(presenter)
    assert presenter.widget.minimumSizeHint().width() <= 1178


# The whole window


def test_what_is_set_holds_and_is_not_kept_as_the_accounts_own(
    ward_paths: Paths, start: Open
) -> None:
    save_settings(ward_paths.settings_file, Settings(lock_minutes=30))
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    assert driver.app.settings.lock_minutes == 5
    assert not driver.app.settings.notifications
    driver.ctrl(Qt.Key.Key_Plus)
    driver.settle()
    assert driver.app.settings.lock_minutes == 5
    kept = json.loads(ward_paths.settings_file.read_text("utf-8"))
    assert (kept["lock_minutes"], kept["notifications"]) == (30, True)
    assert load_settings(ward_paths.settings_file).scale > 1


def test_what_is_switched_off_is_not_offered(signed_in: Driver) -> None:
    for name in ("go_feedback", "go_imports", "read_handover"):
        assert not signed_in.window.findChildren(QAbstractButton, name) or not signed_in.shows(name)
    desk = signed_in.window.desk
    assert desk is not None
    assert not desk.may("export.actions")
    assert not desk.may("signing_in.open_wall")
    assert desk.may("mail.change")


def test_a_key_of_what_is_switched_off_says_so(signed_in: Driver) -> None:
    signed_in.ctrl(Qt.Key.Key_B)
    assert "Your organisation switched this off on this computer" in signed_in.message


@pytest.mark.parametrize("page", ["data", "audit", "accounts"])
def test_pages_open_without_what_is_switched_off(signed_in: Driver, page: str) -> None:
    signed_in.window.go(page)
    signed_in.settle()
    hidden = {"data": "everything_card", "audit": "audit_export", "accounts": "wall_key_card"}[page]
    assert signed_in.find(hidden).isHidden()


# Printing


def test_only_its_printers_are_offered_in_its_order(work: AtWork) -> None:
    tray = PaperTray(names=("Cellar", "Hall", "Ward"))
    opened(work, tray, kind="actions")
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    choice = find(work.window, "sheet_printer", Choice)
    assert [choice.itemText(at) for at in range(choice.count())] == ["Ward", "Hall"]
    assert choice.key == "Ward"


def test_another_that_the_systems_dialog_gives_is_refused(work: AtWork) -> None:
    tray = PaperTray(names=("Cellar", "Ward"), answer=PrintChoice("Cellar"))
    opened(work, tray, kind="actions")
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    click(work.window, "sheet_own_settings")
    work.settle()
    assert tray.asked
    assert tray.printed == []


# Data elsewhere


@with_others
def test_other_data_is_offered_at_the_first_start_and_opened(
    start: Open, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.others[0].mkdir(parents=True)
    started: list[Path] = []
    monkeypatch.setattr("ui.starting_again.start_on", lambda folder: not started.append(folder))
    driver = start()
    assert str(paths.others[0]) in driver.text("other_store_1_says").replace("\u200b", "")
    driver.click("other_store_1")
    assert started == [paths.others[0]]
    assert not driver.window.isVisible()


@with_others
def test_at_sign_in_too_and_what_does_not_start_is_said(
    ward_paths: Paths, start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward_paths.others[0].mkdir(parents=True)
    monkeypatch.setattr("ui.starting_again.start_on", lambda _folder: False)
    driver = start()
    driver.click("other_store_1")
    assert "could not be started" in driver.message
    assert driver.window.isVisible()


def test_the_program_starts_on_the_folder_that_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, script = tmp_path / "told", tmp_path / "program.py"
    script.write_text(
        f"import os, sys; open({str(told)!r} + '.new', 'w').write(' '.join(sys.argv[1:]))\n"
        f"os.replace({str(told)!r} + '.new', {str(told)!r})"
    )
    monkeypatch.setattr(autostart, "this_program", lambda: [sys.executable, str(script)])
    assert start_on(tmp_path / "there")
    wait_until(told.exists, "the program to start")
    assert told.read_text() == f"--data-dir {tmp_path / 'there'}"
    monkeypatch.setattr(autostart, "this_program", lambda: [str(tmp_path / "none")])
    assert not start_on(tmp_path / "there")


@with_others
def test_a_shared_folder_that_is_shut_is_told_with_what_to_do(start: Open) -> None:
    driver = start()
    assert "group “huddle”" in driver.text("other_store_1_says")
    assert not driver.window.findChildren(QAbstractButton, "other_store_1")


# Data that would not last


def test_a_ward_is_made_in_a_folder_that_vanishes_only_if_somebody_decides_so(
    start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huddle.rules.profile.lasting", lambda _facts: Lasting.VANISHES)
    driver = start()
    driver.settle()
    assert "goes when you sign out" in driver.text("vanishing_says")
    assert "database server" in driver.text("vanishing_to_do")
    fill_in(driver)
    assert not driver.app.paths.has_store()
    assert "decide there" in driver.text("first_start_trouble")
    assert driver.find("vanishing_anyway").hasFocus()
    driver.press(Qt.Key.Key_Space)
    driver.click("make_ward")
    assert driver.app.paths.has_store()


def test_an_ordinary_folder_is_not_spoken_of(start: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huddle.rules.profile.lasting", lambda _facts: None)
    driver = start()
    driver.settle()
    assert not driver.window.findChildren(Card, "vanishing_card")
