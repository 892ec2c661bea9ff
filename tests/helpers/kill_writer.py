"""A program that adds actions beside another one that does the same on the same store.

Run as `python -m tests.helpers.kill_writer DATA_DIR NAME COUNT CODE`: each action is its own, and
each tenth time it adds its mark to the note of the action with this code.
"""

from __future__ import annotations

import sys
from pathlib import Path

from huddle.clock import SystemClock
from huddle.errors import ChangedElsewhere
from huddle.paths import Paths
from huddle.ward import Ward
from tests.helpers.wards import said, sign_in

MARK_EACH = 10


def add_actions(ward: Ward, name: str, count: int, shared_code: str) -> None:
    """Add so many actions, and leave marks on a shared one."""
    line = said(ward, f"a: Action of {name} @Erin due today")
    for number in range(count):
        ward.followups.add(line, key=f"{name} {number}")
        if number % MARK_EACH == 0:
            leave_mark(ward, shared_code, f"{name}{number}")


def leave_mark(ward: Ward, code: str, mark: str) -> None:
    """Add a mark to an action's note, again and again until nobody was faster."""
    while True:
        found = ward.followups.action(code)
        try:
            ward.followups.update(code, found.row_version, note=f"{found.note} {mark}")
        except ChangedElsewhere:
            continue
        return


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    opened = sign_in(Paths(folder, folder / "config"), SystemClock())
    add_actions(opened, sys.argv[2], int(sys.argv[3]), sys.argv[4])
    opened.close()
