"""Cells made of what is nested: lists and objects in JSON."""

from __future__ import annotations

import json
from typing import Any

from huddle.exchange.cells import BETWEEN, number_cell, text_cell
from huddle.rows.imports import Cell


def cell(value: Any) -> Cell:
    """A value of JSON as a cell: plain values in one line, anything deeper as it stands."""
    match value:
        case None | bool():
            return value
        case int() | float():
            return number_cell(value)
        case str():
            return text_cell(value)
        case list() if not any(isinstance(one, list | dict) for one in value):
            return text_cell(BETWEEN.join(str(one) for one in value if one is not None))
    return text_cell(json.dumps(value, ensure_ascii=False))
