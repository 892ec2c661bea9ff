"""Giving an action to whom owner words name: a person, a post, or several departments."""

from __future__ import annotations

from typing import Any

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Item, Person
from huddle.model.base import NAME_LENGTH
from huddle.rules.names import Named
from huddle.rules.owner_words import Owners, read_owners
from huddle.services import items
from huddle.services.reading import known
from huddle.store.transaction import Writer
from huddle.vocabulary import ItemKind


def give_to(writer: Writer, item: Item, words: str) -> Item:
    """Give an action to whom some words name; what they name besides is kept in its story.

    Several departments each get a part. A post that nobody knew becomes one; a name that nobody
    knows stays as it is written.

    Raises:
        Refused: There are no words, or the item is no action.
    """
    if item.kind != ItemKind.ACTION:
        raise Refused(_("Only an action has an owner."))
    owners = read_owners(words, known(writer))
    if owners == Owners():
        raise Refused(_("Write who owns it."), "owner_text")
    has_part = {part.department_id for part in items.parts_of(writer, item.id)}
    for team in owners.departments:
        if team.id not in has_part:
            items.add_part(writer, item, team.id)
    fields = _owner_fields(writer, owners)
    others = ", ".join(each.name for each in owners.others)
    note = _("also named: {names}").format(names=others) if others else ""
    items.log(writer, item, "owner", answer=" ".join(words.split())[:NAME_LENGTH], note=note)
    if fields.get("owner_id"):
        # The story has the words already.
        return writer.change(item, owner_text="", **fields)
    return items.change(writer, item, fields) if fields else writer.touch(item)


def _owner_fields(writer: Writer, owners: Owners) -> dict[str, Any]:
    owner: Named | None = owners.owner
    if owner is not None and owner.what == "department":
        return {"department_id": owner.id, "owner_id": None, "owner_text": ""}
    if owner is not None:
        return {"owner_id": owner.id}
    if owners.unknown and owners.unknown_is_post:
        from huddle.model.inputs import PersonInput, validated  # noqa: PLC0415 - at first write

        post = writer.add(Person, **validated(PersonInput, name=owners.unknown, is_post=True))
        return {"owner_id": post.id}
    return {"owner_id": None, "owner_text": owners.unknown} if owners.unknown else {}
