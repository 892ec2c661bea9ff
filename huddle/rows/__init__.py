"""The frozen rows that services hand out: plain values, safe in any thread and any widget.

Days and times of day are local to the unit; instants are aware and in UTC.
"""

from __future__ import annotations

from huddle.rows.changes import Changes
from huddle.rows.huddles import (
    AddendumRow,
    GapRow,
    HuddleRecord,
    HuddleStepRow,
    PromiseRow,
    RosterRow,
    RunState,
)
from huddle.rows.items import FollowUps, FollowUpsFilter, ItemEventRow, ItemRow, PartRow
from huddle.rows.people import DepartmentRow, Known, PersonRow, StageRow
from huddle.rows.planning import CardRow, HuddleRow, SeriesRow, StepRow, TemplateRow, TodayState
from huddle.rows.upkeep import BackupRow, CheckRow
from huddle.rows.ward import AccountRow, PolicyRow, SignInName, UnitRow

__all__ = [
    "AccountRow",
    "AddendumRow",
    "BackupRow",
    "CardRow",
    "Changes",
    "CheckRow",
    "DepartmentRow",
    "FollowUps",
    "FollowUpsFilter",
    "GapRow",
    "HuddleRecord",
    "HuddleRow",
    "HuddleStepRow",
    "ItemEventRow",
    "ItemRow",
    "Known",
    "PartRow",
    "PersonRow",
    "PolicyRow",
    "PromiseRow",
    "RosterRow",
    "RunState",
    "SeriesRow",
    "SignInName",
    "StageRow",
    "StepRow",
    "TemplateRow",
    "TodayState",
    "UnitRow",
]
