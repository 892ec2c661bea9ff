"""Opening the encrypted file: one function makes each connection, one the engine.

What the driver says about the machine is put in words here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from huddle.errors import DamagedData, DiskFull, Environment, NewerData
from huddle.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, FromClause

REVISIONS = ("0001",)
"""Every schema this program knows, oldest first; the last is the one it works with."""

_BUSY_SECONDS = 15
_CACHE, _LARGE_CACHE = 8000, 32_000
"""Kilobytes of pages that a connection keeps: as many as a thousand actions stand on, which a
search looks through several times; and for very many rows."""
_SIGNS_OF_DAMAGE = ("not a database", "malformed", "hmac", "vtable constructor failed")
BEGIN_OPTION = "huddle_begin"
WRITING_OPTION = "huddle_writing"
"""The options of an engine that its writing twin has beside them."""
WRITE_ID_OPTION = "huddle_write"
"""Which write it is that begins, where writes are told apart."""


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Any:
    """A connection to the encrypted file, ready for use and outside any transaction.

    Raises:
        DamagedData: The file is no database, or not one of this key.
        Environment: The system does not let it be opened.
    """
    with driver_errors_in_words(path):
        if not read_only and not path.exists() and path.parent.is_dir():
            # SQLite lets no group write what it makes, and gives its logs the file's own rights.
            path.touch()
        address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        connection = driver.connect(
            address,
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _prepare(connection, key, read_only=read_only)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: Any, key: bytes, *, read_only: bool) -> None:
    # SQLCipher would write each failed attempt to standard error.
    connection.execute("PRAGMA cipher_log_level = NONE")
    # The key is our own random bytes in hexadecimal, never a person's text.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    # Sorting must not leave captured words in an unencrypted temporary file.
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(_cache_of(_CACHE))
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # What was removed must not stay readable in free pages for whoever has the key.
        connection.execute("PRAGMA secure_delete = ON").fetchone()


def _cache_of(kilobytes: int) -> str:
    return f"PRAGMA cache_size = -{kilobytes}"


@contextmanager
def large_cache(connection: Connection) -> Iterator[None]:
    """Keep more pages in memory for a while; a server decides that for itself.

    In one transaction of very many rows, pages of the indexes would otherwise be put out and
    fetched again, encrypted each time, the more often the more rows there are.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql(_cache_of(_LARGE_CACHE))
    try:
        yield
    finally:
        connection.exec_driver_sql(_cache_of(_CACHE))


def make_engine(path: Path, key: bytes) -> Engine:
    """The engine of one store. Sessions begin DEFERRED, or IMMEDIATE on `writing(engine)`."""
    return _engine(lambda: connect(path, key), poolclass=QueuePool, pool_size=4)


def engine_on(connection: Any) -> Engine:
    """The same on a connection that is open already, and on no other."""
    return _engine(lambda: connection, poolclass=StaticPool)


def _engine(creator: Callable[[], Any], **options: Any) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=creator,
        # What a person wrote must not come into the log with an error.
        hide_parameters=True,
        execution_options={WRITING_OPTION: {BEGIN_OPTION: "IMMEDIATE"}},
        **options,
    )
    engine.dialect.statement_compiler = _Hinting
    event.listen(engine, "begin", _begin)
    return engine


class _Hinting(SQLiteCompiler):
    """Writes the hint of a table, such as `INDEXED BY`, which SQLAlchemy leaves out for SQLite."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:  # noqa: ARG002
        return text


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock at their beginning."""
    return engine.execution_options(**engine.get_execution_options()[WRITING_OPTION])


def by_itself(engine: Engine) -> Engine:
    """The same engine, each statement on which is a transaction of its own."""
    return engine.execution_options(**{BEGIN_OPTION: False})


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get(BEGIN_OPTION, "DEFERRED")
    if mode:
        connection.exec_driver_sql(f"BEGIN {mode}")


def revision(path: Path, key: bytes) -> str:
    """The schema of a file; empty for a new, empty one.

    Raises:
        NewerData: A newer program wrote it.
        DamagedData: It is not a whole database of this key.
    """
    connection = connect(path, key)
    try:
        with driver_errors_in_words(path):
            number = stored_revision(connection)
    finally:
        connection.close()
    refuse_newer(number)
    return number


def refuse_newer(number: str) -> None:
    """Refuse a schema that this program does not know; empty is none yet.

    Raises:
        NewerData: A newer program made it.
    """
    if number and number not in REVISIONS:
        raise NewerData(
            _("This data was written by a newer Huddle than this one."),
            _("Nothing was changed. Start the newer Huddle, or ask for it to be installed here."),
        )


def stored_revision(connection: Any) -> str:
    """The schema that an open file says it has; empty for a new, empty one."""
    query = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if not connection.execute(query).fetchone():
        return ""
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else ""


@contextmanager
def driver_errors_in_words(path: Path | None = None) -> Iterator[None]:
    """Turn what the database driver says about the machine into a sentence.

    Raises:
        DiskFull: There is no room.
        DamagedData: The file is not a whole database of its key.
        Environment: The file cannot be read or written, or another program holds it.
    """
    try:
        yield
    except (driver.Error, DBAPIError) as error:
        said = str(getattr(error, "orig", None) or error).lower()
        found = _in_words(said, path)
        if found is None:
            raise
        raise found from error


def _in_words(said: str, path: Path | None) -> Environment | None:
    name = path or _("the data file")
    if "disk is full" in said or "disk i/o error" in said:
        return DiskFull(
            _("The disk is full or cannot be written, so the last change was not saved."),
            _("All that was shown as saved is safe. Make room, then carry on: your text is kept."),
        )
    if any(sign in said for sign in _SIGNS_OF_DAMAGE):
        return DamagedData(
            _("“{file}” is not a whole Huddle data file.").format(file=name),
            _("It was left as it is. Bring back the last good backup from the backups folder."),
        )
    if "numbers kept for this computer" in said:
        return Environment(
            _("The numbers that were kept for this computer are used up."),
            _("All that was shown as saved is safe. Go on when the line to the server is back."),
        )
    if "locked" in said or "busy" in said:
        return Environment(
            _("Another program is holding the data file, so the last change was not saved."),
            _("All that was shown as saved is safe. Close the other program and try again."),
        )
    if "readonly" in said or "unable to open" in said:
        return Environment(
            _("“{file}” cannot be written by this account.").format(file=name),
            _("Nothing was changed. Ask for write access to the data folder, then start again."),
        )
    return None
