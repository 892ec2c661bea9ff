"""Two people changed one thing: what each changed alone stands, what both changed is asked.

A comparison of three: how it was when the editing began, mine, and theirs. Nothing of either side
is lost without a person having seen both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """What both sides changed, each otherwise.

    Attributes:
        names: The fields; several when they only make sense together, as a day and its time.
        mine: My values of them.
        theirs: The other side's.
    """

    names: tuple[str, ...]
    mine: tuple[Any, ...]
    theirs: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """What comes of two versions.

    Attributes:
        merged: The fields that I touched, with what only one side changed; theirs where both did.
        differences: What a person must choose.
    """

    merged: dict[str, Any]
    differences: tuple[Difference, ...] = ()

    def settled(self, mine: Collection[Difference]) -> dict[str, Any]:
        """The fields once it is known of which differences mine is kept."""
        values = dict(self.merged)
        for one in mine:
            values.update(zip(one.names, one.mine, strict=True))
        return values


def merge(
    base: Values, mine: Values, theirs: Values, together: Sequence[tuple[str, ...]] = ()
) -> Merge:
    """Bring two versions together.

    Args:
        base: How it was when I began; holds at least the fields of `mine`.
        mine: What I want to stand.
        theirs: How it stands now; holds at least the fields of `mine`.
        together: Fields of which either all are mine or all are theirs.
    """
    merged: dict[str, Any] = {}
    differences = []
    for names in _groups(mine, together):
        was, my, their = ([side[name] for name in names] for side in (base, mine, theirs))
        is_mine = my != was and their == was
        merged.update(zip(names, my if is_mine else their, strict=True))
        if was not in (my, their) and my != their:
            differences.append(Difference(names, tuple(my), tuple(their)))
    return Merge(merged, tuple(differences))


def _groups(mine: Values, together: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The fields in their order, those that belong together at the place of the first."""
    done: set[str] = set()
    for name in mine:
        if name in done:
            continue
        group = next((one for one in together if name in one), (name,))
        names = tuple(one for one in group if one in mine)
        done.update(names)
        yield names
