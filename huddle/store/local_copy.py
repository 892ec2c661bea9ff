"""What this computer keeps of a store on a server, so that a huddle goes on when the line is gone.

It is an embedded store of its own: encrypted, opened by those who signed in here while the line
was up, brought up to date with each write anywhere, and written into only while the line is gone.
Its key follows from the ward's, so that nobody's password is needed to let the next one in.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, event, insert, select, text, update

from huddle.errors import DamagedData
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.model.base import METADATA
from huddle.store import keys, outbox, present, search
from huddle.store.copying import copy_rows, put_rows
from huddle.store.database import (
    BEGIN_OPTION,
    WRITE_ID_OPTION,
    driver_errors_in_words,
    make_engine,
    writing,
)
from huddle.store.disposing import in_batches
from huddle.store.ground import Ground
from huddle.store.home import FileHome
from huddle.store.ids import new_id
from huddle.store.journal import Place
from huddle.store.key_file import as_bytes, as_text, holder_in, read_key_file
from huddle.store.keys import Keys
from huddle.store.migrating import migrate

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Table

    from huddle.paths import Paths
    from huddle.store.server import ServerHome

_BLOCKS = {"code": 1000, "sheet": 1000, "huddle": 20}
"""How many numbers of each kind this computer may give out by itself."""
_MAKE = (
    "CREATE TABLE copy_note (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE number_block (name TEXT NOT NULL PRIMARY KEY, until INTEGER NOT NULL)",
    *(
        f"CREATE TRIGGER counter_in_block_{act.lower()} BEFORE {act} ON counter "  # noqa: S608
        "WHEN NEW.next_number > "
        "coalesce((SELECT until FROM number_block WHERE name = NEW.name), 0) "
        "BEGIN SELECT RAISE(ABORT, 'the numbers kept for this computer are used up'); END"
        for act in ("INSERT", "UPDATE")
    ),
)
_IS_MADE = text("SELECT 1 FROM sqlite_master WHERE name = 'copy_note'")
_NOTE = text(
    "INSERT INTO copy_note (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_NOTED = text("SELECT value FROM copy_note WHERE name = :name")
_LEFT = text(
    "SELECT until - next_number FROM counter JOIN number_block USING (name) WHERE name = :name"
)
_SET_BLOCK = text(
    "INSERT INTO number_block (name, until) VALUES (:name, :until) "
    "ON CONFLICT (name) DO UPDATE SET until = excluded.until"
)
_QUICK_CHECK = text("PRAGMA quick_check(1)")
_COUNTERS = METADATA.tables["counter"]


class CopyHome(FileHome):
    """The copy's own folder, in the folder that this computer keeps of the store.

    Args:
        paths: Of the store on the server.
    """

    is_on_server = True

    def __init__(self, paths: Paths) -> None:
        super().__init__(replace(paths, data_dir=paths.data_dir / "copy", database_url=""))

    @property
    def paths(self) -> Paths:
        """The copy's own places."""
        return self._paths

    def engine(self, keys: Keys) -> Engine:
        """The engine of the copy, which notes what each write did."""
        engine = make_engine(self._paths.database, keys.key)
        # What rows refer to may be too long ago to be here; the server has it.
        event.listen(engine, "connect", _without_foreign_keys)
        event.listen(engine, "begin", _note_write)
        return engine

    def open_units(self, engine: Engine) -> frozenset[str]:
        """The units that it was filled with."""
        with engine.connect() as connection:
            return frozenset(json.loads(_noted(connection, "units") or "[]"))

    def make(self, keys: Keys) -> None:
        """Make the tables, if they are not there, and what notes the writes."""
        self.prepare()
        migrate(self._paths.database, keys.key)
        engine = make_engine(self._paths.database, keys.key)
        with writing(engine).begin() as connection:
            if connection.execute(_IS_MADE).first() is None:
                for statement in _MAKE:
                    connection.exec_driver_sql(statement)
                outbox.make(connection, tuple(table.name for table in present.IN_A_COPY))
        engine.dispose()

    def set_aside(self, name: str) -> Path:
        """Make room for another copy; what was not sent of this one is kept.

        Args:
            name: What its folder is called from now on, with something that tells it apart.

        Raises:
            Environment: The system does not let it.
        """
        folder = self._paths.data_dir
        aside = folder.with_name(f"{name}-{secrets.token_hex(4)}")
        with disk_errors_in_words(folder):
            folder.rename(aside)
        return aside


