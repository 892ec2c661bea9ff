"""Small files, small functions, and each module says what it is for."""

from __future__ import annotations

import ast

from tests.architecture.source import modules

LINES_IN_A_FILE = 500
LINES_IN_A_FUNCTION = 60
MIGRATIONS = "huddle/store/migrations/versions"
"""Lists of columns, frozen with their release."""


def test_files_are_small() -> None:
    lengths = {
        module.at(module.tree): len(module.text.splitlines())
        for module in modules()
        if not module.in_any(MIGRATIONS)
    }
    assert {at: n for at, n in lengths.items() if n > LINES_IN_A_FILE} == {}


def test_functions_are_small() -> None:
    lengths = {
        f"{module.at(node)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in modules()
        # Test data is data.
        if not module.in_any(MIGRATIONS, "tests/helpers")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
    }
    assert {at: n for at, n in lengths.items() if n > LINES_IN_A_FUNCTION} == {}


def test_each_module_says_what_it_is_for() -> None:
    silent = [
        module.at(module.tree)
        for module in modules()
        if module.text and not ast.get_docstring(module.tree)
    ]
    assert silent == []
