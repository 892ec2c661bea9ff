"""Mail of a ward on a real file: off until it is set up, and each reminder mailed once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import keyring
import pytest
from keyring.backends import fail
from sqlmodel import select

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, Environment, Refused
from huddle.mail_words import MailFate, MailSecurity
from huddle.mailing.courier import Courier
from huddle.model import Reminder
from huddle.paths import Paths
from huddle.rows.mail import HandedRow, MailRow
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole
from huddle.ward import Ward, open_ward
from tests.helpers import wards
from tests.helpers.acting import act_as, audited, store_of
from tests.helpers.mail_server import HOST, PASSWORD, SENDER, USER, Keyring, MailServer

SAM, ERIN = "sam@hospital.example", "erin@hospital.example"
SAMS_PASSWORD = "four rather plain words"
MAILS = ("mail", "mailed", "not_mailed", "perhaps_mailed")


@pytest.fixture
def sam(ward: Ward, store_paths: Paths, clock: ShiftedClock) -> Iterator[Ward]:
    """The same ward, in the program of Sam of Pharmacy, who owns an action."""
    team = next(one for one in ward.people.departments() if one.name == "Pharmacy")
    person = ward.people.add_person("Sam", department_id=team.id, mailbox=SAM)
    ward.accounts.add("sam", SAMS_PASSWORD, AccessRole.CONTRIBUTOR, person_id=person.id)
    ward.followups.add(wards.said(ward, "a: Check the fridge @Sam due fri 14:00"))
    opened = open_ward(store_paths, clock, by_password("sam", SAMS_PASSWORD))
    yield opened
    opened.close()


def give_mailbox(ward: Ward, name: str, mailbox: str) -> None:
    """Give a person a mailbox."""
    who = next(one for one in ward.people.people() if one.name == name)
    fields = {"name": who.name, "is_post": who.is_post, "role_group": who.role_group}
    fields |= {"department_id": who.department_id, "extension": who.extension}
    ward.people.change_person(who.id, who.row_version, **fields, mailbox=mailbox)


def marked(ward: Ward) -> list[bool]:
    """Of each reminder that went out, whether it was mailed."""
    with store_of(ward).read() as reader:
        return [row.mailed_at is not None for row in reader.session.exec(select(Reminder))]


def late(clock: ShiftedClock) -> None:
    """More than three days after Friday."""
    clock.set_to(dt.datetime(2026, 8, 10, 9, 0, tzinfo=dt.UTC))


# Settings


def test_mail_is_off_and_sends_nothing_until_it_is_set_up(ward: Ward, sam: Ward) -> None:
    assert ward.mail.settings() == MailRow(row_version=0)
    assert not ward.mail.is_on()
    ward.reminders.send()
    # The network is closed: reaching for it would fail this test.
    assert ward.mail.send_digest() == ()
    assert not any(marked(ward))


def test_settings_are_kept_and_audited(ward: Ward) -> None:
    fields = {"host": HOST, "port": 465, "security": MailSecurity.TLS, "sender": SENDER}
    kept = ward.mail.change(0, **fields, summary_to=f"{SAM}, {ERIN} {SAM}")
    assert (kept.port, kept.security) == (465, MailSecurity.TLS)
    assert kept.summary_to == f"{SAM} {ERIN}"
    assert ward.mail.settings() == kept
    assert ward.mail.change(kept.row_version, is_on=True).is_on
    (entry,) = ward.audit.entries(limit=1)
    assert entry.what == "changed the mail settings"
    assert entry.changes[0].field == "mail is sent"


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"sender": "nobody"}, "sender", "“nobody” is no address"),
        ({"sender": "a@b.example\r\nBcc: c@d.example"}, "sender", "is no address"),
        ({"summary_to": f"{SAM} nobody"}, "summary_to", "“nobody” is no address"),
        ({"host": "smtp example"}, "host", "no server’s name"),
        ({"host": "x" * 10_000}, "host", "mail server has 10,000 characters"),
        ({"port": 0}, "port", "cannot be used"),
        ({"security": "none"}, "security", "cannot be used"),
        ({"is_on": True}, "host", "Mail needs a server"),
        ({"is_on": True, "host": HOST}, "sender", "a mailbox that it is sent from"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    ward: Ward, fields: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        ward.mail.change(0, **fields)
    assert refused.value.field == field
    assert ward.mail.settings().row_version == 0


def test_while_it_is_on_the_server_stays_named_and_nobody_is_overwritten(ward: Ward) -> None:
    kept = ward.mail.change(0, is_on=True, host=HOST, sender=SENDER)
    with pytest.raises(Refused, match="Mail needs a server"):
        ward.mail.change(kept.row_version, host="")
    assert ward.mail.settings() == kept
    with pytest.raises(ChangedElsewhere):
        ward.mail.change(0, host="other.example")


def test_the_password_stands_in_the_keyring_and_not_in_the_audit(
    ward: Ward, own_keyring: Keyring
) -> None:
    with pytest.raises(Refused, match="Give the server and your name there first"):
        ward.mail.keep_password(PASSWORD)
    ward.mail.change(0, host=HOST, user_name=USER)
    assert not ward.mail.has_password()
    ward.mail.keep_password(PASSWORD)
    assert ward.mail.has_password()
    assert own_keyring.held == {("Huddle", f"{HOST} {USER}"): PASSWORD}
    assert audited(ward, "mail_password") == [("mail_password", {"host": HOST})]
    assert PASSWORD not in str(ward.audit.entries(limit=500))
    ward.mail.keep_password("")
    assert not ward.mail.has_password()


def test_a_mailbox_of_a_person_or_department_is_checked_and_stays_when_it_is_not_named(
    ward: Ward,
) -> None:
    with pytest.raises(Refused, match="is no address") as refused:
        ward.people.add_department("Stores", mailbox="stores")
    assert refused.value.field == "mailbox"
    team = ward.people.add_department("Stores", mailbox="stores@hospital.example")
    changed = ward.people.change_department(team.id, team.row_version, name="Stock", extension="")
    assert changed.mailbox == "stores@hospital.example"
    person = ward.people.add_person("Ola", mailbox="ola@hospital.example")
    give_mailbox(ward, "Ola", "")
    assert next(one for one in ward.people.people() if one.id == person.id).mailbox == ""


def test_a_leaver_gets_no_mail_and_their_mailbox_leaves_the_audit(ward: Ward) -> None:
    mailbox = "ola.berg@hospital.example"
    person = ward.people.add_person("Ola", mailbox=mailbox)
    assert ward.rights.everything_about(person.id)["person"]["mailbox"] == mailbox
    ward.rights.leaver_becomes_role(person.id, "Former clerk")
    row = next(one for one in ward.people.people(with_retired=True) if one.id == person.id)
    assert row.mailbox == ""
    assert mailbox not in str(ward.audit.entries(limit=500))


# A test message


def test_a_test_message_is_sent_also_while_mail_is_off(ward: Ward, mail_server: MailServer) -> None:
    mail_server.serve(ward, is_on=False)
    ward.mail.send_test(ERIN)
    assert mail_server.postbox.to == [ERIN]
    assert mail_server.postbox.text() == "This is a test from Huddle, Ward 7. Mail works.\n"
    assert audited(ward, *MAILS) == [("mailed", {"to": ERIN})]


def test_a_test_message_that_was_not_taken_is_an_error(ward: Ward, mail_server: MailServer) -> None:
    mail_server.serve(ward)
    ward.mail.keep_password("wrong")
    with pytest.raises(Environment, match="did not accept the name or the password"):
        ward.mail.send_test(ERIN)
    assert audited(ward, *MAILS) == [("not_mailed", {"to": ERIN})]
    with pytest.raises(Refused, match="is no address"):
        ward.mail.send_test("nobody")
    with pytest.raises(Refused, match="mailbox is empty"):
        ward.mail.send_test("")


# The digest


def test_reminders_go_once_to_the_mailbox_of_whom_they_are_for(
    ward: Ward, sam: Ward, mail_server: MailServer
) -> None:
    mail_server.serve(ward)
    ward.followups.add(wards.said(ward, "a: Order gloves @Sam due fri"))
    ward.reminders.send()
    assert [one.fate for one in ward.mail.send_digest()] == [MailFate.TAKEN]
    assert ward.mail.send_digest() == ()
    (message,) = mail_server.postbox.messages
    assert (message["to"], message["subject"]) == (SAM, "2 reminders from Huddle")
    codes = {item.text: item.code for item in ward.followups.all_open()}
    assert mail_server.postbox.text() == (
        "2 reminders from Huddle, Ward 7, as at Thu 06-Aug-2026 08:30:\n\n"
        f"- {codes['Check the fridge']} Check the fridge\n"
        "  Due soon · It is due on Fri 07-Aug-2026 14:00.\n\n"
        f"- {codes['Order gloves']} Order gloves\n"
        "  Due soon · It is due on Fri 07-Aug-2026.\n\n"
        "Answer in Huddle: nobody reads what is sent back to this message.\n"
    )
    assert audited(ward, *MAILS) == [("mail", {"count": 2})]


def test_whoever_follows_up_reads_the_department_and_nobodys_name(
    ward: Ward, sam: Ward, mail_server: MailServer, clock: ShiftedClock
) -> None:
    mail_server.serve(ward)
    give_mailbox(ward, wards.NAME, ERIN)
    ward.followups.add(wards.said(ward, "a: Ask Sam about the keys @Sam due fri"))
    late(clock)
    ward.reminders.send()
    ward.mail.send_digest()
    assert sorted(mail_server.postbox.to) == [ERIN, SAM]
    text = mail_server.postbox.text(mail_server.postbox.to.index(ERIN))
    assert "Check the fridge\n  Still overdue · Pharmacy · It was due on" in text
    assert "Sam" not in text
    assert "open Huddle to read it\n  Still overdue · Pharmacy" in text
    to_sam = mail_server.postbox.text(mail_server.postbox.to.index(SAM))
    assert "Ask Sam about the keys" in to_sam


def test_what_may_tell_who_a_patient_is_goes_as_its_code_only(
    ward: Ward, sam: Ward, mail_server: MailServer
) -> None:
    mail_server.serve(ward)
    line = "a: Ring Mrs Alder on 07700 900123 @Sam due fri"
    item = ward.followups.add(wards.said(ward, line))
    ward.followups.update(item.id, item.row_version, patient_reference="Bed 4")
    ward.reminders.send()
    ward.mail.send_digest()
    text = mail_server.postbox.text()
    assert f"- {item.code} open Huddle to read it\n" in text
    assert not any(word in text for word in ("Alder", "07700", "Bed 4"))


def test_a_sensitive_action_is_not_in_it_whoever_is_signed_in(
    ward: Ward, sam: Ward, mail_server: MailServer
) -> None:
    mail_server.serve(ward)
    item = ward.followups.all_open()[0]
    ward.followups.update(item.id, item.row_version, is_sensitive=True)
    ward.reminders.send()
    assert ward.mail.send_digest() == ()
    assert mail_server.postbox.taken == []


def test_nobody_who_has_left_or_was_disabled_gets_any(
    ward: Ward, sam: Ward, mail_server: MailServer
) -> None:
    mail_server.serve(ward)
    ward.reminders.send()
    ward.people.retire_person(next(one for one in ward.people.people() if one.name == "Sam").id)
    assert ward.mail.send_digest() == ()


def test_the_wards_hours_of_quiet_hold_mail_back_too(
    ward: Ward, sam: Ward, mail_server: MailServer, clock: ShiftedClock
) -> None:
    mail_server.serve(ward)
    ward.privacy.change_policy(0, quiet_from=dt.time(22), quiet_until=dt.time(8, 45))
    ward.reminders.send()
    assert ward.mail.send_digest() == ()
    clock.advance(minutes=15)
    ward.reminders.send()
    assert len(ward.mail.send_digest()) == 1


def test_what_went_out_before_the_quiet_hours_is_not_mailed_in_them(
    ward: Ward, sam: Ward, mail_server: MailServer, clock: ShiftedClock
) -> None:
    mail_server.serve(ward)
    ward.reminders.send()
    ward.privacy.change_policy(0, quiet_from=dt.time(8), quiet_until=dt.time(9))
    assert ward.mail.send_digest() == ()
    clock.advance(minutes=45)
    assert len(ward.mail.send_digest()) == 1


def test_a_password_that_no_server_takes_is_refused(ward: Ward, mail_server: MailServer) -> None:
    mail_server.serve(ward)
    settings = ward.mail.settings()
    ward.mail.change(settings.row_version, user_name="huddle")
    with pytest.raises(Refused) as refused:
        ward.mail.keep_password("pounds £££")
    assert refused.value.field == "password"


def test_what_goes_wrong_on_the_way_gives_the_reminders_back(
    ward: Ward, sam: Ward, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_server.serve(ward)
    ward.reminders.send()

    def fail(*_given: object) -> object:
        raise RuntimeError("a bug")

    with monkeypatch.context() as broken:
        broken.setattr("huddle.mailing.courier.Courier.hand_over", fail)
        with pytest.raises(RuntimeError):
            ward.mail.send_digest()
    assert not any(marked(ward))
    assert len(ward.mail.send_digest()) == 1


def test_two_programs_at_once_send_one_message(
    ward: Ward, sam: Ward, mail_server: MailServer
) -> None:
    mail_server.serve(ward)
    sam.courier = mail_server.courier()
    ward.reminders.send()
    with ThreadPoolExecutor(2) as both:
        handed = list(both.map(lambda one: one.mail.send_digest(), (ward, sam)))
    assert sum(map(len, handed)) == 1
    assert mail_server.postbox.to == [SAM]


def test_what_was_surely_not_taken_goes_the_next_time(
    ward: Ward, sam: Ward, mail_server: MailServer
) -> None:
    mail_server.serve(ward)
    mail_server.postbox.refuses = frozenset({SAM})
    ward.reminders.send()
    (handed,) = ward.mail.send_digest()
    assert (handed.to, handed.fate) == (SAM, MailFate.NOT_TAKEN)
    assert not any(marked(ward))
    assert audited(ward, *MAILS) == [("mail", {"count": 1}), ("not_mailed", {"count": 1})]
    mail_server.postbox.refuses = frozenset()
    assert len(ward.mail.send_digest()) == 1
    assert mail_server.postbox.to == [SAM]


def test_what_another_mailbox_got_is_not_said_again(
    ward: Ward, mail_server: MailServer, clock: ShiftedClock
) -> None:
    give_mailbox(ward, wards.NAME, ERIN)
    ola = ward.people.add_person("Ola", mailbox="ola@hospital.example")
    ward.accounts.add("ola", SAMS_PASSWORD, AccessRole.FACILITATOR, person_id=ola.id)
    ward.followups.add(wards.said(ward, "a: Mend the lamp +Nursing due fri"))
    mail_server.serve(ward)
    mail_server.postbox.refuses = frozenset({"ola@hospital.example"})
    ward.reminders.send()
    assert {one.fate for one in ward.mail.send_digest()} == {MailFate.TAKEN, MailFate.NOT_TAKEN}
    mail_server.postbox.refuses = frozenset()
    assert ward.mail.send_digest() == ()
    assert mail_server.postbox.to == [ERIN]


def test_a_server_that_got_it_and_did_not_answer_gets_it_once(
    ward: Ward, sam: Ward, mail_server: MailServer
) -> None:
    mail_server.serve(ward, wait_seconds=0.5)
    mail_server.postbox.never_answers = True
    ward.reminders.send()
    assert [one.fate for one in ward.mail.send_digest()] == [MailFate.UNKNOWN]
    assert ward.mail.send_digest() == ()


def test_a_server_that_is_gone_leaves_everything_to_be_mailed(
    ward: Ward, sam: Ward, mail_server: MailServer
) -> None:
    mail_server.serve(ward)
    mail_server.stop()
    ward.reminders.send()
    (handed,) = ward.mail.send_digest()
    assert handed.fate is MailFate.NOT_TAKEN
    assert not any(marked(ward))


def test_a_certificate_that_nobody_trusts_gets_no_reminder(
    ward: Ward, sam: Ward, mail_server: MailServer
) -> None:
    mail_server.serve(ward)
    ward.mail._courier = Courier()  # noqa: SLF001 - as the program itself has it
    ward.reminders.send()
    (handed,) = ward.mail.send_digest()
    assert "does not trust the certificate" in handed.why
    assert mail_server.postbox.taken == []


@pytest.mark.parametrize("has_keyring", [True, False])
def test_a_computer_without_the_password_sends_nothing_and_takes_nothing_from_another(
    ward: Ward, sam: Ward, mail_server: MailServer, has_keyring: bool
) -> None:
    mail_server.serve(ward)
    ward.reminders.send()
    keyring.set_keyring(Keyring() if has_keyring else fail.Keyring())
    with pytest.raises(Environment, match="hold the password" if has_keyring else "no keyring"):
        ward.mail.send_digest()
    keyring.set_keyring(mail_server.keyring)
    assert [one.to for one in sam_sends(sam, mail_server)] == [SAM]


def sam_sends(sam: Ward, mail_server: MailServer) -> tuple[HandedRow, ...]:
    """What Sam's program mails."""
    sam.courier = mail_server.courier()
    return sam.mail.send_digest()


