"""What goes up a tier, to whom, and what came back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.rows.items import ItemRow
from huddle.vocabulary import EscalationState


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
