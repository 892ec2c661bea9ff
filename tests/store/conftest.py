"""A ward with an empty history: on a real encrypted file, and on a real database server.

Each test that takes `paths`, `store_paths` or `ward` runs on both, unless it is marked as being
about one of them: `pytest.mark.on_a_file("why")`, `pytest.mark.on_a_server`. Most of them do so
on the server only in `make torture`, so that `make test` stays short.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.store.session import Store
from huddle.ward import Ward
from tests.helpers.command_line import make_small_demo
from tests.helpers.compiled import compiled_once  # noqa: F401 - a fixture
from tests.helpers.database_server import Databases, database_server
from tests.helpers.mail_server import (  # noqa: F401 - fixtures
    certificate,
    loopback,
    mail_server,
    own_keyring,
)
from tests.helpers.proxy import Proxy
from tests.helpers.wards import copy_store, make_store, sign_in

_OFTEN_ON_A_SERVER = frozenset(
    (
        "test_adding",
        "test_server",
        "test_turns",
        "test_line",
        "test_line_ends",
        "test_line_strain",
        "test_session",
        "test_search",
        "test_searching",
        "test_capturing",
        "test_running",
    )
)
"""What every run tries on both; the rest goes to the server in the long run."""
_NOT_ON = {"file": "on_a_server", "server": "on_a_file"}
"""By where a store may live, what marks a test that is not about it."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have each test run wherever its store may live."""
    if "lives_in" in metafunc.fixturenames:
        marked = metafunc.definition.get_closest_marker
        often = metafunc.module.__name__.rpartition(".")[2] in _OFTEN_ON_A_SERVER
        homes = [
            pytest.param(home, marks=() if home == "file" or often else pytest.mark.torture)
            for home in ("file", "server")
            if not marked(_NOT_ON[home])
        ]
        metafunc.parametrize("lives_in", homes, indirect=True)


@pytest.fixture
def lives_in(request: pytest.FixtureRequest) -> str:
    """Where the store of a test is: `file` or `server`."""
    return str(request.param)


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """A database server."""
    with database_server() as found:
        yield found


@pytest.fixture(scope="session")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a made-up ward that tests copy: telling its story takes seconds."""
    return make_small_demo(tmp_path_factory.mktemp("demo") / "ward")


@pytest.fixture(scope="module")
def made(small_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up ward that no test changes."""
    return Path(shutil.copytree(small_demo, tmp_path_factory.mktemp("made") / "ward"))


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A closed store that tests copy: making one takes much longer."""
    return make_store(tmp_path_factory.mktemp("empty") / "ward")


@pytest.fixture(scope="session")
def empty_database(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same on the server: the name of a database."""
    name = databases.make()
    make_store(tmp_path_factory.mktemp("empty") / "ward", databases.url(name))
    return name


@pytest.fixture
def paths(request: pytest.FixtureRequest, home: Path, lives_in: str) -> Iterator[Paths]:
    """Empty places for data and settings."""
    found = Paths(data_dir=home / "ward", config_dir=home / "config" / "Huddle")
    if lives_in == "file":
        yield found
        return
    databases: Databases = request.getfixturevalue("databases")
    template = "template1"
    if "store_paths" in request.fixturenames:
        template = request.getfixturevalue("empty_database")
    name = databases.make(template)
    yield replace(found, database_url=databases.url(name))
    databases.drop(name)


@pytest.fixture
def store_paths(request: pytest.FixtureRequest, paths: Paths, lives_in: str) -> Paths:
    """A closed store of the test's own."""
    if lives_in == "file":
        copy_store(request.getfixturevalue("empty_store"), paths)
    return paths


@pytest.fixture
def ward(store_paths: Paths, clock: ShiftedClock) -> Iterator[Ward]:
    """An open store of the test's own, on Thursday 6 August 2026 at 08:30."""
    opened = sign_in(store_paths, clock)
    yield opened
    opened.close()


@pytest.fixture
def store(ward: Ward) -> Store:
    """The store under the ward's services."""
    found = ward.running._store  # noqa: SLF001 - a ward hands its store to nobody
    assert isinstance(found, Store)
    return found


@pytest.fixture
def proxy(store_paths: Paths) -> Iterator[Proxy]:
    """The line of the first computer."""
    made = Proxy(store_paths.database_url)
    yield made
    made.cut()


@pytest.fixture
def first(store_paths: Paths, proxy: Proxy, clock: ShiftedClock) -> Iterator[Ward]:
    """A ward on a computer whose line can break."""
    opened = sign_in(replace(store_paths, database_url=proxy.url), clock)
    yield opened
    opened.close()


@pytest.fixture
def second(store_paths: Paths, clock: ShiftedClock, tmp_path: Path) -> Iterator[Ward]:
    """The same ward on another computer."""
    opened = sign_in(replace(store_paths, data_dir=tmp_path / "second"), clock)
    yield opened
    opened.close()
