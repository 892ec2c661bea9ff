"""Somebody with the data's key and copies of its files, who wants to know who answered what."""

from __future__ import annotations

import itertools
import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from huddle.rules.secret_sharing import PRIME
from huddle.store.database import connect

PAGE, USABLE, VECTOR = 4096, 4016, 16
"""SQLCipher 4: each page ends with its own vector and a seal."""
LOG_HEADER, FRAME_HEADER = 32, 24
NEWEST = 200
"""So many rows of each table are looked at one by one; the pages show whether an older changed."""
_NEEDLES = tuple(
    needle
    for value in range(1, 6)
    for needle in (
        bytes([value] * 5),
        f'": {value}'.encode(),
        f"[{value}, {value}".encode(),
        f"[{value}".encode(),
        f", {value}]".encode(),
        f"{value}{value}{value}".encode(),
    )
)

Signs = dict[str, float]
Rows = Sequence[tuple[object, ...]]
Snapshot = Mapping[str, Rows]
"""By table, its rows in the order of their row numbers."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the data file and its log, made between two writes."""

    file: Path
    key: bytes

    @classmethod
    def of(cls, database: Path, folder: Path, key: bytes) -> Copy:
        """Copy a data file that is open."""
        folder.mkdir(parents=True)
        for name in (database.name, f"{database.name}-wal"):
            if database.with_name(name).exists():
                shutil.copyfile(database.with_name(name), folder / name)
        return cls(folder / database.name, key)

    def pages(self) -> Counter[tuple[bytes, bool]]:
        """Every page of the file and its log, free ones too, and whether it is a file's first."""
        file, log = self.file, self.file.with_name(f"{self.file.name}-wal")
        pages = list(_cut(file.read_bytes(), 0, PAGE))
        if log.exists():
            frames = _cut(log.read_bytes(), LOG_HEADER, FRAME_HEADER + PAGE)
            pages += [frame[FRAME_HEADER:] for frame in frames]
        return Counter((page, number == 0) for number, page in enumerate(pages))

    def rows(self) -> Snapshot:
        """Every row of every table with its row number, the newest first."""
        connection = connect(self.file, self.key)
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        ).fetchall()
        found = {name: _rows_of(connection, name) for (name,) in names}
        connection.close()
        return found


def decrypted(page: bytes, is_first: bool, key: bytes) -> bytes:
    """What a page says under its encryption."""
    start = 16 if is_first else 0
    cipher = Cipher(AES(key), CBC(page[USABLE : USABLE + VECTOR])).decryptor()
    return cipher.update(page[start:USABLE]) + cipher.finalize()


def signs(copies: Sequence[Copy]) -> Signs:
    """Everything in some copies, and in what changed from each to the others, that may tell."""
    seen = [(copy.pages(), copy.rows()) for copy in copies]
    found: Signs = {}
    for (one, (pages, rows)), (two, (new_pages, new_rows)) in itertools.combinations(
        enumerate(seen), 2
    ):
        name, key = f"{one}-{two}", copies[0].key
        changed = (decrypted(*page, key) for page in (new_pages - pages).elements())
        found |= dict(_of_bytes(f"{name} page", b"".join(changed)))
        found |= dict(_of_rows(name, rows, new_rows))
    return found


@dataclass(frozen=True, slots=True)
class Rule:
    """What an attacker learnt: which sign tells, from where on, and which way."""

    sign: str
    bound: float
    is_above: bool

    def guess(self, found: Signs) -> bool:
        """What the sign says of a game."""
        return (found.get(self.sign, 0.0) > self.bound) is self.is_above


def learnt(games: Sequence[tuple[Signs, bool]]) -> Rule:
    """The sign that told most in some games of which the truth is known."""
    names = sorted(set().union(*(found for found, _truth in games)))
    rules = (rule for name in names for rule in _rules(name, games))
    return max(rules, key=lambda rule: rule[0])[1]


