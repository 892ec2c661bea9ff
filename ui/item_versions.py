"""An item's fields as they are kept, to compare two versions of it and save one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from huddle.i18n import _
from huddle.rows.items import ItemRow
from huddle.vocabulary import Status
from ui.settling import Saving
from ui.wording import beginning

if TYPE_CHECKING:
    from huddle.ward import Ward

_LONGEST_TEXT = 120
_KEPT_AS = {"owner_name": "owner_id"}
_PLAIN = (
    "text",
    "status",
    "owner_id",
    "due_on",
    "due_time",
    "place",
    "patient_reference",
    "is_priority",
    "is_sensitive",
    "bed_asked",
    "how_known",
    "why",
    "disagreement",
    "raised_by_department_id",
    "stage_id",
    "join_stage_id",
    "incident_reported",
    "incident_reference",
    "strength",
    "goal_id",
    "note",
)


def item_values(item: ItemRow) -> dict[str, Any]:
    """The fields that people change, by the names they are kept under."""
    values = {name: getattr(item, name) for name in _PLAIN}
    return {**values, "owner_text": "" if item.owner_is_known else item.owner_name}


def item_saving(
    ward: Ward,
    on: ItemRow,
    fields: Mapping[str, Any],
    change: Callable[..., Any],
    base: Mapping[str, Any] | None = None,
    *,
    is_act: bool = False,
) -> Saving[ItemRow]:
    """A change of an item: all of its fields are kept, or none.

    Args:
        ward: Where it is kept.
        on: The newest version that is known.
        fields: What changes; a reason goes with what it is for.
        change: The service function: takes the id, the version and the fields.
        base: All fields as they were seen before; as `on` holds them, if not given.
        is_act: Whether it is said even where the fields stand so already, of what was read: so
            other words are a difference, too.
    """
    if "owner_id" in fields:
        # Whoever is known takes the place of a name that nobody knew.
        fields = {"owner_text": "", **fields}
    mine = {"text": on.text, **fields} if is_act else fields
    return Saving(
        on=on,
        mine=mine,
        base=base,
        values=lambda row: {**item_values(row), "status": _status(row, fields, on)},
        write=lambda row, _left: change(row.id, row.row_version, **fields),
        read=lambda: ward.followups.action(on.id),
        row_id=on.id,
        together=(tuple(mine),),
        is_act=is_act,
    )


def items_saving(
    ward: Ward,
    items: tuple[ItemRow, ...],
    said: Mapping[str, Any],
    change: Callable[[list[tuple[str, int]]], tuple[ItemRow, ...]],
) -> Saving[tuple[ItemRow, ...]]:
    """The same said of several items as they were read; of each, all of it is kept or none.

    Args:
        ward: Where they are kept.
        items: The items as they were read.
        said: What is said, by the fields of a row that it changes.
        change: Says it of some of them: takes their ids and versions.
    """
    began = {item.id: item for item in items}

    def write(rows: tuple[ItemRow, ...], left: Mapping[str, Any]) -> tuple[ItemRow, ...]:
        changed = change([(row.id, row.row_version) for row in rows if row.id in left])
        by_id = {row.id: row for row in changed}
        return tuple(by_id.get(row.id, row) for row in rows)

    def in_words(item_id: str, values: tuple[Any, ...]) -> tuple[str, str]:
        words = [
            ward.versions.in_words(_KEPT_AS.get(name, name), value)[1]
            for name, value in zip(("text", *said), values, strict=True)
            if value and value != began[item_id].text
        ]
        text = beginning(began[item_id].text, _LONGEST_TEXT)
        return text, ", ".join(words) or _("nothing")

    return Saving(
        on=items,
        mine={item.id: (item.text, *said.values()) for item in items},
        values=lambda rows: {
            row.id: (row.text, *said_of(row, said, began[row.id])) for row in rows
        },
        write=write,
        read=lambda: tuple(ward.followups.action(item.id) for item in items),
        row_id=items[0].id if len(items) == 1 else "",
        in_words=in_words,
        is_act=True,
    )


def said_of(row: ItemRow, said: Mapping[str, Any], began: ItemRow) -> tuple[Any, ...]:
    """What a row holds where something is said of it, having begun at an older version."""
    return tuple(
        _status(row, said, began) if name == "status" else getattr(row, name) for name in said
    )


def _status(row: ItemRow, said: Mapping[str, Any], began: ItemRow) -> Status:
    """Where a row stands; an open action that waits for its check now was said to be done."""
    is_said = said.get("status") is Status.CLOSED and row.status is Status.AWAITING_CHECK
    return Status.CLOSED if is_said and began.is_open else row.status
