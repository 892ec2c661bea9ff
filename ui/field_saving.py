"""Fields that keep themselves one by one, where somebody else may keep them, too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huddle.i18n import _
from ui.settling import Saving, Settling
from ui.widgets.kept import give_way, typed_over

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk
    from ui.in_turn import InTurn


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field is kept.

    Attributes:
        row: Gives the row as it was read last; none when it is not there any more.
        write: Writes fields on a version of the row.
        read: Reads the row as it stands now.
        get: A field of the row.
    """

    row: Callable[[], Any]
    write: Callable[[Any, Mapping[str, Any]], Any]
    read: Callable[[], Any]
    get: Callable[[Any, str], Any] = getattr


class FieldSaving:
    """Saves fields of a page, and asks where two versions of one differ.

    Args:
        desk: What the page works with.
        page: The page.
        turns: The line in which its changes go out.
    """

    def __init__(self, desk: Desk, page: QWidget, turns: InTurn) -> None:
        self._page = page
        self._settling = Settling(desk, page, turns.add)

    def save(
        self,
        place: Place,
        changes: Mapping[str, Any],
        kept: Callable[[Any], object],
        failed: Callable[[Exception], None],
        left: Callable[[str], object],
    ) -> None:
        """Save fields of one row.

        Args:
            place: Where they are kept.
            changes: The fields, as they shall stand.
            kept: Takes the row that stands then.
            failed: Takes what else goes wrong.
            left: Takes what is said at the field of whoever leaves the choice open.
        """
        began = {name: typed_over(self._page, value) for name, value in changes.items()}
        known = {name: value for name, value in began.items() if value is not None}

        def values(row: Any) -> dict[str, Any]:
            return {name: place.get(row, name) for name in changes}

        def prepare() -> Saving[Any] | None:
            row = place.row()
            if row is None:
                return None
            return Saving(
                on=row,
                base={**values(row), **known},
                mine=changes,
                values=values,
                write=place.write,
                read=place.read,
                row_id=getattr(row, "id", ""),
            )

        def done(row: Any) -> None:
            for name, value in changes.items():
                if place.get(row, name) != value:
                    give_way(self._page, value)
            kept(row)

        self._settling.save(prepare, done, failed, lambda: left(_left()))


def _left() -> str:
    return _(
        "Somebody else changed this too, and yours is not kept. Enter keeps what you typed, "
        "Esc takes what is there."
    )
