"""What a month of one unit came to: counts, and words that name nobody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from huddle.rows.wall import AnswerRow


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int


class Counted(NamedTuple):
    """How often something was."""

    name: str
    """Empty for what has no name, or none that may be shown."""
    times: int


class OfTeam(NamedTuple):
    """How many of the huddles held a department was at."""

    name: str
    present: Share


class AtStage(NamedTuple):
    """How many concerns were raised at a stage of the patient's way, or where two of them join."""

    stage: str
    """Empty where no stage was said."""
    join: str
    """The other stage of a join; else empty."""
    times: int


@dataclass(frozen=True, slots=True)
class Texts:
    """What was said of one kind: how often, and the words that name nobody, oldest first."""

    count: int
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HuddlesOfMonth:
    """The huddles of a month, or of another time.

    Attributes:
        held: Those held, of those that were possible by the plan of each series.
        besides: Those held that no plan asked for.
        not_held: Why others were not held, most often first; an empty name is no reason that can
            be shown.
        on_time: Those that began and ended on time, of those whose times were noted as they ran.
        typed_in_later: Those typed in after they had ended.
        minutes: The median length; none when nothing was held.
        short: Those of fifteen minutes or less.
        run: The longest run of weekdays in a row on which one was held, that reached this month.
        is_embedded: Whether fifteen of them stood within twenty-one days.
        teams: How often each department was there, in the ward's order.
    """

    held: Share
    besides: int
    not_held: tuple[Counted, ...]
    on_time: Share
    typed_in_later: int
    minutes: int | None
    short: Share
    run: int
    is_embedded: bool
    teams: tuple[OfTeam, ...]


@dataclass(frozen=True, slots=True)
class ActionsOfMonth:
    """The promises of a month.

    Attributes:
        agreed: How many actions were raised.
        on_time: Those done by their due time or day, of those that fell due.
        overdue_now: How many are overdue at this moment, whenever they were due.
    """

    agreed: int
    on_time: Share
    overdue_now: int


@dataclass(frozen=True, slots=True)
class EscalationsOfMonth:
    """What went up in a month, and what came back.

    Attributes:
        raised, answered, told_back: How many, each by the moment of its own.
        hours: The median time from being told to the answer; none when nothing was answered.
        in_a_day: Those answered within 24 hours.
    """

    raised: int
    answered: int
    told_back: int
    hours: float | None
    in_a_day: Share


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of one unit, without sensitive items and without persons.

    Attributes:
        first: The first day.
        until: The last day that is counted: the month's own, or today.
        huddles: The meetings.
        concerns: Those raised, in the order of the stages.
        actions: The promises.
        escalations: What went up.
        answers: You said, we did, newest first.
        decisions, thanks, goals: What was said of each kind.
        comments: What patients said, by theme; without a name what nobody sorted yet.
    """

    first: dt.date
    until: dt.date
    huddles: HuddlesOfMonth
    concerns: tuple[AtStage, ...]
    actions: ActionsOfMonth
    escalations: EscalationsOfMonth
    answers: tuple[AnswerRow, ...]
    decisions: Texts
    thanks: Texts
    goals: Texts
    comments: tuple[Counted, ...] = ()


class MilestoneKind(StrEnum):
    """What a certificate can be for."""

    EMBEDDED = "embedded"
    """Fifteen weekday huddles in a row within twenty-one days."""
    HELD = "held"
    """So many huddles held."""
    TOLD_BACK = "told_back"
    """So many that went up, were answered, and were told back to those who raised them."""
    FREE = "free"
    """So many days in a row without an event of one kind of harm, each of them checked."""


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """Something worth a certificate.

    Attributes:
        kind: What it is for.
        number: How many.
        on: The day on which it came true.
        teams: The departments that had taken part by then, in the ward's order.
        harm: Of days without an event, the kind of harm; else empty.
        near_misses: How many were reported in those days, which a row without events needs.
    """

    kind: MilestoneKind
    number: int
    on: dt.date
    teams: tuple[str, ...]
    harm: str = ""
    near_misses: int = 0


@dataclass(frozen=True, slots=True)
class MilestonesRow:
    """How far a unit has come.

    Attributes:
        reached: The milestones reached, in the order of their days.
        held: How many huddles were held.
        run: The longest run of weekdays in a row.
        told_back: How many answers were told back.
    """

    reached: tuple[MilestoneRow, ...]
    held: int
    run: int
    told_back: int
