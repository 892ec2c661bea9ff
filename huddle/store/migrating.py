"""Brings a data file to the schema this program works with, or leaves it as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool

from huddle.errors import DamagedData, Environment
from huddle.i18n import _
from huddle.store.database import REVISIONS, connect, driver_errors_in_words, revision

if TYPE_CHECKING:
    from sqlalchemy import Connection


def migrate(path: Path, key: bytes, back_up: Callable[[], object] | None = None) -> None:
    """Make or upgrade the schema of a file; nothing is done when it is up to date.

    The whole upgrade is one transaction: a failure leaves the old schema and every row.

    Args:
        path: The data file.
        key: Its key.
        back_up: Makes a proved backup of a file that holds something already, before it is
            touched; none for a copy that is not in use.

    Raises:
        NewerData: A newer program wrote it.
        DamagedData: Rows would be left that point nowhere.
        Environment: The backup could not be made, or the disk or the system stands in the way.
    """
    found = revision(path, key)
    if found == REVISIONS[-1]:
        return
    if found and back_up is not None:
        _back_up_first(back_up)
    with driver_errors_in_words(path):
        _upgrade(path, key, REVISIONS[-1])


def _back_up_first(back_up: Callable[[], object]) -> None:
    try:
        back_up()
    except Environment as error:
        raise Environment(
            _(
                "The data must be updated for this Huddle, and the backup before it failed: {why}"
            ).format(why=error.message),
            _("Nothing was changed. {remedy}").format(remedy=error.remedy),
        ) from error


def upgrade(connection: Connection, target: str) -> None:
    """Bring a schema to a revision within the transaction that has begun."""
    # Alembic is slow to import and needed only here.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "huddle.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _upgrade(path: Path, key: bytes, target: str) -> None:
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: _without_foreign_keys(path, key),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", lambda found: found.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        upgrade(connection, target)
        if connection.execute(text("PRAGMA foreign_key_check")).first():
            raise DamagedData(
                _("The data could not be brought up to date: some rows point nowhere."),
                _("It was left as it was. Bring back the last good backup."),
            )


def _without_foreign_keys(path: Path, key: bytes) -> object:
    # With the keys on, rebuilding a parent table would delete its children.
    connection = connect(path, key)
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection
