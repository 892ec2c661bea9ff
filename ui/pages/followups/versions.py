"""What the detail panel holds as plain values, so that two versions of an action can be compared.

The names are those of the fields they change, so that they are called the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from huddle.errors import Refused
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import ItemRow, PartRow
from huddle.rules.merging import merge
from huddle.rules.typed_dates import typed_due
from huddle.vocabulary import Status
from ui.pages.followups.edits import edit_of, part_words
from ui.pages.followups.state import Edit, Surroundings, understood_due

Values = Mapping[str, Any]
_PART = "part "
_NAMES = {"owner": "owner_id", "due": "due_on"}
"""What is called otherwise in the panel than where it is kept."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is being typed, and what stood there when that began."""

    base: Values
    mine: Values


def values_of(item: ItemRow) -> dict[str, Any]:
    """An action as it stands; its latest note stands for the line in which one is written."""
    parts = {f"{_PART}{part.id}": (part.owner_id or "", part.status.value) for part in item.parts}
    return {**_fields(edit_of(item)), "note": item.note, **parts}


def typed_values(edit: Edit, base: Values, around: Surroundings) -> dict[str, Any]:
    """What stands in the panel; a note that nobody writes leaves the one there is."""
    due = understood_due(edit.due, around)
    parts = {f"{_PART}{part_id}": (owner, status) for part_id, owner, status in edit.parts}
    return {
        **_fields(edit),
        "due_on": typed_due(due.due_on, due.due_time) if due else edit.due,
        "note": edit.note or base["note"],
        **parts,
    }


def edit_from(values: Values, item: ItemRow) -> Edit:
    """What the panel shows for some values of an action; the rest is as it stands."""
    found = {**_fields(edit_of(item)), "note": item.note, **values}
    fields = {name: found[_NAMES.get(name, name)] for name in _EDITED}
    note = "" if found["note"] == item.note else found["note"]
    parts = [
        (name.removeprefix(_PART), *value)
        for name, value in values.items()
        if name.startswith(_PART) and value is not None
    ]
    status = Status(fields.pop("status"))
    return Edit(**fields, status=status, note=note, parts=tuple(parts))


def brought_on(typed: Typed, now: Values) -> Typed:
    """What is being typed on a newer version: only what both sides changed still differs."""
    now = {**dict.fromkeys(typed.mine), **now}
    merged = merge({**now, **typed.base}, typed.mine, now)
    asked = {name: typed.base[name] for one in merged.differences for name in one.names}
    return Typed({**now, **asked}, merged.settled(merged.differences))


def part_in_words(item: ItemRow, name: str, value: tuple[str, str] | None, names: Values) -> Any:
    """A department and what its part says; none for a field that is no part."""
    if not name.startswith(_PART):
        return None
    part = _part(item, name)
    called = part.department_name if part else _("Part of a department")
    if value is None:
        return called, _("taken away")
    owner, status = value
    return called, part_words(names.get(owner, ""), label(Status(status)))


def refuse_missing_parts(item: ItemRow, edit: Edit) -> None:
    """Refuse to change a part that somebody took away meanwhile.

    Raises:
        Refused: There is one.
    """
    there = {part.id for part in item.parts}
    if any(part_id not in there for part_id, _owner, _status in edit.parts):
        raise Refused(_("A part was taken away meanwhile: look at the parts again."), "parts")


def _part(item: ItemRow, name: str) -> PartRow | None:
    part_id = name.removeprefix(_PART)
    return next((part for part in item.parts if part.id == part_id), None)


_EDITED = (
    "text",
    "owner",
    "due",
    "place",
    "how_known",
    "status",
    "patient_reference",
    "is_sensitive",
    "strength",
    "goal_id",
)


def _fields(edit: Edit) -> dict[str, Any]:
    return {_NAMES.get(name, name): getattr(edit, name) for name in _EDITED}
