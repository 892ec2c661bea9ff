"""The password of the mail server: in a keyring that keeps it, or nowhere."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from huddle.errors import Environment
from huddle.mailing import passwords
from tests.helpers.mail_server import Keyring


def test_it_is_kept_for_a_name_at_a_server_and_no_other(own_keyring: Keyring) -> None:
    passwords.keep("smtp.example", "ward7", "secret")
    assert passwords.kept("smtp.example", "ward7") == "secret"
    assert passwords.kept("smtp.example", "ward8") == ""
    assert passwords.kept("evil.example", "ward7") == ""
    assert own_keyring.held == {("Huddle", "smtp.example ward7"): "secret"}


def test_an_empty_one_is_taken_away(own_keyring: Keyring) -> None:
    passwords.keep("smtp.example", "ward7", "secret")
    for _turn in range(2):
        passwords.keep("smtp.example", "ward7", "")
        assert own_keyring.held == {}


class _InAFile(Keyring):
    """A keyring of another package, which writes a file."""


_InAFile.__module__ = "keyrings.alt.file"


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, _InAFile])
def test_without_a_keyring_of_the_system_it_is_refused_and_written_nowhere(
    backend: type, own_keyring: Keyring, home: Path
) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(Environment, match="no keyring that keeps passwords"):
        passwords.keep("smtp.example", "ward7", "secret")
    with pytest.raises(Environment, match="no keyring that keeps passwords"):
        passwords.kept("smtp.example", "ward7")
    assert [one for one in home.rglob("*") if one.is_file()] == []


class _Forgets(Keyring):
    """A keyring that says yes and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing."""


def test_what_a_keyring_did_not_keep_is_not_said_to_be_kept(own_keyring: Keyring) -> None:
    keyring.set_keyring(_Forgets())
    with pytest.raises(Environment, match="none was kept"):
        passwords.keep("smtp.example", "ward7", "secret")


class _Locked(Keyring):
    """A keyring that nobody unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("Locked: secret")


def test_a_locked_keyring_is_said_without_its_own_words(own_keyring: Keyring) -> None:
    keyring.set_keyring(_Locked())
    with pytest.raises(Environment, match="did not open") as told:
        passwords.kept("smtp.example", "ward7")
    assert "secret" not in str(told.value)
