"""The frozen rows that services hand out: plain values, safe in any thread and any widget.

Days and times of day are local to the unit; instants are aware and in UTC.
"""

from __future__ import annotations

from huddle.rows.audit import AuditChange, AuditChoices, AuditFilter, AuditRow, AuditVerdict
from huddle.rows.changes import Changes
from huddle.rows.escalation import (
    EscalationRow,
    HandedOver,
    ProposalRow,
    ReceivedRow,
    ReceiverRow,
    TierRow,
)
from huddle.rows.huddles import (
    AddendumRow,
    AttendanceList,
    AttendeeRow,
    GapRow,
    HuddleRecord,
    HuddleStepRow,
    PaperDay,
    PaperHuddle,
    PromiseRow,
    RosterRow,
    RunState,
    TypingIn,
)
from huddle.rows.items import (
    BoardColumnRow,
    FollowUps,
    FollowUpsFilter,
    FollowUpsOrder,
    ItemEventRow,
    ItemRow,
    OverdueRow,
    PartRow,
    Promises,
    TeamOverdueRow,
)
from huddle.rows.keeping import (
    DisposalPreview,
    DisposalRow,
    GoingRow,
    HeldRow,
    HoldRow,
    LeaverPreview,
    MentionRow,
)
from huddle.rows.mail import HandedRow, MailRow
from huddle.rows.paper import FormLine, FoundCode, PrintedSheetRow, SheetForm
from huddle.rows.people import DepartmentRow, Known, PersonRow, StageRow
from huddle.rows.planning import (
    CardRow,
    ClosedDayRow,
    ExceptionRow,
    HuddleRow,
    SeriesRow,
    StepRow,
    TemplateRow,
    TodayState,
)
from huddle.rows.reminding import ReminderInbox, ReminderRow
from huddle.rows.rota import RotaPlaceRow, RotaRow, TurnRow
from huddle.rows.units import StoreUnitRow
from huddle.rows.upkeep import BackupRow, CheckRow, DataState, RescueRow, SinceRow, WatchRow
from huddle.rows.views import FollowUpsShape, SavedViewRow, SavedViews
from huddle.rows.wall import AnswerRow, PublicFace, SoonRow, StaffFace, TeamCountsRow
from huddle.rows.ward import AccountRow, PolicyRow, SignInName, UnitRow

__all__ = [
    "AccountRow",
    "AddendumRow",
    "AnswerRow",
    "AttendanceList",
    "AttendeeRow",
    "AuditChange",
    "AuditChoices",
    "AuditFilter",
    "AuditRow",
    "AuditVerdict",
    "BackupRow",
    "BoardColumnRow",
    "CardRow",
    "Changes",
    "CheckRow",
    "ClosedDayRow",
    "DataState",
    "DepartmentRow",
    "DisposalPreview",
    "DisposalRow",
    "EscalationRow",
    "ExceptionRow",
    "FollowUps",
    "FollowUpsFilter",
    "FollowUpsOrder",
    "FollowUpsShape",
    "FormLine",
    "FoundCode",
    "GapRow",
    "GoingRow",
    "HandedOver",
    "HandedRow",
    "HeldRow",
    "HoldRow",
    "HuddleRecord",
    "HuddleRow",
    "HuddleStepRow",
    "ItemEventRow",
    "ItemRow",
    "Known",
    "LeaverPreview",
    "MailRow",
    "MentionRow",
    "OverdueRow",
    "PaperDay",
    "PaperHuddle",
    "PartRow",
    "PersonRow",
    "PolicyRow",
    "PrintedSheetRow",
    "PromiseRow",
    "Promises",
    "ProposalRow",
    "PublicFace",
    "ReceivedRow",
    "ReceiverRow",
    "ReminderInbox",
    "ReminderRow",
    "RescueRow",
    "RosterRow",
    "RotaPlaceRow",
    "RotaRow",
    "RunState",
    "SavedViewRow",
    "SavedViews",
    "SeriesRow",
    "SheetForm",
    "SignInName",
    "SinceRow",
    "SoonRow",
    "StaffFace",
    "StageRow",
    "StepRow",
    "StoreUnitRow",
    "TeamCountsRow",
    "TeamOverdueRow",
    "TemplateRow",
    "TierRow",
    "TodayState",
    "TurnRow",
    "TypingIn",
    "UnitRow",
    "WatchRow",
]
