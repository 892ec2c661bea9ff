"""Today: the huddle that is due, what waits for it, and the line for the next one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from huddle.clock import ShiftedClock
from huddle.measure_words import Family
from huddle.rows.planning import CardRow, HuddleRow
from huddle.vocabulary import HuddleStatus, Status, StepPurpose
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, focused, press, seen, type_text, wait_until
from ui.pages.today import words
from ui.pages.today.presenter import TodayPresenter, open_page


def opened(work: AtWork) -> TodayPresenter:
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def shows(work: AtWork, name: str) -> bool:
    return any(one.isVisible() for one in work.window.findChildren(QAbstractButton, name))


def hold(ward: Ward, clock: ShiftedClock, *lines: str) -> str:
    """Hold today's huddle with these lines, ten minutes long."""
    state = wards.start(ward)
    step = wards.step_for(state, StepPurpose.LOOK_AHEAD)
    for place, line in enumerate(lines):
        key = f"{state.huddle.id}{place}"
        ward.running.capture(state.huddle.id, step, wards.said(ward, line), key=key)
    clock.advance(minutes=10)
    ward.running.close(state.huddle.id)
    return state.huddle.id


def set_start(ward: Ward, at: dt.time, facilitator: str = "") -> None:
    series = next(one for one in ward.templates.series() if one.is_main)
    ward.templates.change_series(
        series.id,
        series.row_version,
        name=series.name,
        template_id=series.template_id,
        weekdays=(0, 1, 2, 3, 4),
        starts_at=at,
        facilitator=facilitator,
    )


def test_a_new_ward_is_told_what_to_do_first(work: AtWork) -> None:
    opened(work)
    assert text(work, "today_title") == "Thursday 6 August 2026"
    assert text(work, "today_ward") == "Ward 7"
    assert find(work.window, "first_steps").isVisible()
    assert not find(work.window, "late_promises").isVisible()
    click(work.window, "first_people")
    assert work.way.last == ("people", {})


def test_the_time_to_go_follows_the_clock(work: AtWork, clock: ShiftedClock) -> None:
    set_start(work.ward, dt.time(8, 36), "Erin")
    presenter = opened(work)
    assert text(work, "today_about").startswith("in 6 minutes · 10 minutes long · 4 departments")
    assert text(work, "today_facilitator") == "Facilitator today: Erin"
    assert presenter._minute.isActive()  # noqa: SLF001 - a minute is too long to wait for
    clock.advance(minutes=6)
    presenter._tick()  # noqa: SLF001
    assert text(work, "today_about").startswith("due now")
    assert text(work, "today_foot").startswith("As at 08:36.")
    clock.advance(minutes=65)
    presenter._tick()  # noqa: SLF001
    assert text(work, "today_about").startswith("due 1 hour 5 minutes ago")
    presenter.leave()
    assert not presenter._minute.isActive()  # noqa: SLF001


def test_midnight_brings_another_day(work: AtWork, clock: ShiftedClock) -> None:
    presenter = opened(work)
    clock.advance(hours=16)
    presenter._tick()  # noqa: SLF001
    work.settle()
    assert text(work, "today_title") == "Friday 7 August 2026"
    assert find(work.window, "missed_huddle").isVisible()


def test_start_leads_to_the_run_page(work: AtWork) -> None:
    opened(work)
    click(work.window, "start_huddle")
    work.settle()
    page, what = work.way.last
    running = work.ward.planning.today().unfinished
    assert page == "run"
    assert what == {"huddle_id": running[0].id}
    assert shows(work, "resume_huddle")
    assert not shows(work, "start_huddle")
    click(work.window, "resume_huddle")
    assert work.way.gone[-1] == ("run", what)


def test_starting_late_is_said(work: AtWork) -> None:
    set_start(work.ward, dt.time(8, 25))
    wards.start(work.ward)
    opened(work)
    assert text(work, "today_about").startswith("began 5 minutes late")


