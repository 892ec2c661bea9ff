"""The temporary folders of practice huddles; nothing in them is worth keeping.

One window has a data folder open at a time. So whatever folder bears its mark when the window
begins was left over by a crash.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from huddle.paths import Paths

_PREFIX = "huddle-practice-"


def make(real: Paths) -> Path:
    """A new, empty folder that nobody else can read.

    Args:
        real: The places of the store that the learner works with.
    """
    return Path(tempfile.mkdtemp(prefix=_begins(real)))


def remove(folder: Path) -> None:
    """Take one away; what another program holds open goes at the next start."""
    shutil.rmtree(folder, ignore_errors=True)


def clear(real: Paths) -> None:
    """Take away what a crash left over; to be called before anybody practises."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_begins(real)}*"):
        remove(folder)


def _begins(real: Paths) -> str:
    return f"{_PREFIX}{real.mark}-"
