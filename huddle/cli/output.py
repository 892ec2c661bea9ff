"""What commands print: aligned columns in words, or one JSON document."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huddle.i18n import _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_GAP = "  "

AsJson = Annotated[
    bool, typer.Option("--json", help=_("Print one JSON document and nothing else."))
]
"""The option of every reading command."""


def show_json(found: DataclassInstance | Sequence[DataclassInstance]) -> None:
    """Print rows as an array, or one as an object: snake_case names, ISO dates."""
    if isinstance(found, Sequence):
        plain: Any = [dataclasses.asdict(row) for row in found]
    else:
        plain = dataclasses.asdict(found)
    typer.echo(json.dumps(plain, ensure_ascii=False, indent=2, default=_as_text))


def show_columns(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print lines below their heads, each column as wide as its widest cell.

    A cell's line breaks become spaces; the last column is as long as it is.
    """
    if not lines:
        typer.echo(_("There is nothing to list."))
        return
    table = [list(heads), *([" ".join(cell.split()) for cell in line] for line in lines)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        typer.echo(_GAP.join(cells).rstrip())


def _as_text(value: object) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
