"""Rows about how long things are kept: what goes, what is held back, and what is known of whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from huddle.vocabulary import RecordKind


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A reason to keep everything of some days, whatever the periods say."""

    id: str
    reason: str
    from_on: dt.date | None
    """The first day it covers; none for ever back."""
    until_on: dt.date | None
    """The last day it covers; none for all to come."""
    is_lifted: bool
    added_at: dt.datetime
    added_by: str
    changed_at: dt.datetime
    changed_by: str
    """Who added or lifted it last."""


@dataclass(frozen=True, slots=True)
class GoingRow:
    """How much of a kind of record has outlived its period."""

    kind: RecordKind
    count: int
    before_on: dt.date | None
    """What is older than this day may go; none while the kind is kept for ever."""
    oldest_on: dt.date | None = None
    newest_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A hold, and how much of each kind would go without it."""

    hold: HoldRow
    counts: Mapping[RecordKind, int]


@dataclass(frozen=True, slots=True)
class DisposalPreview:
    """What would go today, and what a hold keeps back."""

    today: dt.date
    going: tuple[GoingRow, ...]
    """Every kind, also those of which nothing goes."""
    held: tuple[HeldRow, ...]

    @property
    def counts(self) -> dict[RecordKind, int]:
        """How much of each kind would go: what a person confirms."""
        return {row.kind: row.count for row in self.going if row.count}


@dataclass(frozen=True, slots=True)
class DisposalRow:
    """One line of the disposal log."""

    at: dt.datetime
    by: str
    kind: RecordKind
    before_on: dt.date
    count: int


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A text that holds a name."""

    code: str
    """The item’s code, or the huddle, tool or day in words."""
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LeaverPreview:
    """What becomes of a person's name when they become a role, before or after it is done."""

    person_id: str
    name: str
    role_name: str
    account_name: str
    """The sign-in name of their account; empty when they have none."""
    account_is_disabled: bool
    replaced: Mapping[str, int]
    """How many fields hold exactly the name, by what they are, in words."""
    audit_values: int
    """Entries of the audit whose values hold the name and are emptied."""
    mentions: tuple[MentionRow, ...]
    """Texts that hold the name and stay as they are."""
    hidden_count: int = 0
    """Sensitive items that are not looked through for whoever may not see them."""
