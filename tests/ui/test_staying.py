"""Starting in the tray, staying there when the window closes, and telling before the sign-in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QSystemTrayIcon

from huddle import coming
from huddle.autostart import of_this_computer
from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rules.coming import Coming, Outlook
from huddle.settings import Settings, load_settings, save_settings
from huddle.vocabulary import ReminderKind
from tests.helpers import qt, wards
from tests.helpers.trays import NoTray, SomeTray
from tests.helpers.window import Driver
from ui.reminding import Reminding
from ui.tray import Tray, TrayMenu

# The offscreen platform has neither a tray nor a window manager.
pytestmark = pytest.mark.qt_log_ignore(
    "systemTrayWindowChanged|raise|grabbing the keyboard", extend=True
)

LONDON = ZoneInfo("Europe/London")
Begin = Callable[..., Driver]


@pytest.fixture
def begin(
    qapp: QApplication, ward_paths: Paths, clock: ShiftedClock, tmp_path: Path
) -> Iterator[Begin]:
    """Starts the application with a tray; whatever is still open at the end is closed."""
    begun: list[Driver] = []

    def start(tray: type[Tray] = SomeTray, *, in_tray: bool = False) -> Driver:
        begun.append(Driver(ward_paths, clock, tmp_path, tray, in_tray=in_tray))
        return begun[-1]

    yield start
    for driver in begun:
        driver.vanish()
    qapp.setStyleSheet("")
    assert not [failure for driver in begun for failure in driver.failures]


@pytest.fixture
def by_itself(ward_paths: Paths) -> None:
    """Huddle starts by itself on this computer."""
    of_this_computer(ward_paths).turn(on=True)


def tray(driver: Driver) -> SomeTray:
    """The tray of the test."""
    found = driver.app.tray
    assert isinstance(found, SomeTray)
    return found


def told(driver: Driver) -> list[str]:
    """What the tray told."""
    return getattr(tray(driver), "told", [])


def open_again(driver: Driver) -> None:
    """Choose Open in the tray's menu."""
    tray(driver).open_asked.emit()
    qt.activate(driver.window)
    driver.settle()


@pytest.fixture
def elsewhere(qapp: QApplication) -> Iterator[QWindow]:
    """The window of another program, where a person goes on."""
    window = QWindow()
    window.resize(100, 100)
    yield window
    window.destroy()


def close(driver: Driver, elsewhere: QWindow) -> None:
    """Close the window by its X, and go on elsewhere."""
    driver.window.close()
    elsewhere.show()
    elsewhere.requestActivate()
    qt.wait_until(lambda: not driver.window.isActiveWindow(), "the keyboard to be elsewhere")
    driver.settle()


def look(driver: Driver) -> None:
    """A minute has gone by before anybody signed in."""
    assert driver.app.announcing is not None
    driver.app.announcing.look()
    driver.settle()


def foresee(paths: Paths, *found: Coming) -> None:
    """What the open ward left."""
    coming.leave(paths, Outlook(found))


# Closing


def test_without_the_setting_closing_ends_with_a_proved_backup(begin: Begin) -> None:
    driver = begin()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.close()
    assert list(driver.app.paths.backups.iterdir())
    assert told(driver) == []


@pytest.mark.usefixtures("by_itself")
def test_with_the_setting_closing_locks_and_hides_and_says_so_once(
    begin: Begin, elsewhere: QWindow
) -> None:
    driver = begin()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    close(driver, elsewhere)
    assert not driver.window.isVisible()
    assert tray(driver).is_shown
    assert driver.app.locking is not None
    assert driver.app.locking.is_locked
    said = ["Huddle goes on here and reminds you. To end it, choose Quit in its menu."]
    assert told(driver) == said
    open_again(driver)
    assert driver.shows("lock_page")
    close(driver, elsewhere)
    assert not driver.window.isVisible()
    assert told(driver) == said
    assert load_settings(driver.app.paths.settings_file).told_of_tray


@pytest.mark.usefixtures("by_itself")
def test_what_was_half_typed_is_there_again_after_unlocking(
    begin: Begin, elsewhere: QWindow
) -> None:
    driver = begin()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("start_huddle")
    driver.type("capture_line", "Bed 4 has no")
    close(driver, elsewhere)
    open_again(driver)
    assert driver.find("lock_secret").hasFocus()
    driver.type("lock_secret", wards.PASSWORD)
    driver.press(Qt.Key.Key_Return)
    assert driver.page == "run"
    assert driver.find("capture_line", QLineEdit).text() == "Bed 4 has no"


@pytest.mark.usefixtures("by_itself")
def test_without_a_tray_closing_ends_although_the_setting_is_on(begin: Begin) -> None:
    driver = begin(NoTray)
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.close()
    assert list(driver.app.paths.backups.iterdir())


