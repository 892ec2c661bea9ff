"""Small and write-protected disks, where this account may mount them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def mounted(folder: Path, *options: str) -> bool:
    """Mount something on a folder; whether this account may."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def mount(folder: Path, *options: str) -> Iterator[None]:
    """Something mounted on a folder while a test runs; skipped where that is not allowed."""
    if os.name == "nt" or not mounted(folder, *options):
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
