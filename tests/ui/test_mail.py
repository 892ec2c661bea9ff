"""Mail in the window: off at first, shown before it goes, and told as it was afterwards."""

from __future__ import annotations

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from huddle.clock import ShiftedClock
from huddle.vocabulary import AccessRole
from tests.helpers import wards
from tests.helpers.acting import act_as, audited
from tests.helpers.desks import AtWork
from tests.helpers.mail_server import HOST, PASSWORD, SENDER, USER, Keyring, MailServer
from tests.helpers.qt import click, find, press, type_text
from tests.helpers.window import Driver
from ui.dialogs.ask import QuestionDialog
from ui.digests import Digests
from ui.pages.followups.presenter import open_page as open_followups
from ui.pages.people.presenter import open_page as open_people
from ui.pages.settings.presenter import open_page as open_settings
from ui.pages.sheet.presenter import open_page as open_sheet
from ui.reminding import Reminding

NURSES, BOSS, ERIN = "nurses@hospital.example", "boss@hospital.example", "erin@hospital.example"
NUMBER = "943 476 5919"


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def typed(work: AtWork, name: str, words: str) -> None:
    """Type into a field in place of what is there, and keep it."""
    type_text(work.window, name, words, instead=True)
    press(Qt.Key.Key_Return)
    work.settle()


def give_mailbox(work: AtWork | Driver, name: str, mailbox: str) -> None:
    """Give a department a mailbox."""
    people = work.ward.people
    team = next(one for one in people.departments() if one.name == name)
    people.change_department(team.id, team.row_version, name=name, extension="", mailbox=mailbox)


# Settings


def test_mail_is_off_until_a_manager_sets_it_up_and_it_works(
    work: AtWork, mail_server: MailServer
) -> None:
    work.ward.courier = mail_server.courier()
    work.show(open_settings(work.desk))
    assert text(work, "mail_state") == "Off: nothing leaves this computer by itself."
    assert not find(work.window, "mail_host").isVisible()
    click(work.window, "mail_unfold")
    click(work.window, "mail_turn")
    work.settle()
    assert text(work, "mail_host_field_error") == "Mail needs a server. Give its name first."
    typed(work, "mail_host", HOST)
    typed(work, "mail_port", str(mail_server.port))
    typed(work, "mail_user_name", USER)
    typed(work, "mail_sender", SENDER)
    # The password goes with what was typed before it, also if that is being kept just now.
    type_text(work.window, "mail_password", PASSWORD)
    click(work.window, "mail_password_keep")
    work.settle()
    assert find(work.window, "mail_password", QLineEdit).text() == ""
    assert text(work, "mail_password_state").startswith("This computer holds the password.")
    type_text(work.window, "mail_test", ERIN)
    click(work.window, "mail_test_send")
    work.settle()
    assert text(work, "mail_test_state") == f"The server took it. Look into {ERIN}."
    assert mail_server.postbox.to == [ERIN]
    click(work.window, "mail_turn")
    work.settle()
    assert text(work, "mail_state") == f"On, by {HOST}"
    assert work.ward.mail.is_on()
    click(work.window, "mail_turn")
    work.settle()
    assert not work.ward.mail.is_on()


def test_what_is_wrong_is_said_beside_its_field(work: AtWork, mail_server: MailServer) -> None:
    mail_server.serve(work.ward)
    work.show(open_settings(work.desk))
    typed(work, "mail_port", "many")
    assert text(work, "mail_port_field_error") == "The port cannot be used as it is."
    typed(work, "mail_sender", "nobody")
    assert "“nobody” is no address" in text(work, "mail_sender_field_error")
    typed(work, "mail_test", "nobody")
    assert "“nobody” is no address" in text(work, "mail_test_field_error")
    mail_server.postbox.refuses = frozenset({ERIN})
    typed(work, "mail_test", ERIN)
    assert "took no message for erin@hospital.example" in text(work, "mail_test_field_error")
    assert not find(work.window, "mail_test_state").isVisible()
    assert work.ward.mail.settings().sender == SENDER


