"""Nothing waits by the clock, and nothing is called back after its owner is gone."""

from __future__ import annotations

import ast

from tests.architecture.source import calls, modules

SLEEPERS = {"qSleep", "qWait", "sleep"}


def waits_by_the_clock(name: str, call: ast.Call) -> bool:
    """Whether a call is a sleep, or pytest-qt's plain wait."""
    if name in SLEEPERS:
        return True
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return name == "wait" and isinstance(owner, ast.Name) and owner.id == "qtbot"


def test_tests_wait_for_a_condition() -> None:
    waiting = [
        module.at(call)
        for module in modules("tests")
        # What drives the installed program from outside hears no signal of it: it looks again.
        if not module.in_any("tests/benchmarks", "tests/package")
        for name, call in calls(module.tree)
        if waits_by_the_clock(name, call)
    ]
    assert waiting == []


def test_single_shots_have_an_owner() -> None:
    """With an owner Qt drops the call when the owner is deleted."""
    loose = [
        module.at(call)
        for module in modules("ui")
        for name, call in calls(module.tree)
        if name == "singleShot" and len(call.args) < 3
    ]
    assert loose == []
