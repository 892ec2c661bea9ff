"""The project's own source, parsed once, for tests that read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("huddle", "resources", "tests", "ui")


@dataclass(frozen=True)
class Module:
    """One file of source."""

    path: Path
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as file:line."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"

    def in_any(self, *parts: str) -> bool:
        """Whether the file stands in one of these folders."""
        return any(self.path.is_relative_to(ROOT / part) for part in parts)


@cache
def modules(*parts: str) -> tuple[Module, ...]:
    """Every module in these folders; main.py and all folders if none is given."""
    found = sorted(path for part in parts or PARTS for path in (ROOT / part).rglob("*.py"))
    if not parts:
        found.append(ROOT / "main.py")
    return tuple(Module(p, text := p.read_text("utf-8"), ast.parse(text)) for p in found)


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string literal that is no docstring."""
    # A string that is a statement of its own is documentation.
    lone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in lone:
            yield node


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of the called name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                yield called.attr, node
            elif isinstance(called, ast.Name):
                yield called.id, node
