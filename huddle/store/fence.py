"""The fence on a database server: a login works in the units it was given, and sees no others.

The login that made the tables stands outside, as the owner of a table always does in PostgreSQL;
so a store with one login for everything meets none of this. Of the others the server asks the
rules with each statement, so that a mistake in the program cannot show another unit's words.

Two units meet in an escalation that goes up within the store: the rows of it, and no others, are
open to both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, text

from huddle.errors import Refused
from huddle.i18n import _
from huddle.store.fence_rules import (
    AS_OWNER,
    BESIDE,
    FUNCTIONS,
    TRIGGER,
    VIEWS,
    rights_in,
    rules_of,
)

_OUTSIDE = text("SELECT NOT row_security_active('item')")
_COLUMNS = text(
    "SELECT relname, array_agg(CAST(attname AS text) ORDER BY attnum) "
    "FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid "
    "WHERE relnamespace = CAST(current_schema() AS regnamespace) AND relkind IN ('r', 'v') "
    "AND attnum > 0 AND NOT attisdropped GROUP BY relname"
)
_POLICIES = text(
    "SELECT policyname, tablename FROM pg_policies WHERE schemaname = current_schema()"
)
_KNOWN = text(
    "SELECT rolbypassrls OR pg_has_role(oid, :owner, 'USAGE') FROM pg_roles WHERE rolname = :login"
)
_OWNER = text("SELECT tableowner FROM pg_tables WHERE tablename = 'unit_login'")
_GIVEN = text("SELECT login, unit_id FROM unit_login ORDER BY login, unit_id")
_STANDING = text("SELECT DISTINCT login FROM unit_login JOIN pg_roles ON rolname = login")
_TAKE = text("DELETE FROM unit_login WHERE login = :login")
_GIVE = text("INSERT INTO unit_login (login, unit_id) VALUES (:login, :unit_id)")


def put_up(connection: Connection) -> None:
    """Put the fence up round every table there is, as the owner, after the tables were made."""
    for name, content in VIEWS.items():
        connection.exec_driver_sql(f"CREATE OR REPLACE VIEW {name} AS {content}")
    schema = _schema(connection)
    for name, content in FUNCTIONS.items():
        made = content.format(schema=schema)
        connection.exec_driver_sql(f"CREATE OR REPLACE FUNCTION {name} {made}")
    connection.exec_driver_sql(AS_OWNER.format(schema=schema))
    connection.exec_driver_sql(TRIGGER)
    for policy, table in connection.execute(_POLICIES):
        connection.exec_driver_sql(f"DROP POLICY {policy} ON {table}")
    for table in _fenced(connection):
        connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        for rule in rules_of(table):
            connection.exec_driver_sql(rule.statement)
    for login in connection.execute(_STANDING).scalars():
        _let_work(connection, login)


def open_units(connection: Connection) -> frozenset[str] | None:
    """The units that whoever is connected may work in; none for all of them."""
    if connection.execute(_OUTSIDE).scalar_one():
        return None
    return frozenset(row.unit_id for row in connection.execute(_GIVEN))


def logins(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    """Which logins work in which units, by login."""
    found: dict[str, tuple[str, ...]] = {}
    for login, unit_id in connection.execute(_GIVEN):
        found[login] = (*found.get(login, ()), unit_id)
    return found


def give(connection: Connection, login: str, unit_ids: Collection[str]) -> None:
    """Let a login work in some units and no others; in none, it is shut out.

    Raises:
        Refused: There is no such login, or it stands outside the fence.
    """
    owner = connection.execute(_OWNER).scalar_one()
    known = connection.execute(_KNOWN, {"login": login, "owner": owner}).scalar_one_or_none()
    if known is None:
        raise Refused(
            _("The database server knows no login “{login}”. Have it made there first.").format(
                login=login
            )
        )
    if known:
        raise Refused(
            _("“{login}” made the tables, or may do as much as who made them: it sees all.").format(
                login=login
            )
        )
    connection.execute(_TAKE, {"login": login})
    _shut_out(connection, login)
    if unit_ids:
        rows = [{"login": login, "unit_id": unit_id} for unit_id in unit_ids]
        connection.execute(_GIVE, rows)
        _let_work(connection, login)


def _fenced(connection: Connection) -> list[str]:
    """The tables that have rules."""
    views = {*VIEWS, "audit_link"}
    told = {name for name, columns in _columns(connection).items() if "unit_id" in columns}
    return sorted((told | {"search_text"}) - views)


def _columns(connection: Connection) -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1]) for row in connection.execute(_COLUMNS)}


def _let_work(connection: Connection, login: str) -> None:
    """What a login may do at all; the rules say with which rows."""
    to = _quoted(connection, login)
    columns = _columns(connection)
    for name in {*_fenced(connection), *BESIDE}:
        rights = rights_in(name, columns[name])
        connection.exec_driver_sql(f"GRANT {rights} ON {name} TO {to}")
    schema = _schema(connection)
    connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {to}")


def _shut_out(connection: Connection, login: str) -> None:
    name, schema = _quoted(connection, login), _schema(connection)
    for kind in ("TABLES", "SEQUENCES"):
        connection.exec_driver_sql(f"REVOKE ALL ON ALL {kind} IN SCHEMA {schema} FROM {name}")


def _schema(connection: Connection) -> str:
    return _quoted(connection, connection.exec_driver_sql("SELECT current_schema()").scalar_one())


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)
