"""What the Settings page shows."""

from __future__ import annotations

from dataclasses import dataclass

from huddle.rows.suggestions import SuggestionRow
from huddle.rows.ward import PolicyRow, UnitRow


@dataclass(frozen=True, slots=True)
class SettingsState:
    """The ward; how this computer shows it comes from its own settings."""

    unit: UnitRow
    zones: tuple[str, ...]
    """Every time zone there is, to complete what is typed."""
    policy: PolicyRow
    """The ward's decisions, for its quiet hours and its paper."""
    suggestions: tuple[SuggestionRow, ...]
    """What the ward lets the program suggest, and what became of it."""
