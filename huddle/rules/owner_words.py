"""Owner words as minutes and logs have them: one person, a post, several departments, or all.

`ANHST, HUTHT and HDFT` are departments that each have a part; `members` and `PMs` are posts; `ALL
to Jo Byrne` is a part for every department, with Jo Byrne accountable for the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from huddle.rows.people import Known
from huddle.rules.names import Named, nameable

_BETWEEN = re.compile(r"\s*(?:[,;/&+\n]|\band\b)\s*", re.IGNORECASE)
_ALL_TO = re.compile(r"all\s+to\s+(.+)", re.IGNORECASE | re.DOTALL)
_INITIALS = re.compile(r"(?:[A-Z]{2,}s?\s+)*[A-Z]{2,}s?")
"""Only initials, as in PMs and SIG PM."""
_POST = re.compile(
    r"^(?:all|every(?:body|one)|the)\b|\b(?:teams?|staff|managers?|leads?|nurses|doctors|members)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Owners:
    """What owner words say.

    Attributes:
        owner: The one person or post, or a department alone; none when nobody known is named.
        others: Further people; only one can be accountable.
        departments: Departments that each have a part; more than one, or none.
        unknown: What of the words names nobody known; empty when all is known.
        unknown_is_post: Whether that is rather a post than a person's name.
    """

    owner: Named | None = None
    others: tuple[Named, ...] = ()
    departments: tuple[Named, ...] = ()
    unknown: str = ""
    unknown_is_post: bool = False


def read_owners(words: str, known: Known, *, with_retired: bool = False) -> Owners:
    """Understand owner words.

    Args:
        words: As they were written; stray spaces do not matter.
        known: The names there are.
        with_retired: Whether who is retired can be meant by name; no part for all is theirs.
    """
    plain = " ".join(words.split())
    named = nameable("@", known, with_retired=with_retired)
    by_name = {each.name.casefold(): each for each in reversed(named)}
    whole = by_name.get(plain.casefold())
    if not plain or whole is not None:
        return Owners(owner=whole)
    to_whom = _ALL_TO.fullmatch(plain)
    if to_whom:
        return _all_to(read_owners(to_whom[1], known, with_retired=with_retired), known)
    names = names_in(plain)
    found = [each for name in names if (each := by_name.get(name.casefold()))]
    teams = tuple(dict.fromkeys(each for each in found if each.what == "department"))
    people = tuple(dict.fromkeys(each for each in found if each.what != "department"))
    owner = next(iter(people), None)
    if not found or (len(found) < len(names) and not teams):
        # A name with "and" in it that nobody has is still one name.
        return Owners(unknown=plain, unknown_is_post=is_post(plain))
    unknown = ", ".join(name for name in names if name.casefold() not in by_name)
    if len(teams) == 1 and owner is None and not unknown:
        return Owners(owner=teams[0])
    return Owners(owner, people[1:], teams, unknown, is_post(unknown))


def names_in(words: str) -> tuple[str, ...]:
    """The names that words list."""
    return tuple(name for name in _BETWEEN.split(" ".join(words.split())) if name)


def name_more(words: str, known: Known) -> bool:
    """Whether words name a department, several, or a post rather than one person."""
    found = read_owners(words, known)
    is_team = found.owner is not None and found.owner.what == "department"
    return is_team or bool(found.departments) or found.unknown_is_post


def is_post(words: str) -> bool:
    """Whether words that name nobody known are rather a post than a person's name."""
    plain = " ".join(words.split())
    # No name begins small, as in "nurse in charge".
    return plain[:1].islower() or bool(_INITIALS.fullmatch(plain) or _POST.search(plain))


def _all_to(named: Owners, known: Known) -> Owners:
    """A part for every department, and one who is accountable for the whole."""
    if named.departments:
        return named
    return Owners(
        owner=named.owner,
        others=named.others,
        departments=nameable("+", known),
        unknown=named.unknown,
        unknown_is_post=named.unknown_is_post,
    )
