"""What every journey through the real window needs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.compiled import compiled_once  # noqa: F401 - a fixture
from tests.helpers.screens import open_screen
from tests.helpers.window_fixtures import (  # noqa: F401 - fixtures
    ready_store,
    running,
    signed_in,
    start,
    ward_paths,
)
from ui.theme.theme import choose_style


def pytest_configure(config: pytest.Config) -> None:
    """Give this worker its screen, before Qt looks for one."""
    screen = open_screen()
    if screen is not None:
        config.add_cleanup(screen.terminate)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The application begins in our style, as in `main`."""
    choose_style()
    return QApplication
