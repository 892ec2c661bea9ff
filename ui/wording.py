"""How items are put in words wherever a page shows them."""

from __future__ import annotations

import datetime as dt

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.escalation import ReceivedRow
from huddle.rows.items import ItemRow
from huddle.rows.rota import TurnRow
from huddle.rules.due import days_late
from huddle.sheets.wording import hidden
from huddle.vocabulary import ItemKind, ReceivedState, Status

ChipWords = tuple[str, str]
"""What a chip says, and its tone."""

_LONGEST_UNIT = 20
"""Characters of a unit's name on a chip; the words beside it say all of it."""


def owner_words(item: ItemRow) -> str:
    """Who owns an action: name and department, or that nobody does yet."""
    if item.owner_name and item.department_name:
        return _("{owner}, {department}").format(
            owner=item.owner_name, department=item.department_name
        )
    if item.owner_name:
        return item.owner_name
    if item.department_name:
        return _("no person yet: {department}").format(department=item.department_name)
    return _("no owner yet")


def due_words(item: ItemRow, today: dt.date) -> str:
    """By when, in the shortest words that are clear."""
    if item.due_on is None:
        return _("no day yet")
    at = f" {dates.clock_time(item.due_time)}" if item.due_time else ""
    if item.due_on == today:
        return _("due today{at}").format(at=at)
    return _("due {day}{at}").format(day=dates.short_day(item.due_on), at=at)


def turn_words(turn: TurnRow, otherwise: str = "") -> str:
    """Whose turn it is to facilitate, instead of whom, and who fills in.

    Args:
        turn: The turn.
        otherwise: Who leads where the rota names nobody.
    """
    said = turn.name or otherwise or _("nobody")
    if turn.has_left:
        said = _("{name} ({other} has left)").format(name=said, other=turn.has_left)
    elif turn.instead_of:
        said = _("{name} instead of {other}").format(name=said, other=turn.instead_of)
    if not turn.deputy:
        return said
    return _("{who} · deputy: {name}").format(who=said, name=turn.deputy)


def late_words(item: ItemRow, today: dt.date) -> str:
    """How late and how often carried; empty when it is neither."""
    parts = []
    if item.is_overdue:
        parts.append(dates.days_late(days_late(item.due_on, today)))
    if item.times_carried:
        parts.append(carried_words(item.times_carried))
    return ", ".join(parts)


def carried_words(times: int) -> str:
    """How often an action came back."""
    return ngettext("carried once", "carried {count}×", times).format(count=times)


def item_chips(item: ItemRow, today: dt.date) -> tuple[ChipWords, ...]:
    """The chips beside an item: what is late, stuck or unnamed, most pressing first."""
    chips: list[ChipWords] = []
    if late := late_words(item, today):
        chips.append((late, "danger" if item.is_overdue else "caution"))
    elif item.is_open and item.due_on is not None:
        chips.append((due_words(item, today), "caution" if item.due_on == today else "neutral"))
    if item.status is Status.BLOCKED:
        chips.append((label(Status.BLOCKED), "caution"))
    if item.is_open and item.needs_name and not item.parts:
        chips.append((_("name someone"), "caution"))
    if item.is_priority:
        chips.append((_("priority"), "neutral"))
    if item.parts:
        chips.append(((item.is_open and missing_words(item)) or parts_words(item), "neutral"))
    if item.status is Status.AWAITING_CHECK:
        chips.append((_("to check"), "accent"))
    return tuple(chips)


def reply_chip(row: ReceivedRow, today: dt.date, zone: dt.tzinfo) -> ChipWords:
    """By when another unit wants its answer, or how late that is; answered, where it stands."""
    if row.state in (ReceivedState.TO_SEND_BACK, ReceivedState.SENT_BACK):
        return label(row.state), "caution" if row.state is ReceivedState.TO_SEND_BACK else "good"
    if row.reply_by is None:
        return _("no time set"), "neutral"
    day, at = _day_and_time(row.reply_by.astimezone(zone))
    if row.state is ReceivedState.LATE:
        if day < today or at is None:
            return dates.days_late(days_late(day, today)), "danger"
        return _("late since {time}").format(time=dates.clock_time(at)), "danger"
    return _by_words(day, at, today), "caution" if day == today else "neutral"