def test_without_a_keyring_the_password_is_not_kept_and_that_is_said(
    work: AtWork, own_keyring: Keyring
) -> None:
    keyring.set_keyring(fail.Keyring())
    work.ward.mail.change(0, host=HOST, user_name=USER)
    work.show(open_settings(work.desk))
    assert "no keyring that keeps passwords" in text(work, "mail_password_state")
    typed(work, "mail_password", PASSWORD)
    assert "so none was kept" in text(work, "mail_password_field_error")


def test_only_who_sets_the_ward_up_sees_the_card(work: AtWork) -> None:
    act_as(work.ward, AccessRole.FACILITATOR)
    work.show(open_settings(work.desk))
    assert work.window.findChild(QLabel, "mail_state") is None


def test_mailboxes_are_asked_for_once_mail_is_on(work: AtWork, own_keyring: Keyring) -> None:
    work.show(open_people(work.desk), section="departments")
    assert not find(work.window, "department_mailbox_1").isVisible()
    work.ward.mail.change(0, host=HOST, sender=SENDER, is_on=True)
    work.settle()
    typed(work, "department_mailbox_1", "nobody")
    assert find(work.window, "department_error", QLabel).text().startswith("“nobody” is no address")
    typed(work, "department_mailbox_1", NURSES)
    assert work.ward.people.departments()[0].mailbox == NURSES
    click(work.window, "people_sections_people")
    typed(work, "person_mailbox", ERIN)
    chosen = find(work.window, "person_name", QLineEdit).text()
    assert {one.name: one.mailbox for one in work.ward.people.people()}[chosen] == ERIN


# The sheet page


@pytest.fixture
def promised(work: AtWork) -> AtWork:
    """With an action for each of two departments, one of which has a mailbox."""
    give_mailbox(work, "Nursing", NURSES)
    for line in ("a: Mend the lamp +Nursing due today", "a: Order a sling +Porters due fri"):
        work.ward.followups.add(wards.said(work.ward, line))
    return work


def test_without_mail_no_button_for_it_shows(promised: AtWork) -> None:
    promised.show(open_sheet(promised.desk), kind="actions")
    assert not find(promised.window, "sheet_mail").isVisible()
    assert find(promised.window, "sheet_copy").isVisible()


def test_where_it_goes_is_shown_first_and_not_now_sends_nothing(
    promised: AtWork, mail_server: MailServer
) -> None:
    mail_server.serve(promised.ward)
    promised.answers.says_yes = False
    promised.show(open_sheet(promised.desk), kind="actions")
    click(promised.window, "sheet_mail")
    promised.settle()
    assert promised.answers.asked == ["Send these sheets by mail?"]
    assert promised.answers.confirmed[0].split("\n") == [
        f"Action sheet: Nursing → {NURSES}",
        "",
        "No mailbox, so not sent; print instead: Action sheet: Porters.",
    ]
    assert mail_server.postbox.taken == []
    promised.answers.says_yes = True
    click(promised.window, "sheet_mail")
    promised.settle()
    assert mail_server.postbox.to == [NURSES]
    assert promised.messages.text == "The mail server took it: Action sheet: Nursing."


def test_what_was_not_sent_is_told_by_name(promised: AtWork, mail_server: MailServer) -> None:
    mail_server.serve(promised.ward)
    mail_server.postbox.refuses = frozenset({NURSES})
    promised.show(open_sheet(promised.desk), kind="actions")
    click(promised.window, "sheet_mail")
    promised.settle()
    assert promised.answers.asked[-1] == "Not everything was sent"
    assert f"Action sheet: Nursing → {NURSES}: not sent." in promised.answers.confirmed[-1]
    assert "There is no such mailbox" in promised.answers.confirmed[-1]
    page, what = promised.way.last
    assert (page, what["kind"], what["department"]) == ("sheet", "actions", "Nursing")
    assert promised.messages.text == ""


