"""Each word of each vocabulary has a label of its own."""

from __future__ import annotations

import enum
import inspect

import pytest

from huddle import found_words, import_words, mail_words, measure_words, tool_words, vocabulary
from huddle.found_words import FoundState
from huddle.labels import label
from huddle.vocabulary import Gap, Thing

UNLABELLED = (FoundState, Gap, Thing)
"""Words that no person reads by a label: what is found by its state is typed as it stands."""
WORDS = [
    found
    for module in (vocabulary, found_words, import_words, mail_words, measure_words, tool_words)
    for _name, found in inspect.getmembers(module, inspect.isclass)
    if issubclass(found, enum.StrEnum) and found is not enum.StrEnum
]


@pytest.mark.parametrize("words", [words for words in WORDS if words not in UNLABELLED])
def test_every_word_has_a_label_of_its_own(words: type[enum.StrEnum]) -> None:
    labels = [label(word) for word in words]
    assert all(labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("words", WORDS)
def test_words_are_stored_as_they_are_named(words: type[enum.StrEnum]) -> None:
    assert [word.value for word in words] == [word.name.lower() for word in words]
