"""The keys of a store: who can open it, and with what.

The data file's key is random and numbered. Each account has a key pair, whose private key is
wrapped by a key from Argon2id over its password; the data file's key is sealed to each public
key, and to the recovery key's. So the data file's key can be changed without anybody's password.
A pair of the ward's own lets anybody seal a note that only the open ward can read.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from huddle.errors import Refused, WrongPassword
from huddle.i18n import _
from huddle.store import sealing
from huddle.store.key_file import (
    FORMAT,
    Holder,
    KeyPlace,
    Place,
    as_bytes,
    as_text,
    cost_of,
    drop_holder,
    folded,
    holder_in,
    keep_holder,
    names_in,
    read_key_file,
    write_key_file,
)
from huddle.store.sealing import CHEAP, KeyCost, WillNotOpen

__all__ = ["CHEAP", "KeyCost", "Keys"]

_RECOVERY_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_RECOVERY_GROUPS = 8
_GROUP_LENGTH = 4
_FILE_KEY, _OLDER_KEY, _WARD_KEY = "file key", "older file key", "ward key"
_RECOVERY = ""
"""The holder's name that the recovery key is bound to; no account can have it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What an opened key file gives.

    Attributes:
        number: The number of the data file's key, from 1 up.
        key: The data file's key.
        older: The keys it had before, by number, for older backups.
        ward_private: Opens what was sealed for the ward.
    """

    number: int
    key: bytes = field(repr=False)
    older: Mapping[int, bytes] = field(repr=False)
    ward_private: bytes = field(repr=False)

    @property
    def audit_secret(self) -> bytes:
        """Keys the hashes that stand in the audit for words it must not hold."""
        return sealing.secret_for(self.ward_private, "audit")

    def key_of(self, number: int) -> bytes | None:
        """The key of a number, as a backup names it; none when this store never had it."""
        return self.key if number == self.number else self.older.get(number)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of a new store, not yet written anywhere.

    Attributes:
        keys: What they open.
        content: What the key file will hold.
        recovery_key: As a person writes it down.
    """

    keys: Keys
    content: dict[str, Any] = field(repr=False)
    recovery_key: str = field(repr=False)


def new_key_ring(sign_in_name: str, password: str, cost: KeyCost | None = None) -> KeyRing:
    """Make the keys of a new store.

    Raises:
        Refused: The name cannot be used.
    """
    check_sign_in_name(sign_in_name)
    cost = cost or KeyCost()
    ward_private, ward_public = sealing.new_pair()
    keys = Keys(1, sealing.new_key(), {}, ward_private)
    recovery_key = _new_recovery_key()
    content = {
        "format": FORMAT,
        "argon2id": {
            "time_cost": cost.time_cost,
            "memory_kib": cost.memory_kib,
            "lanes": cost.lanes,
        },
        "accounts": {sign_in_name.strip(): _holder(keys, sign_in_name, password, cost)},
        "recovery": _holder(keys, _RECOVERY, _plain_recovery_key(recovery_key), cost),
        "ward_public": as_text(ward_public),
        **_under_file_key(keys),
    }
    return KeyRing(keys, content, recovery_key)


def unlock(place: KeyPlace, sign_in_name: str, password: str) -> Keys:
    """The store's keys, opened by an account's password.

    Raises:
        WrongPassword: The two do not open it.
        DamagedData: The key file cannot be read.
        Environment: The system does not let it be read.
    """
    content, found = read_key_file(place), holder_in(place, sign_in_name)
    if found is None:
        # The same work for a name nobody has, so that time does not tell which names exist.
        sealing.derive(password, sealing.new_salt(), cost_of(content))
        raise _wrong_password()
    name, holder = found
    return _open(content, holder, name, password)


def unlock_by_recovery_key(place: Place, recovery_key: str) -> Keys:
    """The store's keys, opened by the recovery key as written down.

    Raises:
        WrongPassword: It is not this store's recovery key.
        DamagedData: The key file cannot be read.
    """
    content = read_key_file(place)
    return _open(content, content["recovery"], _RECOVERY, _plain_recovery_key(recovery_key))


def set_password(place: KeyPlace, keys: Keys, sign_in_name: str, password: str) -> None:
    """Let a name open the store with a password, in place of any it had."""
    check_sign_in_name(sign_in_name)
    name = written(place, sign_in_name) or sign_in_name.strip()
    keep_holder(place, name, _holder(keys, name, password, cost_of(read_key_file(place))))


def remove_account(place: KeyPlace, sign_in_name: str) -> None:
    """Let a name open the store no more."""
    drop_holder(place, sign_in_name)


def new_recovery_key(place: Place, keys: Keys) -> str:
    """Put a new recovery key in the place of the old one, which opens nothing any more."""
    content = read_key_file(place)
    recovery_key = _new_recovery_key()
    plain = _plain_recovery_key(recovery_key)
    content["recovery"] = _holder(keys, _RECOVERY, plain, cost_of(content))
    write_key_file(place, content)
    return recovery_key


def next_keys(keys: Keys) -> Keys:
    """The keys with a new one for the data file; the present one becomes the newest older one."""
    older = {**keys.older, keys.number: keys.key}
    return Keys(keys.number + 1, sealing.new_key(), older, keys.ward_private)


