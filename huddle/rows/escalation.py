"""What goes up a tier, to whom, and what came back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.rows.items import ItemRow
from huddle.vocabulary import CameBy, EscalationState, ReceivedState


@dataclass(frozen=True, slots=True)
class ReceiverRow:
    """Somebody who receives escalations."""

    id: str
    tier_id: str
    name: str
    role: str
    telephone: str
    reply_hours: int
    row_version: int
    receiving_unit_id: str | None = None
    """Their unit, where it stands in this store."""
    address: str = ""
    """Their store's hand-over address, where it is another one."""


@dataclass(frozen=True, slots=True)
class TierRow:
    """A tier above the ward, when something belongs there, and who receives it."""

    id: str
    name: str
    criteria: tuple[str, ...]
    receivers: tuple[ReceiverRow, ...]
    row_version: int


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """An action that might go up, and why; a person decides."""

    item: ItemRow
    why: str


@dataclass(frozen=True, slots=True)
class EscalationRow:
    """One item on its way up and its answer on its way back."""

    id: str
    item: ItemRow
    state: EscalationState
    to_name: str
    to_role: str
    telephone: str
    reply_hours: int
    reason: str
    ask: str
    needed_on: dt.date | None
    needed_time: dt.time | None
    escalated_at: dt.datetime
    escalated_by: str
    told_whom: str
    told_by: str
    told_at: dt.datetime | None
    answer: str
    answered_by: str
    answered_at: dt.datetime | None
    told_back_at: dt.datetime | None
    told_back_in: int | None
    """The number of the huddle that heard the answer."""
    row_version: int
    is_in_store: bool = False
    """Whether it is in the next huddle of its receiver's unit by itself."""
    receiving_unit: str = ""
    """The name of that unit."""
    address: str = ""
    """The receiver's hand-over address, if a file can be made for it."""


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """An escalation as the unit that received it has it, and its answer.

    Attributes:
        id: Its row.
        item: The concern it became here.
        state: How far its answer has come.
        came_by: How it came in.
        from_unit: Who sends it.
        from_code: The code of the sender's item.
        telephone: How the sender can be reached.
        reason: Why it came up.
        ask: What is asked for.
        needed_on, needed_time: By when, in this unit's time zone.
        reply_by: When an answer is expected, if the sender set hours.
        received_at: When it came in.
        answer, answered_by, answered_at: What was answered.
        can_send_file: Whether the answer can go back as a hand-over file.
        row_version: Its version.
    """

    id: str
    item: ItemRow
    state: ReceivedState
    came_by: CameBy
    from_unit: str
    from_code: str
    telephone: str
    reason: str
    ask: str
    needed_on: dt.date | None
    needed_time: dt.time | None
    reply_by: dt.datetime | None
    received_at: dt.datetime
    answer: str
    answered_by: str
    answered_at: dt.datetime | None
    can_send_file: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a hand-over file brought in.

    Attributes:
        unit_name: The unit it was for.
        from_unit: Who sent it.
        is_answer: Whether it is an answer; else it is an escalation, and waits for the next huddle.
    """

    unit_name: str
    from_unit: str
    is_answer: bool
