"""What the words of every vocabulary are called, in the language in use."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from huddle.i18n import _

_KNOWN: dict[type[StrEnum], Mapping[StrEnum, str]] = {}
"""By class first: members of different string enums compare equal when their values do."""


def give_labels(labels: Mapping[type[StrEnum], Mapping[StrEnum, str]]) -> None:
    """Say what the words of some vocabularies are called, not translated yet."""
    _KNOWN.update(labels)


def label(word: StrEnum) -> str:
    """The word as a person reads it, in the language in use."""
    return _(_KNOWN[type(word)][word])
