"""The licences of what the package carries: looked up, judged, and written beside the program.

A wheel says its licence in its metadata; what it leaves out stands in licences.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import Distribution
from pathlib import Path, PurePosixPath
from typing import Any

_HERE = Path(__file__).resolve().parent
_TEXTS = _HERE / "licence_texts"
_IS_TEXT = re.compile(r"(^|[-_.])(licen[cs]e|copying|notice)", re.IGNORECASE)
_RULE = "─" * 80


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in the package that somebody else made.

    Attributes:
        name: What it is called.
        version: As its makers count; empty where they do not say.
        licence: An SPDX licence expression; empty where it is not known.
        texts: What the licence says, by file name.
        purl: Its package URL, by which others know it.
        within: The part whose wheel brings it; empty where it stands for itself.
    """

    name: str
    version: str
    licence: str
    texts: Mapping[str, str] = field(default_factory=dict)
    purl: str = ""
    within: str = ""


def of_distribution(distribution: Distribution) -> Part:
    """What an installed distribution says of its licence, with what the table adds."""
    name = normal(distribution.metadata["Name"])
    texts = {
        _name_of(path): Path(str(path.locate())).read_text("utf-8", "replace")
        for path in distribution.files or ()
        if _is_licence(path)
    }
    texts |= {each: shipped_text(each) for each in _table()["texts"].get(name, ())}
    purl = f"pkg:pypi/{name}@{distribution.version}"
    return Part(name, distribution.version, licence_of(name, distribution.metadata), texts, purl)


def licence_of(name: str, metadata: Any) -> str:
    """The licence expression of a distribution; empty where nobody says one."""
    # Not by index: importlib_metadata, which keyring brings in, has no defaults there.
    said = metadata.get("License-Expression") or metadata.get("License") or ""
    return (named(name) or str(said)).strip()


def named(name: str) -> str:
    """The licence that the table says; empty where it says none."""
    return str(_table()["named"].get(name, ""))


def inside(sources: Iterable[Path]) -> list[Part]:
    """The libraries inside wheels of which the table knows, as far as they are there."""
    names = [source.name for source in sources]
    return [
        Part(
            each["name"], "", each["licence"], {text: shipped_text(text) for text in each["texts"]}
        )
        for each in _table()["inside"]
        if any(name.startswith(each["files"]) for name in names)
    ]


def is_allowed(expression: str) -> bool:
    """Whether the package may carry something under this licence.

    Of several to choose from, one is enough; of several that hold together, all must do.
    """
    allowed = frozenset(_table()["allowed"])
    choices = re.split(r"\s+OR\s+", expression)
    return any(
        all(each.strip("() ") in allowed for each in re.split(r"\s+AND\s+", choice))
        for choice in choices
    )


def is_gpl_alone(expression: str) -> bool:
    """Whether there is no choice but the GPL, without an exception."""
    choices = re.split(r"\s+OR\s+", expression)
    return all(re.search(r"(?<!L)GPL(?!.* WITH )", choice) for choice in choices)


def faults(parts: Iterable[Part]) -> list[str]:
    """What keeps the package from being given away, in words; nothing where all is well."""
    found = []
    for part in parts:
        if part.within:
            # Of these the wheel's maker says what they are; its own text covers them.
            if is_gpl_alone(part.licence):
                found.append(f"{part.name} in {part.within}: it is under the GPL alone")
            continue
        if not is_allowed(part.licence):
            found.append(f"{part.name}: its licence “{part.licence}” is not among those allowed")
        if not part.texts:
            found.append(f"{part.name}: it brings no text of its licence")
    return found


def write(folder: Path, parts: Iterable[Part], fonts: Path) -> None:
    """A folder for each part with what its licence says, and the fonts' beside them."""
    for part in (each for each in parts if each.texts):
        place = folder / (f"{part.name}-{part.version}" if part.version else part.name)
        place.mkdir(parents=True, exist_ok=True)
        for name, text in part.texts.items():
            (place / name).write_text(text, "utf-8")
    (folder / "fonts").mkdir(exist_ok=True)
    for path in _of_fonts(fonts):
        (folder / "fonts" / path.name).write_text(path.read_text("utf-8"), "utf-8")


def as_text(parts: Iterable[Part], own: str, fonts: Path) -> str:
    """All of it as one text to read: first what it is about, then each part."""
    found = list(parts)
    told = [_headed("Huddle (MIT)", own), shipped_text("about.txt")]
    for part in found:
        if not part.within:
            told += [_headed(_called(part), ""), *part.texts.values()]
            told += [
                f"Within it: {_called(each)}" for each in found if each.within == normal(part.name)
            ]
    told += [_headed(path.stem, path.read_text("utf-8")) for path in _of_fonts(fonts)]
    return "\n".join(told)


def shipped_text(name: str) -> str:
    """One of the texts that stand in licence_texts/."""
    return (_TEXTS / name).read_text("utf-8")


def normal(name: str) -> str:
    """The name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((_HERE / "licences.toml").read_text("utf-8"))


def _of_fonts(fonts: Path) -> list[Path]:
    return sorted(fonts.glob("*-OFL.txt"))


def _is_licence(path: PurePosixPath) -> bool:
    return ".dist-info" in path.parts[0] and bool(_IS_TEXT.search(path.name))


def _name_of(path: PurePosixPath) -> str:
    """A file name that tells it from others of the same distribution."""
    below = [part for part in path.parts[1:] if part != "licenses"]
    return "-".join(below)


def _called(part: Part) -> str:
    licence = f"({part.licence})" if part.licence else ""
    return " ".join(word for word in (part.name, part.version, licence) if word)


def _headed(head: str, text: str) -> str:
    return f"{_RULE}\n{head}\n{_RULE}\n{text}"
