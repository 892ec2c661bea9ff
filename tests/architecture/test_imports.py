"""Who may import whom."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

from tests.architecture.source import ROOT, modules

ALLOWED_IN_RULES = (
    "dateutil",
    "huddle.dates",
    "huddle.errors",
    "huddle.found_words",
    "huddle.i18n",
    "huddle.labels",
    "huddle.import_words",
    "huddle.measure_words",
    "huddle.organisation",
    "huddle.rows",
    "huddle.rules",
    "huddle.tool_words",
    "huddle.vocabulary",
)

WITHOUT_QT = """
import pkgutil, sys
for name in ("PySide6", "shiboken6"):
    sys.modules[name] = None
import importlib, huddle, resources
for package in (huddle, resources):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if ".migrations" not in found.name:
            importlib.import_module(found.name)
import pytest
options = ["-p", "no:pytest-qt", "-q", "-q", "--collect-only"]
sys.exit(pytest.main([*options, "tests"]))
"""


def run(*arguments: str) -> str:
    """What a fresh Python says, if anything goes wrong."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_layers_and_forbidden_imports() -> None:
    code = "import sys; from importlinter.cli import lint_imports as lint; sys.exit(lint(%s))"
    assert run("-c", code % "cache_dir=None") == ""


def test_everything_but_the_window_works_without_qt() -> None:
    assert run("-c", WITHOUT_QT) == ""


def imported(tree: ast.Module) -> set[str]:
    """The full names a module imports, those inside functions too."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            # "from huddle import dates" names a module, not what is in one.
            in_package = [f"huddle.{alias.name}" for alias in node.names]
            names |= set(in_package if module == "huddle" else [module])
    return names


def may_stand_in_rules(name: str) -> bool:
    """Whether a rule may know this module."""
    return name.split(".", 1)[0] in sys.stdlib_module_names or any(
        name == allowed or name.startswith(f"{allowed}.") for allowed in ALLOWED_IN_RULES
    )


def test_rules_know_plain_values_only() -> None:
    wrong = {
        f"{module.at(module.tree)} {name}"
        for module in modules("huddle/rules")
        for name in imported(module.tree)
        if not may_stand_in_rules(name)
    }
    assert wrong == set()
