"""A program that changes a store's key and brings its backup back, over and over, until killed.

Run as a module with the data folder and the backup's folder; it writes a line before each act.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from huddle.clock import SystemClock
from huddle.paths import Paths
from tests.helpers.wards import sign_in


def main() -> None:
    """Go on until killed."""
    folder, backup = (Path(argument) for argument in sys.argv[1:])
    ward = sign_in(Paths(folder, folder / "config"), SystemClock())
    for act in cycle(("key", "restore")):
        sys.stdout.write(f"{act}\n")
        sys.stdout.flush()
        if act == "key":
            ward.accounts.change_key()
        else:
            ward.upkeep.restore(backup)


if __name__ == "__main__":
    main()
