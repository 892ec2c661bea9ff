"""The tables, one aggregate a file. Importing this package makes the metadata complete.

`from __future__ import annotations` stays out of this package: SQLModel reads the annotations.
"""

from huddle.model.account import Account
from huddle.model.audit import AuditEmptied, AuditEntry, AuditValue
from huddle.model.base import Kept
from huddle.model.conflict import Conflict
from huddle.model.counter import Counter
from huddle.model.draft import Draft
from huddle.model.escalation import Escalation, ReceivedEscalation, Receiver, Tier
from huddle.model.feedback import Feedback
from huddle.model.goal import GoalMeasure, GoalPlan
from huddle.model.harm import Harm, HarmDay
from huddle.model.huddle import Addendum, Attendance, Huddle, HuddleClock, HuddleStep, Record
from huddle.model.imported import ImportRow, ImportRun, ImportShape
from huddle.model.item import Item, ItemEvent, Part
from huddle.model.learning import CardText, Learned
from huddle.model.mail import MailServer
from huddle.model.measure import Measure, Reading, Rebase
from huddle.model.people import Department, Person
from huddle.model.printed_sheet import PrintedSheet
from huddle.model.privacy import Disposal, Hold, Policy
from huddle.model.pulse import Pulse, PulseBox, PulseReply
from huddle.model.reminding import Reminder
from huddle.model.saved_view import SavedView
from huddle.model.search import SearchEntry
from huddle.model.self_check import SelfCheck
from huddle.model.suggestion import Suggestion
from huddle.model.template import (
    ClosedDay,
    PastPlan,
    RotaPlace,
    RotaSwap,
    Series,
    SeriesException,
    Stage,
    Template,
    TemplateStep,
)
from huddle.model.tool import Tool, ToolConcern, ToolDecision, ToolView
from huddle.model.unit import Unit

__all__ = [
    "Account",
    "Addendum",
    "Attendance",
    "AuditEmptied",
    "AuditEntry",
    "AuditValue",
    "CardText",
    "ClosedDay",
    "Conflict",
    "Counter",
    "Department",
    "Disposal",
    "Draft",
    "Escalation",
    "Feedback",
    "GoalMeasure",
    "GoalPlan",
    "Harm",
    "HarmDay",
    "Hold",
    "Huddle",
    "HuddleClock",
    "HuddleStep",
    "ImportRow",
    "ImportRun",
    "ImportShape",
    "Item",
    "ItemEvent",
    "Kept",
    "Learned",
    "MailServer",
    "Measure",
    "Part",
    "PastPlan",
    "Person",
    "Policy",
    "PrintedSheet",
    "Pulse",
    "PulseBox",
    "PulseReply",
    "Reading",
    "Rebase",
    "ReceivedEscalation",
    "Receiver",
    "Record",
    "Reminder",
    "RotaPlace",
    "RotaSwap",
    "SavedView",
    "SearchEntry",
    "SelfCheck",
    "Series",
    "SeriesException",
    "Stage",
    "Suggestion",
    "Template",
    "TemplateStep",
    "Tier",
    "Tool",
    "ToolConcern",
    "ToolDecision",
    "ToolView",
    "Unit",
]
