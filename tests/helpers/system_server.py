"""The system's own PostgreSQL, started in a folder of a test's own, reached over a network.

It is the oldest that Huddle works with, and is built as hospitals have it: with TLS and Kerberos.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.helpers.mail_server import HOST, free_port

NAME = "db.hospital.example"
"""What the server is called; it is this computer all the same."""
KEEPER = "hd_owner"
"""The login that owns the database `huddle`."""
PASSWORD = "a password of the server"

_FOLDER = Path("/usr/lib/postgresql")
_USER = "postgres"
"""Whose the server is where the tests are root, as which it does not run."""
_SETTINGS = (
    f"listen_addresses = '{HOST}'",
    "fsync = off",
    "password_encryption = 'scram-sha-256'",
    "max_connections = 20",
)


@dataclass(frozen=True)
class SystemServer:
    """A running server.

    Attributes:
        folder: What is its own.
        port: Where it listens.
        around: Its environment, beside the tests' own.
    """

    folder: Path
    port: int
    around: Mapping[str, str]

    def start(self) -> None:
        """Start it."""
        log = str(self.folder / "log")
        told = ("-D", str(self.folder / "data"), "-l", log, "-w", "start")
        run(program("pg_ctl"), *told, **self.around)

    def stop(self) -> None:
        """Stop it, whoever still uses it."""
        told = ("-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")
        run(program("pg_ctl"), *told)

    def get_uri(self) -> str:
        """The address of its first database as its superuser, by its socket."""
        return f"postgresql://{_USER}:@/postgres?host={self.folder}&port={self.port}"

    def url(self, *, login: str = KEEPER, name: str = NAME, **words: str) -> str:
        """The address of the database as somebody would write it."""
        told = "".join(f"&{word}={quote(value, safe='')}" for word, value in words.items())
        return f"postgresql://{login}@{name}:{self.port}/huddle?hostaddr={HOST}{told}"

    def execute(self, statement: str) -> str:
        """Run a statement as the server's own superuser, by its socket."""
        told = ("-h", str(self.folder), "-p", str(self.port), "-U", _USER, "-d", "postgres")
        return run(program("psql"), *told, "-AtXqc", statement)


def program(name: str) -> str:
    """One of the newest server's own programs."""
    found = sorted(_FOLDER.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(found[-1]) if found else ""


def skip_without_system_server() -> None:
    """Skip where the system has none."""
    if not program("postgres"):
        pytest.skip("PostgreSQL is not installed as the system's own, so there is none to try")


def run(*command: str, **others: str) -> str:
    """What a program prints, as whoever may run a server."""
    told, around = [*_as_user(), *command], {**os.environ, **others}
    done = subprocess.run(told, capture_output=True, text=True, env=around, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def give_away(*paths: Path) -> None:
    """Let files be those of whoever may run a server, and of nobody else."""
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)
        if _as_user():
            shutil.chown(path, _USER, _USER)


@contextmanager
def system_server(
    lets_in: Sequence[str],
    settings: Sequence[str] = (),
    files: Mapping[str, bytes] | None = None,
    **around: str,
) -> Iterator[SystemServer]:
    """A server with an empty database `huddle` that runs meanwhile.

    Args:
        lets_in: The lines of `pg_hba.conf`, but for the one by which its keeper sets it up.
        settings: Lines of `postgresql.conf`.
        files: What it finds in its own folder.
        around: Its environment, beside the tests' own.
    """
    skip_without_system_server()
    # A socket's path may not be long.
    folder = Path(tempfile.mkdtemp(prefix="hd-pg-"))
    data = folder / "data"
    try:
        give_away(folder)
        run(program("initdb"), "-D", str(data), "-U", _USER, "-A", "trust", "-N")
        for name, content in (files or {}).items():
            (folder / name).write_bytes(content)
            give_away(folder / name)
        port = free_port()
        told = (*_SETTINGS, *settings, f"unix_socket_directories = '{folder}'", f"port = {port}")
        with (data / "postgresql.conf").open("a") as file:
            file.write("\n".join(line.format(folder=folder) for line in told) + "\n")
        (data / "pg_hba.conf").write_text("\n".join((f"local all {_USER} trust", *lets_in)) + "\n")
        server = SystemServer(folder, port, around)
        server.start()
        try:
            server.execute(f"CREATE ROLE {KEEPER} LOGIN PASSWORD '{PASSWORD}'")
            server.execute(f"CREATE DATABASE huddle OWNER {KEEPER} TEMPLATE template0")
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_user() -> tuple[str, ...]:
    if os.getuid() != 0:
        return ()
    return ("setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--clear-groups")
