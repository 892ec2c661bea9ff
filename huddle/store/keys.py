"""The file's key: random, wrapped once per account and once by the recovery key, in a key file.

Each wrapping key comes from Argon2id (RFC 9106) and wraps by AES-256-GCM. The key file holds
sign-in names and nothing else that can be read.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huddle.errors import DamagedData, Refused, WrongPassword
from huddle.files import disk_errors_in_words, write_atomically
from huddle.i18n import _

PASSWORD_LEAST = 10
"""The shortest password, in characters; long ones are better than odd ones."""
_RECOVERY_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_RECOVERY_GROUPS = 8
_GROUP_LENGTH = 4
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What Argon2id spends on one password. The default is RFC 9106's second recommendation."""

    time_cost: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


CHEAP = KeyCost(time_cost=1, memory_kib=8, lanes=1)
"""For stores made by tests: quick, and worthless as a protection."""


def create_key_file(
    path: Path, sign_in_name: str, password: str, cost: KeyCost | None = None
) -> tuple[bytes, str]:
    """Make a random key for a new store and wrap it for its first account.

    Returns:
        The 32-byte key and the recovery key as a person writes it down.

    Raises:
        Refused: The name or the password cannot be used, or a key file stands there already.
        Environment: The folder cannot be written.
    """
    check_sign_in_name(sign_in_name)
    check_password(password)
    if path.exists():
        raise Refused(_("There is a store in this folder already. Sign in to it instead."))
    cost = cost or KeyCost()
    key = secrets.token_bytes(32)
    recovery_key = _new_recovery_key()
    content = {
        "format": _FORMAT,
        "key_number": 1,
        "argon2id": {
            "time_cost": cost.time_cost,
            "memory_kib": cost.memory_kib,
            "lanes": cost.lanes,
        },
        "accounts": {sign_in_name.strip(): _wrap(key, password, sign_in_name, cost)},
        "recovery": _wrap(key, _plain_recovery_key(recovery_key), "", cost),
    }
    _write(path, content)
    return key, recovery_key


def unlock(path: Path, sign_in_name: str, password: str) -> bytes:
    """The store's key, opened by an account's password.

    Raises:
        WrongPassword: The two do not open it.
        DamagedData: The key file cannot be read.
        Environment: The system does not let it be read.
    """
    content = read_key_file(path)
    for name, wrapped in content["accounts"].items():
        if _folded(name) == _folded(sign_in_name):
            return _unwrap(wrapped, password, name, _cost(content))
    # The same work for a name nobody has, so that time does not tell which names exist.
    _derive(password, b"\0" * 16, _cost(content))
    raise _wrong_password()


def unlock_by_recovery_key(path: Path, recovery_key: str) -> bytes:
    """The store's key, opened by the recovery key as written down.

    Raises:
        WrongPassword: It is not this store's recovery key.
        DamagedData: The key file cannot be read.
    """
    content = read_key_file(path)
    return _unwrap(content["recovery"], _plain_recovery_key(recovery_key), "", _cost(content))


def sign_in_names(path: Path) -> tuple[str, ...]:
    """The names that can sign in to a store."""
    return tuple(read_key_file(path)["accounts"])


def note_audit_head(path: Path, number: int, chain_hash: str) -> None:
    """Copy the head of the audit chain beside the keys, so that cutting off its end is seen."""
    content = read_key_file(path)
    content["audit_head"] = {"number": number, "hash": chain_hash}
    _write(path, content)


def noted_audit_head(path: Path) -> tuple[int, str] | None:
    """The head of the audit chain as it was last copied beside the keys."""
    found = read_key_file(path).get("audit_head")
    return (found["number"], found["hash"]) if found else None


def read_key_file(path: Path) -> dict[str, Any]:
    """The content of a key file.

    Raises:
        DamagedData: It is missing or is not a key file.
        Environment: The system does not let it be read.
    """
    if not path.exists():
        raise DamagedData(
            _("The key file “{file}” is missing, so the data cannot be opened.").format(file=path),
            _("Nothing was changed. Put the key file back from a backup folder."),
        )
    with disk_errors_in_words(path):
        text = path.read_bytes()
    try:
        content = json.loads(text)
        _cost(content)
        for wrapped in (*content["accounts"].values(), content["recovery"]):
            _parts(wrapped)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedData(
            _("The key file “{file}” is damaged, so the data cannot be opened.").format(file=path),
            _("Nothing was changed. Put the key file back from a backup folder."),
        ) from error
    return dict(content)


def check_sign_in_name(name: str) -> None:
    """Refuse a sign-in name that cannot be used."""
    if not name.strip():
        raise Refused(_("Enter a sign-in name: initials or a post will do."), "sign_in_name")


def check_password(password: str) -> None:
    """Refuse a password that is too short."""
    if len(password) < PASSWORD_LEAST:
        raise Refused(
            _("Use a password of at least {count} characters; three words do well.").format(
                count=PASSWORD_LEAST
            ),
            "password",
        )


def _wrong_password() -> WrongPassword:
    return WrongPassword(
        _("That name and password do not open this store. Check both and try again."), "password"
    )


def _folded(name: str) -> str:
    return name.strip().casefold()


def _cost(content: dict[str, Any]) -> KeyCost:
    return KeyCost(**content["argon2id"])


def _derive(secret: str, salt: bytes, cost: KeyCost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - not before first paint

    return hash_secret_raw(
        secret.encode(), salt, cost.time_cost, cost.memory_kib, cost.lanes, 32, Type.ID
    )


def _wrap(key: bytes, secret: str, name: str, cost: KeyCost) -> dict[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, key, _folded(name).encode())
    parts = {"salt": salt, "nonce": nonce, "wrapped": wrapped}
    return {part: base64.b64encode(value).decode() for part, value in parts.items()}


def _unwrap(wrapped: dict[str, str], secret: str, name: str, cost: KeyCost) -> bytes:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    salt, nonce, sealed = _parts(wrapped)
    try:
        opened = AESGCM(_derive(secret, salt, cost)).decrypt(nonce, sealed, _folded(name).encode())
    except InvalidTag as error:
        raise _wrong_password() from error
    return bytes(opened)


def _parts(wrapped: dict[str, str]) -> tuple[bytes, bytes, bytes]:
    salt, nonce, sealed = (
        base64.b64decode(wrapped[part], validate=True) for part in ("salt", "nonce", "wrapped")
    )
    return salt, nonce, sealed


def _new_recovery_key() -> str:
    letters = [
        secrets.choice(_RECOVERY_ALPHABET) for _count in range(_RECOVERY_GROUPS * _GROUP_LENGTH)
    ]
    return "-".join(
        "".join(letters[start : start + _GROUP_LENGTH])
        for start in range(0, len(letters), _GROUP_LENGTH)
    )


def _plain_recovery_key(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _write(path: Path, content: dict[str, Any]) -> None:
    write_atomically(path, json.dumps(content, indent=2, ensure_ascii=False).encode())
