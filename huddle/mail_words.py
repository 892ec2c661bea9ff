"""The words of mail, as they are kept and as a person reads them."""

from __future__ import annotations

from enum import StrEnum

from huddle.i18n import N_
from huddle.labels import give_labels


class MailSecurity(StrEnum):
    """How a connection to a mail server is encrypted; none goes without."""

    STARTTLS = "starttls"
    TLS = "tls"


class MailFate(StrEnum):
    """What became of a message that was to be handed to the mail server."""

    TAKEN = "taken"
    NOT_TAKEN = "not_taken"
    UNKNOWN = "unknown"
    """The server got it and did not say whether it took it."""


give_labels(
    {
        MailSecurity: {
            MailSecurity.STARTTLS: N_("STARTTLS, usually port 587"),
            MailSecurity.TLS: N_("TLS from the start, usually port 465"),
        },
        MailFate: {
            MailFate.TAKEN: N_("taken by the mail server"),
            MailFate.NOT_TAKEN: N_("not sent"),
            MailFate.UNKNOWN: N_("perhaps sent"),
        },
    }
)
