"""A ward, who signs in, and what it decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.vocabulary import AccessRole


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A ward, and what it prints and says of itself."""

    id: str
    name: str
    time_zone: str
    act_now_number: str
    """The number to call when something is happening now."""
    tell_us: str
    """How a team tells the facilitator what became of an action; printed on sheets."""
    classification: str
    """The word in each sheet's footer."""
    row_version: int
    sensitive_roles: tuple[AccessRole, ...] = ()
    """Who sees sensitive items."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What signs in."""

    id: str
    name: str
    role: AccessRole
    person_id: str | None = None
    person_name: str = ""
    is_disabled: bool = False
    ends_at: dt.datetime | None = None
    """When a cover account ends by itself."""
    can_sign_in: bool = True
    """Whether it has a password here; a wall screen has none."""
    since: dt.datetime | None = None
    row_version: int = 1
    unit_ids: tuple[str, ...] = ()
    """The units of the store it may work in, its own first."""


@dataclass(frozen=True, slots=True)
class SignInName:
    """Somebody who can unlock an open ward, or switch to it."""

    name: str
    role: AccessRole
    has_pin: bool
    """Whether a PIN was chosen since the program started."""


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """What the ward decided about privacy, backups and keeping. Months of 0 keep for ever."""

    row_version: int
    speak_up_contact: str
    hospital_numbers: tuple[str, ...]
    """Shapes of local patient numbers, as `rules.identifiers` reads them."""
    patient_reference_hours: int
    pins_allowed: bool
    backup_alarm_days: int
    second_backup_folder: str
    keep_huddles_months: int
    keep_incidents_months: int
    keep_deleted_months: int
    keep_audit_months: int
    quiet_from: dt.time | None = None
    quiet_until: dt.time | None = None
    """Between these no reminder goes out."""
    escalate_after_carried: int = 3
    """An action carried so often is proposed for escalation; 0 for never."""
    escalate_after_days: int = 7
    """An action late by more days is proposed, too; 0 for never."""
    destroy_after_days: int = 7
    """By so many days after its printing a sheet is to be destroyed; 0 says nothing of it."""
