"""What whoever has the key can read in a data file: every page and the log, free ones included."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80
"""At a page's end: its initialisation vector of 16 bytes and its seal, as SQLCipher 4 has them."""
SALT = 16
FRAME_HEAD, LOG_HEAD = 24, 32


def read_with_key(database: Path, key: bytes) -> bytes:
    """All pages of the file and of its write-ahead log, as they are when decrypted."""
    data = database.read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    found = [
        _decrypted(page, key, skip=SALT if number == 0 else 0) for number, page in enumerate(pages)
    ]
    log = database.with_name(f"{database.name}-wal")
    written = log.read_bytes() if log.exists() else b""
    for at in range(LOG_HEAD, len(written) - PAGE, FRAME_HEAD + PAGE):
        number = int.from_bytes(written[at : at + 4])
        page = written[at + FRAME_HEAD : at + FRAME_HEAD + PAGE]
        found.append(_decrypted(page, key, skip=SALT if number == 1 else 0))
    return b"".join(found)


def _decrypted(page: bytes, key: bytes, *, skip: int) -> bytes:
    vector = page[PAGE - RESERVED : PAGE - RESERVED + 16]
    if not any(page):
        return page
    cipher = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return cipher.update(page[skip : PAGE - RESERVED]) + cipher.finalize()
