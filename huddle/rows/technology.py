"""Digital and AI tools as they are shown: what they are for, what is said and decided of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.rows.suggestions import SuggestionRow
from huddle.tool_words import DeviceClass, IsAi, ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import Status


@dataclass(frozen=True, slots=True)
class ToolRow:
    """A tool of the technology register."""

    id: str
    name: str
    status: ToolStatus
    row_version: int
    supplier: str = ""
    version: str = ""
    purpose: str = ""
    is_ai: IsAi = IsAi.UNKNOWN
    device_class: DeviceClass = DeviceClass.UNKNOWN
    where_used: str = ""
    accountable_id: str | None = None
    accountable_name: str = ""
    accountable_role: str = ""
    accountable_extension: str = ""
    """By which telephone they are reached."""
    safety_officer: str = ""
    safety_reference: str = ""
    data_reference: str = ""
    known_limits: str = ""
    at_risk: str = ""
    oversight: str = ""
    fallback: str = ""
    reviewed_on: dt.date | None = None
    review_on: dt.date | None = None
    is_own: bool = False
    """Whether it is this program's own suggestions."""
    open_concerns: int = 0
    asks: tuple[str, ...] = ()
    """Why it asks for a decision, what matters most first; empty where it asks for none."""

    @property
    def accountable(self) -> str:
        """Who answers for it, with their role; empty while nobody is named."""
        return ", ".join(part for part in (self.accountable_name, self.accountable_role) if part)


@dataclass(frozen=True, slots=True)
class ToolDecisionRow:
    """What was decided about a tool."""

    id: str
    was: ToolStatus
    became: ToolStatus
    why: str
    decided_by: str
    decided_on: dt.date
    huddle_number: int | None = None
    """The huddle it was decided in; none outside one."""


@dataclass(frozen=True, slots=True)
class ToolConcernRow:
    """A concern about a tool: the item's words, and what it says of the tool."""

    id: str
    row_version: int
    tool_id: str
    tool_name: str
    item_id: str
    code: str
    text: str
    status: Status
    raised_on: dt.date
    trouble: ToolTrouble
    harm: ToolHarm
    against: str = ""
    """Whom it may be biased against, as a group."""
    version: str = ""
    """The tool's, when it happened."""
    reported_to: str = ""
    reported_reference: str = ""
    reported_on: dt.date | None = None
    huddle_number: int | None = None
    is_serious: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class ToolViewRow:
    """What staff said of a tool, before it was adopted or after."""

    id: str
    is_before: bool
    asked_on: dt.date
    asked: int
    """How many people were asked."""
    who: str
    """Which groups of staff."""
    says: str
    training: str


@dataclass(frozen=True, slots=True)
class ToolWhole:
    """A tool with all that is kept of it, the newest first."""

    tool: ToolRow
    decisions: tuple[ToolDecisionRow, ...]
    concerns: tuple[ToolConcernRow, ...]
    views: tuple[ToolViewRow, ...]
    hidden_count: int = 0
    """Sensitive concerns about it that are not shown."""
    suggestions: tuple[SuggestionRow, ...] = ()
    """What it suggests, where it is the program's own suggestions."""

    @property
    def last_decision(self) -> ToolDecisionRow | None:
        """What was decided last."""
        return next(iter(self.decisions), None)

    @property
    def last_views(self) -> tuple[ToolViewRow, ...]:
        """What staff said last before it was adopted, and last since."""
        last = {view.is_before: view for view in reversed(self.views)}
        return tuple(last[is_before] for is_before in (True, False) if is_before in last)


@dataclass(frozen=True, slots=True)
class Technology:
    """What the technology step of a huddle shows.

    Attributes:
        asking: The tools that ask for a decision.
        concerns: The open concerns about any tool, the oldest first.
    """

    asking: tuple[ToolRow, ...] = ()
    concerns: tuple[ToolConcernRow, ...] = ()

    @property
    def is_needed(self) -> bool:
        """Whether a huddle has anything to say about technology."""
        return bool(self.asking or self.concerns)
