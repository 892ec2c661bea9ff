"""Reading and writing the key file.

It holds sign-in names, public keys and sealed secrets: nothing else that can be read. Whoever
changes it holds the data file's write lock, so that two programs never overwrite one another.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from pathlib import Path
from typing import Any

from huddle.errors import DamagedData
from huddle.files import disk_errors_in_words, write_atomically
from huddle.i18n import _
from huddle.store.sealing import KeyCost

FORMAT = 1
_SECRETS = ("salt", "public", "private", "sealed")
"""What the key file holds for each who can open it."""


def read_key_file(path: Path) -> dict[str, Any]:
    """The content of a key file.

    Raises:
        DamagedData: It is missing or is not a key file.
        Environment: The system does not let it be read.
    """
    remedy = _("Nothing was changed. Put the key file back from a backup folder.")
    if not path.exists():
        says = _("The key file “{file}” is missing, so the data cannot be opened.")
        raise DamagedData(says.format(file=path), remedy)
    with disk_errors_in_words(path):
        text = path.read_bytes()
    try:
        content = json.loads(text)
        _check(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        says = _("The key file “{file}” is damaged, so the data cannot be opened.")
        raise DamagedData(says.format(file=path), remedy) from error
    return dict(content)


def write_key_file(path: Path, content: dict[str, Any]) -> None:
    """Replace the key file as one step."""
    write_atomically(path, json.dumps(content, ensure_ascii=False, indent=2).encode())


def as_text(secret: bytes) -> str:
    """Bytes as the key file holds them."""
    return base64.b64encode(secret).decode()


def as_bytes(text: str) -> bytes:
    """What `as_text` wrote."""
    return base64.b64decode(text, validate=True)


def cost_of(content: dict[str, Any]) -> KeyCost:
    """What one password costs in this store."""
    return KeyCost(**content["argon2id"])


def folded(name: str) -> str:
    """A sign-in name as it is compared: without case, and however its letters were typed."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()


def _check(content: dict[str, Any]) -> None:
    cost_of(content)
    if int(content["key_number"]) != len(content["older"]) + 1:
        raise ValueError("the keys are not numbered one after another")
    for holder in (*content["accounts"].values(), content["recovery"]):
        for name in _SECRETS:
            as_bytes(holder[name])
    for text in (content["ward_public"], content["ward_private"], *content["older"].values()):
        as_bytes(text)
