"""The page of the data by clicks: backups, the second place, bringing back, and the check."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from huddle.clock import ShiftedClock
from huddle.exchange.formats import ExportTo
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.ward import Ward
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, press, seen, wait_until
from tests.helpers.wards import hold
from ui.pages.data.presenter import DataPresenter, open_page
from ui.widgets.choices import Choice
from ui.widgets.state_line import StateLine

_WIDE = 1178


@dataclass
class Asked:
    """Answers a question at once; keeps what it said."""

    says_yes: bool = True
    said: list[tuple[str, str]] = field(default_factory=list)

    def confirm(self, _parent: QWidget, **question: object) -> None:
        self.said.append((str(question["title"]), str(question["text"])))
        if self.says_yes:
            question["then"]()  # type: ignore[operator]


@pytest.fixture
def asked() -> Asked:
    """What is asked before a backup is brought back."""
    return Asked()


@pytest.fixture
def started() -> list[str]:
    """Why signing in begins again."""
    return []


@pytest.fixture
def page(work: AtWork, asked: Asked, started: list[str]) -> QWidget:
    """The page at a desk."""
    desk = replace(work.desk, ask=asked, start_again=started.append)  # type: ignore[arg-type]
    presenter = open_page(desk)
    work.show(presenter)
    return presenter.widget


def says(page: QWidget, name: str) -> str:
    return find(page, name, QLabel).text().replace("\u200b", "")


def ask_again(page: QWidget, work: AtWork) -> None:
    """Show what changed without anybody's telling."""
    next(child for child in page.children() if isinstance(child, DataPresenter)).ask_again()
    work.settle()


def name_of(page: QWidget, line: str) -> str:
    """What a screen reader says of a line."""
    return find(page, line, StateLine).accessibleName()


