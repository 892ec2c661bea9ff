"""A Kerberos realm of a test's own: MIT's key server on a high port, and tickets from it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.mail_server import HOST, free_port
from tests.helpers.until import until

REALM = "HOSPITAL.EXAMPLE"
_PROGRAMS = {name: f"/usr/sbin/{name}" for name in ("kdb5_util", "kadmin.local", "krb5kdc")}
_CLIENT = """\
[libdefaults]
default_realm = {realm}
dns_lookup_kdc = false
dns_lookup_realm = false
dns_canonicalize_hostname = false
rdns = false
udp_preference_limit = 1
[realms]
{realm} = {{
kdc = {host}:{port}
}}
"""
_SERVER = """\
[kdcdefaults]
kdc_listen = {host}:{port}
kdc_tcp_listen = {host}:{port}
[realms]
{realm} = {{
database_name = {folder}/principal
key_stash_file = {folder}/stash
acl_file = {folder}/acl
}}
"""


@dataclass(frozen=True)
class Realm:
    """A running realm.

    Attributes:
        folder: What is its own.
        settings: How its programs and those who want tickets find it, as environment.
    """

    folder: Path
    settings: dict[str, str]

    def keytab(self, service: str) -> bytes:
        """The keys of a service, as its server keeps them."""
        file = self.folder / "service.keytab"
        self._administer(f"addprinc -randkey {service}")
        self._administer(f"ktadd -k {file} {service}")
        return file.read_bytes()

    def ticket(self, name: str) -> str:
        """Where the ticket of somebody new stands, as `KRB5CCNAME` says it."""
        password, cache = "words-of-the-realm", f"FILE:{self.folder}/{name}.ticket"
        self._administer(f"addprinc -pw {password} {name}")
        told = ["kinit", "-c", cache, f"{name}@{REALM}"]
        subprocess.run(told, input=password, text=True, check=True, env=self.settings)
        return cache

    def _administer(self, command: str) -> None:
        told = [_PROGRAMS["kadmin.local"], "-r", REALM, "-q", command]
        subprocess.run(told, check=True, capture_output=True, env=self.settings)


def skip_without_realm() -> None:
    """Skip where the parts of a realm cannot be had."""
    for name in (*_PROGRAMS.values(), "kinit"):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed, so there is no Kerberos to try")


@contextmanager
def realm() -> Iterator[Realm]:
    """A realm that runs meanwhile."""
    skip_without_realm()
    folder = Path(tempfile.mkdtemp(prefix="hd-realm-"))
    port = free_port()
    told = {"realm": REALM, "host": HOST, "port": port, "folder": folder}
    settings = {
        "PATH": "/usr/sbin:/usr/bin:/bin",
        "KRB5_CONFIG": str(folder / "krb5.conf"),
        "KRB5_KDC_PROFILE": str(folder / "kdc.conf"),
    }
    # A server that is another account's asks for the way to the realm, too.
    folder.chmod(0o755)
    (folder / "krb5.conf").write_text(_CLIENT.format(**told))
    (folder / "kdc.conf").write_text(_SERVER.format(**told))
    make = [_PROGRAMS["kdb5_util"], "create", "-s", "-r", REALM, "-P", "master of a test"]
    subprocess.run(make, check=True, capture_output=True, env=settings)
    # It says on its output what it does.
    program = subprocess.Popen(
        [_PROGRAMS["krb5kdc"], "-n", "-r", REALM],
        env=settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: _answers(port), "the realm to answer")
        yield Realm(folder, settings)
    finally:
        program.terminate()
        program.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex((HOST, port)) == 0
