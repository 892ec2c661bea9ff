"""What the action sheets say: for each department, exactly its own actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import ItemRow, PartRow
from huddle.rows.people import DepartmentRow
from huddle.rows.planning import HuddleRow
from huddle.rows.ward import UnitRow
from huddle.sheets import wording
from huddle.sheets.stamp import Stamp
from huddle.sheets.summary_content import in_order
from huddle.vocabulary import OPEN_ACTION_STATUSES, Status


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """One action as the team that does it reads it."""

    item_id: str
    code: str
    what: str
    where: str
    by_when: str
    owner: str
    asked_by: str
    standing: str
    """Priority, how often carried, how late, and how far it is."""
    more: tuple[str, ...]
    """Who shares it, how we will know it worked, what was noted last."""


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """All that one department has promised."""

    department: str
    department_id: str | None
    """None for what no department has, and for a department that nobody set up."""
    source: str
    """The unit, and which huddle or day this is about."""
    count: str
    actions: tuple[ActionEntry, ...]
    tell_us: str
    as_at: dt.datetime
    huddle_number: int | None
    hidden: str = ""
    """How much of all this is not shown on any sheet."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all sheets of one print share."""

    departments: Sequence[DepartmentRow]
    unit: UnitRow
    stamp: Stamp
    huddle: HuddleRow | None
    hidden: int

    def extension(self, department_id: str | None) -> str:
        """Where to ring a department."""
        found = (row.extension for row in self.departments if row.id == department_id)
        return next(found, "")


def action_sheets_of(
    items: Sequence[ItemRow],
    departments: Sequence[DepartmentRow],
    unit: UnitRow,
    stamp: Stamp,
    *,
    wanted: Sequence[str] = (),
    huddle: HuddleRow | None = None,
    hidden: int = 0,
) -> tuple[ActionSheet, ...]:
    """The sheets to print, departments in the ward's order and the unassigned last.

    Args:
        items: The actions.
        departments: All that are known, for their order and extensions.
        unit: The ward.
        stamp: Who prints, and when.
        wanted: Only these, by name; all when empty.
        huddle: The huddle that they come from; None for all that is open.
        hidden: How many sensitive ones are left out.

    Raises:
        Refused: Nobody knows a department of that name.
    """
    frame = _Frame(departments, unit, stamp, huddle, hidden)
    shares = _shares(items, departments, stamp.printed_at.date())
    if wanted:
        known = [*shares, *(row.name for row in departments)]
        names = dict.fromkeys(_known_name(name, known) for name in wanted)
        return tuple(_sheet(name, shares.get(name, []), frame) for name in names)
    if not shares:
        return (_sheet(_("All departments"), [], frame),)
    return tuple(_sheet(name or nobodys(), share, frame) for name, share in shares.items())


def nobodys() -> str:
    """The title of the sheet with what no department has yet."""
    return _("No department yet")


def _known_name(asked: str, known: Sequence[str]) -> str:
    if asked.casefold() == nobodys().casefold():
        return ""
    for name in known:
        if name and name.casefold() == asked.casefold():
            return name
    raise Refused(
        _("There is no department called {name}. Check its spelling in Set up.").format(name=asked),
        "department",
    )


def _shares(
    items: Sequence[ItemRow], departments: Sequence[DepartmentRow], today: dt.date
) -> dict[str, list[ItemRow]]:
    """Each department's actions in order, under its name; an empty name stands for none."""
    found: dict[str, list[ItemRow]] = {}
    for item in items:
        for name in _departments(item):
            found.setdefault(name, []).append(_own_share(item, name, today))
    places = {row.name: row.position for row in departments}
    last = len(departments) + max(places.values(), default=0)
    ordered = sorted(found, key=lambda name: (not name, places.get(name, last), name))
    return {name: in_order(found[name]) for name in ordered}


def _departments(item: ItemRow) -> list[str]:
    """Whose sheets it stands on: whoever has done its part has nothing more to do there."""
    left = [part for part in item.parts if part.status in OPEN_ACTION_STATUSES]
    parts = dict.fromkeys(part.department_name for part in left or item.parts)
    return list(parts) or [item.department_name]


