"""Saving a sheet: as a PDF or as a web page, by the name of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.html_page import read
from tests.helpers.qt import press, wait_until
from ui.dialogs.files import FileDialogs
from ui.pages.sheet.presenter import open_page


@pytest.fixture
def ward(ward: Ward) -> Ward:
    """With one action."""
    ward.followups.add(wards.said(ward, "a: Mend the lamp +Nursing due today"))
    return ward


def save_to(work: AtWork, place: Path) -> None:
    """Show the action sheets and save them."""
    work.places.place = place
    work.show(open_page(work.desk), kind="actions")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_web_page_is_made_where_the_name_says_so(work: AtWork, tmp_path: Path) -> None:
    save_to(work, tmp_path / "sheet.html")
    work.settle()
    page = read((tmp_path / "sheet.html").read_text("utf-8"))
    assert page.one("h1").text == "Nursing"
    assert page.count("Mend the lamp") == 1
    assert "Saved as sheet.html" in work.messages.text


def test_a_name_that_ends_otherwise_saves_nothing_and_says_why(
    work: AtWork, tmp_path: Path
) -> None:
    save_to(work, tmp_path / "sheet.txt")
    wait_until(lambda: work.messages.text != "", "the refusal")
    assert "End the name with .pdf" in work.messages.text
    assert not (tmp_path / "sheet.txt").exists()


def test_the_name_follows_the_kind_of_file_that_is_chosen(work: AtWork) -> None:
    kinds = ("PDF files (*.pdf)", "Web page (*.html)")
    name = "Sheet St. Jo 1"
    FileDialogs().save(
        work.window, title="Save", name=f"{name}.pdf", kinds=";;".join(kinds), then=lambda _: None
    )
    dialog = work.window.findChild(QFileDialog)
    for kind, ending in ((kinds[1], "html"), (kinds[0], "pdf")):
        dialog.filterSelected.emit(kind)
        assert Path(dialog.selectedFiles()[0]).name == f"{name}.{ending}"
    dialog.reject()
