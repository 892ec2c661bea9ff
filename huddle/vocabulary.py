"""The words of the field as types: kinds, statuses, purposes and roles.

Values are what is stored and what the command line prints; labels are what a person reads.
"""

from __future__ import annotations

from enum import StrEnum

from huddle.i18n import N_
from huddle.labels import give_labels


class ItemKind(StrEnum):
    """What somebody said, by what it asks of the others."""

    CONCERN = "concern"
    ACTION = "action"
    DECISION = "decision"
    GOAL = "goal"
    RECOGNITION = "recognition"
    PATIENT_VOICE = "patient_voice"
    PARKED = "parked"


class Status(StrEnum):
    """Where an item stands. Overdue is not among them: it is computed, never stored."""

    # actions
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    AWAITING_CHECK = "awaiting_check"
    CLOSED = "closed"
    NOT_EFFECTIVE = "not_effective"
    CANCELLED = "cancelled"
    # concerns, goals and parked items (`closed` serves them too)
    NEW = "new"
    BEING_WORKED_ON = "being_worked_on"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    PARKED = "parked"
    # what stands as said: decisions, thanks, patient voice
    NOTED = "noted"


OPEN_ACTION_STATUSES = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.BLOCKED)
_ENDED = (Status.AWAITING_CHECK, Status.CLOSED, Status.NOT_EFFECTIVE, Status.CANCELLED)
FINISHED_STATUSES = (*_ENDED, Status.ANSWERED)
"""Nobody has to do anything about it any more, except perhaps to check it."""

STATUSES_OF: dict[ItemKind, tuple[Status, ...]] = {
    ItemKind.ACTION: (*OPEN_ACTION_STATUSES, *_ENDED),
    ItemKind.CONCERN: (
        Status.NEW,
        Status.BEING_WORKED_ON,
        Status.ESCALATED,
        Status.ANSWERED,
        Status.CLOSED,
        Status.PARKED,
    ),
    ItemKind.GOAL: (Status.BEING_WORKED_ON, Status.CLOSED, Status.CANCELLED),
    ItemKind.PARKED: (Status.PARKED, Status.CLOSED),
    ItemKind.DECISION: (Status.NOTED,),
    ItemKind.RECOGNITION: (Status.NOTED,),
    ItemKind.PATIENT_VOICE: (Status.NOTED, Status.ANSWERED),
}
"""The statuses each kind can have; the first is the one it starts with."""


class Strength(StrEnum):
    """How strongly an action changes the work; noted of the action, never of a person."""

    FORCING = "forcing"
    STANDARDISING = "standardising"
    REMINDING = "reminding"


class HuddleStatus(StrEnum):
    """The life of one meeting."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"
    NOT_HELD = "not_held"


class RotaTurns(StrEnum):
    """How often the turn in a facilitator rota moves on."""

    DAY = "day"
    WEEK = "week"


class StepPurpose(StrEnum):
    """What a step of an agenda is for; it decides what stands beside the capture line."""

    TOPIC = "topic"
    WELCOME = "welcome"
    LOOK_BACK = "look_back"
    PROMISES = "promises"
    LOOK_AHEAD = "look_ahead"
    TECHNOLOGY = "technology"
    PARKED = "parked"
    READ_BACK = "read_back"


class Review(StrEnum):
    """The answers to a promise under review, in the order of their keys."""

    DONE = "done"
    STILL_GOING = "still_going"
    BLOCKED = "blocked"
    MORE_TIME = "more_time"
    ESCALATE = "escalate"


class EscalationState(StrEnum):
    """How far what went up has come, and its answer back."""

    NOT_YET_TOLD = "not_yet_told"
    TOLD = "told"
    NO_REPLY = "no_reply"
    ANSWERED = "answered"
    TOLD_BACK = "told_back"


class ReceivedState(StrEnum):
    """How far the answer to what came in from another unit has come."""

    TO_ANSWER = "to_answer"
    LATE = "late"
    TO_SEND_BACK = "to_send_back"
    SENT_BACK = "sent_back"


class CameBy(StrEnum):
    """How an escalation came in from another unit."""

    STORE = "store"
    FILE = "file"
    SLIP = "slip"


class BoardColumn(StrEnum):
    """The columns of the board of Follow-ups, from left to right."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"
    LATER = "later"
    TO_CHECK = "to_check"
    TO_TELL = "to_tell"


