"""How much the identifier guard finds, and how often it alarms for nothing.

The comments lie outside this project; `HUDDLE_REAL_INPUTS` names their folder.
"""

from __future__ import annotations

import os

import pytest

from huddle.rules.identifiers import IdentifierKind
from tests.helpers import identifying


def test_nearly_every_made_up_identifier_is_found() -> None:
    made = identifying.positives()
    assert {each.kind for each in made} == set(IdentifierKind)
    missed = [each for each in made if not each.is_found()]
    assert len(missed) <= 0.01 * len(made), missed
    assert min(identifying.recall().values()) >= 0.95


def test_what_the_program_says_itself_raises_no_alarm() -> None:
    texts = identifying.own_words()
    assert len(texts) > 1000
    assert [found for found in identifying.alarms(texts) if found.is_identifier] == []


@pytest.mark.skipif(
    not os.environ.get("HUDDLE_REAL_INPUTS") or not identifying.COMMENTS.exists(),
    reason="HUDDLE_REAL_INPUTS names no folder with the comments of patients",
)
def test_at_most_one_false_alarm_in_a_thousand_comments() -> None:
    comments = identifying.comments()
    assert len(comments) == 1500
    assert len(identifying.alarms(comments)) <= len(comments) / 1000
