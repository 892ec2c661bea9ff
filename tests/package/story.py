"""Installs the package on a computer that has nothing, and goes with it to its last day.

`make package-test` starts it as root, in mounts and processes of its own, which are gone with it:

    python -m tests.package.story OLDER.deb PACKAGE.deb FOLDER

The older package is the same program under a lower version while there is no older release.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.helpers.printing_system import PrintingSystem, printing_system
from tests.package import at_the_ward as ward
from tests.package.person import Person
from tests.package.screen import Screen, screen
from tests.package.ward_pc import STAFF, WardPC

DATA = Path("/var/lib/huddle")
PROGRAM = Path("/usr/lib/huddle")
PRINTER = "Ward_office"
STRANGER = "visitor"
_NOT_THERE = ("python3", "python", "qmake6", "qtpaths6", "gcc", "cc", "c++", "clang", "ld", "as")
_NO_PACKAGE = re.compile(r"(lib)?python|(lib)?qt[56]|pyqt|pyside|gcc-\d+$|g\+\+|clang|binutils")
_OF_READING = re.compile(rb"^qt\.accessibility\.atspi: .*\n", re.M)
"""What is said where something was read that is gone meanwhile."""
_ENDS_SECONDS = 30


class Story:
    """One computer of a ward, from its first day with Huddle to its last.

    Args:
        older: The package that is installed first.
        package: The one it is upgraded to.
        folder: Where the computer is made.
    """

    def __init__(self, older: Path, package: Path, folder: Path) -> None:
        self.older, self.package, self.folder = older, package, folder
        self.pc = WardPC(folder / "ward-pc")
        self._began = time.monotonic()

    def tell(self) -> None:
        """All of it."""
        self.pc.make()
        self._say("the smallest Debian there is")
        self.pc.connect()
        self.pc.add_staff(STRANGER)
        self._install_on_nothing()
        number = self.pc.add_staff(STAFF, "huddle")
        self._prove()
        shared = Path(tempfile.mkdtemp(prefix="hd-screen-"))
        shared.chmod(0o755)
        shutil.chown(shared, number)
        try:
            with screen(number, shared) as shown, printing_system() as cups:
                for folder in (shared, cups.folder, Path("/tmp/.X11-unix")):
                    self.pc.share(folder)
                self._first_day(shown)
                first = self._back_up()
                self._upgrade_day(shown, cups)
        finally:
            shutil.rmtree(shared)
        self._last_day(first)

    # The days

    def _install_on_nothing(self) -> None:
        before = self.pc.packages()
        self.pc.install(self.older)
        came = sorted(set(self.pc.packages()) - set(before))
        assert "huddle" in came
        self._say(f"installed, with {len(came) - 1} packages: {', '.join(came)}")
        wrong = [name for name in self.pc.packages() if _NO_PACKAGE.match(name)]
        there = [name for name in _NOT_THERE if self._has(name)]
        assert not wrong, f"these packages came along: {wrong}"
        assert not there, f"these programs are there: {there}"
        self._say("no Python, no Qt and no compiler is there")
        missing = self._libraries_not_found()
        assert not missing, f"these libraries are asked for and not there: {missing}"
        self._say("every library is there that the program and its parts ask for")
        told = self.pc.admin("stat", "-c", "%a %U:%G", str(DATA)).strip()
        assert told == "2770 root:huddle", told

    def _prove(self) -> None:
        done = self.pc.staff("huddle", "--self-test")
        assert done.returncode == 0, done.stdout + done.stderr
        assert not done.stderr, done.stderr
        self._say("the self-test passes for an account of the group huddle")
        done = self.pc.staff("huddle", "huddles", "list", staff=STRANGER, HUDDLE_PASSWORD="x")
        assert done.returncode in (1, 3), done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        self._say(f"somebody outside the group reads: {done.stderr.strip()}")

    def _first_day(self, shown: Screen) -> None:
        paper = Path("/home") / STAFF / "summary.pdf"
        with self._open(shown) as (one, _program):
            ward.make_a_ward(one)
            ward.hold_the_first_huddle(one)
            ward.save_the_summary(one, paper)
        words = _words(self._there(paper).read_bytes())
        assert ward.CONCERN in words
        assert ward.ACTION in words
        (huddle,) = self._told("huddles", "list")
        assert huddle["status"] == "closed"
        (action,) = self._told("actions", "list")
        assert action["text"] == ward.ACTION
        self._say("a first huddle by keys and clicks; its PDF and the command line say the same")

    def _back_up(self) -> str:
        self._command("backup")
        found = self._told("backups")
        assert found
        self._say("a backup before the upgrade")
        return str(found[0]["path"])

    def _upgrade_day(self, shown: Screen, cups: PrintingSystem) -> None:
        self.pc.apt("install", "cups-client")
        cups.add_printer(PRINTER)
        with self._open(shown, ends_by=-15) as (one, program):
            ward.sign_in(one)
            ward.add_a_huddle(one)
            ward.begin_the_second_huddle(one)
            before = self.pc.packages()["huddle"]
            self.pc.install(self.package)
            program.wait(_ENDS_SECONDS)
        after = self.pc.packages()["huddle"]
        assert after != before
        self._say(f"upgraded from {before} to {after} in the middle of a huddle")
        with self._open(shown, CUPS_SERVER=cups.server) as (one, _program):
            ward.sign_in(one)
            ward.go_on_and_print(one, PRINTER)
        (printed,) = cups.printed()
        assert ward.LATER_CONCERN in _words(printed.pdf)
        later, first = self._told("huddles", "list")
        assert {later["status"], first["status"]} == {"closed"}
        self._say("it went on where it was cut off, and its summary came out of a printer")

    def _last_day(self, backup: str) -> None:
        before = self._sums()
        for how in ("remove", "purge"):
            said = self.pc.apt(how, "huddle")
            assert str(DATA) in said, said
            assert self._sums() == before, f"{how} changed the data"
        left = [place for place in (PROGRAM, Path("/usr/bin/huddle")) if self._is_there(place)]
        assert not left, f"these stay behind: {left}"
        assert not self.pc.admin("sh", "-c", "find /usr /etc -iname '*huddle*'").strip()
        self._say("removed and purged: the program is gone, the data and its backups are whole")
        self.pc.install(self.package)
        assert [row["status"] for row in self._told("huddles", "list")] == ["closed"] * 2
        self._command("restore", backup)
        assert len(self._told("huddles", "list")) == 1
        self._say("installed again: both huddles are there, and the old backup comes back")

    # Looking

    def _say(self, what: str) -> None:
        sys.stdout.write(f"{time.monotonic() - self._began:5.0f} s  {what}\n")
        sys.stdout.flush()

    def _there(self, place: Path) -> Path:
        return self.pc.root / str(place).lstrip("/")

    def _is_there(self, place: Path) -> bool:
        there = self._there(place)
        return there.exists() or there.is_symlink()

    def _has(self, program: str) -> bool:
        return self.pc.staff("sh", "-c", f"command -v {program}", staff=STRANGER).returncode == 0

    def _libraries_not_found(self) -> set[str]:
        """What the loader does not find for the program's binaries; GTK is not asked for."""
        script = (
            f"find {PROGRAM} -type f \\( -name '*.so*' -o -name huddle \\)"
            " ! -path '*/platformthemes/*' -exec ldd {} + 2>/dev/null"
        )
        around = {"LD_LIBRARY_PATH": f"{PROGRAM}/_internal"}
        done = self.pc.staff("sh", "-c", script, staff=STRANGER, **around)
        return set(re.findall(r"(\S+) => not found", done.stdout))

    def _sums(self) -> dict[str, str]:
        """What the data folder holds; its log goes on."""
        root = self._there(DATA)
        files = (one for one in sorted(root.rglob("*")) if one.is_file())
        return {
            str(one.relative_to(root)): hashlib.sha256(one.read_bytes()).hexdigest()
            for one in files
        }

    # Acting

    def _command(self, *words: str) -> str:
        given = {"HUDDLE_PASSWORD": ward.PASSWORD}
        done = self.pc.staff("huddle", "--user", ward.NAME, *words, **given)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _told(self, *words: str) -> list[dict[str, Any]]:
        return list(json.loads(self._command(*words, "--json")))

    @contextmanager
    def _open(
        self, shown: Screen, ends_by: int | None = None, **around: str
    ) -> Iterator[tuple[Person, subprocess.Popen[bytes]]]:
        """The window on the screen; the computer is shut down at the end."""
        said = self.folder / "said"
        with said.open("wb") as errors:
            program = subprocess.Popen(
                self.pc.command("huddle"),
                env=self.pc.around(**shown.around, **around),
                stderr=errors,
            )
            one = Person(shown)
            try:
                yield one, program
                assert program.poll() == ends_by
            finally:
                one.eyes.close()
                program.terminate()
                program.wait(_ENDS_SECONDS)
        words = _OF_READING.sub(b"", said.read_bytes())
        assert not words, f"it said on standard error: {words.decode()}"


def _words(pdf: bytes) -> str:
    """The words of a PDF, in one line."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def main(arguments: list[str]) -> int:
    """Tell the story; 1 where something of it did not hold."""
    older, package, folder = (Path(one).absolute() for one in arguments)
    try:
        Story(older, package, folder).tell()
    except AssertionError as broken:
        sys.stdout.write(f"package-test: {broken}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
