"""Hands messages to a mail server: encrypted, its certificate checked, or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from huddle.i18n import _
from huddle.mail_words import MailFate, MailSecurity
from huddle.mailing.letters import Letter, written
from huddle.mailing.trouble import not_connected, refused
from huddle.rows.mail import HandedRow
from huddle.rules.mailboxes import is_host, is_mailbox

if TYPE_CHECKING:
    from smtplib import SMTP
    from ssl import SSLContext

_WAIT_SECONDS = 20.0
_DONE, _FORWARDS = 250, 251
_CALLED = "[127.0.0.1]"
"""How this computer introduces itself: not by its name, which is nobody's business."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to speak to it.

    Attributes:
        host: Its name.
        port: Its port.
        security: How the connection is encrypted.
        user_name: The name to sign in with; empty for a server that asks for none.
        sender: The mailbox that messages come from.
        sender_name: What stands beside that.
        password: For the name.
    """

    host: str
    port: int
    security: MailSecurity
    user_name: str
    sender: str
    sender_name: str
    password: str = field(default="", repr=False)


class Courier:
    """Speaks to mail servers; tests hand in another trust and less patience.

    Args:
        trust: Makes what certificates are checked with; the system's own when not given.
        wait_seconds: How long the server may take for each answer.
    """

    def __init__(
        self, trust: Callable[[], SSLContext] | None = None, wait_seconds: float = _WAIT_SECONDS
    ) -> None:
        self._trust = trust or _system_trust
        self._wait_seconds = wait_seconds

    def hand_over(
        self, server: Server, letters: Sequence[Letter], now: dt.datetime
    ) -> tuple[HandedRow, ...]:
        """Hand messages over on one connection, one after another.

        Returns:
            What became of each, in their order. Whatever was not taken is safe to send again;
            of what is *unknown* the server had the whole message and did not answer.
        """
        handed: list[HandedRow] = []
        if not letters:
            return ()
        if why := _problem(server, letters):
            return tuple(_not_taken(one, why) for one in letters)
        messages = [written(one, server.sender, server.sender_name, now) for one in letters]
        try:
            with self._connected(server) as smtp:
                for letter, message in zip(letters, messages, strict=True):
                    handed.append(_hand(smtp, server, letter, message))
                    if smtp.sock is None:
                        why = not_connected(server.host, ConnectionError())
                        break
        except UnicodeError:
            # smtplib signs in with ASCII only.
            why = _("The name or the password for the mail server has letters it cannot take.")
        except OSError as error:
            why = not_connected(server.host, error)
        return (*handed, *(_not_taken(one, why) for one in letters[len(handed) :]))

    @contextmanager
    def _connected(self, server: Server) -> Iterator[SMTP]:
        """A connection that is encrypted and signed in to."""
        smtp = self._encrypted(server)
        try:
            if server.user_name:
                smtp.login(server.user_name, server.password)
            yield smtp
        finally:
            # What was taken stays taken, however the goodbye goes.
            with suppress(OSError):
                smtp.quit()
            smtp.close()

    def _encrypted(self, server: Server) -> SMTP:
        from smtplib import SMTP, SMTP_SSL  # noqa: PLC0415 - at the first message

        place, wait = (server.host, server.port), self._wait_seconds
        if server.security is MailSecurity.TLS:
            return SMTP_SSL(*place, _CALLED, timeout=wait, context=self._trust())
        smtp = SMTP(*place, _CALLED, timeout=wait)
        try:
            smtp.starttls(context=self._trust())
        except BaseException:
            smtp.close()
            raise
        return smtp


def _system_trust() -> SSLContext:
    from ssl import create_default_context  # noqa: PLC0415 - at the first message

    return create_default_context()


def _problem(server: Server, letters: Sequence[Letter]) -> str:
    """What is wrong with the addresses; one that could mean something else goes nowhere."""
    mailboxes = (server.sender, *(one.to for one in letters))
    if is_host(server.host) and all(map(is_mailbox, mailboxes)):
        return ""
    return _(
        "The mail settings hold an address that is none, so nothing was sent. A ward manager can "
        "mend it in Settings and People."
    )


def _not_taken(letter: Letter, why: str) -> HandedRow:
    return HandedRow(letter.to, letter.about, MailFate.NOT_TAKEN, why)


def _hand(smtp: SMTP, server: Server, letter: Letter, message: bytes) -> HandedRow:
    """Hand one message over; whoever refuses it is asked nothing more about it."""
    fate, why = MailFate.NOT_TAKEN, ""
    try:
        answer = smtp.mail(server.sender)
        if answer[0] == _DONE:
            answer = smtp.rcpt(letter.to)
        if answer[0] in (_DONE, _FORWARDS):
            # Until the answer to this comes, nobody here can know.
            fate = MailFate.UNKNOWN
            answer = smtp.data(message)
            fate = MailFate.TAKEN if answer[0] == _DONE else MailFate.NOT_TAKEN
        if fate is not MailFate.TAKEN:
            why = refused(server.host, letter.to, answer[1])
            smtp.rset()
    except OSError as error:
        if _data_was_refused(error):
            fate = MailFate.NOT_TAKEN
        why = why or not_connected(server.host, error, is_sure=fate is MailFate.NOT_TAKEN)
        smtp.close()
    return HandedRow(letter.to, letter.about, fate, why)


def _data_was_refused(error: OSError) -> bool:
    """Whether the server said no before it got a message."""
    from smtplib import SMTPDataError  # noqa: PLC0415 - loaded by now

    return isinstance(error, SMTPDataError)
