"""Which theme a patient's words seem to belong to: a hint that says why, and a person decides.

Two things speak for a theme: words that a ward's comments of that theme hold and others seldom do,
and the words that stand behind it in the list that the ward began with. Where two themes have as
many words, or only comments that were seldom sorted speak, nothing is suggested.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huddle.rules.likeness import telling
from huddle.rules.search_words import tokens

SEEN_OFTEN = 3
"""In so many sorted comments a word must stand before it speaks for a theme."""
SHARE = 0.75
"""So much of them must be of that theme …"""
LIFT = 2.0
"""… and so many times as much as of all sorted comments, or the first theme would have them all."""
ENOUGH = 2
"""So many words speak for a theme, where another one is spoken for, too."""


@dataclass(frozen=True, slots=True)
class ThemeHint:
    """A theme that a comment may belong to.

    Attributes:
        theme: Its name.
        because: The words that speak for it, as they stand in the comment.
    """

    theme: str
    because: tuple[str, ...]


def hint(
    text: str, sorted_before: Iterable[tuple[str, str]], keywords: Mapping[str, Sequence[str]]
) -> ThemeHint | None:
    """The theme that most words of a comment speak for; none where that is not clear.

    Args:
        text: The comment.
        sorted_before: Words and theme of each comment that a person sorted.
        keywords: How words behind a theme begin, folded.
    """
    mine = telling(text)
    learned = _learned(frozenset(mine), sorted_before)
    spoken: defaultdict[str, list[str]] = defaultdict(list)
    for word in mine:
        for theme in {*_by_keyword(word, keywords), *learned.get(word, ())}:
            spoken[theme].append(word)
    by_count = sorted(spoken, key=lambda theme: len(spoken[theme]), reverse=True)
    if not by_count or not _is_clear([len(spoken[theme]) for theme in by_count]):
        return None
    return ThemeHint(by_count[0], _as_they_stand(text, spoken[by_count[0]]))


def _is_clear(counts: Sequence[int]) -> bool:
    """Whether the first of some counts, the largest, stands out."""
    first, *others = counts
    return not others or (first >= ENOUGH and first > others[0])


def _by_keyword(word: str, keywords: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for theme, beginnings in keywords.items():
        if word.startswith(tuple(beginnings)):
            yield theme


def _learned(
    words: frozenset[str], sorted_before: Iterable[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """For each word, the theme of nearly all comments that hold it."""
    times: defaultdict[str, Counter[str]] = defaultdict(Counter)
    of_theme: Counter[str] = Counter()
    for text, theme in sorted_before:
        of_theme[theme] += 1
        for word in words.intersection(telling(text)):
            times[word][theme] += 1
    found: dict[str, tuple[str, ...]] = {}
    for word, themes in times.items():
        ((theme, count),) = themes.most_common(1)
        usual = of_theme[theme] / of_theme.total()
        if count >= SEEN_OFTEN and count / themes.total() >= max(SHARE, LIFT * usual):
            found[word] = (theme,)
    return found


def _as_they_stand(text: str, words: Sequence[str]) -> tuple[str, ...]:
    stand = {word: text[start:end] for start, end, word in reversed(list(tokens(text)))}
    return tuple(stand[word] for word in words)
