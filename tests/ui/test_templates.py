"""The Templates page by clicks and keys: fields keep themselves, steps and series come and go."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from huddle.clock import ShiftedClock
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.paths import Paths
from huddle.rows.planning import TemplateRow
from huddle.vocabulary import StepPurpose
from huddle.ward import Ward
from tests.helpers.asked import form
from tests.helpers.desks import AtWork
from tests.helpers.qt import activate, click, find, focused, press, seen, type_text
from tests.helpers.wards import sign_in
from ui.pages.templates.entries import KeptTime, TimeBox
from ui.pages.templates.presenter import TemplatesPresenter, open_page
from ui.widgets.choices import Choice, Tick
from ui.widgets.press_row import PressRow
from ui.widgets.saved_mark import SavedMark

_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_WIDE, _HIGH = 1178, 768


@pytest.fixture
def page(work: AtWork) -> QWidget:
    """The page, with the shipped templates."""
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter.widget


def _first(ward: Ward) -> TemplateRow:
    return ward.templates.templates()[0]


def _names(template: TemplateRow) -> list[str]:
    return [step.name for step in template.steps]


def _saved(page: QWidget) -> str:
    return find(page, "saved", SavedMark).text


def _pick(page: QWidget, name: str, label: str) -> None:
    """Choose from a list by its keys, as a person does who types the first letters."""
    choice = seen(page, name, Choice)
    choice.setFocus()
    QTest.keyClicks(choice, label)
    choice.activated.emit(choice.currentIndex())


def _paste(line: QLineEdit, text: str) -> None:
    QApplication.clipboard().setText(text)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_V, _CTRL)


def test_the_list_says_how_long_and_by_which_huddle_each_is_used(page: QWidget) -> None:
    said = find(page, "template_1", PressRow).accessibleName()
    assert "Ward safety huddle" in said
    assert "7 steps" in said
    assert "used by Ward safety huddle" in said
    assert "not held yet" in find(page, "template_2", PressRow).accessibleName()


def test_name_and_description_are_kept_when_they_are_left(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    type_text(page, "template_name", "Morning huddle", instead=True)
    assert _saved(page) == ""
    press(Qt.Key.Key_Tab)
    work.settle()
    assert _first(ward).name == "Morning huddle"
    assert _saved(page) == "saved"
    type_text(page, "template_about", "For all", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert _first(ward).about == "For all"
    assert "Morning huddle" in find(page, "template_1", PressRow).accessibleName()


def test_an_empty_name_is_refused_beside_the_field_and_esc_takes_it_back(
    page: QWidget, work: AtWork
) -> None:
    line = find(page, "template_name", QLineEdit)
    type_text(page, "template_name", "", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    error = find(page, "template_name_field_error", QLabel)
    assert error.isVisible()
    assert line.text() == ""
    press(Qt.Key.Key_Escape)
    assert line.text() == "Ward safety huddle"
    assert not error.isVisible()


def test_what_was_typed_stays_when_somebody_else_was_quicker(
    page: QWidget, work: AtWork, ward: Ward, paths: Paths, clock: ShiftedClock
) -> None:
    other = sign_in(paths, clock)
    theirs = _first(other)
    other.templates.rename_template(theirs.id, theirs.row_version, "Theirs", theirs.about)
    other.close()
    type_text(page, "template_name", "Mine", instead=True)
    press(Qt.Key.Key_Tab)
    work.settle()
    QTest.keyClick(form(), Qt.Key.Key_Escape)
    work.settle()
    line = find(page, "template_name", QLineEdit)
    assert line.text() == "Mine"
    assert find(page, "template_name_field_error").isVisible()
    assert _first(ward).name == "Theirs"
    activate(work.window)
    line.setFocus()
    press(Qt.Key.Key_Return)
    work.settle()
    click(form(), "version_0_mine")
    click(form(), "question_yes")
    work.settle()
    assert _first(ward).name == "Mine"
    assert not find(page, "template_name_field_error").isVisible()


def test_a_step_opens_and_each_of_its_fields_keeps_itself(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    click(page, "step_2")
    type_text(page, "step_name", "Yesterday", instead=True)
    type_text(page, "step_seconds", "1:30")
    type_text(page, "step_led_by", "the charge nurse")
    prompts = find(page, "step_prompts", QPlainTextEdit)
    type_text(page, "step_prompts", "One?", instead=True)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "Two?")
    _pick(page, "step_stage", "Assess")
    work.settle()
    step = _first(ward).steps[1]
    assert (step.name, step.seconds, step.led_by) == ("Yesterday", 90, "the charge nurse")
    assert step.prompts == "One?\nTwo?"
    assert step.stage_name == "Assessment"
    assert prompts.toPlainText() == "One?\nTwo?"
    assert "1:30" in find(page, "step_2", PressRow).accessibleName()
    assert "10:30 minutes in all" in find(page, "agenda_size", QLabel).text()


def test_only_parked_steps_can_wait_for_something_to_show(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    click(page, "step_1")
    assert not find(page, "step_only_when_needed", Tick).isVisible()
    _pick(page, "step_purpose", "Parked")
    work.settle()
    assert _first(ward).steps[0].purpose is StepPurpose.PARKED
    click(page, "step_only_when_needed")
    work.settle()
    assert _first(ward).steps[0].only_when_needed


@pytest.mark.parametrize(
    ("typed", "seconds"), [("2", 120), ("0:45", 45), ("1:5", 65), ("", 0), ("999", 14_400)]
)
def test_time_boxes_are_minutes_and_seconds(qapp: QApplication, typed: str, seconds: int) -> None:
    box = TimeBox("box")
    assert box.valueFromText(typed) == seconds
    assert box.valueFromText(box.textFromValue(seconds)) == seconds
    box.deleteLater()


def test_steps_move_by_key_and_the_cursor_goes_with_them(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    before = _names(_first(ward))
    find(page, "step_2", PressRow).setFocus()
    press(Qt.Key.Key_Down, _ALT)
    work.settle()
    assert _names(_first(ward)) == [before[0], before[2], before[1], *before[3:]]
    assert focused().objectName() == "step_3"
    press(Qt.Key.Key_Up, _ALT, times=2)
    work.settle()
    assert _names(_first(ward))[0] == before[1]
    press(Qt.Key.Key_Tab)
    assert focused().objectName() == "step_2"


def test_steps_move_by_button_too(page: QWidget, work: AtWork, ward: Ward) -> None:
    before = _names(_first(ward))
    click(page, "step_1")
    click(page, "step_down")
    work.settle()
    assert _names(_first(ward))[:2] == [before[1], before[0]]
    click(page, "step_up")
    work.settle()
    assert _names(_first(ward)) == before


def test_a_removed_step_can_be_put_back_where_it_was(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    before = _first(ward).steps
    click(page, "step_2")
    click(page, "step_remove")
    work.settle()
    assert len(_first(ward).steps) == len(before) - 1
    assert "Look back" in work.messages.text
    click(work.messages, "message_action")
    work.settle()
    after = _first(ward).steps
    assert [replace(step, id="") for step in after] == [replace(step, id="") for step in before]


def test_a_typed_name_adds_a_step_before_the_read_back(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    type_text(page, "step_add", "Technology")
    press(Qt.Key.Key_Return)
    work.settle()
    assert _names(_first(ward))[-2:] == ["Technology", "Read-back"]
    assert focused().objectName() == "step_add"
    assert find(page, "step_add", QLineEdit).text() == ""


def test_pasted_lines_add_a_step_each(page: QWidget, work: AtWork, ward: Ward) -> None:
    _paste(find(page, "step_add", QLineEdit), "Beds\n\nStaffing\r\nEquipment\n")
    work.settle()
    assert _names(_first(ward))[-4:] == ["Beds", "Staffing", "Equipment", "Read-back"]
    assert "3 steps added" in work.messages.text


def test_a_pasted_novel_is_refused_and_kept_in_the_line(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    before = _names(_first(ward))
    line = find(page, "step_add", QLineEdit)
    _paste(line, "\n".join(f"Line {number}" for number in range(500)))
    work.settle()
    assert _names(_first(ward)) == before
    assert find(page, "step_add_error").isVisible()
    assert len(line.text().splitlines()) == 500


def test_a_new_template_has_no_steps_and_says_so(page: QWidget, work: AtWork, ward: Ward) -> None:
    work.answers.line = "Night huddle"
    click(page, "template_new")
    work.settle()
    assert ward.templates.templates()[-1].name == "Night huddle"
    assert seen(page, "agenda_empty").isVisible()
    type_text(page, "step_add", "How are we")
    press(Qt.Key.Key_Return)
    work.settle()
    assert _names(ward.templates.templates()[-1]) == ["How are we"]


def test_a_copy_has_the_same_steps(page: QWidget, work: AtWork, ward: Ward) -> None:
    work.answers.line = "Weekend huddle"
    click(page, "template_2")
    click(page, "template_copy")
    work.settle()
    templates = ward.templates.templates()
    assert templates[-1].name == "Weekend huddle"
    assert _names(templates[-1]) == _names(templates[1])
    assert find(page, "template_name", QLineEdit).text() == "Weekend huddle"


def test_a_template_in_use_is_not_removed_and_another_only_after_asking(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    click(page, "template_remove")
    assert "is used by Ward safety huddle" in work.messages.text
    assert work.answers.asked == []
    work.answers.says_yes = False
    click(page, "template_4")
    click(page, "template_remove")
    work.settle()
    assert len(ward.templates.templates()) == 4
    work.answers.says_yes = True
    click(page, "template_remove")
    work.settle()
    assert len(ward.templates.templates()) == 3
    assert find(page, "template_name", QLineEdit).text() == "Ward safety huddle"


def test_words_that_were_refused_wait_in_their_template(page: QWidget, work: AtWork) -> None:
    type_text(page, "template_name", "x" * 300, instead=True)
    click(page, "template_2")
    work.settle()
    assert "300" in work.messages.text
    assert find(page, "template_name", QLineEdit).text() == "Patient-journey huddle"
    click(page, "template_1")
    assert find(page, "template_name", QLineEdit).text() == "x" * 300


def test_leaving_the_page_keeps_what_is_being_typed(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    type_text(page, "template_about", "Left in haste", instead=True)
    presenter = next(child for child in page.children() if isinstance(child, TemplatesPresenter))
    presenter.leave()
    work.settle()
    assert _first(ward).about == "Left in haste"


def test_days_toggle_one_after_another_without_losing_one(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    click(page, "templates_section_held")
    click(page, "series_days_5")
    click(page, "series_days_6")
    click(page, "series_days_0")
    work.settle()
    assert ward.templates.series()[0].weekdays == (1, 2, 3, 4, 5, 6)
    assert "Tue to Sun" in find(page, "series_1", PressRow).accessibleName()


def test_a_series_keeps_its_name_time_facilitator_and_template(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    click(page, "templates_section_held")
    type_text(page, "series_name", "Early huddle", instead=True)
    type_text(page, "series_facilitator", "Erin")
    starts_at = find(page, "series_starts_at", KeptTime)
    starts_at.setFocus()
    QTest.keyClicks(starts_at, "0745")
    _pick(page, "series_template", "Theatre")
    work.settle()
    series = ward.templates.series()[0]
    assert (series.name, series.facilitator) == ("Early huddle", "Erin")
    assert series.starts_at == dt.time(7, 45)
    assert series.template_name == "Theatre brief"


def test_a_template_without_steps_cannot_be_given_to_a_series(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    ward.templates.new_template("Empty one")
    work.settle()
    click(page, "templates_section_held")
    _pick(page, "series_template", "Empty")
    work.settle()
    assert find(page, "series_template_field_error").isVisible()
    assert find(page, "series_template", Choice).currentText() == "Ward safety huddle"
    _pick(page, "series_add_template", "Empty")
    type_text(page, "series_add", "Another")
    press(Qt.Key.Key_Return)
    work.settle()
    assert find(page, "series_add_template_field_error").isVisible()
    assert find(page, "series_add", QLineEdit).text() == "Another"
    assert len(ward.templates.series()) == 1


def test_a_series_is_added_made_the_main_one_and_the_old_one_held_no_more(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    click(page, "templates_section_held")
    assert not find(page, "series_buttons").isVisible()
    type_text(page, "series_add", "Night huddle")
    press(Qt.Key.Key_Return)
    work.settle()
    added = ward.templates.series()[1]
    assert (added.name, added.weekdays) == ("Night huddle", ())
    assert "held when needed" in find(page, "series_2", PressRow).accessibleName()
    click(page, "series_make_main")
    work.settle()
    assert ward.templates.series()[0].id == added.id
    click(page, "series_2")
    click(page, "series_retire")
    work.settle()
    assert [one.name for one in ward.templates.series()] == ["Night huddle"]
    assert work.answers.asked == ["Hold “Ward safety huddle” no more?"]


@pytest.mark.parametrize("language", ["en", PSEUDO_LANGUAGE])
def test_nothing_is_cut_at_twice_the_size(work: AtWork, ward: Ward, language: str) -> None:
    use_language(language)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    work.desk.theme.apply(app, "light", 2.0)
    presenter = open_page(work.desk)
    work.show(presenter)
    click(presenter.widget, "step_2")
    work.settle()
    assert presenter.widget.minimumSizeHint().width() <= _WIDE
    click(presenter.widget, "templates_section_held")
    work.settle()
    assert presenter.widget.minimumSizeHint().width() <= _WIDE


def test_further_times_and_closed_days_are_kept(page: QWidget, work: AtWork, ward: Ward) -> None:
    click(page, "templates_section_held")
    type_text(page, "series_more_times", "20:00, 13:00", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert ward.templates.series()[0].more_times == (dt.time(13), dt.time(20))
    assert "also at 13:00, 20:00" in find(page, "series_1", PressRow).accessibleName()
    type_text(page, "series_more_times", "25:00", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert "25:00" in find(page, "series_more_times_field_error", QLabel).text()
    click(page, "series_skips_closed_days")
    work.settle()
    assert ward.templates.series()[0].skips_closed_days
    _paste(find(page, "closed_day", QLineEdit), "25 Dec 2026 Christmas Day\n28 Dec 2026 Boxing Day")
    work.settle()
    assert [day.name for day in ward.calendar.closed_days()] == ["Christmas Day", "Boxing Day"]
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Fri 25-Dec-2026 · Christmas Day" in shown


def test_single_days_are_added_and_removed(page: QWidget, work: AtWork, ward: Ward) -> None:
    click(page, "templates_section_held")
    type_text(page, "series_day", "Tuesday 11 August 2026 training day")
    press(Qt.Key.Key_Return)
    work.settle()
    click(page, "series_day_held_held")
    type_text(page, "series_day", "15 aug 10:00 open day")
    press(Qt.Key.Key_Return)
    work.settle()
    off, extra = ward.calendar.exceptions()
    assert (off.on, off.is_held, off.reason) == (dt.date(2026, 8, 11), False, "training day")
    assert (extra.on, extra.is_held, extra.starts_at) == (dt.date(2026, 8, 15), True, dt.time(10))
    find(page, "series_day_rows").findChildren(QAbstractButton, "series_day_row_remove")[0].click()
    work.settle()
    assert ward.calendar.exceptions() == (extra,)


def test_a_line_without_a_day_stays_in_its_field(page: QWidget, work: AtWork, ward: Ward) -> None:
    click(page, "templates_section_held")
    type_text(page, "closed_day", "Christmas Day")
    press(Qt.Key.Key_Return)
    work.settle()
    assert "does not begin with a day" in find(page, "closed_day_error", QLabel).text()
    assert find(page, "closed_day", QLineEdit).text() == "Christmas Day"
    assert ward.calendar.closed_days() == ()
