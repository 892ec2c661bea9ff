"""A real mail server on this machine, with a certificate of its own, for tests that send.

A test asks for `mail_server`; that alone opens the way to 127.0.0.1, and puts a keyring of the
test's own in place of the system's.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import keyring
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from keyring.backend import KeyringBackend

from huddle.mailing.courier import Courier
from huddle.ward import Ward
from tests.helpers import network

HOST = "127.0.0.1"
USER, PASSWORD = "ward7", "a password of the server"
SENDER = "ward7@hospital.example"


class Keyring(KeyringBackend):
    """Keeps passwords in memory, as a system's keyring does for whoever is signed in."""

    priority = 1

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@dataclass
class Postbox:
    """What a server does with messages; it keeps those it takes.

    Attributes:
        taken: Each message with the mailbox it is for.
        refuses: The mailboxes that there are not.
        is_full: Whether it refuses every message after it got it.
        never_answers: Whether it gets messages and says nothing to them.
    """

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    refuses: frozenset[str] = frozenset()
    is_full: bool = False
    never_answers: bool = False

    @property
    def to(self) -> list[str]:
        """The mailboxes that got a message, in order."""
        return [mailbox for mailbox, _content in self.taken]

    @property
    def messages(self) -> list[EmailMessage]:
        """The messages, read back."""
        return [_read(content) for _mailbox, content in self.taken]

    def text(self, at: int = -1) -> str:
        """What a message says, with plain line ends."""
        body = self.messages[at].get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 There is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        if self.never_answers:
            await asyncio.Event().wait()
        if self.is_full:
            return "452 No room left"
        assert isinstance(envelope.content, bytes)
        self.taken += [(to, envelope.content) for to in envelope.rcpt_tos]
        return "250 Taken"


def _read(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


@dataclass
class MailServer:
    """A running server.

    Attributes:
        port: Where it listens.
        postbox: What it does with messages.
        certificate: The file of its certificate.
        keyring: The keyring in use.
        stop: Ends it.
    """

    port: int
    postbox: Postbox
    certificate: Path
    keyring: Keyring
    stop: Callable[[], None]

    def trust(self) -> ssl.SSLContext:
        """Trusts this server's certificate and no other."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def courier(self, wait_seconds: float = 10.0) -> Courier:
        """What trusts this server."""
        return Courier(self.trust, wait_seconds)

    def serve(self, ward: Ward, *, wait_seconds: float = 10.0, **fields: Any) -> None:
        """Let a ward send by this server."""
        ward.courier = self.courier(wait_seconds)
        for made_before in ("mail", "posting"):
            vars(ward).pop(made_before, None)
        given: dict[str, Any] = {"host": HOST, "port": self.port, "sender": SENDER}
        given |= {"user_name": USER, "is_on": True, **fields}
        ward.mail.change(ward.mail.settings().row_version, **given)
        ward.mail.keep_password(PASSWORD)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, in one file."""
    return make_certificate(tmp_path_factory.mktemp("certificate") / "server.pem")


@pytest.fixture
def own_keyring() -> Iterator[Keyring]:
    """A keyring of the test's own."""
    before = keyring.get_keyring()
    own = Keyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture
def loopback() -> Iterator[None]:
    """The way to this machine's own address is open."""
    with network.loopback_open():
        yield


@pytest.fixture
def mail_server(certificate: Path, own_keyring: Keyring, loopback: None) -> Iterator[MailServer]:
    """A server that wants STARTTLS, then a name and a password."""
    with running(certificate, own_keyring) as server:
        yield server


@contextmanager
def running(
    certificate: Path, own_keyring: Keyring, *, is_tls: bool = False, **options: Any
) -> Iterator[MailServer]:
    """A server, until the test is over with it."""
    postbox, port = Postbox(), free_port()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    encrypts: dict[str, Any] = (
        {"ssl_context": context, "auth_require_tls": False, "auth_required": False}
        if is_tls
        else {"tls_context": context, "require_starttls": True, "auth_required": True}
    )
    signs_in = {"authenticator": _sign_in}
    # What the server says of itself is no word of the program's log.
    logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)
    controller = Controller(
        postbox, HOST, port, **{"server_hostname": "test", **encrypts, **signs_in, **options}
    )
    controller.start()
    try:
        yield MailServer(port, postbox, certificate, own_keyring, controller.stop)
    finally:
        if controller._thread is not None:  # noqa: SLF001 - it has no other way to tell
            controller.stop()


@contextmanager
def silent_server() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.create_server((HOST, 0)) as listening:
        yield listening.getsockname()[1]


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.create_server((HOST, 0)) as one:
        return int(one.getsockname()[1])


def make_certificate(file: Path) -> Path:
    """Write a new certificate for 127.0.0.1, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail of a test")])
    now = dt.datetime.fromisoformat("2020-01-01T00:00:00+00:00")
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=365 * 100))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + signed.public_bytes(pem))
    return file


def _sign_in(
    server: Any, session: Any, envelope: Any, mechanism: str, auth_data: Any
) -> AuthResult:
    is_right = (
        isinstance(auth_data, LoginPassword)
        and auth_data.login == USER.encode()
        and auth_data.password == PASSWORD.encode()
    )
    return AuthResult(success=is_right, handled=False)
