"""The idle watch: it warns, waits for one who stays, and counts the hours a PC slept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from huddle.paths import Paths
from huddle.settings import Settings, save_settings
from huddle.vocabulary import AccessRole
from tests.helpers import qt, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui import idle
from ui.idle import WARNS_BEFORE, IdleWatch, seconds
from ui.widgets.choices import Choice

MINUTES = 10
LIMIT = dt.timedelta(minutes=MINUTES).total_seconds()


class Hours:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


class Watched:
    """A watch with what it said."""

    def __init__(self, hours: Hours) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.hours = hours
        self.said: list[str] = []
        self.watch = IdleWatch(app, app, hours)
        self.watch.warned.connect(lambda: self.said.append("warned"))
        self.watch.stayed.connect(lambda: self.said.append("stayed"))
        self.watch.idle.connect(lambda: self.said.append("idle"))
        self.watch.wait(MINUTES)

    def after(self, seconds: float) -> list[str]:
        """What was said when so many more seconds had gone by."""
        self.hours.pass_by(seconds)
        self.watch.look()
        return self.said

    @property
    def looks(self) -> bool:
        """Whether it goes on looking by itself."""
        return self.watch.findChildren(QTimer)[0].isActive()


@pytest.fixture
def watched(qapp: QApplication) -> Iterator[Watched]:
    made = Watched(Hours())
    yield made
    made.watch.deleteLater()


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    qt.activate(made)
    return made


def test_it_warns_half_a_minute_before_and_says_each_once(watched: Watched) -> None:
    assert watched.after(LIMIT - WARNS_BEFORE - 1) == []
    assert watched.after(2) == ["warned"]
    assert watched.after(1) == ["warned"]
    assert watched.after(WARNS_BEFORE) == ["warned", "idle"]
    assert watched.after(LIMIT) == ["warned", "idle"]
    assert not watched.looks


def test_every_use_of_any_window_begins_the_wait_anew(watched: Watched, line: QLineEdit) -> None:
    window = line.windowHandle()
    middle, left = QPoint(20, 10), Qt.MouseButton.LeftButton
    no_keys = Qt.KeyboardModifier.NoModifier
    uses: tuple[Callable[[], object], ...] = (
        lambda: qt.strike(Qt.Key.Key_A),
        lambda: QTest.mouseClick(window, left, no_keys, middle),
        lambda: QTest.mouseMove(window, middle + middle),
        lambda: QTest.wheelEvent(window, QPointF(middle), QPoint(0, 120)),
    )
    for use in uses:
        watched.hours.pass_by(LIMIT - 1)
        use()
        QApplication.processEvents()
    assert watched.after(LIMIT - WARNS_BEFORE - 1) == []
    assert line.text() == "a"


def test_a_key_after_the_warning_says_that_somebody_stays(
    watched: Watched, line: QLineEdit
) -> None:
    watched.after(LIMIT - 10)
    qt.strike(Qt.Key.Key_A)
    assert watched.said == ["warned", "stayed"]
    assert watched.after(LIMIT - 10) == ["warned", "stayed", "warned"]


def test_the_first_key_after_a_sleep_locks_and_types_nothing(
    watched: Watched, line: QLineEdit
) -> None:
    watched.hours.pass_by(8 * 3600)
    qt.strike(Qt.Key.Key_A)
    assert (watched.said, line.text()) == (["idle"], "")


def test_never_waits_for_nothing(watched: Watched) -> None:
    watched.watch.wait(0)
    assert not watched.looks
    assert watched.after(9 * LIMIT) == []


def test_a_key_is_answered_wherever_the_keyboard_is(watched: Watched, line: QLineEdit) -> None:
    pressed: list[str] = []
    watched.watch.answer(Qt.Key.Key_F12, lambda: pressed.append("F12"))
    qt.strike(Qt.Key.Key_F12)
    qt.strike(Qt.Key.Key_F12, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["F12"]


def test_the_clock_goes_forward_by_itself() -> None:
    assert 0 <= seconds() - seconds() + 1 <= 1


# In the window


@pytest.fixture
def hours(monkeypatch: pytest.MonkeyPatch) -> Hours:
    """The clock that every watch of this test goes by."""
    made = Hours()
    monkeypatch.setattr(idle.IdleWatch.__init__, "__defaults__", (made,))
    return made


def watch_of(driver: Driver) -> IdleWatch:
    found = driver.app.findChild(IdleWatch)
    assert isinstance(found, IdleWatch)
    return found


def test_the_window_warns_and_then_locks(hours: Hours, signed_in: Driver) -> None:
    watch = watch_of(signed_in)
    hours.pass_by(LIMIT - 20)
    watch.look()
    assert signed_in.message == "Locking in 30 seconds. Press any key to stay."
    hours.pass_by(20)
    watch.look()
    assert signed_in.shows("lock_page")
    signed_in.type("lock_secret", wards.PASSWORD)
    signed_in.press(Qt.Key.Key_Return)
    assert signed_in.shows("today_page")
    assert signed_in.message == ""


def test_any_key_keeps_the_window_open(hours: Hours, signed_in: Driver) -> None:
    watch = watch_of(signed_in)
    hours.pass_by(LIMIT - 20)
    watch.look()
    qt.strike(Qt.Key.Key_Shift)
    assert signed_in.message == ""
    hours.pass_by(LIMIT - 40)
    watch.look()
    assert signed_in.shows("today_page")


def test_a_key_in_a_dialog_counts_too(hours: Hours, signed_in: Driver) -> None:
    signed_in.app.ask.confirm(signed_in.window, title="?", text="", yes="Yes", then=lambda: None)
    hours.pass_by(LIMIT - 1)
    assert signed_in.dialog().isActiveWindow()
    qt.strike(Qt.Key.Key_Shift)
    hours.pass_by(LIMIT - 1)
    watch_of(signed_in).look()
    assert isinstance(QApplication.activeModalWidget(), QDialog)
    signed_in.dismiss()


def test_a_wait_changed_in_settings_counts_from_then(hours: Hours, signed_in: Driver) -> None:
    signed_in.window.go("settings")
    signed_in.settle()
    choice = signed_in.find("lock_minutes", Choice)
    choice.setFocus()
    signed_in.press(Qt.Key.Key_Up, times=2)
    assert signed_in.app.settings.lock_minutes == 2
    hours.pass_by(119)
    watch_of(signed_in).look()
    assert not signed_in.shows("lock_page")
    hours.pass_by(1)
    watch_of(signed_in).look()
    assert signed_in.shows("lock_page")


def test_a_computer_set_to_never_stays_open(hours: Hours, ward_paths: Paths, start: Open) -> None:
    save_settings(ward_paths.settings_file, Settings(lock_minutes=0))
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    hours.pass_by(100 * LIMIT)
    qt.strike(Qt.Key.Key_Shift)
    assert driver.shows("today_page")


def test_a_hidden_screen_locks_beneath(hours: Hours, signed_in: Driver) -> None:
    qt.strike(Qt.Key.Key_F11)
    hours.pass_by(LIMIT)
    watch_of(signed_in).look()
    assert signed_in.shows("blank_page")
    qt.strike(Qt.Key.Key_F11)
    assert signed_in.shows("lock_page")
    assert qt.focused().objectName() == "lock_secret"


def test_a_wall_is_never_idle(hours: Hours, signed_in: Driver) -> None:
    assert signed_in.app.locking is not None
    signed_in.ward.accounts.add("Sam", "four other plain words", AccessRole.FACILITATOR)
    signed_in.ward.signing_in.open_wall()
    signed_in.app.locking.wait_anew()
    hours.pass_by(9 * LIMIT)
    watch_of(signed_in).look()
    assert not signed_in.shows("lock_page")
