"""Items: whatever somebody said in or for a huddle, of any kind, and an action's parts.

One table for all kinds, because they turn into one another and share most of their fields.
"""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnClause, Index, literal_column
from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, TEXT_LENGTH, Kept, Row

# Queries say these in the same words: with bound values SQLite would not use the indexes.
IS_OPEN: ColumnClause[bool] = literal_column(
    "kind = 'action' AND deleted_at IS NULL AND turned_into_id IS NULL "
    "AND status IN ('not_started', 'in_progress', 'blocked')"
)
"""An action still to be done."""
IS_TO_CHECK: ColumnClause[bool] = literal_column(
    "kind = 'action' AND deleted_at IS NULL AND turned_into_id IS NULL "
    "AND status = 'awaiting_check'"
)
"""An action that its owner said is done, and nobody has checked yet."""
IS_UNTOLD: ColumnClause[bool] = literal_column(
    f"{IS_OPEN.name} AND read_back NOT IN ('', 'agreed') AND told_at IS NULL"
)
"""An open action whose owner was not in the room and has not been told."""
IS_PROMISE: ColumnClause[bool] = literal_column(
    "kind = 'action' AND deleted_at IS NULL AND turned_into_id IS NULL AND status != 'cancelled'"
)
"""An action that was not given up, done or not."""
IS_SENSITIVE: ColumnClause[bool] = literal_column("is_sensitive AND deleted_at IS NULL")
"""Seen only by the roles that the ward names."""
IS_WAITING: ColumnClause[bool] = literal_column(
    "huddle_id IS NULL AND (import_run_id IS NULL OR asked_for_in IS NOT NULL) "
    "AND kind != 'action' AND deleted_at IS NULL"
)
"""Raised for the next huddle and not brought into one yet; from a file, only what is chosen."""
IS_PARKED: ColumnClause[bool] = literal_column("status = 'parked' AND deleted_at IS NULL")
"""Taken off-line, to be offered again."""
HAS_PATIENT_REFERENCE: ColumnClause[bool] = literal_column("patient_reference_at IS NOT NULL")
"""Says a bed or bay, which leaves by itself."""
_HAS_ORIGIN: ColumnClause[bool] = literal_column("from_id IS NOT NULL")
_IS_TURNED: ColumnClause[bool] = literal_column("turned_into_id IS NOT NULL")
"""Linked to another item: without an index, taking an item away would look at all others."""
_SERVES_GOAL: ColumnClause[bool] = literal_column("goal_id IS NOT NULL")
_IS_DONE: ColumnClause[bool] = literal_column("done_on IS NOT NULL")
HAS_TYPED_OWNER: ColumnClause[bool] = literal_column("owner_text != ''")
"""Owned by whom only a name is known."""


def _where(condition: ColumnClause[bool]) -> dict[str, Any]:
    return {"sqlite_where": condition, "postgresql_where": condition}


_DUE_AND_FILTERS = (
    *("unit_id", "due_on", "due_time", "id"),
    *("owner_id", "department_id", "stage_id", "join_stage_id", "is_sensitive"),
)
"""The order of Follow-ups, and what its filters ask, so that only rows shown are read."""
_OWNER_AND_DUE = ("unit_id", "owner_id", "due_on", "due_time", "id", "is_sensitive")
"""The same of one owner."""
_DUE_AND_DONE = ("unit_id", "due_on", "due_time", "done_on", "is_sensitive")
"""What counts the actions done by their due day, so that no row is read."""


