"""What ships with the program as data: styles, icons, fonts, languages, huddle templates.

This module is their one reader; `tokens.py` beside it is what the screens look like.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The place of a resource on disk.

    Args:
        parts: Folder and file names below the resources folder.

    Raises:
        ValueError: The parts lead outside the resources folder.
    """
    found = _ROOT.joinpath(*parts).resolve()
    if not found.is_relative_to(_ROOT):
        raise ValueError(f"{parts!r} is outside the resources")
    return found


@cache
def text(*parts: str) -> str:
    """A resource as text."""
    return path(*parts).read_text(encoding="utf-8")


@cache
def toml(*parts: str) -> dict[str, Any]:
    """A TOML resource as a dictionary. Callers must not change it."""
    import tomllib  # noqa: PLC0415 - nothing of the first paint needs it

    return tomllib.loads(text(*parts))
