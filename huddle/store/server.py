"""The store on a PostgreSQL server: its engine, its single writer, its rows of documents.

Imported only where an address of a server is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidatePoolError
from sqlalchemy.pool import NullPool

from huddle.errors import Environment, Refused
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.model.base import METADATA
from huddle.paths import without_password
from huddle.store import fence, journal, server_words
from huddle.store.database import (
    BEGIN_OPTION,
    REVISIONS,
    WRITE_ID_OPTION,
    WRITING_OPTION,
    by_itself,
    refuse_newer,
    writing,
)
from huddle.store.documents import IS_THERE, DocumentRow, KeyRingRows
from huddle.store.fence_rules import FUNCTIONS
from huddle.store.hearing import Ear, cut
from huddle.store.home import taken
from huddle.store.key_file import is_there, write_key_file
from huddle.store.migrating import upgrade

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.engine import ExceptionContext

    from huddle.paths import Paths
    from huddle.store.keys import KeyRing, Keys
    from huddle.store.server_line import ThriftyLine

OLDEST = 15
"""The oldest PostgreSQL that is tried."""

_SCHEMES = ("postgresql", "postgres")
_POOL_SIZE = 4
_REACHING = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
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
    "SELECT set_config('huddle.write', %s, true), set_config('lock_timeout', '15s', true), "
    "set_config('idle_in_transaction_session_timeout', '60s', true), "
    f"pg_advisory_xact_lock({_LOCK_NUMBER})"
)
_REVISION = text("SELECT version_num FROM alembic_version")
# One side of a move waits while the other works.
_BE_PATIENT = "SET LOCAL idle_in_transaction_session_timeout = '10min'"
_BESIDE_THE_MODEL = (
    "alembic_version",
    *("search_text", "document", "account_key", "unit_login", "journal"),
)


class ServerHome:
    """A store whose data stand in a database on a server.

    Args:
        paths: The address of the database, and this computer's own folder for log and notes.
    """

    is_on_server = True

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._url = _address(paths.database_url)
        self._lines: WeakSet[Any] = WeakSet()

    @property
    def key_ring(self) -> KeyRingRows:
        """What the key file is in a folder."""
        return KeyRingRows(self._once)

    @property
    def attempts(self) -> DocumentRow:
        """The wrong attempts to sign in, of all computers that work in the same units."""
        return DocumentRow("attempts", self._once, self._own_unit)

    def key_ring_in(self, connection: Connection) -> KeyRingRows:
        """The keys as a transaction sees them; what is written there is part of it."""
        return KeyRingRows(connection)

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
        with self._once.connect() as connection:
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
        write_key_file(place, {**ring.content, "accounts": {}})
        for name, holder in ring.content["accounts"].items():
            place.keep(name, holder)

    def abandon(self) -> None:
        """Nothing was kept: the first write is one transaction."""

    def _make_schema(self) -> None:
        """Make or upgrade the schema, in one transaction, while nobody else writes.

        Raises:
            NewerData: A newer program wrote it.
            Environment: The account may make no tables, or the server stands in the way.
        """
        with by_itself(self._once).connect() as connection:
            if _revision(connection) == REVISIONS[-1]:
                return
        with writing(self._once).begin() as connection:
            # Another computer may have done it while this one waited for the lock.
            _bring_up(connection)

    def bring_up_to_date(self, keys: Keys, now: dt.datetime) -> None:  # noqa: ARG002 - as above
        """Upgrade the schema if it is an older one; the server has its own backups."""
        self._make_schema()

    def engine(self, keys: Keys) -> Engine:  # noqa: ARG002 - as above
        """The engine of the open store."""
        return self._watched(_engine(self._url, pool_size=_POOL_SIZE))

    def ear(self, unit_ids: Iterable[str]) -> Ear:
        """A line on which the server says that there is more to see of some units.

        Raises:
            Environment: The server cannot be reached.
        """
        return Ear(self._once, self.words, journal.channels(unit_ids))

    @contextmanager
    def words(self) -> Iterator[None]:
        """Say what breaks a line that is used without an engine.

        Raises:
            LineGone: It broke.
        """
        try:
            yield
        except (OSError, DBAPIError, self._once.dialect.loaded_dbapi.Error) as error:
            raise server_words.line_lost() from error

    def cut_lines(self) -> None:
        """Have everybody who waits for the server see that it says no more."""
        for line in list(self._lines):
            # One that closes by itself just now is gone, too.
            with suppress(OSError):
                cut(line)

    def open_units(self, engine: Engine) -> frozenset[str] | None:
        """The units that this login may work in, as the fence says."""
        with engine.connect() as connection:
            return fence.open_units(connection)

    def clear(self) -> None:
        """Take away everything of a store that could not be filled."""
        names = [*METADATA.tables, *_BESIDE_THE_MODEL]
        with writing(self._once).begin() as connection:
            for name in names:
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name} CASCADE")
            for name in ("audit_stays", "audit_is_here", "write_journal", *FUNCTIONS):
                connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}")

    @property
    def moved(self) -> DocumentRow:
        """The row that has the database take no more changes."""
        return DocumentRow("moved", self._once, is_beside=True)

    @contextmanager
    def leaving(self, keys: Keys) -> Iterator[Connection]:  # noqa: ARG002 - as above
        """A write transaction, for which all others wait.

        Raises:
            Refused: This login sees some units only.
            Environment: Somebody else goes on writing, or the line broke.
        """
        with writing(self._once).begin() as connection:
            connection.exec_driver_sql(_BE_PATIENT)
            _refuse_fenced(connection)
            yield connection

    @contextmanager
    def filling(self, ring: KeyRing) -> Iterator[Connection]:
        """One transaction from no tables to a store that can be signed in to.

        Raises:
            Refused: Another computer made a store here meanwhile.
            NewerData: A newer program made the tables.
            Environment: The account may make no tables, or the line broke; nothing is left.
        """
        with writing(self._once).begin() as connection:
            connection.exec_driver_sql(_BE_PATIENT)
            _bring_up(connection)
            if is_there(self.key_ring_in(connection)):
                raise taken(self)
            with journal.silent(connection):
                yield connection
            self.establish(connection, ring)

    @cached_property
    def _own_unit(self) -> str:
        """One unit of this login's, the same on all computers that have it; empty for all units."""
        return min(self.open_units(self._once) or ("",))

    @cached_property
    def _once(self) -> Engine:
        """An engine that keeps no line open: for what is asked before somebody is signed in."""
        return self._watched(_engine(self._url, poolclass=NullPool))

    def _watched(self, engine: Engine) -> Engine:
        """An engine whose lines can be cut."""
        event.listen(engine, "connect", lambda driver, _record: self._lines.add(driver))
        return engine


