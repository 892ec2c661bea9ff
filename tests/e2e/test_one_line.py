"""Two windows on one server: each sees the other's work by itself, also when the server restarts.

A ward raises what it cannot solve and sends it to the site; the site answers; the ward tells it
back. In the middle the server is stopped, and started again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows.items import ItemRow
from huddle.vocabulary import EscalationState
from tests.helpers import going_up, qt, wards
from tests.helpers.database_server import Databases, database_server
from tests.helpers.in_the_room import (
    answer_in_the_room,
    begin_huddle,
    go_to_step_of,
    ring,
    send_up,
    tell_back,
)
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import on_a_screen

pytestmark = on_a_screen

WARD, SITE = "Ward 7", "Site"
LIFT = "The lift by theatres stops with beds in it"
SLING = "Order the hoist sling"
ANSWER = "Take lift 4 until it is mended"
LONGEST_MS = 60_000


@pytest.fixture(scope="module")
def databases() -> Iterator[Databases]:
    """A database server."""
    with database_server() as found:
        yield found


@pytest.fixture
def paths(home: Path, databases: Databases) -> Paths:
    """A store with a ward and a site, on the server."""
    url = databases.url(databases.make())
    wards.make_store(home / "maker", url)
    return Paths(home / "ward", home / "config" / "Huddle", url)


@pytest.fixture
def both(
    paths: Paths, qapp: QApplication, clock: ShiftedClock, tmp_path: Path
) -> Iterator[tuple[Driver, Driver]]:
    """The window of the ward and that of the site, each on a computer of its own."""
    maker = wards.sign_in(paths, clock)
    site = maker.units.add(SITE, tier="Site", time_zone=wards.ZONE)
    going_up.receiver(maker, name="Sam Site", role="", reply_hours=4, receiving_unit_id=site.id)
    maker.close()
    computers = [
        replace(paths, data_dir=tmp_path / name, config_dir=tmp_path / f"{name} settings")
        for name in ("ward", "site")
    ]
    drivers = [Driver(computer, clock, tmp_path) for computer in computers]
    for driver in drivers:
        qt.activate(driver.window)
        driver.sign_in(wards.NAME, wards.PASSWORD)
    drivers[1].pick("unit_button", SITE)
    yield drivers[0], drivers[1]
    for driver in drivers:
        driver.vanish()
    qapp.setStyleSheet("")
    assert not [failure for driver in drivers for failure in driver.failures]


def until_seen(driver: Driver, words: str) -> None:
    """Wait until a window shows some words, and touch nothing."""
    qt.wait_until(
        lambda: any(words in text for text in driver.texts("")),
        f"{words!r} in the window",
        timeout_ms=LONGEST_MS,
    )


def until_said(driver: Driver, words: str) -> None:
    """Wait until the message bar says some words."""
    qt.wait_until(lambda: words in driver.message, f"{words!r} to be said", timeout_ms=LONGEST_MS)


def item_of(driver: Driver, text: str) -> ItemRow:
    return next(one for one in wards.start(driver.ward).items if one.text == text)


def test_a_window_that_is_closed_without_the_line_says_what_becomes_of_its_changes(
    paths: Paths,
    qapp: QApplication,
    clock: ShiftedClock,
    tmp_path: Path,
    databases: Databases,
) -> None:
    driver = Driver(paths, clock, tmp_path)
    qt.activate(driver.window)
    driver.sign_in(wards.NAME, wards.PASSWORD)
    qt.wait_until(
        lambda: driver.ward.line is not None and driver.ward.line.can_bridge,
        "the copy",
        timeout_ms=LONGEST_MS,
    )
    databases.stop()
    driver.ward.planning.raise_for_next(LIFT)
    driver.window.close()
    qt.wait_until(lambda: driver.said != "", "the question", timeout_ms=LONGEST_MS)
    assert "kept on this computer" in driver.said
    driver.dismiss()
    assert driver.window.isVisible()
    databases.start()
    until_said(driver, "The line to the server is back")
    driver.close()
    qapp.setStyleSheet("")
    assert not driver.failures


def begin_huddle_again(driver: Driver) -> None:
    """Go back to the huddle that runs."""
    qt.activate(driver.window)
    driver.window.go("today")
    driver.settle()
    driver.click("resume_huddle")


def test_a_ward_and_its_site_see_each_other_while_the_server_restarts(
    both: tuple[Driver, Driver], databases: Databases
) -> None:
    ward, site = both
    for driver in both:
        line = driver.ward.line
        assert line is not None
        qt.wait_until(lambda line=line: line.can_bridge, "the copy", timeout_ms=LONGEST_MS)
    site.window.go("followups", asked="yes")
    site.settle()

    qt.activate(ward.window)
    begin_huddle(ward)
    ward.capture(LIFT)
    up = send_up(ward, item_of(ward, LIFT), reason="No engineer here", ask="Have it mended")
    ring(ward, up)
    until_seen(site, LIFT)

    databases.stop()
    until_seen(ward, "The line to the server is gone")
    until_seen(site, "The line to the server is gone")
    begin_huddle_again(ward)
    ward.capture(f"a: {SLING} @Erin")
    assert item_of(ward, SLING).text == SLING

    qt.activate(site.window)
    site.window.go("today")
    site.settle()
    begin_huddle(site)
    (asked,) = site.ward.received.waiting()
    go_to_step_of(site, asked.item)
    answer_in_the_room(site, ANSWER)

    qt.activate(ward.window)
    ward.window.go("followups", item_id=up.item.id)
    ward.settle()
    databases.start()
    until_said(ward, "The line to the server is back")
    until_seen(ward, ANSWER)
    assert [row.text for row in ward.ward.followups.all_open()] == [SLING]

    begin_huddle_again(ward)
    go_to_step_of(ward, up.item)
    tell_back(ward, ward.ward.escalations.escalation(up.id), ANSWER)
    sent = site.ward.escalations
    assert sent is not None
    assert ward.ward.escalations.escalation(up.id).state is EscalationState.TOLD_BACK
    assert ward.ward.audit.verify().is_whole


def test_a_second_scribe_sees_the_huddle_live(both: tuple[Driver, Driver]) -> None:
    first, second = both
    second.pick("unit_button", WARD)
    qt.activate(first.window)
    begin_huddle(first)
    begin_huddle_again(second)
    second.type("capture_line", "Half a sent")
    qt.activate(first.window)
    first.capture(f"a: {SLING} @Erin")
    until_seen(second, SLING)
    assert second.find("capture_line", QLineEdit).text() == "Half a sent"
    qt.activate(second.window)
    second.type("capture_line", "ence")
    second.press(Qt.Key.Key_Return)
    until_seen(first, "Half a sentence")
