"""Starts Huddle: its window, or one command without a window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from huddle.start_options import StartOptions, read_start


def main(arguments: Sequence[str]) -> int:
    """Do what was asked for, and tell the system how it went."""
    options, command = read_start(arguments)
    if options.self_test and not command:
        from ui.commands import self_test  # noqa: PLC0415 - it opens windows of its own

        return self_test(options)
    if not command:
        from ui.start import run  # noqa: PLC0415 - a command needs no window

        return run(options)
    from huddle.cli import run_command  # noqa: PLC0415 - the window needs no commands

    return run_command(options, command, take_tour=_take_tour)


def _take_tour(options: StartOptions, out: Path) -> int:
    from ui.commands import tour  # noqa: PLC0415 - the one command that needs Qt

    return tour(options, out)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
