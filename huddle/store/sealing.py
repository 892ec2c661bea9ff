"""Sealing small secrets: by a password, by a key, and for whoever holds a private key.

Passwords go through Argon2id (RFC 9106); what is wrapped is wrapped by AES-256-GCM. Sealing for
another is X25519 (RFC 7748) with a key pair of its own for each seal, and HKDF-SHA256 (RFC 5869).
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass

_SALT_BYTES = 16
_NONCE_BYTES = 12
_KEY_BYTES = 32


class WillNotOpen(Exception):
    """The secret is not the one it was sealed with, or what was sealed has been changed."""


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What Argon2id spends on one password. The default is RFC 9106's second recommendation."""

    time_cost: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


CHEAP = KeyCost(time_cost=1, memory_kib=8, lanes=1)
"""For stores made by tests: quick, and worthless as a protection."""


def new_key() -> bytes:
    """A random 256-bit key."""
    return secrets.token_bytes(_KEY_BYTES)


def new_salt() -> bytes:
    """A random salt for `derive`."""
    return secrets.token_bytes(_SALT_BYTES)


def derive(secret: str, salt: bytes, cost: KeyCost) -> bytes:
    """The key that a password stands for; slow by design.

    The password is normalised first, so that any keyboard opens (NIST SP 800-63B-4, 3.1.1.2).
    """
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - not before first paint

    plain = unicodedata.normalize("NFKC", secret).encode()
    return hash_secret_raw(
        plain, salt, cost.time_cost, cost.memory_kib, cost.lanes, _KEY_BYTES, Type.ID
    )


def wrap(key: bytes, plain: bytes, about: str) -> bytes:
    """Wrap a secret by a key; `about` says what it is and must be the same at opening."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def unwrap(key: bytes, wrapped: bytes, about: str) -> bytes:
    """Open what `wrap` made.

    Raises:
        WillNotOpen: It is another key, or another thing.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    nonce, sealed = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
    try:
        return bytes(AESGCM(key).decrypt(nonce, sealed, about.encode()))
    except (InvalidTag, ValueError) as error:
        raise WillNotOpen from error


def new_pair() -> tuple[bytes, bytes]:
    """A private key and its public key, 32 bytes each."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415

    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def pair_of(private: bytes) -> tuple[bytes, bytes]:
    """A private key of 32 bytes that are known already, and its public key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415

    return private, X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, plain: bytes, about: str) -> bytes:
    """Seal something so that only the holder of the private key can read it."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415
        X25519PrivateKey,
        X25519PublicKey,
    )

    own = X25519PrivateKey.generate()
    own_public = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    return own_public + wrap(_agreed_key(shared, own_public, public), plain, about)


def unseal(private: bytes, sealed: bytes, about: str) -> bytes:
    """Open what `seal` made for this private key.

    Raises:
        WillNotOpen: It was sealed for somebody else, is another thing, or has been changed.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415
        X25519PrivateKey,
        X25519PublicKey,
    )

    own = X25519PrivateKey.from_private_bytes(private)
    other = sealed[:_KEY_BYTES]
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(other))
    except ValueError as error:
        raise WillNotOpen from error
    agreed = _agreed_key(shared, other, own.public_key().public_bytes_raw())
    return unwrap(agreed, sealed[_KEY_BYTES:], about)


def secret_for(key: bytes, purpose: str) -> bytes:
    """A further key, for one purpose, that follows from a key."""
    return hashlib.blake2b(purpose.encode(), key=key, digest_size=_KEY_BYTES).digest()


def _agreed_key(shared: bytes, sender: bytes, receiver: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    return bytes(HKDF(SHA256(), _KEY_BYTES, sender + receiver, b"huddle seal").derive(shared))
