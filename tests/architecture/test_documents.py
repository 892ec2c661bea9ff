"""The documents are true where a machine can tell: what they point at, and their tables."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from huddle.labels import label
from huddle.rules.access import ACCESS
from huddle.vocabulary import AccessRole
from tests.architecture.source import ROOT

DOCUMENTS = sorted((ROOT / "docs").rglob("*.md"))
HAZARD_LOG = ROOT / "docs" / "safety" / "hazard-log.md"

_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_IN_CODE = re.compile(r"`([^`\n]+)`")
_PLACE = re.compile(r"(?:docs|huddle|installer|resources|tests|ui)/[\w./-]*(?:::(?P<name>\w+))?")
_LINK = re.compile(r"\]\((?!https?:|mailto:)(?P<file>[^)#\s]*)(?:#(?P<place>[^)\s]*))?\)")

_SEVERITIES = ("Minor", "Significant", "Considerable", "Major", "Catastrophic")
_RISKS = {
    "Very high": (3, 4, 4, 5, 5),
    "High": (2, 3, 3, 4, 5),
    "Medium": (2, 2, 3, 3, 4),
    "Low": (1, 2, 2, 3, 4),
    "Very low": (1, 1, 2, 2, 3),
}
"""By likelihood, one for each severity: the matrix that the hazard log gives."""
_HAZARD = re.compile(r"^### (H\d\d) (.+)$", re.MULTILINE)
_RATED = re.compile(r"^- \*\*(\w+) risk:\*\* (\w+), ([\w ]+): \*\*(\d)\*\*", re.MULTILINE)
_PARTS = (
    "Description and possible causes",
    "Effect",
    "Harm",
    "Initial risk",
    "Controls in the design",
    "Controls by training and business process",
    "Residual risk",
    "Owner",
    "Status",
    "Comment",
)


def words_of(document: Path) -> str:
    """A document without its blocks of code and drawings."""
    return _FENCED.sub("", document.read_text("utf-8"))


@cache
def names_in(path: Path) -> frozenset[str]:
    """What a module defines."""
    tree = ast.parse(path.read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


def missing_in(document: Path) -> Iterator[str]:
    """The places in the source that a document names and that are not there."""
    for said in _IN_CODE.findall(words_of(document)):
        named = _PLACE.fullmatch(said)
        if named is None:
            continue
        path = ROOT / said.partition("::")[0]
        if not path.exists() or (named["name"] and named["name"] not in names_in(path)):
            yield said


def anchors(document: Path) -> set[str]:
    """The places that a link into a document can lead to."""
    heads = re.findall(r"^#+ (.+)$", words_of(document), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def broken_links(document: Path) -> Iterator[str]:
    """The links of a document within the project that lead nowhere."""
    for link in _LINK.finditer(words_of(document)):
        target = (document.parent / link["file"]).resolve() if link["file"] else document
        if not target.exists() or (link["place"] and link["place"] not in anchors(target)):
            yield link[0]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_points_at_is_there(document: Path) -> None:
    assert sorted({*missing_in(document), *broken_links(document)}) == []


def table_of_rights() -> str:
    """Who may do what, as the security notes show it: one row for functions with the same roles."""
    rows: dict[tuple[str, frozenset[AccessRole]], list[str]] = {}
    for name, roles in ACCESS.items():
        service, function = name.split(".")
        rows.setdefault((service, roles), []).append(f"`{function}`")
    lines = [
        f"| {service} | {', '.join(functions)} | "
        + " | ".join("yes" if role in roles else "–" for role in AccessRole)
        + " |"
        for (service, roles), functions in rows.items()
    ]
    heads = ["Service", "Functions", *(label(role) for role in AccessRole)]
    return "\n".join([f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *lines])


def test_the_security_notes_show_the_rights_as_declared() -> None:
    assert table_of_rights() in (ROOT / "docs" / "security.md").read_text("utf-8")


def hazards() -> dict[str, tuple[str, str]]:
    """Of each hazard, by its number, the title and what is said about it."""
    parts = _HAZARD.split(words_of(HAZARD_LOG))[1:]
    return {parts[at]: (parts[at + 1], parts[at + 2]) for at in range(0, len(parts), 3)}


def test_hazards_are_numbered_without_a_gap_and_say_everything() -> None:
    found = hazards()
    assert list(found) == [f"H{number:02}" for number in range(1, len(found) + 1)]
    silent = [f"{name} {part}" for name, (_, text) in found.items() for part in _missing(text)]
    assert silent == []


def _missing(text: str) -> list[str]:
    return [part for part in _PARTS if f"- **{part}:**" not in text]


def test_each_risk_follows_from_its_severity_and_likelihood() -> None:
    overview = HAZARD_LOG.read_text("utf-8").splitlines()
    for name, (title, text) in hazards().items():
        rated = {which: (one, other, int(risk)) for which, one, other, risk in _RATED.findall(text)}
        assert set(rated) == {"Initial", "Residual"}, name
        for severity, likelihood, risk in rated.values():
            assert _RISKS[likelihood.capitalize()][_SEVERITIES.index(severity)] == risk, name
        row = f") | {title} | {rated['Initial'][2]} | {rated['Residual'][2]} |"
        assert any(line.startswith(f"| [{name}](") and row in line for line in overview), name
