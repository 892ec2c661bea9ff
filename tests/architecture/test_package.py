"""What the package is made of, as far as it can be told without building one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import distribution, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from huddle import diagnostics
from installer import carried, contents, licences
from installer.carried import Entry
from tests.architecture.source import ROOT

SPEC = ROOT / "installer" / "huddle.spec"
PINS = ROOT / "requirements-package.txt"
IMPORTED = re.compile(r"^ *(?:from|import) ([\w.]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """Names and versions that a requirements file pins."""
    found = re.findall(r"^([\w.-]+)==([^\s\\]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    return {licences.normal(package): version for package, version in found}


def what_runs() -> set[str]:
    """The distributions that the program needs here, and those that they need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [*project["dependencies"], *project["optional-dependencies"]["server"]]
    found: set[str] = set()
    while waiting:
        wanted = Requirement(waiting.pop())
        name = licences.normal(wanted.name)
        if name not in found and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
            found.add(name)
            waiting += requires(name) or []
            waiting += [f"{wanted.name}-{extra}" for extra in wanted.extras]
    return found


@cache
def imported_by_us() -> frozenset[str]:
    """What our modules import, inside functions too."""
    texts = [
        path.read_text("utf-8")
        for folder in carried.PROGRAM_FOLDERS
        for path in (ROOT / folder).rglob("*.py")
    ]
    return frozenset(name for text in texts for name in IMPORTED.findall(text))


class TestPins:
    def test_a_package_holds_just_what_was_tested(self) -> None:
        tested, built = pins("requirements.txt"), pins(PINS.name)
        assert {name: built.get(name) for name in tested} == tested

    def test_the_database_driver_is_the_tested_one(self) -> None:
        names = ("psycopg", "psycopg-binary")
        tested, built = pins("requirements-dev.txt"), pins(PINS.name)
        assert [built[name] for name in names] == [tested[name] for name in names]

    def test_nothing_of_the_tests_is_in_it(self) -> None:
        assert not {"pytest", "hypothesis", "mypy", "ruff", "pypdf"} & pins(PINS.name).keys()

    def test_no_pin_names_an_index(self) -> None:
        text = PINS.read_text("utf-8")
        assert not re.findall(r"^--.*|://.*", text, re.MULTILINE)


