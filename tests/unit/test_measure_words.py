"""Each word of goals, measures and charts has a label of its own."""

from __future__ import annotations

import enum
import inspect

import pytest

from huddle import measure_words

WORDS = [
    found
    for _name, found in inspect.getmembers(measure_words, inspect.isclass)
    if issubclass(found, enum.StrEnum) and found is not enum.StrEnum
]


@pytest.mark.parametrize("words", WORDS)
def test_every_word_has_a_label_of_its_own(words: type[enum.StrEnum]) -> None:
    labels = [measure_words.called(word) for word in words]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_words_are_stored_as_they_are_named() -> None:
    for words in WORDS:
        assert [word.value for word in words] == [word.name.lower() for word in words]
