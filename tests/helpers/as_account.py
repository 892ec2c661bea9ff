"""Runs a command as another operating-system account, for tests that start as the superuser.

The other account may not be able to reach this Python, so everything is loaded first, by running
the same command on a store of its own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from huddle.cli.program import run_command
from huddle.start_options import StartOptions


def main(user: str, group: str, rehearsal: str, folder: str, name: str, *command: str) -> int:
    """Rehearse a command, become somebody else, and do it."""
    run_command(StartOptions(data_dir=Path(rehearsal), user=name), command)
    sys.stdout.write(f"{_HERE_IT_BEGINS}\n")
    sys.stdout.flush()
    os.setgroups([])
    os.setgid(int(group))
    os.setuid(int(user))
    return run_command(StartOptions(data_dir=Path(folder), user=name), command)


_HERE_IT_BEGINS = "-- as the other account --"


def said(output: str) -> str:
    """What the command printed as the other account."""
    return output.partition(_HERE_IT_BEGINS)[2]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
