"""Measures: defined by a form, read in one line, pasted, corrected, and shown as a chart."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTableView, QWidget

from huddle.measure_words import ChartKind, Direction, Family, MeasureKind
from huddle.rows.measures import MeasureRow
from huddle.ward import Ward
from tests.helpers import sweep
from tests.helpers.asked import form
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, press, type_text, wait_until
from ui.pages.measures.presenter import MeasuresPresenter, open_page
from ui.widgets.chart import Chart

TODAY = dt.date(2026, 8, 6)


def opened(work: AtWork, **what: str) -> MeasuresPresenter:
    presenter = open_page(work.desk)
    work.show(presenter, **what)
    return presenter


def define(ward: Ward, name: str = "Falls", **fields: Any) -> MeasureRow:
    values: dict[str, Any] = {
        "family": Family.SAFETY,
        "kind": MeasureKind.COUNT,
        "direction": Direction.DOWN,
    }
    return ward.measures.add(name, **{**values, **fields})


def cells(work: AtWork, name: str) -> list[list[str]]:
    model = find(work.window, name, QTableView).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def type_reading(work: AtWork, line: str) -> None:
    type_text(work.window, "measures_line", line)
    press(Qt.Key.Key_Return)
    work.settle()


def says(work: AtWork) -> str:
    return find(work.window, "measures_chart_says", QLabel).text()


def test_the_first_measure_is_defined_by_a_form(work: AtWork) -> None:
    opened(work)
    assert find(work.window, "measures_empty_title", QLabel).text() == "No measure yet"
    click(work.window, "measures_first")
    dialog = form()
    find(dialog, "measure_name", QLineEdit).setText("Falls")
    find(dialog, "measure_target", QLineEdit).setText("none")
    click(dialog, "question_yes")
    assert "number" in find(dialog, "measure_target_field_error", QLabel).text()
    find(dialog, "measure_target", QLineEdit).setText("2.5")
    click(dialog, "question_yes")
    work.settle()
    (kept,) = work.ward.measures.measures()
    assert (kept.name, kept.target, kept.family) == ("Falls", 2.5, Family.SAFETY)


def test_a_reading_is_typed_in_one_line_and_shown(work: AtWork) -> None:
    define(work.ward)
    opened(work)
    type_reading(work, "3 wet floor")
    assert cells(work, "measures_readings") == [["Thu 06-Aug-2026", "3", "", "wet floor"]]
    assert cells(work, "measures_list") == [["Falls", "3"]]


def test_what_is_no_reading_is_given_back(work: AtWork) -> None:
    define(work.ward)
    opened(work)
    type_reading(work, "many")
    line = find(work.window, "measures_line", QLineEdit)
    assert line.text() == "many"
    assert "no reading" in find(work.window, "measures_line_error", QLabel).text()
    assert not cells(work, "measures_readings")


def test_pasted_lines_are_kept_together(work: AtWork) -> None:
    falls = define(work.ward)
    presenter = opened(work)
    presenter.page.line.add.emit(("4 Aug 1", "5 Aug 2", "6 Aug 4"))
    work.settle()
    assert [row[1] for row in cells(work, "measures_readings")] == ["4", "2", "1"]
    assert work.ward.measures.chart(falls.id).kind is ChartKind.RUN


def test_a_correction_shows_what_was_said_before(work: AtWork) -> None:
    falls = define(work.ward)
    work.ward.measures.read(falls.id, "7")
    opened(work)
    work.answers.line = "6 Aug 2 counted twice"
    click(work.window, "measures_correct")
    work.settle()
    assert cells(work, "measures_readings") == [
        ["Thu 06-Aug-2026", "2", "", "counted twice; corrected, was 7"]
    ]


def test_the_chart_is_another_kind_when_one_is_chosen(work: AtWork) -> None:
    falls = define(work.ward)
    lines = [f"{TODAY - dt.timedelta(days=at)} {at % 3}" for at in range(14)]
    work.ward.measures.read_all(falls.id, lines)
    opened(work)
    assert "All 14 points show common variation" in says(work)
    kinds = find(work.window, "measures_kind", QComboBox)
    assert [kinds.itemText(at) for at in range(kinds.count())] == ["XmR chart", "Run chart"]
    kinds.setCurrentIndex(1)
    kinds.activated.emit(1)
    work.settle()
    assert "nothing but chance" in says(work)
    assert find(work.window, "measures_chart", Chart).accessibleName() == "Falls"


def test_a_known_change_begins_the_limits_anew(work: AtWork) -> None:
    falls = define(work.ward)
    lines = [f"{TODAY - dt.timedelta(days=at)} {3 if at < 14 else 9}" for at in range(28)]
    work.ward.measures.read_all(falls.id, lines)
    opened(work)
    click(work.window, "measures_rebase")
    dialog = form()
    find(dialog, "rebase_from_on", QLineEdit).setText("soon")
    click(dialog, "question_yes")
    work.settle()
    assert "no day" in find(dialog, "rebase_from_on_field_error", QLabel).text()
    find(dialog, "rebase_from_on", QLineEdit).setText("24 July")
    find(dialog, "rebase_note", QLineEdit).setText("Low beds came")
    click(dialog, "question_yes")
    work.settle()
    wait_until(lambda: "since the process changed" in says(work), "the new limits")
    click(work.window, "message_action")
    wait_until(lambda: "since the process changed" not in says(work), "the old limits")


def test_a_measure_that_is_read_no_more_can_come_back(work: AtWork) -> None:
    define(work.ward)
    opened(work)
    click(work.window, "measures_retire")
    work.settle()
    assert not work.ward.measures.measures()
    click(work.window, "message_action")
    work.settle()
    assert [one.name for one in work.ward.measures.measures()] == ["Falls"]


def test_everybody_can_read_it(work: AtWork) -> None:
    falls = define(work.ward, numerator="Every fall of a patient")
    lines = [f"{TODAY - dt.timedelta(days=at)} {at % 3} noted" for at in range(20)]
    work.ward.measures.read_all(falls.id, lines)
    opened(work)
    page = find(work.window, "measures_page", QWidget)
    assert sweep.nameless(page) == []
    assert sweep.too_small(page, on_run=False) == []
    assert sweep.cut_off(page) == []
    assert sweep.out_of_reach(page) == []
