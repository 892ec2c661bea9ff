"""What the attendance list says: who was there, or who is to sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from huddle.i18n import _
from huddle.rows.huddles import AttendanceList, AttendeeRow
from huddle.rows.people import DepartmentRow
from huddle.rows.planning import HuddleRow
from huddle.rows.ward import UnitRow
from huddle.sheets import wording
from huddle.sheets.stamp import Stamp
from huddle.vocabulary import HuddleStatus, Presence


@dataclass(frozen=True, slots=True)
class Present:
    """Those who were marked in one way."""

    title: str
    departments: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many rows of the roster these are."""
        return len(self.departments) + len(self.people)


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """Who was at a huddle; of one that is planned, who is to sign."""

    title: str
    unit: str
    number: int
    """0 for one that does not exist yet."""
    when: str
    led_by: str
    not_held: str
    groups: tuple[Present, ...]
    to_sign: tuple[str, ...]
    """The departments on a list to sign."""
    as_at: dt.datetime

    @property
    def nobody(self) -> str:
        """That the roster is empty; nothing where it is not."""
        return "" if self.groups or self.to_sign else _("Nobody was on the list.")


def attendance_of(found: AttendanceList, stamp: Stamp) -> AttendanceSheet:
    """Say who was there, from the roster; a mark of who spoke is not part of it."""
    groups = (
        (_("Here"), Presence.HERE),
        (_("Apologies"), Presence.APOLOGIES),
        (_("Not marked"), Presence.UNMARKED),
    )
    huddle, as_at = found.huddle, wording.closed_as_at(found.huddle, found.unit, stamp)
    present = (_present(title, found.attendees, presence) for title, presence in groups)
    return _sheet(huddle, found.unit, as_at, groups=tuple(one for one in present if one.count))


def sign_in_of(
    huddle: HuddleRow, unit: UnitRow, departments: Iterable[DepartmentRow], stamp: Stamp
) -> AttendanceSheet:
    """Say who is to sign at a huddle that is planned."""
    names = tuple(row.name for row in departments)
    return _sheet(huddle, unit, stamp.printed_at, to_sign=names)


def _sheet(
    huddle: HuddleRow,
    unit: UnitRow,
    as_at: dt.datetime,
    *,
    groups: tuple[Present, ...] = (),
    to_sign: tuple[str, ...] = (),
) -> AttendanceSheet:
    is_off = huddle.status is HuddleStatus.NOT_HELD
    return AttendanceSheet(
        title=huddle.title,
        unit=unit.name,
        number=huddle.number,
        when=wording.when(huddle, unit),
        led_by=_("led by {name}").format(name=huddle.facilitator) if huddle.facilitator else "",
        not_held=_("Not held: {reason}").format(reason=huddle.not_held_reason) if is_off else "",
        groups=groups,
        to_sign=to_sign,
        as_at=as_at,
    )


def _present(title: str, attendees: Iterable[AttendeeRow], presence: Presence) -> Present:
    marked = [row for row in attendees if row.presence is presence]
    return Present(
        title=title,
        departments=tuple(row.name for row in marked if row.is_department),
        people=tuple(row.name for row in marked if not row.is_department),
    )