def test_a_backup_is_made_and_listed_with_what_it_holds(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    assert says(page, "data_folder") == str(ward.paths.data_dir)
    assert name_of(page, "newest_backup").startswith("No proved backup yet")
    click(page, "back_up")
    assert not find(page, "back_up").isEnabled()
    assert "Copying" in says(page, "backup_says")
    work.settle()
    assert len(ward.upkeep.backups()) == 1
    assert "Backed up and proved" in says(page, "backup_says")
    assert "0 huddles, 0 items, 4 people" in says(page, "backup_1_says")
    assert "Made by hand." in says(page, "backup_1_says")
    assert "less than an hour ago" in name_of(page, "newest_backup")
    assert find(page, "back_up").isEnabled()


def test_only_the_newest_show_until_more_are_asked_for(
    page: QWidget, work: AtWork, ward: Ward, clock: ShiftedClock
) -> None:
    for _day in range(6):
        clock.advance(days=1)
        ward.upkeep.back_up()
    work.settle()
    assert "Wed 12-Aug-2026 08:30" in name_of(page, "backup_1")
    assert not page.findChildren(QWidget, "backup_6")
    click(page, "backups_more")
    assert seen(page, "backup_6").isVisible()
    assert not find(page, "backups_more").isVisible()


def test_a_backup_goes_to_a_chosen_folder(
    page: QWidget, work: AtWork, ward: Ward, tmp_path: Path
) -> None:
    work.places.place = tmp_path / "stick"
    work.places.place.mkdir()
    click(page, "back_up_elsewhere")
    work.settle()
    assert list((tmp_path / "stick").glob("*/ward.db"))
    assert ward.upkeep.backups() == ()


def test_one_that_cannot_be_made_is_said_beside_its_button(
    page: QWidget, work: AtWork, tmp_path: Path
) -> None:
    work.places.place = tmp_path / "file"
    work.places.place.write_text("no folder")
    click(page, "back_up_elsewhere")
    work.settle()
    assert str(tmp_path / "file") in says(page, "backup_says")
    assert find(page, "back_up").isEnabled()


def test_a_damaged_and_an_old_one_are_said_to_be(
    page: QWidget, work: AtWork, ward: Ward, clock: ShiftedClock
) -> None:
    made = ward.upkeep.back_up()
    clock.advance(days=8)
    ask_again(page, work)
    assert "longer ago than 7 days" in name_of(page, "newest_backup")
    (Path(made.path) / "ward.db").unlink()
    ask_again(page, work)
    assert "Not to be relied on" in says(page, "backup_1_says")
    assert name_of(page, "newest_backup").startswith("No proved backup yet")


# The second place


def test_the_second_place_is_chosen_and_gets_a_copy_at_once(
    page: QWidget, work: AtWork, ward: Ward, tmp_path: Path
) -> None:
    work.places.place = tmp_path / "stick"
    work.places.place.mkdir()
    assert "None is chosen" in says(page, "second_says")
    click(page, "choose_second")
    work.settle()
    assert says(page, "second_folder") == str(tmp_path / "stick")
    assert "also in the second place" in says(page, "backup_1_says")
    assert not page.findChildren(QWidget, "backup_2")
    shutil.rmtree(tmp_path / "stick")
    click(page, "back_up")
    work.settle()
    assert "the second place has no copy" in says(page, "backup_says")
    assert "not there now" in says(page, "second_says")
    click(page, "no_second")
    work.settle()
    assert ward.privacy.policy().second_backup_folder == ""


def test_a_second_place_that_is_none_is_refused_beside_it(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    work.places.place = ward.paths.data_dir
    click(page, "choose_second")
    work.settle()
    assert "inside the data folder" in says(page, "second_refusal")
    assert ward.upkeep.backups() == ()


def test_the_days_until_the_warning_are_kept(page: QWidget, work: AtWork, ward: Ward) -> None:
    choice = find(page, "alarm_days", Choice)
    choice.setCurrentIndex(choice.findText("3 days"))
    choice.activated.emit(choice.currentIndex())
    work.settle()
    assert ward.privacy.policy().backup_alarm_days == 3
    assert choice.key == "3"


# Bringing back


def test_what_bringing_back_means_is_said_before(
    page: QWidget, work: AtWork, ward: Ward, asked: Asked, started: list[str]
) -> None:
    ward.upkeep.back_up()
    work.settle()
    hold(ward, "A concern", "a: Order slings @Erin due fri")
    asked.says_yes = False
    click(page, "restore_1")
    work.settle()
    ((title, text),) = asked.said
    assert title == "Bring back the backup of Thu 06-Aug-2026 08:30?"
    assert "2 items and 1 huddle that came since will not be there" in text
    assert "Everybody signs in again" in text
    assert started == []
    assert len(ward.history.huddles()) == 1


def test_a_backup_is_brought_back_and_signing_in_begins_again(
    page: QWidget, work: AtWork, ward: Ward, started: list[str]
) -> None:
    ward.upkeep.back_up()
    work.settle()
    hold(ward, "A concern")
    click(page, "restore_1")
    work.settle()
    assert started == ["The ward is as it was on Thu 06-Aug-2026 08:30. Sign in."]
    assert ward.history.huddles() == ()


def test_a_damaged_backup_is_refused_and_nothing_begins_again(
    page: QWidget, work: AtWork, ward: Ward, started: list[str]
) -> None:
    made = ward.upkeep.back_up()
    work.settle()
    data = Path(made.path) / "ward.db"
    data.write_bytes(data.read_bytes()[:-1] + b"x")
    click(page, "restore_1")
    work.settle()
    assert "This backup is not whole" in says(page, "backup_says")
    assert started == []
    assert find(page, "back_up").isEnabled()


def test_one_is_brought_back_from_another_folder(
    page: QWidget, work: AtWork, ward: Ward, tmp_path: Path, started: list[str]
) -> None:
    work.places.place = tmp_path
    click(page, "restore_elsewhere")
    work.settle()
    assert "There is no backup" in says(page, "backup_says")
    work.places.place = Path(ward.upkeep.back_up(tmp_path / "stick").path)
    click(page, "restore_elsewhere")
    work.settle()
    assert len(started) == 1


# The check


def test_the_check_says_line_by_line_how_things_are(page: QWidget, work: AtWork) -> None:
    click(page, "check_run")
    work.settle()
    assert says(page, "check_says") == "All is well."
    lines = [name_of(page, f"check_{place}") for place in range(1, 10)]
    assert lines[0] == "Data file: well: Whole, every page matches its seal."
    assert lines[3].startswith("Last backup: not set up: There is none yet")
    assert lines[8].startswith("Reminders: not set up")
    assert find(page, "check_run").isEnabled()


def test_what_needs_care_is_counted(
    page: QWidget, work: AtWork, ward: Ward, clock: ShiftedClock
) -> None:
    ward.upkeep.back_up()
    clock.advance(days=8)
    click(page, "check_run")
    work.settle()
    assert says(page, "check_says") == "One thing needs care."
    assert name_of(page, "check_4").startswith("Last backup: needs care")


@pytest.mark.parametrize("language", ["en", PSEUDO_LANGUAGE])
def test_nothing_is_cut_at_twice_the_size(work: AtWork, ward: Ward, language: str) -> None:
    use_language(language)
    ward.upkeep.back_up()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    work.desk.theme.apply(app, "light", 2.0)
    presenter = open_page(work.desk)
    work.show(presenter)
    assert presenter.widget.minimumSizeHint().width() <= _WIDE


# Everything, as one file


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Space])
def test_everything_leaves_as_one_file(
    page: QWidget, work: AtWork, ward: Ward, key: Qt.Key | None
) -> None:
    hold(ward, "A concern")
    if key is None:
        click(page, "everything_export")
    else:
        find(page, "everything_export").setFocus()
        press(key)
    assert not find(page, "everything_export").isEnabled()
    work.settle()
    assert work.places.names == ["Everything in Huddle.json"]
    (concern,) = json.loads(work.places.place.read_text("utf-8"))["item"]
    assert concern["text"] == "A concern"
    assert f"rows exported: {work.places.place}" in says(page, "everything_says")
    assert ward.audit.entries()[0].what == "exported everything in the store"
    assert find(page, "everything_export").isEnabled()
    assert not find(page, "everything_progress").isVisible()