def test_the_guard_asks_before_a_sheet_is_mailed(promised: AtWork, mail_server: MailServer) -> None:
    mail_server.serve(promised.ward)
    item = promised.ward.followups.all_open()[0]
    promised.ward.followups.update(item.id, item.row_version, text=f"Ring about {NUMBER}")
    promised.answers.line = None
    promised.show(open_sheet(promised.desk), kind="actions")
    click(promised.window, "sheet_mail")
    promised.settle()
    assert promised.answers.asked[-1] == "Is a patient named on this sheet?"
    assert mail_server.postbox.taken == []
    assert promised.way.last == ("followups", {"item_id": item.id})
    promised.answers.line = "The coroner asked"
    click(promised.window, "sheet_mail")
    promised.settle()
    assert mail_server.postbox.to == [NURSES]


def test_a_computer_without_the_password_says_so(promised: AtWork, mail_server: MailServer) -> None:
    mail_server.serve(promised.ward)
    mail_server.keyring.held.clear()
    promised.show(open_sheet(promised.desk), kind="actions")
    click(promised.window, "sheet_mail")
    promised.settle()
    assert "does not hold the password" in promised.messages.text
    assert "nothing was mailed" in promised.messages.text


def test_no_mailbox_at_all_is_said(promised: AtWork, mail_server: MailServer) -> None:
    mail_server.serve(promised.ward)
    give_mailbox(promised, "Nursing", "")
    promised.show(open_sheet(promised.desk), kind="actions")
    click(promised.window, "sheet_mail")
    promised.settle()
    assert promised.answers.asked == []
    assert promised.messages.text.startswith("No mailbox is known for it, so nothing was sent:")


def test_a_sheet_and_one_action_are_copied_as_a_message(promised: AtWork) -> None:
    promised.show(open_sheet(promised.desk), kind="actions", department="Nursing")
    click(promised.window, "sheet_copy")
    promised.settle()
    assert QApplication.clipboard().text().startswith("Nursing\nWard 7 · all that is open")
    assert promised.messages.text.startswith("Copied.")
    item = promised.ward.followups.all_open()[1]
    promised.show(open_followups(promised.desk), item_id=item.id)
    click(promised.window, "detail_copy")
    promised.settle()
    copied = QApplication.clipboard().text()
    assert copied.startswith("Ward 7 · Action\n\nPorters:\n")
    assert f"\n- {item.code}: Order a sling\n" in copied
    assert [act for act, _told in audited(promised.ward, "copy")] == ["copy", "copy"]


def test_what_may_tell_is_not_copied_before_somebody_says_why(promised: AtWork) -> None:
    QApplication.clipboard().setText("before")
    item = promised.ward.followups.all_open()[0]
    promised.ward.followups.update(item.id, item.row_version, text=f"Ring about {NUMBER}")
    promised.answers.line = None
    promised.show(open_sheet(promised.desk), kind="actions")
    click(promised.window, "sheet_copy")
    promised.settle()
    assert promised.answers.asked == ["Is a patient named on this sheet?"]
    assert QApplication.clipboard().text() == "before"


def test_a_long_list_scrolls_and_leaves_its_buttons_in_view(work: AtWork) -> None:
    work.window.show()
    lines = "\n".join(f"Action sheet: Team {at} → team{at}@hospital.example" for at in range(60))
    dialog = QuestionDialog(work.window, "Send?", lines, "Send 60 messages")
    dialog.show()
    work.settle()
    assert find(dialog, "question_scroll").isVisible()
    assert dialog.height() < QSize(1366, 768).height()
    yes = find(dialog, "question_yes", QPushButton)
    assert dialog.rect().contains(yes.geometry())
    dialog.close()


# The real window


