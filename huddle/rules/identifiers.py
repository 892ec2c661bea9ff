"""Words that tell who a patient is: found, named and left as they are.

The guard asks and a person decides, so each rule weighs a missed identifier against an alarm for
nothing. A bed or bay is no identifier: it only raises the question whether a patient or a place is
meant. Names without a title are not found, for any word can be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial

from huddle.errors import Refused
from huddle.i18n import N_, _
from huddle.rules import birth_dates, nhs_numbers, titled_names
from huddle.rules.nhs_numbers import is_nhs_number

__all__ = [
    "Finding",
    "IdentifierKind",
    "beds",
    "check_pattern",
    "find",
    "identifiers",
    "is_nhs_number",
]


class IdentifierKind(StrEnum):
    """What the words found tell about somebody, the most telling first."""

    HOSPITAL_NUMBER = "hospital_number"
    NHS_NUMBER = "nhs_number"
    EMAIL = "email"
    TELEPHONE = "telephone"
    DATE_OF_BIRTH = "date_of_birth"
    POSTCODE = "postcode"
    PERSON_NAME = "person_name"
    BED = "bed"


_LABELS = {
    IdentifierKind.HOSPITAL_NUMBER: N_("hospital number"),
    IdentifierKind.NHS_NUMBER: N_("NHS number"),
    IdentifierKind.EMAIL: N_("e-mail address"),
    IdentifierKind.TELEPHONE: N_("telephone number"),
    IdentifierKind.DATE_OF_BIRTH: N_("date of birth"),
    IdentifierKind.POSTCODE: N_("postcode"),
    IdentifierKind.PERSON_NAME: N_("person’s name"),
    IdentifierKind.BED: N_("bed or bay"),
}
_ORDER = tuple(IdentifierKind)


@dataclass(frozen=True, slots=True)
class Finding:
    """Some words of a text, and what they tell.

    Attributes:
        kind: What they tell.
        start: Where they start in the text.
        end: Where they end in the text.
        words: The words as written.
    """

    kind: IdentifierKind
    start: int
    end: int
    words: str

    @property
    def label(self) -> str:
        """What was found, as a person reads it."""
        return _(_LABELS[self.kind])

    @property
    def is_identifier(self) -> bool:
        """Whether it tells who somebody is; a bed or bay does not."""
        return self.kind is not IdentifierKind.BED


def find(text: str, *, this_year: int, hospital_numbers: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The identifiers, beds and bays in a text, in order; of two that overlap the longer one.

    Args:
        text: Any text.
        this_year: The year it is, for telling a birth from a recent date.
        hospital_numbers: The ward's patterns, as `check_pattern` returned them.
    """
    plain, places = _plain(text)
    spans = _spans(plain, this_year, tuple(hospital_numbers))
    kept = _without_overlaps(len(plain), spans)
    return tuple(_finding(text, places, *span) for span in kept)


