"""Hand-over addresses: where an encrypted escalation goes, as one line to copy.

An address holds the public key of the receiving store (X25519, RFC 7748), the id of its unit and
two check bytes, in base 32. Whoever knows it can seal something for that unit, and read nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
import uuid
from dataclasses import dataclass

_START = "HUDDLE-"
_KEY_BYTES, _ID_BYTES, _CHECK_BYTES = 32, 16, 2
_BYTES = _KEY_BYTES + _ID_BYTES + _CHECK_BYTES
_GROUP = re.compile("[^A-Z2-7]")


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says.

    Attributes:
        public: The store's public key, 32 bytes.
        unit_id: The unit in it.
    """

    public: bytes
    unit_id: str


def address_of(address: Address) -> str:
    """An address as one line of capital letters and digits, 87 characters long."""
    plain = address.public + uuid.UUID(address.unit_id).bytes
    return _START + base64.b32encode(plain + _check(plain)).decode().rstrip("=")


def read_address(typed: str) -> Address | None:
    """An address as it was copied or typed, whatever its case and spaces; none when it is wrong."""
    letters = typed.strip().upper()
    if not letters.startswith(_START):
        return None
    plain = _GROUP.sub("", letters.removeprefix(_START))
    try:
        found = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except ValueError:
        return None
    content, check = found[:-_CHECK_BYTES], found[-_CHECK_BYTES:]
    if len(found) != _BYTES or _check(content) != check:
        return None
    return Address(content[:_KEY_BYTES], str(uuid.UUID(bytes=content[_KEY_BYTES:])))


def _check(plain: bytes) -> bytes:
    return hashlib.sha256(plain).digest()[:_CHECK_BYTES]
