"""What a person may write into each kind of row: lengths, ranges and blanks, said in words.

Imported at the first write, not at start.
"""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints, ValidationError
from sqlmodel import Field, SQLModel

from huddle.errors import Refused
from huddle.i18n import N_, _
from huddle.mail_words import MailSecurity
from huddle.model.base import LINE_LENGTH, NAME_LENGTH, TEXT_LENGTH
from huddle.rules.mailboxes import checked_host, checked_mailbox, checked_mailboxes
from huddle.rules.safety_cross import MOST_A_DAY
from huddle.vocabulary import (
    IncidentReported,
    ItemKind,
    RoleGroup,
    Status,
    StepPurpose,
    Strength,
)

_LONGEST_INITIALS = 40
_LONGEST_STEP_SECONDS = 4 * 60 * 60


def _without_control_characters(text: str) -> str:
    return "".join(
        " " if ord(letter) < ord(" ") and letter not in "\n\t" else letter for letter in text
    )


_Clean = AfterValidator(_without_control_characters)
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_LENGTH),
    _Clean,
]
OptionalName = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=NAME_LENGTH), _Clean
]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LINE_LENGTH), _Clean]
RequiredLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LINE_LENGTH),
    _Clean,
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT_LENGTH), _Clean]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT_LENGTH),
    _Clean,
]
Mailbox = Annotated[Line, AfterValidator(checked_mailbox)]
Mailboxes = Annotated[Line, AfterValidator(checked_mailboxes)]
Host = Annotated[Line, AfterValidator(checked_host)]


class UnitInput(SQLModel):
    """A ward and what it prints of itself."""

    name: Name
    time_zone: Line
    act_now_number: Line = ""
    tell_us: Line = ""
    classification: OptionalName = ""


class DepartmentInput(SQLModel):
    """A team."""

    name: Name
    extension: Line = ""
    mailbox: Mailbox = ""


class PersonInput(SQLModel):
    """A person or post."""

    name: Name
    is_post: bool = False
    role_group: RoleGroup = RoleGroup.OTHER
    department_id: str | None = None
    extension: Line = ""
    mailbox: Mailbox = ""


class NameInput(SQLModel):
    """A thing with nothing but a name."""

    name: Name


class FacilitatorInput(SQLModel):
    """Who led a huddle."""

    facilitator: OptionalName = ""


class TemplateInput(SQLModel):
    """A template without its steps."""

    name: Name
    about: Line = ""


class StepInput(SQLModel):
    """A step of a template."""

    name: Name
    prompts: Text = ""
    seconds: int = Field(default=0, ge=0, le=_LONGEST_STEP_SECONDS)
    purpose: StepPurpose = StepPurpose.TOPIC
    stage_id: str | None = None
    led_by: OptionalName = ""
    only_when_needed: bool = False


class SeriesInput(SQLModel):
    """A series."""

    name: Name
    starts_at: dt.time
    facilitator: OptionalName = ""
    more_times: Line = ""


class ExceptionInput(SQLModel):
    """A day on which a series is not as its weekdays say."""

    is_held: bool
    starts_at: dt.time | None = None
    reason: Line = ""


class SwapInput(SQLModel):
    """Why somebody else has a turn in a rota."""

    reason: Line = ""


class ItemInput(SQLModel):
    """Whatever somebody said, of any kind."""

    kind: ItemKind
    text: Words
    status: Status | None = None
    owner_id: str | None = None
    owner_text: OptionalName = ""
    department_id: str | None = None
    raised_by_department_id: str | None = None
    raised_by_person_id: str | None = None
    stage_id: str | None = None
    join_stage_id: str | None = None
    goal_id: str | None = None
    department_ids: Text = ""
    due_on: dt.date | None = None
    due_time: dt.time | None = None
    is_priority: bool = False
    place: Line = ""
    patient_reference: Line = ""
    is_sensitive: bool = False
    bed_asked: bool = False
    how_known: Text = ""
    strength: Strength | Literal[""] = ""
    why: Text = ""
    disagreement: Text = ""
    incident_reported: IncidentReported = IncidentReported.NOT_ASKED
    incident_reference: OptionalName = ""
    note: Text = ""
    theme: OptionalName = ""


class CommentAnswerInput(SQLModel):
    """What was done about what a patient said, and who was told."""

    did: Words
    told: OptionalName = ""


Months = Annotated[int, Field(ge=0, le=1200)]
"""How long a kind of record is kept; 0 for ever."""


class PolicyInput(SQLModel):
    """What the ward decides about privacy, backups and keeping."""

    speak_up_contact: Line = ""
    hospital_numbers: Text = ""
    patient_reference_hours: int = Field(default=72, ge=1, le=24 * 31)
    pins_allowed: bool = True
    backup_alarm_days: int = Field(default=7, ge=1, le=365)
    second_backup_folder: Line = ""
    quiet_from: dt.time | None = None
    quiet_until: dt.time | None = None
    keep_huddles_months: Months = 24
    keep_incidents_months: Months = 120
    keep_deleted_months: Months = 6
    keep_audit_months: Months = 72
    escalate_after_carried: int = Field(default=3, ge=0, le=99)
    escalate_after_days: int = Field(default=7, ge=0, le=365)
    destroy_after_days: int = Field(default=7, ge=0, le=365)


class SavedViewInput(SQLModel):
    """What somebody wants to see again, under a name."""

    name: Name
    wanted: Text


class MailInput(SQLModel):
    """By which server the ward sends mail, and what."""

    is_on: bool = False
    host: Host = ""
    port: int = Field(default=587, ge=1, le=65535)
    security: MailSecurity = MailSecurity.STARTTLS
    user_name: OptionalName = ""
    sender: Mailbox = ""
    sends_digest: bool = True
    sends_sheets: bool = False
    summary_to: Mailboxes = ""


