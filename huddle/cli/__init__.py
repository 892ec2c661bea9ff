"""The command line: one thing done without a window, for IT staff and for scripts."""

from __future__ import annotations

from huddle.cli.program import ExitCode, run_command

__all__ = ["ExitCode", "run_command"]
