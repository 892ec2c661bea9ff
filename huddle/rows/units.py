"""The units of a store."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoreUnitRow:
    """One unit of the store.

    Attributes:
        id: Its row.
        name: What it is called.
        tier: What it is: a ward, or of a tier above.
        parent_id: The unit it belongs to.
        time_zone: Its zone.
        is_mine: Whether whoever is signed in may work there.
        is_in_use: Whether it is the one in use.
        row_version: Its version.
    """

    id: str
    name: str
    tier: str
    parent_id: str | None
    time_zone: str
    is_mine: bool
    is_in_use: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class LoginRow:
    """A login to the database server that works in some units alone.

    Attributes:
        name: As the server knows it.
        unit_names: The units.
    """

    name: str
    unit_names: tuple[str, ...]
