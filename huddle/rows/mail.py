"""By which server a ward sends mail, and what became of what it sent."""

from __future__ import annotations

from dataclasses import dataclass

from huddle.mail_words import MailFate, MailSecurity


@dataclass(frozen=True, slots=True)
class MailRow:
    """The ward's mail settings; the password stands in each computer's keyring."""

    row_version: int
    is_on: bool = False
    host: str = ""
    port: int = 587
    security: MailSecurity = MailSecurity.STARTTLS
    user_name: str = ""
    sender: str = ""
    sends_digest: bool = True
    """Whether reminders are mailed."""
    sends_sheets: bool = False
    """Whether sheets are offered for mailing at the close."""
    summary_to: str = ""
    """Mailboxes of the summary, separated by blanks."""
    fixed: frozenset[str] = frozenset()
    """The fields that the organisation set for this computer."""


@dataclass(frozen=True, slots=True)
class HandedRow:
    """What became of one message.

    Attributes:
        to: Its mailbox.
        about: What was in it, by name.
        fate: What became of it.
        why: Why the server did not take it, what is safe and what to do; empty when it did.
    """

    to: str
    about: tuple[str, ...]
    fate: MailFate
    why: str = ""
