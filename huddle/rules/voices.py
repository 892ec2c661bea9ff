"""Who is at huddles and who speaks there, by team or by role group, and never by person.

Definitions: attendance is the huddles with at least one person of a discipline ÷ huddles held
(RCPCH SAFE); voice is the teams that contributed an item ÷ the teams present (after the ward-round
sociograms of Royse and Walter). Both are counts, kept in the ward's own order: nobody is ranked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import median, median_low
from typing import NamedTuple

from huddle.rows.month import Share

LEAST_HUDDLES = 10
"""Over fewer, a count would tell of single days, and so of single people."""


class AtHuddle(NamedTuple):
    """A team or role group that was at a huddle.

    Attributes:
        huddle, group: Their ids.
        people: How many of it were marked by name; 0 when it was marked as a team alone.
        has_contributed: Whether it raised something there.
        was_heard: Whether it did, or was marked as heard.
    """

    huddle: str
    group: str
    people: int
    has_contributed: bool
    was_heard: bool


class Voice(NamedTuple):
    """How often one group, or several that are told together, spoke where they were present."""

    groups: tuple[str, ...]
    contributed: Share
    heard: Share


def attendance(present: Iterable[AtHuddle], groups: Iterable[str], held: int) -> dict[str, Share]:
    """At how many of the huddles held each group was, in the order of the groups."""
    times = Counter(one.group for one in present)
    return {group: Share(times[group], held) for group in groups}


def groups_at_once(present: Iterable[AtHuddle], held: int) -> float | None:
    """The median number of groups at a huddle; a huddle where nobody was marked counts as none."""
    counts = Counter(one.huddle for one in present)
    nobody = [0] * (held - len(counts))
    return median([*counts.values(), *nobody]) if held else None


def voice(present: Collection[AtHuddle]) -> Voice | None:
    """How often groups spoke, all of them together; none over fewer than ten huddles."""
    huddles = {one.huddle for one in present}
    return _spoke(present, ()) if len(huddles) >= LEAST_HUDDLES else None


def voices(
    present: Iterable[AtHuddle], groups: Sequence[str], known: Mapping[str, int]
) -> tuple[Voice, ...]:
    """How often each group spoke, those that usually send one person told together at the end.

    A group that was there fewer than ten times is told with them. They are made up to two or more
    groups at ten huddles or more, by the groups that came least: else they could be worked out from
    the sum of all.

    Args:
        present: Who was at which huddle.
        groups: The groups in the ward's order.
        known: How many people of each group the ward knows by name.
    """
    rows = _by_group(present, groups)
    small = {
        group
        for group, at in rows.items()
        if len(at) < LEAST_HUDDLES or _usually_sends_one(at, known.get(group, 0))
    }
    others = sorted(
        (group for group in rows if group not in small), key=lambda group: -len(rows[group])
    )
    while small and others and not _hides_each(small, rows):
        small.add(others.pop())
    if small and not _hides_each(small, rows):
        return ()
    told = [[group] for group in rows if group not in small]
    together = [group for group in rows if group in small]
    return tuple(_voice(rows, each) for each in (*told, together) if each)


def _hides_each(small: Collection[str], rows: Mapping[str, Sequence[AtHuddle]]) -> bool:
    """Whether groups told together are enough, at enough huddles, for none to be told by itself."""
    huddles = {one.huddle for group in small for one in rows[group]}
    return len(small) > 1 and len(huddles) >= LEAST_HUDDLES


def _voice(rows: Mapping[str, Sequence[AtHuddle]], groups: Sequence[str]) -> Voice:
    return _spoke([one for group in groups for one in rows[group]], groups)


def _spoke(at: Collection[AtHuddle], groups: Sequence[str]) -> Voice:
    contributed, heard = sum(one.has_contributed for one in at), sum(one.was_heard for one in at)
    return Voice(tuple(groups), Share(contributed, len(at)), Share(heard, len(at)))


def _by_group(present: Iterable[AtHuddle], groups: Sequence[str]) -> dict[str, list[AtHuddle]]:
    found: defaultdict[str, list[AtHuddle]] = defaultdict(list)
    for one in present:
        found[one.group].append(one)
    return {group: found[group] for group in groups if group in found}


def _usually_sends_one(at: Sequence[AtHuddle], known: int) -> bool:
    """Whether one person speaks for a group: by the names marked, else by the people known."""
    named = [one.people for one in at if one.people]
    return (median_low(named) if named else known) == 1
