"""The sheets of the technology register on the sheet page, and the way to them from a reminder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from huddle.ward import Ward
from tests.helpers.desks import AtWork
from tests.helpers.paper_tray import PaperTray, opened
from tests.helpers.qt import click, find, focused, press
from tests.helpers.sheet_text import text_of
from ui.widgets.choices import Choice


@pytest.fixture
def tray() -> PaperTray:
    return PaperTray()


def add(ward: Ward, name: str) -> None:
    ward.technology.add(name, fallback=f"Ring about the {name}", review_on=dt.date(2026, 8, 12))


def test_the_sheet_of_any_tool_is_chosen_and_saved(
    work: AtWork, tray: PaperTray, tmp_path: Path
) -> None:
    for name in ("Bed board", "Falls camera"):
        add(work.ward, name)
    presenter = opened(work, tray, kind="register")
    assert find(work.window, "sheet_title", QLabel).text() == "Technology register"
    choice = find(work.window, "sheet_tool", Choice)
    assert not choice.isVisible()
    find(work.window, "sheet_kind", Choice).setFocus()
    QTest.keyClicks(focused(), "Tool")
    work.settle()
    assert (choice.isVisible(), choice.currentText()) == (True, "Bed board")
    choice.setFocus()
    press(Qt.Key.Key_Down)
    work.settle()
    assert choice.currentText() == "Falls camera"
    assert presenter.page.page_count == 1
    work.places.place = tmp_path / "tool.pdf"
    click(work.window, "sheet_save")
    work.settle()
    assert work.places.names == ["Tool sheet Falls camera Thu 06-Aug-2026.pdf"]
    assert "Ring about the Falls camera" in text_of((tmp_path / "tool.pdf").read_bytes())