class LocalCopy:
    """A computer's copy of a store.

    Args:
        home: Where it stands.
        own: Its keys.
    """

    def __init__(self, home: CopyHome, own: Keys) -> None:
        self.home = home
        home.make(own)
        self.ground = Ground.of(home, own)

    @property
    def engine(self) -> Engine:
        """Reads and writes what needs no sending."""
        return self.ground.writing

    def check_whole(self) -> None:
        """Make sure that it can be stood on.

        Raises:
            DamagedData: It is not whole; it is let go of.
        """
        try:
            with (
                driver_errors_in_words(self.home.paths.database),
                self.ground.engine.connect() as found,
            ):
                is_whole = found.execute(_QUICK_CHECK).scalar_one() == "ok"
            if not is_whole:
                raise DamagedData(_("This computer's copy of the data is damaged."))
        except BaseException:
            self.ground.engine.dispose()
            raise

    def as_at(self) -> dt.datetime | None:
        """When it was last like the server; none before it ever was."""
        with self.ground.engine.connect() as connection:
            found = _noted(connection, "as_at")
        return dt.datetime.fromisoformat(found) if found else None

    def place(self) -> Place:
        """The place in the server's journal up to which it is like the server."""
        with self.ground.engine.connect() as connection:
            number, write_id = (_noted(connection, name) for name in ("number", "write_id"))
        return Place(int(number or 0), write_id or "")

    def waiting(self) -> int:
        """How many writes wait to be sent."""
        with self.ground.engine.connect() as connection:
            return outbox.count(connection)

    def fill(
        self, server: Connection, unit_ids: Sequence[str], place: Place, at: dt.datetime
    ) -> None:
        """Copy everything that is of the present anew.

        Args:
            server: One unchanging picture of the server's data.
            unit_ids: The units that are worked in here.
            place: The end of the journal in that picture.
            at: Now.
        """
        since = at - dt.timedelta(days=present.DAYS)
        with self.engine.begin() as connection:
            outbox.take_sent(connection)
            search.clear(connection)
            for table in reversed(present.IN_A_COPY):
                connection.execute(delete(table))
            for table, wanted in present.questions(unit_ids, since):
                copy_rows(server, connection, table, wanted)
            search.build(connection)
            _note(connection, "units", json.dumps(sorted(unit_ids)))
            self._is_like(connection, place, at)

    def is_of(self, unit_ids: Sequence[str]) -> bool:
        """Whether it was filled with some units."""
        with self.ground.engine.connect() as connection:
            found = _noted(connection, "units")
        return found is not None and set(unit_ids) <= set(json.loads(found))

    def take(
        self, server: Connection, rows: Iterable[tuple[str, str]], place: Place, at: dt.datetime
    ) -> None:
        """Take over rows that somebody touched on the server.

        Args:
            server: A picture of the server's data in which they were.
            rows: The table and id of each; those that were sent from here are taken over, too.
            place: The end of the journal in that picture.
            at: Now.
        """
        ids: dict[str, set[str]] = {}
        with self.engine.begin() as connection:
            for name, row_id in {*rows, *outbox.take_sent(connection)}:
                ids.setdefault(name, set()).add(row_id)
            for table in present.IN_A_COPY:
                for lot in in_batches(sorted(ids.get(table.name, ()))):
                    _take_over(server, connection, table, lot)
            self._is_like(connection, place, at)

    def _is_like(self, connection: Connection, place: Place, at: dt.datetime) -> None:
        _note(connection, "number", str(place.number))
        _note(connection, "write_id", place.write_id)
        _note(connection, "as_at", at.isoformat())

    def reserve_numbers(self, server: Engine) -> None:
        """Have numbers kept for this computer, when less than half of the last ones are left."""
        with self.engine.begin() as connection:
            for name, count in _BLOCKS.items():
                left = connection.execute(_LEFT, {"name": name}).scalar_one_or_none()
                if left is None or left < count / 2:
                    first = _reserved(server, name, count)
                    _be_at(connection, name, first, first + count)

    def keep_server_keys(self, server_keys: Keys) -> None:
        """Keep what opens the store itself, for who signs in while the line is gone."""
        older = {str(number): as_text(key) for number, key in server_keys.older.items()}
        told = {"number": server_keys.number, "key": as_text(server_keys.key), "older": older}
        with self.engine.begin() as connection:
            _note(connection, "server_keys", json.dumps(told))

    def server_keys(self) -> Keys:
        """What `keep_server_keys` kept."""
        with self.ground.engine.connect() as connection:
            told = json.loads(_noted(connection, "server_keys") or "")
        older = {int(number): as_bytes(key) for number, key in told["older"].items()}
        private = self.ground.keys.ward_private
        return Keys(told["number"], as_bytes(told["key"]), older, private)


