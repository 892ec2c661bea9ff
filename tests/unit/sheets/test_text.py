"""Cleaning, fonts, shaping and line breaking."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st

from huddle.sheets.cleaning import clean
from huddle.sheets.fonts import BASE, Weight, face, family_of, is_plain
from huddle.sheets.shaping import Shaped, reads_from_right, shape
from huddle.sheets.typeset import EMPTY, Line, Span, lines, text_width

ARABIC = "مرحبا بالعالم"
HEBREW = "שלום עולם"
CHINESE = "病人需要药物。明天出院"


def said(found: Iterable[Line]) -> list[str]:
    """The plain lines, spans joined."""
    return ["".join(str(piece.text) for piece in line.pieces) for line in found]


def drawn(shaped: Shaped) -> str:
    return "".join(glyphs.text for stretch in shaped.stretches for glyphs in stretch.glyphs)


def broken(text: str, width: float, size: float = 10.0) -> list[str]:
    return said(lines((Span(text, size),), width))


@pytest.mark.parametrize(
    "text", ["Café – “ok” £5 ≥ 3 ×", "<b>bold</b> & 5 < 6", "Łódź ţ ș", "0123456789 I l 1 O 0"]
)
def test_latin_text_needs_only_the_first_font(text: str) -> None:
    assert is_plain(text)
    assert clean(text) == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\x00b\x07c", "abc"),
        ("a\u200bb\ufeffc\xadd", "abcd"),
        ("left \u202eright\u202c", "left right"),
        ("\u2066x\u2069", "x"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("tab\tand\u2003space", "tab and space"),
        ("e\u0301", "é"),
        ("한", "[U+D55C]"),
        ("\ud800", "[U+D800]"),
        ("\ue001", "[U+E001]"),
        ("a\ufffcb", "ab"),
        ("❤\ufe0f", "❤"),
        ("a\u200db", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_does_not_print_is_left_out_and_what_no_font_has_is_spelt(
    typed: str, printed: str
) -> None:
    assert clean(typed) == printed


@pytest.mark.parametrize(
    ("character", "family"),
    [
        ("A", BASE),
        ("Ω", BASE),
        ("Ж", "NotoSans"),
        ("व", "NotoSans"),
        ("م", "NotoSansArabic"),
        ("ש", "NotoSansHebrew"),
        ("👍", "NotoEmoji"),
        ("病", "NotoSansSC"),
        ("한", None),
    ],
)
def test_each_script_has_its_font(character: str, family: str | None) -> None:
    assert family_of(character) == family


def test_every_glyph_that_is_shaped_has_room_among_the_private_characters() -> None:
    for family in ("NotoSans", "NotoSansArabic", "NotoSansHebrew", "NotoEmoji"):
        path = str(face(family, Weight.REGULAR).path)
        assert uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)).glyph_count <= 0xF900 - 0xE000


def test_hebrew_is_drawn_from_the_right() -> None:
    assert drawn(shape("שלום", Weight.REGULAR, True)) == "םולש"
    assert reads_from_right(HEBREW)
    assert not reads_from_right(f"call {HEBREW}")


@pytest.mark.parametrize(
    ("text", "from_right", "seen"),
    [
        ("call שלום (3) now", False, "call (3) םולש now"),
        ("שלום (עולם) שלום", True, "םולש (םלוע) םולש"),
        ("שלום (bay 3) שלום", True, "םולש (bay 3) םולש"),
        ("BP <90 שלום", False, "BP <90 םולש"),
        ("(שלום)", False, "(םולש)"),
    ],
)
def test_brackets_turn_with_what_they_enclose(text: str, from_right: bool, seen: str) -> None:
    assert drawn(shape(text, Weight.REGULAR, from_right)) == seen


def test_arabic_letters_join_and_each_says_its_letter() -> None:
    shaped = shape("عالم", Weight.REGULAR, True)
    apart = sum(shape(letter, Weight.REGULAR, True).width for letter in "عالم")

    told = [
        stretch.glyphs[0].text if stretch.says is None else stretch.says
        for stretch in shaped.stretches
    ]
    assert shaped.width != pytest.approx(apart)
    assert "".join(reversed("".join(told))) == "عالم"


def test_a_skin_tone_is_one_glyph_with_its_hand() -> None:
    (stretch,) = shape("👍🏽", Weight.BOLD, False).stretches

    assert len(stretch.glyphs) == 1
    assert stretch.says == "👍🏽"


def test_words_fill_lines_up_to_the_width() -> None:
    found = lines((Span("one two three four five six seven", 10.0),), 60.0)

    assert " ".join(said(found)) == "one two three four five six seven"
    assert len(found) > 2
    assert all(line.width <= 60.0 for line in found)


def test_a_line_end_ends_a_line_and_blank_lines_are_dropped() -> None:
    assert broken("one\n\n two \nthree", 500.0) == ["one", "two", "three"]


def test_a_word_wider_than_a_line_is_cut_and_nothing_is_lost() -> None:
    found = lines((Span("before " + "x" * 500 + " after", 10.0),), 80.0)

    assert "".join(said(found)).replace(" ", "") == "before" + "x" * 500 + "after"
    assert all(line.width <= 80.0 + 1e-6 for line in found)


def test_a_text_of_nothing_is_one_empty_line() -> None:
    assert lines((Span("", 10.0),), 80.0) == [EMPTY]
    assert lines((Span("\u200b", 10.0),), 80.0) == [EMPTY]


def test_spans_share_a_line_and_the_space_between_them() -> None:
    spans = (Span("Concern ", 10.0, Weight.BOLD), Span("no sling", 10.0), Span(", bay 3", 8.0))

    (line,) = lines(spans, 500.0)

    assert said([line]) == ["Concernno sling, bay 3"]
    first, second, third = line.pieces
    gap = text_width(Span("no sling", 10.0))
    assert second.x > first.x + text_width(Span("Concern", 10.0, Weight.BOLD))
    assert third.x == pytest.approx(second.x + gap)


def test_chinese_breaks_between_characters_but_not_before_a_stop() -> None:
    found = lines((Span(CHINESE * 10, 10.0),), 70.0)

    assert len(found) > 10
    assert all(line.width <= 80.0 for line in found)
    starts = [shaped.stretches[0].glyphs[0].text[0] for shaped in _shaped(found)]
    assert "。" not in starts


def test_a_paragraph_from_the_right_ends_at_the_right_but_a_single_line_stays() -> None:
    (single,) = lines((Span(ARABIC, 10.0),), 500.0)
    several = lines((Span(f"{ARABIC} " * 20, 10.0),), 100.0)

    assert not single.from_right
    assert all(line.from_right for line in several)


@given(st.text(max_size=60), st.floats(min_value=30.0, max_value=300.0))
def test_whatever_is_typed_breaks_into_lines_that_fit(text: str, width: float) -> None:
    found = lines((Span("Kind ", 12.0, Weight.BOLD), Span(text, 12.0)), width)

    widest = max((text_width(Span(one, 12.0)) for one in set(clean(text)) - {"\n"}), default=0.0)
    assert all(line.width <= max(width, widest) + 0.01 for line in found)


def _shaped(found: Iterable[Line]) -> list[Shaped]:
    return [piece.text for line in found for piece in line.pieces if isinstance(piece.text, Shaped)]
