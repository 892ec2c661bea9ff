"""Concerns that come again: the same at the same stage within thirty days.

The measure is that of corrective-action registers: what comes back was mended at its first order
only, and needs a second-order fix, one of the cause. Concerns carry no theme, so two are taken as
the same when they share at least half of their different words; words of one or two letters,
numbers and order do not count, so that neither "in" nor a bay makes a difference. What is said
twice on one day is said once. It is a hint, and a person decides.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

WITHIN = dt.timedelta(days=30)
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 2
_Stage = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Raised:
    """A concern as it was raised.

    Attributes:
        code: Which it is.
        text: Its words.
        stage: Where on the patient's way: its stage, and the other one of a join.
        on: The day.
    """

    code: str
    text: str
    stage: _Stage
    on: dt.date


@dataclass(frozen=True, slots=True)
class Again:
    """A concern that came again.

    Attributes:
        latest: As it was raised last.
        first_on: When it was raised first.
        times: How often it was raised, the first time included.
    """

    latest: Raised
    first_on: dt.date
    times: int


def earlier_of(concerns: Sequence[Raised]) -> list[int | None]:
    """For each concern, the place of the latest one that it repeats; none where it is new.

    Two sets that share half of their words share one of the rarest of each, half of them and one
    more: so only what is said with one of these has to be compared, and a year takes no time.

    Args:
        concerns: In the order of their days.
    """
    words, days = [words_of(one.text) for one in concerns], [one.on for one in concerns]
    times = Counter(word for each in words for word in each)
    said: defaultdict[tuple[_Stage, str], list[int]] = defaultdict(list)
    found: list[int | None] = []
    for place, one in enumerate(concerns):
        rarest_first = sorted(words[place], key=lambda word: (times[word], word))
        telling = [said[one.stage, word] for word in rarest_first[: len(rarest_first) // 2 + 1]]
        first, end = bisect_left(days, one.on - WITHIN), bisect_left(days, one.on)
        recent = {
            other
            for places in telling
            for other in places[bisect_left(places, first) : bisect_left(places, end)]
        }
        alike = (other for other in recent if _are_alike(words[place], words[other]))
        found.append(max(alike, default=None))
        for places in telling:
            places.append(place)
    return found


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= len(one | other)


def again(concerns: Sequence[Raised], since: dt.date) -> tuple[int, tuple[Again, ...]]:
    """How many concerns raised since a day repeat an earlier one, and each that came again once.

    Args:
        concerns: In the order of their days, those of the thirty days before with them.
        since: The first day that is counted.

    Returns:
        The count, and what came again since then, what was raised last first.
    """
    families: dict[int, list[Raised]] = {}
    roots: list[int] = []
    count = 0
    for place, (one, earlier) in enumerate(zip(concerns, earlier_of(concerns), strict=True)):
        roots.append(place if earlier is None else roots[earlier])
        families.setdefault(roots[place], []).append(one)
        count += earlier is not None and one.on >= since
    came = [Again(family[-1], family[0].on, len(family)) for family in families.values()]
    kept = (one for one in came if one.times > 1 and one.latest.on >= since)
    return count, tuple(sorted(kept, key=lambda one: one.latest.on, reverse=True))


def words_of(text: str) -> frozenset[str]:
    """The words of a text that count; all of them where all are short."""
    found = frozenset(_WORD.findall(text.casefold()))
    return frozenset(word for word in found if len(word) > _SHORT) or found
