"""What the Technology page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from huddle.rows.people import PersonRow
from huddle.rows.technology import ToolRow, ToolWhole
from huddle.tool_words import ToolStatus

ALL = "all"
ASKING = "asking"


@dataclass(frozen=True, slots=True)
class TechnologyState:
    """The tools, how the list of them is narrowed, and the chosen one with all that is kept."""

    tools: tuple[ToolRow, ...] = ()
    whole: ToolWhole | None = None
    """The chosen tool; none where there is no tool."""
    people: tuple[PersonRow, ...] = ()
    """Who can answer for a tool."""
    today: dt.date = dt.date.min
    chosen_id: str = ""
    narrowed: str = ALL
    """`ALL`, `ASKING` or a status."""

    @property
    def listed(self) -> tuple[ToolRow, ...]:
        """The tools to list: those that ask for a decision first."""
        found = [one for one in self.tools if self._is_wanted(one)]
        return tuple(sorted(found, key=lambda one: not one.asks))

    @property
    def chosen(self) -> ToolRow | None:
        """The tool whose details are shown: the chosen one while listed, else the first."""
        listed = self.listed
        found = next((one for one in listed if one.id == self.chosen_id), None)
        return found or next(iter(listed), None)

    @property
    def has_others(self) -> bool:
        """Whether there is any tool beside the program's own suggestions."""
        return any(not one.is_own for one in self.tools)

    def tool(self, tool_id: str) -> ToolRow | None:
        """A tool by its id."""
        return next((one for one in self.tools if one.id == tool_id), None)

    def having(self, row: ToolRow) -> TechnologyState:
        """The same with a newer version of one tool."""
        return replace(self, tools=tuple(row if one.id == row.id else one for one in self.tools))

    def _is_wanted(self, tool: ToolRow) -> bool:
        if self.narrowed == ASKING:
            return bool(tool.asks)
        return self.narrowed == ALL or tool.status is ToolStatus(self.narrowed)
