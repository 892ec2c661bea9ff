"""Reading and writing the key ring: a file beside the data file, or rows on the server.

It holds sign-in names, public keys and sealed secrets: nothing else that can be read. Whoever
changes it holds the store's write lock, so that two programs never overwrite one another.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from huddle.errors import DamagedData, Environment
from huddle.files import disk_errors_in_words, write_atomically
from huddle.i18n import _
from huddle.store.sealing import KeyCost

if TYPE_CHECKING:
    from huddle.paths import Paths

FORMAT = 1
_SECRETS = ("salt", "public", "private", "sealed")
"""What the key file holds for each who can open it."""


Holder = dict[str, str]
"""What the key ring holds for one who can open the store."""


class Row(Protocol):
    """A document that stands in a row on a server instead of in a file.

    Writing and `alone` are one transaction, or part of the one it was made for.
    """

    def read(self) -> bytes | None:
        """What it says; none when it was never written."""

    def write(self, content: bytes) -> None:
        """Have it say something else."""

    def remove(self) -> None:
        """Have it say nothing any more."""

    def alone(self) -> AbstractContextManager[Self]:
        """The same document, while nobody else changes it."""


class KeyRows(Row, Protocol):
    """A key ring in rows: one for what is everybody's, one for each account.

    With thousands of wards nobody reads the accounts of all of them to sign in.
    """

    def names(self) -> tuple[str, ...]:
        """The sign-in names."""

    def holder(self, folded_name: str) -> tuple[str, Holder] | None:
        """What it holds under a name, and how the name is written."""

    def keep(self, name: str, holder: Holder) -> None:
        """Have it hold something under a name."""

    def drop(self, folded_name: str) -> None:
        """Have it hold nothing under a name any more."""


Place = Path | Row
"""Where a document stands."""
KeyPlace = Path | KeyRows
"""Where a key ring stands."""


class Gate(Protocol):
    """What a sign-in meets before there is any data."""

    @property
    def key_ring(self) -> KeyPlace:
        """Where the keys stand."""

    @property
    def attempts(self) -> Place:
        """Where wrong attempts to sign in are counted."""


class FolderGate:
    """The gate of a data folder.

    Args:
        paths: The folder.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths

    @property
    def key_ring(self) -> Path:
        """The key file."""
        return self._paths.key_file

    @property
    def attempts(self) -> Path:
        """The file beside it."""
        return self._paths.data_dir / "attempts.json"


def read_key_file(place: Place) -> dict[str, Any]:
    """The content of a key file.

    Raises:
        DamagedData: It is missing or is not a key file.
        Environment: The system does not let it be read.
    """
    text = text_in(place)
    if text is None:
        says = _("The key file “{file}” is missing, so the data cannot be opened.")
        raise _unreadable(place, says)
    try:
        content = json.loads(text)
        _check(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        says = _("The key file “{file}” is damaged, so the data cannot be opened.")
        raise _unreadable(place, says) from error
    return dict(content)


def whole_ring(place: KeyPlace) -> dict[str, Any]:
    """The content of a key ring with what it holds for everybody, as a file has it."""
    content = read_key_file(place)
    if not isinstance(place, Path):
        found = (place.holder(folded(name)) for name in place.names())
        content["accounts"] = dict(one for one in found if one is not None)
    return content


def names_in(place: KeyPlace) -> tuple[str, ...]:
    """The sign-in names that a key ring has."""
    if isinstance(place, Path):
        return tuple(read_key_file(place)["accounts"])
    return place.names()


def holder_in(place: KeyPlace, sign_in_name: str) -> tuple[str, Holder] | None:
    """What a key ring holds under a name, whatever its case, and how the name is written."""
    wanted = folded(sign_in_name)
    if not isinstance(place, Path):
        return place.holder(wanted)
    accounts = read_key_file(place)["accounts"]
    return next(((name, accounts[name]) for name in accounts if folded(name) == wanted), None)


def keep_holder(place: KeyPlace, name: str, holder: Holder) -> None:
    """Have a key ring hold something under a name, as it is written there."""
    if not isinstance(place, Path):
        place.keep(name, holder)
        return
    content = read_key_file(place)
    content["accounts"][name] = holder
    write_key_file(place, content)


def drop_holder(place: KeyPlace, sign_in_name: str) -> None:
    """Have a key ring hold nothing under a name any more."""
    found = holder_in(place, sign_in_name)
    if found is None:
        return
    if not isinstance(place, Path):
        place.drop(folded(sign_in_name))
        return
    content = read_key_file(place)
    del content["accounts"][found[0]]
    write_key_file(place, content)


def is_there(place: Place) -> bool:
    """Whether keys were written here."""
    return text_in(place) is not None


def write_key_file(place: Place, content: dict[str, Any]) -> None:
    """Replace the key file as one step."""
    put(place, json.dumps(content, ensure_ascii=False, indent=2).encode())


def put(place: Place, content: bytes) -> None:
    """Have a document say something else, as one step.

    Raises:
        Environment: The disk or the server stands in the way.
    """
    if isinstance(place, Path):
        write_atomically(place, content)
    else:
        place.write(content)


def _unreadable(place: Place, says: str) -> Environment:
    if isinstance(place, Path):
        remedy = _("Nothing was changed. Put the key file back from a backup folder.")
        return DamagedData(says.format(file=place), remedy)
    return Environment(
        _("The keys on the server are missing or damaged, so the data cannot be opened."),
        _("Nothing was changed. Ask whoever keeps the server for its last backup."),
    )


def take_away(place: Place) -> None:
    """Have a document be there no more, if it was.

    Raises:
        Environment: The disk or the server stands in the way.
    """
    if isinstance(place, Path):
        with disk_errors_in_words(place):
            place.unlink(missing_ok=True)
    else:
        place.remove()


def text_in(place: Place) -> bytes | None:
    """What a document says; none where there is none.

    Raises:
        Environment: The system does not let it be read.
    """
    if not isinstance(place, Path):
        return place.read()
    if not place.exists():
        return None
    with disk_errors_in_words(place):
        return place.read_bytes()


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
