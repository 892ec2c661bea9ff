"""Reading lists of other programs (JSON), and telling boards and our own files from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from huddle.errors import Refused
from huddle.exchange import board_in
from huddle.exchange.cells import checked, number_cell, text_cell, too_many_columns
from huddle.exchange.damage import damage_in_words
from huddle.exchange.encodings import LOOKED_AT, encoding_of, whole
from huddle.exchange.limits import MOST_COLUMNS
from huddle.exchange.nested import cell
from huddle.i18n import _
from huddle.rows.imports import Cell, Cells, ImportTable
from huddle.rules.importing.header import told_apart

OUR_OWN = "huddle-store"
"""What the key "format" says in a file that holds a whole store.

It should stand first: of a file too large to be held, only the beginning is looked at.
"""

_OUR_BEGINNING = re.compile(rb'\s*\{\s*"format"\s*:\s*"' + OUR_OWN.encode() + b'"')
_LONGEST_NUMBER = 18


def tables(path: Path) -> list[ImportTable]:
    """The lists in a file: the cards of a board, or any objects, with their keys as the header.

    Raises:
        Refused: It holds no list, is nested too deeply, damaged, or a whole store of our own.
    """
    found = _parsed(path)
    if isinstance(found, dict) and found.get("format") == OUR_OWN:
        raise _our_own()
    if board_in.is_board(found):
        return [board_in.table(path.stem, found)]
    how = _("JSON")
    return [_table(name, how, items) for name, items in _lists(path.stem, found)]


def _parsed(path: Path) -> Any:
    with path.open("rb") as file:
        if _OUR_BEGINNING.match(file.read(LOOKED_AT)):
            raise _our_own()
    text = whole(path).decode(encoding_of(path), "replace")
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_float=lambda number: number_cell(float(number)),
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        raise _no_json(error.lineno) from None
    except RecursionError:
        raise _too_deep() from None


def _lists(name: str, found: Any) -> list[tuple[str, list[Any]]]:
    """The lists in what a file holds, each with its name."""
    if isinstance(found, list):
        return [(name, found)]
    if not isinstance(found, dict):
        raise _no_list()
    named = [(key, value) for key, value in found.items() if _is_list_of_objects(value)]
    return named or [(name, [found])]


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _table(name: str, how: str, items: list[Any]) -> ImportTable:
    header = _keys(items) if _is_list_of_objects(items) else ()
    return ImportTable(
        name, how, tuple(text_cell(key) or "" for key in header), partial(_rows, items, header)
    )


def _keys(items: list[dict[str, Any]]) -> tuple[str, ...]:
    """The keys of all objects, in the order in which they come first."""
    keys: dict[str, None] = {}
    for item in items:
        keys.update(dict.fromkeys(item))
        if len(keys) > MOST_COLUMNS:
            raise too_many_columns()
    return tuple(keys)


def _rows(items: list[Any], header: tuple[str, ...]) -> Iterator[Cells]:
    with damage_in_words(_too_deep()):
        yield from checked(_cells(item, header) for item in items)


def _cells(item: Any, header: tuple[str, ...]) -> list[Cell]:
    if header:
        return [cell(item.get(key)) for key in header]
    return [cell(value) for value in (item if isinstance(item, list) else [item])]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _each_by_its_own_name(pairs)


def _each_by_its_own_name(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What is named twice is kept twice, as a spreadsheet program would name it."""
    names = told_apart([key for key, _value in pairs])
    return {name: value for name, (_key, value) in zip(names, pairs, strict=True)}


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _our_own() -> Refused:
    return Refused(
        _(
            "This file holds a whole Huddle, not a list. Nothing was read in. "
            "The command “import” reads it into a new store that has only its first account."
        )
    )


def _no_json(line: int) -> Refused:
    return Refused(
        _(
            "This file is not whole JSON: line {line} cannot be understood. "
            "Nothing was read in. Save or download it again."
        ).format(line=line)
    )


def _no_list() -> Refused:
    return Refused(_("This file holds no list. Nothing was read in. Choose another one."))


def _too_deep() -> Refused:
    return Refused(
        _(
            "The list in this file is nested too deeply to be a table. Nothing was read in. "
            "Save it as CSV or XLSX and choose that."
        )
    )
