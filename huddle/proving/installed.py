"""What is installed here, as whoever helps from afar wants to know it; nothing of a ward."""

from __future__ import annotations

import platform
from contextlib import closing
from dataclasses import dataclass

import sqlcipher3.dbapi2 as driver

from huddle import __version__
from huddle.build import Build, this_build
from huddle.store.database import REVISIONS


@dataclass(frozen=True, slots=True)
class Installation:
    """The versions of the program and of what it stands on.

    Attributes:
        version: Of the program.
        build: What the build wrote down.
        data_version: The schema of the data that it works with.
        python: The version of Python.
        sqlcipher: The version of SQLCipher.
        system: The operating system and its machine.
    """

    version: str
    build: Build
    data_version: str
    python: str
    sqlcipher: str
    system: str


def installation() -> Installation:
    """What is installed here."""
    return Installation(
        version=__version__,
        build=this_build(),
        data_version=REVISIONS[-1],
        python=platform.python_version(),
        sqlcipher=cipher_version(),
        system=platform.platform(terse=True),
    )


def cipher_version() -> str:
    """The version of SQLCipher, as it says of itself; empty for an SQLite that encrypts nothing."""
    with closing(driver.connect(":memory:")) as connection:
        found = connection.execute("PRAGMA cipher_version").fetchone()
    return str(found[0]) if found else ""
