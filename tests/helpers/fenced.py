"""A store of two units on a server, each with a login of its own, and the login that keeps both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.store.keys import CHEAP
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole
from huddle.ward import Ward, create_ward, open_ward
from tests.helpers.database_server import Databases
from tests.helpers.going_up import receiver
from tests.helpers.wards import NAME, PASSWORD, START, ZONE, wanted

KEEPER, WARD, SITE = "hd_keeper", "hd_ward", "hd_site"
"""The logins."""
SITE_NAME = "Jo"
"""Who signs in at the site."""


@dataclass(frozen=True)
class Fenced:
    """The two units as each of their computers opens them.

    Attributes:
        paths: The store by the keeper's login.
        ward_id: Ward 7.
        site_id: The site team, to which the ward's site tier leads.
    """

    paths: Paths
    ward_id: str
    site_id: str

    def by(self, login: str) -> Paths:
        """The store by another login, on a computer of its own."""
        url = self.paths.database_url.replace(KEEPER, login)
        return replace(self.paths, data_dir=self.paths.data_dir / login, database_url=url)

    @contextmanager
    def opened(self, clock: ShiftedClock, login: str, name: str = "") -> Iterator[Ward]:
        """The store by a login, for whoever signs in there."""
        name = name or (SITE_NAME if login == SITE else NAME)
        ward = open_ward(self.by(login), clock, by_password(name, PASSWORD))
        try:
            yield ward
        finally:
            ward.close()


@contextmanager
def logins(databases: Databases) -> Iterator[None]:
    """The three logins, none of which may do anything on the server yet."""
    for login in (KEEPER, WARD, SITE):
        databases.execute(f"CREATE ROLE {login} LOGIN")
    try:
        yield
    finally:
        databases.execute(f"DROP ROLE {KEEPER}, {WARD}, {SITE}")


@contextmanager
def owned(databases: Databases, template: str = "template1") -> Iterator[str]:
    """The name of a database of the keeper's, which goes again."""
    name = databases.make(template)
    databases.execute(f"ALTER DATABASE {name} OWNER TO {KEEPER}")
    try:
        yield name
    finally:
        databases.drop(name)


def make_two_units(url: str, folder: Path) -> Fenced:
    """Make the store in a database that is the keeper's, and the fence between its units."""
    paths = Paths(folder, folder / "config", url.replace("postgres:@", f"{KEEPER}:@"))
    ward, _key = create_ward(paths, ShiftedClock(START), wanted(), cost=CHEAP)
    site = ward.units.add("Site team", tier="Site", time_zone=ZONE)
    receiver(ward, receiving_unit_id=site.id)
    ward_id = ward.unit_id
    ward.units.use(site.id)
    ward.accounts.add(SITE_NAME, PASSWORD, AccessRole.WARD_MANAGER)
    ward.units.fence(WARD, [ward_id])
    ward.units.fence(SITE, [site.id])
    ward.units.use(ward_id)
    ward.units.let_in(ward.account.id, [])
    ward.close()
    return Fenced(paths, ward_id, site.id)


def asked_as(fenced: Fenced, login: str, query: str, *values: str) -> list[Any]:
    """What the server answers a login that asks it with a tool of its own."""
    import psycopg

    with psycopg.connect(fenced.by(login).database_url, autocommit=True) as connection:
        found = connection.execute(query.encode(), values)
        return found.fetchall() if found.description else []
