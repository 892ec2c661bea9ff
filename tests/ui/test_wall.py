"""The wall: opened by a person, read by anybody, left only by signing in."""

from __future__ import annotations

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

from huddle.clock import ShiftedClock
from huddle.rows.wall import AnswerRow, PublicFace, SoonRow, StaffFace, TeamCountsRow
from huddle.vocabulary import AccessRole, ItemKind, Status
from tests.helpers import qt, wards
from tests.helpers.desks import AtWork
from tests.helpers.window import Driver
from ui.pages.wall.page import WallPage
from ui.pages.wall.presenter import open_page
from ui.theme import motion, tokens

LONG = "Words that go on for much longer than anybody reads in passing " * 5


def face(count: int = 0, **others: object) -> PublicFace:
    """A public face with so many answers."""
    values = {
        "ward_name": "Ward 7",
        "as_at": dt.datetime(2026, 8, 6, 8, 30, tzinfo=ZoneInfo(wards.ZONE)),
        "next_title": "Ward safety huddle",
        "next_on": dt.date(2026, 8, 7),
        "next_at": dt.time(8, 15),
        "held": 18,
        "planned": 20,
        "answers": tuple(
            AnswerRow(f"Said {number}", f"Did {number}", dt.date(2026, 8, 5))
            for number in range(count)
        ),
    }
    return PublicFace(**{**values, **others})  # type: ignore[arg-type]


def staff(teams: int = 0, soonest: int = 0, answers: int = 0) -> StaffFace:
    """A face for staff with so many of each."""
    return StaffFace(
        public=face(answers),
        teams=tuple(TeamCountsRow(f"Team {number}", 3, 1, 2) for number in range(teams)),
        unnamed=2,
        soonest=tuple(
            SoonRow(f"Do {number}", "Porters", dt.date(2026, 8, 6), None, is_late=False)
            for number in range(soonest)
        ),
    )


@pytest.fixture
def page(work: AtWork) -> WallPage:
    """The page as large as a wall screen."""
    presenter = open_page(work.desk)
    work.window.resize(1920, 1080)
    work.messages.keep_room(False)
    work.show(presenter)
    return presenter.page


def texts(page: WallPage, prefix: str = "") -> list[str]:
    """What the labels say that show."""
    found = [one for one in page.face.findChildren(QLabel) if one.isVisible()]
    return [one.text() for one in found if one.objectName().startswith(prefix)]


def every_screen(page: WallPage) -> list[list[str]]:
    """What each screen says, in turn."""
    said = []
    for _screen in range(page.face.count):
        said.append(texts(page))
        page.face.turn()
    return said


# What a face shows


def test_the_public_face(page: WallPage) -> None:
    page.show_face(face(1))
    said = texts(page)
    for words in (
        "Ward 7",
        "Thursday 6 August 2026, as at 08:30",
        "Tomorrow",
        "08:15",
        "18 of 20",
        "You said",
        "Said 0",
        "We did",
        "Did 0",
        "Not a patient record, not an alert.",
    ):
        assert words in said
    assert page.face.count == 1


def test_nothing_is_shown_in_place_of_what_there_is_not(page: WallPage) -> None:
    page.show_face(face(next_on=None, next_at=None, planned=0, held=0, next_title=""))
    said = texts(page)
    assert "No day is set." in said
    assert "Huddles held" not in said
    assert texts(page, "wall_empty")


def test_the_face_for_staff_says_so(page: WallPage) -> None:
    page.show_face(staff(teams=2, soonest=1, answers=1))
    first, second, third = every_screen(page)
    assert "Staff only. Not a patient record, not an alert." in first
    assert {"Team 0", "Team 1", "3", "2 open actions have no person yet."} <= set(first)
    assert {"Do 0", "Today", "Porters"} <= set(second)
    assert "Said 0" in third


