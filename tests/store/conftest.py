"""A ward with an empty history, on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.ward import Ward
from tests.helpers.mail_server import (  # noqa: F401 - fixtures
    certificate,
    loopback,
    mail_server,
    own_keyring,
)
from tests.helpers.wards import copy_store, make_store, sign_in


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A closed store that tests copy: making one takes much longer."""
    return make_store(tmp_path_factory.mktemp("empty") / "ward")


@pytest.fixture
def store_paths(empty_store: Paths, paths: Paths) -> Paths:
    """A closed store of the test's own."""
    copy_store(empty_store, paths)
    return paths


@pytest.fixture
def ward(store_paths: Paths, clock: ShiftedClock) -> Iterator[Ward]:
    """An open store of the test's own, on Thursday 6 August 2026 at 08:30."""
    opened = sign_in(store_paths, clock)
    yield opened
    opened.close()
