"""However a file was damaged, it is read or refused in words, soon, and nothing is left behind."""

from __future__ import annotations

import datetime as dt
import gc
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huddle.errors import Refused
from huddle.exchange.tables import tables_of
from tests.helpers.brought import GOOD, small_workbook

PLACES = st.integers(0, 2**31)
DAMAGES = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "double", "swap"]), PLACES, PLACES), max_size=4
)
SOON = settings(
    deadline=dt.timedelta(seconds=20),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def damaged(content: bytes, how: str, here: int, there: int) -> bytes:
    """Some bytes with one of them changed, or with a part left out, doubled, or put elsewhere."""
    if not content:
        return content
    start, end = sorted((here % len(content), there % len(content)))
    before, part, after = content[:start], content[start : end + 1], content[end + 1 :]
    match how:
        case "flip":
            return before + bytes([part[0] ^ (1 << there % 8)]) + part[1:] + after
        case "cut":
            return before + after
        case "double":
            return before + part + part + after
        case _:
            return after + part + before


def inside(content: bytes, folder: Path, damage: Callable[[bytes], bytes], place: int) -> bytes:
    """A workbook whose ZIP file is whole, with damage to one of its parts."""
    path = folder / "inside.zip"
    path.write_bytes(content)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    chosen = [*parts][place % len(parts)]
    parts[chosen] = damage(parts[chosen])
    with zipfile.ZipFile(path, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return path.read_bytes()


def read_or_refused(path: Path) -> bool:
    """Whether a file was read to its end; if not, it was refused."""
    try:
        for table in tables_of(path):
            for _row in table.read():
                pass
    except Refused:
        return False
    return True


@pytest.fixture
def _fewer_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed number may promise a million rows, which are not worth the wait each time."""
    monkeypatch.setattr("huddle.exchange.cells.MOST_ROWS", 5_000)


@pytest.mark.usefixtures("_fewer_rows")
@pytest.mark.parametrize("examples", [60, pytest.param(2_000, marks=pytest.mark.torture)])
@pytest.mark.parametrize("kind", GOOD)
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, kind: str, examples: int) -> None:
    path = GOOD[kind](tmp_path)
    good = path.read_bytes()

    @settings(SOON, max_examples=examples)
    @given(DAMAGES)
    def holds(damages: list[tuple[str, int, int]]) -> None:
        content = good
        for damage in damages:
            content = damaged(content, *damage)
        path.write_bytes(content)
        assert read_or_refused(path) or damages

    holds()


@pytest.mark.usefixtures("_fewer_rows")
@pytest.mark.parametrize("examples", [60, pytest.param(2_000, marks=pytest.mark.torture)])
def test_a_workbook_damaged_inside_is_read_or_refused(tmp_path: Path, examples: int) -> None:
    path = small_workbook(tmp_path)
    good = path.read_bytes()

    @settings(SOON, max_examples=examples)
    @given(st.sampled_from(["flip", "cut", "double", "swap"]), PLACES, PLACES, PLACES)
    def holds(how: str, here: int, there: int, part: int) -> None:
        changed = inside(good, tmp_path, lambda content: damaged(content, how, here, there), part)
        path.write_bytes(changed)
        read_or_refused(path)

    holds()


@pytest.mark.usefixtures("_fewer_rows")
@pytest.mark.parametrize("ending", ["csv", "json", "ics", "xlsx", "txt"])
@settings(SOON, max_examples=60)
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode()))
def test_any_bytes_under_any_name_are_read_or_refused(
    tmp_path: Path, ending: str, content: bytes
) -> None:
    path = tmp_path / f"any.{ending}"
    path.write_bytes(content)
    read_or_refused(path)


@pytest.mark.usefixtures("_fewer_rows")
@pytest.mark.parametrize("kind", GOOD)
def test_damaged_files_leave_nothing_in_memory(tmp_path: Path, kind: str) -> None:
    path = GOOD[kind](tmp_path)
    good = path.read_bytes()
    chance = random.Random(7)

    def read_some(times: int) -> None:
        for _time in range(times):
            how = chance.choice(["flip", "cut", "double", "swap"])
            path.write_bytes(damaged(good, how, chance.getrandbits(31), chance.getrandbits(31)))
            read_or_refused(path)
        gc.collect()

    read_some(40)
    tracemalloc.start()
    try:
        read_some(40)
        once = tracemalloc.get_traced_memory()[0]
        read_some(80)
        assert tracemalloc.get_traced_memory()[0] - once < 100_000
    finally:
        tracemalloc.stop()
