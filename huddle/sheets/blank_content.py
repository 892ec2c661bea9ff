"""What the form for a huddle on paper says, and where it leaves room to write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from huddle.i18n import _
from huddle.rows.huddles import HuddleRecord
from huddle.rows.people import DepartmentRow
from huddle.rows.ward import UnitRow
from huddle.sheets.agenda_content import AgendaStep, agenda_of
from huddle.sheets.stamp import Stamp
from huddle.vocabulary import StepPurpose

_FEW_STEPS = 6
_NEW_ACTIONS = 6


@dataclass(frozen=True, slots=True)
class Room:
    """So many lines to write on, with what belongs there."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class BlankStep:
    """One step as the Run page has it, with room for what is said there."""

    step: AgendaStep
    rooms: tuple[Room, ...] = ()
    actions: int = 0
    """How many new actions there is room for."""

    @property
    def nothing_due(self) -> str:
        """That no promise is due, in the step that is about them; else empty."""
        if self.step.purpose is not StepPurpose.PROMISES or self.step.promises:
            return ""
        return _("None were due when this was printed.")


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """A huddle to be held without the computer."""

    title: str
    unit: str
    when: str
    """Empty where the day is written by hand."""
    led_by: str
    hidden: str
    act_now: str
    departments: tuple[str, ...]
    steps: tuple[BlankStep, ...]

    @property
    def instruction(self) -> str:
        """What it is for, and what becomes of it."""
        return _("For when the computer cannot be used. Type it in once it can be again.")


def blank_of(
    record: HuddleRecord | None,
    unit: UnitRow,
    departments: Iterable[DepartmentRow],
    stamp: Stamp,
) -> BlankSheet:
    """Say a form, filled with what is known of a planned huddle; with none it is blank."""
    number = unit.act_now_number
    sheet = BlankSheet(
        title=_("Huddle on paper"),
        unit=unit.name,
        when="",
        led_by="",
        hidden="",
        act_now=_("Happening now? Act and call {number} first.").format(number=number)
        if number
        else "",
        departments=tuple(row.name for row in departments),
        steps=_steps(()),
    )
    if record is None:
        return sheet
    agenda = agenda_of(record, stamp)
    return replace(
        sheet,
        title=agenda.title,
        when=agenda.when,
        led_by=agenda.led_by,
        hidden=agenda.hidden,
        steps=_steps(agenda.steps),
    )


def _steps(steps: Sequence[AgendaStep]) -> tuple[BlankStep, ...]:
    """The steps in their order; the read-back, with the new actions, ends them."""
    last = [step for step in steps if step.purpose is StepPurpose.READ_BACK]
    others = [step for step in steps if step.purpose is not StepPurpose.READ_BACK]
    count = 3 if len(others) < _FEW_STEPS else 2
    found = [BlankStep(step, _rooms(step, count)) for step in others]
    if not found:
        found = [BlankStep(_head(_("Concerns")), (Room("", 8),))]
    if all(step.purpose is not StepPurpose.WELCOME for step in others):
        found.append(BlankStep(_head(_("Thanks")), (Room("", 2),)))
    found.append(BlankStep(_head(_("Decisions")), (Room("", 3),)))
    found += [BlankStep(step, actions=_NEW_ACTIONS) for step in last or [_head(_("New actions"))]]
    return tuple(found)


def _head(name: str) -> AgendaStep:
    return AgendaStep(0, name, "", "", ())


def _rooms(step: AgendaStep, count: int) -> tuple[Room, ...]:
    if step.purpose is StepPurpose.PROMISES:
        return ()
    if step.purpose in (StepPurpose.PARKED, StepPurpose.TECHNOLOGY) or not step.number:
        return (Room(_("Note"), 1),)
    if step.purpose is StepPurpose.WELCOME:
        return (Room(_("Thanks"), 2),)
    return (Room(_("Concerns"), count),)
