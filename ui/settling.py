"""Saving what somebody else may have changed meanwhile: both versions are seen, none overwritten.

Every page that edits something saves through here. What only one side changed goes together by
itself; of what both changed, a person chooses, and then it is saved on the newest version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from huddle import dates
from huddle.errors import ChangedElsewhere
from huddle.i18n import _
from huddle.rows.versions import ComparedRow
from huddle.rules.merging import Difference, merge

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huddle.ward import Ward
    from ui.desk import Desk
    from ui.in_turn import Prepare

RowT = TypeVar("RowT")
Values = Mapping[str, Any]
_Done = Callable[[Any], None]
_Failed = Callable[[Exception], None]
_BEFORE_BOTH = object()
"""What neither side says."""


class Send(Protocol):
    """Runs a call when its turn has come, as `InTurn.add` does."""

    def __call__(self, prepare: Prepare[Any], done: _Done, failed: _Failed) -> None:
        """Send it."""


@dataclass(frozen=True, slots=True)
class Saving(Generic[RowT]):
    """A change that a person wants to have saved.

    Attributes:
        on: The newest version that is known.
        mine: The fields that were changed, as they shall stand.
        values: The same fields as a version holds them.
        write: Writes fields on a version; raises `ChangedElsewhere` when there is a newer one.
        read: Reads the newest version.
        base: The fields as they were when the editing began; as `on` holds them, if not given.
        row_id: The row whose last change is told; none where there are several.
        together: Fields of which either all are mine or all are theirs.
        in_words: A field and a value of it in words; by the ward, if not given.
        is_act: Whether it is said even where the fields stand so already, as an answer is; not any
            more where somebody else said the same meanwhile.
    """

    on: RowT
    mine: Values
    values: Callable[[RowT], Values]
    write: Callable[[RowT, Values], RowT]
    read: Callable[[], RowT]
    base: Values | None = None
    row_id: str = ""
    together: tuple[tuple[str, ...], ...] = ()
    in_words: Callable[[str, Any], tuple[str, str]] | None = None
    is_act: bool = False


class Differs(ChangedElsewhere):
    """Both sides changed the same fields: a person must choose.

    Attributes:
        saving: What was to be saved.
        differences: What must be chosen.
        left: What is saved whatever is chosen.
        rows: The differences in words.
    """

    def __init__(
        self,
        said: str,
        saving: Saving[Any],
        differences: tuple[Difference, ...],
        left: Values,
        rows: tuple[ComparedRow, ...],
    ) -> None:
        super().__init__(said)
        self.saving = saving
        self.differences = differences
        self.left = left
        self.rows = rows

    def settled(self, keeps_mine: Sequence[bool]) -> Saving[Any]:
        """The same once it is chosen; it begins from the version that was seen."""
        mine = dict(self.left)
        for one, is_mine in zip(self.differences, keeps_mine, strict=True):
            if is_mine:
                mine.update(zip(one.names, one.mine, strict=True))
        return replace(self.saving, base=self.saving.values(self.saving.on), mine=mine)


def save(ward: Ward, saving: Saving[RowT]) -> RowT:
    """Save a change on the newest version; on a worker.

    Raises:
        Differs: Somebody else changed the same fields otherwise.
    """
    began = saving.values(saving.on) if saving.base is None else saving.base
    while True:
        theirs = saving.values(saving.on)
        base = _base(saving, began, theirs)
        merged = merge(base, saving.mine, theirs, saving.together)
        asked = {name for one in merged.differences for name in one.names}
        left = {
            name: value
            for name, value in merged.merged.items()
            if name not in asked
            and (value != theirs[name] or (saving.is_act and value == base[name]))
        }
        if merged.differences:
            raise _differs(ward, saving, merged.differences, left)
        if not left:
            return saving.on
        try:
            return saving.write(saving.on, left)
        except ChangedElsewhere:
            newest = saving.read()
            if newest == saving.on:
                # It is not this that changed: nothing to choose here.
                raise
            saving = replace(saving, on=newest)


def _base(saving: Saving[Any], began: Values, theirs: Values) -> Values:
    """How it was; whoever said something as an act changed it, though it stood so already."""
    if not saving.is_act:
        return began
    return {
        name: began[name] if theirs[name] == began[name] else _BEFORE_BOTH for name in saving.mine
    }


@dataclass(frozen=True, slots=True)
class Settling:
    """Saves for a page, and asks where two versions differ.

    Attributes:
        desk: What the page works with.
        page: The page, which the question stands over.
        send: Runs a call when its turn has come.
    """

    desk: Desk
    page: QWidget
    send: Send

    def save(
        self,
        prepare: Callable[[], Saving[Any] | None],
        done: _Done,
        failed: _Failed,
        left: Callable[[], object] = lambda: None,
    ) -> None:
        """Save a change.

        Args:
            prepare: Makes it when its turn has come; none when it is moot.
            done: Takes the version that stands then.
            failed: Takes what else goes wrong.
            left: Is called when a person leaves the question; what they typed stays.
        """
        ward = self.desk.ward

        def call() -> Callable[[], Any] | None:
            saving = prepare()
            return None if saving is None else lambda: save(ward, saving)

        def came_back(error: Exception) -> None:
            if isinstance(error, Differs):
                self._ask(error, lambda saving: self.save(lambda: saving, done, failed, left), left)
            else:
                failed(error)

        self.send(call, done, came_back)

    def _ask(
        self,
        differs: Differs,
        again: Callable[[Saving[Any]], None],
        left: Callable[[], object],
    ) -> None:
        from ui.dialogs.both_versions import BothVersions  # noqa: PLC0415 - rare

        dialog = BothVersions(self.page, differs.message, differs.rows)
        dialog.accepted.connect(lambda: again(differs.settled(dialog.keeps_mine)))
        dialog.rejected.connect(left)
        dialog.open()


def at_once(desk: Desk, page: QWidget, key: str) -> Settling:
    """Saves without a line to stand in; while one of the key is in flight, another is ignored."""

    def send(prepare: Prepare[Any], done: _Done, failed: _Failed) -> None:
        if (call := prepare()) is not None:
            desk.tasks.run(page, call, done, failed, key=key)

    return Settling(desk, page, send)


def _differs(
    ward: Ward, saving: Saving[Any], differences: tuple[Difference, ...], left: Values
) -> Differs:
    in_words = saving.in_words or ward.versions.in_words
    rows = tuple(_compared(one, in_words) for one in differences)
    return Differs(_said_by(ward, saving.row_id), saving, differences, left, rows)


def _compared(
    difference: Difference, in_words: Callable[[str, Any], tuple[str, str]]
) -> ComparedRow:
    sides = zip(difference.names, difference.mine, difference.theirs, strict=True)
    apart = [one for one in sides if one[1] != one[2]]
    mine = [in_words(name, my) for name, my, _their in apart]
    theirs = [in_words(name, their) for name, _my, their in apart]
    return ComparedRow(mine[0][0], _joined(mine), _joined(theirs))


def _joined(said: Sequence[tuple[str, str]]) -> str:
    """The words of what belongs together, without those that say nothing."""
    words = [words for _label, words in said]
    return ", ".join(one for one in words if one != _("nothing")) or words[0]


def _said_by(ward: Ward, row_id: str) -> str:
    change = ward.versions.last_change(row_id) if row_id else None
    if change is None:
        return ""
    return _("{name} changed it on {pc}, {when}.").format(
        name=change.by, pc=change.pc, when=dates.in_table(change.at)
    )