def _rules(name: str, games: Sequence[tuple[Signs, bool]]) -> Iterator[tuple[int, Rule]]:
    """Each rule by one sign, and how many games it would have guessed."""
    ordered = sorted((found.get(name, 0.0), truth) for found, truth in games)
    right = sum(truth for _value, truth in ordered)
    for (low, truth), (high, _truth) in itertools.pairwise(ordered):
        # One game more is below the bound.
        right += -1 if truth else 1
        if low < high:
            bound = low / 2 + high / 2
            yield right, Rule(name, bound, is_above=True)
            yield len(games) - right, Rule(name, bound, is_above=False)


def _cut(content: bytes, start: int, length: int) -> Iterator[bytes]:
    for at in range(start, len(content) - length + 1, length):
        yield content[at : at + length]


def _rows_of(connection: Any, name: str) -> Rows:
    try:
        newest = f"SELECT rowid, * FROM {name} ORDER BY rowid DESC LIMIT {NEWEST}"  # noqa: S608
        found = connection.execute(newest)
    except driver.OperationalError:
        # A table without row numbers.
        found = connection.execute(f"SELECT 0, * FROM {name} LIMIT {NEWEST}")  # noqa: S608
    return [tuple(row) for row in found.fetchall()]


def _of_bytes(name: str, content: bytes) -> Iterator[tuple[str, float]]:
    """How often each byte and each tell-tale stands in some bytes, and what they add up to."""
    counts = Counter(content)
    yield f"{name} length", len(content)
    yield f"{name} sum", sum(content)
    for byte in range(256):
        yield f"{name} byte {byte}", counts[byte]
    for needle in _NEEDLES:
        yield f"{name} {needle!r}", content.count(needle)


def _of_rows(name: str, old: Snapshot, new: Snapshot) -> Iterator[tuple[str, float]]:
    for table in new:
        before, after = set(old.get(table, ())), set(new[table])
        for kind, rows in (("in", after - before), ("out", before - after)):
            yield f"{name} {table} {kind}", len(rows)
            for place, row in enumerate(sorted(rows, key=repr)[:3]):
                for column, value in enumerate(row):
                    yield from _of_value(f"{name} {table} {kind} {place} {column}", value)
        was = {row[0]: row for row in before - after}
        for place, row in enumerate(sorted(after - before, key=repr)[:3]):
            yield from _of_change(f"{name} {table} changed {place}", was.get(row[0], ()), row)
    yield from _of_boxes(name, old, new)


def _of_change(
    name: str, old: tuple[object, ...], new: tuple[object, ...]
) -> Iterator[tuple[str, float]]:
    """What came and went in the texts of a row."""
    for column, (was, now) in enumerate(zip(old, new, strict=False)):
        if was != now and isinstance(was, str) and isinstance(now, str):
            for letter in sorted(set(was + now)):
                yield f"{name} {column} {letter}", now.count(letter) - was.count(letter)


def _of_value(name: str, value: object) -> Iterator[tuple[str, float]]:
    if isinstance(value, int | float):
        yield name, value
    elif isinstance(value, str):
        yield f"{name} length", len(value)
        for letter, count in Counter(value).items():
            yield f"{name} {letter}", count
        for needle in _NEEDLES:
            yield f"{name} {needle!r}", value.encode().count(needle)


def _of_boxes(name: str, old: Snapshot, new: Snapshot) -> Iterator[tuple[str, float]]:
    """What somebody looks for who knows how the box is made."""
    was, now = (
        [json.loads(str(row[4])) for row in rows.get("pulse_box", ()) if row[4]]
        for rows in (old, new)
    )
    if not (was and now):
        return
    masked = (int(now[-1]["masked"], 16) - int(was[-1]["masked"], 16)) % PRIME
    for bit in range(PRIME.bit_length()):
        yield f"{name} masked {bit}", masked >> bit & 1
    parts = [dict(map(tuple, box["parts"])) for box in (was[-1], now[-1])]
    common = set(parts[0]) & set(parts[1])
    for place, slip in enumerate(sorted(common)):
        moved = (int(parts[1][slip], 16) - int(parts[0][slip], 16) - masked) % PRIME
        yield f"{name} part {place}", float(moved)
        yield from ((f"{name} part {place} {bit}", moved >> bit & 1) for bit in range(0, 257, 7))
    gone = {slip[0] for slip in was[-1]["unused"]} - {slip[0] for slip in now[-1]["unused"]}
    yield f"{name} used", sum(gone)
