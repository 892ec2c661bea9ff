"""The words of finding: what can be found, and where it stands."""

from __future__ import annotations

from enum import StrEnum

from huddle.i18n import N_
from huddle.labels import give_labels


class FoundKind(StrEnum):
    """What can be found; the first seven are the kinds of items, by the same values."""

    CONCERN = "concern"
    ACTION = "action"
    DECISION = "decision"
    GOAL = "goal"
    RECOGNITION = "recognition"
    PATIENT_VOICE = "patient_voice"
    PARKED = "parked"
    HUDDLE = "huddle"
    MEASURE = "measure"
    TOOL = "tool"
    PERSON = "person"
    DEPARTMENT = "department"


class FoundState(StrEnum):
    """Where something stands, as it is typed after `is:`."""

    OPEN = "open"
    OVERDUE = "overdue"
    BLOCKED = "blocked"
    DONE = "done"
    CLOSED = "closed"
    ESCALATED = "escalated"
    PARKED = "parked"
    SENSITIVE = "sensitive"


give_labels(
    {
        FoundKind: {
            FoundKind.CONCERN: N_("Concern"),
            FoundKind.ACTION: N_("Action"),
            FoundKind.DECISION: N_("Decision"),
            FoundKind.GOAL: N_("Goal"),
            FoundKind.RECOGNITION: N_("Thanks"),
            FoundKind.PATIENT_VOICE: N_("Patient voice"),
            FoundKind.PARKED: N_("Parked"),
            FoundKind.HUDDLE: N_("Huddle"),
            FoundKind.MEASURE: N_("Measure"),
            FoundKind.TOOL: N_("Tool"),
            FoundKind.PERSON: N_("Person"),
            FoundKind.DEPARTMENT: N_("Department"),
        }
    }
)
