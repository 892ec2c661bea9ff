"""What the detail panel's fields hold, and what is wrong with it."""

from __future__ import annotations

from huddle import dates
from huddle.i18n import _
from huddle.rows import ItemRow, Known
from huddle.vocabulary import OPEN_ACTION_STATUSES, Status, label
from ui.pages.followups.state import Edit, Surroundings, typed_due, understood_due

_NEEDS_REASON = (Status.CANCELLED, Status.NOT_EFFECTIVE)


def problem_with(edit: Edit, item: ItemRow, around: Surroundings) -> tuple[str, str] | None:
    """What is wrong with an edit, and with which field; the rest is the service's to refuse."""
    moved = edit.due != typed_due(item.due_on, item.due_time)
    if moved and not edit.due:
        return _("An action keeps a day once it has one: write another one."), "due"
    if moved and understood_due(edit.due, around) is None:
        return _("That is no day. Try today, fri 14:00, 3 dec or +2d."), "due"
    if edit.status in _NEEDS_REASON and edit.status is not item.status and not edit.note:
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
    )


def version_lines(item: ItemRow) -> tuple[str, ...]:
    """An action in a few lines, to show beside another version of it."""
    due = dates.in_table(item.due_on, item.due_time) if item.due_on else _("no day yet")
    lines = [item.text, item.owner_name or _("nobody yet"), f"{due}, {label(item.status)}"]
    lines += [more for more in (item.place, item.how_known, item.note) if more]
    return tuple(lines)


def is_answerable(item: ItemRow | None) -> bool:
    """Whether the one-key answers make sense for an action."""
    return item is not None and item.status in OPEN_ACTION_STATUSES


def people_named(known: Known, name: str) -> str | None:
    """The id of whoever bears a name."""
    folded = name.casefold()
    found = (person.id for person in known.people if person.name.casefold() == folded)
    return next(found, None)
