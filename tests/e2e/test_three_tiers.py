"""A week of three tiers through the window: in three stores without a server, and in one store.

On Monday a ward raises what it cannot solve and sends it to its division, which is late to answer
and sends it on to the site. On Tuesday the site answers. On Wednesday the division hears that and
answers the ward. On Thursday the ward tells it back in the huddle that raised it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from huddle.clock import ShiftedClock
from huddle.model import Reminder
from huddle.paths import Paths
from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.vocabulary import CameBy, EscalationState, ReceivedState, ReminderKind
from huddle.ward import Ward
from tests.helpers import going_up, qt, wards
from tests.helpers.acting import store_of
from tests.helpers.asked import form
from tests.helpers.in_the_room import (
    answer_in_the_room,
    begin_huddle,
    end_huddle,
    go_to_step_of,
    ring,
    send_up,
    tell_back,
)
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import on_a_screen
from ui.pages.followups.more_menu import More
from ui.reminding import Reminding

pytestmark = on_a_screen

WARD, DIVISION, SITE = "Ward 7", "Division", "Site"
_UNTIL_MONDAY = 4
LIFT = "The lift by theatres stops with beds in it"
ANSWER = "The lift is out of use for beds; take lift 4"
PASSED_ON = "Site says: take lift 4 until it is mended"


class Tiers(Protocol):
    """Three units, wherever their data stands."""

    came_by: CameBy

    def at(self, unit: str) -> Driver:
        """The window of a unit, at Today."""

    def carry_up(self, sender: str, receiver: str, up: EscalationRow) -> None:
        """Bring what went up to its receiver."""

    def carry_back(self, receiver: str, sender: str, asked: ReceivedRow) -> None:
        """Bring an answer to whoever asked."""

    def wards(self) -> list[Ward]:
        """Each store once, open."""


def name_receiver(ward: Ward, name: str, **way: str) -> None:
    """Name who receives at the first tier."""
    going_up.receiver(ward, name=name, role="", reply_hours=4, **way)


class OneStore:
    """Three units of one store, on one screen."""

    came_by = CameBy.STORE

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        ward = driver.ward
        ids = {
            name: ward.units.add(name, tier=tier, time_zone=wards.ZONE).id
            for name, tier in ((DIVISION, "Division"), (SITE, "Site"))
        }
        name_receiver(ward, "Dee Division", receiving_unit_id=ids[DIVISION])
        ward.units.use(ids[DIVISION])
        name_receiver(ward, "Sam Site", receiving_unit_id=ids[SITE])
        ward.units.use(ward.units.units()[0].id)

    def at(self, unit: str) -> Driver:
        """The window of a unit, at Today."""
        if self._driver.ward.setting_up.unit().name != unit:
            self._driver.pick("unit_button", unit)
        self._driver.window.go("today")
        self._driver.settle()
        return self._driver

    def carry_up(self, sender: str, receiver: str, up: EscalationRow) -> None:
        """It is there at once."""

    def carry_back(self, receiver: str, sender: str, asked: ReceivedRow) -> None:
        """It is back at once."""

    def wards(self) -> list[Ward]:
        """The store."""
        return [self._driver.ward]


class ThreeStores:
    """Three stores, each with a window of its own; files are carried between them."""

    came_by = CameBy.FILE

    def __init__(self, drivers: dict[str, Driver]) -> None:
        self._drivers = drivers
        for unit, name, to in ((WARD, "Dee Division", DIVISION), (DIVISION, "Sam Site", SITE)):
            name_receiver(drivers[unit].ward, name, address=drivers[to].ward.handover.address())

    def at(self, unit: str) -> Driver:
        """The window of a unit, at Today."""
        driver = self._drivers[unit]
        qt.activate(driver.window)
        driver.window.go("today")
        driver.settle()
        return driver

    def carry_up(self, sender: str, receiver: str, up: EscalationRow) -> None:
        """Make the file in the one window, and read it in in the other."""
        driver = self._drivers[sender]
        qt.activate(driver.window)
        driver.window.go("followups", item_id=up.item.id)
        driver.settle()
        driver.click("escalation_file")
        assert "tells nobody" in driver.message
        self._read_in(sender, receiver)
        assert f"{sender} asks something of {receiver}" in self._drivers[receiver].message

    def carry_back(self, receiver: str, sender: str, asked: ReceivedRow) -> None:
        """Make the answer's file in the one window, and read it in in the other."""
        driver = self._drivers[receiver]
        qt.activate(driver.window)
        driver.window.go("followups", asked="yes")
        driver.settle()
        driver.click("asked_file")
        self._read_in(receiver, sender)
        assert "answer of" in self._drivers[sender].message

    def _read_in(self, from_unit: str, to_unit: str) -> None:
        driver = self.at(to_unit)
        driver.files.saved.append(self._drivers[from_unit].files.saved[-1])
        driver.window.go("followups")
        driver.settle()
        (more,) = driver.window.findChildren(More)
        menu = more.menu()
        (entry,) = menu.findChildren(QAction, "menu_read")
        entry.trigger()
        menu.deleteLater()
        driver.settle()

    def wards(self) -> list[Ward]:
        """The three stores."""
        return [driver.ward for driver in self._drivers.values()]


@pytest.fixture(params=[OneStore, ThreeStores])
def tiers(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    clock: ShiftedClock,
    tmp_path: Path,
) -> Iterator[Tiers]:
    """The three units on Monday morning."""
    drivers: dict[str, Driver] = {}
    wards.next_morning(clock, days=_UNTIL_MONDAY)
    units = (WARD,) if request.param is OneStore else (WARD, DIVISION, SITE)
    for unit in units:
        paths = wards.make_store(tmp_path / unit)
        rename(paths, clock, unit)
        drivers[unit] = Driver(paths, clock, tmp_path / unit)
        drivers[unit].sign_in(wards.NAME, wards.PASSWORD)
    try:
        yield OneStore(drivers[WARD]) if request.param is OneStore else ThreeStores(drivers)
    finally:
        for driver in drivers.values():
            driver.vanish()
        qapp.setStyleSheet("")
    assert not [failure for driver in drivers.values() for failure in driver.failures]