def test_the_digest_can_be_turned_off_alone(ward: Ward, sam: Ward, mail_server: MailServer) -> None:
    mail_server.serve(ward, sends_digest=False)
    ward.reminders.send()
    assert ward.mail.send_digest() == ()


def test_each_unit_of_the_store_mails_by_its_own_server_whichever_is_in_use(
    ward: Ward, mail_server: MailServer
) -> None:
    home = ward.units.units()[0]
    site = ward.units.add("Site team", tier="Site", time_zone=wards.ZONE)
    ward.units.use(site.id)
    person = ward.people.add_person("Sam", mailbox=SAM)
    ward.accounts.add("sam", SAMS_PASSWORD, AccessRole.CONTRIBUTOR, person_id=person.id)
    ward.followups.add(wards.said(ward, "a: Check the fridge @Sam due fri"))
    mail_server.serve(ward)
    ward.units.use(home.id)
    assert not ward.mail.is_on()
    ward.reminders.send()
    assert [one.to for one in ward.mail.send_digest()] == [SAM]
    assert "from Huddle, Site team, as at" in mail_server.postbox.text()
    assert ward.mail.send_digest() == ()


def test_hostile_words_stay_words(ward: Ward, sam: Ward, mail_server: MailServer) -> None:
    mail_server.serve(ward)
    line = wards.said(ward, "a: x @Sam due fri")
    item = ward.followups.add(line)
    evil = "Mend\n\nFrom: x\r\n.\r\nMAIL FROM:<x@y>\u202e it " + "long " * 1900
    ward.followups.update(item.id, item.row_version, text=evil)
    ward.reminders.send()
    assert [one.fate for one in ward.mail.send_digest()] == [MailFate.TAKEN]
    text = mail_server.postbox.text()
    assert f"- {item.code} Mend From: x . MAIL FROM:<x@y> it long" in text
    assert "\u202e" not in text
    act_as(ward, AccessRole.WALL_SCREEN)
    assert ward.mail.send_digest() == ()
