"""CUPS by itself in a test's own folder, with a printer whose paper is a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.qt import wait_until

_PROGRAMS = ("cupsd", "lp", "lpadmin", "lpstat", "cupsdisable", "cupsreject", "pdftotext")
_PARTS = Path("/usr/lib/cups")
_MODEL = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))

_SCHEDULER = """\
Listen {folder}/run/socket
Browsing No
WebInterface No
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
_FILES = """\
ServerRoot {folder}
ServerBin {folder}/parts
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/run
TempDir {folder}/tmp
ErrorLog {folder}/errors
AccessLog {folder}/access
PageLog {folder}/pages
"""
_PRINTER = """\
#!/bin/sh
# Called with nothing, it would list printers; else with job, user, title, copies and options.
[ $# -eq 0 ] && exit 0
[ -e {folder}/no-paper ] && echo 'STATE: +media-empty-error' >&2
while [ -e {folder}/no-paper ]; do sleep 0.1; done
echo 'STATE: -media-empty-error' >&2
printf '%s\\n' "$3" "$4" "$5" >{folder}/out/$1.words
cat ${{6:+"$6"}} >{folder}/out/$1.part
mv {folder}/out/$1.part {folder}/out/$1.pdf
"""


def why_missing() -> str:
    """What a real print lacks here; empty for nothing."""
    for name in _PROGRAMS:
        if shutil.which(name, path=_PATH) is None:
            return f"CUPS is not installed: there is no {name}"
    return "" if _MODEL.exists() else "CUPS is not installed: there is no cups-filters"


@dataclass(frozen=True, slots=True)
class Printed:
    """One job as it came out: its PDF, and what CUPS was told about it."""

    pdf: bytes
    title: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintingSystem:
    """A scheduler of its own, reached by `CUPS_SERVER`."""

    folder: Path

    @property
    def server(self) -> str:
        """Where programs of CUPS find it."""
        return str(self.folder / "run" / "socket")

    def add_printer(self, name: str, *, has_large_paper: bool = False) -> None:
        """Set a printer up that writes what it prints into a file; usually it has no A3."""
        model = _MODEL
        if has_large_paper:
            model = self.folder / "large.ppd"
            model.write_text(_with_large_paper(_MODEL.read_text()))
        self.tell("lpadmin", "-p", name, "-v", "kept:/", "-P", str(model), "-E")

    def remove_printer(self, name: str) -> None:
        """Take a printer away."""
        self.tell("lpadmin", "-x", name)

    def refuse(self, name: str) -> None:
        """Have a printer take no jobs."""
        self.tell("cupsreject", name)

    def stop(self, name: str) -> None:
        """Have a printer take jobs, and print none."""
        self.tell("cupsdisable", name)

    def cancel_all(self, name: str) -> None:
        """Cancel all that a printer was given."""
        self.tell("cancel", "-a", name)

    def take_paper(self) -> None:
        """Leave the printers without paper."""
        (self.folder / "no-paper").touch()

    def give_paper(self) -> None:
        """Put paper in again."""
        (self.folder / "no-paper").unlink()

    def break_filters(self) -> None:
        """Have nothing that is sent come as far as a printer."""
        filters = self.folder / "parts" / "filter"
        filters.unlink()
        filters.mkdir()
        broken = filters / "pdftopdf"
        broken.write_text("#!/bin/sh\nexit 1\n")
        broken.chmod(0o755)

    def printed(self, count: int = 1) -> list[Printed]:
        """What came out, once so many jobs have."""
        out = self.folder / "out"
        wait_until(lambda: len(list(out.glob("*.pdf"))) >= count, "the paper", timeout_ms=30_000)
        return [_read(place) for place in sorted(out.glob("*.pdf"), key=lambda one: int(one.stem))]

    def printed_as(self, title: str) -> Printed:
        """What came out under a title, once it has."""

        def found() -> list[Printed]:
            return [one for one in self.printed(0) if one.title == title]

        wait_until(lambda: bool(found()), title, timeout_ms=30_000)
        return found()[-1]

    def tell(self, *command: str) -> bytes:
        """Run a program of CUPS; gives what it says."""
        around = {**os.environ, "CUPS_SERVER": self.server, "PATH": _PATH}
        done = subprocess.run(command, env=around, check=True, capture_output=True, timeout=30)
        return done.stdout


def _read(place: Path) -> Printed:
    title, _copies, options = place.with_suffix(".words").read_text().split("\n", 2)
    return Printed(place.read_bytes(), title, tuple(options.split()))


@contextmanager
def printing_system(*, within: Sequence[str] = ()) -> Iterator[PrintingSystem]:
    """Start CUPS apart from the computer's own, and end it.

    Args:
        within: A command that runs the scheduler; `{folder}` in it is where all of it lies.
    """
    # Sockets need a short path.
    folder = Path(tempfile.mkdtemp(prefix="hd-cups-"))
    scheduler = None
    try:
        _prepare(folder)
        scheduler = subprocess.Popen(
            (
                *(word.format(folder=folder) for word in within),
                "cupsd",
                "-f",
                "-c",
                folder / "cupsd.conf",
                "-s",
                folder / "cups-files.conf",
            ),
            env={**os.environ, "PATH": _PATH},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        system = PrintingSystem(folder)
        wait_until(Path(system.server).exists, "CUPS to listen", timeout_ms=30_000)
        yield system
    finally:
        (folder / "no-paper").unlink(missing_ok=True)
        if scheduler is not None:
            scheduler.terminate()
            scheduler.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _prepare(folder: Path) -> None:
    folder.chmod(0o755)
    for name in ("out", "spool", "cache", "run", "tmp", "parts/backend"):
        (folder / name).mkdir(parents=True)
    # Filters run as another account where the scheduler runs as root.
    (folder / "tmp").chmod(0o1777)
    for part in _PARTS.iterdir():
        if part.name != "backend":
            (folder / "parts" / part.name).symlink_to(part)
    (folder / "cupsd.conf").write_text(_SCHEDULER.format(folder=folder))
    (folder / "cups-files.conf").write_text(_FILES.format(folder=folder))
    printer = folder / "parts" / "backend" / "kept"
    printer.write_text(_PRINTER.format(folder=folder))
    # What only its owner may run is run as its owner, who may write there.
    printer.chmod(0o700)


def _with_large_paper(model: str) -> str:
    """A printer's description with A3 wherever it names A4."""
    large = {
        "PageSize": '"@PJL SET PAPER=A3<0A>"',
        "PageRegion": '"@PJL SET PAPER=A3<0A>"',
        "ImageableArea": '"18 36 824 1155"',
        "PaperDimension": '"842 1191"',
    }
    for name, value in large.items():
        before = f"*{name} A4/A4:"
        model = model.replace(before, f"*{name} A3/A3: {value}\n{before}", 1)
    return model
