"""What goes wrong with a mail server, in words: what happened, what is safe, what to do."""

from __future__ import annotations

from huddle.i18n import _
from huddle.rules.plain_text import one_line

_MOST_SAID = 160


def not_connected(host: str, error: OSError, *, is_sure: bool = True) -> str:
    """Why a connection did not come about, or broke.

    Args:
        host: The server.
        error: What Python says.
        is_sure: Whether the server cannot have taken the message.
    """
    if not is_sure:
        words = _(
            "“{host}” got the message and did not say whether it took it. Ask whether it arrived "
            "before you send it again."
        )
        return words.format(host=host)
    return _words_for(error).format(host=host)


def refused(host: str, mailbox: str, said: bytes) -> str:
    """Why the server took no message for a mailbox."""
    reason = one_line(said.decode(errors="replace"))
    if len(reason) > _MOST_SAID:
        reason = f"{reason[: _MOST_SAID - 1]}…"
    words = _(
        "“{host}” took no message for {mailbox}: “{reason}”. Nothing was sent to it. Check the "
        "address."
    )
    return words.format(host=host, mailbox=mailbox, reason=reason)


def _words_for(error: OSError) -> str:
    from smtplib import (  # noqa: PLC0415 - loaded by now
        SMTPAuthenticationError,
        SMTPNotSupportedError,
    )
    from socket import gaierror  # noqa: PLC0415
    from ssl import SSLCertVerificationError, SSLError  # noqa: PLC0415

    if isinstance(error, SSLCertVerificationError):
        return _(
            "This computer does not trust the certificate of “{host}”, so nothing was sent to it. "
            "Ask the IT department for the server’s right name."
        )
    if isinstance(error, SSLError):
        return _(
            "No encrypted connection to “{host}” came about, so nothing was sent. Check the port "
            "and the kind of encryption."
        )
    if isinstance(error, SMTPNotSupportedError):
        return _(
            "“{host}” does not offer the encryption or the sign-in that is set, so nothing was "
            "sent. Check the port and the kind of encryption."
        )
    if isinstance(error, SMTPAuthenticationError):
        return _(
            "“{host}” did not accept the name or the password, so nothing was sent. Give both "
            "again in Settings."
        )
    if isinstance(error, gaierror):
        return _(
            "There is no server called “{host}”, or no network, so nothing was sent. Check the "
            "name and the network."
        )
    return _(
        "“{host}” could not be reached or broke off, so nothing was sent. Check the network, or "
        "try again later."
    )
