"""Agendas, what recurs, and what Today shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.rows.items import ItemRow
from huddle.rows.rota import TurnRow
from huddle.rows.ward import UnitRow
from huddle.vocabulary import HuddleStatus, RotaTurns, StepPurpose


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a template."""

    id: str
    name: str
    prompts: str
    """One prompt a line."""
    seconds: int
    """The time box; 0 for none."""
    purpose: StepPurpose
    stage_id: str | None = None
    stage_name: str = ""
    led_by: str = ""
    only_when_needed: bool = False
    """Whether the step appears only when it has something to show."""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """An agenda of steps."""

    id: str
    name: str
    about: str
    steps: tuple[StepRow, ...]
    series_names: tuple[str, ...]
    """The series that use it."""
    row_version: int

    @property
    def seconds(self) -> int:
        """The whole time box."""
        return sum(step.seconds for step in self.steps)


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A template that recurs."""

    id: str
    name: str
    template_id: str
    template_name: str
    weekdays: tuple[int, ...]
    """0 is Monday; empty: held when needed."""
    starts_at: dt.time
    facilitator: str
    is_main: bool
    is_retired: bool
    row_version: int
    more_times: tuple[dt.time, ...] = ()
    """Further times of the same days."""
    skips_closed_days: bool = False
    rota_turns: RotaTurns | None = None
    """How often its facilitator rota moves on; none without a rota."""


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A day on which a series is not as its weekdays say."""

    id: str
    series_id: str
    on: dt.date
    is_held: bool
    starts_at: dt.time | None
    """The only time of that day; none for the usual ones."""
    reason: str


@dataclass(frozen=True, slots=True)
class ClosedDayRow:
    """A day on which the series that say so rest."""

    id: str
    on: dt.date
    name: str


@dataclass(frozen=True, slots=True)
class HuddleRow:
    """One meeting."""

    id: str
    number: int
    series_id: str
    title: str
    status: HuddleStatus
    held_on: dt.date
    """The day it is planned for or was held on."""
    starts_at: dt.time
    planned_seconds: int
    facilitator: str
    started_at: dt.datetime | None
    closed_at: dt.datetime | None
    not_held_reason: str
    row_version: int
    deputy: str = ""
    """Who fills in by the rota; known only of one that is planned."""
    ended_at: dt.datetime | None = None
    """When it was over by its paper form; only of one that is typed in later."""
    entered_late_by: str = ""
    """The account that typed it in from paper."""
    entered_late_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class CardRow:
    """A huddle on Today: due, running, or held; one for each time a series is due today."""

    series_id: str
    title: str
    starts_at: dt.time
    planned_seconds: int
    facilitator: str
    huddle: HuddleRow | None
    """The huddle, once it exists."""
    department_count: int
    is_due_today: bool
    next_on: dt.date | None
    step_names: tuple[str, ...] = ()
    turn: TurnRow | None = None
    """Whose turn it is by the rota, on the day the card is about."""


@dataclass(frozen=True, slots=True)
class TodayState:
    """Everything Today shows."""

    today: dt.date
    unit: UnitRow
    cards: tuple[CardRow, ...]
    """Due today first, by time; then other series."""
    unfinished: tuple[HuddleRow, ...]
    """Left open on an earlier day, or running now."""
    missed: tuple[HuddleRow, ...]
    """Due earlier, neither held nor explained; of each series the newest first."""
    late: tuple[ItemRow, ...]
    late_count: int
    open_count: int
    done_since: tuple[ItemRow, ...]
    raised_between: tuple[ItemRow, ...]
    parked_count: int
    goals_count: int
    """Goals whose review day has come."""
    patient_voice: tuple[ItemRow, ...]
    """The latest words of patients."""
    last_huddle: HuddleRow | None
    hidden_count: int = 0
    """Sensitive items raised for the next huddle that are not shown."""
    untold_count: int = 0
    """Escalations that nobody was told of yet."""
    unanswered_count: int = 0
    """Escalations without a reply in time."""
    asked_count: int = 0
    """What other units asked, and have no answer to yet."""
    asked_late_count: int = 0
    """How many of those are late."""
