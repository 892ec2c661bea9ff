"""Handing messages to a real server: encrypted, trusted, and never said to be sent when not."""

from __future__ import annotations

import datetime as dt
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from huddle.mail_words import MailFate, MailSecurity
from huddle.mailing.courier import Courier, Server
from huddle.mailing.letters import Attachment, Letter
from huddle.rows.mail import HandedRow
from tests.helpers.mail_server import (
    HOST,
    PASSWORD,
    SENDER,
    USER,
    Keyring,
    MailServer,
    free_port,
    make_certificate,
    running,
    silent_server,
)

NOW = dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC)
TAKEN, NOT_TAKEN, UNKNOWN = MailFate.TAKEN, MailFate.NOT_TAKEN, MailFate.UNKNOWN
HELLO = Letter("a@hospital.example", "Hello", "A word.\n", about=("Word",))
OTHER = replace(HELLO, to="b@hospital.example")


def server(port: int, security: MailSecurity = MailSecurity.STARTTLS, **fields: str) -> Server:
    """A server of this machine."""
    given = {"user_name": USER, "sender": SENDER, "sender_name": "Huddle", "password": PASSWORD}
    return Server(HOST, port, security, **{**given, **fields})


def send(at: MailServer, *letters: Letter, wait_seconds: float = 10.0) -> tuple[HandedRow, ...]:
    return at.courier(wait_seconds).hand_over(server(at.port), letters or (HELLO,), NOW)


def fates(handed: tuple[HandedRow, ...]) -> list[MailFate]:
    return [one.fate for one in handed]


def test_a_message_is_taken_and_says_what_it_shall(mail_server: MailServer) -> None:
    letter = replace(HELLO, attachments=(Attachment("Sheet.pdf", b"%PDF-1.7 x"),))
    (handed,) = send(mail_server, letter)
    assert handed == HandedRow("a@hospital.example", ("Word",), TAKEN)
    (message,) = mail_server.postbox.messages
    assert (message["to"], message["subject"]) == ("a@hospital.example", "Hello")
    assert message["from"] == f"Huddle <{SENDER}>"
    assert message["auto-submitted"] == "auto-generated"
    assert message["message-id"].endswith("@hospital.example>")
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Sheet.pdf"
    assert attached.get_content() == b"%PDF-1.7 x"
    assert mail_server.postbox.text() == "A word.\n"


def test_a_server_that_is_encrypted_from_the_start(
    certificate: Path, own_keyring: Keyring, loopback: None
) -> None:
    with running(certificate, own_keyring, is_tls=True) as at:
        handed = at.courier().hand_over(server(at.port, MailSecurity.TLS), [HELLO], NOW)
        assert fates(handed) == [TAKEN]


def test_no_line_break_makes_a_header(mail_server: MailServer) -> None:
    letter = replace(
        HELLO,
        subject="Hello\r\nBcc: c@elsewhere.example\r\n\r\nA body",
        attachments=(Attachment('x"\r\nX-Evil: 1\u202e.pdf', b"%PDF"),),
    )
    at = replace(server(mail_server.port), sender_name="Ward\r\nBcc: d@elsewhere.example")
    handed = mail_server.courier().hand_over(at, [letter], NOW)
    assert fates(handed) == [TAKEN]
    (message,) = mail_server.postbox.messages
    assert message["bcc"] is None
    assert message["subject"] == "Hello Bcc: c@elsewhere.example A body"
    (attached,) = message.iter_attachments()
    assert attached["x-evil"] is None
    assert attached.get_filename() == 'x" X-Evil: 1.pdf'
    assert mail_server.postbox.to == ["a@hospital.example"]


@pytest.mark.parametrize(
    "to", ["a@b.example>\r\nRCPT TO:<c@d.example", "a@b.example c@d.example", "", "<a@b.example>"]
)
def test_what_is_no_address_goes_nowhere_and_nothing_goes_with_it(
    mail_server: MailServer, to: str
) -> None:
    handed = send(mail_server, HELLO, replace(HELLO, to=to))
    assert fates(handed) == [NOT_TAKEN, NOT_TAKEN]
    assert "an address that is none" in handed[0].why
    assert mail_server.postbox.taken == []


