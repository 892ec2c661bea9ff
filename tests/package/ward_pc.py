"""A ward's computer: a folder with the smallest Debian there is, and what is installed in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.package import machine

STAFF = "ward"
"""An account of the computer that uses Huddle."""
_PLAIN = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C.UTF-8"}
_ROOT = {**_PLAIN, "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive"}
_PROXIES = ("http_proxy", "https_proxy", "no_proxy")


class WardPC:
    """Runs programs in the folder, as its administrator or as its staff.

    Args:
        folder: Where it is made.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder

    # Making it

    def make(self) -> None:
        """Fill the folder from the mirrors of this machine."""
        sources = machine.sources()
        assert sources, "apt's settings of this machine name no mirror of its own release"
        first = sources[0]
        keys = [f"--keyring={first.signed_by}"] if first.signed_by else []
        command = ["debootstrap", "--variant=minbase", *keys, first.suite]
        said = self.root.with_suffix(".log")
        with said.open("wb") as log:
            made = subprocess.run(
                [*command, str(self.root), first.uri], stdout=log, stderr=log, check=False
            )
        assert made.returncode == 0, said.read_text()[-2000:]
        self._take_settings(sources)
        self.admin("apt-get", "-qq", "update")

    def _take_settings(self, sources: Sequence[machine.Source]) -> None:
        apt = self.root / "etc/apt"
        (apt / "sources.list").write_text("".join(f"{one.line}\n" for one in sources))
        (apt / "apt.conf.d/01machine").write_text(machine.proxies())
        for one in {one.signed_by for one in sources if one.signed_by}:
            there = self.root / one.lstrip("/")
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(one, there)
        # Nothing that is installed may start a service on the machine around it.
        policy = self.root / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)

    def connect(self) -> None:
        """Give it what a running computer has; gone with the mounts of this process."""
        for kind, place in (("proc", "proc"), ("tmpfs", "dev/shm")):
            (self.root / place).mkdir(exist_ok=True)
            subprocess.run(["mount", "-t", kind, kind, str(self.root / place)], check=True)

    def share(self, folder: Path) -> None:
        """Show it a folder of the machine around it, under the same name."""
        there = self.root / str(folder).lstrip("/")
        there.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--bind", str(folder), str(there)], check=True)

    # Its administrator

    def admin(self, *command: str) -> str:
        """Run a program as root; gives what it says."""
        around = {**_ROOT, **{name: os.environ[name] for name in _PROXIES if name in os.environ}}
        done = subprocess.run(
            ["chroot", str(self.root), *command],
            env=around,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(command)}: {done.stdout[-2000:]}{done.stderr}"
        return done.stdout + done.stderr

    def apt(self, *what: str) -> str:
        """Install or remove packages, with what they depend on and nothing else."""
        return self.admin("apt-get", "-qq", "-y", "--no-install-recommends", *what)

    def install(self, package: Path) -> str:
        """Install a package file."""
        copied = self.root / "tmp" / package.name
        shutil.copy(package, copied)
        try:
            return self.apt("install", f"/tmp/{package.name}")
        finally:
            copied.unlink()

    def packages(self) -> dict[str, str]:
        """The version of each package that is installed."""
        told = self.admin("dpkg-query", "-W", "-f", "${db:Status-Abbrev}${Package}\t${Version}\n")
        lines = (line[3:].split("\t") for line in told.splitlines() if line.startswith("ii"))
        return dict(lines)

    def add_staff(self, name: str, *groups: str) -> int:
        """Make an account; gives its number."""
        belongs = ["--groups", ",".join(groups)] if groups else []
        self.admin("useradd", "--create-home", *belongs, name)
        number = int(self.admin("id", "-u", name))
        session = self.root / "run/user" / str(number)
        session.mkdir(parents=True, mode=0o700)
        os.chown(session, number, number)
        return number

    # Its staff

    def command(self, *words: str, staff: str = STAFF) -> list[str]:
        """How a program is run by somebody of the staff, with no network at all."""
        alone = ["unshare", "--net"]
        return [*alone, "chroot", f"--userspec={staff}", str(self.root), *words]

    def around(self, staff: str = STAFF, **more: str) -> Mapping[str, str]:
        """What a program of the staff finds in its environment."""
        number = self.admin("id", "-u", staff).strip()
        own = {"HOME": f"/home/{staff}", "USER": staff, "XDG_RUNTIME_DIR": f"/run/user/{number}"}
        return {**_PLAIN, **own, **more}

    def staff(
        self, *words: str, staff: str = STAFF, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a program as somebody of the staff."""
        return subprocess.run(
            self.command(*words, staff=staff),
            env=self.around(staff, **more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
