"""Addresses of mailboxes and names of mail servers: what can be used, and what is wrong in words.

What passes here holds no blank, no line break and nothing but ASCII, so that it can stand in a
header or a command to a server and mean nothing else there.
"""

from __future__ import annotations

import re

from huddle.i18n import _

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_MAILBOX = re.compile(rf"(?=.{{6,254}}\Z){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_LONGEST_LOCAL = 64
_LONGEST_SHOWN = 60


def is_mailbox(text: str) -> bool:
    """Whether this is the address of one mailbox."""
    return bool(_MAILBOX.fullmatch(text)) and len(text.partition("@")[0]) <= _LONGEST_LOCAL


def is_host(text: str) -> bool:
    """Whether this can be the name or number of a server."""
    return bool(_HOST.fullmatch(text))


def checked_mailbox(text: str) -> str:
    """An address as it is kept; empty stays empty.

    Raises:
        ValueError: It is none; the words are for whoever typed it.
    """
    if text and not is_mailbox(text):
        raise ValueError(
            _("“{text}” is no address. Write it like ward7@hospital.example.").format(
                text=_shortened(text)
            )
        )
    return text


def checked_mailboxes(text: str) -> str:
    """Several addresses as they are kept: each once, separated by a blank.

    Raises:
        ValueError: One of them is none.
    """
    return " ".join(dict.fromkeys(map(checked_mailbox, re.split(r"[\s,;]+", text.strip(" ,;")))))


def checked_host(text: str) -> str:
    """A server's name as it is kept; empty stays empty.

    Raises:
        ValueError: It is none.
    """
    if text and not is_host(text):
        raise ValueError(
            _("“{text}” is no server’s name. Write it like smtp.hospital.example.").format(
                text=_shortened(text)
            )
        )
    return text


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