@pytest.mark.usefixtures("by_itself")
def test_a_password_half_typed_at_the_sign_in_is_gone_when_it_is_hidden(
    begin: Begin, elsewhere: QWindow
) -> None:
    driver = begin()
    driver.type("sign_in_name", wards.NAME, instead=True)
    driver.type("password", "three plai")
    close(driver, elsewhere)
    assert not driver.window.isVisible()
    open_again(driver)
    assert driver.find("sign_in_name", QLineEdit).text() == wards.NAME
    assert driver.find("password", QLineEdit).text() == ""


@pytest.mark.usefixtures("by_itself")
def test_a_ward_that_opens_after_the_window_was_closed_is_locked(
    begin: Begin, elsewhere: QWindow
) -> None:
    driver = begin()
    driver.type("sign_in_name", wards.NAME, instead=True)
    qt.type_text(driver.window, "password", wards.PASSWORD)
    qt.press(Qt.Key.Key_Return)
    close(driver, elsewhere)
    qt.wait_until(lambda: driver.app.locking is not None, "the ward to be watched over")
    driver.settle()
    open_again(driver)
    assert driver.shows("lock_page")


@pytest.mark.usefixtures("by_itself")
def test_quit_in_the_menu_makes_a_proved_backup_and_ends(begin: Begin, elsewhere: QWindow) -> None:
    driver = begin()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    close(driver, elsewhere)
    tray(driver).quit_asked.emit()
    qt.wait_until(lambda: driver.app.ward is not None and not tray(driver).is_shown, "its end")
    assert list(driver.app.paths.backups.iterdir())


def test_lock_in_the_menu_locks(begin: Begin) -> None:
    driver = begin()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    tray(driver).lock_asked.emit()
    driver.settle()
    assert driver.shows("lock_page")


# Starting


def test_it_starts_without_a_window_and_opens_from_the_tray(begin: Begin) -> None:
    driver = begin(in_tray=True)
    assert not driver.window.isVisible()
    assert tray(driver).is_shown
    open_again(driver)
    driver.sign_in(wards.NAME, wards.PASSWORD)
    assert driver.page == "today"


def test_without_a_tray_it_starts_minimised(begin: Begin) -> None:
    driver = begin(NoTray, in_tray=True)
    assert driver.window.isVisible()
    assert driver.window.isMinimized()
    open_again(driver)
    assert not driver.window.isMinimized()


def test_who_is_signed_in_by_the_start_finds_it_locked(qapp: QApplication, begin: Begin) -> None:
    driver = begin(in_tray=True)
    driver.app.front.sign_in(wards.NAME, wards.PASSWORD)
    driver.settle()
    assert not driver.window.isVisible()
    open_again(driver)
    assert driver.shows("lock_page")


# Telling before anybody is signed in


def test_what_came_due_is_told_once_in_one_sentence(
    begin: Begin, ward_paths: Paths, clock: ShiftedClock
) -> None:
    now = clock.now()
    foresee(
        ward_paths,
        Coming(now, ReminderKind.STARTS_SOON),
        Coming(now, ReminderKind.DUE_TODAY, 2),
        Coming(now + dt.timedelta(hours=1), ReminderKind.OVERDUE, 1),
    )
    driver = begin(in_tray=True)
    look(driver)
    look(driver)
    said = ["A huddle starts soon; 2 actions are due today. Sign in to see them."]
    assert told(driver) == said
    clock.advance(hours=-2)
    look(driver)
    clock.advance(hours=2)
    look(driver)
    assert told(driver) == said
    clock.advance(hours=1)
    look(driver)
    assert told(driver)[1:] == ["1 action is overdue. Sign in to see it."]
    driver.vanish()
    again = begin(in_tray=True)
    look(again)
    assert told(again) == []


def test_nobody_at_the_sign_in_page_is_interrupted(
    begin: Begin, ward_paths: Paths, clock: ShiftedClock
) -> None:
    foresee(ward_paths, Coming(clock.now(), ReminderKind.OVERDUE))
    driver = begin()
    look(driver)
    assert told(driver) == []
    assert coming.said(ward_paths) == frozenset()


def test_without_a_tray_the_window_says_it_until_somebody_signs_in(
    begin: Begin, ward_paths: Paths, clock: ShiftedClock
) -> None:
    foresee(ward_paths, Coming(clock.now(), ReminderKind.OVERDUE))
    driver = begin(NoTray, in_tray=True)
    look(driver)
    assert told(driver) == []
    open_again(driver)
    assert driver.message == "1 action is overdue. Sign in to see it."
    driver.sign_in(wards.NAME, wards.PASSWORD)
    assert driver.message == ""


def test_a_computer_that_is_not_to_notify_says_nothing(
    begin: Begin, ward_paths: Paths, clock: ShiftedClock
) -> None:
    save_settings(ward_paths.settings_file, Settings(notifications=False))
    foresee(ward_paths, Coming(clock.now(), ReminderKind.OVERDUE))
    driver = begin(in_tray=True)
    look(driver)
    assert told(driver) == []


