"""Brings a data file to the schema this program works with, or leaves it as it was."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool

from huddle.errors import DamagedData
from huddle.i18n import _
from huddle.store.database import REVISIONS, connect, driver_errors_in_words, revision


def migrate(path: Path, key: bytes) -> None:
    """Make or upgrade the schema of a file; nothing is done when it is up to date.

    The whole upgrade is one transaction: a failure leaves the old schema and every row.

    Raises:
        NewerData: A newer program wrote it.
        DamagedData: Rows would be left that point nowhere.
        Environment: The disk or the system stands in the way.
    """
    if revision(path, key) != REVISIONS[-1]:
        with driver_errors_in_words(path):
            _upgrade(path, key, REVISIONS[-1])


def _upgrade(path: Path, key: bytes, target: str) -> None:
    # Alembic is slow to import and needed only here.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "huddle.store:migrations")
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: _without_foreign_keys(path, key),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", lambda found: found.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, target)
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
