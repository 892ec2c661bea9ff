"""The guided tour: over real pages, beside real controls, by keys, for each role."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from huddle import guidance_cards
from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows.learning import LearnedKind
from huddle.rules.guidance import WORDS_A_MINUTE
from huddle.settings import Settings, load_settings, save_settings
from huddle.vocabulary import AccessRole
from tests.helpers import qt, sweep, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.theme.focus_ring import FocusRing
from ui.widgets.tour_card import spot_beside

PASSWORD = "quiet copper lantern"
COUNT = len(guidance_cards.tour())
ROLES = [role for role in AccessRole if role is not AccessRole.WALL_SCREEN]


def tour_of(driver: Driver) -> None:
    driver.window.guided_tour.begin()
    driver.settle()


def at(driver: Driver) -> str:
    return driver.text("tour_place")


def box(driver: Driver, name: str) -> QRect:
    """Where a widget is, in the window."""
    widget = driver.find(name)
    return QRect(widget.mapTo(driver.window, QPoint(0, 0)), widget.size())


def pointed_at(driver: Driver) -> QWidget:
    ring = driver.find("tour_ring", FocusRing)
    assert ring.isVisible()
    return ring.widget()


def walk(driver: Driver) -> int:
    """Go through the whole tour by Enter, looking at every step; gives how many there are."""
    steps = [one for one in guidance_cards.tour() if driver.window.is_open_to_me(one.page)]
    tour_of(driver)
    for place, step in enumerate(steps, 1):
        assert at(driver) == f"{place} of {len(steps)}"
        assert driver.text("tour_title") == step.title
        assert driver.page == step.page
        assert pointed_at(driver).objectName() == step.points_at
        assert not box(driver, "tour_card").intersects(box(driver, step.points_at)), step.title
        assert driver.window.rect().contains(box(driver, "tour_card")), step.title
        driver.press(Qt.Key.Key_Return)
    assert not driver.window.guided_tour.is_open
    return len(steps)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.value)
def test_each_role_is_led_over_its_own_pages_and_it_is_noted(
    ward_paths: Paths, start: Open, clock: ShiftedClock, role: AccessRole
) -> None:
    ward = wards.sign_in(ward_paths, clock)
    ward.accounts.add("Ama", PASSWORD, role)
    ward.close()
    driver = start()
    driver.sign_in("Ama", PASSWORD)
    count = walk(driver)
    sets_up = role in (AccessRole.WARD_MANAGER, AccessRole.ADMINISTRATOR)
    assert (count == len(guidance_cards.tour())) == sets_up
    assert [row.kind for row in driver.ward.learning.mine()] == [LearnedKind.TOURED]


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_in_large_text_the_card_cuts_nothing_off_and_hides_nothing(
    ward_paths: Paths, start: Open, scale: float
) -> None:
    save_settings(ward_paths.settings_file, Settings(scale=scale))
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    tour_of(driver)
    card = driver.find("tour_card")
    for _step in guidance_cards.tour():
        assert sweep.cut_off(card) == []
        assert driver.window.rect().contains(box(driver, "tour_card"))
        driver.press(Qt.Key.Key_Return)


def test_all_of_it_is_read_in_three_minutes() -> None:
    words = sum(len(f"{step.title} {step.text}".split()) for step in guidance_cards.tour())
    seconds_to_press = 3 * len(guidance_cards.tour())
    assert words / WORDS_A_MINUTE * 60 + seconds_to_press <= 180


def test_arrows_lead_on_and_back_and_esc_leaves(signed_in: Driver) -> None:
    tour_of(signed_in)
    signed_in.press(Qt.Key.Key_Left)
    assert at(signed_in) == f"1 of {COUNT}"
    signed_in.press(Qt.Key.Key_Right, times=2)
    assert (at(signed_in), signed_in.page) == (f"3 of {COUNT}", "followups")
    signed_in.press(Qt.Key.Key_Left)
    assert (at(signed_in), signed_in.page) == (f"2 of {COUNT}", "today")
    signed_in.press(Qt.Key.Key_Escape)
    assert not signed_in.window.guided_tour.is_open
    assert not signed_in.shows("tour_ring")
    assert signed_in.ward.learning.mine() == ()


def test_tab_stays_on_the_card_and_enter_presses_what_it_is_on(signed_in: Driver) -> None:
    tour_of(signed_in)
    signed_in.press(Qt.Key.Key_Return)
    seen = []
    for _press in range(4):
        seen.append(qt.focused().objectName())
        signed_in.press(Qt.Key.Key_Tab)
    assert seen == ["tour_next", "tour_leave", "tour_back", "tour_next"]
    signed_in.press(Qt.Key.Key_Return)
    assert not signed_in.window.guided_tour.is_open


def test_a_locked_screen_shows_nothing_of_it_and_another_person_starts_without(
    signed_in: Driver,
) -> None:
    tour_of(signed_in)
    qt.strike(Qt.Key.Key_F12)
    signed_in.settle()
    assert not signed_in.shows("tour_card")
    assert not signed_in.shows("tour_ring")


def test_it_is_offered_once_to_each_account_that_is_new(
    signed_in: Driver, start: Open, clock: ShiftedClock
) -> None:
    assert signed_in.shows("tour_offer")
    signed_in.click("tour_decline")
    assert not signed_in.shows("tour_offer")
    me = signed_in.ward.account.id
    assert load_settings(signed_in.app.paths.settings_file).told_of_tour == {me: "2026-08-06"}
    signed_in.close()
    again = start()
    again.sign_in(wards.NAME, wards.PASSWORD)
    assert not again.shows("tour_offer")
    again.click("go_learn")
    again.click("start_tour")
    assert at(again) == f"1 of {COUNT}"


def test_the_offer_begins_it_and_who_is_long_here_gets_none(
    signed_in: Driver, start: Open, ward_paths: Paths, clock: ShiftedClock
) -> None:
    signed_in.click("tour_start")
    assert at(signed_in) == f"1 of {COUNT}"
    signed_in.close()
    ward_paths.settings_file.unlink()
    clock.advance(days=15)
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    assert not driver.shows("tour_offer")


def test_a_card_stands_where_its_target_stays_in_sight() -> None:
    room, size = QRect(16, 16, 1000, 700), QSize(300, 160)
    for target in (
        QRect(20, 20, 500, 300),
        QRect(600, 20, 400, 200),
        QRect(20, 660, 120, 40),
        QRect(20, 20, 980, 200),
        QRect(20, 400, 980, 300),
    ):
        stands = QRect(spot_beside(target, size, room), size)
        assert room.contains(stands)
        assert not stands.intersects(target)
    assert room.contains(QRect(spot_beside(room, size, room), size))
