"""What the Privacy page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.rows.keeping import DisposalRow, HoldRow
from huddle.rows.people import PersonRow
from huddle.rows.ward import PolicyRow, UnitRow
from huddle.rules.guarding import Guard

DECISIONS = "decisions"
KEEPING = "keeping"
RIGHTS = "rights"
SECTIONS = (DECISIONS, KEEPING, RIGHTS)


@dataclass(frozen=True, slots=True)
class PrivacyState:
    """The ward's decisions, its holds and its log, and everybody who has a name to lose."""

    policy: PolicyRow
    unit: UnitRow
    guard: Guard
    holds: tuple[HoldRow, ...]
    log: tuple[DisposalRow, ...]
    people: tuple[PersonRow, ...]
    today: dt.date