def _day_and_time(by: dt.datetime) -> tuple[dt.date, dt.time | None]:
    """A limit as a person says it: the first moment of a day is the end of the one before."""
    if by.time() == dt.time():
        return by.date() - dt.timedelta(days=1), None
    return by.date(), by.time()


def _by_words(day: dt.date, at: dt.time | None, today: dt.date) -> str:
    if day != today:
        when = dates.in_table(day, at)
    else:
        when = dates.clock_time(at) if at else _("the end of today")
    return _("by {when}").format(when=when)


def asked_chips(row: ReceivedRow, today: dt.date, zone: dt.tzinfo) -> tuple[ChipWords, ...]:
    """Which unit asks, and by when."""
    unit = beginning(row.from_unit, _LONGEST_UNIT)
    return (_("asked by {unit}").format(unit=unit), "accent"), reply_chip(row, today, zone)


def privacy_chips(item: ItemRow) -> tuple[ChipWords, ...]:
    """What is not for everybody: that an item is sensitive, and the bed it is about."""
    chips = []
    if item.is_sensitive:
        chips.append((_("sensitive"), "accent"))
    if item.patient_reference:
        chips.append((_("patient: {bed}").format(bed=item.patient_reference), "neutral"))
    return tuple(chips)


def hidden_words(count: int) -> str:
    """How many sensitive items are not shown, as sheets say it; empty for none."""
    return hidden(count)


def parts_words(item: ItemRow) -> str:
    """How many of an action's parts are done."""
    done = len(item.parts) - len(item.missing_parts)
    return _("{done} of {count} parts").format(done=done, count=len(item.parts))


def missing_words(item: ItemRow) -> str:
    """Which departments still have their part of an action to do; empty for none."""
    names = ", ".join(part.department_name for part in item.missing_parts)
    return _("still going for {names}").format(names=names) if names else ""


def goal_words(item: ItemRow) -> str:
    """The goal that an action serves; empty for none, or for one that is not shown."""
    return _("goal: {goal}").format(goal=item.goal_text) if item.goal_text else ""


def moves_words(item: ItemRow) -> str:
    """How often an action's due day or time moved, and what it was first; empty for never."""
    if not item.move_count:
        return ""
    moved = ngettext("moved once", "moved {count}×", item.move_count).format(count=item.move_count)
    if item.first_due_on is None:
        return moved
    return _("{moved}, first due {day}").format(moved=moved, day=dates.in_table(item.first_due_on))


def place_words(item: ItemRow) -> str:
    """Where on the patient's way an item sits, and who raised it."""
    parts = []
    if item.stage_name and item.join_stage_name:
        parts.append(
            _("between {stage} and {other}").format(
                stage=item.stage_name, other=item.join_stage_name
            )
        )
    elif item.stage_name:
        parts.append(item.stage_name)
    if item.place:
        parts.append(item.place)
    if item.raised_by:
        parts.append(_("raised by {name}").format(name=item.raised_by))
    return " · ".join(parts)


def kind_words(item: ItemRow) -> str:
    """The kind, and what it was before."""
    if item.from_kind is not None and item.from_kind is not ItemKind.PARKED:
        return _("{kind}, from a {before}").format(
            kind=label(item.kind), before=label(item.from_kind).lower()
        )
    return label(item.kind)


def beginning(text: str, most: int) -> str:
    """As much of a text as a line or two have room for, on one line."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    cut = words[:most]
    return (cut.rpartition(" ")[0].rstrip(" ,;:.") or cut) + " …"