class MailboxInput(SQLModel):
    """A mailbox that must be given."""

    mailbox: Annotated[RequiredLine, AfterValidator(checked_mailbox)]


class ReasonInput(SQLModel):
    """Why something is done that needs a reason."""

    reason: RequiredLine


class HoldInput(ReasonInput):
    """A reason to keep everything of some days."""

    from_on: dt.date | None = None
    until_on: dt.date | None = None


class TierInput(SQLModel):
    """A tier above the ward."""

    name: Name
    criteria: Text = ""


class ReceiverInput(SQLModel):
    """Somebody who receives escalations."""

    name: Name
    role: OptionalName = ""
    telephone: RequiredLine
    reply_hours: int = Field(default=24, ge=0, le=24 * 90)
    receiving_unit_id: str | None = None
    address: Line = ""


class EscalationInput(ReasonInput):
    """What goes up: to whom, why, and what they are asked for."""

    to_name: Name
    to_role: OptionalName = ""
    telephone: RequiredLine
    ask: Words
    needed_on: dt.date | None = None
    needed_time: dt.time | None = None


class ToldInput(SQLModel):
    """Who was told."""

    told_whom: Name


class HandInput(SQLModel):
    """Whose hand wrote something on paper."""

    initials: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=_LONGEST_INITIALS), _Clean
    ] = ""


class AnswerInput(SQLModel):
    """What came back, and from whom."""

    answer: Words
    answered_by: Name


class ReceivedInput(SQLModel):
    """An escalation as it came in, whatever the sender's program let pass."""

    from_unit: Name
    from_code: OptionalName = ""
    telephone: Line = ""
    reply_address: Line = ""
    text: Words
    reason: Line = ""
    ask: Words
    needed_on: dt.date | None = None
    needed_time: dt.time | None = None
    reply_hours: int = Field(default=0, ge=0, le=24 * 90)
    is_sensitive: bool = False


class StoreUnitInput(SQLModel):
    """A further unit of a store."""

    name: Name
    tier: Name
    time_zone: Line


class HarmDayInput(SQLModel):
    """What a day held of one kind of harm."""

    events: int = Field(default=0, ge=0, le=MOST_A_DAY)
    near_misses: int = Field(default=0, ge=0, le=MOST_A_DAY)
    note: Line = ""


class TextInput(SQLModel):
    """A text that must not be empty."""

    text: Words


_FIELD_NAMES = {
    "name": N_("name"),
    "text": N_("text"),
    "prompts": N_("prompts"),
    "seconds": N_("time box"),
    "reason": N_("reason"),
    "note": N_("note"),
    "place": N_("place"),
    "patient_reference": N_("patient reference"),
    "why": N_("why"),
    "extension": N_("extension"),
    "mailbox": N_("mailbox"),
    "host": N_("mail server"),
    "sender": N_("mailbox it is sent from"),
    "summary_to": N_("mailboxes of the summary"),
    "user_name": N_("name at the mail server"),
    "owner_text": N_("owner"),
    "about": N_("description"),
    "tell_us": N_("tell us"),
    "from_unit": N_("name of who sends it"),
    "tier": N_("tier"),
    "address": N_("hand-over address"),
    "to_name": N_("name of the receiver"),
    "telephone": N_("telephone"),
    "reply_hours": N_("hours until a reply"),
    "criteria": N_("criteria"),
    "ask": N_("ask"),
    "told_whom": N_("name of whom you told"),
    "answer": N_("answer"),
    "answered_by": N_("name of who answered"),
    "wanted": N_("filter"),
    "initials": N_("initials"),
    "events": N_("number of events"),
    "near_misses": N_("number of near misses"),
    "what": N_("part on what it is for"),
    "how": N_("part on how to do it"),
    "example": N_("example"),
    "purpose": N_("purpose"),
    "where_used": N_("place where it is used"),
    "known_limits": N_("known limits"),
    "at_risk": N_("text about groups at risk"),
    "oversight": N_("text about human oversight"),
    "fallback": N_("text about what is done when it is down"),
    "decided_by": N_("name of who decided"),
    "reported_to": N_("name of whom it was reported to"),
    "asked": N_("number of people asked"),
    "says": N_("text about what staff say"),
    "training": N_("training"),
    "against": N_("group"),
}


def validated(shape: type[SQLModel], /, **values: Any) -> dict[str, Any]:
    """The values as they may be stored; enum members as their plain values.

    Raises:
        Refused: A field is empty, too long or out of range; says which and what fits.
    """
    try:
        found = shape.model_validate(values)
    except ValidationError as error:
        raise _in_words(error) from error
    return {name: getattr(value, "value", value) for name, value in found if name in values}


def _in_words(error: ValidationError) -> Refused:
    first = error.errors(include_url=False)[0]
    field = str(first["loc"][0]) if first["loc"] else ""
    name = _(_FIELD_NAMES.get(field, field.replace("_", " ")))
    if first["type"] == "string_too_long":
        return Refused(
            _(
                "The {field} has {count} characters and {most} fit. Shorten it; it is kept here."
            ).format(
                field=name,
                count=f"{len(first['input'].strip()):,}",
                most=f"{first['ctx']['max_length']:,}",
            ),
            field,
        )
    if first["type"] == "value_error":
        # The rules for addresses say in words what is wrong.
        return Refused(str(first["ctx"]["error"]), field)
    if first["type"] == "string_too_short":
        return Refused(_("The {field} is empty: write a few words.").format(field=name), field)
    return Refused(_("The {field} cannot be used as it is.").format(field=name), field)
