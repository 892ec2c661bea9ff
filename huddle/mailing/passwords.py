"""The mail server's password: in the operating system's keyring, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from huddle.errors import Environment
from huddle.i18n import _

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "Huddle"
_KEEP_NOTHING = ("keyring.backends.fail", "keyring.backends.null")
_OWN_PACKAGES = "keyrings."
"""Keyrings that are no part of `keyring` itself: most of them are files."""


def kept(host: str, user_name: str) -> str:
    """The password for a name at a server; empty for none."""
    with _trouble_in_words():
        found = _keyring().get_password(_SERVICE, _entry(host, user_name))
    return found or ""


def keep(host: str, user_name: str, password: str) -> None:
    """Keep a password; an empty one takes the kept one away.

    Raises:
        Environment: This computer has no keyring, or it did not keep it.
    """
    entry = _entry(host, user_name)
    with _trouble_in_words():
        keyring = _keyring()
        if password:
            keyring.set_password(_SERVICE, entry, password)
        elif keyring.get_password(_SERVICE, entry) is not None:
            keyring.delete_password(_SERVICE, entry)
        is_kept = (keyring.get_password(_SERVICE, entry) or "") == password
    if not is_kept:
        raise _no_keyring()


def _entry(host: str, user_name: str) -> str:
    return f"{host} {user_name}"


def _keyring() -> KeyringBackend:
    """The system's keyring.

    Raises:
        Environment: There is none, or only one that would put the password into a file.
    """
    import keyring  # noqa: PLC0415 - slow, and only for mail

    found = keyring.get_keyring()
    each = getattr(found, "backends", [found])
    if not each or not all(map(_is_safe, each)):
        raise _no_keyring()
    return found


def _is_safe(keyring: KeyringBackend) -> bool:
    module = type(keyring).__module__
    return module not in _KEEP_NOTHING and not module.startswith(_OWN_PACKAGES)


def _no_keyring() -> Environment:
    return Environment(
        _("This computer has no keyring that keeps passwords, so none was kept or read."),
        _("Ask the IT department for one, or for a mail server that needs no password here."),
    )


@contextmanager
def _trouble_in_words() -> Iterator[None]:
    try:
        yield
    except Environment:
        raise
    except Exception as error:
        # Each system's keyring raises errors of its own.
        raise Environment(
            _("The keyring of this computer did not open, so no password was kept or read."),
            _("Unlock it and try again, or ask the IT department."),
        ) from error
