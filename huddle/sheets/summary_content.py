"""What the summary of one huddle says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from huddle import clock, dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.huddles import AddendumRow, HuddleRecord
from huddle.rows.items import ItemRow, PartRow
from huddle.rules.paper_form import typed_in_later
from huddle.sheets import wording
from huddle.sheets.stamp import Stamp
from huddle.vocabulary import HuddleStatus, ItemKind, Status

_SAID_KINDS = frozenset(
    {
        ItemKind.CONCERN,
        ItemKind.DECISION,
        ItemKind.GOAL,
        ItemKind.RECOGNITION,
        ItemKind.PATIENT_VOICE,
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said."""

    kind: str
    text: str
    about: str = ""
    """Where on the patient's way, by whom, and what came of it."""


@dataclass(frozen=True, slots=True)
class SaidAtStep:
    """What was said in one step."""

    step: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action in a table."""

    code: str
    mark: str
    """That it has priority, if so."""
    what: str
    about: str
    who: str
    department: str
    due: str
    """The day."""
    time: str
    status: str
    now: str
    """The status and, while it is open, the day: where a promise stands after its review."""


@dataclass(frozen=True, slots=True)
class SummarySheet:
    """A huddle on one side of paper."""

    title: str
    unit: str
    number: int
    when: str
    led_by: str
    not_held: str
    typed_in: str
    """Who typed it in from paper, and when."""
    here: str
    apologies: str
    numbers: str
    steps: tuple[SaidAtStep, ...]
    actions: tuple[ActionLine, ...]
    reviewed: tuple[ActionLine, ...]
    parked: tuple[Said, ...]
    plus: str
    delta: str
    next_huddle: str
    addenda: tuple[str, ...]
    as_at: dt.datetime


def summary_of(record: HuddleRecord, stamp: Stamp) -> SummarySheet:
    """Say a huddle, from its record."""
    huddle, unit = record.huddle, record.unit
    as_at = wording.known_as_at(record, stamp)
    new = [item for item in record.items if item.kind is ItemKind.ACTION]
    parked = [item for item in record.items if item.kind is ItemKind.PARKED]
    not_held = huddle.not_held_reason if huddle.status is HuddleStatus.NOT_HELD else ""
    return SummarySheet(
        title=huddle.title,
        unit=unit.name,
        number=huddle.number,
        when=wording.when(huddle, unit),
        led_by=_("led by {name}").format(name=huddle.facilitator) if huddle.facilitator else "",
        not_held=_("Not held: {reason}").format(reason=not_held) if not_held else "",
        typed_in=typed_in_later(huddle, ZoneInfo(unit.time_zone)),
        here=wording.names(record.here),
        apologies=wording.names(record.apologies),
        numbers=_numbers(record),
        steps=_by_step(record),
        actions=tuple(action_line(item, as_at.date()) for item in in_order(new)),
        reviewed=tuple(action_line(item, as_at.date()) for item in in_order(record.reviewed)),
        parked=tuple(_said(item) for item in parked),
        plus=record.plus,
        delta=record.delta,
        next_huddle=dates.in_prose(record.next_huddle_on) if record.next_huddle_on else "",
        addenda=tuple(_addendum(row, unit.time_zone) for row in record.addenda),
        as_at=as_at,
    )


def in_order(items: Iterable[ItemRow]) -> list[ItemRow]:
    """Actions as sheets list them: overdue and priority first, then by time, undated last."""
    return sorted(items, key=_rank)


def _rank(item: ItemRow) -> tuple[bool, dt.date, dt.time, str]:
    day = item.due_on or dt.date.max
    return not (item.is_overdue or item.is_priority), day, item.due_time or dt.time.max, item.code


def action_line(item: ItemRow, today: dt.date) -> ActionLine:
    """One action as a row of a table."""
    due = wording.by_when(item.due_on, None) if item.due_on or item.is_open else ""
    return ActionLine(
        code=item.code,
        mark=_("priority") if item.is_priority else "",
        what=item.text,
        about=wording.facts(
            wording.standing(item, today),
            item.place,
            item.patient_reference,
            wording.names(_part(part) for part in item.parts),
            item.note,
        ),
        who=wording.owner(item.owner_name),
        department=departments_of(item),
        due=due,
        time=dates.clock_time(item.due_time) if item.due_on and item.due_time else "",
        status=label(item.status),
        now=", ".join((label(item.status), due)) if item.is_open else label(item.status),
    )


def departments_of(item: ItemRow) -> str:
    """The departments of an action: those of its parts, else its owner's."""
    return wording.names(part.department_name for part in item.parts) or item.department_name


def _part(part: PartRow) -> str:
    done = label(part.status) if part.status is not Status.NOT_STARTED else ""
    said = ", ".join(filter(None, (part.owner_name, done)))
    return f"{part.department_name} ({said})" if said else ""


def _by_step(record: HuddleRecord) -> tuple[SaidAtStep, ...]:
    """What was said, in the order of the steps; what belongs to none of them comes last."""
    said = [item for item in record.items if item.kind in _SAID_KINDS]
    known = {step.id for step in record.steps}
    found = [
        (step.name, [item for item in said if item.step_id == step.id]) for step in record.steps
    ]
    found.append((_("Also raised"), [item for item in said if item.step_id not in known]))
    return tuple(SaidAtStep(name, tuple(map(_said, items))) for name, items in found if items)


def _said(item: ItemRow) -> Said:
    return Said(label(item.kind), item.text, wording.facts(*_about(item)))


def _about(item: ItemRow) -> Sequence[str]:
    shown = item.status not in (Status.NEW, Status.NOTED, Status.PARKED)
    heard = wording.names(item.departments)
    became = label(item.turned_into).lower() if item.turned_into else ""
    return (
        wording.place_on_the_way(item),
        wording.raised_by(item),
        _("because {why}").format(why=item.why) if item.why else "",
        _("with {departments}").format(departments=heard) if heard else "",
        _("disagreement: {text}").format(text=item.disagreement) if item.disagreement else "",
        _("answered for by {name}").format(name=item.owner_name) if item.owner_name else "",
        label(item.status) if shown and not became else "",
        _("turned into: {kind}").format(kind=became) if became else "",
        wording.incident(item) if item.kind is ItemKind.CONCERN else "",
    )


def _numbers(record: HuddleRecord) -> str:
    """Counts of what was said and promised; never of who spoke."""
    concerns = sum(item.kind is ItemKind.CONCERN for item in record.items)
    actions = sum(item.kind is ItemKind.ACTION for item in record.items)
    promises = len(record.reviewed)
    kept = sum(item.status in (Status.CLOSED, Status.AWAITING_CHECK) for item in record.reviewed)
    counted = (
        (concerns, ngettext("{count} concern", "{count} concerns", concerns)),
        (actions, ngettext("{count} new action", "{count} new actions", actions)),
        (
            promises,
            ngettext("{done} of {count} promise done", "{done} of {count} promises done", promises),
        ),
    )
    said = [text.format(count=count, done=kept) for count, text in counted if count]
    hidden = wording.hidden(record.hidden_count)
    said += [hidden] if hidden else []
    spent = record.duration_seconds
    return wording.facts(
        *(said or [_("nothing was raised")]), wording.length(spent) if spent else ""
    )


def _addendum(row: AddendumRow, zone: str) -> str:
    at = clock.local(row.at, zone)
    return _("{moment}, {name}: {text}").format(
        moment=dates.in_table(at.date(), at.time()), name=row.by, text=row.text
    )
