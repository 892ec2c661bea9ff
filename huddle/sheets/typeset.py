"""Breaks text into lines of a given width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from huddle.sheets.cleaning import clean
from huddle.sheets.fonts import BASE, Weight, face, is_plain
from huddle.sheets.shaping import Shaped, reads_from_right, shape

# Chinese and Japanese break between any two characters, but begin no line with a closing mark.
_UNSPACED = re.compile(
    "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
    "[\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f]*"
    "|[^\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+"
)
_MOST_MARKS = 6


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one weight, size and grey. Each is ordered for the eye by itself."""

    text: str
    size: float
    weight: Weight = Weight.REGULAR
    ink: float = 0.0


class Piece(NamedTuple):
    """What a line holds of one span."""

    x: float
    font: str
    size: float
    ink: float
    text: str | Shaped


class Line(NamedTuple):
    """One line, ready to be put somewhere."""

    pieces: tuple[Piece, ...]
    width: float
    from_right: bool = False
    """Whether it belongs at the right edge."""


class _Unit(NamedTuple):
    """Something no line break may divide."""

    span: int
    text: str
    width: float
    space: float
    """The space before it, when it does not start a line."""


EMPTY = Line((), 0.0)


@lru_cache(maxsize=65536)
def word_width(word: str, weight: Weight) -> float:
    """The width of cleaned text on one line, as a share of the type size."""
    if is_plain(word):
        advances = face(BASE, weight).advances
        return sum([advances[character] for character in word])
    return shape(word, weight, False).width


def text_width(span: Span) -> float:
    """The width of a span set on one line."""
    return word_width(clean(span.text), span.weight) * span.size


def lines(spans: Sequence[Span], width: float) -> list[Line]:
    """The spans, one after the other, as lines of at most this width; at least one line."""
    if len(spans) == 1 and is_plain(spans[0].text):
        return _plain_lines(spans[0], width) or [EMPTY]
    spans = [Span(clean(span.text), span.size, span.weight, span.ink) for span in spans]
    from_right = len(spans) == 1 and reads_from_right(spans[0].text)
    rows = [
        row for units in _paragraphs(spans) for row in _fill(_fitting(units, spans, width), width)
    ]
    found = [_line(row, spans, from_right) for row in rows]
    # A single line stays beside its label; only a paragraph is ragged on its left.
    return [line._replace(from_right=from_right and len(rows) > 1) for line in found] or [EMPTY]


def _plain_lines(span: Span, width: float) -> list[Line]:
    """The fast path: one span, one font."""
    name, size, ink = face(BASE, span.weight).name, span.size, span.ink
    return [
        Line((Piece(0.0, name, size, ink, text),), share * size)
        for text, share in _plain_rows(span, width / size)
    ]


def _plain_rows(span: Span, limit: float) -> Iterator[tuple[str, float]]:
    weight = span.weight
    space = word_width(" ", weight)
    for paragraph in span.text.split("\n"):
        row: list[str] = []
        used = 0.0
        for word in filter(None, paragraph.split(" ")):
            wide = word_width(word, weight)
            if row and used + space + wide <= limit:
                row.append(word)
                used += space + wide
                continue
            if row:
                yield " ".join(row), used
            *whole, (last, used) = [(word, wide)] if wide <= limit else _cut(word, weight, limit)
            yield from whole
            row = [last]
        if row:
            yield " ".join(row), used


def _cut(word: str, weight: Weight, limit: float) -> list[tuple[str, float]]:
    """A word wider than a line, as parts that fit."""
    parts: list[tuple[str, float]] = []
    start, place, used = 0, 0, 0.0
    for together in word if is_plain(word) else _with_marks(word):
        wide = word_width(together, weight)
        if used + wide > limit and place > start:
            parts.append((word[start:place], used))
            start, used = place, 0.0
        place += len(together)
        used += wide
    return [*parts, (word[start:], used)]


def _with_marks(word: str) -> Iterator[str]:
    """Each character with the marks that stand on it, if they are few enough to be read."""
    together = ""
    for character in word:
        is_mark = unicodedata.category(character)[0] == "M"
        if not is_mark or len(together) > _MOST_MARKS:
            yield from filter(None, (together,))
            together = ""
        together += character
    yield together


def _paragraphs(spans: Sequence[Span]) -> Iterator[list[_Unit]]:
    """The units of each paragraph; a line end in any span ends one."""
    units: list[_Unit] = []
    is_apart = False
    for index, span in enumerate(spans):
        space = word_width(" ", span.weight) * span.size
        for number, paragraph in enumerate(span.text.split("\n")):
            if number:
                yield units
                units, is_apart = [], False
            for count, word in enumerate(paragraph.split(" ")):
                is_apart = is_apart or count > 0
                for text in _breakable(word):
                    wide = word_width(text, span.weight) * span.size
                    units.append(_Unit(index, text, wide, space if is_apart else 0.0))
                    is_apart = False
    yield units


def _breakable(word: str) -> Iterable[str]:
    if not word:
        return ()
    return (word,) if is_plain(word) else _UNSPACED.findall(word)


def _fitting(units: Iterable[_Unit], spans: Sequence[Span], width: float) -> Iterator[_Unit]:
    """The units, those wider than a line cut up."""
    for unit in units:
        if unit.width <= width:
            yield unit
            continue
        span = spans[unit.span]
        for number, (text, share) in enumerate(_cut(unit.text, span.weight, width / span.size)):
            yield _Unit(unit.span, text, share * span.size, 0.0 if number else unit.space)


def _fill(units: Iterable[_Unit], width: float) -> Iterator[list[_Unit]]:
    row: list[_Unit] = []
    used = 0.0
    for unit in units:
        if row and used + unit.space + unit.width > width:
            yield row
            row, used = [], 0.0
        used += unit.width + (unit.space if row else 0.0)
        row.append(unit)
    if row:
        yield row


def _line(row: Sequence[_Unit], spans: Sequence[Span], from_right: bool) -> Line:
    pieces: list[Piece] = []
    x = 0.0
    for index, group in groupby(row, key=lambda unit: unit.span):
        span, units = spans[index], list(group)
        x += units[0].space if x else 0.0
        said = "".join(
            (" " if unit.space and place else "") + unit.text for place, unit in enumerate(units)
        )
        name = face(BASE, span.weight).name
        set_as = said if is_plain(said) else shape(said, span.weight, from_right)
        wide = set_as.width if isinstance(set_as, Shaped) else word_width(said, span.weight)
        pieces.append(Piece(x, name, span.size, span.ink, set_as))
        x += wide * span.size
    return Line(tuple(pieces), x)
