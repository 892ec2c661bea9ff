"""The facilitator rota by clicks and keys: on the Templates page, and the swap on Today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from huddle.clock import ShiftedClock
from huddle.errors import Environment
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.paths import Paths
from huddle.rows.rota import RotaRow, TurnRow
from huddle.services.rotas import Rotas
from huddle.vocabulary import AccessRole, RotaTurns
from huddle.ward import Ward
from tests.helpers import sweep, wards
from tests.helpers.acting import act_as
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, focused, press, seen, type_text, wait_until
from ui import wording
from ui.pages.templates.presenter import open_page as open_templates
from ui.pages.today.presenter import open_page as open_today
from ui.widgets.choices import Choice
from ui.widgets.press_row import PressRow

THURSDAY = dt.date(2026, 8, 6)
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Crew:
    """Ann, Bea and Cem, and the series they lead."""

    ward: Ward
    series_id: str
    ids: dict[str, str]

    @property
    def rota(self) -> RotaRow:
        return self.ward.rotas.rota(self.series_id)

    @property
    def order(self) -> list[str]:
        return [place.name for place in self.rota.places]

    @property
    def leaders(self) -> list[str]:
        return [turn.name for turn in self.rota.coming]

    def take_turns(self) -> None:
        """Begin a rota of all three, a day each, with Bea for Ann's deputy."""
        rotas = self.ward.rotas
        rotas.set_turns(self.series_id, self.rota.row_version, RotaTurns.DAY)
        for name, deputy in (("Ann", "Bea"), ("Bea", ""), ("Cem", "")):
            rotas.add_place(self.series_id, self.ids[name], self.ids.get(deputy))


@pytest.fixture
def crew(ward: Ward) -> Crew:
    ids = {name: ward.people.add_person(name).id for name in ("Ann", "Bea", "Cem")}
    return Crew(ward, wards.main_series(ward), ids)


def opened(work: AtWork) -> QWidget:
    """The Templates page with the rota of its only series open."""
    presenter = open_templates(work.desk)
    work.show(presenter, section="held")
    click(presenter.widget, "rota")
    work.settle()
    return presenter.widget


def pick(root: QWidget, name: str, label: str) -> None:
    """Choose from a list; by the arrow keys, because a space would open it."""
    choice = seen(root, name, Choice)
    choice.setFocus()
    wanted = choice.findText(label, Qt.MatchFlag.MatchStartsWith)
    assert wanted >= 0, label
    QTest.keyClick(choice, Qt.Key.Key_Home)
    for _step in range(wanted):
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentIndex() == wanted


def lines(page: QWidget) -> list[str]:
    found = page.findChildren(QLabel, "rota_turn_words")
    return [label.text() for label in found if label.isVisible()]


def form() -> QWidget:
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


# On the Templates page


def test_it_is_one_quiet_line_until_it_is_opened(work: AtWork, crew: Crew) -> None:
    presenter = open_templates(work.desk)
    work.show(presenter, section="held")
    page = presenter.widget
    head = find(page, "rota", PressRow)
    assert "No rota: always the facilitator above" in head.accessibleName()
    assert not find(page, "rota_turns").isVisible()
    head.setFocus()
    press(Qt.Key.Key_Return)
    assert find(page, "rota_turns").isVisible()
    assert not find(page, "rota_add").isVisible()
    press(Qt.Key.Key_Return)
    assert not find(page, "rota_turns").isVisible()


def test_a_rota_is_made_by_choosing_its_turns_and_its_people(work: AtWork, crew: Crew) -> None:
    page = opened(work)
    pick(page, "rota_turns", "Each week")
    work.settle()
    assert crew.rota.turns is RotaTurns.WEEK
    assert find(page, "rota_start", QLineEdit).text() == "Thursday 6 August 2026"
    assert "Nobody has a place yet" in find(page, "rota", PressRow).accessibleName()
    for name in ("Ann", "Bea"):
        pick(page, "rota_add_person", name)
        click(page, "rota_add")
        work.settle()
    pick(page, "rota_deputy_1", "deputy: Cem")
    work.settle()
    assert crew.order == ["Ann", "Bea"]
    assert lines(page)[:3] == [
        "Thu 06-Aug-2026 · Ann · deputy: Cem",
        "Fri 07-Aug-2026 · Ann · deputy: Cem",
        "Mon 10-Aug-2026 · Bea",
    ]
    assert len(lines(page)) == 8
    assert "facilitators take turns" in find(page, "series_1", PressRow).accessibleName()
    pick(page, "rota_turns", "No rota")
    work.settle()
    assert crew.rota.turns is None
    assert lines(page) == []