def test_a_refusal_is_said_in_words(work: AtWork) -> None:
    presenter = opened(work)
    state = work.ward.planning.today()
    wards.start(work.ward)
    presenter.page.not_held_asked.emit((words.planned(state.cards[0], state.today),))
    work.settle()
    assert "started or explained already" in work.messages.text


def test_the_agenda_is_shown_as_a_sheet(work: AtWork) -> None:
    opened(work)
    click(work.window, "look_at_agenda")
    series = wards.main_series(work.ward)
    assert work.way.last == ("sheet", {"kind": "agenda", "series_id": series, "back": "today"})


def test_not_held_asks_why(work: AtWork) -> None:
    opened(work)
    work.answers.line = "Fire alarm"
    click(work.window, "not_held")
    work.settle()
    assert work.answers.asked == ["Why was the huddle not held?"]
    assert text(work, "today_about").startswith("not held today: Fire alarm")
    assert not shows(work, "start_huddle")


def test_the_latest_missed_day_asks_why(work: AtWork, clock: ShiftedClock) -> None:
    clock.advance(days=4)
    opened(work)
    assert "Friday 7 August 2026" in row_words(work, "missed_huddle")
    click(work.window, "missed_huddle_go")
    work.settle()
    assert "Thursday 6 August 2026" in row_words(work, "missed_huddle")


def test_after_days_away_the_earlier_ones_are_asked_about_together(
    work: AtWork, clock: ShiftedClock
) -> None:
    clock.advance(days=6)
    opened(work)
    assert "Tuesday 11 August 2026" in row_words(work, "missed_huddle")
    assert "3 earlier ones" in row_words(work, "missed_earlier")
    assert "since Thursday 6 August 2026" in row_words(work, "missed_earlier")
    click(work.window, "missed_earlier_go")
    work.settle()
    assert work.answers.asked == ["Why were 3 huddles not held?"]
    assert [one.held_on.day for one in work.ward.planning.today().missed] == [11]
    click(work.window, "missed_huddle_go")
    work.settle()
    assert not find(work.window, "left_open").isVisible()


def test_each_time_of_the_day_has_its_own_start(work: AtWork, clock: ShiftedClock) -> None:
    (series,) = work.ward.templates.series()
    work.ward.templates.change_series(
        series.id,
        series.row_version,
        name=series.name,
        template_id=series.template_id,
        weekdays=series.weekdays,
        starts_at=dt.time(8, 15),
        facilitator="",
        more_times=(dt.time(13),),
    )
    opened(work)
    assert text(work, "today_time") == "08:15"
    assert "today at 13:00" in row_words(work, "other_huddle")
    click(work.window, "other_huddle_start")
    work.settle()
    assert text(work, "today_time") == "13:00"
    assert "08:15" in row_words(work, "missed_huddle")


def row_words(work: AtWork, name: str) -> str:
    row = seen(work.window, name)
    return " ".join(label.text() for label in row.findChildren(QLabel))


def test_a_huddle_left_open_is_offered(work: AtWork, clock: ShiftedClock) -> None:
    left = wards.start(work.ward).huddle.id
    clock.advance(days=1)
    opened(work)
    assert shows(work, "start_huddle")
    assert "never closed" in row_words(work, "unfinished_huddle")
    click(work.window, "unfinished_huddle_go")
    assert work.way.last == ("run", {"huddle_id": left})


def test_after_a_close_the_sheets_are_there(work: AtWork, clock: ShiftedClock) -> None:
    held = hold(work.ward, clock)
    opened(work)
    assert text(work, "today_about") == "Held today, 08:30 to 08:40"
    assert find(work.window, "today_held", QLabel).isVisible()
    click(work.window, "today_summary")
    assert work.way.last == ("sheet", {"kind": "summary", "huddle": held, "back": "today"})
    click(work.window, "today_actions")
    assert work.way.last == ("sheet", {"kind": "actions", "huddle": held, "back": "today"})
    click(work.window, "open_again")
    assert work.way.last == ("history", {"huddle_id": held})