def hand_out(place: Place, keys: Keys) -> None:
    """Write changed keys for everybody who can open the store; nobody's password is needed."""
    content = read_key_file(place)
    holders = {_RECOVERY: content["recovery"], **content["accounts"]}
    for name, holder in holders.items():
        holder["sealed"] = _handed(holder, name, keys)["sealed"]
    content |= _under_file_key(keys)
    write_key_file(place, content)


def keys_of_copy(keys: Keys, copy_id: str) -> Keys:
    """The keys of a computer's own copy of a store: they follow from the ward's."""
    key = sealing.secret_for(keys.ward_private, f"copy {copy_id}")
    return Keys(1, key, {}, keys.ward_private)


def write_copy_ring(
    place: KeyPlace, ring: dict[str, Any], keys: Keys, copy_id: str, holders: Mapping[str, Holder]
) -> None:
    """Let some of those who can open a store open a computer's copy of it, by their passwords.

    Args:
        place: Where the copy's keys stand.
        ring: What the store's key ring holds for everybody.
        keys: The copy's.
        copy_id: Tells copies apart.
        holders: What the store's key ring holds for them; the recovery key opens it, too.
    """
    content = {
        **{name: ring[name] for name in ("format", "argon2id", "ward_public")},
        "accounts": {name: _handed(holder, name, keys) for name, holder in holders.items()},
        "recovery": _handed(ring["recovery"], _RECOVERY, keys),
        "copy_id": copy_id,
        **_under_file_key(keys),
    }
    write_key_file(place, content)


def copy_id_of(place: Place) -> str:
    """Which copy a key file opens."""
    return str(read_key_file(place)["copy_id"])


def _handed(holder: Holder, name: str, keys: Keys) -> Holder:
    """A holder with the data file's key sealed to it."""
    sealed = sealing.seal(as_bytes(holder["public"]), keys.key, _about(_FILE_KEY, name))
    return {**holder, "sealed": as_text(sealed)}


def sign_in_names(place: KeyPlace) -> tuple[str, ...]:
    """The names that can sign in to a store."""
    return names_in(place)


def written(place: KeyPlace, sign_in_name: str) -> str:
    """How a name is written that can sign in; empty when none of these letters can."""
    found = holder_in(place, sign_in_name)
    return found[0] if found else ""


def ward_public(place: Place) -> bytes:
    """The public key to seal notes for the ward with; no password is needed."""
    return as_bytes(read_key_file(place)["ward_public"])


def note_audit_head(place: Place, number: int, chain_hash: str) -> None:
    """Copy the head of the audit chain beside the keys, so that cutting off its end is seen."""
    content = read_key_file(place)
    content["audit_head"] = {"number": number, "hash": chain_hash}
    write_key_file(place, content)


def noted_audit_head(place: Place) -> tuple[int, str] | None:
    """The head of the audit chain as it was last copied beside the keys."""
    found = read_key_file(place).get("audit_head")
    return (found["number"], found["hash"]) if found else None


def check_sign_in_name(name: str) -> None:
    """Refuse a sign-in name that cannot be used."""
    if not name.strip():
        raise Refused(_("Enter a sign-in name: initials or a post will do."), "sign_in_name")
    from huddle.model.base import NAME_LENGTH  # noqa: PLC0415 - a sign-in needs no tables

    if len(name.strip()) > NAME_LENGTH or not name.strip().isprintable():
        raise Refused(
            _("That sign-in name cannot be used. Take initials, a post or a short name."),
            "sign_in_name",
        )


def _holder(keys: Keys, name: str, secret: str, cost: KeyCost) -> Holder:
    """What the key file holds for one who can open the store."""
    private, public = sealing.new_pair()
    salt = sealing.new_salt()
    from_password = sealing.derive(secret, salt, cost)
    parts = {
        "salt": salt,
        "public": public,
        "private": sealing.wrap(from_password, private, folded(name)),
        "sealed": sealing.seal(public, keys.key, _about(_FILE_KEY, name)),
    }
    return {part: as_text(value) for part, value in parts.items()}


def _under_file_key(keys: Keys) -> dict[str, Any]:
    """What the key file holds under the data file's own key."""
    older = {
        str(number): as_text(sealing.wrap(keys.key, key, _about(_OLDER_KEY, str(number))))
        for number, key in keys.older.items()
    }
    ward_private = sealing.wrap(keys.key, keys.ward_private, _WARD_KEY)
    return {
        "key_number": keys.number,
        "older": older,
        "ward_private": as_text(ward_private),
    }


def _open(content: dict[str, Any], holder: Holder, name: str, secret: str) -> Keys:
    salt, private = as_bytes(holder["salt"]), as_bytes(holder["private"])
    try:
        own = sealing.unwrap(sealing.derive(secret, salt, cost_of(content)), private, folded(name))
        key = sealing.unseal(own, as_bytes(holder["sealed"]), _about(_FILE_KEY, name))
    except WillNotOpen as error:
        raise _wrong_password() from error
    older = {
        int(number): sealing.unwrap(key, as_bytes(text), _about(_OLDER_KEY, number))
        for number, text in content["older"].items()
    }
    ward_private = sealing.unwrap(key, as_bytes(content["ward_private"]), _WARD_KEY)
    return Keys(content["key_number"], key, older, ward_private)


def _about(what: str, name: str) -> str:
    return f"{what}: {folded(name)}"


def _wrong_password() -> WrongPassword:
    return WrongPassword(
        _("That name and password do not open this store. Check both and try again."), "password"
    )


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
