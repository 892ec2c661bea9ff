"""A signed-in ward and a desk to show its pages at, for the tests of pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.compiled import compiled_once  # noqa: F401 - a fixture
from tests.helpers.desks import AtWork, at_work
from tests.helpers.mail_server import (  # noqa: F401 - fixtures
    certificate,
    loopback,
    mail_server,
    own_keyring,
)
from tests.helpers.window_fixtures import (  # noqa: F401 - fixtures
    ready_store,
    running,
    signed_in,
    start,
    ward_paths,
)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A closed, encrypted store, made once and copied for each test."""
    return wards.make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def ward(store: Paths, paths: Paths, clock: ShiftedClock) -> Iterator[Ward]:
    """A new ward of the test's own, signed in to."""
    wards.copy_store(store, paths)
    opened = wards.sign_in(paths, clock)
    yield opened
    opened.close()


@pytest.fixture
def work(qtbot: QtBot, ward: Ward, tmp_path: Path) -> Iterator[AtWork]:
    """A desk with that ward; files are saved to `sheet.pdf` in the test's folder."""
    with at_work(ward, tmp_path / "sheet.pdf") as made:
        yield made