def test_late_promises_lead_to_follow_ups(work: AtWork, clock: ShiftedClock) -> None:
    hold(work.ward, clock, "a: Mend the lamp @Erin due today", "a: Order a sling due fri")
    clock.advance(days=4)
    opened(work)
    late = work.window.findChildren(QAbstractButton, "late_promise")
    assert [one.accessibleName() for one in late if one.isVisible()] == [
        "Mend the lamp, Erin, 4 days late",
        "Order a sling, no owner yet, 3 days late",
    ]
    assert find(work.window, "late_count", QAbstractButton).text() == "2 of 2 open"
    click(work.window, "late_count")
    assert work.way.last == ("followups", {"overdue": "yes"})
    row = next(one for one in late if one.isVisible())
    row.setFocus()
    press(Qt.Key.Key_Space)
    first = work.ward.planning.today().late[0].id
    assert work.way.last == ("followups", {"item_id": first})


def test_what_is_ready_for_the_room(work: AtWork, clock: ShiftedClock) -> None:
    hold(work.ward, clock, "a: Mend the lamp @Erin", "p: They were kind", "c: Park this")
    items = work.ward.history.record("latest").items
    work.ward.running.park(items[2].id)
    action = work.ward.followups.action(items[0].id)
    clock.advance(days=1)
    work.ward.followups.update(action.id, status=Status.CLOSED)
    work.ward.planning.raise_for_next("Alarms at night")
    opened(work)
    assert find(work.window, "ready_done", QAbstractButton).text() == (
        "1 done since Thursday: say thank you"
    )
    assert "Alarms at night" in find(work.window, "ready_raised", QAbstractButton).text()
    assert find(work.window, "ready_parked", QAbstractButton).text() == "1 parked item"
    assert find(work.window, "patient_voice").isVisible()
    click(work.window, "ready_done")
    assert work.way.last == ("followups", {"status": "finished"})
    click(work.window, "ready_raised")
    assert work.way.last[0] == "sheet"


def test_a_goal_whose_review_day_has_come_is_ready_too(work: AtWork, clock: ShiftedClock) -> None:
    hold(work.ward, clock, "g: Nobody falls at night")
    (goal,) = work.ward.goal_plans.goals()
    today = work.ward.planning.today().today
    work.ward.goal_plans.plan(goal.id, goal.row_version, family=Family.SAFETY, review_on=today)
    clock.advance(days=1)
    opened(work)
    assert find(work.window, "ready_goals", QAbstractButton).text() == "1 goal to look at again"
    click(work.window, "ready_goals")
    assert work.way.last[0] == "sheet"


def test_raising_gives_a_slip_number_and_nothing_else(work: AtWork) -> None:
    unit = work.ward.setting_up.unit()
    work.ward.setting_up.change_unit(
        unit.row_version,
        name=unit.name,
        time_zone=unit.time_zone,
        act_now_number="2222",
        tell_us="",
        classification="",
    )
    opened(work)
    assert text(work, "raise_act_now") == "Happening now? Act and call 2222 first."
    press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert focused().objectName() == "raise_line"
    type_text(work.window, "raise_line", "Boxes by the store room")
    press(Qt.Key.Key_Return)
    work.settle()
    item = work.ward.planning.today().raised_between[0]
    assert item.text == "Boxes by the store room"
    assert item.code in text(work, "raise_said")
    assert find(work.window, "raise_line", QLineEdit).text() == ""
    assert work.ward.running.drafts(None) == {}


def test_an_empty_line_is_not_raised(work: AtWork) -> None:
    opened(work)
    click(work.window, "raise_keep")
    assert text(work, "raise_error") == "Write a few words first."
    assert work.ward.planning.today().raised_between == ()


def test_what_was_being_raised_comes_back(work: AtWork) -> None:
    work.ward.running.save_draft(None, "raise_for_next", "Half a sen")
    presenter = opened(work)
    line = find(work.window, "raise_line", QLineEdit)
    assert line.text() == "Half a sen"
    type_text(work.window, "raise_line", "tence")
    presenter.leave()
    work.settle()
    assert "tence" in work.ward.running.drafts(None)["raise_for_next"]