def _engine(url: URL, **options: Any) -> Engine:
    """An engine whose reads see one unchanging picture, and whose errors are in words."""
    try:
        engine = create_engine(
            url,
            # The driver begins nothing by itself; see `_begin`.
            isolation_level="AUTOCOMMIT",
            execution_options={WRITING_OPTION: {BEGIN_OPTION: True}},
            use_native_hstore=False,
            # What a person wrote must not come into the log with an error.
            hide_parameters=True,
            **options,
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


def _open(where: Sequence[Any], how: Mapping[str, Any]) -> ThriftyLine:
    from huddle.store.server_line import open_line  # noqa: PLC0415 - the driver may be missing

    return open_line(*where, **how)


def _refuse_lost(line: ThriftyLine, _record: object, _proxy: object) -> None:
    """Have a line that broke while nobody used it made anew, and others like it."""
    if not line.is_there():
        raise InvalidatePoolError


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    is_writing = options.get(BEGIN_OPTION)
    if is_writing is None:
        connection.exec_driver_sql(_LOOK)
    elif is_writing:
        connection.exec_driver_sql(_WRITE_ALONE)
        connection.exec_driver_sql(_BE_THE_WRITER, (options.get(WRITE_ID_OPTION, ""),))


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
        # With a Kerberos ticket libpq would else take another encryption, whatever is said of TLS.
        usual |= {"sslmode": "verify-full", "gssencmode": "disable"}
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


def _bring_up(connection: Connection) -> None:
    """Make or upgrade the tables and the fence round them."""
    if _revision(connection) != REVISIONS[-1]:
        upgrade(connection, REVISIONS[-1])
        fence.put_up(connection)


def _refuse_fenced(connection: Connection) -> None:
    if fence.open_units(connection) is not None:
        raise Refused(
            _("This login sees some units only. A ward moves by the login that made the tables.")
        )


def _revision(connection: Connection) -> str:
    """The schema of the database; empty where there is none yet.

    Raises:
        NewerData: A newer program made it.
    """
    if not connection.execute(IS_THERE, {"name": "alembic_version"}).scalar_one():
        return ""
    number = str(connection.execute(_REVISION).scalar_one_or_none() or "")
    refuse_newer(number)
    return number