def test_a_refused_recipient_is_named_and_the_others_get_theirs(mail_server: MailServer) -> None:
    mail_server.postbox.refuses = frozenset({HELLO.to})
    first, second = send(mail_server, HELLO, OTHER)
    assert (first.fate, second.fate) == (NOT_TAKEN, TAKEN)
    assert "took no message for a@hospital.example: “There is no such mailbox”" in first.why
    assert mail_server.postbox.to == [OTHER.to]


def test_a_message_refused_after_it_was_got_is_surely_not_taken(mail_server: MailServer) -> None:
    mail_server.postbox.is_full = True
    handed = send(mail_server, HELLO, OTHER)
    assert fates(handed) == [NOT_TAKEN, NOT_TAKEN]
    assert "No room left" in handed[0].why


def test_a_wrong_password_sends_nothing(mail_server: MailServer) -> None:
    at = server(mail_server.port, password="wrong")
    handed = mail_server.courier().hand_over(at, [HELLO, OTHER], NOW)
    assert fates(handed) == [NOT_TAKEN, NOT_TAKEN]
    assert "did not accept the name or the password, so nothing was sent" in handed[0].why
    assert mail_server.postbox.taken == []


def test_a_certificate_that_is_not_trusted_gets_nothing(
    mail_server: MailServer, tmp_path: Path
) -> None:
    another = make_certificate(tmp_path / "another.pem")
    for trust in (
        None,
        lambda: ssl.create_default_context(cafile=str(another)),
    ):
        handed = Courier(trust, 10).hand_over(server(mail_server.port), [HELLO], NOW)
        assert fates(handed) == [NOT_TAKEN]
        assert "does not trust the certificate" in handed[0].why
    assert mail_server.postbox.taken == []


def test_a_certificate_of_another_name_gets_nothing(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    found = socket.getaddrinfo(HOST, mail_server.port, type=socket.SOCK_STREAM)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_more: found)
    at = replace(server(mail_server.port), host="mail.hospital.example")
    handed = mail_server.courier().hand_over(at, [HELLO], NOW)
    assert fates(handed) == [NOT_TAKEN]
    assert "does not trust the certificate of “mail.hospital.example”" in handed[0].why
    assert mail_server.postbox.taken == []


def test_a_server_without_encryption_gets_nothing(
    certificate: Path, own_keyring: Keyring, loopback: None
) -> None:
    plain = {"tls_context": None, "require_starttls": False, "auth_required": False}
    with running(certificate, own_keyring, **plain, auth_require_tls=False) as at:
        handed = send(at)
        assert fates(handed) == [NOT_TAKEN]
        assert "does not offer the encryption" in handed[0].why
        handed = at.courier().hand_over(server(at.port, MailSecurity.TLS), [HELLO], NOW)
        assert fates(handed) == [NOT_TAKEN]
        assert "No encrypted connection" in handed[0].why
        assert at.postbox.taken == []


def test_a_server_that_is_gone(mail_server: MailServer) -> None:
    mail_server.stop()
    handed = send(mail_server, HELLO, OTHER)
    assert fates(handed) == [NOT_TAKEN, NOT_TAKEN]
    assert "could not be reached or broke off, so nothing was sent" in handed[0].why


def test_a_server_that_never_speaks_is_not_waited_for(loopback: None) -> None:
    with silent_server() as port:
        handed = Courier(wait_seconds=0.2).hand_over(server(port), [HELLO], NOW)
    assert fates(handed) == [NOT_TAKEN]
    assert "could not be reached or broke off" in handed[0].why


def test_a_server_that_gets_a_message_and_does_not_answer_is_not_known_to_have_it(
    mail_server: MailServer,
) -> None:
    mail_server.postbox.never_answers = True
    first, second = send(mail_server, HELLO, OTHER, wait_seconds=0.5)
    assert (first.fate, second.fate) == (UNKNOWN, NOT_TAKEN)
    assert "Ask whether it arrived before you send it again" in first.why
    assert "nothing was sent" in second.why


def test_nothing_to_send_reaches_for_no_server() -> None:
    assert Courier().hand_over(server(free_port()), [], NOW) == ()


def test_a_password_stands_in_no_words_about_a_server() -> None:
    assert PASSWORD not in repr(server(25))
