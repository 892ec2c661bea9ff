"""Which build of the program this is, and what ships beside its source."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import resources
from huddle.files import disk_errors_in_words

_FACTS = "build.toml"


@dataclass(frozen=True, slots=True)
class Build:
    """What the build wrote down about itself.

    Attributes:
        commit: The commit it was made from; empty when it runs from its source.
        built_on: The day it was made, as `2026-11-28`; empty when it runs from its source.
    """

    commit: str = ""
    built_on: str = ""


class Document(StrEnum):
    """What can be read about the program within it, by the place of its file."""

    CHANGES = "CHANGELOG.md"
    ACCESSIBILITY = "docs/accessibility.md"
    LICENCES = "LICENCES.txt"
    """Of all that a build carries; the source carries nothing but its own licence."""


_OF_THE_SOURCE = {Document.LICENCES: "LICENSE"}


def this_build() -> Build:
    """The facts of this build; empty ones where it runs from its source."""
    if not resources.path(_FACTS).is_file():
        return Build()
    found = resources.toml(_FACTS)
    return Build(str(found.get("commit", "")), str(found.get("built_on", "")))


def is_frozen() -> bool:
    """Whether it is an installed program rather than its source."""
    return bool(getattr(sys, "frozen", False))


def command() -> list[str]:
    """What starts the program that is running now, before its options."""
    return [sys.executable] if is_frozen() else [sys.executable, str(beside("main.py"))]


def beside(*parts: str) -> Path:
    """The place of what stands beside the resources, such as the change log.

    Args:
        parts: Folder and file names below the folder that holds the resources.
    """
    return resources.path().parent.joinpath(*parts)


def words_of(document: Document) -> str:
    """The text of a document.

    Raises:
        Environment: It did not come with the program.
    """
    name = document.value if is_frozen() else _OF_THE_SOURCE.get(document, document.value)
    path = beside(name)
    with disk_errors_in_words(path):
        return path.read_text(encoding="utf-8")
