"""What stands in the package that was built: read from what PyInstaller notes of each build."""

from __future__ import annotations

import ast
import json
import platform
import re
import subprocess
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from installer.carried import SYSTEM_FOLDERS
from installer.licences import Part, inside, named, normal, of_distribution

_IS_LIBRARY = re.compile(r"\.(so|dylib|dll|pyd)\b", re.IGNORECASE)
_ALWAYS = frozenset({"pyinstaller"})
"""Its boot loader is the program's own file, and it is noted nowhere."""


def sources(work: Path) -> set[Path]:
    """The files that the package was made of.

    Args:
        work: PyInstaller's working folder of this build.
    """
    found: set[Path] = set()
    modules = Path(sysconfig.get_path("purelib"))
    for name in ("COLLECT-00.toc", "PYZ-00.toc"):
        noted = ast.literal_eval((work / name).read_text("utf-8"))
        for place, source in _noted_in(noted):
            # A module that is not packed is noted as compiled; what it was is known by its place.
            is_compiled = "localpycs" in Path(source).parts
            found.add(modules / Path(place).with_suffix(".py") if is_compiled else Path(source))
    return found


def parts(found: set[Path]) -> list[Part]:
    """All that others made, by name: distributions, libraries inside them, Python, the system's."""
    carried = [each for each in distributions() if _is_carried(each, found)]
    told = [of_distribution(each) for each in carried]
    names = [
        path.name.lower().removeprefix("lib") for path in found if _IS_LIBRARY.search(path.name)
    ]
    told += [part for each in carried for part in _noted_within(each, names)]
    told += [*inside(found), _python(), *_of_the_system(found)]
    unique = {(part.name.lower(), part.version): part for part in reversed(told)}
    return sorted(unique.values(), key=lambda part: (part.name.lower(), part.version))


def sizes(folder: Path) -> list[tuple[str, int]]:
    """Bytes of each part of a built program, the largest first."""
    found: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = _part_of(path.relative_to(folder).parts)
            found[name] = found.get(name, 0) + path.stat().st_size
    return sorted(found.items(), key=lambda part: -part[1])


def _part_of(place: tuple[str, ...]) -> str:
    below = place[1:] if len(place) > 1 and place[0] == "_internal" else place
    return below[0].removesuffix(".libs").partition(".so")[0].partition(".cpython")[0]


def _noted_in(noted: Any) -> Iterator[tuple[str, str]]:
    """Place and source of each entry, which is three strings, however deep it stands."""
    if isinstance(noted, tuple) and len(noted) == 3 and all(isinstance(x, str) for x in noted):
        yield noted[0], noted[1]
    elif isinstance(noted, tuple | list):
        for each in noted:
            yield from _noted_in(each)


def _is_carried(distribution: Distribution, found: set[Path]) -> bool:
    name = distribution.metadata["Name"]
    return name.lower() in _ALWAYS or any(
        Path(str(path.locate())) in found
        for path in distribution.files or ()
        if ".dist-info" not in path.parts[0]
    )


def _noted_within(distribution: Distribution, names: Sequence[str]) -> list[Part]:
    """What a wheel's own bill of materials says that it was made of (PEP 770).

    Args:
        distribution: The wheel, as it is installed.
        names: Of the libraries carried, without `lib`.
    """
    bills = [path for path in distribution.files or () if "sboms" in path.parts]
    return [
        _within(component, distribution)
        for path in bills
        if path.name.endswith(".json")
        for component in json.loads(path.read_text("utf-8")).get("components", ())
        if _is_there(component, names)
    ]


def _is_there(component: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether a wheel has it; what it could have had is optional there, and known by its files."""
    scope = component.get("scope", "required")
    if scope == "optional":
        begins = component["name"].lower().removeprefix("lib")[:6]
        return any(name.startswith(begins) for name in names)
    return scope == "required" and not component.get("purl", "").startswith("pkg:pypi/")


def _within(component: Mapping[str, Any], distribution: Distribution) -> Part:
    licences = [
        each.get("expression") or each["license"].get("id") or each["license"].get("name", "")
        for each in component.get("licenses", ())
    ]
    return Part(
        component["name"],
        component.get("version", ""),
        " AND ".join(licences),
        purl=component.get("purl", ""),
        within=normal(distribution.name),
    )


def _python() -> Part:
    base = Path(sysconfig.get_path("stdlib"))
    # Beside its modules, but on Windows in the folder above them.
    places = (base / "LICENSE.txt", base.parent / "LICENSE.txt")
    text = next(path for path in places if path.is_file()).read_text("utf-8")
    version = platform.python_version()
    purl = f"pkg:generic/cpython@{version}"
    return Part("CPython", version, "Python-2.0.1", {"LICENSE.txt": text}, purl)


def _of_the_system(found: set[Path]) -> list[Part]:
    """The Debian packages whose libraries are carried; none on other systems."""
    libraries = [path for path in found if str(path).startswith(SYSTEM_FOLDERS)]
    return [_debian(package) for package in sorted({_package_with(path) for path in libraries})]


def _package_with(library: Path) -> str:
    """Where /lib and /usr/lib are one folder, dpkg knows a file by one of its two names."""
    names = {str(library), str(library.resolve()), str(library).removeprefix("/usr")}
    for name in sorted(names):
        said = _asked("--search", name)
        if said:
            return said.partition(": ")[0]
    raise FileNotFoundError(f"{library} is carried, and no package brings it")


def _debian(package: str) -> Part:
    version = _asked("--show", "--showformat=${Version}", package)
    name, _colon, architecture = package.partition(":")
    text = Path("/usr/share/doc", name, "copyright").read_text("utf-8", "replace")
    purl = f"pkg:deb/debian/{name}@{version}?arch={architecture}"
    return Part(name, version, named(name), {"copyright": text}, purl)


def _asked(*words: str) -> str:
    """What dpkg says; nothing where it knows nothing."""
    said = subprocess.run(["dpkg-query", *words], capture_output=True, text=True, check=False)
    return said.stdout if said.returncode == 0 else ""
