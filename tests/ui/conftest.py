"""Pages at work on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.ward import Ward
from tests.helpers.desks import AtWork, at_work
from tests.helpers.wards import copy_store, make_store, sign_in


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A closed store that tests copy: making one takes much longer."""
    return make_store(tmp_path_factory.mktemp("empty") / "ward")


@pytest.fixture
def ward(empty_store: Paths, paths: Paths, clock: ShiftedClock) -> Iterator[Ward]:
    """An open store of the test's own, on Thursday 6 August 2026 at 08:30."""
    copy_store(empty_store, paths)
    opened = sign_in(paths, clock)
    yield opened
    opened.close()


@pytest.fixture
def work(qapp: QApplication, ward: Ward, tmp_path: Path) -> Iterator[AtWork]:
    """A desk to show pages at."""
    with at_work(ward, tmp_path) as made:
        yield made
