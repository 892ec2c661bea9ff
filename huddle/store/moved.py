"""The mark on a place that its ward has left: kept as it was, and not gone on with by mistake."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from huddle import dates
from huddle.errors import Environment, Refused
from huddle.i18n import _
from huddle.store.key_file import put, take_away, text_in

if TYPE_CHECKING:
    from huddle.store.home import Home


def mark_moved(home: Home, to: str, now: dt.datetime) -> None:
    """Say of a place that its ward is elsewhere now.

    Args:
        home: The old place.
        to: What the new one is called; no password stands in it.
        now: The instant.
    """
    put(home.moved, json.dumps({"to": to, "at": now.isoformat()}, indent=2).encode())


def unmark_moved(home: Home) -> None:
    """Take the mark away again.

    Raises:
        Environment: The place cannot be reached.
    """
    try:
        take_away(home.moved)
    except Environment as error:
        raise Environment(
            _("The ward was not moved, but its place may still say that it was."),
            _("Nothing is lost. When it can be reached again, open it as it tells you."),
        ) from error


def refuse_moved(home: Home) -> None:
    """Refuse a place that its ward has left.

    Raises:
        Refused: It says where to, since when, and how to go on in the old place all the same.
    """
    found = text_in(home.moved)
    if found is not None:
        raise Refused(f"{_whereto(found)} {_how_to_go_on(home)}")


def _whereto(found: bytes) -> str:
    try:
        told = json.loads(found)
        at = dt.datetime.fromisoformat(told["at"]).astimezone()
        return _("This ward was moved to {place} on {when}: start Huddle there.").format(
            place=told["to"], when=dates.in_table(at)
        )
    except (ValueError, KeyError, TypeError):
        return _("This ward was moved to another place.")


def _how_to_go_on(home: Home) -> str:
    if home.is_on_server:
        return _(
            "What is here is as it was then. To go on here all the same, whoever keeps the server "
            "removes the row “moved” from the table “document”."
        )
    return _(
        "What is here is as it was then. To go on here all the same, remove the file “{file}”."
    ).format(file=home.moved)
