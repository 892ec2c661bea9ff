"""Debian's PDF printer (printer-driver-cups-pdf) in a CUPS of a test's own.

It insists on root and on its own folder, so the scheduler runs where that folder is another one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers.printing_system import PrintingSystem, printing_system, why_missing
from tests.helpers.qt import wait_until

_BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
_MODEL = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_SPOOL = Path("/var/spool/cups-pdf")
_LOGS = Path("/var/log/cups")
_ALONE = ("unshare", "--mount")
NOBODY = "huddle-test"
"""Whose account there is none: what is printed under it stays in the printer's own folder."""


def why_not() -> str:
    """What keeps it from running here; empty for nothing."""
    if why_missing():
        return why_missing()
    if not (_BACKEND.exists() and _MODEL.exists() and shutil.which("gs")):
        return "printer-driver-cups-pdf is not installed"
    if os.geteuid() != 0:
        return "cups-pdf prints as root alone"
    done = subprocess.run((*_ALONE, "true"), capture_output=True, check=False)
    return "" if done.returncode == 0 else "folders may not be mounted here"


@contextmanager
def cups_pdf(printer: str) -> Iterator[tuple[PrintingSystem, Path]]:
    """A printing system with this printer, and the folder in which its paper comes out."""
    mounts = (
        'mount --bind "$1" "$2" && mount --bind "$1" "$3" && shift 3 && exec "$@"',
        "sh",
        "{folder}/out",
        str(_SPOOL),
        str(_LOGS),
    )
    with printing_system(within=(*_ALONE, "sh", "-c", *mounts)) as system:
        backend = system.folder / "parts" / "backend" / _BACKEND.name
        shutil.copy(_BACKEND, backend)
        backend.chmod(0o700)
        system.tell("lpadmin", "-p", printer, "-v", "cups-pdf:/", "-P", str(_MODEL), "-E")
        yield system, system.folder / "out" / "ANONYMOUS"


def came_out(system: PrintingSystem, folder: Path) -> bytes:
    """The one paper that lies there once nothing waits any more; it is taken away."""
    wait_until(lambda: not system.tell("lpstat", "-o"), "the printer to end", timeout_ms=60_000)
    (place,) = folder.glob("*.pdf")
    found = place.read_bytes()
    place.unlink()
    return found
