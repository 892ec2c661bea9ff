"""A ward that holds a huddle every morning does not need more memory every morning."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.wards import make_store

ROOT = Path(__file__).resolve().parents[2]
SETTLED_AT, REPLAYS = 20, 120
GROWTH = 1.05


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.torture
def test_replaying_a_huddle_does_not_grow(tmp_path: Path) -> None:
    paths = make_store(tmp_path / "ward")
    command = [sys.executable, "-m", "tests.helpers.replaying", str(paths.data_dir), str(REPLAYS)]
    told = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    in_use = [int(line) for line in told.split()]
    assert len(in_use) == REPLAYS
    assert in_use[-1] / in_use[SETTLED_AT - 1] <= GROWTH
