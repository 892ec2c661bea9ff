"""The names that signs of the capture line refer to: finding them, offering them, writing them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from huddle.rows.people import Known

NameKind = Literal["person", "post", "department", "stage"]

WORD_START = r"(?:(?<!\S)|(?<=\A[acgdtp]:))"
"""A sign begins a word; right after the prefix of a kind is a start, too."""

_MOST_OFFERED = 6
_QUOTED = re.compile(r'["“]([^"“”\n]*[^"“”\s][^"“”\n]*)["”]')
_QUOTE = re.compile(r'["“”]')
# A letter first: "@14:00" and "@ 3" name nobody.
_WORD = re.compile(r"[^\W\d_][^\s@]*(?=\s|\Z)")
_AFTER = re.compile(r"[,.;:!?)\]]*(?:\s|\Z)")
_TRAILING = ",.;:!?)]"
_SIGN = re.compile(rf"{WORD_START}([@+>])(?=\S|\Z)", re.IGNORECASE)
_REST_OF_WORD = re.compile(r"[\w'’-]*")
_REST_OF_QUOTE = re.compile(r'[^"“”\n@+>]*["”]')


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something known by name."""

    id: str
    name: str
    what: NameKind


@dataclass(frozen=True, slots=True)
class Found:
    """What a sign names: something known, or only a name; and where it ends."""

    named: Named | None
    name: str
    end: int


def nameable(sign: str, known: Known, *, with_retired: bool = False) -> tuple[Named, ...]:
    """What `@`, `+` or `>` can name; where names are the same, a person comes first.

    Args:
        sign: The sign.
        known: The names there are.
        with_retired: Whether those that are retired can be named, too, after all others.
    """
    if with_retired:
        active, retired = nameable(sign, known), nameable(sign, _retired_of(known))
        return tuple(dict.fromkeys((*active, *retired)))
    departments = tuple(
        _named(each.id, each.name, "department")
        for each in known.departments
        if not each.is_retired
    )
    if sign == "+":
        return departments
    if sign == ">":
        return tuple(_named(each.id, each.name, "stage") for each in known.stages)
    people = [person for person in known.people if not person.is_retired]
    return (
        *(_named(each.id, each.name, "person") for each in people if not each.is_post),
        *(_named(each.id, each.name, "post") for each in people if each.is_post),
        *departments,
    )


def _retired_of(known: Known) -> Known:
    """Those that are retired, as if they were not."""
    return Known(
        tuple(replace(each, is_retired=False) for each in known.people if each.is_retired),
        tuple(replace(each, is_retired=False) for each in known.departments if each.is_retired),
        known.stages,
    )


def find(names: Iterable[Named], line: str, at: int) -> Found | None:
    """What the characters from `at` on name, the longest name first; None if they name nothing."""
    quoted = _QUOTED.match(line, at)
    if quoted and _AFTER.match(line, quoted.end()):
        name = _plain(quoted[1])
        known = (each for each in names if each.name.casefold() == name.casefold())
        return Found(next(known, None), name, quoted.end())
    fitting = [each for each in names if _begins(line, at, each.name)]
    if fitting:
        longest = max(fitting, key=lambda each: len(each.name))
        return Found(longest, longest.name, at + len(longest.name))
    return _unknown(line, at)


def suggest(line: str, cursor: int, known: Known) -> tuple[str, ...]:
    """Names that complete the sign under the cursor, the likeliest first; none without a sign.

    A single name that stands there in full already is not offered again.
    """
    sign = _sign_before(line, cursor)
    if sign is None:
        return ()
    begun = re.sub(r'^["“]', "", line[sign.end() : cursor]).casefold()
    names = list(dict.fromkeys(each.name for each in nameable(sign[1], known)))
    first = [name for name in names if name.casefold().startswith(begun)]
    others = (name for name in names if not name.casefold().startswith(begun))
    later = (name for name in others if f" {begun}" in name.casefold())
    offered = (*sorted(first, key=lambda name: name.casefold() != begun), *later)
    is_complete = [name.casefold() for name in offered] == [begun]
    return () if is_complete else offered[:_MOST_OFFERED]


def complete(line: str, cursor: int, choice: str) -> tuple[str, int]:
    """The line with the sign under the cursor naming `choice`, and where the cursor is then."""
    sign = _sign_before(line, cursor)
    if sign is None:
        return line, cursor
    in_quotes = line[sign.end() : sign.end() + 1] in ('"', "“")
    quoted = _REST_OF_QUOTE.match(line, cursor) if in_quotes else None
    rest = quoted or _REST_OF_WORD.match(line, cursor)
    after = line[rest.end() :] if rest else line[cursor:]
    before = f"{line[: sign.end()]}{_written(choice)}"
    if after.startswith(" "):
        return before + after, len(before) + 1
    if after and _AFTER.match(after):
        return before + after, len(before)
    return f"{before} {after}", len(before) + 1


def _named(known_id: str, name: str, what: NameKind) -> Named:
    return Named(known_id, _plain(name), what)


def _plain(name: str) -> str:
    return " ".join(name.split())


def _written(name: str) -> str:
    plain = _plain(name)
    return f'"{plain}"' if " " in plain and not _QUOTE.search(plain) else plain


def _begins(line: str, at: int, name: str) -> bool:
    end = at + len(name)
    is_there = bool(name) and line[at:end].casefold() == name.casefold()
    return is_there and _AFTER.match(line, end) is not None


def _unknown(line: str, at: int) -> Found | None:
    word = _WORD.match(line, at)
    if word is None:
        return None
    name = word[0].rstrip(_TRAILING)
    return Found(None, name, at + len(name))


def _sign_before(line: str, cursor: int) -> re.Match[str] | None:
    return max(_SIGN.finditer(line[:cursor]), key=lambda sign: sign.start(), default=None)
