"""What the follow-up list says: all that the facilitator still has to see to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rows.items import ItemRow, Promises
from huddle.rows.people import DepartmentRow
from huddle.rows.ward import UnitRow
from huddle.sheets import wording
from huddle.sheets.stamp import Stamp
from huddle.sheets.summary_content import ActionLine, action_line, in_order


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the list is made from.

    Attributes:
        promises: The actions.
        escalations: What went up and was not told back.
        received: What other units ask.
        departments: All that are known, for their extensions.
    """

    promises: Promises
    escalations: tuple[EscalationRow, ...]
    received: tuple[ReceivedRow, ...]
    departments: tuple[DepartmentRow, ...]


@dataclass(frozen=True, slots=True)
class ActionsUnder:
    """Actions under one heading."""

    title: str
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """What one unit asks of another."""

    code: str
    what: str
    about: str
    who: str
    """Who is asked, or who asks."""
    telephone: str
    state: str
    by: str
    """By when it is needed."""


@dataclass(frozen=True, slots=True)
class FollowUpSheet:
    """All that is still to be seen to."""

    unit: str
    numbers: str
    hidden: str
    open: tuple[ActionsUnder, ...]
    """Overdue first; a heading with nothing under it is left out."""
    more: tuple[ActionsUnder, ...]
    """To check, and to tell."""
    escalations: tuple[Ask, ...]
    asked: tuple[Ask, ...]
    as_at: dt.datetime


def follow_up_of(waiting: Waiting, unit: UnitRow, stamp: Stamp) -> FollowUpSheet:
    """Say what is still to be seen to, from what paper may show of it."""
    promises, today = waiting.promises, stamp.printed_at.date()
    sheet = FollowUpSheet(
        unit=unit.name,
        numbers=wording.actions(promises.open),
        hidden=wording.hidden(promises.hidden_count),
        open=_open(promises.open, waiting.departments, today),
        more=_filled(
            (_("To check"), [_to_check(item, today) for item in promises.to_check]),
            (_("To tell"), [_to_tell(item, today) for item in promises.untold]),
        ),
        escalations=tuple(map(_sent_up, waiting.escalations)),
        asked=tuple(map(_came_in, waiting.received)),
        as_at=stamp.printed_at,
    )
    has_any = sheet.open or sheet.more or sheet.escalations or sheet.asked
    return sheet if has_any else replace(sheet, numbers=_("Nothing to follow up."))


def _filled(*parts: tuple[str, Sequence[ActionLine]]) -> tuple[ActionsUnder, ...]:
    return tuple(ActionsUnder(title, tuple(lines)) for title, lines in parts if lines)


def _open(
    items: Iterable[ItemRow], departments: Sequence[DepartmentRow], today: dt.date
) -> tuple[ActionsUnder, ...]:
    extensions = {row.name: row.extension for row in departments}
    overdue: list[ActionLine] = []
    due: list[ActionLine] = []
    undated: list[ActionLine] = []
    for item in in_order(items):
        group = overdue if item.is_overdue else due if item.due_on else undated
        line = action_line(item, today)
        group.append(replace(line, department=_reach(item, extensions)))
    return _filled((_("Overdue"), overdue), (_("Due"), due), (_("No time yet"), undated))


def _reach(item: ItemRow, extensions: dict[str, str]) -> str:
    """The departments of an action, each with its extension."""
    names = dict.fromkeys(part.department_name for part in item.parts) or [item.department_name]
    return "; ".join(wording.reach(name, extensions.get(name, "")) for name in names)


def _to_check(item: ItemRow, today: dt.date) -> ActionLine:
    line = action_line(item, today)
    return replace(line, about=wording.facts(line.department, line.about, wording.sign(item)))


def _to_tell(item: ItemRow, today: dt.date) -> ActionLine:
    line = action_line(item, today)
    teller = _("{name} tells them").format(name=item.read_back)
    return replace(line, about=wording.facts(line.department, line.about), now=teller)


def _sent_up(row: EscalationRow) -> Ask:
    return Ask(
        code=row.item.code,
        what=row.item.text,
        about=row.ask,
        who=wording.names((row.to_name, row.to_role)),
        telephone=row.telephone,
        state=label(row.state),
        by=_needed(row),
    )


def _came_in(row: ReceivedRow) -> Ask:
    return Ask(
        code=row.item.code,
        what=row.ask or row.item.text,
        about=row.reason,
        who=row.from_unit,
        telephone=row.telephone,
        state=label(row.state),
        by=_needed(row),
    )


def _needed(row: EscalationRow | ReceivedRow) -> str:
    if row.needed_on is None:
        return ""
    return _("by {day}").format(day=wording.by_when(row.needed_on, row.needed_time))
