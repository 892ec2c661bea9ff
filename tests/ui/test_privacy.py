"""The Privacy page by clicks and keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget

from huddle.clock import ShiftedClock
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.rows.people import PersonRow
from huddle.vocabulary import AccessRole, ItemKind, RecordKind, RoleGroup
from huddle.ward import Ward
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, focused, press, seen, type_text, wait_until
from tests.helpers.sweep import cut_off, nameless, out_of_reach, too_small
from tests.helpers.wards import capture, hold, next_morning, start
from ui.pages.privacy.page import PrivacyPage
from ui.pages.privacy.presenter import PrivacyPresenter, open_page
from ui.widgets.choices import Choice
from ui.widgets.saved_mark import SavedMark
from ui.widgets.state_line import StateLine

YEARS = 366 * 2 + 40


@pytest.fixture
def page(work: AtWork) -> PrivacyPage:
    """The page, on what is decided."""
    return _opened(work)


def _opened(work: AtWork) -> PrivacyPage:
    presenter = open_page(work.desk)
    work.show(presenter)
    page = presenter.widget
    assert isinstance(page, PrivacyPage)
    return page


def _says(page: QWidget, name: str) -> str:
    return find(page, name, QLabel).text()


def _pick(page: QWidget, work: AtWork, name: str, label: str) -> None:
    choice = seen(page, name, Choice)
    choice.setCurrentIndex(choice.findText(label))
    choice.activated.emit(choice.currentIndex())
    work.settle()


def _part(page: QWidget, work: AtWork, name: str) -> None:
    click(page, f"privacy_part_{name}")
    work.settle()


# What is decided


def test_the_roles_that_see_sensitive_items_are_ticked(
    page: PrivacyPage, work: AtWork, ward: Ward
) -> None:
    assert find(page, "sensitive_facilitator", QCheckBox).isChecked()
    assert not find(page, "sensitive_administrator", QCheckBox).isChecked()
    click(page, "sensitive_facilitator")
    click(page, "sensitive_administrator")
    work.settle()
    seen_by = set(ward.setting_up.unit().sensitive_roles)
    assert seen_by == {AccessRole.WARD_MANAGER, AccessRole.ADMINISTRATOR}
    assert find(page, "saved", SavedMark).text == "saved"


def test_each_field_keeps_itself(page: PrivacyPage, work: AtWork, ward: Ward) -> None:
    type_text(page, "speak_up_contact", "Freedom to Speak Up guardian, 4471")
    press(Qt.Key.Key_Tab)
    type_text(page, "hospital_numbers", "rx######")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "@## ####")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    _pick(page, work, "patient_reference_hours", "24 hours (one day)")
    click(page, "pins_allowed")
    work.settle()
    policy = ward.privacy.policy()
    assert policy.speak_up_contact == "Freedom to Speak Up guardian, 4471"
    assert policy.hospital_numbers == ("RX######", "@## ####")
    assert policy.patient_reference_hours == 24
    assert not policy.pins_allowed


def test_a_shape_that_would_find_too_much_is_refused_beside_it(
    page: PrivacyPage, work: AtWork, ward: Ward
) -> None:
    type_text(page, "hospital_numbers", "##")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    assert find(page, "hospital_numbers_field_error").isVisible()
    assert ward.privacy.policy().hospital_numbers == ()


def test_a_shape_can_be_tried_on_a_text(page: PrivacyPage, work: AtWork, ward: Ward) -> None:
    ward.privacy.change_policy(0, hospital_numbers="RX######")
    work.settle()
    type_text(page, "identifier_trial", "Ring about RX123456")
    assert "“RX123456” looks like a hospital number" in _says(page, "identifier_found")
    type_text(page, "identifier_trial", "Ring the lab", instead=True)
    assert "Nothing in it" in _says(page, "identifier_found")


# Keeping and removing


def _gone(page: QWidget, kind: RecordKind) -> str:
    return find(page, f"going_{kind.value}", StateLine).accessibleName()


def test_what_would_go_is_shown_and_removed(
    page: PrivacyPage, work: AtWork, ward: Ward, clock: ShiftedClock
) -> None:
    hold(ward, "t: Thanks", "t: And thanks")
    next_morning(clock, YEARS)
    _part(page, work, "keeping")
    assert "2 items, of Thu 06-Aug-2026" in _gone(page, RecordKind.ITEMS)
    assert "1 huddle with its record" in _gone(page, RecordKind.HUDDLES)
    assert "Nothing is older" in _gone(page, RecordKind.DRAFTS)
    work.answers.says_yes = False
    click(page, "remove_now")
    work.settle()
    assert work.answers.asked == ["Remove this for good?"]
    assert len(ward.history.items(ItemKind.RECOGNITION)) == 2
    work.answers.says_yes = True
    click(page, "remove_now")
    work.settle()
    assert ward.history.huddles() == ()
    assert "Removed for good: 1 huddle with its record, 2 items" in work.messages.text
    assert "Nothing is older" in _gone(page, RecordKind.ITEMS)
    assert not find(page, "remove_now").isVisible()
    line = find(page, "disposal_log").findChildren(StateLine)[0]
    assert "by Erin: older than" in line.accessibleName()


def test_a_period_keeps_itself_and_shows_what_it_means(
    page: PrivacyPage, work: AtWork, ward: Ward, clock: ShiftedClock
) -> None:
    hold(ward, "t: Thanks")
    next_morning(clock, 200)
    _part(page, work, "keeping")
    assert not find(page, "remove_now").isVisible()
    _pick(page, work, "keep_huddles_months", "6 months")
    assert ward.privacy.policy().keep_huddles_months == 6
    assert "1 item, of" in _gone(page, RecordKind.ITEMS)
    _pick(page, work, "keep_huddles_months", "For ever")
    assert "Kept for ever" in _gone(page, RecordKind.ITEMS)
    assert not find(page, "remove_now").isVisible()


def test_a_hold_is_added_shown_and_lifted(
    page: PrivacyPage, work: AtWork, ward: Ward, clock: ShiftedClock
) -> None:
    hold(ward, "t: Thanks")
    next_morning(clock, YEARS)
    _part(page, work, "keeping")
    type_text(page, "hold_reason", "Inquiry")
    type_text(page, "hold_from_on", "6 Aug 2026")
    type_text(page, "hold_until_on", "7 Aug 2026")
    press(Qt.Key.Key_Return)
    work.settle()
    (added,) = ward.retention.holds()
    assert (added.reason, str(added.from_on), str(added.until_on)) == (
        "Inquiry",
        "2026-08-06",
        "2026-08-07",
    )
    assert find(page, "hold_reason", QLineEdit).text() == ""
    assert "1 item" in find(page, "held_1", StateLine).accessibleName()
    assert not find(page, "remove_now").isVisible()
    work.answers.line = "It is over"
    click(page, f"lift_{added.id}")
    work.settle()
    assert ward.retention.holds()[0].is_lifted
    assert "Lifted" in find(page, f"hold_{added.id}", StateLine).accessibleName()
    assert find(page, "remove_now").isVisible()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (("", "", ""), "hold_reason"),
        (("Why", "06/08/2024", ""), "hold_from_on"),
        (("Why", "7 Aug 2024", "6 Aug 2024"), "hold_until_on"),
    ],
)
def test_a_hold_that_cannot_be_says_so_beside_the_field(
    page: PrivacyPage, work: AtWork, ward: Ward, typed: tuple[str, str, str], wrong: str
) -> None:
    _part(page, work, "keeping")
    for name, text in zip(("reason", "from_on", "until_on"), typed, strict=True):
        find(page, f"hold_{name}", QLineEdit).setText(text)
    click(page, "hold_add")
    work.settle()
    assert find(page, f"{wrong}_field_error").isVisible()
    assert ward.retention.holds() == ()


# People's rights


@pytest.fixture
def ama(ward: Ward) -> PersonRow:
    """Somebody who took part and is spoken of."""
    ama = ward.people.add_person("Ama Boateng", role_group=RoleGroup.CLERK)
    state = start(ward)
    ward.running.add_person_to_roster(state.huddle.id, ama.name)
    capture(ward, state, "t: Thanks to Ama Boateng")
    ward.running.close(state.huddle.id)
    return ama


def test_everything_about_a_person_is_saved_as_a_file(
    ama: PersonRow, page: PrivacyPage, work: AtWork, tmp_path: Path
) -> None:
    _part(page, work, "rights")
    _pick(page, work, "rights_person", "Ama Boateng")
    click(page, "rights_export")
    work.settle()
    assert "Thanks to Ama Boateng" in work.places.place.read_text(encoding="utf-8")
    find(page, "rights_format", Choice).select("json")
    click(page, "rights_export")
    work.settle()
    assert work.places.names == [
        "Everything about Ama Boateng.html",
        "Everything about Ama Boateng.json",
    ]
    known = json.loads(work.places.place.read_text(encoding="utf-8"))
    assert known["person"]["name"] == "Ama Boateng"
    assert [one["sentence"] for one in known["mentions"]] == ["Thanks to Ama Boateng"]


def test_the_guard_asks_before_the_file_is_written(
    ama: PersonRow, page: PrivacyPage, work: AtWork, ward: Ward
) -> None:
    item = ward.history.items(ItemKind.RECOGNITION)[0]
    ward.running.change_item(item.id, 1, text="Ama Boateng rang 943 476 5919")
    _part(page, work, "rights")
    _pick(page, work, "rights_person", "Ama Boateng")
    work.answers.line = None
    click(page, "rights_export")
    work.settle()
    assert work.answers.asked == ["May this leave?"]
    assert work.places.names == []
    work.answers.line = "She asked for it"
    click(page, "rights_export")
    work.settle()
    assert len(work.places.names) == 1


def test_a_leaver_becomes_a_role(
    ama: PersonRow, page: PrivacyPage, work: AtWork, ward: Ward
) -> None:
    _part(page, work, "rights")
    _pick(page, work, "rights_person", "Ama Boateng")
    assert find(page, "leaver_role", QLineEdit).text() == "Former clerk"
    assert "Thanks to Ama Boateng" in find(page, "leaver_mentions", StateLine).accessibleName()
    assert "Places on rosters: 1" in find(page, "leaver_replaced", StateLine).accessibleName()
    assert not find(page, "leaver_account").isVisible()
    type_text(page, "leaver_role", "Erin", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert find(page, "leaver_role_field_error").isVisible()
    assert not find(page, "leaver_do").isEnabled()
    type_text(page, "leaver_role", "Former ward clerk", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    click(page, "leaver_do")
    work.settle()
    row = next(one for one in ward.people.people(with_retired=True) if one.id == ama.id)
    assert row.name == "Former ward clerk"
    code = ward.history.items(ItemKind.RECOGNITION)[0].code
    assert code in work.messages.text
    assert find(page, "rights_person", Choice).findText("Ama Boateng") == -1


def test_an_account_that_can_sign_in_stands_in_the_way(
    ama: PersonRow, page: PrivacyPage, work: AtWork, ward: Ward
) -> None:
    account = ward.accounts.add("ama", "four plain words more", AccessRole.READER)
    ward.accounts.change(account.id, 1, role=AccessRole.READER, person_id=ama.id)
    _part(page, work, "rights")
    _pick(page, work, "rights_person", "Ama Boateng")
    assert "can still sign in" in find(page, "leaver_account_state", StateLine).accessibleName()
    assert not find(page, "leaver_do").isEnabled()
    ward.accounts.disable(account.id)
    work.settle()
    wait_until(find(page, "leaver_do").isEnabled)
    assert find(page, "leaver_account").isVisible()
    click(page, "leaver_account")
    click(page, "leaver_do")
    work.settle()
    assert "ama" in [one.name for one in ward.accounts.accounts()]


def test_what_is_half_typed_is_kept_on_leaving(page: PrivacyPage, work: AtWork, ward: Ward) -> None:
    type_text(page, "speak_up_contact", "Ring 4471")
    presenter = page.findChild(PrivacyPresenter)
    assert presenter is not None
    presenter.leave()
    work.settle()
    assert ward.privacy.policy().speak_up_contact == "Ring 4471"


# For everyone


@pytest.mark.parametrize("part", ["decisions", "keeping", "rights"])
def test_every_control_is_named_large_enough_and_in_reach(
    ama: PersonRow, work: AtWork, ward: Ward, clock: ShiftedClock, part: str
) -> None:
    ward.retention.add_hold("Inquiry")
    next_morning(clock, YEARS)
    page = _opened(work)
    _part(page, work, part)
    assert nameless(page) == []
    assert too_small(page, on_run=False) == []
    assert out_of_reach(page) == []


@pytest.mark.parametrize("part", ["decisions", "keeping", "rights"])
def test_longer_words_and_larger_text_cut_nothing_off(
    ama: PersonRow, work: AtWork, ward: Ward, clock: ShiftedClock, part: str
) -> None:
    use_language(PSEUDO_LANGUAGE)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    work.desk.theme.apply(app, "light", 2.0)
    ward.retention.add_hold("An inquiry into what happened on the stairs beside the lift")
    next_morning(clock, YEARS)
    page = _opened(work)
    _part(page, work, part)
    wait_until(lambda: cut_off(page) == [], "nothing to be cut off")