class TestLeftOut:
    def test_the_program_needs_nothing_that_is_left_out(self) -> None:
        """Every module of ours, and all that is reached by name, without what is left out."""
        program = ROOT / "tests" / "helpers" / "without_left_out.py"
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        told = subprocess.run(
            [sys.executable, str(program)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (told.stdout, told.returncode) == ("", 0), told.stderr

    def test_no_module_of_ours_names_one(self) -> None:
        named = imported_by_us()
        assert "psycopg" in named
        assert not [
            name
            for name in named
            if any(name == out or name.startswith(f"{out}.") for out in carried.LEFT_OUT)
        ]

    def test_python_is_not_joined_with_the_gpl(self) -> None:
        assert "readline" in carried.LEFT_OUT


class TestCarried:
    def test_every_third_party_module_that_we_name_is_on_the_pins(self) -> None:
        """What is imported inside functions too: the analysis finds it if it is installed."""
        known, built = packages_distributions(), pins(PINS.name).keys()
        named = {name.partition(".")[0] for name in imported_by_us()}
        assert not [
            name
            for name in named & known.keys()
            if not {licences.normal(each) for each in known[name]} & built
        ]

    @pytest.mark.parametrize(
        "place",
        [
            "PySide6/Qt/plugins/platforms/libqxcb.so",
            "PySide6/plugins/platforms/qwindows.dll",
            "PySide6\\plugins\\imageformats\\qsvg.dll",
            "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
            "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
            "PySide6/Qt/translations/qtbase_cy.qm",
            "resources/fonts/NotoSans-Regular.ttf",
            "tzdata/zoneinfo/Europe/London",
        ],
    )
    def test_is_kept(self, place: str) -> None:
        assert carried.is_wanted(place, {"en", "cy"})

    @pytest.mark.parametrize(
        "place",
        [
            "PySide6/Qt/plugins/platforms/libqeglfs.so",
            "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
            "PySide6\\plugins\\tls\\qopensslbackend.dll",
            "PySide6/Qt/translations/qtbase_de.qm",
            "PySide6/Qt/translations/qtwebengine_en.qm",
            "PySide6/Qt/qml/QtQuick/qmldir",
            "pyqtgraph/examples/Plotting.py",
        ],
    )
    def test_is_left_out(self, place: str) -> None:
        assert not carried.is_wanted(place, {"en", "cy"})

    def test_libraries_stay_with_what_needs_them(self) -> None:
        entries: list[Entry] = [
            ("PySide6/QtCore.abi3.so", "/w/QtCore.abi3.so", "EXTENSION"),
            ("PySide6/Qt/lib/libQt6Core.so.6", "/w/libQt6Core.so.6", "BINARY"),
            ("PySide6/Qt/lib/libicuuc.so.73", "/w/libicuuc.so.73", "BINARY"),
            ("PySide6/Qt/lib/libQt6Qml.so.6", "/w/libQt6Qml.so.6", "BINARY"),
            ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", carried.LINK),
            ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", carried.LINK),
            ("PySide6/Qt/plugins/platforms/libqxcb.so", "/w/libqxcb.so", "BINARY"),
            ("PySide6/Qt/lib/libQt6XcbQpa.so.6", "/w/libQt6XcbQpa.so.6", "BINARY"),
            ("a/_same.so", "/w/a/_same.so", "EXTENSION"),
            ("b/_same.so", "/w/b/_same.so", "EXTENSION"),
        ]
        needs = {
            "/w/QtCore.abi3.so": {"libQt6Core.so.6", "libc.so.6"},
            "/w/libQt6Core.so.6": {"libicuuc.so.73"},
            "/w/libqxcb.so": {"libQt6XcbQpa.so.6"},
        }
        kept = carried.reached(entries, lambda source: needs.get(source, ()))
        gone = {place for place, _source, _kind in entries} - {entry[0] for entry in kept}
        assert gone == {"PySide6/Qt/lib/libQt6Qml.so.6", "libQt6Qml.so.6"}
        assert carried.links_of(entries[4:6], kept) == [entries[4]]

    def test_the_systems_libraries_stay_the_systems(self) -> None:
        x_library: Entry = ("libxcb.so.1", "/usr/lib/x86_64-linux-gnu/libxcb.so.1", "BINARY")
        of_python: Entry = ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", "BINARY")
        of_a_wheel: Entry = ("libicuuc.so.73", "/build/venv/libicuuc.so.73", "BINARY")
        told = [carried.is_the_systems(entry) for entry in (x_library, of_python, of_a_wheel)]
        assert told == [True, False, False]

    def test_a_crash_text_finds_the_versions_that_it_names(self) -> None:
        assert carried.VERSIONS_OF == diagnostics._PARTS  # noqa: SLF001 - one list in two places


class TestSpec:
    def test_every_place_that_it_names_is_there(self) -> None:
        places = re.findall(r'str\(ROOT((?: / "[^"]+")+)\)', SPEC.read_text("utf-8"))
        named = [Path(*re.findall(r'"([^"]+)"', place)) for place in places]
        made_at_the_build = Path("build/facts/build.toml")
        assert made_at_the_build in named
        named.remove(made_at_the_build)
        assert not [each for each in named if not (ROOT / each).exists()]

    def test_revisions_of_the_data_go_along_as_files(self) -> None:
        assert '"huddle" / "store" / "migrations"' in SPEC.read_text("utf-8")

    def test_no_version_is_written_by_hand(self) -> None:
        for path in (SPEC, ROOT / "installer" / "package.sh"):
            assert not re.search(r"\b\d+\.\d+\.\d+\b", path.read_text("utf-8"))


class TestLicences:
    def test_all_that_runs_may_be_given_away_and_says_so(self) -> None:
        parts = [licences.of_distribution(distribution(name)) for name in sorted(what_runs())]
        assert len(parts) > 30
        assert not licences.faults(parts)

    def test_one_that_is_gpl_alone_ends_the_build(self) -> None:
        part = licences.Part("readline", "1", "GPL-3.0-or-later", {"LICENSE": "…"})
        assert "readline" in licences.faults([part])[0]

    def test_one_that_is_known_to_nobody_ends_it_too(self) -> None:
        assert licences.faults([licences.Part("new", "1", "", {"LICENSE": "…"})])

    def test_one_without_its_text_ends_it_too(self) -> None:
        assert licences.faults([licences.Part("new", "1", "MIT")])

    def test_a_part_inside_a_wheel_need_not_bring_its_text(self) -> None:
        assert not licences.faults([licences.Part("crate", "1", "Unlicense OR MIT", within="a")])
        assert licences.faults([licences.Part("crate", "1", "GPL-3.0-only", within="a")])

    @pytest.mark.parametrize(
        ("expression", "is_fine"),
        [
            ("MIT", True),
            ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
            ("BSD-3-Clause AND MIT", True),
            ("BSD-3-Clause AND GPL-3.0-only", False),
            ("GPL-3.0-only", False),
            ("BSD", False),
            ("", False),
        ],
    )
    def test_expressions(self, expression: str, *, is_fine: bool) -> None:
        assert licences.is_allowed(expression) is is_fine

    def test_the_table_names_only_what_is_there(self) -> None:
        table = tomllib.loads((ROOT / "installer" / "licences.toml").read_text("utf-8"))
        named = [*table["texts"].values(), *(each["texts"] for each in table["inside"])]
        names = [name for texts in named for name in texts]
        assert all(licences.shipped_text(name).strip() for name in names)
        pinned = pins(PINS.name)
        strangers = [name for name in table["texts"] if name not in pinned]
        assert not strangers

    def test_what_is_replaceable_is_what_is_lgpl(self) -> None:
        of_modules = {"bidi": "python-bidi", "PySide6": "pyside6-essentials"}
        for module in carried.REPLACEABLE:
            name = of_modules.get(module, licences.normal(module))
            assert "LGPL" in licences.licence_of(name, distribution(name).metadata)


class TestContents:
    def test_reads_what_the_build_noted(self, tmp_path: Path) -> None:
        entries = [("a", "/w/a.so", "EXTENSION"), ("typer/main.pyc", "/b/localpycs/m.pyc", "DATA")]
        (tmp_path / "COLLECT-00.toc").write_text(repr((entries, True, "x")))
        (tmp_path / "PYZ-00.toc").write_text("('/b/PYZ.pyz', [('m', '/w/m.py', 'PYMODULE')])")
        found = contents.sources(tmp_path)
        assert found >= {Path("/w/a.so"), Path("/w/m.py")}
        assert distribution("typer").locate_file("typer/main.py") in found

    def test_tells_what_fills_it(self, tmp_path: Path) -> None:
        places = {"huddle": 3, "_internal/numpy/a.so": 5, "_internal/numpy.libs/b": 7}
        for place, size in places.items():
            path = tmp_path / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x" * size)
        assert contents.sizes(tmp_path) == [("numpy", 12), ("huddle", 3)]
