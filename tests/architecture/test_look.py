"""Colours and sizes come from the tokens in resources/styles, for screen and paper alike."""

from __future__ import annotations

import re

from tests.architecture.source import calls, modules, strings

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
PIXELS = re.compile(r"\b\d+(?:px|pt)\b")
# The theme turns tokens into a style sheet, which speaks in pixels.
WRITES_STYLE_SHEETS = "ui/theme"


def literals(pattern: re.Pattern[str]) -> list[str]:
    """Where a literal of this look stands outside the theme."""
    return [
        f"{module.at(node)} {node.value!r}"
        for module in modules("huddle", "ui")
        if not module.in_any(WRITES_STYLE_SHEETS)
        for node in strings(module.tree)
        if pattern.search(str(node.value))
    ]


def test_no_colour_literal() -> None:
    assert literals(COLOUR) == []


def test_no_size_literal() -> None:
    assert literals(PIXELS) == []


def test_colours_are_not_mixed_by_hand() -> None:
    mixed = [
        f"{module.at(call)} {name}"
        for module in modules("huddle", "ui")
        if not module.in_any(WRITES_STYLE_SHEETS)
        for name, call in calls(module.tree)
        if name in {"QColor", "Color", "CMYKColor", "fromRgb"} and len(call.args) >= 3
    ]
    assert mixed == []
