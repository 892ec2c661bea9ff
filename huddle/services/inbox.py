"""What was raised while the data was locked: left sealed by anybody, read in by the open ward."""

from __future__ import annotations

import datetime as dt

from sqlmodel import col, select

from huddle.clock import Clock, local
from huddle.model import Item
from huddle.paths import Paths
from huddle.rules.capture_line import Capture
from huddle.services import items
from huddle.services.guarded import Service
from huddle.services.templates import main_series
from huddle.store import inbox
from huddle.store.session import Store
from huddle.store.transaction import Writer
from huddle.vocabulary import ItemKind

_OLDEST = dt.timedelta(days=365)


class Inbox(Service, called="inbox"):
    """The notes that wait beside the data file.

    Args:
        store: The open store.
        paths: Where its inbox stands.
    """

    def __init__(self, store: Store, paths: Paths) -> None:
        super().__init__(store)
        self._paths = paths

    def read_in(self) -> int:
        """Make each note a concern that waits for the next huddle, without a name.

        A note's file goes only when its concern is durable. A note is known by its seal, so none
        becomes two, whoever else reads at the same time or was cut off while reading.

        Returns:
            How many concerns there are now that were not there before.

        Raises:
                Environment: The disk stands in the way; they stay sealed.
        """
        found = inbox.look(self._paths, self._store.keys.ward_private)
        inbox.set_aside(self._paths, found.broken)
        if not found.notes:
            return 0
        with self._store.write() as writer:
            count = sum(_kept(writer, note) for note in found.notes)
        inbox.drop(found.notes)
        return count


def leave_note(paths: Paths, clock: Clock, text: str) -> str:
    """Raise something for the next huddle while the data is locked.

    Returns:
        The slip number to ask about it by.

    Raises:
        Refused: It is empty or too long, or too many notes wait already.
        Environment: The disk or the folder stands in the way; nothing was kept.
    """
    return inbox.put(paths, text, clock.now())


def _is_known(writer: Writer, note: inbox.Note) -> bool:
    # Plain values: what became a sensitive item is known to every reader.
    query = select(Item.id).where(col(Item.press_key) == note.seal)
    return writer.execute(query).first() is not None


def _kept(writer: Writer, note: inbox.Note) -> bool:
    """Make a concern of a note, unless it is one already."""
    if _is_known(writer, note):
        return False
    capture = Capture(typed=note.text, kind=ItemKind.CONCERN, text=note.text)
    item = items.keep(writer, capture, series_id=main_series(writer).id, press_key=note.seal)
    is_plausible = writer.now - _OLDEST <= note.at <= writer.now
    at = note.at if is_plausible else writer.now
    is_taken = writer.execute(select(Item.id).where(col(Item.slip) == note.slip)).first()
    writer.change(
        item,
        act="read_in",
        slip=None if is_taken else note.slip,
        created_at=at,
        created_by="",
        raised_on=local(at, writer.time_zone).date(),
    )
    return True