def _part_of(item: ItemRow, department: str) -> PartRow | None:
    """A department's part; what it has still to do comes before what it has done."""
    own = [part for part in item.parts if part.department_name == department]
    left = (part for part in own if part.status in OPEN_ACTION_STATUSES)
    return next(left, own[0] if own else None)


def _own_share(item: ItemRow, department: str, today: dt.date) -> ItemRow:
    """The action as it stands for this department: its part's day and status, if it has one."""
    part = _part_of(item, department)
    if part is None:
        return item
    due_on = part.due_on or item.due_on
    is_same_day = due_on == item.due_on
    is_open = part.status in OPEN_ACTION_STATUSES
    return replace(
        item,
        status=part.status,
        due_on=due_on,
        due_time=item.due_time if is_same_day else None,
        is_overdue=is_open
        and (item.is_overdue if is_same_day else bool(due_on and due_on < today)),
    )


def _sheet(name: str, items: Sequence[ItemRow], frame: _Frame) -> ActionSheet:
    title = name or nobodys()
    printed_on = frame.stamp.printed_at
    source = _("all that is open on {day}").format(day=dates.in_prose(printed_on.date()))
    if frame.huddle:
        source = facts_of_huddle(frame.huddle)
    return ActionSheet(
        department=title,
        department_id=next((row.id for row in frame.departments if row.name == name), None),
        source=wording.facts(frame.unit.name, source),
        count=wording.actions(items) or _("Nothing to do."),
        actions=tuple(_entry(item, name, frame) for item in items),
        tell_us=frame.unit.tell_us,
        as_at=printed_on,
        huddle_number=frame.huddle.number if frame.huddle else None,
        hidden=wording.hidden(frame.hidden),
    )


def facts_of_huddle(huddle: HuddleRow) -> str:
    """A huddle's title and day."""
    return _("{title}, {day}").format(title=huddle.title, day=dates.in_prose(huddle.held_on))


def _entry(item: ItemRow, department: str, frame: _Frame) -> ActionEntry:
    part = _part_of(item, department)
    return ActionEntry(
        item_id=item.id,
        code=item.code,
        what=item.text,
        where=wording.facts(item.place, item.patient_reference),
        by_when=wording.by_when(item.due_on, item.due_time),
        owner=wording.owner(part.owner_name if part else item.owner_name),
        asked_by=_asked_by(item, frame),
        standing=_standing(item, frame.stamp.printed_at.date()),
        more=tuple(filter(None, (_shared(item, part), wording.sign(item), _noted(item)))),
    )


def _standing(item: ItemRow, today: dt.date) -> str:
    said = wording.facts(
        _("priority") if item.is_priority else "",
        wording.standing(item, today),
        label(item.status) if item.status is not Status.NOT_STARTED else "",
    )
    return said[:1].upper() + said[1:]


def _asked_by(item: ItemRow, frame: _Frame) -> str:
    """Who raised it and where to ring them; the huddle only where the page does not name it."""
    extension = frame.extension(item.raised_by_department_id)
    who = wording.reach(item.raised_by, extension)
    if item.huddle_number is None:
        return who
    if frame.huddle and frame.huddle.number == item.huddle_number:
        return who or frame.huddle.title
    number = _("huddle {number}").format(number=item.huddle_number)
    return wording.facts(who, wording.unbroken(number))


def _shared(item: ItemRow, part: PartRow | None) -> str:
    if part is None:
        return ""
    others = [row.department_name for row in item.parts if row.id != part.id]
    whole = wording.owner(item.owner_name)
    if not others:
        return _("Answers for the whole: {name}.").format(name=whole)
    return _("Shared with {departments}. Answers for the whole: {name}.").format(
        departments=wording.names(others), name=whole
    )


def _noted(item: ItemRow) -> str:
    return _("Last noted: {note}").format(note=item.note) if item.note else ""