def test_each_answer_has_its_turn_and_none_has_two(page: WallPage) -> None:
    page.show_face(face(12))
    screens = every_screen(page)
    assert len(screens) > 1
    said = [text for screen in screens for text in screen if text.startswith("Said ")]
    assert said == [f"Said {number}" for number in range(12)]
    assert f"1 of {len(screens)}" in screens[0]


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 640), (3840, 1080)])
def test_everything_is_within_and_above_one_another_nothing(
    page: WallPage, work: AtWork, size: tuple[int, int]
) -> None:
    long = tuple(AnswerRow(LONG, LONG, dt.date(2026, 8, 5)) for _count in range(9))
    work.window.resize(*size)
    full = StaffFace(
        public=face(ward_name="Ward " * 9, next_title=LONG[:120]),
        teams=tuple(TeamCountsRow(LONG[:120], 1000, 1000, 1000) for _count in range(14)),
        unnamed=1000,
        soonest=tuple(
            SoonRow(LONG, LONG[:90], dt.date(2026, 7, 1), dt.time(9), is_late=True)
            for _count in range(5)
        ),
    )
    for shown in (full, face(answers=long), face()):
        page.show_face(shown)
        work.settle()
        for _screen in range(page.face.count):
            labels = [one for one in page.face.findChildren(QLabel) if one.isVisible()]
            for one in labels:
                assert page.face.rect().contains(one.geometry()), one.text()
                least = one.heightForWidth(one.width()) if one.wordWrap() else 0
                assert one.height() >= least, one.text()
            spots = [(one.geometry(), one.text()) for one in labels if one.text()]
            for place, (spot, text) in enumerate(spots):
                for other, words in spots[place + 1 :]:
                    assert not spot.intersects(other), (text, words)
            page.face.turn()


def test_it_is_read_from_three_metres(page: WallPage) -> None:
    page.show_face(staff(teams=3, soonest=3, answers=3))
    assert page.face.size().width() == 1920
    for _screen in range(page.face.count):
        sizes = [QFontInfo(one.font()).pixelSize() for one in page.face.findChildren(QLabel)]
        assert min(sizes) >= 40
        page.face.turn()
    assert tokens.lengths("wall")["text"] == 40
    assert not page.face.findChildren(QAbstractScrollArea)


# Opening it


def open_wall(driver: Driver, face: str = "wall_public") -> None:
    """Choose a face, as a person who came from the Accounts page."""
    driver.window.go("wall")
    driver.settle()
    driver.click(face)


def test_a_person_chooses_a_face_and_hands_the_screen_over(signed_in: Driver) -> None:
    for _time in range(2):
        signed_in.window.go("accounts", section="keys")
        signed_in.click("wall_ask")
        assert signed_in.find("wall_public").hasFocus()
        assert signed_in.ward.account.name == wards.NAME
        signed_in.press(Qt.Key.Key_Escape)
        assert signed_in.page == "today"
    open_wall(signed_in)
    assert signed_in.ward.account.role is AccessRole.WALL_SCREEN
    assert signed_in.text("wall_ward") == "Ward 7"
    assert not signed_in.shows("navigation")
    assert not signed_in.shows("message_bar")
    assert not signed_in.shows("wall_teams")


def test_staff_only_is_another_choice(signed_in: Driver) -> None:
    signed_in.ward.followups.add(wards.said(signed_in.ward, "a: Order slings +Porters"))
    open_wall(signed_in, "wall_staff")
    assert signed_in.text("wall_team_0") == "Porters"


def test_whoever_may_not_open_it_is_told(work: AtWork) -> None:
    store = work.ward.planning._store  # noqa: SLF001 - a ward hands its store to nobody
    store.account = dataclasses.replace(store.account, role=AccessRole.CONTRIBUTOR)
    presenter = open_page(work.desk)
    work.show(presenter)
    qt.click(work.window, "wall_public")
    work.settle()
    assert "cannot do this" in work.messages.text
    assert not presenter.page.is_showing


def test_what_was_half_typed_is_kept_by_its_writer(signed_in: Driver) -> None:
    signed_in.type("raise_line", "Half a wor")
    open_wall(signed_in)
    signed_in.press(Qt.Key.Key_Escape)
    signed_in.type("lock_secret", wards.PASSWORD)
    signed_in.press(Qt.Key.Key_Return)
    assert signed_in.ward.running.drafts(None) == {"raise_for_next": "Half a wor"}