class Item(Kept, table=True):
    """A concern, action, decision, goal, thanks, patient voice or parked item."""

    __table_args__ = (
        Index("ix_item_open_due", *_DUE_AND_FILTERS, **_where(IS_OPEN)),
        Index("ix_item_open_raised", "unit_id", "raised_on", "id", **_where(IS_OPEN)),
        Index("ix_item_open_owner", *_OWNER_AND_DUE, **_where(IS_OPEN)),
        Index("ix_item_to_check", "unit_id", "due_on", **_where(IS_TO_CHECK)),
        Index("ix_item_untold", "unit_id", "due_on", **_where(IS_UNTOLD)),
        Index("ix_item_promise", *_DUE_AND_DONE, **_where(IS_PROMISE)),
        Index("ix_item_sensitive", "unit_id", **_where(IS_SENSITIVE)),
        Index("ix_item_waiting", "series_id", **_where(IS_WAITING)),
        Index("ix_item_parked", "series_id", **_where(IS_PARKED)),
        Index("ix_item_series_kind", "series_id", "kind", "raised_on"),
        Index("ix_item_patient", "patient_reference_at", **_where(HAS_PATIENT_REFERENCE)),
        Index("ix_item_origin", "from_id", **_where(_HAS_ORIGIN)),
        Index("ix_item_turned", "turned_into_id", **_where(_IS_TURNED)),
        Index("ix_item_typed_owner", "unit_id", "owner_text", **_where(HAS_TYPED_OWNER)),
        Index("ix_item_goal", "goal_id", **_where(_SERVES_GOAL)),
        Index("ix_item_done", "unit_id", "kind", "done_on", **_where(_IS_DONE)),
    )

    code: str = Field(unique=True, max_length=16)
    press_key: str | None = Field(default=None, unique=True, max_length=64)
    """The key press that made it, so that a double press makes one."""
    kind: str = Field(max_length=20)
    status: str = Field(max_length=20)
    text: str = Field(max_length=TEXT_LENGTH)
    raised_on: dt.date
    series_id: str = Field(foreign_key="series.id", max_length=36)
    huddle_id: str | None = Field(default=None, foreign_key="huddle.id", index=True, max_length=36)
    """The huddle that captured it; none for what was raised between huddles."""
    step_id: str | None = Field(default=None, max_length=36)
    import_run_id: str | None = Field(default=None, max_length=36)
    """The import that brought it in from a file."""
    owner_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=36)
    owner_text: str = Field(default="", max_length=NAME_LENGTH)
    """The owner as typed, while nobody of that name is known."""
    department_id: str | None = Field(
        default=None, foreign_key="department.id", index=True, max_length=36
    )
    raised_by_department_id: str | None = Field(
        default=None, foreign_key="department.id", max_length=36
    )
    raised_by_person_id: str | None = Field(default=None, foreign_key="person.id", max_length=36)
    stage_id: str | None = Field(default=None, foreign_key="stage.id", max_length=36)
    join_stage_id: str | None = Field(default=None, foreign_key="stage.id", max_length=36)
    department_ids: str = Field(default="", max_length=TEXT_LENGTH)
    """Departments that a goal or decision names, ids separated by spaces."""
    due_on: dt.date | None = None
    due_time: dt.time | None = None
    first_due_on: dt.date | None = None
    is_priority: bool = False
    place: str = Field(default="", max_length=LINE_LENGTH)
    patient_reference: str = Field(default="", max_length=LINE_LENGTH)
    """A bed or bay; leaves by itself after the hours that the ward sets."""
    patient_reference_at: dt.datetime | None = None
    """When it was written."""
    is_sensitive: bool = False
    """Seen only by the roles that the ward names."""
    slip: str | None = Field(default=None, max_length=20, unique=True)
    """The number given out when it was raised while the data was locked."""
    bed_asked: bool = False
    """Whether somebody answered if a bed in its words means a patient or a place."""
    how_known: str = Field(default="", max_length=TEXT_LENGTH)
    why: str = Field(default="", max_length=TEXT_LENGTH)
    disagreement: str = Field(default="", max_length=TEXT_LENGTH)
    incident_reported: str = Field(default="not_asked", max_length=20)
    incident_reference: str = Field(default="", max_length=NAME_LENGTH)
    read_back: str = Field(default="", max_length=NAME_LENGTH)
    told_at: dt.datetime | None = None
    from_id: str | None = Field(default=None, foreign_key="item.id", max_length=36)
    turned_into_id: str | None = Field(default=None, foreign_key="item.id", max_length=36)
    goal_id: str | None = Field(default=None, foreign_key="item.id", max_length=36)
    """The shared goal it serves."""
    asked_for_in: str | None = Field(default=None, max_length=36)
    """The huddle that asked to review it although it is not due; of a comment from a file, the
    series whose next huddle it was chosen for."""
    move_count: int = 0
    """How often its due day or time moved after it was first set."""
    strength: str = Field(default="", max_length=20)
    """How strongly it changes the work: `forcing`, `standardising`, `reminding`; empty unsaid."""
    reopened_count: int = 0
    """How often its check found that it did not work and it went on."""
    checked_at: dt.datetime | None = None
    checked_by: str = Field(default="", max_length=NAME_LENGTH)
    """Who checked whether it worked."""
    done_at: dt.datetime | None = None
    done_on: dt.date | None = None
    note: str = Field(default="", max_length=TEXT_LENGTH)
    theme: str = Field(default="", max_length=NAME_LENGTH)
    """What a patient's words are about, as a person sorted them."""


IS_CHECK: ColumnClause[bool] = literal_column("what = 'checked'")
"""An event that says whether what was done worked."""


class Part(Kept, table=True):
    """A department's part of an action."""

    item_id: str = Field(foreign_key="item.id", index=True, max_length=36)
    department_id: str = Field(foreign_key="department.id", index=True, max_length=36)
    owner_id: str | None = Field(default=None, foreign_key="person.id", max_length=36)
    status: str = Field(default="not_started", max_length=20)
    due_on: dt.date | None = None
    position: int = 0


class ItemEvent(Row, table=True):
    """What happened to an item, in order: an update, a review, a move of its due day."""

    __tablename__ = "item_event"
    __table_args__ = (Index("ix_item_event_checked", "at", **_where(IS_CHECK)),)

    item_id: str = Field(foreign_key="item.id", index=True, max_length=36)
    huddle_id: str | None = Field(default=None, index=True, max_length=36)
    at: dt.datetime
    by: str = Field(max_length=36)
    what: str = Field(max_length=20)
    """One of the names that `services.story` knows words for."""
    answer: str = Field(default="", max_length=NAME_LENGTH)
    note: str = Field(default="", max_length=TEXT_LENGTH)
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    time_from: dt.time | None = None
    time_to: dt.time | None = None