def rename(paths: Paths, clock: ShiftedClock, name: str) -> None:
    """Have a store's unit called otherwise."""
    ward = wards.sign_in(paths, clock)
    unit = ward.setting_up.unit()
    told = {"time_zone": unit.time_zone, "act_now_number": "", "classification": ""}
    ward.setting_up.change_unit(unit.row_version, name=name, tell_us=f"ring {name}", **told)
    ward.close()


# What is done in a window


def ask_reminders(driver: Driver) -> None:
    """Let the minute come at which reminders are looked for."""
    driver.window.findChildren(Reminding)[0].look()
    driver.settle()


def sent_kinds(tiers: Tiers) -> Counter[str]:
    """How often each kind of reminder went out, huddles and backups aside; none went out twice."""
    kinds: Counter[str] = Counter()
    for ward in tiers.wards():
        with store_of(ward).read() as reader:
            rows = reader.session.exec(select(Reminder)).all()
        assert len({row.key for row in rows}) == len(rows)
        kinds += Counter(row.kind for row in rows)
    for aside in (ReminderKind.STARTS_SOON, ReminderKind.BACKUP_TOO_OLD):
        kinds.pop(aside.value, None)
    return kinds


# The week


class Week:
    """The days of the week, played one after the other."""

    def __init__(self, tiers: Tiers, clock: ShiftedClock) -> None:
        self._tiers = tiers
        self._clock = clock

    def play(self) -> None:
        """Monday to Friday."""
        self._monday_morning_the_ward_raises_it()
        self._clock.advance(hours=4, minutes=10)
        self._monday_noon_the_division_is_late()
        self._clock.advance(hours=2)
        self._monday_afternoon_the_site_answers()
        wards.next_morning(self._clock)
        self._tuesday_the_division_hears_it_and_answers()
        wards.next_morning(self._clock)
        self._wednesday_the_ward_tells_it_back()
        for _day in range(2):
            wards.next_morning(self._clock)
            for unit in (WARD, DIVISION, SITE):
                ask_reminders(self._tiers.at(unit))

    def _monday_morning_the_ward_raises_it(self) -> None:
        driver = self._tiers.at(WARD)
        begin_huddle(driver)
        driver.capture(LIFT)
        concern = next(one for one in wards.start(driver.ward).items if one.text == LIFT)
        self._first = send_up(driver, concern, reason="No engineer here", ask="Have it mended")
        end_huddle(driver)
        self._tiers.carry_up(WARD, DIVISION, self._first)
        ring(self._tiers.at(WARD), self._first)

    def _monday_noon_the_division_is_late(self) -> None:
        driver = self._tiers.at(WARD)
        ask_reminders(driver)
        sent = driver.ward.escalations.escalation(self._first.id)
        assert sent.state is EscalationState.NO_REPLY
        driver = self._tiers.at(DIVISION)
        ask_reminders(driver)
        (self._asked,) = driver.ward.received.waiting()
        assert self._asked.state is ReceivedState.LATE
        assert self._asked.came_by is self._tiers.came_by
        begin_huddle(driver)
        go_to_step_of(driver, self._asked.item)
        assert f"asked by {WARD}" in driver.texts("chip")
        self._second = send_up(
            driver, self._asked.item, reason="The contract is not ours", ask="Which lift now?"
        )
        end_huddle(driver)
        self._tiers.carry_up(DIVISION, SITE, self._second)
        ring(self._tiers.at(DIVISION), self._second)

    def _monday_afternoon_the_site_answers(self) -> None:
        driver = self._tiers.at(SITE)
        ask_reminders(driver)
        (asked,) = driver.ward.received.waiting()
        assert asked.from_unit == DIVISION
        begin_huddle(driver)
        go_to_step_of(driver, asked.item)
        answer_in_the_room(driver, ANSWER)
        end_huddle(driver)
        self._tiers.carry_back(SITE, DIVISION, asked)

    def _tuesday_the_division_hears_it_and_answers(self) -> None:
        driver = self._tiers.at(DIVISION)
        ask_reminders(driver)
        ask_reminders(driver)
        begin_huddle(driver)
        tell_back(driver, self._second, ANSWER)
        end_huddle(driver)
        driver.window.go("followups", asked="yes")
        driver.settle()
        driver.click("asked_answer")
        qt.type_text(form(), "answer_answer", PASSED_ON)
        qt.press(Qt.Key.Key_Return)
        driver.settle()
        self._tiers.carry_back(DIVISION, WARD, self._asked)

    def _wednesday_the_ward_tells_it_back(self) -> None:
        driver = self._tiers.at(WARD)
        ask_reminders(driver)
        begin_huddle(driver)
        tell_back(driver, self._first, PASSED_ON)
        end_huddle(driver)
        told = [event.what for event in driver.ward.followups.story(self._first.item.id)]
        assert told[:2] == ["raised", "escalated to Dee Division: No engineer here"]
        assert told[-1] == "answer told back"


def test_a_week_of_three_tiers_and_each_reminder_once(tiers: Tiers, clock: ShiftedClock) -> None:
    Week(tiers, clock).play()
    assert sent_kinds(tiers) == {
        ReminderKind.REPLY_DUE: 1,
        ReminderKind.ANSWER_DUE: 1,
        ReminderKind.TELL_BACK_DUE: 2,
    }
