"""What the ward decided about privacy and keeping, what it holds back, and what has gone."""

import datetime as dt

from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, TEXT_LENGTH, Kept, Row


class Policy(Kept, table=True):
    """One row a unit: privacy, backups, and how long each kind of record is kept.

    Months of 0 keep for ever.
    """

    speak_up_contact: str = Field(default="", max_length=LINE_LENGTH)
    """Whom to speak to about a colleague, shown in place of capturing it."""
    hospital_numbers: str = Field(default="", max_length=TEXT_LENGTH)
    """Shapes of local patient numbers, one a line, as `rules.identifiers` reads them."""
    patient_reference_hours: int = 72
    pins_allowed: bool = True
    backup_alarm_days: int = 7
    second_backup_folder: str = Field(default="", max_length=LINE_LENGTH)
    escalate_after_carried: int = 3
    """An action carried so often is proposed for escalation; 0 for never."""
    escalate_after_days: int = 7
    """An action late by more days is proposed, too; 0 for never."""
    destroy_after_days: int = 7
    """By so many days after its printing a sheet is to be destroyed; 0 says nothing of it."""
    quiet_from: dt.time | None = None
    quiet_until: dt.time | None = None
    """Between these no reminder goes out; they come as one afterwards."""
    keep_huddles_months: int = 24
    keep_incidents_months: int = 120
    keep_deleted_months: int = 6
    keep_audit_months: int = 72


class Hold(Kept, table=True):
    """A reason to keep everything of some days, whatever the periods say."""

    reason: str = Field(max_length=LINE_LENGTH)
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    is_lifted: bool = False


class Disposal(Row, table=True):
    """One line of the disposal log: how many of a kind went, and by which period."""

    at: dt.datetime
    account_id: str = Field(max_length=36)
    kind: str = Field(max_length=30)
    before_on: dt.date
    count: int
