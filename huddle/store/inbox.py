"""The sealed inbox: notes that anybody leaves while the data is locked, and only the ward reads.

Each is a file of its own, of the same size and with a name that says nothing, sealed to the ward's
public key. It holds the words, when they were written, and the slip number that was given out for
them: nothing of who wrote them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from huddle.errors import Environment, LineGone, Refused
from huddle.files import disk_errors_in_words, write_atomically
from huddle.i18n import _
from huddle.paths import Paths
from huddle.rules.codes import SLIPS, read_slip, slip_for
from huddle.store import keys, sealing
from huddle.store.home import home_of
from huddle.store.moved import refuse_moved

LONGEST = 2_000
"""The characters a note can have."""
MOST_WAITING = 200
"""The notes that can wait; with their size, that bounds the folder."""

_ABOUT = "inbox note"
_PADDED_BYTES = 16 * 1024
"""More than the longest note needs, whatever its characters."""
_MOST_BYTES = 2 * _PADDED_BYTES
_UNREADABLE = "unreadable"
_LONGEST_NAME = 100
_NO_NOTE = (
    sealing.WillNotOpen,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What opening raises when somebody else made the file: anybody can seal for the ward."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was sealed.

    Attributes:
        slip: The number given out for it.
        text: The words.
        at: When they were written, by that computer's clock.
        seal: Tells this note from all others, whatever its file is called.
        file: Where it lies.
    """

    slip: str
    text: str
    at: dt.datetime
    seal: str
    file: Path


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in the inbox: notes, and files that are none or were damaged."""

    notes: Sequence[Note]
    broken: Sequence[Path]


def put(paths: Paths, text: str, now: dt.datetime) -> str:
    """Leave a note; it is durable when this returns.

    Returns:
        The slip number to ask about it by.

    Raises:
        Refused: It is empty or too long, too many wait already, or the ward was moved.
        DiskFull: There is no room for it.
        Environment: The key file or the folder cannot be used.
    """
    # A lone half of a surrogate pair is no character and cannot be written.
    words = text.strip().encode(errors="replace").decode()
    if not any(letter.isprintable() and not letter.isspace() for letter in words):
        raise Refused(_("Write a few words first."))
    if len(words) > LONGEST:
        raise Refused(
            _("That is {count} characters, and {most} are possible. Say it shorter.").format(
                count=f"{len(words):,}", most=f"{LONGEST:,}"
            )
        )
    if waiting(paths) >= MOST_WAITING:
        raise Refused(
            _("The inbox is full, so this was not kept. Tell the nurse in charge yourself.")
        )
    public = _ward_public(paths)
    slip = slip_for(secrets.randbelow(SLIPS))
    content = {"slip": slip, "text": words, "at": now.isoformat()}
    plain = json.dumps(content, ensure_ascii=False).encode().ljust(_PADDED_BYTES)
    sealed = sealing.seal(public, plain, _ABOUT)
    write_atomically(paths.inbox / secrets.token_hex(16), sealed)
    return slip


def _ward_public(paths: Paths) -> bytes:
    """The ward's public key, also while the server that keeps it cannot be reached.

    Raises:
        Refused: The ward was moved to another place.
    """
    home = home_of(paths)
    try:
        refuse_moved(home)
        return keys.ward_public(home.key_ring)
    except LineGone:
        from huddle.store import bridging  # noqa: PLC0415 - only where there is a server

        place = bridging.copy_of(paths)
        if place is None:
            raise
        return keys.ward_public(place.key_file)


def waiting(paths: Paths) -> int:
    """How many notes wait to be read."""
    return len(_files(paths.inbox))


def unreadable(paths: Paths) -> int:
    """How many files of the inbox were set aside because they could not be read."""
    return len(_files(paths.inbox / _UNREADABLE))


def look(paths: Paths, ward_private: bytes) -> Found:
    """Open every note that waits.

    A file that the system does not let this account read stays where it is, for another account.
    """
    notes, broken = [], []
    for file in _files(paths.inbox):
        try:
            sealed = file.read_bytes() if file.stat().st_size <= _MOST_BYTES else b""
        except OSError:
            continue
        note = _opened(file, sealed, ward_private)
        if note is None:
            broken.append(file)
        else:
            notes.append(note)
    return Found(sorted(notes, key=lambda note: note.at), broken)


def drop(notes: Sequence[Note]) -> None:
    """Remove notes that stand in the data now; one that cannot go is known there by its seal."""
    for note in notes:
        with suppress(OSError):
            note.file.unlink(missing_ok=True)


def set_aside(paths: Paths, files: Sequence[Path]) -> None:
    """Move files that cannot be read out of the way; none of them is ever deleted."""
    aside = paths.inbox / _UNREADABLE
    for file in files:
        place = aside / f"{secrets.token_hex(4)}-{file.name[-_LONGEST_NAME:]}"
        with suppress(Environment, FileNotFoundError), disk_errors_in_words(aside):
            aside.mkdir(exist_ok=True)
            file.rename(place)


def _files(folder: Path) -> list[Path]:
    """The files of a folder, without those that are being written."""
    try:
        return [each for each in folder.iterdir() if each.name[0] != "." and each.is_file()]
    except OSError:
        return []


def _opened(file: Path, sealed: bytes, ward_private: bytes) -> Note | None:
    try:
        content = json.loads(sealing.unseal(ward_private, sealed, _ABOUT))
        slip, text = content["slip"], content["text"].strip()
        at = dt.datetime.fromisoformat(content["at"]).astimezone(dt.UTC)
        is_note = read_slip(slip) == slip and 0 < len(text) <= LONGEST and bool(text.encode())
    except _NO_NOTE:
        return None
    seal = hashlib.sha256(sealed).hexdigest()
    return Note(slip, text, at, seal, file) if is_note else None
