"""Nobody is counted or ranked by name, least of all by thanks."""

from __future__ import annotations

import ast

from tests.architecture.source import calls, modules

NAMES_SOMEBODY = {"owner_id", "owner_text", "raised_by_person_id"}


def test_no_query_counts_by_who_owns_was_thanked_or_raised() -> None:
    counting = [
        module.at(call)
        for module in modules("huddle")
        for name, call in calls(module.tree)
        if name == "group_by"
        for node in ast.walk(call)
        if isinstance(node, ast.Attribute) and node.attr in NAMES_SOMEBODY
    ]
    assert counting == []


def test_what_finds_thanks_counts_nothing() -> None:
    (thanks,) = [one for one in modules("huddle") if one.path.match("services/thanks.py")]
    assert {name for name, _call in calls(thanks.tree)}.isdisjoint({"count", "group_by", "Counter"})
