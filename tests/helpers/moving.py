"""Small made-up wards in a folder and on a server, and what they hold."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from huddle.clock import ShiftedClock
from huddle.demo_ward import make_demo
from huddle.paths import Paths
from huddle.services.demo import DemoPlan
from huddle.store import keys
from huddle.store.copying import fingerprint
from huddle.store.home import home_of
from huddle.unlocks import by_password
from huddle.ward import Ward, open_ward
from tests.helpers.database_server import Databases

USER = "demo"
PASSWORD = "three plain words"
MORNING = dt.datetime(2026, 11, 23, 8, 10, tzinfo=dt.UTC)
"""Of the day the story leads up to."""
PLAN = DemoPlan(until=MORNING.date(), actions=60, departments=2)

Prints = dict[str, tuple[int, str]]


def tell(paths: Paths, plan: DemoPlan = PLAN) -> Paths:
    """Make a made-up ward."""
    make_demo(paths, plan, sign_in_name=USER, password=PASSWORD, cost=keys.CHEAP)
    return paths


def enter(paths: Paths, name: str = USER) -> Ward:
    """Sign in to it."""
    return open_ward(paths, ShiftedClock(MORNING), by_password(name, PASSWORD))


def prints(paths: Paths) -> Prints:
    """What a store holds, by table; nobody signs in for it."""
    home = home_of(paths)
    engine = home.engine(keys.unlock(home.key_ring, USER, PASSWORD))
    try:
        with engine.begin() as connection:
            return fingerprint(connection)
    finally:
        engine.dispose()


@dataclass(frozen=True)
class Places:
    """Where the stores of one test may be.

    Attributes:
        folder: The test's own.
        databases: The server.
    """

    folder: Path
    databases: Databases

    def empty(self, kind: str, name: str = "new") -> Paths:
        """A place with nothing in it: an empty `folder` or `database`."""
        url = self.databases.url(self.databases.make()) if kind == "database" else ""
        return Paths(self.folder / name, self.folder / "config", url)

    def like(self, made: Paths) -> Paths:
        """A copy of a closed store."""
        if made.database_url:
            template = made.database_url.rpartition("/test_")[2].partition("?")[0]
            url = self.databases.url(self.databases.make(f"test_{template}"))
            return Paths(self.folder / "old", self.folder / "config", url)
        copied = shutil.copytree(made.data_dir, self.folder / "old")
        return Paths(Path(copied), self.folder / "config")
