"""Rows of the audit as a person reads it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.vocabulary import AuditKind


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries of the audit are wanted; everything where nothing is said."""

    text: str = ""
    """Words of what was done, an item's code or a huddle's number."""
    kind: AuditKind | None = None
    account_id: str = ""
    pc: str = ""
    since: dt.date | None = None
    """The first day, in the ward's zone."""
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class AuditChange:
    """One field of an audited change, in words."""

    field: str
    old: str
    new: str

    @property
    def in_words(self) -> str:
        """The field, what it was if anything, and what it became."""
        return f"{self.field}: {self.old} → {self.new}" if self.old else f"{self.field}: {self.new}"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry of the audit, in words."""

    number: int
    at: dt.datetime
    who: str
    """The account's name."""
    pc: str
    act: str
    entity: str
    what: str
    """What was done."""
    about: str
    """What it was done to: an item's code, a huddle, a name."""
    changes: tuple[AuditChange, ...] = ()
    gone: str = ""
    """Why its values are no longer there; empty while they are."""

    @property
    def in_words(self) -> str:
        """What was done, and to what."""
        return f"{self.what}: {self.about}" if self.about else self.what


@dataclass(frozen=True, slots=True)
class AuditChoices:
    """Whom and where the audit knows of."""

    accounts: tuple[tuple[str, str], ...]
    """Ids and names."""
    pcs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """Whether the audit is as it was written."""

    is_whole: bool
    entry_count: int
    says: tuple[str, ...]
    """One sentence each on its chain, its end and its guards."""
