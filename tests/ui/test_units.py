"""Several units in one store by clicks and keys: choosing one, and what is remembered."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from huddle.clock import ShiftedClock
from huddle.errors import Environment
from huddle.paths import Paths
from huddle.rows.items import FollowUpsFilter
from huddle.settings import load_settings
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers import qt, sweep, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.pages.run.capturing import FIELD
from ui.rail_buttons import UnitButton

SITE = "Site team"
OTHER, OTHER_PASSWORD = "Sam", "four other plain words"

# The offscreen platform has no window manager to raise a menu that opens.
pytestmark = pytest.mark.qt_log_ignore("raise|grabbing the keyboard", extend=True)


@pytest.fixture
def two(ward_paths: Paths, start: Open, clock: ShiftedClock) -> Driver:
    """The window of somebody who may work in Ward 7 and in the site team."""
    ward = wards.sign_in(ward_paths, clock)
    ward.units.add(SITE, tier="Site", time_zone=wards.ZONE)
    ward.close()
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    return driver


def unit_in_use(ward: Ward) -> str:
    return next(unit.name for unit in ward.units.units() if unit.is_in_use)


def button(driver: Driver) -> UnitButton:
    return driver.find("unit_button", UnitButton)


def choose(driver: Driver, place: int) -> None:
    """Choose a unit, counted from 1, in the list that the button opens."""
    driver.click("unit_button")
    driver.choose_entry(f"use_unit_{place}")


def let_on(driver: Driver, name: str, secret: str) -> None:
    """Lock, and let somebody go on."""
    qt.strike(Qt.Key.Key_F12)
    driver.settle()
    names = driver.find("lock_names", QListWidget)
    rows = [names.item(row).data(Qt.ItemDataRole.UserRole) for row in range(names.count())]
    by = rows.index(name) - names.currentRow()
    driver.find("lock_secret").setFocus()
    driver.press(Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up, times=abs(by))
    driver.type("lock_secret", secret)
    driver.press(Qt.Key.Key_Return)


def test_with_one_unit_the_rail_shows_none(signed_in: Driver) -> None:
    assert signed_in.shows("navigation_name")
    assert not signed_in.shows("unit_button")
    signed_in.alt(Qt.Key.Key_U)
    assert not signed_in.window.findChildren(QWidget, "unit_list")


def test_the_rail_names_the_unit_and_leads_to_the_other(two: Driver) -> None:
    assert (button(two).text(), two.shows("navigation_name")) == ("Ward 7", False)
    two.alt(Qt.Key.Key_2)
    choose(two, 2)
    assert unit_in_use(two.ward) == SITE
    assert (button(two).text(), two.page) == (SITE, "today")
    assert button(two).accessibleName() == "Site team: change unit"
    assert two.window.windowTitle() == "Huddle"
    choose(two, 2)
    assert unit_in_use(two.ward) == SITE, "the one in use stays"
    choose(two, 1)
    assert unit_in_use(two.ward) == "Ward 7"


def test_the_keys_go_along_the_rail_to_it(two: Driver) -> None:
    two.find("go_today").setFocus()
    two.press(Qt.Key.Key_Up)
    assert qt.focused() is button(two)
    assert sweep.nameless(two.find("navigation")) == []
    assert not sweep.out_of_reach(two.find("navigation"))


def test_nothing_of_the_other_unit_is_left(two: Driver) -> None:
    two.click("start_huddle")
    two.capture("a: Mend the hoist")
    two.type("capture_line", "half a sent")
    huddle = wards.start(two.ward).huddle.id
    two.click("run_leave")
    choose(two, 2)
    assert two.page == "today"
    assert not two.window.findChildren(QWidget, "run_page")
    assert not two.ward.followups.find(FollowUpsFilter()).items
    choose(two, 1)
    state = two.ward.running.state(huddle)
    assert [item.text for item in state.items] == ["Mend the hoist"]
    assert state.drafts[FIELD] == "half a sent"
    assert state.huddle.status.value == "running"


def test_what_is_being_typed_is_kept_in_the_unit_it_was_typed_in(two: Driver) -> None:
    two.window.go("people", section="departments")
    two.settle()
    line = two.find("department_name_1")
    line.setFocus()
    qt.type_text(two.window, "department_name_1", "Nurses", instead=True)
    qt.find(two.window, "unit_button", UnitButton).picked.emit(two.ward.units.units()[1].id)
    two.settle()
    assert unit_in_use(two.ward) == SITE
    assert not two.ward.people.departments()
    choose(two, 1)
    assert two.ward.people.departments()[0].name == "Nurses"


def test_it_waits_for_what_is_under_way(two: Driver) -> None:
    go_on = threading.Event()
    seen: list[str] = []

    def long_job() -> None:
        go_on.wait(5)
        seen.append(two.ward.setting_up.unit().name)

    two.app.tasks.run(two.window, long_job, long=True)
    site = two.ward.units.units()[1].id
    button(two).picked.emit(site)
    button(two).picked.emit(site)
    assert "One moment" in two.message
    assert not button(two).isEnabled()
    go_on.set()
    two.settle()
    assert (seen, unit_in_use(two.ward)) == (["Ward 7"], SITE)
    assert button(two).isEnabled()
    assert two.message == ""


def test_whoever_is_not_let_in_any_more_stays_where_they_are(two: Driver) -> None:
    site = two.ward.units.units()[1]
    mine = two.ward.accounts.mine()
    two.click("unit_button")
    two.ward.units.let_in(mine.id, [])
    two.choose_entry("use_unit_2")
    assert "may not work in Site team" in two.message
    assert unit_in_use(two.ward) == "Ward 7"
    assert two.page == "today"
    assert not two.shows("unit_button"), "one unit is left"
    assert site.name not in str(load_settings(two.app.paths.settings_file))


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_disk_that_fails_leaves_the_pages_of_the_unit_in_use(
    two: Driver, monkeypatch: pytest.MonkeyPatch, *, is_changed: bool
) -> None:
    site = two.ward.units.units()[1]

    def fail(*_unit_id: str) -> None:
        monkeypatch.undo()
        raise Environment("The disk cannot be read.")

    monkeypatch.setattr(two.ward.units, "units" if is_changed else "use", fail)
    two.alt(Qt.Key.Key_2)
    button(two).picked.emit(site.id)
    two.settle()
    assert [str(one) for one in two.failures] == ["The disk cannot be read."]
    two.failures.clear()
    two.dismiss()
    unit, page = (SITE, "today") if is_changed else ("Ward 7", "followups")
    assert (two.ward.unit_id == site.id, two.page) == (is_changed, page)
    assert button(two).text() == unit
    assert button(two).isEnabled()


def test_the_choice_is_taken_at_the_next_sign_in(two: Driver, start: Open) -> None:
    choose(two, 2)
    two.close()
    again = start()
    again.sign_in(wards.NAME, wards.PASSWORD)
    assert (unit_in_use(again.ward), button(again).text()) == (SITE, SITE)
    again.ward.units.let_in(again.ward.accounts.mine().id, [])
    again.settle()
    again.close()
    third = start()
    third.sign_in(wards.NAME, wards.PASSWORD)
    assert unit_in_use(third.ward) == "Ward 7"


def test_settings_hold_no_names_of_units_or_people(two: Driver) -> None:
    choose(two, 2)
    written = two.app.paths.settings_file.read_text()
    assert two.ward.unit_id in written
    assert SITE not in written


def guest(driver: Driver, *, let_in: bool) -> None:
    """Somebody of Ward 7, who may work in the site team or not."""
    row = driver.ward.accounts.add(OTHER, OTHER_PASSWORD, AccessRole.FACILITATOR)
    if let_in:
        driver.ward.units.let_in(row.id, [driver.ward.units.units()[1].id])


def test_the_next_person_sees_nothing_of_a_unit_that_is_not_theirs(two: Driver) -> None:
    guest(two, let_in=False)
    choose(two, 2)
    two.click("start_huddle")
    let_on(two, OTHER, OTHER_PASSWORD)
    assert (two.page, unit_in_use(two.ward)) == ("today", "Ward 7")
    assert not two.shows("unit_button")


def test_the_next_person_stays_on_the_page_where_they_work_too(two: Driver) -> None:
    guest(two, let_in=True)
    choose(two, 2)
    two.click("start_huddle")
    let_on(two, OTHER, OTHER_PASSWORD)
    assert (two.page, unit_in_use(two.ward)) == ("run", SITE)


def test_each_comes_back_to_the_unit_they_chose(two: Driver) -> None:
    guest(two, let_in=True)
    choose(two, 2)
    let_on(two, OTHER, OTHER_PASSWORD)
    choose(two, 1)
    let_on(two, wards.NAME, wards.PASSWORD)
    assert (button(two).text(), two.page) == (SITE, "today")
    let_on(two, OTHER, OTHER_PASSWORD)
    assert button(two).text() == "Ward 7"


def test_whoever_lost_the_unit_in_use_while_it_was_locked_is_led_to_their_own(
    two: Driver, clock: ShiftedClock
) -> None:
    choose(two, 2)
    qt.strike(Qt.Key.Key_F12)
    two.settle()
    elsewhere = wards.sign_in(two.app.paths, clock)
    elsewhere.units.let_in(elsewhere.accounts.mine().id, [])
    elsewhere.close()
    two.type("lock_secret", wards.PASSWORD)
    two.press(Qt.Key.Key_Return)
    assert (two.page, unit_in_use(two.ward)) == ("today", "Ward 7")
    assert not two.shows("unit_button")


def test_locked_nothing_of_the_units_is_in_sight(two: Driver) -> None:
    two.click("unit_button")
    qt.strike(Qt.Key.Key_F12)
    two.settle()
    assert not two.shows("unit_button")
    assert not [menu for menu in two.window.findChildren(QWidget, "unit_list") if menu.isVisible()]
    assert two.window.windowTitle() == "Huddle"


def test_the_wall_shows_the_unit_in_use_and_gives_the_screen_back_to_it(two: Driver) -> None:
    choose(two, 2)
    two.window.go("wall", face="public")
    two.settle()
    assert two.ward.wall.public_face().ward_name == SITE
    let_on(two, wards.NAME, wards.PASSWORD)
    assert (two.page, unit_in_use(two.ward)) == ("today", SITE)


@pytest.mark.parametrize("resize", [None, Qt.Key.Key_Plus])
def test_a_long_name_makes_the_rail_no_wider(two: Driver, resize: Qt.Key | None) -> None:
    wide = two.find("navigation").width()
    unit = two.ward.setting_up.unit()
    kept = ("time_zone", "act_now_number", "tell_us", "classification")
    told = {name: getattr(unit, name) for name in kept}
    two.ward.setting_up.change_unit(unit.row_version, name="Acute & elderly " * 7, **told)
    qt.wait_until(lambda: "Acute" in button(two).text(), "the new name on the rail")
    if resize is not None:
        two.ctrl(resize)
    else:
        assert two.find("navigation").width() == wide
    assert button(two).text().endswith("…")
    assert sweep.cut_off(two.find("navigation")) == []
    two.click("unit_button")
    menu = two.find("unit_list")
    assert menu.width() <= two.window.width()
    menu.close()