class SortBy(StrEnum):
    """What Follow-ups can be sorted by."""

    DUE = "due"
    RAISED = "raised"
    OWNER = "owner"


class Presence(StrEnum):
    """Whether a department or person is in the room."""

    UNMARKED = "unmarked"
    HERE = "here"
    APOLOGIES = "apologies"


class IncidentReported(StrEnum):
    """The answer to 'incident reported?' that each concern offers."""

    NOT_ASKED = "not_asked"
    YES = "yes"
    NO = "no"
    NOT_NEEDED = "not_needed"


class Gap(StrEnum):
    """What the quality gate can find missing; it warns and never blocks."""

    NOBODY_PRESENT = "nobody_present"
    NO_OWNER = "no_owner"
    OWNER_UNNAMED = "owner_unnamed"
    NO_TIME = "no_time"
    STEP_SKIPPED = "step_skipped"
    CONCERN_UNDECIDED = "concern_undecided"
    PROMISE_UNREVIEWED = "promise_unreviewed"
    DRAFT_LEFT = "draft_left"
    IDENTIFIER = "identifier"


class RoleGroup(StrEnum):
    """The groups that members of staff and partners belong to."""

    NURSE = "nurse"
    DOCTOR = "doctor"
    PHARMACIST = "pharmacist"
    THERAPIST = "therapist"
    HEALTHCARE_ASSISTANT = "healthcare_assistant"
    CLERK = "clerk"
    PORTER = "porter"
    DOMESTIC = "domestic"
    MANAGER = "manager"
    SOCIAL_CARE = "social_care"
    VOLUNTEER = "volunteer"
    PATIENT_PARTNER = "patient_partner"
    OTHER = "other"


class AccessRole(StrEnum):
    """What an account may do. The first account of a store is a ward manager's."""

    FACILITATOR = "facilitator"
    WARD_MANAGER = "ward_manager"
    CONTRIBUTOR = "contributor"
    READER = "reader"
    WALL_SCREEN = "wall_screen"
    ADMINISTRATOR = "administrator"


class BackupWhy(StrEnum):
    """What a backup was made for."""

    CLOSE = "close"
    NIGHT = "night"
    MIGRATION = "migration"
    ASKED = "asked"
    RESTORE = "restore"


class BackupPlace(StrEnum):
    """Where a backup stands."""

    DATA_FOLDER = "data_folder"
    SECOND_PLACE = "second_place"
    REPLACED = "replaced"
    """What a backup that was brought back took the place of."""
    ELSEWHERE = "elsewhere"


class RecordKind(StrEnum):
    """What is kept for a time of its own."""

    HUDDLES = "huddles"
    ITEMS = "items"
    INCIDENTS = "incidents"
    DELETED = "deleted"
    DRAFTS = "drafts"
    AUDIT = "audit"


class ReminderKind(StrEnum):
    """What a reminder says."""

    STARTS_SOON = "starts_soon"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    STILL_OVERDUE = "still_overdue"
    TO_CHECK = "to_check"
    REPLY_DUE = "reply_due"
    TELL_BACK_DUE = "tell_back_due"
    ANSWER_DUE = "answer_due"
    REVIEW_DUE = "review_due"
    BACKUP_TOO_OLD = "backup_too_old"
    REFRESHER = "refresher"


class Thing(StrEnum):
    """The kinds of thing that a change can touch; pages say which they show."""

    UNIT = "unit"
    PEOPLE = "people"
    TEMPLATES = "templates"
    SERIES = "series"
    HUDDLES = "huddles"
    ATTENDANCE = "attendance"
    ITEMS = "items"
    BACKUPS = "backups"
    ACCOUNTS = "accounts"
    PRIVACY = "privacy"
    REMINDERS = "reminders"
    VIEWS = "views"
    MAIL = "mail"
    CONFLICTS = "conflicts"
    MEASURES = "measures"
    HARM = "harm"
    PULSE = "pulse"
    TECHNOLOGY = "technology"
    GUIDANCE = "guidance"
    LEARNING = "learning"
    SUGGESTIONS = "suggestions"
    FEEDBACK = "feedback"


