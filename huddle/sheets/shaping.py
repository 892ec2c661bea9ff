"""Text in scripts that the first font lacks: ordered, joined up and placed for paper.

python-bidi orders a line for the eye, and HarfBuzz turns each stretch of one font into glyphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

import uharfbuzz
from bidi import get_base_level, get_display  # type: ignore[import-untyped]

from huddle.sheets.fonts import BASE, LAST_SHORT, Face, Weight, face, family_of

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_RIGHT_TO_LEFT_MARKS = range(0x0590, 0x0900)
"""Where the marks of Hebrew, Arabic, Syriac, Thaana and N'Ko stand."""
_JOINERS = "\u200c\u200d"
_OPENING = "([{<«‹≤⟨〈《「『【"
_CLOSING = ")]}>»›≥⟩〉》」』】"
_MIRROR = dict(zip(_OPENING + _CLOSING, _CLOSING + _OPENING, strict=True))
_PER_SIZE = 1000
_MARKER = "\ufffc"
_MIRRORED = re.compile(f"[{re.escape(_OPENING + _CLOSING)}]")
_MARKED = re.compile(f"({_MARKER}?)([{re.escape(_OPENING + _CLOSING)}])({_MARKER}?)")


class Glyphs(NamedTuple):
    """Characters of one font that stand together."""

    x: float
    """From the start of the line; like `y`, a share of the type size."""
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Glyphs of one font, ready to draw."""

    font: str
    glyphs: tuple[Glyphs, ...]
    says: str | None = None
    """What the glyphs stand for, where they do not say it themselves."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """One line's share of a text, in the order of the eye."""

    stretches: tuple[Stretch, ...]
    width: float
    """As a share of the type size."""


def reads_from_right(text: str) -> bool:
    """Whether the first letter with a direction is of a right-to-left script."""
    starts = text.lstrip()
    return bool(starts) and get_base_level(starts) == 1


@lru_cache(maxsize=4096)
def shape(text: str, weight: Weight, from_right: bool) -> Shaped:
    """Set one line.

    Args:
        text: Cleaned, without line ends.
        weight: The weight wanted.
        from_right: Whether the paragraph it belongs to reads from the right.
    """
    x = 0.0
    stretches: list[Stretch] = []
    for family, is_turned, run in _runs(_seen(text, from_right)):
        used = face(family, weight)
        found, width = _set(used, run, is_turned, x)
        stretches.extend(found)
        x += width
    return Shaped(tuple(stretches), x)


def _seen(text: str, from_right: bool) -> str:
    """The line in the order of the eye, brackets turned where their surroundings are.

    python-bidi moves brackets without turning them. A marker on the inner side of each comes
    along, and shows by its side afterwards which way the bracket reads.
    """
    marked = _MIRRORED.sub(_with_marker, text)
    seen = str(get_display(marked, base_dir="R" if from_right else "L"))
    return _MARKED.sub(_turned_or_not, seen).replace(_MARKER, "") if marked != text else seen


def _with_marker(found: re.Match[str]) -> str:
    character = found[0]
    return character + _MARKER if character in _OPENING else _MARKER + character


def _turned_or_not(found: re.Match[str]) -> str:
    before, character, after = found.groups()
    if character in _OPENING:
        return _MIRROR[character] if before and not after else character
    return _MIRROR[character] if after and not before else character


def _runs(seen: str) -> Iterator[tuple[str, bool, str]]:
    """Stretches of one font and one direction: family, whether turned, characters."""
    keys: list[tuple[str, bool]] = []
    for character in seen:
        keys.append(_key(character, keys[-1] if keys else (BASE, False)))
    for key, run in groupby(zip(keys, seen, strict=True), key=lambda pair: pair[0]):
        yield *key, "".join(character for _, character in run)


def _key(character: str, before: tuple[str, bool]) -> tuple[str, bool]:
    """The font and direction of a character; marks and joiners stay with what they belong to."""
    if character in _JOINERS:
        return before
    family = family_of(character) or BASE
    kind = unicodedata.bidirectional(character)
    if kind == "NSM":
        stays = not before[1] and ord(character) in face(before[0], Weight.REGULAR).characters
        return before if stays else (family, ord(character) in _RIGHT_TO_LEFT_MARKS)
    return family, kind in _RIGHT_TO_LEFT


def _set(used: Face, run: str, is_turned: bool, x: float) -> tuple[list[Stretch], float]:
    """A run as stretches from a place on, and its width."""
    if not used.is_shaped:
        is_said = all(ord(character) <= LAST_SHORT for character in run)
        stretch = Stretch(used.name, (Glyphs(x, 0.0, run),), None if is_said else run)
        return [stretch], sum(used.advances.get(character, 0.0) for character in run)
    # A turned run stands in the order of the eye; HarfBuzz wants the order of reading.
    said = run[::-1] if is_turned else run
    glyphs = _glyphs(used, said, is_turned, x)
    width = sum(glyph.advance for glyph in glyphs)
    if is_turned:
        return list(_one_by_one(used, said, glyphs)), width
    drawn = "".join(glyph.at.text for glyph in glyphs)
    says = None if drawn == said else said
    return [Stretch(used.name, tuple(glyph.at for glyph in glyphs), says)], width


class _Glyph(NamedTuple):
    at: Glyphs
    advance: float
    cluster: int
    """The place in the text of the first character that it stands for."""


def _one_by_one(used: Face, said: str, glyphs: Sequence[_Glyph]) -> Iterator[Stretch]:
    """Turned glyphs, each saying its own letter.

    Readers of a PDF put such text in order by where its letters stand. The letter is said by the
    glyph that has a width; dots and marks, which have none, say nothing.
    """
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(said)], strict=True))
    for start, group in groupby(glyphs, key=lambda glyph: glyph.cluster):
        rest = said[start : ends[start]]
        for glyph in group:
            says = rest if glyph.advance else ""
            rest = "" if glyph.advance else rest
            yield Stretch(used.name, (glyph.at,), None if says == glyph.at.text else says)


@cache
def _harfbuzz(used: Face) -> uharfbuzz.Font:
    blob = uharfbuzz.Blob.from_file_path(str(used.path))
    font = uharfbuzz.Font(uharfbuzz.Face(blob, used.index))
    font.scale = (_PER_SIZE, _PER_SIZE)
    return font


def _glyphs(used: Face, said: str, is_turned: bool, x: float) -> list[_Glyph]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(said)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if is_turned else "ltr"
    font = _harfbuzz(used)
    uharfbuzz.shape(font, buffer)
    glyphs = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        code = used.character_of(info.codepoint, font.get_glyph_h_advance(info.codepoint))
        at = Glyphs(x + place.x_offset / _PER_SIZE, place.y_offset / _PER_SIZE, chr(code))
        advance = place.x_advance / _PER_SIZE
        glyphs.append(_Glyph(at, advance, info.cluster))
        x += advance
    return glyphs
