"""Putting another data file in place: alone, kept, and whole at every moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Environment
from huddle.paths import Paths
from huddle.store import keys
from huddle.store.database import connect
from huddle.store.replacing import alone
from tests.helpers.wards import NAME, PASSWORD, capture, sign_in, start

pytestmark = pytest.mark.on_a_file("another data file takes the place of one")

ROOT = Path(__file__).resolve().parents[2]

HOLDER = """
import sys
from pathlib import Path
from huddle.store.database import connect
connection = connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
connection.execute("SELECT count(*) FROM item").fetchone()
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def key(store_paths: Paths) -> bytes:
    return keys.unlock(store_paths.key_file, NAME, PASSWORD).key


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huddle.store.replacing._WAITS_MS", 50)


def test_what_the_log_holds_is_in_the_file_then(
    store_paths: Paths, clock: ShiftedClock, key: bytes
) -> None:
    ward = sign_in(store_paths, clock)
    capture(ward, start(ward), "In the log")
    copy = store_paths.data_dir / "with-log"
    copy.mkdir()
    for name in ("ward.db", "ward.db-wal"):
        (copy / name).write_bytes((store_paths.data_dir / name).read_bytes())
    ward.close()
    with alone(copy / "ward.db", key) as held:
        assert sorted(path.name for path in copy.iterdir()) == ["ward.db"]
        assert held.execute("SELECT text FROM item").fetchall() == [("In the log",)]


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_file_that_another_program_has_open_is_not_taken(
    store_paths: Paths, key: bytes, *, is_damaged: bool
) -> None:
    command = [sys.executable, "-c", HOLDER, str(store_paths.database), key.hex()]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "open\n"
        if is_damaged:
            with store_paths.database.open("r+b") as file:
                file.write(b"x" * 4096)
        with pytest.raises(Environment) as refused, alone(store_paths.database, key):
            pass
        assert refused.value.message == "Another Huddle has this store open."
        holder.communicate("")
    with alone(store_paths.database, key) as held:
        assert (held is None) is is_damaged


def test_nobody_else_gets_in_meanwhile(store_paths: Paths, key: bytes) -> None:
    with alone(store_paths.database, key):
        other = connect_soon(store_paths.database, key)
        assert "another program is holding" in other.lower()
    connect(store_paths.database, key).close()


def connect_soon(database: Path, key: bytes) -> str:
    """What a program is told that opens a file and does not wait."""
    code = (
        "import sys; from pathlib import Path; from huddle.store import database\n"
        "database._BUSY_SECONDS = 0\n"
        "try: database.connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))\n"
        "except Exception as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(database), key.hex()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("content", [None, b"", b"a letter " * 900])
def test_what_is_no_database_is_held_unread_and_untouched(
    store_paths: Paths, key: bytes, content: bytes | None
) -> None:
    if content is None:
        store_paths.database.unlink()
    else:
        store_paths.database.write_bytes(content)
    with alone(store_paths.database, key) as held:
        assert held is None
    assert store_paths.database.exists() is (content is not None)
    assert content is None or store_paths.database.read_bytes() == content