def identifiers(
    text: str, *, this_year: int, hospital_numbers: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What `find` finds, without the beds and bays."""
    found = find(text, this_year=this_year, hospital_numbers=hospital_numbers)
    return tuple(finding for finding in found if finding.is_identifier)


def beds(text: str) -> tuple[Finding, ...]:
    """Only the beds and bays in a text."""
    plain, places = _plain(text)
    return tuple(_finding(text, places, IdentifierKind.BED, *span) for span in _beds(plain))


# ── Hospital numbers ─────────────────────────────────────────────────────────────────────────────

_DIGIT, _LETTER = "#", "@"
_LEAST_MARKS, _LEAST_DIGITS, _LEAST_WITHOUT_LETTER, _MOST_MARKS = 5, 4, 6, 30
_ALLOWED = re.compile(r"[A-Z0-9#@ /.-]+")


def check_pattern(pattern: str) -> str:
    """A pattern of hospital numbers as it is kept: `#` is any digit, `@` any letter.

    Everything else stands for itself, in capital or small letters; a space or dash may be left out:
    `RX######` finds RX123456 and rx123456, `@## ####` finds K12 3456, k12-3456 and K123456.

    Raises:
        Refused: The pattern would find nothing, or much that is no hospital number.
    """
    tidy = " ".join(pattern.upper().split())
    marks = re.sub("[ /.-]", "", tidy)
    if not _ALLOWED.fullmatch(tidy) or len(tidy) > _MOST_MARKS:
        raise Refused(
            _(
                "A pattern has letters, digits, spaces, dashes, and # for any digit or @ for any "
                "letter, up to {count} in all. For example RX###### finds RX123456."
            ).format(count=_MOST_MARKS)
        )
    if _DIGIT not in marks:
        raise Refused(
            _("This pattern has no # for a digit, so it would find plain words. Add one per digit.")
        )
    is_only_digits = not any(mark.isalpha() or mark == _LETTER for mark in marks)
    least = _LEAST_WITHOUT_LETTER if is_only_digits else _LEAST_MARKS
    if len(marks) < least or marks.count(_DIGIT) < _LEAST_DIGITS:
        raise Refused(
            _(
                "This pattern is so short that it would find bleeps, years and doses. Write the "
                "whole number, with # for each digit."
            )
        )
    return tidy


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    signs = {_DIGIT: "[0-9]", _LETTER: "[A-Z]", " ": "[ -]?", "-": "[ -]?"}
    shape = "".join(signs.get(sign, re.escape(sign)) for sign in pattern)
    return re.compile(rf"(?<![A-Z0-9]){shape}(?![A-Z0-9])", re.IGNORECASE | re.ASCII)


# ── Shapes ───────────────────────────────────────────────────────────────────────────────────────

# A local part begins once in each run of its characters: the time grows with the text only.
_EMAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")

# Ofcom's National Telephone Numbering Plan: all have eleven digits with the 0, some under 01 ten.
# A first group of three or more tells them from "01-02-2026 14".
_JOINT = r"[ \t().-]{0,3}"
_TELEPHONE = re.compile(
    r"(?:(?<!\w)(?<![0-9]\.)|(?<=tel)|(?<=mob)|(?<=phone)|(?<=no))"
    r"(?:\((?=[+0-9]{3,6}\)))?"
    rf"(?:(?:\+|00)44\)?{_JOINT}(?:\(0\){_JOINT})?0?|0)"
    rf"(?:1[0-9](?:{_JOINT}[0-9]){{7,8}}|[237][0-9](?:{_JOINT}[0-9]){{8}})(?![0-9])",
    re.IGNORECASE,
)

# Royal Mail's postcode areas; the last two letters are never one of C, I, K, M, O and V.
_AREAS = (
    "AB|AL|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|BX|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT"
    "|DY|EC|EH|EN|EX|E|FK|FY|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE"
    "|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|NR|NW|N|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL"
    "|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE"
)
_POSTCODE = re.compile(
    rf"(?<![A-Z0-9])(?:(?:{_AREAS})(?:[1-9][0-9]?|0)|(?:EC|E|NW|N|SE|SW|WC|W)[1-9][A-Z]|GIR)"
    r" {0,2}[0-9](?P<last>[ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])",
    re.IGNORECASE | re.ASCII,
)
_POSTCODE_END = re.compile("[0-9][A-Z]{2}(?![A-Z0-9])", re.IGNORECASE | re.ASCII)
# "L4 1st", "B12 2hr", "S1 3yr", "E5 1bd"
_SMALL_WORDS = frozenset(("st", "nd", "rd", "th", "hr", "yr", "pt", "lb", "ft", "bd", "wd", "ed"))

_NUMBER = r"(?:[0-9]{1,3}[a-z]?|(?-i:[A-H]))(?!\w|[:.][0-9]|/[0-9]+/)"
_NO_TIME = (
    r"(?! ?(?:%|(?:x|h|hours?|hrs?|days?|nights?|weeks?|wks?|months?|years?|mins?|minutes?|times|am"
    r"|pm|mg|ml|mls|o'clock)\b))"
)
_ONE_BED = (
    r"(?:bed(?:[ -]?space)?s?|bays?|side[ -]?rooms?|cubicles?|cots?)(?: ?(?:no\.?|number|#|:))?"
    rf"[ -]{{0,2}}{_NUMBER}{_NO_TIME}"
    rf"(?: ?(?:,|&|and|or|to|-|/) ?{_NUMBER}{_NO_TIME})*"
)
_BED = re.compile(
    rf"(?<![\w-])(?:{_ONE_BED}(?:,? ?{_ONE_BED})*|(?-i:SR)[1-9][0-9]?(?!\w))", re.IGNORECASE
)

_DIGITS = re.compile("[0-9]")
_Span = tuple[IdentifierKind, int, int]
_Finder = Callable[[str], Iterable[tuple[int, int]]]


def _spans(plain: str, this_year: int, patterns: tuple[str, ...]) -> Iterator[_Span]:
    """All that is found. Most of what is written has too few digits for most kinds."""
    digits = len(_DIGITS.findall(plain))
    births = partial(birth_dates.spans, this_year=this_year)
    finders: list[tuple[IdentifierKind, int, _Finder]] = [
        *((IdentifierKind.HOSPITAL_NUMBER, _LEAST_DIGITS, _by(each)) for each in patterns if each),
        (IdentifierKind.EMAIL, 0, _emails),
        (IdentifierKind.TELEPHONE, 10, _telephones),
        (IdentifierKind.BED, 0, _beds),
        (IdentifierKind.NHS_NUMBER, 10, nhs_numbers.spans),
        (IdentifierKind.DATE_OF_BIRTH, birth_dates.FEWEST_DIGITS, births),
        (IdentifierKind.POSTCODE, 1, _postcodes),
        (IdentifierKind.PERSON_NAME, 0, titled_names.spans),
    ]
    for kind, least_digits, spans in finders:
        if digits >= least_digits:
            yield from ((kind, *span) for span in spans(plain))


def _by(pattern: str) -> _Finder:
    return partial(_matches, _compiled(pattern))


def _matches(shape: re.Pattern[str], plain: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in shape.finditer(plain))


def _emails(plain: str) -> Iterable[tuple[int, int]]:
    return _matches(_EMAIL, plain) if "@" in plain else ()


def _postcodes(plain: str) -> Iterator[tuple[int, int]]:
    if _POSTCODE_END.search(plain):
        for match in _POSTCODE.finditer(plain):
            if match["last"] not in _SMALL_WORDS:
                yield match.span()


_beds, _telephones = partial(_matches, _BED), partial(_matches, _TELEPHONE)


def _without_overlaps(length: int, spans: Iterable[_Span]) -> list[_Span]:
    """In order: of those that overlap the longest, then the most telling, and a bed only alone."""

    def rank(span: _Span) -> tuple[bool, int, int, int]:
        kind, start, end = span
        return kind is IdentifierKind.BED, start - end, _ORDER.index(kind), start

    taken = bytearray(length)
    kept = []
    for kind, start, end in sorted(spans, key=rank):
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((kind, start, end))
    return sorted(kept, key=lambda span: span[1])


def _finding(
    text: str, places: Sequence[int], kind: IdentifierKind, start: int, end: int
) -> Finding:
    first, after = places[start], places[end - 1] + 1
    return Finding(kind, first, after, text[first:after])


# ── Signs ────────────────────────────────────────────────────────────────────────────────────────

_UNUSUAL = re.compile(r"[^\t\n -~]")
_FULL_WIDTH, _FULL_WIDTH_SHIFT = range(0xFF01, 0xFF5F), 0xFEE0
_DROPPED = ("Cc", "Cf", "Me", "Mn")
_PLAIN_BY_CATEGORY = {"Pd": "-", "Zs": " ", "Zl": "\n", "Zp": "\n"}
_PLAIN_SIGNS = {"\r": "\n", "\t": "\t", "\n": "\n", "−": "-", "’": "'", "‘": "'", "ʼ": "'"}


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text in plain digits, dashes and spaces, and where each character of it stood.

    What is not seen (NUL, a change of direction, a soft hyphen, an accent apart) is left out.
    """
    if not _UNUSUAL.search(text):
        return text, range(len(text))
    signs = [_plain_sign(sign) for sign in text]
    return "".join(signs), [place for place, sign in enumerate(signs) if sign]


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    if sign in _PLAIN_SIGNS:
        return _PLAIN_SIGNS[sign]
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(sign)
    if category in _DROPPED:
        return ""
    if ord(sign) in _FULL_WIDTH:
        return chr(ord(sign) - _FULL_WIDTH_SHIFT)
    return _PLAIN_BY_CATEGORY.get(category, sign)
