"""Taking back what was done in a huddle, one act after the other, the last one first."""

from __future__ import annotations

from dataclasses import dataclass

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Huddle, HuddleStep, Item, Kept, Part
from huddle.services import items, timing
from huddle.services.people import found
from huddle.store.session import Store
from huddle.store.transaction import Undoable, Writer
from huddle.vocabulary import ItemKind


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done and can be taken back.

    Attributes:
        label: What it was, marked for translation.
        rows: What it did to each row, in order.
        answered_for: The action it gave an answer for, if it was a review.
    """

    label: str
    rows: tuple[Undoable, ...]
    answered_for: str = ""


class Undo:
    """The acts of each huddle that can still be taken back; forgotten when the program ends."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._acts: dict[str, list[Act]] = {}
        self._moved_on: dict[tuple[str, int], int] = {}
        """Where taking back an act left a row, by its id and the version from before that act."""

    def note(self, huddle_id: str, label: str, writer: Writer, answered_for: str = "") -> None:
        """Remember what a write did."""
        # A huddle and its steps move on without being acts that one takes back.
        rows = tuple(row for row in writer.undoable if row.table not in (Huddle, HuddleStep))
        if rows:
            self._acts.setdefault(huddle_id, []).append(Act(label, rows, answered_for))

    def label(self, huddle_id: str) -> str:
        """What would be taken back next, in words; empty for nothing."""
        acts = self._acts.get(huddle_id)
        return _(acts[-1].label) if acts else ""

    def forget(self, huddle_id: str) -> None:
        """Take nothing of a huddle back any more."""
        self._acts.pop(huddle_id, None)

    def take_back(self, huddle_id: str) -> str:
        """Take back the last act of a huddle.

        Returns:
            What was taken back, in words; empty when there is nothing.

        Raises:
            Refused: Somebody changed the same thing since. What was done before it can still be
                taken back.
        """
        acts = self._acts.get(huddle_id)
        if not acts:
            return ""
        act, moved = acts[-1], dict(self._moved_on)
        try:
            with self._store.write() as writer:
                timing.as_held(writer, huddle_id)
                for row in reversed(act.rows):
                    _take_back(writer, row, moved)
                if act.answered_for:
                    item = found(writer, Item, act.answered_for)
                    items.log(writer, item, "review", huddle_id=huddle_id)
        except Refused:
            acts.pop()
            raise
        acts.pop()
        self._moved_on = moved
        return _(act.label)


def _take_back(writer: Writer, done: Undoable, moved: dict[tuple[str, int], int]) -> None:
    row: Kept | None = writer.session.get(done.table, done.id)
    version = done.row_version
    while (done.id, version) in moved:
        version = moved[done.id, version]
    if row is None or row.row_version != version:
        raise Refused(_("That was changed again since, so it was not taken back."))
    if done.before is None:
        writer.delete(row, "undone")
    else:
        _restore(writer, row, done.before)
    moved[done.id, done.row_version - 1] = row.row_version


def _restore(writer: Writer, row: Kept, before: dict[str, object]) -> None:
    was = (row.due_on, row.due_time) if isinstance(row, Item) else (None, None)
    writer.change(row, act="undo", **before)
    # Its story has told of the act, so it tells of this, too.
    if isinstance(row, Part) and "status" in before:
        items.log_part(writer, row, "part")
    if not isinstance(row, Item) or row.kind not in (ItemKind.ACTION, ItemKind.GOAL):
        return
    if "status" in before:
        items.log(writer, row, "status", answer=row.status)
    if row.kind == ItemKind.GOAL:
        return
    if "owner_id" in before:
        items.log(writer, row, "owner", answer=items.owner_name(writer, row))
    if was[0] and row.due_on and was != (row.due_on, row.due_time):
        due_from, time_from = was
        items.log(
            writer,
            row,
            "moved",
            due_from=due_from,
            due_to=row.due_on,
            time_from=time_from,
            time_to=row.due_time,
        )
