"""The ways a data file goes bad."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def flip(database: Path, place: int) -> None:
    """Change one byte."""
    with database.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0x40]))


def first_page(database: Path) -> None:
    """A byte of the first page is changed."""
    flip(database, 100)


def truncated(database: Path) -> None:
    """Only the first page is left."""
    database.write_bytes(database.read_bytes()[:4096])


def zero_length(database: Path) -> None:
    """Nothing is in it."""
    database.write_bytes(b"")


def other_words(database: Path) -> None:
    """It is a letter."""
    database.write_bytes(b"This is a letter, not a database.\n" * 500)


def plain_sqlite(database: Path) -> None:
    """It is a database of another program."""
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE item (id)")


def missing(database: Path) -> None:
    """It is not there."""
    database.unlink()


DAMAGES = (first_page, truncated, zero_length, other_words, plain_sqlite, missing)
"""Those that keep a file from being opened at all."""
