"""What must not be imported before the window is painted, and that this build of Qt is sound."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.test_imports import run

HEAVY = {
    "alembic",
    "babel",
    "huddle.model",
    "keyring",
    "numpy",
    "pydantic",
    "pyqtgraph",
    "reportlab",
    "smtplib",
    "sqlalchemy",
    "sqlcipher3",
    "sqlmodel",
    "typer",
}

IMPORT_THE_WINDOW = f"""
import sys
import ui.start
found = sorted({HEAVY!r} & set(sys.modules))
sys.exit(", ".join(found) or 0)
"""

IMPORT_THE_KEYS = f"""
import sys
import huddle.unlocks
found = sorted({HEAVY!r} & set(sys.modules))
sys.exit(", ".join(found) or 0)
"""

# A huddle's own services come once Today can be seen.
IMPORT_THE_WARD = """
import sys
import huddle.ward
late = ("running", "followups", "history", "upkeep", "reminders", "units", "escalations")
found = sorted({f"huddle.services.{name}" for name in late} & set(sys.modules))
sys.exit(", ".join(found) or 0)
"""

LOAD_THE_SERVICES = """
import gc, sys
from ui.front import load_services
seen = []
gc.callbacks.append(lambda _phase, info: seen.append(info["generation"]))
load_services()
lasting = gc.get_freeze_count() > len(gc.get_objects())
sys.exit(0 if lasting and gc.isenabled() and 2 not in seen else "looked through")
"""

PAINT_THE_SIGN_IN_PAGE = """
import os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import ui.start
from PySide6 import QtCore, QtWidgets
from huddle.clock import SystemClock
from huddle.paths import Paths
folder = Path(sys.argv[1])
(folder / "keys.json").touch()
ui.start.choose_style()
qt = QtWidgets.QApplication([])
app = ui.start.create_app(qt, Paths(folder, folder), SystemClock())
made = []
def end():
    made.extend({"Qt", "QStyle"} & {*vars(QtCore), *vars(QtWidgets)})
    app.tasks.shutdown()
    app.window.close_now()
    qt.quit()
app.window.painted.connect(end)
app.show()
qt.exec()
sys.exit(", ".join(made) or 0)
"""

KEEP_NO_SOURCE = """
import linecache, sys
import ui.start
import huddle.ward
from pathlib import Path
kept = [name for name in linecache.cache if "huddle" in name and Path(name).exists()]
sys.exit(", ".join(kept) or 0)
"""

IMPORT_MAIL = """
import sys
import huddle.services.mail, huddle.sheets.posting, huddle.ward
found = sorted({"keyring", "smtplib"} & set(sys.modules))
sys.exit(", ".join(found) or 0)
"""

OPEN_A_WARD_IN_A_FOLDER = """
import sys
from pathlib import Path
from tests.helpers.wards import START, ShiftedClock, make_store, sign_in
sign_in(make_store(Path(sys.argv[1])), ShiftedClock(START)).close()
found = sorted({"psycopg", "huddle.store.server", "huddle.store.line"} & set(sys.modules))
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


def test_keys_are_opened_without_the_tables() -> None:
    """So Argon2id, which takes no turn of Python's, goes on while those are imported."""
    assert run("-c", IMPORT_THE_KEYS) == ""


def test_the_ward_comes_without_what_today_does_without() -> None:
    assert run("-c", IMPORT_THE_WARD) == ""


def test_the_services_come_without_a_search_for_cycles() -> None:
    """What comes is very much, and all of it stays."""
    assert run("-c", LOAD_THE_SERVICES) == ""


def test_the_sign_in_page_is_painted_without_the_enumerations_of_qt(tmp_path: Path) -> None:
    """Python takes longer to make them than all the rest of the page."""
    assert run("-c", PAINT_THE_SIGN_IN_PAGE, str(tmp_path)) == ""


def test_the_sources_of_what_is_imported_are_not_kept_in_memory() -> None:
    assert run("-c", KEEP_NO_SOURCE) == ""


def test_what_mail_is_made_with_comes_with_the_first_message() -> None:
    assert run("-c", IMPORT_MAIL) == ""


def test_what_speaks_to_servers_comes_only_where_there_is_one(tmp_path: Path) -> None:
    assert run("-c", OPEN_A_WARD_IN_A_FOLDER, str(tmp_path)) == ""


def test_qt_keeps_count_of_none() -> None:
    """A build that drops a reference to None in each call ends Python 3.11 after some thousands."""
    assert run("-c", CALL_QT_OFTEN) == ""
