"""The Settings page by clicks and keys."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from huddle.autostart import of_this_computer
from huddle.clock import ShiftedClock
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.paths import Paths
from huddle.settings import Settings, save_settings
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.ward import Ward
from tests.helpers.asked import form
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, press, seen, type_text, wait_until
from tests.helpers.sheet_text import text_of
from tests.helpers.wards import sign_in
from ui.pages.settings.presenter import open_page
from ui.theme.look import look
from ui.widgets.choices import Choice, Tick
from ui.widgets.saved_mark import SavedMark

_WIDE = 1178
# The offscreen platform has no window manager to raise a list that opens.
_opens_a_list = pytest.mark.qt_log_ignore("raise|grabbing the keyboard", extend=True)


class Kept:
    """Keeps settings on disk and applies them, as the window does."""

    def __init__(self, work: AtWork) -> None:
        self.now = Settings()
        self._work = work

    def keep(self, settings: Settings) -> None:
        self.now = settings
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._work.desk.theme.apply(app, settings.scheme, settings.scale)
        file = self._work.ward.paths.settings_file
        self._work.tasks.run(self._work.window, lambda: save_settings(file, settings))


@pytest.fixture
def kept(work: AtWork) -> Kept:
    """This computer's settings."""
    return Kept(work)


@pytest.fixture
def page(work: AtWork, kept: Kept) -> QWidget:
    """The page at a desk whose settings are kept."""
    desk = replace(work.desk, settings=lambda: kept.now, keep_settings=kept.keep)
    presenter = open_page(desk)
    work.show(presenter)
    return presenter.widget


def _pick(page: QWidget, name: str, label: str) -> None:
    choice = seen(page, name, Choice)
    choice.setFocus()
    # On a busy machine the letters come slowly, and are one word all the same.
    QApplication.setKeyboardInputInterval(10_000)
    QTest.keyClicks(choice, label)
    choice.activated.emit(choice.currentIndex())


def _says(page: QWidget, name: str) -> str:
    return find(page, name, QLabel).text()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "Willow ward"),
        ("act_now_number", "2222"),
        ("tell_us", "ring 2201, or leave it in the tray"),
        ("classification", "OFFICIAL-SENSITIVE"),
    ],
)
def test_each_field_of_the_ward_keeps_itself(
    page: QWidget, work: AtWork, ward: Ward, field: str, text: str
) -> None:
    type_text(page, f"ward_{field}", text, instead=True)
    press(Qt.Key.Key_Tab)
    work.settle()
    assert getattr(ward.setting_up.unit(), field) == text
    assert find(page, "saved", SavedMark).text == "saved"


