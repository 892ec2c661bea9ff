"""The settings that an administrator may make: their names, and what each may hold.

They are called the same in the settings file and in the Windows Group Policy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from huddle.i18n import N_, _
from huddle.labels import label
from huddle.mail_words import MailSecurity
from huddle.organisation import Feature
from huddle.paths import without_password
from huddle.settings import LOCK_MINUTES

_HIGHEST_PORT = 65535
_LONGEST_TEXT = 120
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_MAILBOX = re.compile(r"[^@\s]+@[^@\s]+")


class Kind(StrEnum):
    """What kind of value a setting has."""

    TEXT = "text"
    NUMBER = "whole number"
    LIST = "list of texts"


@dataclass(frozen=True, slots=True)
class Key:
    """One setting.

    Attributes:
        name: Its name, as in `FleetSettings`.
        called: What a person calls it, not translated yet.
        kind: What kind of value it has.
        wrong: Says what is wrong with a value of that kind; empty for nothing.
    """

    name: str
    called: str
    kind: Kind
    wrong: Callable[[Any], str]


def _folder_wrong(text: str) -> str:
    return "" if Path(text).is_absolute() else _("it is no whole path to a folder")


def _address_wrong(text: str) -> str:
    if not text.startswith("postgresql://"):
        return _("its address does not begin with postgresql://")
    if without_password(text) != text:
        return _("its address holds a password, which everybody here could read")
    return ""


def _language_wrong(text: str) -> str:
    return "" if _LANGUAGE.fullmatch(text) else _("it is no language code, such as en")


def _words_wrong(text: str) -> str:
    is_one_line = text.isprintable() and len(text) <= _LONGEST_TEXT
    return "" if is_one_line else _("it is longer than one line at the foot of a sheet")


def _host_wrong(text: str) -> str:
    is_name = not re.search(r"[\s/:@]", text)
    return "" if is_name else _("it is no name of a server, such as smtp.hospital.example")


def _mailbox_wrong(text: str) -> str:
    return "" if _MAILBOX.fullmatch(text) else _("it is no mailbox")


def _one_of(words: tuple[object, ...]) -> Callable[[object], str]:
    def wrong(value: object) -> str:
        listed = ", ".join(map(str, words))
        return "" if value in words else _("it may be one of {words}").format(words=listed)

    return wrong


def _port_wrong(port: int) -> str:
    return "" if 1 <= port <= _HIGHEST_PORT else _("it is no port")


def _names_wrong(names: tuple[str, ...]) -> str:
    return "" if names and all(names) else _("it names nothing")


def _features_wrong(names: tuple[str, ...]) -> str:
    each = _one_of(tuple(one.value for one in Feature))
    return next(filter(None, map(each, names)), "")


KEYS = (
    Key("data_dir", N_("Data folder"), Kind.TEXT, _folder_wrong),
    Key("database_url", N_("Database server"), Kind.TEXT, _address_wrong),
    Key("language", N_("Language"), Kind.TEXT, _language_wrong),
    Key("lock_minutes", N_("Lock after idle minutes"), Kind.NUMBER, _one_of(LOCK_MINUTES)),
    Key("classification", N_("Classification"), Kind.TEXT, _words_wrong),
    Key("printers", N_("Printers"), Kind.LIST, _names_wrong),
    Key("mail_host", N_("Mail server"), Kind.TEXT, _host_wrong),
    Key("mail_port", N_("Port of the mail server"), Kind.NUMBER, _port_wrong),
    Key(
        "mail_security",
        N_("Encryption of mail"),
        Kind.TEXT,
        _one_of(tuple(one.value for one in MailSecurity)),
    ),
    Key("mail_sender", N_("Mailbox that mail is sent from"), Kind.TEXT, _mailbox_wrong),
    Key("features_off", N_("Switched off"), Kind.LIST, _features_wrong),
)
"""All of them, in the order in which they are told."""

_KNOWN = {key.name: key for key in KEYS}


def checked(found: Mapping[str, object]) -> tuple[dict[str, Any], str]:
    """The settings that stand somewhere, as `FleetSettings` has them.

    Returns:
        The settings, and in words what is wrong with one of them; empty for nothing.
    """
    good: dict[str, Any] = {}
    for name, value in found.items():
        key = _KNOWN.get(name)
        if key is None:
            return {}, _("“{key}” is no setting that Huddle knows").format(key=name)
        taken = _of_kind(key.kind, value)
        wrong = _kind_wrong(key.kind) if taken is None else key.wrong(taken)
        if wrong:
            return {}, _("“{key}”: {reason}").format(key=name, reason=wrong)
        good[name] = taken
    if "features_off" in good:
        good["features_off"] = frozenset(map(Feature, good["features_off"]))
    return good, ""


def in_words(name: str, value: Any) -> str:
    """What a setting holds, as a person reads it."""
    if name == "features_off":
        return ", ".join(label(one) for one in Feature if one in value)
    if name == "mail_security":
        return label(MailSecurity(value))
    if name == "lock_minutes":
        return str(value) if value else _("Never")
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _of_kind(kind: Kind, value: object) -> str | int | tuple[str, ...] | None:
    """The value, without blanks around it; none where it is of another kind, or empty text."""
    if kind is Kind.NUMBER:
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    if kind is Kind.TEXT:
        return value.strip() or None if isinstance(value, str) else None
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(one.strip() for one in value)
    return None


def _kind_wrong(kind: Kind) -> str:
    return {
        Kind.TEXT: _("it must be a text that is not empty"),
        Kind.NUMBER: _("it must be a whole number"),
        Kind.LIST: _("it must be a list of texts"),
    }[kind]
