"""History: a huddle as it was, its sheets, dated corrections, and opening the latest again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView, QScrollArea, QWidget

from huddle.clock import ShiftedClock
from huddle.rows.huddles import HuddlesFilter
from huddle.vocabulary import HuddleStatus, Presence, Review, StepPurpose
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, click_row, find, focused, press, type_text, wait_until
from ui.pages.history.presenter import HistoryPresenter, open_page
from ui.widgets.choices import Choice


def opened(work: AtWork, **what: str) -> HistoryPresenter:
    presenter = open_page(work.desk)
    work.show(presenter, **what)
    return presenter


def hold(ward: Ward, clock: ShiftedClock, *lines: str) -> str:
    """Hold today's huddle with these lines, everybody here but the last, ten minutes long."""
    state = wards.start(ward)
    huddle = state.huddle.id
    for promise in state.promises:
        ward.running.review(huddle, promise.item.id, Review.STILL_GOING)
    step = wards.step_for(state, StepPurpose.LOOK_AHEAD)
    ward.running.go_to_step(huddle, step)
    for place, line in enumerate(lines):
        ward.running.capture(huddle, step, wards.said(ward, line), key=f"{huddle}{place}")
    *here, away = state.roster
    for one in here:
        ward.running.set_presence(huddle, one.id, Presence.HERE)
    ward.running.set_presence(huddle, away.id, Presence.APOLOGIES)
    clock.advance(minutes=10)
    ward.running.close(huddle, plus="On time", delta="Louder")
    return huddle


def two_days(ward: Ward, clock: ShiftedClock) -> tuple[str, str]:
    first = hold(ward, clock, "a: Mend the lamp @Erin due today", "c: Boxes by the store")
    clock.advance(days=1)
    return first, hold(ward, clock, "d: Keep the night porter")


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def words(work: AtWork) -> str:
    """All that the record says."""
    record = find(work.window, "record_view")
    return "\n".join(one.text() for one in record.findChildren(QLabel) if one.isVisible())


def rows(work: AtWork) -> list[str]:
    model = find(work.window, "history_list", QListView).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def shows(work: AtWork, name: str) -> bool:
    return find(work.window, name, QAbstractButton).isVisible()


def test_an_empty_history_leads_to_today(work: AtWork) -> None:
    opened(work)
    assert text(work, "history_empty_title") == "No huddle yet"
    click(work.window, "history_today")
    assert work.way.last == ("today", {})


def test_the_newest_is_shown_as_it_was(work: AtWork, clock: ShiftedClock) -> None:
    two_days(work.ward, clock)
    opened(work)
    assert rows(work) == [
        "Fri 07-Aug-2026 08:15, Ward safety huddle, number 2",
        "Thu 06-Aug-2026 08:15, Ward safety huddle, number 1",
    ]
    assert text(work, "record_about").splitlines() == [
        "Friday 7 August 2026, number 2",
        "08:40 – 08:50, 10 minutes, 10 planned",
        "Led by Erin",
    ]
    said = words(work)
    for part in ("Nursing, Medical, Pharmacy", "Apologies: Porters", "Keep the night porter"):
        assert part in said
    for part in ("Mend the lamp", "in progress", "On time", "Louder"):
        assert part in said


def test_the_keys_go_along_the_list(work: AtWork, clock: ShiftedClock) -> None:
    two_days(work.ward, clock)
    opened(work)
    assert focused().objectName() == "history_list"
    press(Qt.Key.Key_Down)
    work.settle()
    assert "Boxes by the store" in words(work)
    assert text(work, "record_about").startswith("Thursday 6 August 2026")
    click_row(find(work.window, "history_list", QListView), 0)
    work.settle()
    assert "Keep the night porter" in words(work)


def test_searching_what_was_said(work: AtWork, clock: ShiftedClock) -> None:
    two_days(work.ward, clock)
    opened(work)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused().objectName() == "history_search"
    type_text(work.window, "history_search", "box")
    wait_until(lambda: len(rows(work)) == 1, "the search")
    work.settle()
    assert "Boxes by the store" in words(work)
    type_text(work.window, "history_search", "zzz")
    wait_until(lambda: rows(work) == [], "the search")
    assert find(work.window, "history_nothing").isVisible()
    press(Qt.Key.Key_Escape)
    wait_until(lambda: len(rows(work)) == 2, "all of them")


def test_the_huddle_asked_for_is_chosen(work: AtWork, clock: ShiftedClock) -> None:
    first, _second = two_days(work.ward, clock)
    opened(work, huddle_id=first)
    assert text(work, "record_about").startswith("Thursday 6 August 2026")


def test_its_sheets(work: AtWork, clock: ShiftedClock) -> None:
    held = hold(work.ward, clock)
    opened(work)
    click(work.window, "record_summary")
    assert work.way.last == ("sheet", {"kind": "summary", "huddle": held, "back": "history"})
    click(work.window, "record_actions")
    assert work.way.last == ("sheet", {"kind": "actions", "huddle": held, "back": "history"})


