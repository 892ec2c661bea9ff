"""Whatever is written, the guard reads it; and no NHS number with a right check digit slips by."""

from __future__ import annotations

import re

from hypothesis import assume, example, given
from hypothesis import strategies as st

from huddle.rules.identifiers import IdentifierKind, beds, find, is_nhs_number

NHS = IdentifierKind.NHS_NUMBER
PIECES = st.sampled_from(
    [
        *(
            "943 476 5919",
            "9434765919",
            "dob ",
            "born",
            "3/4/1950",
            "03-04-50",
            "2026",
            "April",
            "1950",
        ),
        *("07700 900123", "+44", "(0)", "0113", "@", "a.b", "example.org", "LS1 3EX", "ls1", "3ex"),
        *(
            "Mr",
            "Mrs ",
            "MISS",
            "Smith",
            "van ",
            "bed",
            "bay",
            " 4",
            "SR3",
            "RX123456",
            "-",
            " ",
            ".",
        ),
        *("\x00", "\u202e", "\u200b", "\xa0", "٣", "３", "é", "🙂", "\ud800", "\n", "’"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=20).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda glue: glue.join(pieces))
)
DIGIT_ROWS = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९"])
JOINTS = st.sampled_from([" ", "-", "\xa0", "–", "\u2009", "  ", "\u200b"])


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    nine = draw(st.text("0123456789", min_size=9, max_size=9))
    return next(
        (nine + check for check in "0123456789" if is_nhs_number(nine + check)), "9434765919"
    )


@st.composite
def grouped(draw: st.DrawFn) -> str:
    """An NHS number in any grouping and any digits."""
    number, row, joint = draw(nhs_numbers()), draw(DIGIT_ROWS), draw(JOINTS)
    cuts = draw(st.sets(st.integers(1, 9)))
    digits = [row[int(digit)] for digit in number]
    return "".join(joint + digit if n in cuts else digit for n, digit in enumerate(digits))


@given(
    grouped(),
    st.sampled_from(["", "NHS ", "NHS no: ", "notes of ", "(", "x\n", "\u202e"]),
    st.sampled_from(["", ".", ", bed 4", ")", " moved", "\nbay 2"]),
)
def test_a_right_number_is_found_in_any_grouping(words: str, before: str, after: str) -> None:
    found = find(f"{before}{words}{after}", this_year=2026)
    assert words in [finding.words for finding in found if finding.kind is NHS]


@given(grouped(), st.integers(0, 9), st.integers(1, 9))
def test_a_number_with_one_wrong_digit_is_not(words: str, which: int, by: int) -> None:
    place = [match.start() for match in re.finditer(r"\d", words)][which]
    wrong = f"{words[:place]}{(int(words[place]) + by) % 10}{words[place + 1 :]}"
    assert NHS not in [finding.kind for finding in find(wrong, this_year=2026)]


@given(TEXTS, st.integers(1900, 2100), st.lists(st.text(max_size=12), max_size=3))
@example("Mr\x00 Smith\ud800", 2026, ["@##", "#", " "])
def test_what_is_found_stands_in_the_text_in_order(
    text: str, this_year: int, patterns: list[str]
) -> None:
    end = 0
    for finding in find(text, this_year=this_year, hospital_numbers=patterns):
        assert end <= finding.start < finding.end <= len(text)
        assert finding.words == text[finding.start : finding.end]
        end = finding.end


@given(TEXTS)
def test_beds_are_found_with_the_rest_unless_something_telling_stands_there(text: str) -> None:
    every = find(text, this_year=2026)
    assert {finding for finding in every if not finding.is_identifier} <= set(beds(text))


@given(TEXTS, TEXTS)
def test_a_line_does_not_change_what_the_next_one_tells(first: str, second: str) -> None:
    assume(not re.search(r"[\r\n]", first + second))
    apart = len(find(first, this_year=2026)) + len(find(second, this_year=2026))
    assert len(find(f"{first}\n\n{second}", this_year=2026)) == apart


@given(TEXTS)
@example("born 1 May 50")
@example("GIR 0AA")
@example("0113 496 000")
def test_what_is_found_does_not_hang_on_how_many_digits_stand_elsewhere(text: str) -> None:
    with_digits = find(text + "\n|" + "q7" * 12, this_year=2026)
    assert find(text, this_year=2026) == with_digits
