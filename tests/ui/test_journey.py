"""The journey map: numbers by place and department, by key, and what stands behind them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.ward import Ward
from tests.helpers import sweep, wards
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, click_row, find, focused, press
from tests.helpers.window import Driver
from ui.pages.journey.page import JourneyPage
from ui.pages.journey.presenter import JourneyPresenter, open_page
from ui.theme.look import look
from ui.widgets.choices import Choice
from ui.widgets.press_row import PressRow

SAID = (
    "Charts come back late >Arrival @Pharmacy",
    "Nobody rang ahead >Arrival @Pharmacy",
    "Drug chart was lost >Arrival @Pharmacy",
    "a: Agree one time for charts >Arrival @Pharmacy due today",
    "Notes stay behind >Ward >Arrival @Nursing",
    "a: Mend the lift >Ward @Porters +Porters +Medical",
)


@pytest.fixture
def said(ward: Ward) -> tuple[ItemRow, ...]:
    state = wards.start(ward)
    return tuple(wards.capture(ward, state, line) for line in SAID)


def opened(work: AtWork) -> JourneyPresenter:
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter


def grid(work: AtWork) -> QTableView:
    return find(work.window, "journey_map", QTableView)


def head(work: AtWork, section: int, orientation: Qt.Orientation) -> str:
    return str(grid(work).model().headerData(section, orientation, Qt.ItemDataRole.DisplayRole))


def rows(work: AtWork) -> list[str]:
    return [
        head(work, row, Qt.Orientation.Vertical) for row in range(grid(work).model().rowCount())
    ]


def columns(work: AtWork) -> list[str]:
    model = grid(work).model()
    return [head(work, at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def cell(work: AtWork, row: str, column: str) -> QModelIndex:
    return grid(work).model().index(rows(work).index(row), columns(work).index(column))


def number(work: AtWork, row: str, column: str) -> str:
    return str(cell(work, row, column).data())


def spoken(index: QModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def chosen(work: AtWork) -> str:
    return spoken(grid(work).currentIndex())


def go_to(work: AtWork, row: str, column: str) -> None:
    click_row(grid(work), rows(work).index(row), columns(work).index(column))
    work.settle()


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def listed(work: AtWork) -> list[str]:
    """The items beside the map, as a screen reader calls them."""
    held = find(work.window, "journey_rows")
    found = [row for row in held.findChildren(PressRow) if row.isVisible()]
    return [row.accessibleName() for row in sorted(found, key=lambda row: row.y())]


def test_the_map_says_how_much_stands_where(work: AtWork, said: tuple[ItemRow, ...]) -> None:
    opened(work)
    assert rows(work)[:4] == ["Referral", "Arrival", "join with Ward", "Assessment"]
    assert columns(work) == ["Nursing", "Medical", "Pharmacy", "Porters", "All"]
    assert number(work, "Arrival", "Pharmacy") == "4"
    assert number(work, "join with Ward", "Nursing") == "1"
    assert number(work, "Arrival", "Nursing") == ""
    assert number(work, "All stages", "Pharmacy") == "4"
    assert number(work, "All stages", "All") == "6"
    assert spoken(cell(work, "Arrival", "Pharmacy")) == (
        "Arrival, Pharmacy: 3 concerns, 1 open action"
    )
    assert spoken(cell(work, "join with Ward", "Nursing")) == (
        "Between Arrival and Ward, Nursing: 1 concern"
    )
    assert spoken(cell(work, "Referral", "Nursing")) == "Referral, Nursing: nothing"
    assert spoken(cell(work, "All stages", "All")) == (
        "All stages, All departments: 4 concerns, 2 open actions"
    )


def test_an_action_of_two_departments_is_explained(work: AtWork, said: tuple[ItemRow, ...]) -> None:
    opened(work)
    assert [number(work, "Ward", name) for name in ("Medical", "Porters", "All")] == ["1", "1", "1"]
    assert text(work, "journey_about") == (
        "Raised Sat 01-Aug-2026 to Thu 06-Aug-2026 · the longer the bar and the deeper the shade, "
        "the more · an action of several departments counts once under All"
    )


def test_a_screen_reader_hears_each_number(work: AtWork, said: tuple[ItemRow, ...]) -> None:
    opened(work)
    table = QAccessible.queryAccessibleInterface(grid(work))
    names = {
        table.child(at).text(QAccessible.Text.Name)
        for at in range(table.childCount())
        if table.child(at) is not None
    }
    assert "Arrival, Pharmacy: 3 concerns, 1 open action" in names


def test_a_click_lists_what_is_behind_a_number(work: AtWork, said: tuple[ItemRow, ...]) -> None:
    opened(work)
    go_to(work, "join with Ward", "Nursing")
    assert text(work, "journey_place") == "Between Arrival and Ward, Nursing"
    assert text(work, "journey_counts") == "1 concern"
    (code,) = [item.code for item in said if item.text == "Notes stay behind"]
    assert listed(work) == [
        f"Notes stay behind, Concern · raised Thu 06-Aug by Nursing · new · {code}"
    ]
    go_to(work, "Arrival", "Pharmacy")
    action = next(item for item in said if item.text == "Agree one time for charts")
    assert listed(work)[0] == (
        f"Agree one time for charts, Action · no person yet: Pharmacy · due today · {action.code}"
    )
    assert [line.partition(",")[0] for line in listed(work)] == [
        "Agree one time for charts",
        "Drug chart was lost",
        "Nobody rang ahead",
        "Charts come back late",
    ]
    go_to(work, "Ward", "Medical")
    (line,) = listed(work)
    assert "no person yet: Porters · with parts for Porters, Medical · no day yet" in line
    go_to(work, "Referral", "Nursing")
    assert (text(work, "journey_counts"), listed(work)) == ("nothing", [])


def test_by_keys_alone_to_an_action(work: AtWork, said: tuple[ItemRow, ...]) -> None:
    opened(work)
    assert focused() is grid(work)
    assert chosen(work) == "Arrival, Pharmacy: 3 concerns, 1 open action"
    press(Qt.Key.Key_Left)
    assert chosen(work) == "Arrival, Medical: nothing"
    press(Qt.Key.Key_Return)
    work.settle()
    assert focused() is grid(work)
    press(Qt.Key.Key_Right)
    # Before its items are there.
    press(Qt.Key.Key_Return)
    work.settle()
    assert isinstance(focused(), PressRow)
    action = next(item for item in said if item.text == "Agree one time for charts")
    press(Qt.Key.Key_Return)
    assert work.way.last == ("followups", {"item_id": action.id})
    press(Qt.Key.Key_Escape)
    assert focused() is grid(work)


def test_a_whole_cell_leads_to_its_actions(work: AtWork, said: tuple[ItemRow, ...]) -> None:
    opened(work)
    go_to(work, "Arrival", "Pharmacy")
    everything = find(work.window, "journey_all")
    assert everything.accessibleName().endswith(": Arrival, Pharmacy")
    everything.setFocus()
    press(Qt.Key.Key_Space)
    page, wanted = work.way.last
    assert page == "followups"
    found = work.ward.followups.find(FollowUpsFilter(**wanted))  # type: ignore[arg-type]
    assert [item.text for item in found.items] == ["Agree one time for charts"]
    go_to(work, "All stages", "All")
    assert everything.isVisible()
    go_to(work, "Referral", "Nursing")
    assert not everything.isVisible()
    go_to(work, "join with Ward", "Nursing")
    assert not everything.isVisible()


def test_a_double_click_goes_to_the_first_item(work: AtWork, said: tuple[ItemRow, ...]) -> None:
    opened(work)
    view = grid(work)
    go_to(work, "Arrival", "Pharmacy")
    spot = view.visualRect(view.currentIndex()).center()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    work.settle()
    assert isinstance(focused(), PressRow)


def test_a_concern_opens_the_record_of_its_huddle(work: AtWork, said: tuple[ItemRow, ...]) -> None:
    opened(work)
    go_to(work, "join with Ward", "Nursing")
    click(work.window, find(work.window, "journey_rows").findChildren(PressRow)[0].objectName())
    assert work.way.last == ("history", {"huddle_id": said[0].huddle_id})


def test_one_kind_and_a_longer_time(
    work: AtWork, said: tuple[ItemRow, ...], clock: wards.ShiftedClock
) -> None:
    opened(work)
    click(work.window, "journey_what_concerns")
    work.settle()
    assert number(work, "Arrival", "Pharmacy") == "3"
    assert len(listed(work)) == 3
    click(work.window, "journey_what_actions")
    work.settle()
    assert number(work, "Arrival", "Pharmacy") == "1"
    assert "join with Ward" not in rows(work)
    clock.advance(days=60)
    click(work.window, "journey_what_both")
    work.settle()
    assert text(work, "journey_empty_title") == "Nothing on the map"
    click(work.window, "journey_months_2")
    work.settle()
    assert number(work, "Arrival", "Pharmacy") == "4"
    assert text(work, "journey_about").startswith("Raised Sat 01-Aug-2026 to Mon 05-Oct-2026")
    click(work.window, "journey_months_11")
    work.settle()
    assert text(work, "journey_about").startswith("Raised Sat 01-Nov-2025 to Mon 05-Oct-2026")


def test_an_empty_map_leads_to_today(work: AtWork) -> None:
    opened(work)
    assert focused().objectName() == "journey_today"
    click(work.window, "journey_today")
    assert work.way.last == ("today", {})


def test_what_changes_shows_and_the_chosen_number_stays(
    work: AtWork, said: tuple[ItemRow, ...]
) -> None:
    opened(work)
    go_to(work, "Ward", "Porters")
    press(Qt.Key.Key_Return)
    assert isinstance(focused(), PressRow)
    work.ward.followups.add(wards.said(work.ward, "a: Ring the site team >Referral @Nursing"))
    work.settle()
    assert number(work, "Referral", "Nursing") == "1"
    assert chosen(work) == "Ward, Porters: 1 open action"
    assert isinstance(focused(), PressRow)
    action = next(item for item in said if item.text == "Mend the lift")
    work.ward.followups.update(action.id, status="cancelled", note="Not ours")
    work.settle()
    assert chosen(work) == "Ward, Porters: nothing"
    assert listed(work) == []
    assert focused() is grid(work)
    # With its column and row, the number itself goes.
    go_to(work, "join with Ward", "Nursing")
    for item in said:
        if item.join_stage_id:
            work.ward.running.take_back(item.id)
    work.settle()
    assert "join with Ward" not in rows(work)
    assert chosen(work) == "Referral, Nursing: 1 open action"


def test_the_keyboard_stays_in_the_list_when_an_item_leaves_it(
    work: AtWork, said: tuple[ItemRow, ...]
) -> None:
    opened(work)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab, times=3)
    last, oldest = focused(), said[0]
    assert last.objectName() == f"journey_item_{oldest.id}"
    work.ward.running.take_back(oldest.id)
    work.settle()
    assert len(listed(work)) == 3
    assert isinstance(focused(), PressRow)


def test_more_than_is_listed_is_said(work: AtWork, ward: Ward) -> None:
    for at in range(101):
        ward.followups.add(wards.said(ward, f"a: Mend lamp {at} >Ward @Porters"))
    opened(work)
    assert len(listed(work)) == 100
    assert text(work, "journey_more").startswith("100 of 101 are listed")


def drawn(work: AtWork, row: str, column: str) -> QImage:
    """A cell as it is on the screen, without colour."""
    table = grid(work)
    area = table.visualRect(cell(work, row, column))
    return table.viewport().grab(area).toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def shade(picture: QImage) -> int:
    """How light the ground of a cell is."""
    return picture.pixelColor(picture.width() // 2, 4).lightness()


def bar(picture: QImage) -> int:
    """How many pixels of its last lines are dark."""
    lines = range(picture.height() - 8, picture.height() - 3)
    dark = [
        sum(picture.pixelColor(x, y).lightness() < 90 for x in range(picture.width()))
        for y in lines
    ]
    return max(dark)


def test_more_is_deeper_and_longer_without_colour_too(
    work: AtWork, said: tuple[ItemRow, ...]
) -> None:
    opened(work)
    grid(work).clearSelection()
    most, little = drawn(work, "Arrival", "Pharmacy"), drawn(work, "Ward", "Porters")
    nothing = drawn(work, "Referral", "Nursing")
    assert shade(nothing) > shade(little) + 10 > shade(most) + 20
    assert bar(nothing) == 0
    assert bar(most) == pytest.approx(4 * bar(little), abs=3)
    values = {nothing.pixel(x, 10) for x in range(nothing.width())}
    assert len(values) == 1


def test_a_join_is_narrower_than_a_stage(work: AtWork, said: tuple[ItemRow, ...]) -> None:
    opened(work)
    table = grid(work)
    heights = [table.rowHeight(rows(work).index(name)) for name in ("Arrival", "join with Ward")]
    assert heights == [look().size("row"), look().size("target")]


def test_each_control_is_named_and_in_reach(work: AtWork, said: tuple[ItemRow, ...]) -> None:
    presenter = opened(work)
    page = presenter.widget
    assert isinstance(page, JourneyPage)
    assert sweep.nameless(page) == []
    assert sweep.too_small(page, on_run=False) == []
    assert sweep.cut_off(page) == []
    assert sweep.out_of_reach(page) == []


def test_follow_ups_show_the_cell_although_nobody_was_there_before(signed_in: Driver) -> None:
    for line in SAID[3:]:
        signed_in.ward.followups.add(wards.said(signed_in.ward, line))
    signed_in.settle()
    signed_in.click("go_journey")
    signed_in.click("journey_all")
    assert signed_in.page == "followups"
    assert signed_in.find("filter_department", Choice).currentText() == "Pharmacy"
    assert signed_in.find("filter_stage", Choice).currentText() == "Arrival"


def test_the_rail_leads_here(signed_in: Driver) -> None:
    signed_in.click("go_journey")
    assert signed_in.page == "journey"
    assert QApplication.focusWidget() is signed_in.find("journey_today")
    QTest.keyClick(signed_in.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert signed_in.page == "today"
