"""Saved views: what of Follow-ups somebody wants to see again."""

from __future__ import annotations

from dataclasses import dataclass, field

from huddle.rows.items import FollowUpsFilter, FollowUpsOrder


@dataclass(frozen=True, slots=True)
class FollowUpsShape:
    """What of Follow-ups is wanted, and how it stands on the page."""

    wanted: FollowUpsFilter = field(default_factory=FollowUpsFilter)
    order: FollowUpsOrder | None = None
    """None leaves it as it is."""
    is_board: bool | None = None
    """Whether it is a board; none leaves it as it is."""


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    """A view with its name."""

    id: str
    name: str
    shape: FollowUpsShape
    is_mine: bool = False
    is_shared: bool = False
    is_built_in: bool = False
    """Whether it is everybody's and nobody can change it."""
    row_version: int = 0
    dropped: tuple[str, ...] = ()
    """Fields of its filter that named what is not there any more; they are left out."""


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The views that somebody can choose from: built in, their own, and those of others."""

    views: tuple[SavedViewRow, ...] = ()
    used_id: str = ""
    """The one they chose last; empty for none, or for one that is gone."""

    def view(self, view_id: str) -> SavedViewRow | None:
        """The view of an id."""
        return next((one for one in self.views if one.id == view_id), None)
