"""What every journey through the real window needs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.window_fixtures import (  # noqa: F401 - fixtures
    ready_store,
    running,
    signed_in,
    start,
    ward_paths,
)
from ui.theme.theme import choose_style


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The application begins in our style, as in `main`."""
    choose_style()
    return QApplication
