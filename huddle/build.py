"""Which build of the program this is, and where what ships beside its source stands."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import resources

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


def this_build() -> Build:
    """The facts of this build; empty ones where it runs from its source."""
    if not resources.path(_FACTS).is_file():
        return Build()
    found = resources.toml(_FACTS)
    return Build(str(found.get("commit", "")), str(found.get("built_on", "")))


def is_frozen() -> bool:
    """Whether it is an installed program rather than its source."""
    return bool(getattr(sys, "frozen", False))


def beside(*parts: str) -> Path:
    """The place of what stands beside the resources, such as the change log.

    Args:
        parts: Folder and file names below the folder that holds the resources.
    """
    return resources.path().parent.joinpath(*parts)
