"""About: which Huddle this is, what can be read of it, and the self-test beside one's work."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextBrowser, QWidget

from huddle import __version__, build
from huddle.build import Build, Document
from huddle.store.database import REVISIONS
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, focused, press, seen, wait_until
from ui.pages.about import running_test
from ui.pages.about.presenter import open_page
from ui.widgets.state_line import BAD, WELL, StateLine

WHOLE = """
print("fonts: whole")
print("pages: whole", flush=True)
print("All 2 parts are whole.")
"""
BROKEN = """
import sys
print("fonts: broken: The font “Noto” is missing or damaged.")
print("Not whole: fonts.")
print("a warning", file=sys.stderr)
sys.exit(3)
"""
DIES = """
import os
print("fonts: whole")
print("pages: ", end="", flush=True)
os.abort()
"""
WAITS = "input()"


@pytest.fixture
def page(work: AtWork) -> QWidget:
    """The page, with what it asked for."""
    unit = work.ward.setting_up.unit()
    work.ward.setting_up.change_unit(
        unit.row_version,
        name=unit.name,
        time_zone=unit.time_zone,
        act_now_number="2222",
        tell_us="ring 4417",
        classification=unit.classification,
    )
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter.widget


def says(page: QWidget, name: str) -> str:
    return find(page, name, QLabel).text().replace("\u200b", "")


def program(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Have a script stand in for the program."""
    monkeypatch.setattr(running_test, "command", lambda: [sys.executable, "-c", script])


def ran(page: QWidget) -> str:
    """What is said of the self-test, once it is over."""
    button = find(page, "self_test_run", QPushButton)
    wait_until(button.isEnabled, "the self-test", timeout_ms=30_000)
    return says(page, "self_test_says")


def marks(page: QWidget) -> dict[str, tuple[str, str]]:
    """What stands on the lines that are shown, and their marks."""

    def shown() -> list[StateLine]:
        return [line for line in page.findChildren(StateLine) if line.isVisible()]

    wait_until(shown, "the lines")
    return {line.accessibleName(): line._mark for line in shown()}  # noqa: SLF001 - it is drawn


def test_it_says_which_huddle_this_is_and_whom_to_tell(work: AtWork, page: QWidget) -> None:
    assert says(page, "about_version") == f"Huddle {__version__}"
    assert says(page, "about_build") == "It runs from its source."
    assert says(page, "about_data") == work.ward.paths.called
    assert says(page, "about_data_version") == REVISIONS[-1]
    assert "SQLCipher 4." in says(page, "about_made_with")
    assert (says(page, "about_act_now"), says(page, "about_tell_us")) == ("2222", "ring 4417")
    nobody = page.findChild(QLabel, "about_nobody")
    assert nobody is not None
    assert nobody.isHidden()


def test_it_says_what_it_is_not_and_under_which_licences(page: QWidget) -> None:
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    for words in ("not a patient record", "looks for no new version", "MIT", "LGPL", "SIL Open"):
        assert words in said


def test_a_build_says_its_day_and_commit(work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Build("1a2b3c4", "2026-11-28")
    monkeypatch.setattr("huddle.proving.installed.this_build", lambda: told)
    presenter = open_page(work.desk)
    work.show(presenter)
    said = says(presenter.widget, "about_build")
    assert said == "Built on Saturday 28 November 2026 from 1a2b3c4."
    assert seen(presenter.widget, "about_nobody")


@pytest.mark.parametrize(
    ("document", "begins"),
    [
        (Document.CHANGES, "Changelog"),
        (Document.ACCESSIBILITY, "Accessibility statement"),
        (Document.LICENCES, "MIT License"),
    ],
)
def test_documents_are_read_in_the_window_and_left_by_esc(
    work: AtWork, page: QWidget, document: Document, begins: str
) -> None:
    name = f"about_{document.name.lower()}"
    click(page, name)
    work.settle()
    text = find(page, "about_document", QTextBrowser)
    assert text.toPlainText().startswith(begins)
    assert focused() is text
    assert text.accessibleName() == says(page, "about_document_title")
    press(Qt.Key.Key_Escape)
    assert not text.isVisible()
    assert focused() is find(page, name)


def test_a_document_that_is_not_there_is_said(
    work: AtWork, page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "is_frozen", lambda: True)
    click(page, "about_licences")
    wait_until(lambda: work.failures, "the failure")
    (failure,) = work.failures
    assert "LICENCES.txt” could not be used" in str(failure)
    work.failures.clear()


def test_the_self_test_shows_its_lines(
    work: AtWork, page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(monkeypatch, WHOLE)
    click(page, "self_test_run")
    assert ran(page) == "All 2 parts are whole."
    assert marks(page) == {"fonts: whole": WELL, "pages: whole": WELL}


def test_what_is_broken_is_named_and_copied_for_support(
    work: AtWork, page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(monkeypatch, BROKEN)
    click(page, "self_test_run")
    assert ran(page) == "Not whole: fonts."
    line = "fonts: broken: The font “Noto” is missing or damaged."
    assert marks(page) == {line: BAD}
    click(page, "about_copy")
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0] == f"Huddle {__version__}"
    assert copied[-2:] == [line, "Not whole: fonts."]


def test_a_run_that_dies_or_cannot_begin_is_said(
    work: AtWork, page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(monkeypatch, DIES)
    click(page, "self_test_run")
    assert ran(page) == "It stopped at “pages” and could not go on. Show this to your IT."
    monkeypatch.setattr(running_test, "command", lambda: ["/no/such/program"])
    click(page, "self_test_run")
    assert ran(page) == "It could not be started. Show this to your IT."


def test_it_is_stopped_with_the_page(
    work: AtWork, page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(monkeypatch, WAITS)
    click(page, "self_test_run")
    process = page.findChild(running_test.RunningTest)
    assert process is not None
    running = process._process  # noqa: SLF001 - nobody else knows of it
    wait_until(lambda: running.processId() > 0, "the process")
    gone: list[int] = []
    running.destroyed.connect(lambda: gone.append(1))
    page.deleteLater()
    wait_until(lambda: running.processId() == 0, "its end")
