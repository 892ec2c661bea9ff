"""The store on a PostgreSQL server: its engine, its single writer, its rows of documents.

Imported only where an address of a server is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, InvalidatePoolError, ProgrammingError

from huddle.errors import Environment, Refused
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.model.base import METADATA
from huddle.paths import without_password
from huddle.store import server_words
from huddle.store.database import BEGIN_OPTION, REVISIONS, WRITING_OPTION, refuse_newer, writing
from huddle.store.home import taken
from huddle.store.key_file import is_there, write_key_file
from huddle.store.migrating import upgrade

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.engine import ExceptionContext

    from huddle.paths import Paths
    from huddle.store.key_file import Place
    from huddle.store.keys import KeyRing, Keys
    from huddle.store.server_line import Line

OLDEST = 15
"""The oldest PostgreSQL that is tried."""

_SCHEMES = ("postgresql", "postgres")
_POOL_SIZE = 4
_REACHING = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "application_name": "Huddle",
}
"""libpq's own words: a line that is dead is noticed within a minute."""
_LOCK_NUMBER = 0x48756464
"""Huddle's advisory lock, of which each database has its own."""
# The lock goes with the transaction, and the transaction with a computer that says no more: else
# one that lost its line would hold up everybody else.
_LOOK = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITE_ALONE = "BEGIN ISOLATION LEVEL READ COMMITTED"
"""After the lock was waited for, the first look must see what the last writer did."""
_BE_THE_WRITER = (
    "SELECT set_config('lock_timeout', '15s', true), "
    "set_config('idle_in_transaction_session_timeout', '60s', true), "
    f"pg_advisory_xact_lock({_LOCK_NUMBER})"
)
_TABLE = text("SELECT to_regclass(:name) IS NOT NULL")
_REVISION = text("SELECT version_num FROM alembic_version")
_READ = text("SELECT content FROM document WHERE name = :name")
_NEITHER = {BEGIN_OPTION: False}
"""For one statement, which is a transaction by itself."""
_WRITE = text(
    "INSERT INTO document (name, content) VALUES (:name, :content) "
    "ON CONFLICT (name) DO UPDATE SET content = EXCLUDED.content"
)
_BESIDE_THE_MODEL = ("search_text", "document", "alembic_version")


class ServerHome:
    """A store whose data stand in a database on a server.

    Args:
        paths: The address of the database, and this computer's own folder for log and notes.
    """

    is_on_server = True

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._url = _address(paths.database_url)

    @property
    def key_ring(self) -> Place:
        """What the key file is in a folder."""
        return DocumentRow("keys", self._engine)

    @property
    def attempts(self) -> Place:
        """The wrong attempts to sign in."""
        return DocumentRow("attempts", self._engine)

    def key_ring_in(self, connection: Connection) -> Place:
        """The keys as a transaction sees them; what is written there is part of it."""
        return DocumentRow("keys", connection)

    def prepare(self) -> None:
        """Make sure of the folder that this computer keeps its log in.

        Raises:
            Environment: It cannot be made.
        """
        with disk_errors_in_words(self._paths.data_dir):
            self._paths.data_dir.mkdir(parents=True, exist_ok=True)

    def has_store(self) -> bool:
        """Whether a store was made in the database.

        Raises:
            Environment: The server cannot be reached, does not let us in or is too old.
        """
        with self._engine.connect() as connection:
            _refuse_old(connection)
        return is_there(self.key_ring)

    def begin(self, ring: KeyRing) -> None:  # noqa: ARG002 - a file needs its key
        """Make the tables; without keys they are no store yet, and harm nobody.

        Raises:
            Environment: The account may make no tables, or the server stands in the way.
        """
        self._make_schema()

    def establish(self, connection: Connection, ring: KeyRing) -> None:
        """Write the keys, unless another computer made a store meanwhile.

        Raises:
            Refused: It did.
        """
        place = self.key_ring_in(connection)
        if is_there(place):
            raise taken(self)
        write_key_file(place, ring.content)

    def abandon(self) -> None:
        """Nothing was kept: the first write is one transaction."""

    def _make_schema(self) -> None:
        """Make or upgrade the schema, in one transaction, while nobody else writes.

        Raises:
            NewerData: A newer program wrote it.
            Environment: The account may make no tables, or the server stands in the way.
        """
        with self._engine.execution_options(**_NEITHER).connect() as connection:
            if _revision(connection) == REVISIONS[-1]:
                return
        with writing(self._engine).begin() as connection:
            # Another computer may have done it while this one waited for the lock.
            if _revision(connection) != REVISIONS[-1]:
                upgrade(connection, REVISIONS[-1])

    def bring_up_to_date(self, keys: Keys, now: dt.datetime) -> None:  # noqa: ARG002 - as above
        """Upgrade the schema if it is an older one; the server has its own backups."""
        self._make_schema()

    def engine(self, keys: Keys) -> Engine:  # noqa: ARG002 - as above
        """The engine of the open store."""
        return self._engine

    def clear(self) -> None:
        """Take away everything of a store that could not be filled."""
        names = [*METADATA.tables, *_BESIDE_THE_MODEL]
        with writing(self._engine).begin() as connection:
            for name in names:
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name} CASCADE")
            connection.exec_driver_sql("DROP FUNCTION IF EXISTS audit_stays")

    @property
    def _engine(self) -> Engine:
        return _engine_of(self._url)


