"""The chart of a measure on the sheet page: chosen, seen and saved like any other sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from huddle.measure_words import Direction, Family, MeasureKind
from huddle.ward import Ward
from tests.helpers.desks import AtWork
from tests.helpers.paper_tray import PaperTray, opened
from tests.helpers.qt import click, find, focused, press
from tests.helpers.sheet_text import text_of
from ui.widgets.choices import Choice


@pytest.fixture
def tray() -> PaperTray:
    return PaperTray()


def read_measure(ward: Ward, name: str, value: str) -> None:
    made = ward.measures.add(
        name, family=Family.FLOW, kind=MeasureKind.COUNT, direction=Direction.DOWN
    )
    ward.measures.read(made.id, value)


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def shown(work: AtWork) -> str:
    """What the previewed sheets say."""
    document = find(work.window, "sheet_view", QPdfView).document()
    return " ".join(
        " ".join(document.getAllText(page).text().split()) for page in range(document.pageCount())
    )


def test_the_chart_of_any_measure_is_chosen_seen_and_saved(
    work: AtWork, tray: PaperTray, tmp_path: Path
) -> None:
    for name, value in (("Falls", "3"), ("Waits", "40")):
        read_measure(work.ward, name, value)
    presenter = opened(work, tray, kind="actions")
    choice = find(work.window, "sheet_measure", Choice)
    assert not choice.isVisible()
    find(work.window, "sheet_kind", Choice).setFocus()
    QTest.keyClicks(focused(), "Chart")
    work.settle()
    assert text(work, "sheet_title") == "Chart"
    assert choice.currentText() == "Falls"
    assert "Falls" in shown(work)
    choice.setFocus()
    press(Qt.Key.Key_Down)
    work.settle()
    assert choice.currentText() == "Waits"
    assert "Waits" in shown(work)
    assert presenter.page.page_count == 1
    work.places.place = tmp_path / "chart.pdf"
    click(work.window, "sheet_save")
    work.settle()
    assert work.places.names == ["Chart Waits Thu 06-Aug-2026.pdf"]
    assert "Waits" in text_of((tmp_path / "chart.pdf").read_bytes())


def test_a_ward_without_a_measure_is_told_where_to_add_one(work: AtWork, tray: PaperTray) -> None:
    opened(work, tray, kind="chart")
    said = [label.text() for label in find(work.window, "sheet_state").findChildren(QLabel)]
    assert "There is no measure yet: add one under Measures first." in said
    assert not find(work.window, "sheet_measure", Choice).isVisible()
