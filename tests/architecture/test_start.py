"""What must not be imported before the window is painted, and that this build of Qt is sound."""

from __future__ import annotations

from tests.architecture.test_imports import run

HEAVY = {
    "alembic",
    "babel",
    "huddle.model",
    "keyring",
    "pydantic",
    "reportlab",
    "smtplib",
    "sqlalchemy",
    "sqlcipher3",
    "sqlmodel",
    "typer",
}

IMPORT_THE_WINDOW = f"""
import sys
import ui.app
found = sorted({HEAVY!r} & set(sys.modules))
sys.exit(", ".join(found) or 0)
"""

IMPORT_MAIL = """
import sys
import huddle.services.mail, huddle.sheets.posting, huddle.ward
found = sorted({"keyring", "smtplib"} & set(sys.modules))
sys.exit(", ".join(found) or 0)
"""

CALL_QT_OFTEN = """
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(50_000):
    thing.setObjectName("x")
"""


def test_nothing_heavy_comes_with_the_window() -> None:
    assert run("-c", IMPORT_THE_WINDOW) == ""


def test_what_mail_is_made_with_comes_with_the_first_message() -> None:
    assert run("-c", IMPORT_MAIL) == ""


def test_qt_keeps_count_of_none() -> None:
    """A build that drops a reference to None in each call ends Python 3.11 after some thousands."""
    assert run("-c", CALL_QT_OFTEN) == ""
