"""The safety cross: going through days by key, marking them, months, and what is looked for."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QSpinBox

from huddle.clock import ShiftedClock
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.rows.safety_cross import CrossRow, DayState
from tests.helpers.asked import form
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, focused, press, seen, type_text, wait_until
from tests.helpers.sweep import cut_off, nameless, out_of_reach, too_small
from ui.pages.safety_cross.cross_view import CrossView
from ui.pages.safety_cross.harm_card import HarmCard
from ui.pages.safety_cross.presenter import SafetyCrossPresenter, open_page

THURSDAY = dt.date(2026, 8, 6)
DAY = dt.timedelta(days=1)


def opened(work: AtWork) -> SafetyCrossPresenter:
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter


def cards(work: AtWork) -> list[HarmCard]:
    return [one for one in work.window.findChildren(HarmCard) if one.isVisible()]


def text(work: AtWork, name: str, card: int = 0) -> str:
    found = cards(work)[card].findChild(QLabel, name)
    assert found is not None
    return found.text()


def cross(work: AtWork, card: int = 0) -> CrossView:
    return cards(work)[card].cross


def said(view: CrossView, day: dt.date) -> str:
    """What a screen reader says of a day."""
    index: QModelIndex = view.model_of_days.at(day)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def kept(work: AtWork, card: int = 0) -> CrossRow:
    return work.ward.safety_cross.month().crosses[card]


def falls(work: AtWork) -> str:
    return work.ward.safety_cross.harms()[0].id


@pytest.fixture
def three_weeks(work: AtWork, clock: ShiftedClock) -> AtWork:
    """The 27th: the 20th had an event, and all but two days before today were checked."""
    clock.advance(days=21)
    harm = falls(work)
    for number in range(21):
        if number not in (15, 17):
            work.ward.safety_cross.mark(
                harm, THURSDAY + number * DAY, events=number == 14, near_misses=number == 3
            )
    return work


def test_a_press_says_that_today_was_checked(work: AtWork) -> None:
    opened(work)
    assert text(work, "harm_days") == "0"
    button = cards(work)[0].findChild(QAbstractButton, "harm_none_today")
    assert button is not None
    assert button.accessibleName() == "Falls, today: checked and none"
    button.click()
    work.settle()
    assert kept(work).today.state is DayState.CLEAR
    assert not button.isVisible()
    assert text(work, "harm_today") == "Today: checked and none"
    assert kept(work, 1).today.state is DayState.UNCHECKED
    assert work.messages.text == "Falls, Thu 06-Aug: checked and none."
    click(work.messages, "message_action")
    work.settle()
    assert kept(work).today.state is DayState.UNCHECKED
    assert button.isVisible()


def test_what_stands_beside_the_cross(three_weeks: AtWork) -> None:
    work = three_weeks
    opened(work)
    assert text(work, "harm_days") == "7"
    assert text(work, "harm_since") == "days since the last one; 2 of them not checked"
    assert text(work, "harm_near_misses") == "Near misses: 1 in August 2026, 0 the month before"
    assert text(work, "harm_last") == "Last one: Thu 20-Aug-2026"
    assert text(work, "harm_record") == "Record: 14 days, to Thu 20-Aug-2026"
    assert text(work, "harm_ended") == "Thu 20-Aug ended a run of 14 days, the longest so far"
    assert text(work, "harm_unchecked") == "2 of the last 21 days were not checked"
    assert text(work, "harm_since", 1) == "days counted, none so far; 21 of them not checked"
    assert text(work, "harm_last", 1) == "Counted since Thu 06-Aug-2026"
    assert not cards(work)[1].findChild(QLabel, "harm_ended").isVisible()  # type: ignore[union-attr]


def test_each_day_says_what_it_held(three_weeks: AtWork) -> None:
    work = three_weeks
    opened(work)
    view = cross(work)
    assert view.accessibleName() == "Days of Falls"
    words = {
        dt.date(2026, 8, 5): "Wednesday 5 August 2026: before counting began",
        dt.date(2026, 8, 9): "Sunday 9 August 2026: checked and none, 1 near miss",
        dt.date(2026, 8, 20): "Thursday 20 August 2026: 1 event",
        dt.date(2026, 8, 21): "Friday 21 August 2026: not checked",
        dt.date(2026, 8, 28): "Friday 28 August 2026: yet to come",
    }
    assert {day: said(view, day) for day in words} == words


def test_the_keys_go_through_the_days(three_weeks: AtWork) -> None:
    work = three_weeks
    opened(work)
    assert focused() is cross(work)

    def on(key: Qt.Key) -> int:
        press(key)
        day = cross(work).day
        assert day is not None
        return day.day.day

    left, right, up, down = (
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    )
    assert [on(key) for key in (left, up, up, up, up)] == [26, 19, 12, 6, 3]
    assert [on(key) for key in (up, left, left, left)] == [3, 2, 1, 1]
    assert [on(key) for key in (down, down, down, down, down, down)] == [4, 9, 16, 23, 28, 31]
    assert [on(key) for key in (right, down, Qt.Key.Key_Home, Qt.Key.Key_End)] == [31, 31, 1, 31]
    press(Qt.Key.Key_Tab)
    assert focused() is not cross(work)


def test_a_day_is_marked_by_keys_alone(three_weeks: AtWork) -> None:
    work = three_weeks
    opened(work)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    assert seen(work.window, "day_title", QLabel).text() == (
        "Falls, Wednesday 26 August 2026: checked and none"
    )
    assert focused().objectName() == "day_events"
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    work.settle()
    day = kept(work).days[25]
    assert (day.events, day.near_misses, day.row_version) == (2, 1, 2)
    assert text(work, "harm_days") == "1"
    assert text(work, "harm_ended") == "Wed 26-Aug ended a run of 6 days; the record stays 14"
    assert work.messages.text == "Falls, Wed 26-Aug: 2 events, 1 near miss."
    assert not work.window.findChild(QLabel, "day_title").isVisible()  # type: ignore[union-attr]
    assert focused() is cross(work)
    assert cross(work).day == day


def test_esc_leaves_a_day_as_it_was(three_weeks: AtWork) -> None:
    work = three_weeks
    opened(work)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_9)
    press(Qt.Key.Key_Escape)
    work.settle()
    assert kept(work).today.state is DayState.UNCHECKED
    assert focused() is cross(work)


def test_a_day_is_clicked_and_noted(three_weeks: AtWork) -> None:
    work = three_weeks
    opened(work)
    view = cross(work)
    view.choose(THURSDAY + 15 * DAY)
    spot = view.square.center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    type_text(work.window, "day_note", "Looked on paper")
    click(work.window, "day_keep")
    work.settle()
    day = kept(work).days[20]
    assert (day.state, day.note) == (DayState.CLEAR, "Looked on paper")
    assert text(work, "harm_unchecked") == "1 of the last 21 days was not checked"


def test_a_day_that_was_not_checked_after_all(three_weeks: AtWork) -> None:
    work = three_weeks
    opened(work)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    click(work.window, "day_take_back")
    work.settle()
    assert kept(work).days[25].state is DayState.UNCHECKED
    assert text(work, "harm_unchecked") == "3 of the last 21 days were not checked"


def test_days_that_nobody_can_mark_have_no_fields(three_weeks: AtWork) -> None:
    work = three_weeks
    opened(work)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    assert seen(work.window, "day_title", QLabel).text().endswith("31 August 2026: yet to come")
    assert not work.window.findChild(QSpinBox, "day_events").isVisible()  # type: ignore[union-attr]
    assert focused().objectName() == "day_leave"


def test_what_is_typed_is_kept_when_one_goes_on(three_weeks: AtWork) -> None:
    work = three_weeks
    presenter = opened(work)
    press(Qt.Key.Key_Return)
    type_text(work.window, "day_note", "Bay 2")
    presenter.leave()
    work.settle()
    assert kept(work).today.note == "Bay 2"


def numbers(work: AtWork) -> tuple[int, int]:
    """What the fields at the foot say."""
    fields = (seen(work.window, f"day_{name}", QSpinBox) for name in ("events", "near_misses"))
    events, near_misses = (field.value() for field in fields)
    return events, near_misses


def test_a_day_that_somebody_else_marks_meanwhile(three_weeks: AtWork) -> None:
    work = three_weeks
    opened(work)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    work.ward.safety_cross.mark(falls(work), THURSDAY + 21 * DAY, near_misses=4)
    wait_until(lambda: numbers(work) == (1, 4), "what the other said beside what is typed")
    work.settle()
    press(Qt.Key.Key_Return)
    work.settle()
    today = kept(work).today
    assert (today.events, today.near_misses) == (1, 4)


def test_nothing_is_kept_over_what_nobody_saw(three_weeks: AtWork) -> None:
    work = three_weeks
    presenter = opened(work)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    work.ward.safety_cross.mark(falls(work), THURSDAY + 21 * DAY, near_misses=4)
    # Before the page can have heard of it.
    presenter.page.strip.kept.emit(presenter.page.strip.held)
    work.settle()
    assert (kept(work).today.events, kept(work).today.near_misses) == (0, 4)
    error = seen(work.window, "day_events_field_error", QLabel).text()
    assert error.startswith("Somebody else changed this meanwhile.")
    assert numbers(work) == (1, 4)


def test_changes_from_elsewhere_show_by_themselves(three_weeks: AtWork) -> None:
    work = three_weeks
    opened(work)
    work.ward.safety_cross.mark(falls(work), THURSDAY + 21 * DAY, events=1)
    wait_until(lambda: text(work, "harm_days") == "0", "the page to ask again")
    work.settle()
    assert text(work, "harm_today") == "Today: 1 event"


def test_other_months(three_weeks: AtWork, clock: ShiftedClock) -> None:
    work = three_weeks
    clock.advance(days=30)
    opened(work)

    def month() -> str:
        return seen(work.window, "cross_month", QLabel).text()

    earlier, later = (
        seen(work.window, name, QAbstractButton) for name in ("cross_earlier", "cross_later")
    )
    assert (month(), later.isEnabled()) == ("September 2026", False)
    click(work.window, "cross_earlier")
    work.settle()
    assert (month(), earlier.isEnabled()) == ("August 2026", False)
    assert said(cross(work), dt.date(2026, 8, 20)).endswith("1 event")
    click(work.window, "cross_later")
    work.settle()
    assert month() == "September 2026"
    click(work.window, "cross_earlier")
    work.settle()
    click(work.window, "cross_now")
    work.settle()
    assert month() == "September 2026"
    assert len(cross(work).model_of_days.days) == 30


def test_what_is_looked_for(work: AtWork) -> None:
    opened(work)
    click(work.window, "cross_set_up")
    type_text(work.window, "harm_add", "Burns")
    press(Qt.Key.Key_Return)
    work.settle()
    assert [card.findChild(QLabel, "harm_title").text() for card in cards(work)] == [  # type: ignore[union-attr]
        "Falls",
        "Pressure ulcers",
        "Burns",
    ]
    click(work.window, "harm_up_3")
    work.settle()
    type_text(work.window, "harm_name_1", "Slips", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    click(work.window, "harm_off_3")
    work.settle()
    assert [harm.name for harm in work.ward.safety_cross.harms()] == ["Slips", "Burns"]
    assert work.messages.text == "Pressure ulcers is no longer looked for. Its days stay."
    click(work.window, "harm_off_3")
    work.settle()
    assert len(cards(work)) == 3


def test_the_count_begins_on_an_earlier_day(work: AtWork) -> None:
    opened(work)
    click(work.window, "cross_set_up")
    asks = seen(work.window, "harm_since_1", QAbstractButton)
    assert asks.accessibleName() == "Falls: Counts from Thu 06-Aug-2026…"
    asks.click()
    type_text(form(), "harm_since_from_on", "2026-08-07")
    form().accept()  # type: ignore[attr-defined]
    work.settle()
    assert "still to come" in seen(form(), "harm_since_from_on_field_error", QLabel).text()
    type_text(form(), "harm_since_from_on", "1 Jun", instead=True)
    form().accept()  # type: ignore[attr-defined]
    work.settle()
    assert work.messages.text == "Falls counts from Mon 01-Jun-2026."
    assert kept(work).harm.since_on == dt.date(2026, 6, 1)
    assert "Mon 01-Jun-2026" in seen(work.window, "harm_since_1", QAbstractButton).text()
    click(work.window, "cross_earlier")
    work.settle()
    assert seen(work.window, "cross_month", QLabel).text() == "July 2026"


def test_a_name_that_is_taken_comes_back(work: AtWork) -> None:
    opened(work)
    click(work.window, "cross_set_up")
    type_text(work.window, "harm_add", "falls")
    press(Qt.Key.Key_Return)
    work.settle()
    assert seen(work.window, "harm_add", QLineEdit).text() == "falls"
    assert seen(work.window, "harm_add_error", QLabel).text() == "There is a “Falls” already."
    type_text(work.window, "harm_name_2", "Falls", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert seen(work.window, "harm_error", QLabel).text() == "There is a “Falls” already."


def test_nothing_is_looked_for_yet(work: AtWork) -> None:
    for harm in work.ward.safety_cross.harms():
        work.ward.safety_cross.retire(harm.id)
    opened(work)
    assert seen(work.window, "safety_cross_empty_title", QLabel).text() == (
        "Nothing is looked for yet"
    )
    assert focused().objectName() == "harm_add"
    type_text(work.window, "harm_add", "Burns")
    press(Qt.Key.Key_Return)
    work.settle()
    assert len(cards(work)) == 1
    assert not work.window.findChild(QLabel, "safety_cross_empty_title").isVisible()  # type: ignore[union-attr]


def test_four_kinds_stand_side_by_side(work: AtWork) -> None:
    for name in ("Burns", "Line infections"):
        work.ward.safety_cross.add(name)
    opened(work)
    assert len({card.y() for card in cards(work)}) == 1
    assert len({card.x() for card in cards(work)}) == 4


# For everyone


def test_every_control_is_named_large_enough_and_in_reach(three_weeks: AtWork) -> None:
    page = opened(three_weeks).page
    click(three_weeks.window, "cross_set_up")
    cross(three_weeks).setFocus()
    press(Qt.Key.Key_Return)
    assert nameless(page) == []
    assert too_small(page, on_run=False) == []
    assert out_of_reach(page) == []


def test_longer_words_and_larger_text_cut_nothing_off(three_weeks: AtWork) -> None:
    use_language(PSEUDO_LANGUAGE)
    work, app = three_weeks, QApplication.instance()
    assert isinstance(app, QApplication)
    work.desk.theme.apply(app, "light", 2.0)
    page = opened(work).page
    press(Qt.Key.Key_Return)
    wait_until(lambda: cut_off(page) == [], "nothing to be cut off")