def test_a_change_elsewhere_leaves_the_cursor_alone(work: AtWork) -> None:
    opened(work)
    type_text(work.window, "raise_line", "Half")
    work.ward.planning.raise_for_next("From somebody else")
    wait_until(lambda: shows(work, "ready_raised"), "the other's concern to show")
    assert focused().objectName() == "raise_line"
    assert find(work.window, "raise_line", QLineEdit).text() == "Half"
    press(Qt.Key.Key_Escape)
    assert find(work.window, "raise_line", QLineEdit).text() == "Half"


def test_other_huddles_are_quiet_rows(work: AtWork, clock: ShiftedClock) -> None:
    template = work.ward.templates.templates()[0]
    work.ward.templates.add_series("After an event", template.id, (), dt.time(9, 0))
    opened(work)
    assert "held when needed" in row_words(work, "other_huddle")
    click(work.window, "other_huddle_start")
    work.settle()
    assert work.way.last[0] == "run"
    assert text(work, "today_huddle") == "After an event"


def a_card(huddle: HuddleRow | None, facilitator: str = "") -> CardRow:
    return CardRow("s", "Safety", dt.time(8, 15), 600, facilitator, huddle, 4, True, None)


def a_huddle(facilitator: str, status: HuddleStatus = HuddleStatus.RUNNING) -> HuddleRow:
    day = dt.date(2026, 8, 6)
    return HuddleRow(
        "h", 1, "s", "Safety", status, day, dt.time(8, 15), 600, facilitator, None, None, "", 1
    )


@pytest.mark.parametrize(
    ("card", "does"),
    [
        (a_card(None), words.Doing.START),
        (a_card(a_huddle("Erin")), words.Doing.RESUME),
        (a_card(a_huddle("A. Kowalska"), "A. Kowalska"), words.Doing.RESUME),
        (a_card(a_huddle("Sam")), words.Doing.TAKE_OVER),
        (a_card(replace(a_huddle("Sam"), ended_at=wards.START)), words.Doing.RESUME),
        (a_card(a_huddle("Erin", HuddleStatus.CLOSED)), words.Doing.LOOK_BACK),
        (a_card(a_huddle("Erin", HuddleStatus.NOT_HELD)), words.Doing.NOTHING),
    ],
)
def test_what_comes_next_with_a_huddle(card: CardRow, does: words.Doing) -> None:
    moment = words.Moment(wards.START, "Erin", lambda _function: True)
    assert words.doing(card, moment) is does


def test_spans_are_said_in_hours_and_minutes() -> None:
    assert [words.span_words(minutes) for minutes in (1, 59, 60, 61, 125)] == [
        "1 minute",
        "59 minutes",
        "1 hour",
        "1 hour 1 minute",
        "2 hours 5 minutes",
    ]


def hold_weekdays(ward: Ward, clock: ShiftedClock, count: int) -> None:
    for _time in range(count):
        wards.hold(ward)
        wards.next_morning(clock)
        while clock.now().weekday() > 4:
            wards.next_morning(clock)


def test_the_way_to_a_habit_is_told_until_it_is_one(work: AtWork, clock: ShiftedClock) -> None:
    presenter = opened(work)
    assert not find(work.window, "embedding_card").isVisible()
    hold_weekdays(work.ward, clock, 2)
    presenter.ask_again()
    work.settle()
    assert text(work, "embedding_words") == "2 of 15 huddles in 21 days"
    assert text(work, "embedding_below").endswith("Soonest: Wednesday 26 August 2026.")
    assert not shows(work, "embedding_certificate")
    hold_weekdays(work.ward, clock, 13)
    presenter.ask_again()
    work.settle()
    assert "Reached on Wednesday 26 August 2026" in text(work, "embedding_below")
    click(work.window, "embedding_certificate")
    assert work.way.last == ("sheet", {"kind": "certificate", "back": "today"})
    clock.advance(days=7)
    presenter.ask_again()
    work.settle()
    assert not find(work.window, "embedding_card").isVisible()
