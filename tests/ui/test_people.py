"""The People and departments page by clicks and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from huddle.clock import ShiftedClock
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.paths import Paths
from huddle.rows.people import PersonRow
from huddle.vocabulary import RoleGroup
from huddle.ward import Ward
from tests.helpers.asked import form
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, click_row, find, focused, press, seen, type_text
from tests.helpers.wards import sign_in
from ui.pages.people.presenter import MOST_AT_ONCE, open_page
from ui.widgets.choices import Choice
from ui.widgets.saved_mark import SavedMark
from ui.widgets.table import Table

_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_WIDE = 1178


@pytest.fixture
def page(work: AtWork, ward: Ward) -> QWidget:
    """The page, with somebody on it beside the first account and the shipped posts."""
    team = ward.people.departments()[2]
    ward.people.add_person("Ama", role_group=RoleGroup.NURSE, department_id=team.id)
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter.widget


def _listed(page: QWidget) -> list[str]:
    model = find(page, "people_table", Table).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _person(ward: Ward, name: str) -> PersonRow:
    return next(one for one in ward.people.people(with_retired=True) if one.name == name)


def _choose(page: QWidget, name: str) -> None:
    click_row(find(page, "people_table", Table), _listed(page).index(name))


def _pick(page: QWidget, name: str, label: str) -> None:
    choice = seen(page, name, Choice)
    choice.setFocus()
    QTest.keyClicks(choice, label)
    choice.activated.emit(choice.currentIndex())


def _paste(line: QLineEdit, text: str) -> None:
    QApplication.clipboard().setText(text)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_V, _CTRL)


def _teams(ward: Ward) -> list[str]:
    return [team.name for team in ward.people.departments()]


def test_people_are_found_by_words_of_name_and_department(page: QWidget) -> None:
    assert "Ama" in _listed(page)
    type_text(page, "people_search", "pharm am")
    assert _listed(page) == ["Ama"]
    type_text(page, "people_search", "nobody at all", instead=True)
    assert seen(page, "people_empty").isVisible()
    assert not find(page, "person_card").isVisible()


def test_every_field_of_a_person_keeps_itself(page: QWidget, work: AtWork, ward: Ward) -> None:
    _choose(page, "Ama")
    type_text(page, "person_name", "Ama Boateng", instead=True)
    type_text(page, "person_extension", "2201")
    press(Qt.Key.Key_Return)
    _pick(page, "person_department", "Port")
    _pick(page, "person_role_group", "Ther")
    click(page, "person_kind_post")
    work.settle()
    kept = _person(ward, "Ama Boateng")
    assert (kept.extension, kept.department_name) == ("2201", "Porters")
    assert (kept.role_group, kept.is_post) == (RoleGroup.THERAPIST, True)
    assert find(page, "saved", SavedMark).text == "saved"
    model = find(page, "people_table", Table).model()
    row = _listed(page).index("Ama Boateng")
    said = [model.index(row, column).data() for column in range(4)]
    assert said == ["Ama Boateng", "Post, therapist", "Porters", "2201"]


def test_a_taken_name_is_said_beside_the_field(page: QWidget, work: AtWork) -> None:
    _choose(page, "Ama")
    type_text(page, "person_name", "erin", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert find(page, "person_name_field_error").isVisible()
    assert find(page, "person_name", QLineEdit).text() == "erin"


def test_a_refused_name_leads_back_when_somebody_else_is_shown(page: QWidget, work: AtWork) -> None:
    _choose(page, "Ama")
    type_text(page, "person_name", "erin", instead=True)
    _choose(page, "Nurse in charge")
    work.settle()
    assert find(page, "person_name", QLineEdit).text() == "Nurse in charge"
    click(work.messages, "message_action")
    assert find(page, "person_name", QLineEdit).text() == "erin"
    assert find(page, "person_name_field_error").isVisible()


def test_what_was_typed_stays_when_somebody_else_was_quicker(
    page: QWidget, work: AtWork, ward: Ward, paths: Paths, clock: ShiftedClock
) -> None:
    other = sign_in(paths, clock)
    team = other.people.departments()[0]
    other.people.change_department(
        team.id, team.row_version, name="Theirs", extension=team.extension
    )
    other.close()
    click(page, "people_sections_departments")
    type_text(page, "department_name_1", "Mine", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert _teams(ward)[0] == "Theirs"
    assert find(page, "department_name_1", QLineEdit).text() == "Mine"
    click(form(), "version_0_theirs")
    click(form(), "question_yes")
    work.settle()
    assert find(page, "department_name_1", QLineEdit).text() == "Theirs"
    assert _teams(ward)[0] == "Theirs"


def test_what_is_heard_of_while_somebody_types_is_asked_about_as_well(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    click(page, "people_sections_departments")
    type_text(page, "department_name_1", "Mine", instead=True)
    team = ward.people.departments()[0]
    ward.people.change_department(
        team.id, team.row_version, name="Theirs", extension=team.extension
    )
    work.settle()
    press(Qt.Key.Key_Return)
    work.settle()
    assert _teams(ward)[0] == "Theirs"
    click(form(), "version_0_mine")
    click(form(), "question_yes")
    work.settle()
    assert _teams(ward)[0] == "Mine"


def test_who_left_is_off_the_list_until_brought_back(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    _choose(page, "Ama")
    click(page, "person_retire")
    work.settle()
    assert "Ama" not in _listed(page)
    assert _person(ward, "Ama").is_retired
    click(page, "people_with_retired")
    _choose(page, "Ama (left)")
    click(page, "person_retire")
    work.settle()
    assert "Ama" in _listed(page)
    assert not _person(ward, "Ama").is_retired


def test_marking_as_left_can_be_undone_at_once(page: QWidget, work: AtWork, ward: Ward) -> None:
    _choose(page, "Ama")
    click(page, "person_retire")
    work.settle()
    click(work.messages, "message_action")
    work.settle()
    assert not _person(ward, "Ama").is_retired


def test_a_typed_name_adds_a_person_who_is_then_shown(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    type_text(page, "person_add", "Bea")
    press(Qt.Key.Key_Return)
    work.settle()
    assert _person(ward, "Bea").role_group is RoleGroup.OTHER
    assert find(page, "person_name", QLineEdit).text() == "Bea"
    assert focused().objectName() == "person_add"


def test_pasted_lines_add_a_person_each_and_what_is_taken_stays(
    page: QWidget, work: AtWork
) -> None:
    line = find(page, "person_add", QLineEdit)
    _paste(line, "Bea\nAma\nCaz")
    work.settle()
    assert {"Bea", "Caz"} <= set(_listed(page))
    assert line.text() == "Ama"
    assert "2 added" in find(page, "person_add_error", QLabel).text()


def test_a_pasted_novel_is_refused_and_kept(page: QWidget, work: AtWork) -> None:
    before = _listed(page)
    line = find(page, "person_add", QLineEdit)
    _paste(line, "\n".join(f"Name {number}" for number in range(MOST_AT_ONCE + 1)))
    work.settle()
    assert _listed(page) == before
    assert find(page, "person_add_error").isVisible()
    assert len(line.text().splitlines()) == MOST_AT_ONCE + 1
    press(Qt.Key.Key_Escape)
    assert line.text() == ""


def test_departments_are_added_renamed_and_given_an_extension(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    click(page, "people_sections_departments")
    _paste(find(page, "department_add", QLineEdit), "Stores\nEstates")
    work.settle()
    assert _teams(ward)[-2:] == ["Stores", "Estates"]
    type_text(page, "department_name_1", "Nurses", instead=True)
    type_text(page, "department_extension_1", "2201")
    press(Qt.Key.Key_Tab)
    work.settle()
    first = ward.people.departments()[0]
    assert (first.name, first.extension) == ("Nurses", "2201")


def test_departments_move_by_key_and_by_button(page: QWidget, work: AtWork, ward: Ward) -> None:
    click(page, "people_sections_departments")
    first, second, *rest = _teams(ward)
    find(page, "department_name_1").setFocus()
    press(Qt.Key.Key_Down, _ALT)
    work.settle()
    assert _teams(ward) == [second, first, *rest]
    assert focused().objectName() == "department_name_2"
    press(Qt.Key.Key_Tab)
    assert focused().objectName() == "department_extension_2"
    click(page, "department_up_2")
    work.settle()
    assert _teams(ward) == [first, second, *rest]
    assert not find(page, "department_up_1").isEnabled()


def test_a_retired_department_is_listed_last_and_comes_back(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    click(page, "people_sections_departments")
    first, *rest = _teams(ward)
    click(page, "department_off_1")
    work.settle()
    assert _teams(ward) == rest
    click(page, "departments_with_retired")
    last = len(rest) + 1
    assert find(page, f"department_name_{last}", QLineEdit).text() == first
    assert not find(page, f"department_name_{last}").isEnabled()
    click(page, f"department_off_{last}")
    work.settle()
    assert first in _teams(ward)


def test_a_taken_department_name_is_said_below_its_row(page: QWidget, work: AtWork) -> None:
    click(page, "people_sections_departments")
    type_text(page, "department_name_1", "Medical", instead=True)
    press(Qt.Key.Key_Tab)
    work.settle()
    assert seen(page, "department_error").isVisible()
    line = find(page, "department_name_1", QLineEdit)
    assert line.text() == "Medical"
    line.setFocus()
    press(Qt.Key.Key_Escape)
    assert line.text() == "Nursing"


def test_stages_are_added_renamed_moved_and_removed_after_asking(
    page: QWidget, work: AtWork, ward: Ward
) -> None:
    click(page, "people_sections_stages")
    type_text(page, "stage_add", "Home")
    press(Qt.Key.Key_Return)
    work.settle()
    type_text(page, "stage_name_1", "Asked for", instead=True)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down, _ALT)
    work.settle()
    names = [stage.name for stage in ward.people.stages()]
    assert names[:2] == ["Arrival", "Asked for"]
    assert names[-1] == "Home"
    click(page, "stage_off_1")
    work.settle()
    assert work.answers.asked == ["Remove the stage “Arrival”?"]
    assert [stage.name for stage in ward.people.stages()] == names[1:]


@pytest.mark.parametrize("language", ["en", PSEUDO_LANGUAGE])
@pytest.mark.parametrize("section", ["people", "departments", "stages", "tiers"])
def test_nothing_is_cut_at_twice_the_size(work: AtWork, language: str, section: str) -> None:
    use_language(language)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    work.desk.theme.apply(app, "light", 2.0)
    presenter = open_page(work.desk)
    work.show(presenter, section=section)
    assert presenter.widget.minimumSizeHint().width() <= _WIDE
