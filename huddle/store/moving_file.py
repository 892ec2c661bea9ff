"""The two ends of a move that are a data file: the one that is left, and the one that comes.

The new file grows under another name and gets its own only when it is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from huddle.errors import DamagedData
from huddle.files import disk_errors_in_words, sync_folder
from huddle.i18n import _
from huddle.store.database import (
    connect,
    driver_errors_in_words,
    engine_on,
    make_engine,
    writing,
)
from huddle.store.key_file import write_key_file
from huddle.store.migrating import migrate
from huddle.store.replacing import alone

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from huddle.paths import Paths
    from huddle.store.keys import KeyRing, Keys

_GROWING = "ward.db.moving"


@contextmanager
def leave_file(paths: Paths, keys: Keys) -> Iterator[Connection]:
    """A write transaction on a data file that nobody else has open meanwhile.

    Raises:
        Environment: Another program has it open, or it is damaged.
    """
    with alone(paths.database, keys.key) as held:
        if held is None:
            raise DamagedData(
                _("“{file}” cannot be read.").format(file=paths.database),
                _("Nothing was changed. Bring back the last good backup."),
            )
        engine = engine_on(held)
        with driver_errors_in_words(paths.database), writing(engine).begin() as connection:
            yield connection


@contextmanager
def fill_file(paths: Paths, ring: KeyRing) -> Iterator[Connection]:
    """A transaction on empty tables, which are a store when the block ends; else nothing is left.

    Args:
        paths: An empty folder.
        ring: What the key file will hold, and what the data file is encrypted with.

    Raises:
        Environment: The disk stands in the way.
    """
    key = ring.keys.key
    growing = paths.database.with_name(_GROWING)
    _clear(paths)
    try:
        migrate(growing, key)
        engine = make_engine(growing, key)
        try:
            with driver_errors_in_words(growing), writing(engine).begin() as connection:
                yield connection
        finally:
            engine.dispose()
        with driver_errors_in_words(growing), closing(connect(growing, key)) as whole:
            whole.execute("PRAGMA journal_mode = DELETE")
        write_key_file(paths.key_file, ring.content)
        with disk_errors_in_words(paths.database):
            growing.replace(paths.database)
            sync_folder(paths.data_dir)
    except BaseException:
        _clear(paths)
        if not paths.database.exists():
            paths.key_file.unlink(missing_ok=True)
        raise


def _clear(paths: Paths) -> None:
    """Take away what a move that was cut off left."""
    with disk_errors_in_words(paths.data_dir):
        for left in paths.data_dir.glob(f"{_GROWING}*"):
            left.unlink()
