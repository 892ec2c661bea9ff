"""The days of the story: which huddles were held, how long they took and who came."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import resources
from huddle.i18n import _
from huddle.model import Attendance, Huddle, HuddleStep, TemplateStep
from huddle.services.demo.cast import Cast, Round
from huddle.services.demo.plan import DemoPlan, SeededIds, instant
from huddle.store.bulk import Bulk
from huddle.vocabulary import HuddleStatus, Presence, StepPurpose

_NOT_HELD_SHARE = 0.04
_ALL_HELD_DAYS = 21
"""The end of the story is told without gaps."""
_PUBLIC_HOLIDAYS = ((1, 1), (12, 25), (12, 26))


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of one held huddle."""

    id: str
    step: TemplateStep
    began: dt.datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """One huddle of the story; without stops it was not held."""

    id: str
    number: int
    round: Round
    held_on: dt.date
    next_on: dt.date
    began: dt.datetime
    ended: dt.datetime
    stops: tuple[Stop, ...]
    reason: str = ""

    def stop_at(self, stage_id: str | None) -> Stop:
        """Where the room speaks of a stage; where it looks ahead when it has no step."""
        ahead = StepPurpose.LOOK_AHEAD.value
        looking = [stop for stop in self.stops if stop.step.purpose == ahead] or list(self.stops)
        return next((stop for stop in looking if stop.step.stage_id == stage_id), looking[0])

    def stop_for(self, purpose: StepPurpose) -> Stop | None:
        """The step of a purpose, if there is one."""
        return next((stop for stop in self.stops if stop.step.purpose == purpose.value), None)


def all_meetings(plan: DemoPlan, cast: Cast, ids: SeededIds) -> tuple[Meeting, ...]:
    """Every huddle from the first day to the day before the last, numbered in order."""
    chance = plan.chance("meetings")
    found: list[Meeting] = []
    for day in _days(plan):
        for one in cast.rounds:
            if day.weekday() in one.weekdays:
                reason = _why_not(plan, day, chance)
                found.append(_meeting(len(found) + 1, one, day, reason, chance, ids))
    return tuple(found)


def write(bulk: Bulk, meeting: Meeting, cast: Cast, chance: random.Random) -> None:
    """Let a huddle with its steps and its roster wait for writing."""
    if not meeting.stops:
        bulk.add(
            Huddle,
            meeting.began,
            **_common(meeting),
            status=HuddleStatus.NOT_HELD.value,
            facilitator=meeting.round.facilitator,
            not_held_reason=meeting.reason,
        )
        return
    bulk.add(
        Huddle,
        meeting.began,
        **_common(meeting),
        **_said_of_itself(chance),
        status=HuddleStatus.CLOSED.value,
        planned_seconds=sum(stop.step.seconds for stop in meeting.stops),
        facilitator=_facilitator(meeting, cast, chance),
        started_at=meeting.began,
        closed_at=meeting.ended,
        step_id=meeting.stops[-1].id,
        updated_at=meeting.ended,
    )
    for position, stop in enumerate(meeting.stops):
        bulk.add(HuddleStep, meeting.began, **_step_values(meeting, stop, position))
    for position, values in enumerate(_roster(meeting, cast, chance)):
        bulk.add(Attendance, meeting.began, huddle_id=meeting.id, position=position, **values)


def _days(plan: DemoPlan) -> Iterator[dt.date]:
    count = (plan.until - plan.starts_on).days
    return (plan.starts_on + dt.timedelta(days=past) for past in range(count))


def _why_not(plan: DemoPlan, day: dt.date, chance: random.Random) -> str:
    told = resources.toml("demo", "ward.toml")["not_held"]
    drawn, reason = chance.random(), chance.choice(told["reasons"])
    if (plan.until - day).days <= _ALL_HELD_DAYS:
        return ""
    if (day.month, day.day) in _PUBLIC_HOLIDAYS:
        return _(told["christmas"])
    return _(reason) if drawn < _NOT_HELD_SHARE else ""


def _meeting(
    number: int,
    one: Round,
    day: dt.date,
    reason: str,
    chance: random.Random,
    ids: SeededIds,
) -> Meeting:
    late_seconds = chance.choice((0, 10, 30, 45, 60, 75, 120, 200))
    began = instant(day, one.starts_at) + dt.timedelta(seconds=late_seconds)
    stops, ended = [], began
    for step in () if reason else one.steps:
        seconds = round(step.seconds * chance.uniform(0.6, 1.15))
        stops.append(Stop(ids.at(began), step, ended, seconds))
        ended += dt.timedelta(seconds=seconds)
    next_on = day + dt.timedelta(days=1)
    while next_on.weekday() not in one.weekdays:
        next_on += dt.timedelta(days=1)
    return Meeting(ids.at(began), number, one, day, next_on, began, ended, tuple(stops), reason)


def _common(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "number": meeting.number,
        "series_id": meeting.round.series_id,
        "title": meeting.round.name,
        "held_on": meeting.held_on,
        "starts_at": meeting.round.starts_at,
    }


def _said_of_itself(chance: random.Random) -> dict[str, str]:
    told = resources.toml("demo", "ward.toml")["said"]
    plus, delta = chance.choice(told["plus"]), chance.choice(told["delta"])
    return {
        "plus": _(plus) if chance.random() < 0.7 else "",
        "delta": _(delta) if chance.random() < 0.5 else "",
    }


def _facilitator(meeting: Meeting, cast: Cast, chance: random.Random) -> str:
    drawn = chance.choice(cast.leads)
    return meeting.round.facilitator if chance.random() < 0.6 else drawn


def _step_values(meeting: Meeting, stop: Stop, position: int) -> dict[str, Any]:
    names = ("name", "prompts", "seconds", "purpose", "stage_id", "led_by")
    return {
        "id": stop.id,
        "huddle_id": meeting.id,
        "position": position,
        **{name: getattr(stop.step, name) for name in names},
        "spent_seconds": stop.seconds,
        "was_visited": True,
    }


def _roster(meeting: Meeting, cast: Cast, chance: random.Random) -> Iterator[dict[str, Any]]:
    for team in cast.teams:
        expected = meeting.round.is_main or team.at_weekends
        drawn = chance.random()
        presence = Presence.UNMARKED
        if expected:
            presence = Presence.HERE if drawn < 0.88 else Presence.APOLOGIES
        is_heard = presence is Presence.HERE and chance.random() < 0.85
        yield {
            "department_id": team.id,
            "name": team.name,
            "presence": presence.value,
            "is_heard": is_heard,
            "comes_usually": expected,
        }
