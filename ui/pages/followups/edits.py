"""What the detail panel's fields hold, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.items import ItemRow
from huddle.rows.people import Known
from huddle.rules.status_changes import NEED_A_REASON
from huddle.rules.typed_dates import typed_due
from huddle.vocabulary import OPEN_ACTION_STATUSES
from ui import wording
from ui.pages.followups.state import Edit, Surroundings, understood_due
from ui.widgets.facts import Fact


def problem_with(edit: Edit, item: ItemRow, around: Surroundings) -> tuple[str, str] | None:
    """What is wrong with an edit, and with which field; the rest is the service's to refuse."""
    moved = edit.due != typed_due(item.due_on, item.due_time)
    if moved and not edit.due:
        return _("An action keeps a day once it has one: write another one."), "due"
    if moved and understood_due(edit.due, around) is None:
        return _("That is no day. Try today, fri 14:00, 3 dec or +2d."), "due"
    if edit.status in NEED_A_REASON and edit.status is not item.status and not edit.note:
        return _("Say why in a few words."), "note"
    if not edit.owner and item.owner_name:
        return _("An action keeps an owner: write who takes it on."), "owner"
    return None


def edit_of(item: ItemRow) -> Edit:
    """What the fields hold when nobody has typed yet."""
    return Edit(
        text=item.text,
        owner=item.owner_name,
        due=typed_due(item.due_on, item.due_time),
        place=item.place,
        how_known=item.how_known,
        status=item.status,
        patient_reference=item.patient_reference,
        is_sensitive=item.is_sensitive,
        strength=item.strength or "",
        goal_id=item.goal_id or "",
    )


def changes_of(item: ItemRow, edit: Edit, around: Surroundings) -> dict[str, Any]:
    """What an edit changes of an action; owner and parts are kept by themselves."""
    due_on, due_time = _due(item, edit, around)
    wanted: dict[str, Any] = {
        "text": edit.text,
        "status": edit.status,
        "due_on": due_on,
        "due_time": due_time,
        "place": edit.place,
        "how_known": edit.how_known,
        "patient_reference": edit.patient_reference,
        "is_sensitive": edit.is_sensitive,
    }
    changes = {name: value for name, value in wanted.items() if value != getattr(item, name)}
    if edit.strength != (item.strength or ""):
        changes["strength"] = edit.strength
    if edit.goal_id != (item.goal_id or ""):
        changes["goal_id"] = edit.goal_id or None
    return {**changes, "note": edit.note} if edit.note else changes


def _due(item: ItemRow, edit: Edit, around: Surroundings) -> tuple[dt.date | None, dt.time | None]:
    if edit.due == typed_due(item.due_on, item.due_time):
        return item.due_on, item.due_time
    found = understood_due(edit.due, around)
    return (found.due_on, found.due_time) if found else (item.due_on, item.due_time)


def facts_of(item: ItemRow) -> tuple[Fact, ...]:
    """An action as somebody reads it who changes nothing."""
    due = dates.in_table(item.due_on, item.due_time) if item.due_on else _("no day yet")
    parts = [
        f"{part.department_name}: {part_words(part.owner_name, label(part.status))}"
        for part in item.parts
    ]
    return (
        ("fact_text", _("Action"), item.text),
        ("fact_owner", _("Owner"), wording.owner_words(item)),
        ("fact_due", _("Due"), due),
        ("fact_status", _("Status"), label(item.status)),
        ("fact_place", _("Where"), item.place),
        ("fact_patient", _("Patient reference"), item.patient_reference),
        ("fact_how_known", _("How we will know it worked"), item.how_known),
        ("fact_strength", _("Strength of action"), label(item.strength) if item.strength else ""),
        ("fact_goal", _("Goal it serves"), item.goal_text),
        ("fact_parts", _("Parts"), "\n".join(parts)),
        ("fact_sensitive", _("Sensitive"), _("Yes") if item.is_sensitive else ""),
    )


def known_words(item: ItemRow) -> str:
    """What is known of an action beside its fields, in one line."""
    parts = [_("Raised {day}").format(day=dates.in_table(item.raised_on))]
    if item.raised_by:
        parts.append(_("by {name}").format(name=item.raised_by))
    parts += [item.stage_name, wording.moves_words(item)]
    if item.first_due_on and item.first_due_on != item.due_on and not item.move_count:
        parts.append(_("first due {day}").format(day=dates.in_table(item.first_due_on)))
    parts += [_done_words(item), _checked_words(item), _again_words(item)]
    if item.note:
        parts.append(_("last note: {note}").format(note=item.note))
    return " · ".join(part for part in parts if part)


def _done_words(item: ItemRow) -> str:
    if item.done_on is None:
        return ""
    done = _("done {day}").format(day=dates.in_table(item.done_on))
    return _("{done}, on time").format(done=done) if item.is_closed_on_time else done


def _checked_words(item: ItemRow) -> str:
    return _("checked by {name}").format(name=item.checked_by) if item.checked_by else ""


def _again_words(item: ItemRow) -> str:
    count = item.reopened_count
    words = ngettext("opened again once", "opened again {count}×", count).format(count=count)
    return words if count else ""


def part_words(owner: str, status: str) -> str:
    """Who has a part, and where it stands."""
    return _("{owner}, {status}").format(owner=owner or _("nobody yet"), status=status)


def is_answerable(item: ItemRow | None) -> bool:
    """Whether the one-key answers make sense for an action."""
    return item is not None and item.status in OPEN_ACTION_STATUSES


def actions_words(items: Sequence[ItemRow]) -> str:
    """One action by its words, several by their number."""
    if len(items) == 1:
        return items[0].text
    return ngettext("{count} action", "{count} actions", len(items)).format(count=len(items))


def people_named(known: Known, name: str) -> str | None:
    """The id of whoever bears a name."""
    folded = name.casefold()
    found = (person.id for person in known.people if person.name.casefold() == folded)
    return next(found, None)
