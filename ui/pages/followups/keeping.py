"""What the page writes in more than one step, all of it on the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huddle.rows.items import ItemRow
from huddle.rules.owner_words import is_post, name_more
from huddle.vocabulary import Status
from ui.pages.followups.edits import changes_of, people_named
from ui.pages.followups.state import Edit, Surroundings
from ui.pages.followups.versions import refuse_missing_parts

if TYPE_CHECKING:
    from huddle.ward import Ward


def keep(
    ward: Ward, item: ItemRow, edit: Edit, around: Surroundings, *, adds_people: bool
) -> ItemRow:
    """Write what differs from the action as it was read.

    Raises:
        Refused: A field cannot be used, or a part is not there any more.
        ChangedElsewhere: Somebody changed it since it was read.
    """
    refuse_missing_parts(item, edit)
    changes = changes_of(item, edit, around)
    is_given = bool(edit.owner) and edit.owner.casefold() != item.owner_name.casefold()
    names_more = is_given and name_more(edit.owner, around.known)
    if is_given and not names_more:
        changes |= owner_fields(ward, edit.owner, around, adds_people=adds_people)
    row = ward.followups.update(item.id, item.row_version, **changes) if changes else item
    if names_more:
        row = ward.followups.give_to(item.id, edit.owner, row.row_version)
    # A whole that is done brings its parts along.
    parts = row.parts if "status" in changes else item.parts
    for part_id, owner_id, status in edit.parts:
        part = next(part for part in parts if part.id == part_id)
        row = ward.running.change_part(
            part.id,
            part.row_version,
            owner_id=owner_id or None,
            status=Status(status),
            due_on=part.due_on,
        )
    return row


def owner_fields(
    ward: Ward, name: str, around: Surroundings, *, adds_people: bool
) -> dict[str, str | None]:
    """The owner of this name; one whom nobody knows stays as typed for whoever adds no people."""
    owner_id = people_named(around.known, name)
    if owner_id is None and not adds_people:
        return {"owner_id": None, "owner_text": name}
    return {"owner_id": owner_id or ward.people.add_person(name, is_post=is_post(name)).id}
