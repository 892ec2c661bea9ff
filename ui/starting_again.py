"""Starting this program once more, on other data; the window that asked for it ends then."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QProcess


def start_on(folder: Path) -> bool:
    """Start the program on a data folder; whether it started."""
    from huddle.autostart import this_program  # noqa: PLC0415 - not before the first paint

    program, *arguments = this_program()
    process = QProcess()
    process.setProgram(program)
    process.setArguments([*arguments, "--data-dir", str(folder)])
    return bool(process.startDetached())
