"""Owner words: one person, a post, several departments, or all."""

from __future__ import annotations

import pytest

from huddle.rows.people import DepartmentRow, Known, PersonRow
from huddle.rules.owner_words import Owners, is_post, read_owners
from huddle.vocabulary import RoleGroup


def person(name: str, *, is_post: bool = False) -> PersonRow:
    return PersonRow(name, name, is_post, RoleGroup.OTHER, None, "", "", False, 1)


TEAMS = ("ANHST", "HDFT", "NLAG", "YTHFT", "Health and Safety")
KNOWN = Known(
    people=(person("Jo Byrne"), person("Ali Khan"), person("nurse in charge", is_post=True)),
    departments=tuple(DepartmentRow(name, name, "", 0, False, 1) for name in TEAMS),
)


def said(found: Owners) -> tuple[str, list[str], str]:
    """Who is accountable, which departments have a part, and what is unknown."""
    owner = found.owner.name if found.owner else ""
    return owner, [team.name for team in found.departments], found.unknown


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ("", [], "")),
        ("Jo Byrne", ("Jo Byrne", [], "")),
        ("  jo\u00a0byrne ", ("Jo Byrne", [], "")),
        ("nurse in charge", ("nurse in charge", [], "")),
        ("HDFT", ("HDFT", [], "")),
        ("HDFT, NLAG, YTHFT", ("", ["HDFT", "NLAG", "YTHFT"], "")),
        ("HDFT; NLAG / YTHFT and ANHST", ("", ["HDFT", "NLAG", "YTHFT", "ANHST"], "")),
        ("HDFT, HDFT, NLAG", ("", ["HDFT", "NLAG"], "")),
        ("Jo Byrne with HDFT", ("", [], "Jo Byrne with HDFT")),
        ("Jo Byrne, HDFT, NLAG", ("Jo Byrne", ["HDFT", "NLAG"], "")),
        ("HDFT, Leeds, NLAG", ("", ["HDFT", "NLAG"], "Leeds")),
        ("Jo Byrne and Ali Khan", ("Jo Byrne", [], "")),
        ("Health and Safety", ("Health and Safety", [], "")),
        ("Sue and Bob", ("", [], "Sue and Bob")),
        ("members", ("", [], "members")),
        ("ALL to Jo Byrne", ("Jo Byrne", list(TEAMS), "")),
        ("all to Attendee 018", ("", list(TEAMS), "Attendee 018")),
    ],
)
def test_owner_words_are_understood(words: str, expected: tuple[str, list[str], str]) -> None:
    assert said(read_owners(words, KNOWN)) == expected


def test_whoever_else_is_named_is_not_lost() -> None:
    found = read_owners("Jo Byrne and Ali Khan", KNOWN)
    assert [each.name for each in found.others] == ["Ali Khan"]


@pytest.mark.parametrize(
    "words", ["members", "PMs", "SIG PMs", "SIG PM", "All staff", "Night team", "ward manager"]
)
def test_these_are_posts(words: str) -> None:
    assert is_post(words)
    assert read_owners(words, Known()).unknown_is_post


@pytest.mark.parametrize("words", ["Attendee 018", "Jo Byrne", "Dr Sam Lee", "Ø. Åse"])
def test_these_are_names(words: str) -> None:
    assert not is_post(words)
