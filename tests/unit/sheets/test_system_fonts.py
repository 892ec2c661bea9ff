"""Letters that no bundled font has, from the fonts of the computer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from huddle.sheets import fonts, system_fonts
from huddle.sheets.cleaning import clean
from tests.helpers import crafted_fonts
from tests.helpers.sheet_pdfs import actions_pdf
from tests.helpers.sheet_rows import make_action, make_stamp, make_unit, typical_departments
from tests.helpers.sheet_text import has_pdftotext, text_of

THAI = "ยาเช้าบ่ายค่ำ"
HANGUL = "환자 안전"
LETTERS = "abcdefghijklmnop"


def font_for(text: str) -> bytes:
    """A font with the letters of a text and no others."""
    letters = sorted(set(text) - {" "})
    return crafted_fonts.font_with(dict(zip(letters, LETTERS, strict=False)))


def printed(text: str) -> bytes:
    return actions_pdf([make_action(text)], typical_departments(), make_unit(), make_stamp())


def codes_of(text: str) -> str:
    return "".join(one if one == " " else f"[U+{ord(one):04X}]" for one in text)


def test_a_letter_that_only_the_computer_has_prints_in_its_font(
    fonts_of_the_computer: Path,
) -> None:
    crafted_fonts.put_fonts(fonts_of_the_computer, ward_ttf=font_for(HANGUL))
    assert clean(HANGUL) == HANGUL
    assert HANGUL in text_of(printed(HANGUL))


@pytest.mark.skipif(not has_pdftotext(), reason="pypdf does not read replaced text")
def test_letters_with_marks_read_back(fonts_of_the_computer: Path) -> None:
    crafted_fonts.put_fonts(fonts_of_the_computer, ward_ttf=font_for(THAI))
    assert THAI in text_of(printed(f"give {THAI} now"))


def test_without_such_a_font_its_code_prints(fonts_of_the_computer: Path) -> None:
    crafted_fonts.put_fonts(fonts_of_the_computer, other_ttf=font_for(THAI))
    assert clean(HANGUL) == codes_of(HANGUL)


@pytest.mark.parametrize("place", [0, 1])
def test_a_font_in_a_file_of_several_is_found(fonts_of_the_computer: Path, place: int) -> None:
    files = [font_for(THAI), font_for(HANGUL)]
    crafted_fonts.put_fonts(fonts_of_the_computer, both_ttc=crafted_fonts.collection(*files))
    text = (THAI, HANGUL)[place]
    family = fonts.family_of(text[0])
    assert family is not None
    assert fonts.face(family, fonts.Weight.BOLD).index == place
    assert clean(text) == text


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\x00\x01\x00\x00 no font at all" * 40,
        font_for(HANGUL)[:5000],
        crafted_fonts.with_other_outlines(font_for(HANGUL)),
        crafted_fonts.with_torn_outlines(font_for(HANGUL)),
        crafted_fonts.with_nothing_to_draw(font_for(HANGUL)),
        *(
            crafted_fonts.without(font_for(HANGUL), tag)
            for tag in (b"head", b"hmtx", b"loca", b"cmap", b"name", b"post", b"maxp")
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_passed_over(
    fonts_of_the_computer: Path, broken: bytes
) -> None:
    # Both endings, for PostScript outlines are found under either.
    crafted_fonts.put_fonts(fonts_of_the_computer, a_ttf=broken, a_ttc=broken, a_otf=broken)
    assert clean(HANGUL) == codes_of(HANGUL)
    crafted_fonts.put_fonts(fonts_of_the_computer / "more", good_ttf=font_for(HANGUL))
    for function in (system_fonts.listed, fonts.family_of):
        function.cache_clear()
    fonts.system_face.cache_clear()
    assert clean(HANGUL) == HANGUL
    assert printed(HANGUL).startswith(b"%PDF")


def test_the_same_fonts_are_listed_in_the_same_order(fonts_of_the_computer: Path) -> None:
    font = font_for(HANGUL)
    crafted_fonts.put_fonts(fonts_of_the_computer / "z", b_ttf=font)
    crafted_fonts.put_fonts(fonts_of_the_computer, c_ttf=font, A_TTF=font, d_txt=font)
    assert [one.path.name for one in system_fonts.listed()] == ["A.TTF", "b.ttf", "c.ttf"]


def test_two_prints_are_the_same_bytes(fonts_of_the_computer: Path) -> None:
    crafted_fonts.put_fonts(fonts_of_the_computer, a_ttf=font_for(HANGUL), b_ttf=font_for(THAI))
    assert printed(HANGUL + THAI) == printed(HANGUL + THAI)


def test_a_sheet_says_nothing_of_where_fonts_lie(fonts_of_the_computer: Path) -> None:
    crafted_fonts.put_fonts(fonts_of_the_computer, ward_ttf=font_for(HANGUL))
    assert str(fonts_of_the_computer).encode() not in printed(HANGUL)


def test_plain_text_and_what_is_bundled_ask_for_no_font_of_the_computer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> tuple[Path, ...]:
        raise AssertionError

    monkeypatch.setattr(system_fonts, "folders", refuse)
    printed("Order the sling – 病人 مرحبا שלום 👍 Привет")


@pytest.mark.parametrize("character", ["\ue001", "\U000f0001", "\u0378", "\ud800"])
def test_what_has_no_agreed_look_is_not_looked_for(
    fonts_of_the_computer: Path, character: str
) -> None:
    if character != "\ud800":
        crafted_fonts.put_fonts(
            fonts_of_the_computer, icons_ttf=crafted_fonts.font_with({character: "a"})
        )
    assert clean(character) == f"[U+{ord(character):04X}]"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="other systems have no such names")
def test_fonts_are_looked_for_where_the_desktop_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_DATA_HOME", "/mine")
    monkeypatch.setenv("XDG_DATA_DIRS", "/one:/two")
    named = (Path("/mine/fonts"), Path("/one/fonts"), Path("/two/fonts"), Path.home() / ".fonts")
    assert system_fonts.folders() == named
