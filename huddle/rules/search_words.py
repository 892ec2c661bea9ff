"""What a person types to find something: words, phrases, words to leave out, and `key:value`.

Whatever is not understood stays plain words, so nothing typed is ever an error. Words are compared
as the full-text index takes them: without case and accents, letters and digits alone.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from huddle.found_words import FoundKind, FoundState
from huddle.rows.found import Span
from huddle.rules import typed_dates

KEYS = ("is", "kind", "owner", "department", "stage", "before", "after")
"""What can stand before a colon."""

Words = tuple[str, ...]

_PLAIN_WORD = re.compile("[A-Za-z0-9]+")
_PLAIN = (
    "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
    .ljust(256)
    .encode()
)
"""What stands for each letter of a text without accents, so that its words stand apart."""
_PIECE = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:(?P<key>[a-z]+):)?(?:["“](?P<quoted>[^"“”]*)["”]|(?P<plain>[^\s"“”]+))',
    re.ASCII | re.IGNORECASE,
)
_KINDS = {"thanks": FoundKind.RECOGNITION, "voice": FoundKind.PATIENT_VOICE}
"""What a kind is also called."""
_MONTH_ALONE = re.compile(
    r"(?P<month>[a-z]{3,9})(?: (?P<year>[0-9]{4}))?", re.ASCII | re.IGNORECASE
)
_YEAR_ALONE = re.compile(r"20[0-9]{2}", re.ASCII)
_YEARS_BACK = 8
"""As far back as there surely was a 29 February."""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. All that is given must hold; of several kinds or names, one.

    Attributes:
        words: Folded words; each is in what is found, or begins a word of it.
        phrases: Words that stand there in this order.
        without: Words, or phrases, that do not stand there.
        states: Where it stands.
        kinds: What it is.
        owners, departments, stages: Parts of a name; `me` is whoever looks.
        before: It was raised before this day.
        after: It was raised on this day or later.
    """

    words: Words = ()
    phrases: tuple[Words, ...] = ()
    without: tuple[Words, ...] = ()
    states: tuple[FoundState, ...] = ()
    kinds: tuple[FoundKind, ...] = ()
    owners: Words = ()
    departments: Words = ()
    stages: Words = ()
    before: dt.date | None = None
    after: dt.date | None = None

    @cached_property
    def looked_up(self) -> Words:
        """All words that stand in what is found."""
        return tuple(
            dict.fromkeys((*self.words, *(word for each in self.phrases for word in each)))
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return self == Wanted() or self == Wanted(without=self.without)

    @property
    def is_of_items(self) -> bool:
        """Whether it asks what only something that was said can answer."""
        return bool(self.states or self.owners or self.departments or self.stages)


def understand(typed: str, today: dt.date) -> Wanted:
    """What a typed line looks for.

    Args:
        typed: The line.
        today: The local day, for `before:` and `after:`.
    """
    found = _Found(today)
    for piece in _PIECE.finditer(typed):
        found.take(piece)
    return found.wanted()


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text: where each begins and ends, and the word without case and accents."""
    if text.isascii():
        for found in _PLAIN_WORD.finditer(text):
            yield found.start(), found.end(), found[0].lower()
        return
    for found in _WORD.finditer(text.translate(_SIGNS)):
        start, end = found.span()
        yield start, end, text[start:end].translate(_FOLDED)


def words_in(text: str) -> Words:
    """The folded words of a text, in order."""
    if text.isascii():
        return tuple(text.encode().translate(_PLAIN).decode().split())
    return tuple(text.translate(_FOLDED).split())


def holds(wanted: Wanted, text: str) -> bool:
    """Whether a text has each phrase, and nothing that is to be left out."""
    return not (wanted.phrases or wanted.without) or _is_held(wanted, _said(text))


def fits(typed: str, name: str) -> bool:
    """Whether a name has all typed words, or words that begin so."""
    said = _said(name)
    return all(f" {one}" in said for one in words_in(typed))


def has_words(wanted: Wanted, text: str) -> bool:
    """Whether a text holds all that is looked for in words."""
    if text.isascii() and not all(map(text.lower().__contains__, wanted.words)):
        # Of a ward's names nearly all end here, and need not be taken apart.
        return False
    said = _said(text)
    return all(f" {one}" in said for one in wanted.words) and _is_held(wanted, said)


def marks(wanted: Wanted, text: str) -> tuple[Span, ...]:
    """Where in a text the wanted words stand, from the first to the last."""
    looked_up = wanted.looked_up
    if text.isascii():
        found = _beginnings(looked_up).finditer(text) if looked_up else ()
        return tuple(each.span() for each in found)
    return tuple(
        (start, _end_of(text, start, end, max(fitting, key=len)))
        for start, end, word in tokens(text)
        if (fitting := [one for one in looked_up if word.startswith(one)])
    )


def nearness(looked_up: Words, text: str) -> tuple[int, int, int]:
    """How near a text comes to what is looked for; of two, the greater is nearer.

    How many of the words stand in it counts first, then how many are whole, then how many follow
    one another as they were typed.

    Args:
        looked_up: The words that are looked for.
        text: What was said.
    """
    begun, whole, in_order = _as_said(looked_up)
    is_said = _said(text).__contains__
    return sum(map(is_said, begun)), sum(map(is_said, whole)), sum(map(is_said, in_order))


def day_meant(words: str, today: dt.date) -> dt.date | None:
    """The day that words mean when one looks back: the latest such day that is not to come."""
    plain = " ".join(words.split()).casefold()
    if plain == "yesterday":
        return today - dt.timedelta(days=1)
    due = typed_dates.understand(plain, today)
    if due is not None and due.length == len(plain) and due.due_time is None:
        return _looking_back(plain, due.due_on, today)
    return _first_of(plain, today)


def cut_out(wanted: Wanted, text: str, length: int) -> str:
    """The piece of a text round the first wanted word, or its beginning, on one line."""
    plain = " ".join(text.split())
    if len(plain) <= length:
        return plain
    found = marks(wanted, plain)
    first = found[0][0] if found else 0
    begins = max(0, min(first - length // 3, len(plain) - length))
    piece = plain[begins : begins + length]
    return f"{'…' if begins else ''}{piece}{'…' if begins + length < len(plain) else ''}"


def toggled(line: str, sign: str) -> str:
    """A typed line with a sign, or without it where it stands there already."""
    if re.search(rf"(?<!\S){re.escape(sign)}(?!\S)", line):
        return " ".join(re.sub(rf"(?<!\S){re.escape(sign)}(?!\S)", " ", line).split())
    return f"{line.strip()} {sign}".strip()


class _Found:
    """What is understood so far."""

    def __init__(self, today: dt.date) -> None:
        self._today = today
        self._words: list[str] = []
        self._phrases: list[Words] = []
        self._without: list[Words] = []
        self._values: dict[str, list[str]] = {key: [] for key in KEYS}

    def take(self, piece: re.Match[str]) -> None:
        """Take in a word, a phrase or a key with its value."""
        key, quoted = (piece["key"] or "").casefold(), piece["quoted"]
        value = piece["plain"] if quoted is None else quoted
        if not piece["minus"] and self._is_understood(key, value):
            self._values[key].append(value)
            return
        said = words_in(f"{key} {value}")
        if not said:
            return
        if piece["minus"]:
            self._without.append(said)
        elif quoted is not None and not key:
            self._phrases.append(said)
        else:
            self._words += said

    def wanted(self) -> Wanted:
        """All of it."""
        days = {key: self._days(key) for key in ("before", "after")}
        return Wanted(
            words=tuple(dict.fromkeys(self._words)),
            phrases=tuple(self._phrases),
            without=tuple(self._without),
            states=tuple(FoundState(one.casefold()) for one in self._values["is"]),
            kinds=tuple(kind for one in self._values["kind"] if (kind := _kind(one))),
            **{f"{key}s": tuple(self._values[key]) for key in ("owner", "department", "stage")},
            before=min(days["before"], default=None),
            after=max(days["after"], default=None),
        )

    def _is_understood(self, key: str, value: str) -> bool:
        if key == "is":
            return value.casefold() in set(FoundState)
        if key == "kind":
            return _kind(value) is not None
        if key in ("before", "after"):
            return day_meant(value, self._today) is not None
        return key in KEYS and bool(words_in(value))

    def _days(self, key: str) -> list[dt.date]:
        found = (day_meant(value, self._today) for value in self._values[key])
        return [day for day in found if day is not None]


def _kind(word: str) -> FoundKind | None:
    plain = word.casefold()
    if plain in _KINDS:
        return _KINDS[plain]
    return FoundKind(plain) if plain in set(FoundKind) else None


class _Folded(dict[int, str]):
    """What stands for each letter where words stand apart, found when one is first met."""

    def __missing__(self, code: int) -> str:
        """Letters and digits without case and accents, nothing of a mark, a space of all else."""
        sign = chr(code)
        plain = "".join(filter(_is_plain, unicodedata.normalize("NFD", sign.lower())))
        self[code] = plain or ("" if unicodedata.combining(sign) else " ")
        return self[code]


class _Signs(dict[int, str]):
    """Whether each letter begins or goes on with a word, is a mark in one, or stands between."""

    def __missing__(self, code: int) -> str:
        """One sign for each letter, so that what is found stands where the letters do."""
        folded = _FOLDED[code]
        self[code] = "w" if folded.strip() else (folded or "m")
        return self[code]


def _is_plain(sign: str) -> bool:
    is_kept = sign.isalnum() or unicodedata.category(sign) == "Co"
    return is_kept and not unicodedata.combining(sign)


_FOLDED, _SIGNS = _Folded(), _Signs()
_WORD = re.compile("w[wm]*")


def _said(text: str) -> str:
    """The folded words of a text, each between spaces: what begins a word stands after one."""
    return f" {' '.join(words_in(text))} "


def _is_held(wanted: Wanted, said: str) -> bool:
    """Whether words hold each phrase, and none that is to be left out; its end may be begun."""
    phrases, without = map(" ".join, wanted.phrases), map(" ".join, wanted.without)
    return all(f" {one} " in said for one in phrases) and not any(
        f" {one}" in said for one in without
    )


@lru_cache
def _as_said(words: Words) -> tuple[Words, Words, Words]:
    """How words stand in what `_said` gives: begun, whole, and one after another."""
    return (
        tuple(f" {one}" for one in words),
        tuple(f" {one} " for one in words),
        tuple(f" {one} {other}" for one, other in pairwise(words)),
    )


@lru_cache
def _beginnings(words: Words) -> re.Pattern[str]:
    """What finds the beginnings of words in a text without accents, the longest of each."""
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(f"(?<![A-Za-z0-9])(?:{longest_first})", re.ASCII | re.IGNORECASE)


def _end_of(text: str, start: int, end: int, typed: str) -> int:
    """Where the typed beginning of a word ends in the text, which may have accents."""
    at = start
    while at < end and len("".join(words_in(text[start:at]))) < len(typed):
        at += 1
    while at < end and unicodedata.combining(text[at]):
        at += 1
    return at


def _looking_back(words: str, day: dt.date, today: dt.date) -> dt.date:
    if day <= today or words.startswith("+") or re.search("[0-9]{4}$", words):
        return day
    if not words[0].isdigit():
        return day if words == "tomorrow" else day - dt.timedelta(days=7)
    days = (_possible(day.year - back, day.month, day.day) for back in range(_YEARS_BACK + 1))
    return next(one for one in days if one and one <= today)


def _first_of(words: str, today: dt.date) -> dt.date | None:
    """The first day of a year or a month."""
    if _YEAR_ALONE.fullmatch(words):
        return dt.date(int(words), 1, 1)
    found = _MONTH_ALONE.fullmatch(words)
    due = found and typed_dates.understand(f"1 {words}", today)
    if not due or due.length != len(words) + 2:
        return None
    return _looking_back(f"1 {words}", due.due_on, today)


def _possible(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