def let_in(home: CopyHome, server: ServerHome, server_keys: Keys, name: str) -> Keys:
    """Let somebody who signed in open this computer's copy, and whoever could before.

    Their passwords are those of now; who cannot open the store any more is let out.

    Returns:
        The copy's own keys.
    """
    ring, place = server.key_ring, home.key_ring
    everybodys = read_key_file(ring)
    names, copy_id = {name}, secrets.token_hex(8)
    if home.has_store():
        content = read_key_file(place)
        if content["ward_public"] == everybodys["ward_public"]:
            names |= set(content["accounts"])
            copy_id = str(content["copy_id"])
        else:
            home.set_aside("copy-of-another-store")
    home.prepare()
    own = keys.keys_of_copy(server_keys, copy_id)
    holders = dict(found for one in names if (found := holder_in(ring, one)))
    keys.write_copy_ring(place, everybodys, own, copy_id, holders)
    return own


def _without_foreign_keys(driver: Any, _record: object) -> None:
    driver.execute("PRAGMA foreign_keys = OFF")


def _note_write(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(BEGIN_OPTION):
        outbox.begin_write(connection, options.get(WRITE_ID_OPTION, ""))


def _take_over(
    server: Connection, connection: Connection, table: Table, ids: Sequence[str]
) -> None:
    found = server.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
    rows = [dict(row) for row in found]
    gone = set(ids) - {row["id"] for row in rows}
    if gone:
        # First: one that is there may have what one that went had, and nobody else may.
        connection.execute(delete(table).where(table.c.id.in_(gone)))
    put_rows(connection, table, rows)
    if table.name == "item":
        search.take_over(connection, rows, gone)
    elif table.name in search.BESIDE:
        search.tell_again(connection, {row["item_id"] for row in rows if row["item_id"]})


def _reserved(server: Engine, name: str, count: int) -> int:
    """The first of some numbers that nobody else gives out from now on."""
    with writing(server).begin() as connection:
        moved = (
            update(_COUNTERS)
            .where(_COUNTERS.c.name == name)
            .values(next_number=_COUNTERS.c.next_number + count)
            .returning(_COUNTERS.c.next_number)
        )
        found = connection.execute(moved).scalar_one_or_none()
        if found is not None:
            return int(found) - count
        values = {"id": new_id(), "unit_id": "", "name": name, "next_number": 1 + count}
        connection.execute(insert(_COUNTERS), values)
    return 1


def _be_at(connection: Connection, name: str, first: int, until: int) -> None:
    connection.execute(delete(_COUNTERS).where(_COUNTERS.c.name == name))
    values = {"id": new_id(), "unit_id": "", "name": name, "next_number": first}
    connection.execute(_SET_BLOCK, {"name": name, "until": until})
    connection.execute(insert(_COUNTERS), values)


def _note(connection: Connection, name: str, value: str) -> None:
    connection.execute(_NOTE, {"name": name, "value": value})


def _noted(connection: Connection, name: str) -> str | None:
    return connection.execute(_NOTED, {"name": name}).scalar_one_or_none()
