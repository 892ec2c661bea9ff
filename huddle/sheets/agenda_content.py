"""What the agenda for the next huddle says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.huddles import HuddleRecord, HuddleStepRow
from huddle.rows.items import ItemRow
from huddle.sheets import wording
from huddle.sheets.stamp import Stamp
from huddle.sheets.summary_content import ActionLine, Said, action_line, in_order
from huddle.vocabulary import ItemKind, StepPurpose


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """One step, with what is already known to belong there."""

    number: int
    """0 for what belongs to no step."""
    name: str
    time: str
    led_by: str
    prompts: tuple[str, ...]
    said: tuple[Said, ...] = ()
    promises: tuple[ActionLine, ...] = ()
    purpose: StepPurpose | None = None

    @property
    def heading(self) -> str:
        """Its name, with its number if it has one."""
        return f"{self.number}. {self.name}" if self.number else self.name


@dataclass(frozen=True, slots=True)
class AgendaSheet:
    """What the next huddle will go through."""

    title: str
    unit: str
    number: int
    when: str
    led_by: str
    deputy: str
    time: str
    steps: tuple[AgendaStep, ...]
    as_at: dt.datetime
    hidden: str
    """How much is not shown."""


def agenda_of(record: HuddleRecord, stamp: Stamp) -> AgendaSheet:
    """Say a planned huddle, from its record."""
    huddle = record.huddle
    seconds = huddle.planned_seconds
    return AgendaSheet(
        title=huddle.title,
        unit=record.unit.name,
        number=huddle.number,
        when=wording.when(huddle, record.unit),
        led_by=_("led by {name}").format(name=huddle.facilitator) if huddle.facilitator else "",
        deputy=_("deputy: {name}").format(name=huddle.deputy) if huddle.deputy else "",
        time=wording.length(seconds) if seconds else "",
        steps=_steps(record, stamp.printed_at.date()),
        as_at=stamp.printed_at,
        hidden=wording.hidden(record.hidden_count),
    )


def _steps(record: HuddleRecord, today: dt.date) -> tuple[AgendaStep, ...]:
    """The steps, each with its items; what finds no step of its own follows them."""
    offered = [item for item in record.items if _is_offered_again(item, record)]
    raised = [item for item in record.items if item not in offered]
    promises = tuple(action_line(item, today) for item in in_order(record.reviewed))
    steps: list[AgendaStep] = []
    placed: set[str] = set()
    for number, step in enumerate(record.steps, start=1):
        own = [item for item in raised if item.step_id == step.id]
        if step.purpose is StepPurpose.PARKED:
            own, offered = [*own, *offered], []
        takes_promises = step.purpose is StepPurpose.PROMISES
        placed.update(item.id for item in own)
        steps.append(_step(number, step, own, promises if takes_promises else ()))
        promises = () if takes_promises else promises
    rest = [item for item in raised if item.id not in placed]
    return (*steps, *_left_over(rest, offered, promises))


def _is_offered_again(item: ItemRow, record: HuddleRecord) -> bool:
    """Whether it is parked, or a goal of an earlier huddle whose review day has come."""
    is_of_another = item.huddle_id is not None and item.huddle_id != record.huddle.id
    return item.kind is ItemKind.PARKED or (item.kind is ItemKind.GOAL and is_of_another)


def _step(
    number: int, step: HuddleStepRow, own: Sequence[ItemRow], promises: tuple[ActionLine, ...]
) -> AgendaStep:
    return AgendaStep(
        number=number,
        name=step.name,
        time=wording.length(step.seconds) if step.seconds else "",
        led_by=_("led by {name}").format(name=step.led_by) if step.led_by else "",
        prompts=tuple(filter(None, map(str.strip, step.prompts.splitlines()))),
        said=tuple(map(_said, own)),
        promises=promises,
        purpose=step.purpose,
    )


def _left_over(
    raised: Sequence[ItemRow], offered: Sequence[ItemRow], promises: tuple[ActionLine, ...]
) -> list[AgendaStep]:
    found = []
    if raised:
        found.append(
            AgendaStep(0, _("Raised for this huddle"), "", "", (), tuple(map(_said, raised)))
        )
    goals = [item for item in offered if item.kind is ItemKind.GOAL]
    parked = [item for item in offered if item.kind is not ItemKind.GOAL]
    for name, items in ((_("Parked items"), parked), (_("Goals to look at again"), goals)):
        if items:
            found.append(AgendaStep(0, name, "", "", (), tuple(map(_said, items))))
    if promises:
        found.append(
            AgendaStep(0, _("Promises due"), "", "", (), (), promises, StepPurpose.PROMISES)
        )
    return found


def _said(item: ItemRow) -> Said:
    about = wording.facts(wording.place_on_the_way(item), wording.raised_by(item))
    return Said(label(item.kind), item.text, about)
