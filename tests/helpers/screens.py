"""A screen of its own for each worker: windows on one screen take the keyboard from each other."""

from __future__ import annotations

import os
import shutil
import subprocess

SIZE = "1366x768x24"


def open_screen() -> subprocess.Popen[bytes] | None:
    """Start an X server without a monitor, and have this process draw there.

    Returns:
        The server, which ends with `terminate`; nothing where windows go to no X server, or where
        this process is the only one.
    """
    is_one_of_several = "PYTEST_XDIST_WORKER" in os.environ
    program = shutil.which("Xvfb")
    if os.environ.get("QT_QPA_PLATFORM") != "xcb" or not is_one_of_several or program is None:
        return None
    said, says = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(says), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[says],
        stderr=subprocess.DEVNULL,
    )
    os.close(says)
    with os.fdopen(said) as answer:
        # It says which number it took once windows can come.
        os.environ["DISPLAY"] = f":{answer.readline().strip()}"
    return server