class DocumentRow:
    """A document in its row; see `key_file.Row`.

    Args:
        name: Which one.
        source: The transaction it is read and written in, or an engine for one of its own.
    """

    def __init__(self, name: str, source: Engine | Connection) -> None:
        self._name = name
        self._source = source

    def read(self) -> bytes | None:
        """What it says; none when it was never written."""
        try:
            with self._connected() as connection:
                found = connection.execute(_READ, {"name": self._name}).scalar_one_or_none()
        except ProgrammingError:
            # There are no tables: it was never written.
            return None
        return None if found is None else str(found).encode()

    def write(self, content: bytes) -> None:
        """Have it say something else."""
        values = {"name": self._name, "content": content.decode()}
        with self._writing() as connection:
            connection.execute(_WRITE, values)

    @contextmanager
    def alone(self) -> Iterator[DocumentRow]:
        """The same document, in a transaction that keeps everybody else from writing."""
        with self._writing() as connection:
            yield DocumentRow(self._name, connection)

    def _connected(self) -> AbstractContextManager[Connection]:
        source = self._source
        if isinstance(source, Connection):
            return nullcontext(source)
        return source.execution_options(**_NEITHER).connect()

    def _writing(self) -> AbstractContextManager[Connection]:
        source = self._source
        return nullcontext(source) if isinstance(source, Connection) else writing(source).begin()


@cache
def _engine_of(url: URL) -> Engine:
    """The engine of an address, whose reads see one unchanging picture, and errors are in words.

    There is one in a program: opening a line takes many turns, and who signs in asks often.
    """
    try:
        engine = create_engine(
            url,
            # The driver begins nothing by itself; see `_begin`.
            isolation_level="AUTOCOMMIT",
            execution_options={WRITING_OPTION: {BEGIN_OPTION: True}},
            use_native_hstore=False,
            # What a person wrote must not come into the log with an error.
            hide_parameters=True,
            pool_size=_POOL_SIZE,
        )
    except ModuleNotFoundError as error:
        raise Environment(
            _("This Huddle was installed without psycopg, which speaks to database servers."),
            _("Nothing was changed. Ask your IT department to install it beside Huddle."),
        ) from error
    event.listen(engine, "do_connect", lambda _dialect, _record, where, how: _open(where, how))
    event.listen(engine, "checkout", _refuse_lost)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", lambda context: _in_words(context, url))
    return engine


def _open(where: Sequence[Any], how: Mapping[str, Any]) -> Line:
    from huddle.store.server_line import open_line  # noqa: PLC0415 - the driver may be missing

    return open_line(*where, **how)


def _refuse_lost(line: Line, _record: object, _proxy: object) -> None:
    """Have a line that broke while nobody used it made anew, and others like it."""
    if not line.is_there():
        raise InvalidatePoolError


def _begin(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get(BEGIN_OPTION)
    if is_writing is None:
        connection.exec_driver_sql(_LOOK)
    elif is_writing:
        connection.exec_driver_sql(_WRITE_ALONE)
        connection.exec_driver_sql(_BE_THE_WRITER)


def _in_words(context: ExceptionContext, url: URL) -> BaseException | None:
    """What is raised instead of the driver's own error; none where it is no trouble of a server."""
    return server_words.in_words(
        context.original_exception,
        server=str(url.host or url.query.get("host") or _("this computer")),
        database=url.database or "",
        # Nothing was begun yet, so nothing can be lost.
        is_at_the_door=context.connection is None,
    )


def _address(url: str) -> URL:
    """An address as the driver takes it: over a network only with a checked certificate.

    Raises:
        Refused: It is no address of a PostgreSQL server.
    """
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):
        found = None
    if found is None or found.drivername not in _SCHEMES or not found.database:
        raise Refused(
            _(
                "“{url}” is no address of a database: write postgresql://NAME@SERVER/DATABASE."
            ).format(url=without_password(url))
        )
    usual = dict(_REACHING)
    host = str(found.query.get("host") or found.host or "")
    if host and not host.startswith("/"):
        usual["sslmode"] = "verify-full"
    return found.set(drivername="postgresql+psycopg", query={**usual, **found.query})


def _refuse_old(connection: Connection) -> None:
    version, *_rest = connection.dialect.server_version_info or (0,)
    if int(version) < OLDEST:
        raise Environment(
            _("The server runs PostgreSQL {found}, and Huddle needs {oldest} or newer.").format(
                found=version, oldest=OLDEST
            ),
            _("Nothing was changed. Ask whoever keeps the server to bring it up to date."),
        )


def _revision(connection: Connection) -> str:
    """The schema of the database; empty where there is none yet.

    Raises:
        NewerData: A newer program made it.
    """
    if not connection.execute(_TABLE, {"name": "alembic_version"}).scalar_one():
        return ""
    number = str(connection.execute(_REVISION).scalar_one_or_none() or "")
    refuse_newer(number)
    return number
