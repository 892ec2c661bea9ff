"""Find: one line from anywhere, results as one types, and opening what was found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView

from huddle.rows.found import Found
from huddle.rules.search_words import Wanted, marks
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, focused, press, seen, type_text, wait_until
from ui.pages.find.page import FindPage
from ui.pages.find.presenter import FindPresenter, open_page
from ui.pages.find.words import in_qt

LINES = (
    "a: Mend the pump in bay 4 @Erin due today",
    "c: The pump alarms",
    "d: Keep the night porter",
)


@pytest.fixture
def at_find(work: AtWork) -> FindPresenter:
    """The page of a ward in which something was said."""
    wards.hold(work.ward, *LINES)
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter


def line(work: AtWork) -> QLineEdit:
    return find(work.window, "find_line", QLineEdit)


def rows(work: AtWork) -> list[str]:
    model = find(work.window, "find_list", QListView).model()
    return [str(model.index(row, 0).data()).split(", ")[1] for row in range(model.rowCount())]


def look_for(work: AtWork, typed: str, *found: str) -> None:
    type_text(work.window, "find_line", typed, instead=True)
    wait_until(lambda: rows(work) == list(found))


def says(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def test_the_cursor_is_in_the_line_and_the_page_says_what_can_be_typed(
    work: AtWork, at_find: FindPresenter
) -> None:
    assert focused() is line(work)
    assert find(work.window, "find_start").isVisible()
    assert find(work.window, "find_start_help").isVisible()


def test_results_come_as_one_types(work: AtWork, at_find: FindPresenter) -> None:
    look_for(work, "pum", "The pump alarms", "Mend the pump in bay 4")
    wait_until(lambda: says(work, "find_count") == "2 found")
    look_for(work, "pump bay", "Mend the pump in bay 4")
    look_for(work, "pump xyz")
    wait_until(lambda: find(work.window, "find_nothing").isVisible())
    line(work).clear()
    wait_until(lambda: find(work.window, "find_start").isVisible())
    assert says(work, "find_count") == ""


def test_signs_come_and_go_by_a_press(work: AtWork, at_find: FindPresenter) -> None:
    look_for(work, "pump", "The pump alarms", "Mend the pump in bay 4")
    click(work.window, "find_kind_action")
    assert line(work).text() == "pump kind:action"
    wait_until(lambda: rows(work) == ["Mend the pump in bay 4"])
    assert find(work.window, "find_kind_action", QAbstractButton).isChecked()
    click(work.window, "find_kind_action")
    wait_until(lambda: len(rows(work)) == 2)
    assert not find(work.window, "find_kind_action", QAbstractButton).isChecked()


def test_enter_opens_an_action_in_follow_ups(work: AtWork, at_find: FindPresenter) -> None:
    look_for(work, "pump", "The pump alarms", "Mend the pump in bay 4")
    press(Qt.Key.Key_Down)
    assert focused() is line(work)
    press(Qt.Key.Key_Return)
    item = work.ward.search.find("bay").rows[0]
    assert work.way.last == ("followups", {"item_id": item.id})


def test_enter_opens_nothing_that_an_older_line_found(work: AtWork, at_find: FindPresenter) -> None:
    look_for(work, "pump", "The pump alarms", "Mend the pump in bay 4")
    page = at_find.page
    page.look_for("night")
    press(Qt.Key.Key_Return)
    assert work.way.gone == []
    # The answer to the older line comes now: it still is not what the line says.
    page.show_found(work.ward.search.find("pump"), "pump")
    press(Qt.Key.Key_Return)
    assert work.way.gone == []
    wait_until(lambda: rows(work) == ["Keep the night porter"])
    press(Qt.Key.Key_Return)
    assert work.way.last[0] == "history"


def test_what_is_handed_over_is_asked_once(
    work: AtWork, at_find: FindPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    find_now = work.ward.search.find

    def noted(typed: str, *, limit: int) -> Found:
        asked.append(limit)
        return find_now(typed, limit=limit)

    look_for(work, "pump", "The pump alarms", "Mend the pump in bay 4")
    monkeypatch.setattr(work.ward.search, "find", noted)
    at_find.page.more_asked.emit()
    work.settle()
    at_find.arrive(text="night")
    wait_until(lambda: rows(work) == ["Keep the night porter"])
    # Were the line taken for typed, it would be asked again after a moment.
    timer = at_find.page.findChild(QTimer)
    assert timer is not None
    assert not timer.isActive()
    assert asked == [100, 50]


def test_what_was_said_opens_in_the_record_of_its_huddle(
    work: AtWork, at_find: FindPresenter
) -> None:
    look_for(work, "porter kind:decision", "Keep the night porter")
    press(Qt.Key.Key_Return)
    item = work.ward.search.find("kind:decision").rows[0]
    expected = {"huddle_id": item.huddle_id, "item_id": item.id}
    assert work.way.last == ("history", expected)


def test_names_lead_to_what_is_theirs(work: AtWork, at_find: FindPresenter) -> None:
    department = work.ward.search.find("kind:department pharm").rows[0]
    look_for(work, "pharm", "Pharmacy")
    press(Qt.Key.Key_Return)
    assert work.way.last == ("followups", {"department_id": department.id})
    look_for(work, "kind:person erin", "Erin")
    press(Qt.Key.Key_Return)
    assert work.way.last == ("followups", {"text": "Erin"})
    tool = work.ward.technology.add("Scribe", known_limits="Mishears Gaelic")
    look_for(work, "gaelic", "Scribe")
    press(Qt.Key.Key_Return)
    assert work.way.last == ("technology", {"tool": tool.id})


def test_marks_stand_where_qt_counts_them() -> None:
    text = "🚑🚑 The pump alarms"
    (mark,) = marks(Wanted(words=("pump",)), text)
    start, end = in_qt(text, mark)
    in_units = text.encode("utf-16-le")
    assert in_units[2 * start : 2 * end].decode("utf-16-le") == "pump"
    assert in_qt("The pump", (4, 8)) == (4, 8)


def test_what_changes_meanwhile_shows_and_the_chosen_one_stays(
    work: AtWork, at_find: FindPresenter
) -> None:
    look_for(work, "pump", "The pump alarms", "Mend the pump in bay 4")
    press(Qt.Key.Key_Down)
    work.ward.planning.raise_for_next("Another pump is missing")
    wait_until(lambda: len(rows(work)) == 3)
    assert at_find.page.current is not None
    assert at_find.page.current.text == "Mend the pump in bay 4"
    look_for(work, "pump -another", "The pump alarms", "Mend the pump in bay 4")
    assert at_find.page.current is not None
    assert at_find.page.current.text == "The pump alarms"


def test_esc_empties_the_line_then_leads_back_to_the_huddle(
    work: AtWork, at_find: FindPresenter
) -> None:
    assert not find(work.window, "find_back").isVisible()
    at_find.arrive(huddle_id="h")
    look_for(work, "pump", "The pump alarms", "Mend the pump in bay 4")
    press(Qt.Key.Key_Escape)
    assert line(work).text() == ""
    press(Qt.Key.Key_Escape)
    assert work.way.last == ("run", {"huddle_id": "h"})
    click(work.window, "find_back")
    assert work.way.last == ("run", {"huddle_id": "h"})


def test_more_is_listed_when_it_is_asked_for(work: AtWork, at_find: FindPresenter) -> None:
    page: FindPage = at_find.page
    more = find(work.window, "find_more", QAbstractButton)
    found = work.ward.search.find("pump", limit=1)
    page.look_for("pump")
    page.show_found(found, "pump")
    assert more.isVisible()
    assert says(work, "find_count") == "the first 1"
    click(work.window, "find_more")
    wait_until(lambda: len(rows(work)) == 2)
    assert not more.isVisible()


def test_what_comes_too_late_is_not_shown(work: AtWork, at_find: FindPresenter) -> None:
    type_text(work.window, "find_line", "pump")
    at_find.ask_again()
    line(work).clear()
    work.settle()
    assert rows(work) == []
    assert find(work.window, "find_start").isVisible()


def test_a_search_is_kept_used_again_and_taken_away(work: AtWork, at_find: FindPresenter) -> None:
    look_for(work, "pump kind:action", "Mend the pump in bay 4")
    click(work.window, "find_keep")
    chip = seen(work.window, "find_kept_0", QAbstractButton)
    wait_until(lambda: not find(work.window, "find_keep").isVisible())
    look_for(work, "night", "Keep the night porter")
    click(work.window, "find_kept_0")
    assert line(work).text() == "pump kind:action"
    wait_until(lambda: rows(work) == ["Mend the pump in bay 4"])
    chip = seen(work.window, "find_kept_0", QAbstractButton)
    chip.setFocus()
    press(Qt.Key.Key_Backspace)
    wait_until(lambda: work.window.findChild(QAbstractButton, "find_kept_0") is None)
    assert work.ward.search.saved() == ()
