"""The identifier guard as one ward uses it: with its own numbers and without its own staff."""

from __future__ import annotations

from dataclasses import dataclass

from huddle.errors import Refused
from huddle.i18n import N_, _, ngettext
from huddle.rows.items import ItemRow
from huddle.rows.people import Known
from huddle.rows.ward import PolicyRow
from huddle.rules.identifiers import Finding, IdentifierKind, beds, identifiers
from huddle.vocabulary import ItemKind

_LONGEST_SHOWN = 60
_PATIENTS_WORDS = N_("Leave it out: say the bed or bay instead.")
_ANYBODYS_WORDS = N_("Leave it out if it is a patient’s or a family’s.")
_SAYS: dict[IdentifierKind, tuple[str, str]] = {
    IdentifierKind.HOSPITAL_NUMBER: (
        N_("“{words}” looks like a hospital number."),
        _PATIENTS_WORDS,
    ),
    IdentifierKind.NHS_NUMBER: (N_("“{words}” looks like an NHS number."), _PATIENTS_WORDS),
    IdentifierKind.EMAIL: (N_("“{words}” looks like an e-mail address."), _ANYBODYS_WORDS),
    IdentifierKind.TELEPHONE: (N_("“{words}” looks like a telephone number."), _ANYBODYS_WORDS),
    IdentifierKind.DATE_OF_BIRTH: (N_("“{words}” looks like a date of birth."), _PATIENTS_WORDS),
    IdentifierKind.POSTCODE: (N_("“{words}” looks like a postcode."), _ANYBODYS_WORDS),
    IdentifierKind.PERSON_NAME: (N_("“{words}” looks like a person’s name."), _PATIENTS_WORDS),
}

_WRITTEN = (
    "text",
    "place",
    "owner_name",
    "how_known",
    "why",
    "disagreement",
    "incident_reference",
)
"""The fields of an item in which a person writes; its note is the latest entry of its story."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What a ward's guard looks for.

    Attributes:
        this_year: The year it is, for telling a birth from a recent date.
        hospital_numbers: The ward's patterns of hospital numbers.
        surnames: The surnames of its own staff, in small letters.
    """

    this_year: int
    hospital_numbers: tuple[str, ...] = ()
    surnames: frozenset[str] = frozenset()

    def findings(self, text: str) -> tuple[Finding, ...]:
        """What in a text tells who somebody is, in order; the ward's own staff may be named."""
        found = identifiers(text, this_year=self.this_year, hospital_numbers=self.hospital_numbers)
        return tuple(one for one in found if not self._is_staff(one))

    def _is_staff(self, finding: Finding) -> bool:
        is_name = finding.kind is IdentifierKind.PERSON_NAME
        return is_name and _surname(finding.words) in self.surnames


def guard_of(known: Known, policy: PolicyRow, this_year: int) -> Guard:
    """The guard of a ward, from the people it knows and what it decided."""
    people = (person for person in known.people if not person.is_post)
    surnames = frozenset(_surname(person.name) for person in people)
    return Guard(this_year, policy.hospital_numbers, surnames)


def says(finding: Finding) -> str:
    """What a finding looks like, as a sentence."""
    words = " ".join(finding.words.split())
    if len(words) > _LONGEST_SHOWN:
        words = words[: _LONGEST_SHOWN - 1] + "…"
    return _(_SAYS[finding.kind][0]).format(words=words)


def caution(findings: tuple[Finding, ...]) -> str:
    """What to say under a field that holds these, and what to do; empty for none."""
    if not findings:
        return ""
    said = [says(findings[0])]
    if more := len(findings) - 1:
        words = ngettext("One more is marked.", "{count} more are marked.", more)
        said.append(words.format(count=more))
    said.append(_(_SAYS[findings[0].kind][1]))
    return " ".join(said)


def in_item(guard: Guard, item: ItemRow) -> tuple[Finding, ...]:
    """What in the words of an item tells who somebody is; its patient reference may."""
    texts = (getattr(item, name) for name in _WRITTEN)
    return tuple(finding for text in texts if text for finding in guard.findings(text))


def said_of(findings: tuple[Finding, ...]) -> str:
    """What the first of some findings looks like, and how many more there are."""
    said = says(findings[0])
    if more := len(findings) - 1:
        words = ngettext("There is one more.", "There are {count} more.", more)
        said = f"{said} {words.format(count=more)}"
    return said


def bed_in_question(item: ItemRow) -> str:
    """The bed or bay in an item's words of which nobody said whether it means a patient."""
    is_asked = item.kind in (ItemKind.ACTION, ItemKind.CONCERN) and item.turned_into is None
    if not is_asked or item.bed_asked or item.patient_reference:
        return ""
    words = dict.fromkeys(" ".join(bed.words.split()) for bed in beds(item.text))
    return ", ".join(words)


def _surname(name: str) -> str:
    last = name.rstrip(" .").rpartition(" ")[2].casefold()
    return last.removesuffix("'s").removesuffix("’s")


def refuse_telling(guard: Guard, reason: str) -> None:
    """Refuse a reason that would itself bring such words into the audit.

    Raises:
        Refused: It holds some.
    """
    if told := guard.findings(reason):
        words = _("{says} The audit keeps your reason: write it without that.")
        raise Refused(words.format(says=says(told[0])), "reason")
