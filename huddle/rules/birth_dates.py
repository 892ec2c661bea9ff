"""Dates that are somebody's birth rather than the day something is due or was done.

A date beside "born" or "dob" is one, whatever its year. Without such a word only a date of long ago
is, and not after a word that tells of something else ("discharged 28/05/2010").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

RECENT_YEARS = 5
"""How far back a date without a word beside it is taken for an audit, a review or a delivery."""

FEWEST_DIGITS = 3
"""As in "1 May 50"."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:[0-9]{4}|'?[0-9]{2})"
_GAP = r"[ ,/.-]{0,3}"
_DATE = re.compile(
    r"(?<![0-9])(?<![0-9][./-])(?:"
    r"(?P<iso>[0-9]{4})(?P<iso_by>[/.-])(?P<iso_a>[0-9]{1,2})(?P=iso_by)(?P<iso_b>[0-9]{1,2})"
    r"|(?P<a>[0-9]{1,2})(?P<by> ?[/.-] ?| )(?P<b>[0-9]{1,2})(?P=by)(?P<year>[0-9]{4}|[0-9]{2})"
    r"|(?P<run_a>[0-9]{2})(?P<run_b>[0-9]{2})(?P<run_year>(?:19|20)[0-9]{2})"
    rf"|{_DAY} ?(?:of )?{_GAP}{_MONTH}{_GAP}(?P<named>{_YEAR})"
    rf"|(?<![a-z]){_MONTH} ?{_DAY}[ ,]{{1,2}}(?P<american>[0-9]{{4}})"
    r")(?![0-9]|[./-][0-9])",
    re.IGNORECASE | re.ASCII,
)
_BIRTH = r"(?:\bd\.? ?o\.? ?b\b|\bbirth|\bborn\b|\bbday\b)"
_BIRTH_BEFORE = re.compile(rf"{_BIRTH}[^0-9\n;]{{0,24}}\Z", re.IGNORECASE)
_BIRTH_AFTER = re.compile(rf"[^\w\n]{{0,3}}(?:is |= ?)?(?:date of )?{_BIRTH}", re.IGNORECASE)
_EVENT_BEFORE = re.compile(
    r"\b(?:on|since|until|till|from|before|after|by|due|dated|last|previous|next|audit\w*|admi\w+"
    r"|discharge\w*|review\w*|seen|expir\w+|version|policy|guideline|guidance|install\w*|fitted"
    r"|insert\w*|servic\w+|calibrat\w+|tested|checked|open\w*|clos\w+|built|updated?|issued?"
    r"|start\w*|stopped|ended|referr\w+|appointment|appt|operat\w+|surgery|procedure|incident"
    r"|meeting|huddle|held|letter|report\w*|made|bought|delivered)"
    r"(?: (?:date|dates|on|of|was|is|the|report|log|from))*[ :(,-]{1,3}\Z",
    re.IGNORECASE,
)
_LOOK_BACK, _LOOK_AHEAD = 36, 20


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as written: its year, and whether its digits alone show that it is a date."""

    year: int
    is_plain: bool


def spans(plain: str, this_year: int) -> Iterator[tuple[int, int]]:
    """Where dates of birth stand."""
    for match in _DATE.finditer(plain):
        written = _read(match, this_year)
        if written is None or not 1900 <= written.year <= this_year:
            continue
        start, end = match.span()
        before = plain[max(0, start - _LOOK_BACK) : start]
        says_birth = _BIRTH_BEFORE.search(before) or _BIRTH_AFTER.match(
            plain[end : end + _LOOK_AHEAD]
        )
        is_long_ago = written.is_plain and written.year < this_year - RECENT_YEARS
        if says_birth or (is_long_ago and not _EVENT_BEFORE.search(before)):
            yield start, end


def _read(match: re.Match[str], this_year: int) -> _Written | None:
    parts = match.groupdict()
    named = parts["named"] or parts["american"]
    if named:
        return _written(named.strip("'"), this_year, is_plain=len(named) == 4)
    for a, b, year in (
        ("iso_a", "iso_b", "iso"),
        ("a", "b", "year"),
        ("run_a", "run_b", "run_year"),
    ):
        if parts[year]:
            is_date = _is_day_and_month(int(parts[a]), int(parts[b]))
            is_plain = _is_plain(parts, this_year)
            return _written(parts[year], this_year, is_plain=is_plain) if is_date else None
    return None


def _written(year: str, this_year: int, *, is_plain: bool) -> _Written:
    if len(year) == 4:
        return _Written(int(year), is_plain)
    century = this_year // 100 * 100
    full = century + int(year)
    return _Written(full if full <= this_year else full - 100, is_plain)


def _is_plain(parts: dict[str, str], this_year: int) -> bool:
    """Whether it reads as a date without any word: "03/04/50" does, "03-04-50" and "3 4 50" not."""
    if parts["run_year"] or parts["by"] == " ":
        return False
    if parts["iso"] or len(parts["year"]) == 4:
        return True
    # "14/08/31" is when something expires.
    return parts["by"] == "/" and int(parts["year"]) > this_year % 100 + 10


def _is_day_and_month(a: int, b: int) -> bool:
    return 1 <= min(a, b) <= 12 and 1 <= max(a, b) <= 31
