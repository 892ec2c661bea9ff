"""Backups by the server's own tools: what was brought back is signed in to, and whole.

The commands are those of docs/operations.md.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.ward import Ward
from tests.helpers.server_tools import ACCOUNT, Cluster, clusters, tool
from tests.helpers.wards import capture, make_store, sign_in, start

pytestmark = pytest.mark.torture

ARCHIVED = "SELECT last_archived_wal >= '{name}' FROM pg_stat_archiver"


@pytest.fixture
def two() -> Iterator[tuple[Cluster, Cluster]]:
    """A server that archives its log, and the folder of another."""
    with clusters(2) as (first, second):
        archive = first.folder / "archive"
        first.make("archive_mode = on", f"archive_command = 'cp %p {archive}/%f'")
        archive.mkdir()
        shutil.chown(archive, first.data.owner())
        first.start()
        first.ask("CREATE DATABASE huddle TEMPLATE template0 ENCODING 'UTF8'")
        yield first, second


@pytest.fixture
def paths(two: tuple[Cluster, Cluster], tmp_path: Path) -> Paths:
    """A new store on the first."""
    return make_store(tmp_path / "ward", two[0].url("huddle"))


def keep(paths: Paths, clock: ShiftedClock, *lines: str) -> None:
    """Capture some lines in today's huddle."""
    ward = sign_in(paths, clock)
    state = start(ward)
    for line in lines:
        capture(ward, state, line)
    ward.close()


def found_on(paths: Paths, cluster: Cluster, database: str, clock: ShiftedClock) -> list[str]:
    """What a signed-in program finds on a server, which goes on from there; its audit is whole."""
    ward: Ward = sign_in(replace(paths, database_url=cluster.url(database)), clock)
    found = [item.text for item in ward.running.state(start(ward).huddle.id).items]
    capture(ward, start(ward), "Afterwards")
    assert ward.audit.verify().is_whole
    assert all(row.is_well for row in ward.upkeep.check())
    ward.close()
    return found


def wait_for(is_so: Callable[[], bool]) -> None:
    """Ask until something is so."""
    while not is_so():
        pass


def test_a_dump_brings_all_back(
    two: tuple[Cluster, Cluster], paths: Paths, clock: ShiftedClock
) -> None:
    server, dump = two[0], two[0].folder / "huddle.dump"
    keep(paths, clock, "One", "Two")
    where = ("-h", server.folder, "-U", ACCOUNT)
    tool("pg_dump", *where, "--format=custom", f"--file={dump}", "huddle")
    keep(paths, clock, "Three")
    tool("createdb", *where, "--template=template0", "--encoding=UTF8", "restored")
    tool("pg_restore", *where, "--exit-on-error", "--no-owner", "--dbname=restored", dump)
    assert found_on(paths, server, "restored", clock) == ["One", "Two"]


def test_a_base_backup_and_the_log_bring_any_moment_back(
    two: tuple[Cluster, Cluster], paths: Paths, clock: ShiftedClock
) -> None:
    server, other = two
    keep(paths, clock, "One")
    where = ("-h", server.folder, "-U", ACCOUNT)
    tool("pg_basebackup", *where, "-D", other.data, "--checkpoint=fast")
    keep(paths, clock, "Two")
    moment = server.ask("SELECT clock_timestamp()")
    keep(paths, clock, "Three")
    last = server.ask("SELECT pg_walfile_name(pg_switch_wal())")
    wait_for(lambda: server.ask(ARCHIVED.format(name=last)) == "t")
    server.stop("immediate")
    other.set(
        f"restore_command = 'cp {server.folder}/archive/%f %p'",
        f"recovery_target_time = '{moment}'",
        "recovery_target_action = 'promote'",
        "archive_mode = off",
    )
    (other.data / "recovery.signal").touch()
    other.start()
    wait_for(lambda: other.ask("SELECT pg_is_in_recovery()") == "f")
    assert found_on(paths, other, "huddle", clock) == ["One", "Two"]


def test_a_standby_takes_over(
    two: tuple[Cluster, Cluster], paths: Paths, clock: ShiftedClock
) -> None:
    """With a synchronous standby nothing that was acknowledged is lost."""
    server, standby = two
    where = ("-h", server.folder, "-U", ACCOUNT)
    tool("pg_basebackup", *where, "-D", standby.data, "--checkpoint=fast", "-R")
    standby.start()
    server.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
    server.ask("SELECT pg_reload_conf()")
    both = f"{server.folder},{standby.folder}&target_session_attrs=read-write"
    url = server.url("huddle").replace(str(server.folder), both)
    ward = sign_in(replace(paths, database_url=url), clock)
    state = start(ward)
    kept = [capture(ward, state, "One").code]
    server.stop("immediate")
    standby.promote()
    kept.append(capture(ward, state, "Two").code)
    assert [item.code for item in ward.running.state(state.huddle.id).items] == kept
    assert ward.audit.verify().is_whole
    ward.close()
