"""What an organisation sets for all Huddle programs of its computers, as it is known once read.

Read before the first window is painted, so nothing heavy is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from huddle.i18n import N_
from huddle.labels import give_labels


class Feature(StrEnum):
    """What an organisation may switch off."""

    MAIL = "mail"
    EXPORTS = "exports"
    IMPORTS = "imports"
    HAND_OVER = "hand_over"
    WALL = "wall"
    FEEDBACK = "feedback"
    NOTIFICATIONS = "notifications"
    AUTOSTART = "autostart"


give_labels(
    {
        Feature: {
            Feature.MAIL: N_("mail"),
            Feature.EXPORTS: N_("exports"),
            Feature.IMPORTS: N_("imports"),
            Feature.HAND_OVER: N_("hand-over files"),
            Feature.WALL: N_("the wall"),
            Feature.FEEDBACK: N_("feedback on Huddle"),
            Feature.NOTIFICATIONS: N_("notifications outside of the window"),
            Feature.AUTOSTART: N_("starting with the computer"),
        }
    }
)


@dataclass(frozen=True, slots=True)
class FleetSettings:
    """The settings of a computer's administrator; what is empty is left to whoever uses Huddle.

    Attributes:
        data_dir: The data folder.
        database_url: The address of the database server; it holds no password.
        language: A language code.
        lock_minutes: After how many idle minutes the window locks; 0 for never.
        classification: Who may read a sheet, at its foot.
        printers: The printers that sheets may go to, by name, the usual one first.
        mail_host: The mail server.
        mail_port: Its port; 0 for none set.
        mail_security: How the line to it is encrypted, a value of `mail_words.MailSecurity`.
        mail_sender: The mailbox that mail is sent from.
        features_off: What is switched off.
        places: Where each was set, by its name.
    """

    data_dir: str = ""
    database_url: str = field(default="", repr=False)
    language: str = ""
    lock_minutes: int | None = None
    classification: str = ""
    printers: tuple[str, ...] = ()
    mail_host: str = ""
    mail_port: int = 0
    mail_security: str = ""
    mail_sender: str = ""
    features_off: frozenset[Feature] = frozenset()
    places: tuple[tuple[str, str], ...] = ()

    def is_off(self, feature: Feature) -> bool:
        """Whether something is switched off."""
        return feature in self.features_off

    @property
    def mail(self) -> dict[str, str | int]:
        """What is set of mail, named as in `rows.MailRow`."""
        found: dict[str, str | int] = {
            "host": self.mail_host,
            "port": self.mail_port,
            "security": self.mail_security,
            "sender": self.mail_sender,
        }
        return {name: value for name, value in found.items() if value}

    @property
    def chooses_place(self) -> bool:
        """Whether it says where the data is."""
        return bool(self.data_dir or self.database_url)


NOTHING_SET = FleetSettings()
"""What holds on a computer whose administrator set nothing."""
