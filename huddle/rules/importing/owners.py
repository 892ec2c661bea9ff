"""Owner words of a file that name nobody known: what they are taken for until a person says.

Nobody is invented: a post becomes a post, short forms that stand together in one cell become
departments, and a name stays as it is written until somebody makes it a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from huddle.import_words import OwnerIs
from huddle.rows.imports import ImportOwnerRow
from huddle.rows.people import Known
from huddle.rules.owner_words import is_post, names_in, read_owners

_SHORT_FORM = re.compile(r"[A-Z][A-Z0-9&]+")


def unknown_owners(
    cells: Iterable[str], known: Known, decided: Mapping[str, OwnerIs]
) -> tuple[ImportOwnerRow, ...]:
    """Owners that nobody knows, with what each is taken for, the most frequent first.

    Args:
        cells: The owner words of each row.
        known: The names there are; an old log names also who is retired.
        decided: What a person said of words, in small letters.
    """
    counts: Counter[str] = Counter()
    taken: dict[str, OwnerIs] = {}
    for cell, count in Counter(cells).items():
        for name, is_a in _unknown_in(cell, known):
            counts[name] += count
            if is_a is OwnerIs.DEPARTMENT or name not in taken:
                taken[name] = is_a
    return tuple(
        ImportOwnerRow(name, decided.get(name.casefold(), taken[name]), count)
        for name, count in counts.most_common()
    )


def _unknown_in(cell: str, known: Known) -> list[tuple[str, OwnerIs]]:
    unknown = read_owners(cell, known, with_retired=True).unknown
    if not unknown:
        return []
    names = names_in(unknown)
    if len(names) > 1 and all(map(_SHORT_FORM.fullmatch, names)):
        return [(name, OwnerIs.DEPARTMENT) for name in names]
    if len(names) > 1 and all(map(is_post, names)):
        return [(name, OwnerIs.POST) for name in names]
    return [(unknown, OwnerIs.POST if is_post(unknown) else OwnerIs.NAME)]