def test_changes_follow_one_another_without_waiting(work: AtWork, crew: Crew) -> None:
    page = opened(work)
    pick(page, "rota_turns", "Each day")
    type_text(page, "series_name", "Early huddle", instead=True)
    pick(page, "rota_turns", "Each week")
    press(Qt.Key.Key_Tab)
    work.settle()
    assert crew.rota.turns is RotaTurns.WEEK
    assert crew.ward.templates.series()[0].name == "Early huddle"
    assert work.messages.text == ""


def test_the_first_turn_is_on_a_typed_day(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    page = opened(work)
    type_text(page, "rota_start", "10 aug", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert crew.rota.starts_on == dt.date(2026, 8, 10)
    assert find(page, "rota_start", QLineEdit).text() == "Monday 10 August 2026"
    type_text(page, "rota_start", "soon", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert "no day" in find(page, "rota_start_field_error", QLabel).text()
    assert find(page, "rota_start", QLineEdit).text() == "soon"
    press(Qt.Key.Key_Escape)
    assert find(page, "rota_start", QLineEdit).text() == "Monday 10 August 2026"


def test_places_move_by_key_and_button_and_go(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    page = opened(work)
    find(page, "rota_deputy_1").setFocus()
    press(Qt.Key.Key_Down, ALT)
    work.settle()
    assert crew.order == ["Bea", "Ann", "Cem"]
    assert focused().objectName() == "rota_deputy_2"
    assert crew.leaders[0] == "Ann"
    click(page, "rota_place_up_3")
    work.settle()
    assert crew.order == ["Bea", "Cem", "Ann"]
    assert not find(page, "rota_place_up_1").isEnabled()
    click(page, "rota_place_off_1")
    work.settle()
    assert crew.order == ["Cem", "Ann"]


def test_a_deputy_who_left_still_shows(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    crew.ward.people.retire_person(crew.ids["Bea"])
    page = opened(work)
    assert find(page, "rota_deputy_1", Choice).currentText() == "Bea (has left)"
    names = [label.text() for label in page.findChildren(QLabel, "rota_place_name")]
    assert names == ["Ann · now", "Bea (has left)", "Cem"]
    assert lines(page)[1] == "Fri 07-Aug-2026 · nobody (Bea has left)"
    pick(page, "rota_deputy_1", "no deputy")
    work.settle()
    assert crew.rota.places[0].deputy_id == ""


def test_a_refusal_is_said_and_the_list_shows_what_is_kept(
    work: AtWork, crew: Crew, paths: Paths, clock: ShiftedClock
) -> None:
    crew.take_turns()
    page = opened(work)
    other = wards.sign_in(paths, clock)
    place = crew.rota.places[0]
    other.rotas.change_deputy(place.id, place.row_version, crew.ids["Cem"])
    other.close()
    pick(page, "rota_deputy_1", "no deputy")
    work.settle()
    assert "Somebody else changed this" in work.messages.text
    assert find(page, "rota_deputy_1", Choice).currentText() == "deputy: Cem"


def test_a_turn_is_swapped_and_the_swap_taken_back(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    page = opened(work)
    assert not find(page, "rota_swap_back_2").isVisible()
    click(page, "rota_swap_2")
    work.settle()
    assert find(form(), "swap_day", Choice).currentText() == "Fri 07-Aug: Bea"
    pick(form(), "swap_person", "Cem")
    type_text(form(), "swap_reason", "on a course")
    press(Qt.Key.Key_Return)
    work.settle()
    assert QApplication.activeModalWidget() is None
    assert lines(page)[1] == "Fri 07-Aug-2026 · Cem instead of Bea"
    assert seen(page, "rota_turn_reason", QLabel).text() == "on a course"
    assert work.messages.text == "Cem facilitates on Friday 7 August 2026."
    click(page, "rota_swap_back_2")
    work.settle()
    assert lines(page)[1] == "Fri 07-Aug-2026 · Bea"


def test_two_change_places(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    page = opened(work)
    click(page, "rota_swap_1")
    work.settle()
    pick(form(), "swap_person", "Cem")
    assert not find(form(), "swap_places_told").isVisible()
    click(form(), "swap_places")
    assert find(form(), "swap_places_told", QLabel).text() == (
        "In return Ann does the next turn of Cem after that day."
    )
    click(form(), "question_yes")
    work.settle()
    assert crew.leaders[:4] == ["Cem", "Bea", "Ann", "Ann"]
    click(work.messages, "message_action")
    work.settle()
    assert crew.leaders[:4] == ["Ann", "Bea", "Cem", "Ann"]


def test_whoever_has_no_turn_cannot_change_places(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    page = opened(work)
    click(page, "rota_swap_1")
    work.settle()
    pick(form(), "swap_person", "Erin")
    assert not find(form(), "swap_places").isEnabled()
    press(Qt.Key.Key_Escape)
    work.settle()
    assert crew.rota.coming[0].swap_id == ""


# The form


def test_the_form_stays_open_when_it_is_refused_or_the_disk_fails(
    work: AtWork, crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    crew.take_turns()
    page = opened(work)
    click(page, "rota_swap_1")
    work.settle()
    pick(form(), "swap_person", "Cem")
    type_text(form(), "swap_reason", "x" * 501)
    click(form(), "question_yes")
    work.settle()
    assert "501" in find(form(), "swap_reason_field_error", QLabel).text()

    def full(*_values: object) -> RotaRow:
        raise Environment("The disk is full.", "Make room.")

    monkeypatch.setattr(Rotas, "swap", full)
    type_text(form(), "swap_reason", "short", instead=True)
    click(form(), "question_yes")
    wait_until(lambda: work.failures, "the failure")
    assert [type(one) for one in work.failures] == [Environment]
    work.failures.clear()
    monkeypatch.undo()
    assert find(form(), "swap_reason", QLineEdit).text() == "short"
    click(form(), "question_yes")
    work.settle()
    assert crew.leaders[0] == "Cem"


def test_a_double_click_swaps_once(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    page = opened(work)
    click(page, "rota_swap_1")
    work.settle()
    yes = find(form(), "question_yes", QAbstractButton)
    yes.click()
    yes.click()
    work.settle()
    assert crew.leaders[:3] == ["Bea", "Bea", "Cem"]
    assert work.messages.text == "Bea facilitates on Thursday 6 August 2026."


def test_the_guard_looks_at_the_reason(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    page = opened(work)
    click(page, "rota_swap_1")
    work.settle()
    type_text(form(), "swap_reason", "rang 943 476 5919")
    work.settle()
    wait_until(find(form(), "swap_reason_guard").isVisible, "the guard to speak")
    press(Qt.Key.Key_Escape)


# On Today


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def test_without_a_rota_today_is_as_it_was(work: AtWork, crew: Crew) -> None:
    work.show(open_today(work.desk))
    assert not find(work.window, "today_swap").isVisible()
    assert not find(work.window, "today_facilitator").isVisible()


def test_today_names_whose_turn_it_is_and_lets_somebody_else_do_it(
    work: AtWork, crew: Crew
) -> None:
    crew.take_turns()
    act_as(work.ward, AccessRole.FACILITATOR)
    work.show(open_today(work.desk))
    assert text(work, "today_facilitator") == "Facilitator today: Ann · deputy: Bea"
    click(work.window, "today_swap")
    work.settle()
    assert find(form(), "swap_person", Choice).currentText() == "Bea, the deputy"
    press(Qt.Key.Key_Return)
    work.settle()
    assert text(work, "today_facilitator") == "Facilitator today: Bea instead of Ann"
    assert work.messages.text == "Bea facilitates on Thursday 6 August 2026."
    click(work.messages, "message_action")
    work.settle()
    assert text(work, "today_facilitator") == "Facilitator today: Ann · deputy: Bea"


def test_another_day_can_be_chosen_from_today(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    work.show(open_today(work.desk))
    click(work.window, "today_swap")
    work.settle()
    pick(form(), "swap_day", "Mon 10-Aug")
    pick(form(), "swap_person", "Erin")
    click(form(), "question_yes")
    work.settle()
    assert crew.leaders[:3] == ["Ann", "Bea", "Erin"]


def test_a_contributor_is_not_offered_the_swap(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    act_as(work.ward, AccessRole.CONTRIBUTOR)
    work.show(open_today(work.desk))
    assert text(work, "today_facilitator") == "Facilitator today: Ann · deputy: Bea"
    assert not find(work.window, "today_swap").isVisible()


def test_a_running_huddle_names_its_leader_and_the_deputy(work: AtWork, crew: Crew) -> None:
    crew.take_turns()
    wards.start(work.ward)
    work.show(open_today(work.desk))
    assert text(work, "today_facilitator") == "Led by Ann · deputy: Bea"
    assert not find(work.window, "today_swap").isVisible()
    assert find(work.window, "resume_huddle").isVisible()


def test_on_a_free_day_today_names_who_is_next(
    work: AtWork, crew: Crew, clock: ShiftedClock
) -> None:
    crew.take_turns()
    clock.advance(days=2)
    work.show(open_today(work.desk))
    assert text(work, "today_facilitator") == "Facilitator then: Cem"
    click(work.window, "today_swap")
    work.settle()
    assert find(form(), "swap_day", Choice).currentText() == "Mon 10-Aug: Cem"
    press(Qt.Key.Key_Escape)


def test_where_the_rota_names_nobody_the_usual_facilitator_shows(
    work: AtWork, crew: Crew, clock: ShiftedClock
) -> None:
    crew.take_turns()
    crew.ward.people.retire_person(crew.ids["Ann"])
    work.show(open_today(work.desk))
    assert text(work, "today_facilitator") == "Facilitator today: Bea (Ann has left)"
    crew.ward.people.retire_person(crew.ids["Bea"])
    work.settle()
    wait_until(
        lambda: text(work, "today_facilitator") == "Facilitator today: nobody (Ann has left)",
        "Today to say that nobody is left",
    )


# Words and looks


@pytest.mark.parametrize(
    ("turn", "otherwise", "words"),
    [
        (TurnRow(THURSDAY, "a", "Ann", ""), "", "Ann"),
        (
            TurnRow(THURSDAY, "a", "Ann", "Bea", instead_of="Cem"),
            "",
            "Ann instead of Cem · deputy: Bea",
        ),
        (TurnRow(THURSDAY, "", "", "", has_left="Ann"), "Sister", "Sister (Ann has left)"),
        (TurnRow(THURSDAY, "b", "Bea", "", "Cem", has_left="Ann"), "", "Bea (Ann has left)"),
    ],
)
def test_a_turn_in_words(turn: TurnRow, otherwise: str, words: str) -> None:
    assert wording.turn_words(turn, otherwise) == words


@pytest.mark.parametrize(("language", "scale"), [("en", 2.0), (PSEUDO_LANGUAGE, 1.5)])
def test_nothing_is_cut_and_everything_is_named_and_in_reach(
    work: AtWork, crew: Crew, language: str, scale: float
) -> None:
    use_language(language)
    crew.take_turns()
    crew.ward.rotas.exchange(crew.series_id, THURSDAY, crew.ids["Cem"], "a course in Leeds")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    work.desk.theme.apply(app, "light", scale)
    page = opened(work)
    assert page.minimumSizeHint().width() <= 1178
    assert sweep.cut_off(page) == []
    assert sweep.nameless(page) == []
    assert sweep.too_small(page, on_run=False) == []
    click(page, "rota_swap_1")
    work.settle()
    click(form(), "swap_places")
    needed = form().layout().totalHeightForWidth(form().width())
    assert needed <= form().height() <= 768
    assert sweep.cut_off(form()) == []
    assert sweep.out_of_reach(form()) == []
    press(Qt.Key.Key_Escape)
