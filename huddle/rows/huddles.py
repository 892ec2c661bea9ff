"""One meeting: while it runs, and as it was."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rows.items import ItemRow
from huddle.rows.people import Known
from huddle.rows.planning import HuddleRow
from huddle.rows.technology import Technology, ToolConcernRow
from huddle.rows.ward import UnitRow
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import Gap, Presence, Review, StepPurpose


@dataclass(frozen=True, slots=True)
class HuddlesFilter:
    """Which huddles are wanted: those of which all of it holds."""

    text: str = ""
    """Words or their beginnings, said in it or of it."""
    series_id: str | None = None
    department_id: str | None = None
    """Something in it came from this department, or was to be done by it."""
    stage_id: str | None = None
    """Something in it stood at this stage of the patient's way."""
    since: dt.date | None = None
    """Held on this day or later."""


EVERY_HUDDLE = HuddlesFilter()


@dataclass(frozen=True, slots=True)
class HuddleStepRow:
    """A step of one huddle, as its template was when the huddle began."""

    id: str
    name: str
    prompts: str
    seconds: int
    purpose: StepPurpose
    stage_id: str | None
    led_by: str
    item_count: int
    spent_seconds: int
    """Time spent in it before now, not counting the present visit."""
    was_visited: bool


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A department or person on the roster of one huddle."""

    id: str
    department_id: str | None
    person_id: str | None
    name: str
    presence: Presence
    is_heard: bool
    comes_usually: bool


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """A department or person as marked on a roster; whether it was heard stays there."""

    name: str
    is_department: bool
    presence: Presence


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """Who was expected at a huddle, and who came."""

    huddle: HuddleRow
    unit: UnitRow
    attendees: tuple[AttendeeRow, ...]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """An action under review, with what was answered in this huddle."""

    item: ItemRow
    answer: Review | None


@dataclass(frozen=True, slots=True)
class ClockRow:
    """Which program keeps a running huddle's clock.

    Attributes:
        pc: The computer it runs on.
        by: Who leads there.
        beat_at: When it last said that it is there.
        is_mine: Whether it is this program.
    """

    pc: str
    by: str
    beat_at: dt.datetime
    is_mine: bool


@dataclass(frozen=True, slots=True)
class RunState:
    """Everything the Run page shows of one huddle."""

    huddle: HuddleRow
    unit: UnitRow
    steps: tuple[HuddleStepRow, ...]
    step_id: str
    items: tuple[ItemRow, ...]
    """All that was captured in this huddle, in order."""
    roster: tuple[RosterRow, ...]
    promises: tuple[PromiseRow, ...]
    """Up for review: overdue, due before the next huddle, blocked or asked for."""
    not_due_count: int
    done_since: tuple[ItemRow, ...]
    """Actions finished since the last huddle of the series."""
    raised_between: tuple[ItemRow, ...]
    """Raised for this huddle since the last one."""
    parked: tuple[ItemRow, ...]
    """What is offered again: parked items, and goals whose review day has come."""
    known: Known
    next_huddle_on: dt.date | None
    drafts: dict[str, str]
    running_seconds: int
    """Time since the start, without pauses, at `as_at`."""
    step_seconds: int
    """Time in the present step over all visits, at `as_at`."""
    is_paused: bool
    as_at: dt.datetime
    hidden_count: int = 0
    """Sensitive items of this huddle that are not shown."""
    can_undo: str = ""
    """What Ctrl+Z would take back, in words; empty for nothing."""
    answers: tuple[EscalationRow, ...] = ()
    """Answers to what went up, to be told back to those who raised it."""
    received: tuple[ReceivedRow, ...] = ()
    """Where those of its items came from that another unit sent."""
    suggests: frozenset[SuggestionKind] = frozenset(SuggestionKind)
    """What the ward lets the program suggest."""
    technology: Technology = field(default_factory=Technology)
    """What its technology step shows; nothing where it has none."""
    about_tools: tuple[ToolConcernRow, ...] = ()
    """What its concerns say of tools, those of them that are about one."""
    clock: ClockRow | None = None
    """Who keeps its clock; none where nobody does."""


@dataclass(frozen=True, slots=True)
class PaperDay:
    """A day whose huddle may have been held on paper, and who was to lead it."""

    on: dt.date
    facilitator: str


@dataclass(frozen=True, slots=True)
class PaperHuddle:
    """A series whose paper forms can be typed in, with its days, today first."""

    series_id: str
    title: str
    days: tuple[PaperDay, ...]


@dataclass(frozen=True, slots=True)
class TypingIn:
    """A huddle whose paper form is being typed in."""

    huddle: HuddleRow
    was_running: bool
    """Whether it ran already, and is as it was."""


@dataclass(frozen=True, slots=True)
class GapRow:
    """One thing the quality gate found missing."""

    gap: Gap
    text: str
    item_id: str | None = None
    step_id: str | None = None


@dataclass(frozen=True, slots=True)
class AddendumRow:
    """A dated correction to a closed huddle."""

    at: dt.datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class HuddleRecord:
    """A huddle as it was: frozen at its close, or as it stands now while it runs."""

    huddle: HuddleRow
    unit: UnitRow
    steps: tuple[HuddleStepRow, ...]
    here: tuple[str, ...]
    apologies: tuple[str, ...]
    items: tuple[ItemRow, ...]
    """Captured in it, in order."""
    reviewed: tuple[ItemRow, ...]
    """Actions from before that were open when it began or came up in it, as they stood."""
    plus: str
    delta: str
    next_huddle_on: dt.date | None
    addenda: tuple[AddendumRow, ...] = ()
    is_frozen: bool = False
    duration_seconds: int = 0
    hidden_count: int = 0
    """Sensitive items that are not shown."""
