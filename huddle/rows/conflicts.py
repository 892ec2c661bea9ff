"""Changes made without the line that met others, as a person chooses between them."""

from __future__ import annotations

from dataclasses import dataclass

from huddle.rows.versions import ComparedRow


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One change that waits for a choice.

    Attributes:
        id: Which.
        compared: What it is about, what was written without the line, and what stands now.
    """

    id: str
    compared: ComparedRow
