"""Installs, updates and removes Huddle on this Windows, silently, and looks that no data is lost.

`python installer/windows/try_setup.py SETUP [allusers]` is for a computer that may be changed: one
that is thrown away. It ends with an error at the first thing that is not as it should be.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

SILENT = ["/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART"]
PASSWORD = {"HUDDLE_PASSWORD": "three plain words"}
WITHOUT_A_SCREEN = {"QT_QPA_PLATFORM": "offscreen"}
MINUTES = 15
REMOVED_WITHIN_SECONDS = 60


def main(setup: Path, *, for_all: bool) -> None:
    """The whole story, once.

    Args:
        setup: The setup to try.
        for_all: Whether for all accounts of the computer, which an administrator may, or for one.
    """
    places = os.environ
    programs = places["PROGRAMFILES"] if for_all else Path(places["LOCALAPPDATA"], "Programs")
    program = Path(programs, "Huddle")
    shared = Path(places["PROGRAMDATA"], "Huddle", "data")
    data = shared if for_all else Path(places["LOCALAPPDATA"], "Huddle")
    install = [str(setup), *SILENT, "/ALLUSERS" if for_all else "/CURRENTUSER"]

    do(install)
    # The first says what it finds, the second is what people start.
    do([str(program / "huddle-command.exe"), "--self-test"], WITHOUT_A_SCREEN)
    do([str(program / "huddle.exe"), "--self-test"], WITHOUT_A_SCREEN)
    command = [str(program / "huddle-command.exe"), "--user", "first"]
    do([*command, "new", "--ward", "Willow"], PASSWORD)
    kept = {file.name: file.read_bytes() for file in data.iterdir() if file.is_file()}
    expect("ward.db" in kept, f"The ward's data is not in {data}.")
    do(install)
    do([*command, "check"], PASSWORD)
    do([str(program / "unins000.exe"), *SILENT])
    wait_for_its_end(program)
    expect(not (program / "huddle.exe").exists(), f"{program} was not removed.")
    expect(set(kept) <= {file.name for file in data.iterdir()}, f"Something in {data} is gone.")


def do(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a program to its end, which must be a good one."""
    sys.stdout.write(f"{' '.join(command)}\n")
    sys.stdout.flush()
    subprocess.run(
        command, check=True, timeout=60 * MINUTES, env={**os.environ, **(environment or {})}
    )


def wait_for_its_end(program: Path) -> None:
    """The uninstaller goes on in a copy of itself after it has ended."""
    for _second in range(REMOVED_WITHIN_SECONDS):
        if not program.exists():
            return
        time.sleep(1)


def expect(is_so: object, otherwise: str) -> None:
    """End with a sentence unless something is as it should be."""
    if not is_so:
        sys.exit(otherwise)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), for_all="allusers" in sys.argv[2:])
