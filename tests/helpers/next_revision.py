"""A program one revision further than this one, while a test lasts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from huddle.store import database, migrating
from huddle.store.database import REVISIONS

_NEXT = '''
"""A revision that a test makes."""
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("huddle", recreate="always") as huddle:
        huddle.add_column(sa.Column("mood", sa.String(20), nullable=False, server_default=""))
    {then}
'''


@contextmanager
def next_revision(
    monkeypatch: pytest.MonkeyPatch, folder: Path, then: str = "pass"
) -> Iterator[str]:
    """A program whose schema has one column more; gives the revision's name.

    Args:
        monkeypatch: Puts its migrations in place of the real ones.
        folder: An empty folder for these migrations.
        then: What the revision does at its end.
    """
    from alembic.config import Config

    here = Path(migrating.__file__).parent / "migrations"
    place = folder / "migrations"
    (place / "versions").mkdir(parents=True)
    for path in (here / "env.py", *here.glob("versions/[0-9]*.py")):
        (place / path.relative_to(here)).write_bytes(path.read_bytes())
    newest = f"{int(REVISIONS[-1]) + 1:04}"
    words = _NEXT.format(revision=newest, before=REVISIONS[-1], then=then)
    (place / "versions" / f"{newest}_mood.py").write_text(words)
    set_option = Config.set_main_option

    def elsewhere(self: Config, name: str, value: str) -> None:
        set_option(self, name, str(place) if name == "script_location" else value)

    with monkeypatch.context() as patched:
        patched.setattr(Config, "set_main_option", elsewhere)
        for module in (database, migrating):
            patched.setattr(module, "REVISIONS", (*REVISIONS, newest))
        yield newest
