"""Reading the cards of a Trello board, as its export as JSON holds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from huddle.errors import Refused
from huddle.exchange.cells import BETWEEN, checked, text_cell
from huddle.exchange.damage import damage_in_words
from huddle.exchange.nested import cell
from huddle.i18n import _
from huddle.rows.imports import Cell, Cells, ImportTable

HEADER = (
    *("name", "description", "list", "labels", "members", "start", "due", "done", "archived"),
    *("status", "checklists", "url"),
)
"""Done: the card's date is ticked off. Archived: the card, or its list, was put away. Status: the
list, unless the card is done or archived."""

_DONE = "done"

_Found = dict[str, Any]


def is_board(found: Any) -> bool:
    """Whether what a JSON file holds is a board."""
    return isinstance(found, dict) and all(
        isinstance(found.get(part), list) for part in ("cards", "lists")
    )


def table(name: str, board: _Found) -> ImportTable:
    """The cards of a board, those put away among them.

    Args:
        name: The file's name, for a board without one.
    """
    title = cell(board.get("name"))
    return ImportTable(str(title or name), _("Trello board"), HEADER, partial(_rows, board))


def _rows(board: _Found) -> Iterator[Cells]:
    with damage_in_words(_no_board()):
        lists, members, checklists = (
            {one["id"]: one for one in board.get(part, [])}
            for part in ("lists", "members", "checklists")
        )
        yield from checked(
            _cells(
                card,
                lists.get(card.get("idList"), {}),
                [members[one] for one in card.get("idMembers", []) if one in members],
                [checklists[one] for one in card.get("idChecklists", []) if one in checklists],
            )
            for card in board["cards"]
        )


def _cells(
    card: _Found, its_list: _Found, members: list[_Found], checklists: list[_Found]
) -> list[Cell]:
    stands = cell(its_list.get("name"))
    is_done = card.get("dueComplete") is True
    is_archived = card.get("closed") is True or its_list.get("closed") is True
    return [
        cell(card.get("name")),
        cell(card.get("desc")),
        stands,
        _named(card.get("labels", []), "name", "color"),
        _named(members, "fullName", "username"),
        _instant(card.get("start")),
        _instant(card.get("due")),
        is_done,
        is_archived,
        _DONE if is_done or is_archived else stands,
        text_cell("\n".join(line for one in checklists for line in _checklist(one))),
        cell(card.get("url")),
    ]


def _named(found: list[_Found], name: str, otherwise: str) -> Cell:
    names = (one.get(name) or one.get(otherwise) for one in found)
    return text_cell(BETWEEN.join(str(name) for name in names if name))


def _checklist(checklist: _Found) -> Iterator[str]:
    yield f"{checklist.get('name', '')}:"
    for point in checklist.get("checkItems", []):
        box = "[x]" if point.get("state") == "complete" else "[ ]"
        yield f"{box} {point.get('name', '')}"


def _instant(value: Any) -> Cell:
    """A point in time as boards write it; as it stands where it is none."""
    try:
        return dt.datetime.fromisoformat(str(value)) if value else None
    except ValueError:
        return cell(value)


def _no_board() -> Refused:
    return Refused(
        _(
            "This board is not whole: it was changed or damaged on its way. "
            "Nothing was read in. Export it from Trello again."
        )
    )