def closed_with(driver: Driver, mail_server: MailServer) -> None:
    """Close today's huddle with an action for Nursing, in a ward that mails its sheets."""
    mail_server.serve(driver.ward, sends_sheets=True, summary_to=BOSS)
    give_mailbox(driver, "Nursing", NURSES)
    driver.click("start_huddle")
    driver.type("capture_line", "a: Mend the lamp +Nursing due fri")
    driver.press(Qt.Key.Key_Return)
    for _turn in range(2):
        driver.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_at_the_close_a_person_sees_where_the_sheets_go_and_sends_them(
    signed_in: Driver, mail_server: MailServer
) -> None:
    closed_with(signed_in, mail_server)
    assert signed_in.page == "sheet"
    said = find(signed_in.window, "question_text", QLabel).text()
    assert said == f"Huddle summary → {BOSS}\nAction sheet: Nursing → {NURSES}"
    assert mail_server.postbox.taken == []
    assert find(signed_in.window, "question_yes", QPushButton).text() == "Send 2 messages"
    signed_in.click("question_yes")
    assert mail_server.postbox.to == [BOSS, NURSES]
    assert signed_in.message == ("The mail server took it: Huddle summary, Action sheet: Nursing.")


def test_at_the_close_of_a_ward_that_mails_nothing_nothing_is_asked(running: Driver) -> None:
    for _turn in range(2):
        running.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert running.page == "sheet"
    assert not running.shows("question")


def give_erin_mail(driver: Driver) -> None:
    """A reminder for Erin, who has a mailbox."""
    people = driver.ward.people
    erin = next(one for one in people.people() if one.name == wards.NAME)
    fields = {"is_post": False, "role_group": erin.role_group, "department_id": None}
    people.change_person(
        erin.id, erin.row_version, name=erin.name, extension="", mailbox=ERIN, **fields
    )
    driver.ward.followups.add(wards.said(driver.ward, "a: Mend the lamp due fri"))
    driver.settle()


def look(driver: Driver) -> None:
    """A minute has gone by."""
    driver.window.findChildren(Reminding)[0].look()
    driver.settle()


def test_reminders_are_mailed_while_the_window_is_open(
    signed_in: Driver, mail_server: MailServer
) -> None:
    mail_server.serve(signed_in.ward)
    give_erin_mail(signed_in)
    look(signed_in)
    look(signed_in)
    assert mail_server.postbox.to == [ERIN]
    assert not signed_in.shows("notice")


def test_a_failure_is_said_once_waits_and_goes_when_it_is_mended(
    signed_in: Driver,
    mail_server: MailServer,
    clock: ShiftedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mail_server.serve(signed_in.ward)
    mail_server.postbox.refuses = frozenset({ERIN})
    told: list[str] = []
    signed_in.window.findChildren(Digests)[0].troubled.connect(told.append)
    give_erin_mail(signed_in)
    look(signed_in)
    assert "were not mailed; they stand in Reminders" in signed_in.text("notice_text")
    assert "There is no such mailbox" in signed_in.text("notice_text")
    mail_server.postbox.refuses = frozenset()
    clock.advance(minutes=5)
    look(signed_in)
    assert mail_server.postbox.to == []
    clock.advance(minutes=10)
    look(signed_in)
    assert mail_server.postbox.to == [ERIN]
    assert not signed_in.shows("notice")
    assert len(told) == 2


def test_changed_settings_are_tried_at_once(signed_in: Driver, mail_server: MailServer) -> None:
    mail_server.serve(signed_in.ward, port=1)
    give_erin_mail(signed_in)
    look(signed_in)
    assert "could not be reached" in signed_in.text("notice_text")
    signed_in.click("notice_action")
    assert signed_in.page == "settings"
    signed_in.type("mail_port", str(mail_server.port), instead=True)
    signed_in.press(Qt.Key.Key_Return)
    look(signed_in)
    assert mail_server.postbox.to == [ERIN]
    assert not signed_in.shows("notice")


def test_whoever_cannot_mend_it_can_put_the_notice_away(
    signed_in: Driver, mail_server: MailServer
) -> None:
    mail_server.serve(signed_in.ward, port=1)
    give_erin_mail(signed_in)
    act_as(signed_in.ward, AccessRole.FACILITATOR)
    look(signed_in)
    signed_in.click("notice_action")
    assert not signed_in.shows("notice")
    look(signed_in)
    assert not signed_in.shows("notice")
