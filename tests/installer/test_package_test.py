"""What `make package-test` takes from the machine it runs on, and what the build takes out."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from installer import runpaths
from tests.package.machine import Source, sources

DEB822 = """\
# made by an image
Types: deb deb-src
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian.gpg

Enabled: no
Types: deb
URIs: http://old.example/debian
Suites: bookworm
Components: main

Types: deb
URIs: http://other.example/apt
Suites: nodistro
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
"""
LISTED = """\
# deb http://gone.example/debian bookworm main
deb [arch=amd64 signed-by=/keys.gpg] http://mirror.example/security bookworm-security main # ours
deb-src http://mirror.example/debian bookworm main
deb http://tools.example/apt cloud-sdk-bookworm main
deb http://docker.example/debian bookworm stable
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine that lists its mirrors in both ways."""
    lists = tmp_path / "etc/apt/sources.list.d"
    lists.mkdir(parents=True)
    (tmp_path / "etc/os-release").write_text('NAME="Debian"\nVERSION_CODENAME=bookworm\n')
    (tmp_path / "etc/apt/sources.list").write_text(LISTED)
    (lists / "debian.sources").write_text(DEB822)
    (lists / "tools.list.disabled").write_text("deb http://off.example/debian bookworm main\n")
    return tmp_path


def test_the_mirrors_of_the_machines_own_release_are_taken_the_release_first(root: Path) -> None:
    keys = "/usr/share/keyrings/debian.gpg"
    assert sources(root) == [
        Source("http://mirror.example/debian", "bookworm", ("main", "contrib"), keys),
        Source("http://mirror.example/security", "bookworm-security", ("main",), "/keys.gpg"),
        Source("http://mirror.example/debian", "bookworm-updates", ("main", "contrib"), keys),
    ]


def test_a_mirror_is_listed_as_apt_reads_it() -> None:
    plain = Source("http://mirror.example/debian", "bookworm", ("main",))
    assert plain.line == "deb http://mirror.example/debian bookworm main"
    signed = Source("http://mirror.example/debian", "bookworm", ("main", "contrib"), "/keys.gpg")
    assert signed.line == (
        "deb [signed-by=/keys.gpg] http://mirror.example/debian bookworm main contrib"
    )


# A library of three parts: its head, one segment that is loaded, and one with its entries.
STRINGS_AT, ENTRIES_AT, LOADED_AT = 0x400, 0x300, 0x10000


def library(path: bytes, tag: int = 29) -> bytes:
    """The least that a loader takes for a library with a search path."""
    strings = b"\0libc.so.6\0" + path + b"\0"
    entries = b"".join(
        struct.pack("<QQ", *entry)
        for entry in ((1, 1), (5, LOADED_AT + STRINGS_AT), (tag, 11), (0, 0))
    )
    made = bytearray(STRINGS_AT + len(strings))
    made[:6] = b"\x7fELF\x02\x01"
    struct.pack_into("<Q", made, 32, 64)
    struct.pack_into("<HH", made, 54, 56, 2)
    struct.pack_into("<IIQQQQ", made, 64, 1, 5, 0, LOADED_AT, LOADED_AT, len(made))
    struct.pack_into("<IIQQQQ", made, 120, 2, 6, ENTRIES_AT, 0, 0, len(entries))
    made[ENTRIES_AT : ENTRIES_AT + len(entries)] = entries
    made[STRINGS_AT:] = strings
    return bytes(made)


@pytest.mark.parametrize("tag", [15, 29])
def test_a_folder_of_the_building_machine_is_looked_in_no_more(tag: int, tmp_path: Path) -> None:
    place = tmp_path / "_json.cpython-311.so"
    place.write_bytes(library(b"/home/builder/python/lib", tag))
    assert runpaths.mend(tmp_path) == 1
    assert list(runpaths.foreign(place.read_bytes())) == []
    assert len(place.read_bytes()) == len(library(b"/home/builder/python/lib", tag))
    assert runpaths.mend(tmp_path) == 0


@pytest.mark.parametrize("whole", [library(b"$ORIGIN/../lib"), library(b""), b"#!/bin/sh\n"])
def test_what_looks_beside_itself_stays_as_it_is(whole: bytes) -> None:
    assert runpaths.without_foreign(whole) == whole
