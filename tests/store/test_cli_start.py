"""What the program imports before it knows whether a window or a command is wanted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

START = """
import sys
import main
found = main.read_start([])
heavy = {"argparse", "huddle.model", "PySide6", "pydantic", "sqlalchemy", "sqlmodel", "typer"}
sys.exit(", ".join(sorted(heavy & set(sys.modules))) or 0)
"""


def test_nothing_heavy_is_imported_before_it_is_wanted() -> None:
    done = subprocess.run(
        [sys.executable, "-c", START],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