def test_everything_waits_for_a_reason_where_a_patient_may_be_named(
    work: AtWork, ward: Ward
) -> None:
    hold(ward, "c: Call 943 476 5919 about the chair")
    presenter = open_page(work.desk)
    work.show(presenter)
    work.answers.line = None
    click(presenter.page, "everything_export")
    work.settle()
    assert work.answers.asked == ["Is a patient named in this file?"]
    assert not work.places.place.exists()
    assert find(presenter.page, "everything_export").isEnabled()
    work.answers.line = "Moves to another program"
    click(presenter.page, "everything_export")
    work.settle()
    assert "943 476 5919" in work.places.place.read_text("utf-8")


def test_a_file_of_everything_that_cannot_be_written_is_said(page: QWidget, work: AtWork) -> None:
    work.places.place.mkdir()
    click(page, "everything_export")
    work.settle()
    assert "could not be used" in work.messages.text
    assert find(page, "everything_export").isEnabled()


def test_everything_is_stopped_halfway_and_leaves_no_file(
    page: QWidget, work: AtWork, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work, goes_on = threading.Event(), threading.Event()

    def write(_to: ExportTo, progress: Callable[[int, int], None]) -> None:
        progress(1, 4)
        at_work.set()
        assert goes_on.wait(10)
        progress(2, 4)

    monkeypatch.setattr(ward.everything, "write", write)
    click(page, "everything_export")
    wait_until(lambda: find(page, "everything_progress").isVisible(), "progress")
    assert says(page, "everything_progress_words") == "25 % done"
    click(page, "everything_progress_cancel")
    goes_on.set()
    work.settle()
    assert says(page, "everything_says") == "Stopped. No file was written."
    assert find(page, "everything_export").isEnabled()
