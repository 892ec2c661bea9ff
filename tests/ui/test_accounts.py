"""The Accounts page by clicks and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from huddle.clock import ShiftedClock
from huddle.errors import WrongPassword
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.paths import Paths
from huddle.store import keys
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, click_row, find, focused, press, seen, type_text
from tests.helpers.sweep import cut_off
from tests.helpers.wards import NAME, PASSWORD
from ui.pages.accounts.presenter import open_page
from ui.widgets.choices import Choice
from ui.widgets.saved_mark import SavedMark
from ui.widgets.table import Table

OTHER = "quiet copper lantern"
NEWER = "seven green umbrellas"
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(work: AtWork, ward: Ward) -> QWidget:
    """The page of a ward manager, with Ama, a contributor, beside them."""
    ward.accounts.add("Ama", OTHER, AccessRole.CONTRIBUTOR)
    return shown(work)


@pytest.fixture
def as_role(work: AtWork, ward: Ward, request: pytest.FixtureRequest) -> QWidget:
    """The page of somebody with another role."""
    ward.accounts.add("Ama", OTHER, request.param)
    ward.signing_in.switch("Ama", OTHER)
    return shown(work)


def shown(work: AtWork, **what: str) -> QWidget:
    """The page at work."""
    presenter = open_page(work.desk)
    work.show(presenter, **what)
    return presenter.widget


def listed(page: QWidget, column: int = 0) -> list[str]:
    """What stands in a column of the table."""
    model = find(page, "accounts_table", Table).model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def choose(page: QWidget, name: str) -> None:
    """Click an account."""
    click_row(find(page, "accounts_table", Table), listed(page).index(name))


def pick(page: QWidget, name: str, label: str) -> None:
    """Choose from a list by how it begins."""
    choice = seen(page, name, Choice)
    choice.setCurrentIndex(choice.findText(label, Qt.MatchFlag.MatchStartsWith))
    choice.activated.emit(choice.currentIndex())


def text(page: QWidget, name: str) -> str:
    """What a label says."""
    return find(page, name, QLabel).text()


def opens(paths: Paths, name: str, password: str) -> bool:
    """Whether the two open the key file."""
    try:
        keys.unlock(paths.key_file, name, password)
    except WrongPassword:
        return False
    return True


# Everybody


def test_accounts_are_listed_with_role_and_state(page: QWidget, ward: Ward, work: AtWork) -> None:
    ward.accounts.add_cover("Night", NEWER, AccessRole.READER)
    ward.accounts.disable(next(one.id for one in ward.accounts.accounts() if one.name == "Ama"))
    work.settle()
    assert listed(page) == [NAME, "Night", "Ama"]
    assert listed(page, 1) == ["Ward manager", "Reader", "Contributor"]
    assert listed(page, 3) == ["Can sign in", "Until midnight, Thu 06-Aug", "Disabled"]
    assert listed(page, 4) == ["Thu 06-Aug-2026"] * 3


def test_an_account_is_added_by_keys_alone(
    page: QWidget, work: AtWork, ward: Ward, paths: Paths
) -> None:
    click(page, "account_add")
    assert focused().objectName() == "form_name"
    QTest.keyClicks(focused(), "Bo")
    pick(page, "form_role", "Facil")
    assert "Leads huddles" in text(page, "form_may")
    type_text(page, "form_password", NEWER)
    press(Qt.Key.Key_Return)
    work.settle()
    assert opens(paths, "Bo", NEWER)
    assert work.messages.text == "Bo can sign in."
    assert listed(page) == ["Ama", "Bo", NAME]
    assert text(page, "account_name") == "Bo"
    assert not find(page, "account_form").isVisible()


def test_a_password_may_be_pasted_and_seen(page: QWidget) -> None:
    click(page, "account_add")
    line = find(page, "form_password", QLineEdit)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    QApplication.clipboard().setText(NEWER)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_V, _CTRL)
    click(page, "form_show")
    assert (line.text(), line.echoMode()) == (NEWER, QLineEdit.EchoMode.Normal)


@pytest.mark.parametrize(
    ("name", "password", "field", "says"),
    [
        ("", NEWER, "form_name_field", "Enter a sign-in name"),
        ("ama", NEWER, "form_name_field", "already"),
        ("Bo", "short", "form_password_field", "15 characters"),
        ("Bo", "passwordpassword", "form_password_field", "guesses"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    page: QWidget, work: AtWork, name: str, password: str, field: str, says: str
) -> None:
    click(page, "account_add")
    type_text(page, "form_name", name)
    type_text(page, "form_password", password)
    click(page, "form_send")
    work.settle()
    assert says in seen(page, f"{field}_error", QLabel).text()
    assert find(page, "form_name", QLineEdit).text() == name
    assert find(page, "form_password", QLineEdit).text() == password


def test_escape_leaves_the_form_and_lets_go_of_the_password(page: QWidget) -> None:
    choose(page, "Ama")
    click(page, "account_reset")
    assert text(page, "form_title") == "A new password for Ama"
    type_text(page, "form_password", NEWER)
    press(Qt.Key.Key_Escape)
    assert not find(page, "account_form").isVisible()
    assert find(page, "form_password", QLineEdit).text() == ""
    assert find(page, "account_card").isVisible()


def test_a_forgotten_password_is_given_anew(page: QWidget, work: AtWork, paths: Paths) -> None:
    choose(page, "Ama")
    click(page, "account_reset")
    assert not find(page, "form_name").isVisible()
    QTest.keyClicks(focused(), NEWER)
    press(Qt.Key.Key_Return)
    work.settle()
    assert opens(paths, "Ama", NEWER)
    assert not opens(paths, "Ama", OTHER)
    assert work.messages.text == "Ama has a new password."


def test_somebody_covers_until_midnight(page: QWidget, work: AtWork, ward: Ward) -> None:
    click(page, "account_add_cover")
    roles = find(page, "form_role", Choice)
    assert [roles.itemText(at) for at in range(roles.count())] == [
        "Facilitator",
        "Contributor",
        "Reader",
    ]
    assert not find(page, "form_person").isVisible()
    type_text(page, "form_name", "Night")
    type_text(page, "form_password", NEWER)
    click(page, "form_send")
    work.settle()
    night = next(one for one in ward.accounts.accounts() if one.name == "Night")
    assert night.ends_at is not None
    assert "Until midnight" in text(page, "account_state")


def test_role_and_person_keep_themselves(page: QWidget, work: AtWork, ward: Ward) -> None:
    choose(page, "Ama")
    pick(page, "account_role", "Facil")
    pick(page, "account_person", NAME)
    work.settle()
    ama = next(one for one in ward.accounts.accounts() if one.name == "Ama")
    assert (ama.role, ama.person_name) == (AccessRole.FACILITATOR, NAME)
    assert find(page, "saved", SavedMark).text == "saved"
    assert listed(page, 1)[listed(page).index("Ama")] == "Facilitator"


def test_ones_own_role_and_account_stay(page: QWidget) -> None:
    choose(page, NAME)
    assert "your own account" in text(page, "account_state")
    assert not find(page, "account_role").isEnabled()
    assert not find(page, "account_disable").isVisible()
    assert find(page, "account_reset").isVisible()


def test_disabling_asks_first_and_offers_a_new_key(
    page: QWidget, work: AtWork, paths: Paths
) -> None:
    choose(page, "Ama")
    work.answers.says_yes = False
    click(page, "account_disable")
    work.settle()
    assert opens(paths, "Ama", OTHER)
    work.answers.says_yes = True
    work.answers.asked.clear()
    changed: list[int] = []
    work.desk.ward.accounts.change_key = lambda: changed.append(2) or 2  # type: ignore[func-returns-value,method-assign]
    click(page, "account_disable")
    work.settle()
    assert work.answers.asked == ["Disable Ama?", "Change the data file’s key, too?"]
    assert changed == [2]
    assert "new key, number 2" in work.messages.text
    assert not opens(paths, "Ama", OTHER)
    assert "Disabled" in text(page, "account_state")
    click(page, "account_enable")
    QTest.keyClicks(focused(), NEWER)
    press(Qt.Key.Key_Return)
    work.settle()
    assert opens(paths, "Ama", NEWER)
    assert work.messages.text == "Ama can sign in again."


def test_the_last_manager_stays_and_the_field_says_why(work: AtWork, ward: Ward) -> None:
    bo = ward.accounts.add("Bo", OTHER, AccessRole.WARD_MANAGER)
    ward.signing_in.switch("Bo", OTHER)
    page = shown(work)
    choose(page, NAME)
    other = next(one for one in ward.accounts.accounts() if one.name == NAME)
    pick(page, "account_role", "Read")
    work.settle()
    assert ward.accounts.mine().id == bo.id
    changed = next(one for one in ward.accounts.accounts() if one.id == other.id)
    assert changed.role is AccessRole.READER


def test_each_role_is_explained_in_a_line(page: QWidget) -> None:
    for role in ("reader", "contributor", "facilitator", "ward_manager", "administrator"):
        assert find(page, f"role_{role}", QLabel).isVisible()


# By role


@pytest.mark.parametrize("as_role", [AccessRole.READER, AccessRole.CONTRIBUTOR], indirect=True)
def test_others_see_their_own_account_only(as_role: QWidget) -> None:
    assert text(as_role, "accounts_title") == "My account"
    assert not find(as_role, "accounts_part").isVisible()
    assert find(as_role, "mine_section").isVisible()
    assert not find(as_role, "everybody_section").isVisible()


@pytest.mark.parametrize("as_role", [AccessRole.FACILITATOR], indirect=True)
def test_a_facilitator_reads_the_list_and_lets_somebody_cover(
    as_role: QWidget, work: AtWork, paths: Paths
) -> None:
    assert not find(as_role, "account_add").isVisible()
    choose(as_role, NAME)
    for name in ("account_role", "account_reset", "account_disable"):
        assert not find(as_role, name).isVisible()
    click(as_role, "accounts_part_keys")
    assert find(as_role, "wall_ask").isVisible()
    assert not find(as_role, "recovery_ask").isVisible()
    assert not find(as_role, "file_key_ask").isVisible()
    click(as_role, "accounts_part_everybody")
    click(as_role, "account_add_cover")
    type_text(as_role, "form_name", "Night")
    type_text(as_role, "form_password", NEWER)
    click(as_role, "form_send")
    work.settle()
    assert opens(paths, "Night", NEWER)


# My account


@pytest.mark.parametrize("as_role", [AccessRole.READER], indirect=True)
def test_ones_own_password_is_changed(as_role: QWidget, work: AtWork, paths: Paths) -> None:
    type_text(as_role, "old_password", OTHER)
    type_text(as_role, "new_password", NEWER)
    press(Qt.Key.Key_Return)
    work.settle()
    assert opens(paths, "Ama", NEWER)
    assert work.messages.text == "You have a new password."
    assert find(as_role, "new_password", QLineEdit).text() == ""


def test_a_wrong_present_password_is_said_beside_it(page: QWidget, work: AtWork) -> None:
    click(page, "accounts_part_mine")
    for says in ["not your present password"] * 5 + ["30 seconds"]:
        type_text(page, "old_password", OTHER, instead=True)
        type_text(page, "new_password", NEWER, instead=True)
        click(page, "change_password")
        work.settle()
        assert says in seen(page, "old_password_field_error", QLabel).text()
    type_text(page, "new_password", "short", instead=True)
    click(page, "change_password")
    work.settle()
    assert "15 characters" in seen(page, "new_password_field_error", QLabel).text()


def test_a_pin_is_set_and_forgotten(page: QWidget, work: AtWork, ward: Ward) -> None:
    click(page, "accounts_part_mine")
    assert text(page, "pin_state") == "You have no PIN now."
    assert not find(page, "forget_pin").isVisible()
    type_text(page, "pin", "111111")
    click(page, "choose_pin")
    work.settle()
    assert "guessed at once" in seen(page, "pin_field_error", QLabel).text()
    type_text(page, "pin", "481516", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert text(page, "pin_state") == "You have a PIN now."
    assert find(page, "pin", QLineEdit).text() == ""
    assert ward.signing_in.switch(NAME, "481516").name == NAME
    click(page, "forget_pin")
    work.settle()
    assert not any(one.has_pin for one in ward.signing_in.names())


def test_a_ward_without_pins_offers_none(page: QWidget, work: AtWork, ward: Ward) -> None:
    click(page, "accounts_part_mine")
    ward.privacy.change_policy(ward.privacy.policy().row_version, pins_allowed=False)
    work.settle()
    assert "uses no PINs" in text(page, "pin_state")
    assert not find(page, "choose_pin").isVisible()


# Keys and wall


def test_a_new_recovery_key_is_shown_once_and_printed(
    page: QWidget, work: AtWork, paths: Paths
) -> None:
    click(page, "accounts_part_keys")
    click(page, "recovery_ask")
    work.settle()
    recovery_key = text(page, "recovery_key_shown").replace("\n", "")
    assert keys.unlock_by_recovery_key(paths.key_file, recovery_key)
    assert not find(page, "recovery_go_on").isEnabled()
    assert cut_off(page) == []
    click(page, "recovery_print")
    work.settle()
    assert work.places.names == ["Huddle recovery key.pdf"]
    assert work.places.place.read_bytes().startswith(b"%PDF")
    click(page, "recovery_noted")
    click(page, "recovery_go_on")
    assert text(page, "recovery_key_shown") == ""
    assert find(page, "recovery_ask").isVisible()


def test_no_secret_stays_on_a_page_that_is_left(page: QWidget, work: AtWork) -> None:
    click(page, "accounts_part_mine")
    type_text(page, "old_password", PASSWORD)
    click(page, "accounts_part_keys")
    assert find(page, "old_password", QLineEdit).text() == ""
    click(page, "recovery_ask")
    work.settle()
    assert text(page, "recovery_key_shown")
    click(page, "accounts_part_everybody")
    assert text(page, "recovery_key_shown") == ""


def test_the_data_files_key_is_changed_after_asking(page: QWidget, work: AtWork) -> None:
    changed: list[int] = []
    work.desk.ward.accounts.change_key = lambda: changed.append(1) or 2  # type: ignore[func-returns-value,method-assign]
    click(page, "accounts_part_keys")
    click(page, "file_key_ask")
    work.settle()
    assert work.answers.asked == ["Change the data file’s key?"]
    assert changed == [1]
    assert find(page, "file_key_ask").isEnabled()


# Looks


@pytest.mark.parametrize("part", ["everybody", "mine", "keys"])
def test_long_words_are_not_cut_off(
    work: AtWork, ward: Ward, clock: ShiftedClock, part: str
) -> None:
    use_language(PSEUDO_LANGUAGE)
    ward.accounts.add("Ama", OTHER, AccessRole.CONTRIBUTOR)
    page = shown(work, section=part)
    if part == "everybody":
        click(page, "account_add")
    work.settle()
    assert cut_off(page) == []
    assert clock.now()
