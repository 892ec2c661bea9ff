"""What comes back on paper: a sheet by its code, and its lines as a form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.rows.items import ItemRow, PartRow


@dataclass(frozen=True, slots=True)
class PrintedSheetRow:
    """One sheet that left the program."""

    code: str
    kind: str
    """As in `sheets.kinds.SheetKind`."""
    printed_at: dt.datetime
    printed_by: str
    huddle_id: str | None
    series_id: str | None
    held_on: dt.date | None
    department_id: str | None
    department_name: str
    item_id: str | None
    month: str
    has_lines: bool
    """Whether actions stand on it that can be answered for."""
    typed_in_at: dt.datetime | None
    typed_in_by: str


@dataclass(frozen=True, slots=True)
class FoundCode:
    """What a code stands for: an item or a sheet."""

    code: str
    item: ItemRow | None = None
    sheet: PrintedSheetRow | None = None


@dataclass(frozen=True, slots=True)
class FormLine:
    """One action of a sheet as it stands now.

    Attributes:
        item: The action.
        part: The part of the sheet's department; none when the action has none for it.
    """

    item: ItemRow
    part: PartRow | None = None


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet to be typed in, line by line as it was printed.

    Attributes:
        sheet: The sheet.
        lines: Its actions, in its order.
        gone_count: How many of its lines are not there any more, or not for whoever reads.
        next_huddle_on: What "next" means as a new day.
    """

    sheet: PrintedSheetRow
    lines: tuple[FormLine, ...]
    gone_count: int
    next_huddle_on: dt.date | None = None