def test_a_usual_classification_is_picked_and_own_words_stay_possible(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    _pick(page, "usual_classification", "OFFICIAL-SENSITIVE")
    work.settle()
    assert ward.setting_up.unit().classification == "OFFICIAL-SENSITIVE"
    type_text(page, "ward_classification", "Ward 7 only", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert ward.setting_up.unit().classification == "Ward 7 only"
    assert seen(page, "usual_classification", Choice).currentText() == "In own words"


def test_the_days_until_a_sheet_is_destroyed_stand_at_its_foot(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    def foot() -> str:
        return text_of(ward.sheets.make(SheetOrder(SheetKind.AGENDA)))

    assert "Destroy by Thu 13-Aug-2026" in foot()
    for days, said in ((2, "Destroy by Sat 08-Aug-2026"), (0, "")):
        type_text(page, "destroy_after_days", str(days), instead=True)
        press(Qt.Key.Key_Return)
        work.settle()
        assert ward.privacy.policy().destroy_after_days == days
        assert find(page, "saved", SavedMark).text == "saved"
        assert said in foot()
    assert "Destroy" not in foot()


def test_fields_kept_one_right_after_another_are_all_there(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    type_text(page, "ward_act_now_number", "2222")
    type_text(page, "ward_tell_us", "ring 2201")
    type_text(page, "ward_classification", "OFFICIAL")
    press(Qt.Key.Key_Return)
    work.settle()
    unit = ward.setting_up.unit()
    assert (unit.act_now_number, unit.tell_us, unit.classification) == (
        "2222",
        "ring 2201",
        "OFFICIAL",
    )


@_opens_a_list
def test_an_unknown_time_zone_is_refused_beside_the_field(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    type_text(page, "ward_time_zone", "Middle Earth", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert find(page, "ward_time_zone_field_error").isVisible()
    assert find(page, "ward_time_zone", QLineEdit).text() == "Middle Earth"
    assert ward.setting_up.unit().time_zone == "Europe/London"


@_opens_a_list
def test_a_time_zone_is_completed_from_its_city(page: QWidget, work: AtWork, ward: Ward) -> None:
    type_text(page, "ward_time_zone", "dubl", instead=True)
    completer = find(page, "ward_time_zone", QLineEdit).completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    wait_until(popup.isVisible, "the zones to show")
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    wait_until(lambda: ward.setting_up.unit().time_zone == "Europe/Dublin", "the zone to be kept")
    work.settle()


def test_what_was_typed_stays_when_somebody_else_was_quicker(
    page: QWidget, work: AtWork, ward: Ward, paths: Paths, clock: ShiftedClock
) -> None:
    other = sign_in(paths, clock)
    unit = other.setting_up.unit()
    other.setting_up.change_unit(
        unit.row_version,
        name="Theirs",
        time_zone=unit.time_zone,
        act_now_number="999",
        tell_us="",
        classification="",
    )
    other.close()
    type_text(page, "ward_name", "Mine", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert find(page, "ward_name", QLineEdit).text() == "Mine"
    assert find(page, "ward_act_now_number", QLineEdit).text() == "999"
    click(form(), "version_0_mine")
    click(form(), "question_yes")
    work.settle()
    kept = ward.setting_up.unit()
    assert (kept.name, kept.act_now_number) == ("Mine", "999")


def test_colours_and_size_take_effect_at_once(page: QWidget, work: AtWork, kept: Kept) -> None:
    _pick(page, "appearance_scheme", "Dark")
    work.settle()
    assert (kept.now.scheme, look().scheme) == ("dark", "dark")
    _pick(page, "appearance_scale", "150")
    work.settle()
    assert kept.now == Settings(scheme="dark", scale=1.5)
    assert look().scale == 1.5
    assert find(page, "saved", SavedMark).text == "saved"


def test_another_size_from_elsewhere_is_shown(page: QWidget, work: AtWork, kept: Kept) -> None:
    kept.keep(Settings(scale=2.0))
    work.settle()
    assert find(page, "appearance_scale", Choice).currentText() == "200 %"


def test_the_paper_is_kept(page: QWidget, work: AtWork, kept: Kept) -> None:
    _pick(page, "printing_paper", "US")
    work.settle()
    assert kept.now.paper == "letter"


def test_the_idle_minutes_are_kept(page: QWidget, work: AtWork, kept: Kept) -> None:
    choice = find(page, "lock_minutes", Choice)
    offered = [choice.itemText(place) for place in range(choice.count())]
    assert offered[0] == "After 2 minutes"
    assert (offered[-1], choice.currentText()) == ("Never", "After 10 minutes")
    _pick(page, "lock_minutes", "Never")
    work.settle()
    assert kept.now.lock_minutes == 0
    assert find(page, "saved", SavedMark).text == "saved"


def test_starting_by_itself_is_off_until_it_is_ticked(
    page: QWidget, work: AtWork, paths: Paths
) -> None:
    tick = find(page, "start_by_itself", Tick)
    assert not tick.isChecked()
    click(page, "start_by_itself")
    work.settle()
    assert find(page, "saved", SavedMark).text == "saved"
    assert tick.isChecked()
    assert of_this_computer(paths).look()
    click(page, "start_by_itself")
    work.settle()
    assert not tick.isChecked()
    assert not of_this_computer(paths).look()


def test_pressing_twice_in_a_row_ends_as_it_began(
    page: QWidget, work: AtWork, paths: Paths
) -> None:
    click(page, "start_by_itself")
    click(page, "start_by_itself")
    work.settle()
    assert not find(page, "start_by_itself", Tick).isChecked()
    assert not of_this_computer(paths).look()


def test_it_is_shown_as_the_computer_has_it(work: AtWork, paths: Paths) -> None:
    of_this_computer(paths).turn(on=True)
    presenter = open_page(work.desk)
    work.show(presenter)
    assert find(presenter.widget, "start_by_itself", Tick).isChecked()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of this system alone")
def test_what_the_computer_does_not_let_happen_is_said_and_not_shown(
    page: QWidget, work: AtWork, home: Path
) -> None:
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "autostart").write_text("a file where the folder should be")
    click(page, "start_by_itself")
    work.settle()
    assert not find(page, "start_by_itself", Tick).isChecked()
    assert "could not be used" in work.messages.text
    assert find(page, "saved", SavedMark).text == ""


@pytest.mark.parametrize("language", ["en", PSEUDO_LANGUAGE])
def test_nothing_is_cut_at_twice_the_size(work: AtWork, language: str) -> None:
    use_language(language)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    work.desk.theme.apply(app, "light", 2.0)
    presenter = open_page(work.desk)
    work.show(presenter)
    assert presenter.widget.minimumSizeHint().width() <= _WIDE
