"""Shared goals: stated, planned, told of by measures, looked at again, and finished."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.measure_words import Family, MeasureKind, MeasureRole
from huddle.model import GoalMeasure, GoalPlan, Item, Measure
from huddle.rows.goals import GoalMeasureRow, GoalRow
from huddle.rows.items import ItemRow
from huddle.rules.capture_line import Capture
from huddle.rules.goal_asks import goal_asks
from huddle.services import items
from huddle.services.goals import are_goals
from huddle.services.guarded import Service
from huddle.services.last_readings import LastReading, lasts
from huddle.services.people import found
from huddle.services.reading import item_rows
from huddle.services.setting_up import check_version
from huddle.services.templates import main_series
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import ItemKind, Status

_SAID = frozenset(
    {"text", "why", "owner_id", "department_ids", "due_on", "stage_id", "join_stage_id"}
)
"""What of a goal is kept with its statement; the rest is its plan."""
_PLANNED = ("family", "left_out", "supports", "baseline", "target", "review_on")
_ROLES = tuple(role.value for role in MeasureRole)


class GoalPlans(Service, called="goal_plans"):
    """What departments want together, and how they will know."""

    def goals(self, *, with_finished: bool = False) -> tuple[GoalRow, ...]:
        """The goals by family, those without one first; within it the oldest first.

        Args:
            with_finished: Whether those that are over are among them.
        """
        wanted = () if with_finished else (col(Item.status) == Status.BEING_WORKED_ON.value,)
        with self._store.read() as reader:
            return _rows(reader, wanted)

    def goal(self, item_id: str) -> GoalRow:
        """One goal.

        Raises:
            Refused: It is none, or not there any more.
        """
        with self._store.read() as reader:
            return _row(reader, _goal(reader, item_id))

    def add(self, text: str, *, family: Family, **fields: Any) -> GoalRow:
        """State a goal outside a huddle; the next one of the main series hears of it.

        Args:
            text: What is wanted.
            family: What it is about.
            fields: As in `plan`.

        Raises:
            Refused: A field cannot be used.
        """
        with self._store.write() as writer:
            capture = Capture(typed=text, kind=ItemKind.GOAL, text=text)
            goal = items.keep(writer, capture, series_id=main_series(writer).id)
            return _planned(writer, goal, {"family": family, **fields})

    def plan(self, item_id: str, row_version: int, **fields: Any) -> GoalRow:
        """Change what a goal says and how it is planned.

        Args:
            item_id: The goal.
            row_version: The version it was read at.
            fields: Of the statement `text`, `why`, `owner_id`, `department_ids` (the ids),
                `due_on`, `stage_id` and `join_stage_id`; the other ones of `GoalPlanInput`.

        Raises:
            Refused: A field cannot be used, or a first plan names no family.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            return _planned(writer, _goal(writer, item_id, row_version), fields)

    # Measures

    def add_measure(self, item_id: str, measure_id: str, role: MeasureRole) -> GoalRow:
        """Have a measure tell of a goal; one that does so already gets another role."""
        from huddle.model.inputs import validated  # noqa: PLC0415 - at first write
        from huddle.model.measure_inputs import GoalMeasureInput  # noqa: PLC0415 - at first write

        values = validated(GoalMeasureInput, role=role)
        with self._store.write() as writer:
            goal = _goal(writer, item_id)
            measure, link = found(writer, Measure, measure_id), _link(writer, item_id, measure_id)
            if link is None:
                writer.add(GoalMeasure, item_id=goal.id, measure_id=measure.id, **values)
            else:
                writer.change(link, **values)
            return _row(writer, writer.touch(goal))

    def remove_measure(self, item_id: str, measure_id: str) -> GoalRow:
        """Have a measure tell of a goal no more; what was read of it stays."""
        with self._store.write() as writer:
            goal, link = _goal(writer, item_id), _link(writer, item_id, measure_id)
            if link is None:
                return _row(writer, goal)
            writer.delete(link)
            return _row(writer, writer.touch(goal))

    # Its end

    def finish(self, item_id: str, row_version: int, *, anyway: bool = False) -> GoalRow:
        """Say that a goal is reached.

        Args:
            item_id: The goal.
            row_version: The version it was read at.
            anyway: Whether that holds although nothing watched what it cost elsewhere.

        Raises:
            Refused: At `anyway`, while no balancing measure tells of it; or it is over already.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            goal = _goal(writer, item_id, row_version)
            ended = items.change(writer, goal, {"status": Status.CLOSED}, anyway=anyway)
            return _row(writer, ended)

    def give_up(self, item_id: str, row_version: int, why: str) -> GoalRow:
        """Work on a goal no more, although it is not reached.

        Raises:
            Refused: It does not say why, or it is over already.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            goal = _goal(writer, item_id, row_version)
            fields = {"status": Status.CANCELLED, "note": why}
            return _row(writer, items.change(writer, goal, fields))

    def open_again(self, item_id: str, row_version: int) -> GoalRow:
        """Work again on a goal that was over.

        Raises:
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            goal = _goal(writer, item_id, row_version)
            return _row(writer, items.change(writer, goal, {"status": Status.BEING_WORKED_ON}))


def goals_at(reader: Reader, until: dt.date, *wanted: Any) -> tuple[GoalRow, ...]:
    """Goals that were stated by a day, with what had been read of them by then.

    Args:
        reader: A transaction.
        until: The day.
        wanted: More conditions for their items.
    """
    return _rows(reader, (col(Item.raised_on) <= until, *wanted), until)


def _goal(reader: Reader, item_id: str, row_version: int | None = None) -> Item:
    goal = found(reader, Item, item_id)
    if goal.kind != ItemKind.GOAL:
        raise Refused(_("That is no shared goal."))
    check_version(goal.row_version, row_version or goal.row_version)
    return goal


def _planned(writer: Writer, goal: Item, fields: dict[str, Any]) -> GoalRow:
    """A goal with these fields; its version moves on whichever they are."""
    said = {name: value for name, value in fields.items() if name in _SAID}
    planned = {name: value for name, value in fields.items() if name not in _SAID}
    if "department_ids" in said:
        said["department_ids"] = " ".join(said["department_ids"])
    before = goal.row_version
    goal = items.change(writer, goal, said)
    if planned:
        _keep_plan(writer, goal, planned)
        if goal.row_version == before:
            goal = writer.touch(goal)
    return _row(writer, goal)


def _keep_plan(writer: Writer, goal: Item, planned: dict[str, Any]) -> None:
    from huddle.model.inputs import validated  # noqa: PLC0415 - at first write
    from huddle.model.measure_inputs import GoalPlanInput  # noqa: PLC0415 - at first write

    query = select(GoalPlan).where(GoalPlan.item_id == goal.id)
    plan = writer.session.exec(query).one_or_none()
    known = {name: getattr(plan, name) for name in _PLANNED} if plan else {}
    if not (family := {**known, **planned}.get("family")):
        raise Refused(_("Choose the family it belongs to."), "family")
    values = validated(GoalPlanInput, **{**known, **planned, "family": family})
    if plan is None:
        writer.add(GoalPlan, item_id=goal.id, **values)
    else:
        writer.change(plan, **values)


def _link(reader: Reader, item_id: str, measure_id: str) -> GoalMeasure | None:
    query = select(GoalMeasure).where(
        GoalMeasure.item_id == item_id,
        GoalMeasure.measure_id == measure_id,
        col(GoalMeasure.deleted_at).is_(None),
    )
    return reader.session.exec(query).first()


def _row(reader: Reader, goal: Item) -> GoalRow:
    return _rows(reader, (col(Item.id) == goal.id,))[0]


def _rows(
    reader: Reader, wanted: Sequence[Any], until: dt.date = dt.date.max
) -> tuple[GoalRow, ...]:
    query = (
        select(Item, GoalPlan)
        .join(GoalPlan, col(GoalPlan.item_id) == col(Item.id), isouter=True)
        .where(*are_goals(reader), col(Item.turned_into_id).is_(None), *wanted)
        .order_by(col(Item.id))
    )
    pairs = reader.session.exec(query).all()
    measures = _measures(reader, until) if pairs else {}
    shown = item_rows(reader, [goal for goal, _plan in pairs])
    rows = [
        _goal_row(row, goal, plan, measures.get(goal.id, ()))
        for row, (goal, plan) in zip(shown, pairs, strict=True)
    ]
    places = {family: place for place, family in enumerate(Family)}
    return tuple(sorted(rows, key=lambda row: places[row.family] if row.family else -1))


def _goal_row(
    row: ItemRow, goal: Item, plan: GoalPlan | None, measures: tuple[GoalMeasureRow, ...]
) -> GoalRow:
    planned = {name: getattr(plan, name) for name in _PLANNED} if plan else {}
    if plan:
        planned["family"] = Family(plan.family)
    asks = goal_asks(
        departments=len(row.departments),
        is_balanced=_is_balanced(measures),
        is_accounted_for=row.owner_is_known and not row.owner_is_post,
        has_day=row.due_on is not None,
    )
    return GoalRow(
        item=row,
        department_ids=tuple(goal.department_ids.split()),
        **planned,
        measures=measures,
        asks=asks if row.status is Status.BEING_WORKED_ON else (),
    )


def _measures(
    reader: Reader, until: dt.date = dt.date.max
) -> dict[str, tuple[GoalMeasureRow, ...]]:
    """The measures of each goal in the order of their roles, by the goal's id."""
    query = (
        select(GoalMeasure, Measure)
        .join(Measure, col(Measure.id) == col(GoalMeasure.measure_id))
        .where(GoalMeasure.unit_id == reader.unit_id, col(GoalMeasure.deleted_at).is_(None))
        .order_by(col(Measure.position), col(Measure.id))
    )
    pairs = reader.session.exec(query).all()
    last = lasts(reader, until) if pairs else {}
    told: dict[str, tuple[GoalMeasureRow, ...]] = {}
    for link, measure in sorted(pairs, key=lambda pair: _ROLES.index(pair[0].role)):
        row = _measure_row(link, measure, last.get(measure.id))
        told[link.item_id] = (*told.get(link.item_id, ()), row)
    return told


def _measure_row(link: GoalMeasure, measure: Measure, last: LastReading | None) -> GoalMeasureRow:
    return GoalMeasureRow(
        measure_id=measure.id,
        name=measure.name,
        role=MeasureRole(link.role),
        kind=MeasureKind(measure.kind),
        last_on=last.read_on if last else None,
        last_value=last.value if last else None,
    )


def _is_balanced(measures: Sequence[GoalMeasureRow]) -> bool:
    return any(one.role is MeasureRole.BALANCING for one in measures)