# Leaving it


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F12])
def test_it_is_left_by_signing_in(signed_in: Driver, key: Qt.Key) -> None:
    open_wall(signed_in)
    qt.strike(key)
    signed_in.settle()
    assert signed_in.shows("lock_page")
    assert not signed_in.shows("wall_face")
    assert signed_in.text("lock_about").startswith("The wall")
    assert signed_in.ward.account.role is AccessRole.WALL_SCREEN
    signed_in.type("lock_secret", wards.PASSWORD)
    signed_in.press(Qt.Key.Key_Return)
    assert signed_in.page == "today"
    assert signed_in.ward.account.name == wards.NAME
    assert not signed_in.window.findChildren(QWidget, "wall_page")


def test_any_other_key_says_how_to_leave(signed_in: Driver) -> None:
    open_wall(signed_in)
    for key, held in (
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier),
    ):
        signed_in.find("wall_page", WallPage).face.show_hint("")
        qt.strike(key, held)
        signed_in.settle()
        assert "Esc" in signed_in.text("wall_foot")
        assert signed_in.page == "wall"


def test_it_is_never_idle(signed_in: Driver) -> None:
    open_wall(signed_in)
    locking = signed_in.app.locking
    assert locking is not None
    locking._idle.warned.emit()  # noqa: SLF001 - half a minute before the end
    locking._idle.idle.emit()  # noqa: SLF001 - the end
    signed_in.settle()
    assert signed_in.shows("wall_face")
    assert not locking.is_locked
    assert not signed_in.message


def test_a_hidden_wall_comes_back(signed_in: Driver) -> None:
    open_wall(signed_in)
    for shows in (False, True):
        qt.strike(Qt.Key.Key_F11)
        signed_in.settle()
        assert signed_in.shows("wall_face") is shows


# Keeping up


def test_what_is_done_elsewhere_shows(signed_in: Driver) -> None:
    state = wards.start(signed_in.ward)
    concern = wards.capture(signed_in.ward, state, "The hoist has a torn sling")
    action = signed_in.ward.running.turn_into(concern.id, ItemKind.ACTION)
    other = wards.sign_in(signed_in.ward.paths, signed_in.ward.clock)
    open_wall(signed_in)
    assert not signed_in.shows("wall_said_0")
    other.followups.update(action.code, status=Status.CLOSED)
    other.close()
    presenter = signed_in.window.presenter("wall")
    presenter._minute.timeout.emit()  # type: ignore[attr-defined]  # noqa: SLF001 - a minute
    signed_in.settle()
    assert signed_in.text("wall_said_0") == "The hoist has a torn sling"
    assert signed_in.text("wall_did_0") == "Done today."


def test_the_time_goes_on(signed_in: Driver, clock: ShiftedClock) -> None:
    open_wall(signed_in)
    clock.advance(minutes=1)
    presenter = signed_in.window.presenter("wall")
    presenter._minute.timeout.emit()  # type: ignore[attr-defined]  # noqa: SLF001 - a minute
    signed_in.settle()
    assert signed_in.text("wall_as_at").endswith("08:31")


@pytest.mark.parametrize("is_still", [False, True])
def test_screens_turn_by_themselves_unless_nothing_shall_move(
    signed_in: Driver, monkeypatch: pytest.MonkeyPatch, is_still: bool
) -> None:
    monkeypatch.setattr(motion, "is_reduced", lambda: is_still)
    open_wall(signed_in, "wall_staff")
    page = signed_in.find("wall_page", WallPage)
    page.show_face(face(12))
    presenter = signed_in.window.presenter("wall")
    assert presenter._turning.isActive() is not is_still  # type: ignore[attr-defined]  # noqa: SLF001
    assert "Said 0" in texts(page)
    signed_in.press(Qt.Key.Key_Space)
    assert "Said 0" not in texts(page)
    qt.strike(Qt.Key.Key_F12)
    signed_in.settle()
    assert not presenter._turning.isActive()  # type: ignore[attr-defined]  # noqa: SLF001