class AuditKind(StrEnum):
    """The kinds of act that the audit can be narrowed to."""

    CHANGES = "changes"
    SIGN_INS = "sign_ins"
    PRINTS = "prints"
    OPENINGS = "openings"
    ACCOUNTS = "accounts"
    SETTINGS = "settings"


give_labels(
    {
        BoardColumn: {
            BoardColumn.OVERDUE: N_("Overdue"),
            BoardColumn.TODAY: N_("Today"),
            BoardColumn.THIS_WEEK: N_("This week"),
            BoardColumn.LATER: N_("Later"),
            BoardColumn.TO_CHECK: N_("To check"),
            BoardColumn.TO_TELL: N_("To tell"),
        },
        SortBy: {
            SortBy.DUE: N_("Soonest due first"),
            SortBy.RAISED: N_("Oldest first"),
            SortBy.OWNER: N_("By owner"),
        },
        ItemKind: {
            ItemKind.CONCERN: N_("Concern"),
            ItemKind.ACTION: N_("Action"),
            ItemKind.DECISION: N_("Decision"),
            ItemKind.GOAL: N_("Goal"),
            ItemKind.RECOGNITION: N_("Thanks"),
            ItemKind.PATIENT_VOICE: N_("Patient voice"),
            ItemKind.PARKED: N_("Parked"),
        },
        Status: {
            Status.NOT_STARTED: N_("not started"),
            Status.IN_PROGRESS: N_("in progress"),
            Status.BLOCKED: N_("blocked"),
            Status.AWAITING_CHECK: N_("done, awaiting check"),
            Status.CLOSED: N_("closed"),
            Status.NOT_EFFECTIVE: N_("closed as not effective"),
            Status.CANCELLED: N_("cancelled"),
            Status.NEW: N_("new"),
            Status.BEING_WORKED_ON: N_("being worked on"),
            Status.ESCALATED: N_("escalated"),
            Status.ANSWERED: N_("answered"),
            Status.PARKED: N_("parked"),
            Status.NOTED: N_("noted"),
        },
        Strength: {
            Strength.FORCING: N_("forcing: the wrong way cannot happen"),
            Strength.STANDARDISING: N_("standardising: one way for everybody"),
            Strength.REMINDING: N_("reminding: tells, trains or warns"),
        },
        HuddleStatus: {
            HuddleStatus.PLANNED: N_("planned"),
            HuddleStatus.RUNNING: N_("running"),
            HuddleStatus.CLOSED: N_("closed"),
            HuddleStatus.NOT_HELD: N_("not held"),
        },
        StepPurpose: {
            StepPurpose.TOPIC: N_("Topic"),
            StepPurpose.WELCOME: N_("Welcome and thanks"),
            StepPurpose.LOOK_BACK: N_("Look back"),
            StepPurpose.PROMISES: N_("Promises due"),
            StepPurpose.LOOK_AHEAD: N_("Look ahead"),
            StepPurpose.TECHNOLOGY: N_("Technology"),
            StepPurpose.PARKED: N_("Parked items"),
            StepPurpose.READ_BACK: N_("Read-back"),
        },
        Review: {
            Review.DONE: N_("Done"),
            Review.STILL_GOING: N_("Still going"),
            Review.BLOCKED: N_("Blocked"),
            Review.MORE_TIME: N_("More time"),
            Review.ESCALATE: N_("Escalate"),
        },
        EscalationState: {
            EscalationState.NOT_YET_TOLD: N_("not yet told"),
            EscalationState.TOLD: N_("told, no answer yet"),
            EscalationState.NO_REPLY: N_("no reply in time"),
            EscalationState.ANSWERED: N_("answered, to be told back"),
            EscalationState.TOLD_BACK: N_("told back"),
        },
        ReceivedState: {
            ReceivedState.TO_ANSWER: N_("to be answered"),
            ReceivedState.LATE: N_("no reply in time"),
            ReceivedState.TO_SEND_BACK: N_("answered, to be sent back"),
            ReceivedState.SENT_BACK: N_("answer sent back"),
        },
        CameBy: {
            CameBy.STORE: N_("from a unit of this store"),
            CameBy.FILE: N_("by a hand-over file"),
            CameBy.SLIP: N_("on a paper slip"),
        },
        Presence: {
            Presence.UNMARKED: N_("not marked"),
            Presence.HERE: N_("here"),
            Presence.APOLOGIES: N_("apologies"),
        },
        IncidentReported: {
            IncidentReported.NOT_ASKED: N_("not asked"),
            IncidentReported.YES: N_("yes"),
            IncidentReported.NO: N_("no"),
            IncidentReported.NOT_NEEDED: N_("not needed"),
        },
        RoleGroup: {
            RoleGroup.NURSE: N_("Nurse"),
            RoleGroup.DOCTOR: N_("Doctor"),
            RoleGroup.PHARMACIST: N_("Pharmacist"),
            RoleGroup.THERAPIST: N_("Therapist"),
            RoleGroup.HEALTHCARE_ASSISTANT: N_("Healthcare assistant"),
            RoleGroup.CLERK: N_("Clerk"),
            RoleGroup.PORTER: N_("Porter"),
            RoleGroup.DOMESTIC: N_("Domestic"),
            RoleGroup.MANAGER: N_("Manager"),
            RoleGroup.SOCIAL_CARE: N_("Social care"),
            RoleGroup.VOLUNTEER: N_("Volunteer"),
            RoleGroup.PATIENT_PARTNER: N_("Patient or family partner"),
            RoleGroup.OTHER: N_("Other"),
        },
        BackupWhy: {
            BackupWhy.CLOSE: N_("when Huddle was closed"),
            BackupWhy.NIGHT: N_("at night"),
            BackupWhy.MIGRATION: N_("before an update"),
            BackupWhy.ASKED: N_("by hand"),
            BackupWhy.RESTORE: N_("replaced by a backup"),
        },
        BackupPlace: {
            BackupPlace.DATA_FOLDER: N_("data folder"),
            BackupPlace.SECOND_PLACE: N_("second place"),
            BackupPlace.REPLACED: N_("replaced files"),
            BackupPlace.ELSEWHERE: N_("another folder"),
        },
        RecordKind: {
            RecordKind.HUDDLES: N_("Huddles and their records"),
            RecordKind.ITEMS: N_("What was said in them"),
            RecordKind.INCIDENTS: N_("What is tied to a reported incident"),
            RecordKind.DELETED: N_("What was deleted"),
            RecordKind.DRAFTS: N_("Texts that nobody finished"),
            RecordKind.AUDIT: N_("Old and new values in the audit"),
        },
        RotaTurns: {
            RotaTurns.DAY: N_("Each day it is held"),
            RotaTurns.WEEK: N_("Each week"),
        },
        ReminderKind: {
            ReminderKind.STARTS_SOON: N_("Huddle due"),
            ReminderKind.DUE_SOON: N_("Due soon"),
            ReminderKind.DUE_TODAY: N_("Due today"),
            ReminderKind.OVERDUE: N_("Overdue"),
            ReminderKind.STILL_OVERDUE: N_("Still overdue"),
            ReminderKind.TO_CHECK: N_("To check"),
            ReminderKind.REPLY_DUE: N_("No reply in time"),
            ReminderKind.TELL_BACK_DUE: N_("Answer to tell back"),
            ReminderKind.ANSWER_DUE: N_("Answer due"),
            ReminderKind.REVIEW_DUE: N_("Tool to review"),
            ReminderKind.BACKUP_TOO_OLD: N_("Backup too old"),
            ReminderKind.REFRESHER: N_("Worth another look"),
        },
        AccessRole: {
            AccessRole.FACILITATOR: N_("Facilitator"),
            AccessRole.WARD_MANAGER: N_("Ward manager"),
            AccessRole.CONTRIBUTOR: N_("Contributor"),
            AccessRole.READER: N_("Reader"),
            AccessRole.WALL_SCREEN: N_("Wall screen"),
            AccessRole.ADMINISTRATOR: N_("Administrator"),
        },
        AuditKind: {
            AuditKind.CHANGES: N_("Changes in huddles and items"),
            AuditKind.SIGN_INS: N_("Sign-ins and locks"),
            AuditKind.PRINTS: N_("Prints and exports"),
            AuditKind.OPENINGS: N_("Openings"),
            AuditKind.ACCOUNTS: N_("Accounts and keys"),
            AuditKind.SETTINGS: N_("Settings, lists and the rest"),
        },
    }
)
