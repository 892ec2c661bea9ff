"""The beginning of a huddle: its agenda as it is now, its roster, and what was raised for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Huddle, HuddleStep, Series, TemplateStep
from huddle.rules import recurrence
from huddle.services import paired, records, roster
from huddle.services.needed import needed
from huddle.services.templates import template_steps
from huddle.services.turns import turns_of
from huddle.services.waiting import raised_between
from huddle.store.transaction import Writer
from huddle.vocabulary import HuddleStatus, ItemKind, StepPurpose


@dataclass(frozen=True, slots=True)
class Held:
    """What the paper form of a huddle says of it.

    Attributes:
        on: The day it began.
        starts_at: The time it was planned for.
        began: When it began, in UTC.
        ended: When it ended, in UTC.
        facilitator: Who led it; empty for whose turn it was.
    """

    on: dt.date
    starts_at: dt.time
    began: dt.datetime
    ended: dt.datetime
    facilitator: str


def open_or_begin(writer: Writer, series: Series, at: dt.time | None) -> Huddle:
    """The huddle of one of a series' times today, running or begun now.

    Args:
        writer: The transaction.
        series: The series.
        at: Which of today's times; without one, the nearest that is still to be held. A day on
            which nothing is due has none, and then one that runs is opened.

    Raises:
        Refused: That one was held or explained, or there are no steps.
    """
    today = paired.today(writer, series)
    wanted = [one for one in today.due if at is None or one.at == at]
    to_come = [one for one in wanted if not paired.is_over(today.due[one])]
    chosen = recurrence.nearest(to_come, writer.local_now)
    if chosen is None and wanted:
        raise Refused(_("That huddle was held or explained already. Open it again under History."))
    running = today.due[chosen] if chosen else paired.running(today.others)
    return running or begin(writer, series, chosen.at if chosen else series.starts_at)


def begin(writer: Writer, series: Series, at: dt.time) -> Huddle:
    """Start the huddle of one of a series' times today."""
    steps = _steps(writer, series)
    leader = turns_of(writer, series).leader(writer.today)
    huddle = writer.add(
        Huddle,
        number=writer.next_number("huddle"),
        series_id=series.id,
        title=series.name,
        status=HuddleStatus.RUNNING.value,
        held_on=writer.today,
        starts_at=at,
        facilitator=leader or records.account_name(writer, writer.account_id),
        started_at=writer.now,
        step_entered_at=writer.now,
    )
    return _fill(writer, huddle, steps)


def begin_late(writer: Writer, series: Series, held: Held, not_held: Huddle | None) -> Huddle:
    """Begin to type in a huddle that was held on paper.

    Args:
        writer: The transaction.
        series: The series.
        held: What its form says.
        not_held: The huddle that was said not to have been held, and was; it keeps its number.

    Raises:
        Refused: There are no steps.
    """
    steps = _steps(writer, series)
    values: dict[str, Any] = {
        "status": HuddleStatus.RUNNING.value,
        "facilitator": held.facilitator or turns_of(writer, series).leader(held.on),
        "started_at": held.began,
        "ended_at": held.ended,
        "entered_late_by": records.account_name(writer, writer.account_id),
        "entered_late_at": writer.now,
    }
    if not_held is not None:
        return _fill(writer, writer.change(not_held, not_held_reason="", **values), steps)
    huddle = writer.add(
        Huddle,
        number=writer.next_number("huddle"),
        series_id=series.id,
        title=series.name,
        held_on=held.on,
        starts_at=held.starts_at,
        **values,
    )
    return _fill(writer, huddle, steps)


def _steps(writer: Writer, series: Series) -> list[TemplateStep]:
    steps = template_steps(writer, series.template_id)
    if not steps:
        raise Refused(_("This agenda has no steps yet. Add one under Templates first."))
    return steps


def _fill(writer: Writer, huddle: Huddle, steps: list[TemplateStep]) -> Huddle:
    """Give a huddle that has begun its steps, its roster, and what was raised for it."""
    kept = _copy_steps(writer, huddle, steps)
    writer.change(kept[0], was_visited=True)
    planned = sum(step.seconds for step in kept)
    writer.change(huddle, step_id=kept[0].id, planned_seconds=planned)
    roster.fill(writer, huddle)
    with writer.whole():
        _bring_in_raised(writer, huddle, kept)
    return huddle


def _copy_steps(writer: Writer, huddle: Huddle, steps: list[TemplateStep]) -> list[HuddleStep]:
    """The agenda as it is now: later changes to the template leave this huddle alone."""
    wanted = needed(writer, steps, huddle.series_id, huddle.held_on)
    return [
        writer.add(
            HuddleStep,
            huddle_id=huddle.id,
            position=position,
            name=step.name,
            prompts=step.prompts,
            seconds=step.seconds,
            purpose=step.purpose,
            stage_id=step.stage_id,
            led_by=step.led_by,
        )
        for position, step in enumerate(wanted)
    ]


def _bring_in_raised(writer: Writer, huddle: Huddle, steps: list[HuddleStep]) -> None:
    """Put what was raised since the last huddle where the room will come to it."""
    looking = next(
        (step for step in steps if step.purpose == StepPurpose.LOOK_BACK.value), steps[0]
    )
    welcome = next((one for one in steps if one.purpose == StepPurpose.WELCOME.value), looking)
    by_stage = {step.stage_id: step for step in steps if step.stage_id}
    for item in raised_between(writer, huddle.series_id):
        if huddle.started_at is not None and item.created_at > huddle.started_at:
            # Raised after a huddle that is typed in only now: it waits for the next.
            continue
        at_its_place = welcome if item.kind == ItemKind.RECOGNITION else looking
        step = by_stage.get(item.stage_id or "", at_its_place)
        writer.change(item, huddle_id=huddle.id, step_id=step.id)
