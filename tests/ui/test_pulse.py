"""Pulse: begun with slips, answered by a code from here or the locked page, and answered for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView

from huddle.clock import ShiftedClock
from huddle.rows.pulse import PulseSlips
from huddle.sheets.pulse_slips import pulse_slips
from huddle.ward import Ward
from tests.helpers import sweep, wards
from tests.helpers.answering import QUESTIONS, answer_all, ask
from tests.helpers.asked import form
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, type_text
from tests.helpers.sheet_text import text_of
from ui.pages.pulse.presenter import PulsePresenter, open_page
from ui.pages.start.lock_page import LockPage
from ui.pulse_answering import PulseAnswerForm, ask_pulse
from ui.theme.look import look, space
from ui.widgets.choices import Choice
from ui.widgets.toggle import ToggleGroup


def opened(work: AtWork) -> PulsePresenter:
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter


def said(work: AtWork, name: str = "pulse_said") -> str:
    return find(work.window, name, QLabel).text()


def cells(work: AtWork) -> list[list[str]]:
    model = find(work.window, "pulse_results", QTableView).model()
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def dot_at(table: QTableView, cell: QModelIndex) -> float | None:
    """How far along its line the dot of a cell is drawn; none where there is none."""
    table.setCurrentIndex(QModelIndex())
    image = table.viewport().grab(table.visualRect(cell)).toImage()
    ink = look().colour("ink").rgb()
    lower = range(image.height() // 2 + 4, image.height())
    places = [x for x in range(image.width()) if any(image.pixel(x, y) == ink for y in lower)]
    if not places:
        return None
    beside = space("one") + space("half")
    return (mean(places) - beside) / (image.width() - 2 * beside)


def fill_in(code: str, values: Sequence[int]) -> PulseAnswerForm:
    """Answer in the form that is open."""
    shown = form()
    assert isinstance(shown, PulseAnswerForm)
    find(shown, "pulse_answer_code", QLineEdit).clear()
    type_text(shown, "pulse_answer_code", code)
    for name, value in zip(QUESTIONS, values, strict=False):
        find(shown, f"pulse_answer_{name}", Choice).select(str(value))
    return shown


def test_before_anything_was_asked_it_says_so(work: AtWork) -> None:
    opened(work)
    assert "Nothing was asked yet" in said(work)
    assert not find(work.window, "pulse_results", QTableView).isVisible()


def test_a_pulse_is_begun_with_its_slips_saved(work: AtWork, ward: Ward, tmp_path: Path) -> None:
    for number in range(6):
        ward.people.add_person(f"Person {number}")
    opened(work)
    click(work.window, "pulse_start_ask")
    work.settle()
    form().accept()  # type: ignore[attr-defined]
    work.settle()
    shown = form()
    assert "on the ward’s list" in " ".join(label.text() for label in shown.findChildren(QLabel))
    find(shown, "pulse_start_minimum", QLineEdit).clear()
    type_text(shown, "pulse_start_minimum", "5")
    shown.accept()  # type: ignore[attr-defined]
    work.settle()
    assert QApplication.activeModalWidget() is None
    assert (tmp_path / "sheet.pdf").exists()
    assert "0 of 7" in said(work)


def test_answers_by_code_come_into_the_table_together(work: AtWork, ward: Ward) -> None:
    slips = ask(ward)
    answer_all(ward, slips.codes[:4], [1, 1, 2, 5])
    opened(work)
    assert cells(work) == []
    click(work.window, "pulse_answer_ask")
    work.settle()
    fill_in(slips.codes[0], [5] * 5).accept()
    work.settle()
    shown = fill_in(slips.codes[4], [5] * 5)
    shown.accept()
    work.settle()
    assert [row[1] for row in cells(work)] == ["40%: 2 of 5"] * 5
    assert {row[4] for row in cells(work)} == {"▲ low: say what follows"}
    assert "5 of 8" in said(work)


def test_a_low_result_is_answered_for(work: AtWork, ward: Ward) -> None:
    action = wards.hold(ward, "a: Ask each shift what worries them @Erin due tomorrow")[1][0]
    slips = ask(ward)
    answer_all(ward, slips.codes[:5], [1, 1, 2, 5, 5])
    opened(work)
    click(work.window, "pulse_reply_ask")
    type_text(form(), "pulse_reply_code", action.code)
    form().accept()  # type: ignore[attr-defined]
    work.settle()
    click(work.window, "pulse_reply_ask")
    type_text(form(), "pulse_reply_because", "Two posts begin soon.")
    form().accept()  # type: ignore[attr-defined]
    work.settle()
    last = [row[4] for row in cells(work)]
    assert last[0].startswith(action.code)
    assert last[1] == "no action, because: Two posts begin soon."


def test_quarters_stand_side_by_side_with_their_bounds(
    work: AtWork, ward: Ward, clock: ShiftedClock
) -> None:
    answer_all(ward, ask(ward).codes[:5], [1, 1, 2, 5, 5])
    clock.set_to(clock.now() + dt.timedelta(days=92))
    ask(ward)
    clock.set_to(clock.now() + dt.timedelta(days=92))
    slips = ask(ward)
    for code in slips.codes[:5]:
        ward.pulse.answer(code, {"workload": 5})
    opened(work)
    click(work.window, "pulse_quarters_all")
    work.settle()
    table = find(work.window, "pulse_trend", QTableView)
    assert table.isVisible()
    assert not find(work.window, "pulse_results", QTableView).isVisible()
    assert not find(work.window, "pulse_reply_ask", QPushButton).isVisible()
    model = table.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads == ["Question", "2026-Q3", "2026-Q4", "2027-Q1"]
    work_load = list(QUESTIONS).index("workload")
    told = [str(model.index(work_load, column).data()) for column in (1, 2, 3)]
    assert told == ["▲ 40%: 2 of 5", "too few answers", "100%: 5 of 5"]
    spoken = model.index(work_load, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2026-Q3: 40%: 2 of 5 agree, bounds 12%–77%, low"
    assert dot_at(table, model.index(work_load, 1)) == pytest.approx(0.4, abs=0.05)
    assert dot_at(table, model.index(work_load, 3)) == pytest.approx(1, abs=0.05)
    assert dot_at(table, model.index(work_load, 2)) is None
    click(work.window, "pulse_quarters_one")
    assert find(work.window, "pulse_results", QTableView).isVisible()


def test_nothing_stands_side_by_side_before_enough_answered(work: AtWork, ward: Ward) -> None:
    ask(ward)
    opened(work)
    assert not find(work.window, "pulse_quarters", ToggleGroup).isVisible()
    assert not find(work.window, "pulse_trend", QTableView).isVisible()


@pytest.mark.parametrize("shown", ["one", "all"])
def test_each_control_is_named_and_in_reach(work: AtWork, ward: Ward, shown: str) -> None:
    answer_all(ward, ask(ward).codes[:5], [1, 1, 2, 5, 5])
    opened(work)
    click(work.window, f"pulse_quarters_{shown}")
    work.settle()
    page = find(work.window, "pulse_page")
    assert sweep.nameless(page) == []
    assert sweep.too_small(page, on_run=False) == []
    assert sweep.cut_off(page) == []
    assert sweep.out_of_reach(page) == []


def test_the_locked_page_takes_an_answer_and_says_thanks(work: AtWork, ward: Ward) -> None:
    slips = ask(ward)
    page = LockPage()
    page.begin("Erin")
    page.pulse_asked.connect(lambda: ask_pulse(page, work.desk.tasks, ward, page.show_pulse))
    page.show()
    click(page, "lock_pulse")
    work.settle()
    fill_in(slips.codes[0], [4, 0, 2, 1, 5]).accept()
    work.settle()
    assert "Thank you" in find(page, "lock_pulse_said", QLabel).text()
    page.begin("Erin")
    assert find(page, "lock_pulse_said", QLabel).text() == ""
    page.deleteLater()


@pytest.mark.parametrize("count", [1, 30])
def test_each_code_stands_on_a_slip(count: int) -> None:
    codes = tuple(f"ABCD-EFGH-{number:04}-WXYZ" for number in range(count))
    words = text_of(pulse_slips("Ward 7", PulseSlips("2026-Q3", 11, codes)))
    assert all(words.count(code) == 1 for code in codes)
    assert words.count("11 together") == count