def test_a_note_that_cannot_be_kept_is_said(
    begin: Begin, ward_paths: Paths, clock: ShiftedClock
) -> None:
    foresee(ward_paths, Coming(clock.now(), ReminderKind.OVERDUE))
    ward_paths.said_file.mkdir()
    driver = begin(in_tray=True)
    look(driver)
    assert told(driver) == []
    assert "could not be used" in driver.message


# From the ward to the tray and back


def at(clock: ShiftedClock, day: int, time: str) -> None:
    """Set the clock to a time of August 2026 in London."""
    clock.set_to(dt.datetime.combine(dt.date(2026, 8, day), dt.time.fromisoformat(time), LONDON))


def leave_word(driver: Driver) -> None:
    """Add an action that is due tomorrow, let the ward look ahead, and end."""
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.ward.running.close(wards.start(driver.ward).huddle.id)
    driver.ward.followups.add(wards.said(driver.ward, "a: Mend the lamp due fri 14:00"))
    remind(driver)
    driver.close()


def remind(driver: Driver) -> None:
    """A minute has gone by while somebody is signed in."""
    (reminding,) = driver.window.findChildren(Reminding)
    reminding.look()
    driver.settle()


def test_what_the_tray_told_is_not_told_again_after_the_sign_in_but_stands_unread(
    begin: Begin, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_word(begin())
    at(clock, 7, "07:01")
    driver = begin(in_tray=True)
    look(driver)
    assert told(driver) == ["1 action is due today. Sign in to see it."]
    open_again(driver)
    driver.sign_in(wards.NAME, wards.PASSWORD)
    monkeypatch.setattr(driver.window, "isActiveWindow", lambda: False)
    remind(driver)
    unread = [row.kind for row in driver.ward.reminders.inbox().rows if row.seen_at is None]
    assert ReminderKind.DUE_TODAY in unread
    assert told(driver)[1:] == []
    at(clock, 7, "07:59")
    driver.ward.followups.add(wards.said(driver.ward, "a: Order gloves due today"))
    remind(driver)
    assert told(driver)[1:] == ["1 new reminder. Open Reminders to read it."]


@pytest.mark.usefixtures("by_itself")
def test_locked_in_the_tray_the_ward_itself_goes_on_reminding(
    begin: Begin, clock: ShiftedClock, elsewhere: QWindow
) -> None:
    driver = begin()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.ward.running.close(wards.start(driver.ward).huddle.id)
    driver.ward.followups.add(wards.said(driver.ward, "a: Mend the lamp due fri 14:00"))
    remind(driver)
    driver.click("go_reminders")
    close(driver, elsewhere)
    at(clock, 7, "07:01")
    remind(driver)
    remind(driver)
    assert told(driver)[1:] == ["1 new reminder. Open Reminders to read it."]
    look(driver)
    assert len(told(driver)) == 2


# The icon itself


def test_the_menu_offers_to_lock_only_what_is_open(begin: Begin) -> None:
    driver = begin()
    driver.app.tray.show()
    (menu,) = driver.window.findChildren(TrayMenu)
    assert [act.text() for act in menu.actions() if act.text()] == ["Open Huddle", "Lock", "Quit"]
    menu.aboutToShow.emit()
    assert not menu.lock.isEnabled()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    menu.aboutToShow.emit()
    assert menu.lock.isEnabled()
    menu.lock.trigger()
    driver.settle()
    assert driver.shows("lock_page")
    menu.aboutToShow.emit()
    assert not menu.lock.isEnabled()


def test_the_menu_opens_over_a_locked_window(begin: Begin) -> None:
    driver = begin()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.app.tray.show()
    tray(driver).lock_asked.emit()
    driver.settle()
    (menu,) = driver.window.findChildren(TrayMenu)
    menu.popup(driver.window.pos())
    driver.settle()
    assert menu.isVisible()
    menu.close()


def test_a_click_opens_and_one_for_the_menu_does_not(begin: Begin) -> None:
    driver = begin(in_tray=True)
    (icon,) = driver.app.tray.findChildren(QSystemTrayIcon)
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert not driver.window.isVisible()
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert driver.window.isVisible()


def test_a_notification_that_is_clicked_opens_the_window(begin: Begin) -> None:
    driver = begin(in_tray=True)
    (icon,) = driver.app.tray.findChildren(QSystemTrayIcon)
    icon.messageClicked.emit()
    assert driver.window.isVisible()


def test_the_icon_shows_the_drawing_in_its_own_colours(begin: Begin) -> None:
    driver = begin(in_tray=True)
    drawn = driver.window.windowIcon().pixmap(64, 64).toImage()
    colours = {drawn.pixelColor(*at).name() for at in ((32, 4), (32, 13), (13, 27))}
    assert colours == {"#0d3348", "#ffffff", "#ffd400"}
