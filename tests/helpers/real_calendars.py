"""The calendars that icalendar's own tests are made of, most of them from somebody's complaint."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import icalendar
import pytest

_CACHE = Path(__file__).parents[2] / ".cache" / "icalendar"
_SECONDS = 120


def folder() -> Path:
    """The folder of its tests: from the installed package, else from its source by pip.

    Whatever test asks for it is skipped where neither has it.
    """
    installed = Path(icalendar.__file__).parent / "tests"
    if any(installed.rglob("*.ics")):
        return installed
    if not any(_CACHE.rglob("*.ics")):
        _fetch()
    return _CACHE


def _fetch() -> None:
    wanted = f"icalendar=={version('icalendar')}"
    command = [sys.executable, "-m", "pip", "download", "--no-binary", ":all:", "--no-deps"]
    try:
        subprocess.run(
            [*command, "--dest", str(_CACHE), wanted],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        pytest.skip("icalendar's own calendars are neither installed nor to be had from here")
    for source in _CACHE.glob("*.tar.gz"):
        with tarfile.open(source) as archive:
            archive.extractall(_CACHE, filter="data")
