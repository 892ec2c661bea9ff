"""The style sheet: the numbered files of `resources/styles` with the tokens filled in."""

from __future__ import annotations

import re

import resources
from ui.theme import tokens
from ui.theme.look import Look

_PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*)(?:-(\d+))?\}")
_FILES = ("10-base.qss", "20-controls.qss", "30-pages.qss", "40-run.qss")


def style_sheet(look: Look) -> str:
    """The whole style sheet for a look.

    A placeholder is a role or a length, `{ink}`, `{control}`; `{control-2}` is that length less 2.
    """
    values = _values(look)

    def fill(found: re.Match[str]) -> str:
        value = values[found[1]]
        return f"{int(value) - int(found[2])}" if found[2] else str(value)

    return "\n".join(_PLACEHOLDER.sub(fill, resources.text("styles", name)) for name in _FILES)


def _values(look: Look) -> dict[str, str | int]:
    grown = {**tokens.lengths("sizes"), **_named("type", tokens.lengths("types"))}
    return {
        **tokens.colours(look.scheme),
        **{name: round(length * look.scale) for name, length in grown.items()},
        **_named("space", tokens.lengths("spaces")),
        **_named("weight", tokens.lengths("weights")),
    }


def _named(prefix: str, lengths: dict[str, int]) -> dict[str, int]:
    return {f"{prefix}_{name}": length for name, length in lengths.items()}