def test_a_correction_stands_below_with_its_date(work: AtWork, clock: ShiftedClock) -> None:
    hold(work.ward, clock)
    opened(work)
    work.answers.line = "It was bay 3"
    click(work.window, "record_correct")
    work.settle()
    assert work.messages.text == "The correction is added."
    assert "It was bay 3\nThu 06-Aug-2026 08:40, Erin" in words(work)


def test_only_the_latest_can_be_opened_again(work: AtWork, clock: ShiftedClock) -> None:
    _first, second = two_days(work.ward, clock)
    opened(work)
    assert shows(work, "record_open_again")
    press(Qt.Key.Key_Down)
    work.settle()
    assert not shows(work, "record_open_again")
    assert shows(work, "record_correct")
    press(Qt.Key.Key_Up)
    work.settle()
    work.answers.line = "We forgot pharmacy"
    click(work.window, "record_open_again")
    work.settle()
    assert work.way.last == ("run", {"huddle_id": second})
    assert work.ward.history.record(second).huddle.status is HuddleStatus.RUNNING
    assert shows(work, "record_resume")
    assert not shows(work, "record_summary")
    click(work.window, "record_resume")
    assert work.way.gone[-1] == ("run", {"huddle_id": second})


def test_a_refusal_is_said(work: AtWork, clock: ShiftedClock) -> None:
    hold(work.ward, clock)
    presenter = opened(work)
    held = presenter.page.current_id
    presenter.widget.hide()
    clock.advance(days=1)
    wards.start(work.ward)
    presenter.page.open_again_asked.emit(held)
    work.settle()
    assert "stays closed" in work.messages.text


def test_why_it_was_not_held(work: AtWork) -> None:
    today = work.ward.planning.today().today
    work.ward.planning.not_held(wards.main_series(work.ward), today, "Fire alarm")
    opened(work)
    assert rows(work)[0].endswith("number 1: not held, Fire alarm")
    assert "Fire alarm" in words(work)
    assert not find(work.window, "record_buttons").isVisible()


def test_huddles_are_narrowed_by_department_stage_and_time(
    work: AtWork, clock: ShiftedClock
) -> None:
    hold(work.ward, clock, "a: Mend the lamp @Pharmacy due today", "c: Cold >Discharge")
    clock.advance(days=40)
    hold(work.ward, clock, "c: Boxes by the store")
    presenter = opened(work)
    assert len(rows(work)) == 2

    def choose(name: str, words: str) -> None:
        choice = find(work.window, name, Choice)
        at = choice.findText(words)
        choice.setCurrentIndex(at)
        choice.activated.emit(at)

    def numbers() -> list[str]:
        return [row.rpartition(" ")[2] for row in rows(work)]

    choose("history_department", "Pharmacy")
    wait_until(lambda: numbers() == ["1"])
    choose("history_time", "This month")
    wait_until(lambda: numbers() == [])
    assert find(work.window, "history_nothing").isVisible()
    choose("history_department", "Every department")
    wait_until(lambda: numbers() == ["2"])
    choose("history_time", "Any time")
    choose("history_stage", "Discharge")
    wait_until(lambda: numbers() == ["1"])
    other = work.ward.history.huddles()[0]
    presenter.arrive(huddle_id=other.id)
    wait_until(lambda: numbers() == ["2", "1"])


def test_what_was_found_is_marked_in_the_record(work: AtWork, clock: ShiftedClock) -> None:
    first, _second = two_days(work.ward, clock)
    item = work.ward.history.record(first).items[1]
    opened(work, huddle_id=first, item_id=item.id)
    wait_until(lambda: "Boxes by the store" in words(work))
    lines = find(work.window, "record_view").findChildren(QWidget, "record_item")
    marked = [line for line in lines if line.property("found")]
    assert [one.findChildren(QLabel)[0].text() for one in marked] == [item.text]


def test_what_was_found_is_scrolled_to_once(work: AtWork, clock: ShiftedClock) -> None:
    lines = [f"c: Box {number} by the store" for number in range(30)]
    first = hold(work.ward, clock, *lines)
    items = work.ward.history.record(first).items
    opened(work, huddle_id=first, item_id=items[-1].id)
    scroll = find(work.window, "record_scroll", QScrollArea).verticalScrollBar()
    wait_until(lambda: scroll.value() > 0)
    scroll.setValue(0)
    work.ward.running.add_addendum(first, "The boxes are gone")
    wait_until(lambda: "The boxes are gone" in words(work))
    work.settle()
    assert scroll.value() == 0
    record = find(work.window, "record_view").findChildren(QWidget, "record_item")
    assert [line.property("found") for line in record].count(True) == 1


def test_what_was_said_of_a_huddle_finds_it(work: AtWork, clock: ShiftedClock) -> None:
    first, _second = two_days(work.ward, clock)
    work.ward.running.add_addendum(first, "The lamp was mended by Friday")
    found = work.ward.history.huddles(HuddlesFilter(text="friday"))
    assert [one.id for one in found] == [first]
    assert len(work.ward.history.huddles(HuddlesFilter(text="louder"))) == 2
