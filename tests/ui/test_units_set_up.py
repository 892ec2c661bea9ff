"""Setting units up by clicks and keys: the units, their receivers, and who may work in which."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from huddle.clock import ShiftedClock
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.paths import Paths
from huddle.rows.units import StoreUnitRow
from huddle.rules.addresses import Address, address_of
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers import going_up, sweep, wards
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, click_row, find, press, seen, type_text
from ui.pages.accounts.presenter import open_page as open_accounts
from ui.pages.accounts.unit_ticks import UnitTick
from ui.pages.people.presenter import open_page as open_people
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.table import Table

OTHER = "four other plain words"
ELSEWHERE = address_of(Address(b"k" * 32, "0198b6f2-0000-7000-8000-000000000000"))
_offers_a_list = pytest.mark.qt_log_ignore("raise|grabbing the keyboard", extend=True)
"""The offscreen platform has no window manager to raise the zones that are offered."""
LONG = "Acute medical assessment and short-stay unit on the third floor, west wing"


def add_unit(ward: Ward, name: str = "Site team", tier: str = "Site") -> StoreUnitRow:
    return ward.units.add(name, tier=tier, time_zone=wards.ZONE)


def show_tiers(work: AtWork) -> QWidget:
    """The part of the People page about who receives."""
    presenter = open_people(work.desk)
    work.show(presenter, section="tiers")
    return presenter.widget


def dialog() -> QWidget:
    """The open dialog."""
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def pick(page: QWidget, name: str, label: str) -> None:
    """Choose an entry of a list by the letters of its first word; a space would open it."""
    choice = seen(page, name, Choice)
    choice.setFocus()
    QTest.keyClicks(choice, label.split(maxsplit=1)[0])
    assert choice.currentText() == label
    choice.activated.emit(choice.currentIndex())


def error(page: QWidget, field: str) -> str:
    return find(page, field, Field).error


# The units


def test_with_one_unit_all_of_it_is_folded(work: AtWork) -> None:
    page = show_tiers(work)
    assert find(page, "others_open").isVisible()
    for name in ("units_card", "address_card"):
        assert not find(page, name).isVisible()
    assert find(page, "address", QLineEdit).text() == "", "nobody asked for it"


@_offers_a_list
def test_a_unit_is_added(work: AtWork, ward: Ward) -> None:
    page = show_tiers(work)
    click(page, "others_open")
    work.settle()
    assert not page.findChildren(QWidget, "unit_row"), "one alone is not listed"
    press(Qt.Key.Key_Space)
    work.settle()
    assert find(dialog(), "new_unit_zone", QLineEdit).text() == wards.ZONE
    click(dialog(), "question_yes")
    work.settle()
    assert "empty" in error(dialog(), "new_unit_name_field")
    type_text(dialog(), "new_unit_name", "Site team")
    type_text(dialog(), "new_unit_zone", "Mars/Base", instead=True)
    pick(dialog(), "new_unit_tier", "Site")
    click(dialog(), "question_yes")
    work.settle()
    assert error(dialog(), "new_unit_name_field") == ""
    assert "no time zone" in error(dialog(), "new_unit_zone_field")
    type_text(dialog(), "new_unit_zone", "Pacific/Auckland", instead=True)
    click(dialog(), "question_yes")
    work.settle()
    assert "Site team is there" in work.messages.text
    made = ward.units.units()[1]
    assert (made.name, made.tier, made.time_zone) == ("Site team", "Site", "Pacific/Auckland")
    names = [label.text() for label in page.findChildren(QLabel, "unit_name")]
    assert names == ["Ward 7", "Site team"]


def test_a_double_click_adds_one_unit(work: AtWork, ward: Ward) -> None:
    page = show_tiers(work)
    click(page, "others_open")
    work.settle()
    click(page, "unit_add")
    work.settle()
    type_text(dialog(), "new_unit_name", "x" * 10_000)
    click(dialog(), "question_yes")
    work.settle()
    assert "Shorten it" in error(dialog(), "new_unit_name_field")
    type_text(dialog(), "new_unit_name", "Ward 9", instead=True)
    keep = find(dialog(), "question_yes")
    QTest.mouseClick(keep, Qt.MouseButton.LeftButton)
    QTest.mouseClick(keep, Qt.MouseButton.LeftButton)
    work.settle()
    assert [unit.name for unit in ward.units.units()] == ["Ward 7", "Ward 9"]


def test_tier_and_parent_keep_themselves_one_after_the_other(work: AtWork, ward: Ward) -> None:
    add_unit(ward)
    page = show_tiers(work)
    assert find(page, "units_card").isVisible(), "two are shown at once"
    pick(page, "unit_tier_2", "Division")
    pick(page, "unit_parent_id_1", "Site team")
    pick(page, "unit_tier_1", "Site")
    work.settle()
    home, site = ward.units.units()
    assert (home.tier, home.parent_id, site.tier) == ("Site", site.id, "Division")
    pick(page, "unit_parent_id_2", "Ward 7")
    work.settle()
    assert "cannot belong" in error(page, "unit_parent_id_field_2")
    assert seen(page, "unit_parent_id_2", Choice).key == "", "the list says what holds"
    assert ward.units.units()[1].parent_id is None


def test_a_unit_that_is_not_ones_own_is_only_read(work: AtWork, ward: Ward) -> None:
    add_unit(ward)
    ward.accounts.add("Max", OTHER, AccessRole.WARD_MANAGER)
    ward.signing_in.switch("Max", OTHER)
    page = show_tiers(work)
    assert find(page, "unit_tier_1", Choice).isEnabled()
    assert not find(page, "unit_tier_2", Choice).isEnabled()
    assert "change it" in page.findChildren(QLabel, "unit_about")[1].text()


def test_a_tier_of_an_older_name_stays_what_a_unit_is(work: AtWork, ward: Ward) -> None:
    add_unit(ward)
    tier = ward.escalations.tiers()[0]
    ward.escalations.change_tier(tier.id, tier.row_version, name="Patient flow and site safety")
    page = show_tiers(work)
    assert find(page, "unit_tier_2", Choice).currentText() == "Site"
    pick(page, "unit_tier_2", "Patient flow and site safety")
    work.settle()
    assert ward.units.units()[1].tier == "Patient flow and site safety"


# Receivers, and the address


def test_the_address_is_shown_and_copied(work: AtWork, ward: Ward) -> None:
    page = show_tiers(work)
    click(page, "others_open")
    work.settle()
    shown = find(page, "address", QLineEdit)
    assert (shown.text(), shown.isReadOnly()) == (ward.handover.address(), True)
    assert "read nothing" in find(page, "address_about", QLabel).text()
    click(page, "address_copy")
    assert QApplication.clipboard().text() == ward.handover.address()
    assert "copied" in work.messages.text


def name_receiver(work: AtWork) -> QWidget:
    """Fill in who receives for the first tier; the form stays open."""
    work.window.findChildren(QAbstractButton, "receiver_add")[0].click()
    for name, words in (("name", "Jo Byrne"), ("telephone", "4321")):
        type_text(dialog(), f"receiver_{name}", words)
    return dialog()


def words(work: AtWork) -> str:
    return seen(work.window, "receiver_words", QLabel).text()


def test_a_receiver_has_a_unit_in_this_store(work: AtWork, ward: Ward) -> None:
    site = add_unit(ward)
    show_tiers(work)
    name_receiver(work)
    pick(dialog(), "receiver_receiving_unit_id", "Site team")
    click(dialog(), "question_yes")
    work.settle()
    (row,) = ward.escalations.tiers()[0].receivers
    assert (row.receiving_unit_id, row.address) == (site.id, "")
    assert words(work).endswith("at once in Site team")
    find(work.window, "receiver_change", QAbstractButton).click()
    assert find(dialog(), "receiver_receiving_unit_id", Choice).key == site.id
    pick(dialog(), "receiver_receiving_unit_id", "They have none")
    click(dialog(), "question_yes")
    work.settle()
    assert ward.escalations.tiers()[0].receivers[0].receiving_unit_id is None


def test_a_receiver_has_an_address_elsewhere(work: AtWork, ward: Ward) -> None:
    page = show_tiers(work)
    name_receiver(work)
    assert not find(dialog(), "receiver_receiving_unit_id_field").isVisible()
    assert not find(dialog(), "receiver_address_field").isVisible()
    click(dialog(), "receiver_elsewhere")
    QTest.keyClicks(dialog().focusWidget(), ELSEWHERE[:-1])
    click(dialog(), "question_yes")
    work.settle()
    assert "copy the whole line" in error(dialog(), "receiver_address_field")
    type_text(dialog(), "receiver_address", ward.handover.address(), instead=True)
    click(dialog(), "question_yes")
    work.settle()
    assert "own address" in error(dialog(), "receiver_address_field")
    type_text(dialog(), "receiver_address", ELSEWHERE.lower(), instead=True)
    click(dialog(), "question_yes")
    work.settle()
    assert ward.escalations.tiers()[0].receivers[0].address == ELSEWHERE
    assert words(work).endswith("by hand-over file")
    assert find(page, "address_card").isVisible(), "whoever sends elsewhere gets answers"
    find(work.window, "receiver_change", QAbstractButton).click()
    assert find(dialog(), "receiver_address", QLineEdit).text() == ELSEWHERE
    click(dialog(), "question_no")


# Accounts


def show_accounts(work: AtWork, name: str) -> QWidget:
    """The page of accounts with one of them chosen."""
    presenter = open_accounts(work.desk)
    work.show(presenter, section="everybody")
    table = find(presenter.widget, "accounts_table", Table)
    model = table.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    click_row(table, names.index(name))
    work.settle()
    return presenter.widget


def ticks(page: QWidget) -> list[tuple[str, bool, bool]]:
    """What each tick says, whether it is set, and whether it can be changed."""
    found = [one for one in page.findChildren(UnitTick) if one.isVisible()]
    return [(one.accessibleName(), one.isChecked(), one.isEnabled()) for one in found]


def test_with_one_unit_no_account_shows_it(work: AtWork, ward: Ward) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.CONTRIBUTOR)
    assert not find(show_accounts(work, "Ama"), "account_units").isVisible()


def test_an_account_is_let_into_units_and_out_again(work: AtWork, ward: Ward) -> None:
    site, other = add_unit(ward), add_unit(ward, "Ward 9", "Ward")
    ama = ward.accounts.add("Ama", OTHER, AccessRole.CONTRIBUTOR)
    page = show_accounts(work, "Ama")
    assert ticks(page) == [
        ("Ward 7, its own", True, False),
        ("Site team", False, True),
        ("Ward 9", False, True),
    ]
    click(page, "account_unit_2")
    click(page, "account_unit_3")
    pick(page, "account_role", "Facilitator")
    work.settle()
    row = next(one for one in ward.accounts.accounts() if one.id == ama.id)
    assert set(row.unit_ids) == {ward.unit_id, site.id, other.id}
    assert row.role is AccessRole.FACILITATOR
    assert work.messages.text == ""
    click(page, "account_unit_2")
    work.settle()
    row = next(one for one in ward.accounts.accounts() if one.id == ama.id)
    assert set(row.unit_ids) == {ward.unit_id, other.id}


def test_nobody_changes_where_they_work_themselves(work: AtWork, ward: Ward) -> None:
    add_unit(ward)
    page = show_accounts(work, wards.NAME)
    assert ticks(page) == [("Ward 7, its own", True, False), ("Site team", True, False)]
    assert "Somebody else" in find(page, "account_units_why", QLabel).text()


def test_a_unit_that_is_not_ones_own_cannot_be_ticked(work: AtWork, ward: Ward) -> None:
    add_unit(ward)
    ward.accounts.add("Ama", OTHER, AccessRole.CONTRIBUTOR)
    ward.accounts.add("Max", OTHER, AccessRole.WARD_MANAGER)
    ward.signing_in.switch("Max", OTHER)
    page = show_accounts(work, "Ama")
    assert ticks(page)[1] == ("Site team", False, False)
    assert "lets others into it" in find(page, "account_units_why", QLabel).text()


def test_what_changed_meanwhile_is_said_and_the_ticks_say_what_holds(
    work: AtWork, ward: Ward, paths: Paths, clock: ShiftedClock
) -> None:
    site = add_unit(ward)
    ward.accounts.add("Ama", OTHER, AccessRole.CONTRIBUTOR)
    page = show_accounts(work, "Ama")
    elsewhere = wards.sign_in(paths, clock)
    elsewhere.units.let_in(ward.accounts.mine().id, [])
    elsewhere.close()
    click(page, "account_unit_2")
    work.settle()
    assert "Only somebody who works in a unit" in work.messages.text
    assert not find(page, "account_unit_2", UnitTick).isChecked()
    assert site.id not in next(o for o in ward.accounts.accounts() if o.name == "Ama").unit_ids


def test_an_account_of_another_unit_is_its_own_manager_s(work: AtWork, ward: Ward) -> None:
    site = add_unit(ward)
    ward.accounts.add("Ama", OTHER, AccessRole.CONTRIBUTOR)
    ward.units.use(site.id)
    ward.accounts.add("Max", OTHER, AccessRole.WARD_MANAGER)
    ward.signing_in.switch("Max", OTHER)
    page = show_accounts(work, wards.NAME)
    assert "another unit" in find(page, "account_state", QLabel).text()
    for name in ("account_role_field", "account_reset", "account_disable"):
        assert not find(page, name).isVisible()


# Nothing is cut off


@pytest.mark.parametrize("language", ["en", PSEUDO_LANGUAGE])
def test_nothing_is_cut_off_and_all_is_in_reach(work: AtWork, ward: Ward, language: str) -> None:
    unit = add_unit(ward, LONG)
    going_up.receiver(ward, receiving_unit_id=unit.id)
    ward.accounts.add("Ama", OTHER, AccessRole.CONTRIBUTOR)
    use_language(language)
    page = show_tiers(work)
    assert sweep.cut_off(page) + sweep.nameless(page) + sweep.out_of_reach(page) == []
    find(work.window, "receiver_change", QAbstractButton).click()
    click(dialog(), "receiver_elsewhere")
    assert sweep.cut_off(dialog()) + sweep.nameless(dialog()) == []
    click(dialog(), "question_no")
    click(page, "unit_add")
    work.settle()
    assert sweep.cut_off(dialog()) + sweep.nameless(dialog()) == []
    click(dialog(), "question_no")
    page.hide()
    page = show_accounts(work, "Ama")
    assert sweep.cut_off(page) + sweep.nameless(page) == []
