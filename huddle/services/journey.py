"""The journey map: where on the patient's way concerns and open actions gather, and whose."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, func, literal_column, null, or_, union_all
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from huddle.model import Item, Part, Person, Series, Stage
from huddle.model.item import IS_OPEN
from huddle.rows.items import ItemRow
from huddle.rows.journey import (
    JourneyCell,
    JourneyCount,
    JourneyMap,
    JourneyPlace,
    JourneyTeam,
    OnMap,
)
from huddle.services.finding import by_index
from huddle.services.guarded import Service
from huddle.services.month_items import stays_a_concern
from huddle.services.reading import departments, hidden_count, item_rows
from huddle.store.transaction import Reader
from huddle.vocabulary import ItemKind

_CONCERN, _ACTION = ItemKind.CONCERN.value, ItemKind.ACTION.value
_STAGE: ColumnElement[Any] = func.coalesce(col(Item.stage_id), col(Item.join_stage_id))
_JOIN: ColumnElement[Any] = func.nullif(col(Item.join_stage_id), _STAGE)
"""The other stage of a join, or nothing."""

_NONE: ColumnElement[str] = literal_column("''")
"""Whatever has no department; no bound value, so that PostgreSQL sees what is grouped by."""

_Place = tuple[str, ...]
_Counts = Counter[tuple[str, _Place, str | None]]
"""How many items of a kind, at a place, of a department; with none, whosever they are."""


class Journey(Service, called="journey"):
    """Concerns and open actions by stage and department."""

    def map(self, since: dt.date, until: dt.date, what: OnMap = OnMap.BOTH) -> JourneyMap:
        """What was raised from one day to another: concerns, and actions that are still open."""
        with self._store.read() as reader:
            raised, way = _raised(reader, since, until, what), _Way(reader)
            counts = _counted(reader, raised, way)
            teams = _teams(reader, {team for _kind, _place, team in counts})
            places = tuple(
                JourneyPlace(
                    stage_ids=place,
                    names=tuple(way.names[stage] for stage in place),
                    counts=tuple(_count(counts, place, team.id) for team in teams),
                    total=_count(counts, place, None),
                )
                for place in way.places({place for _kind, place, _team in counts})
            )
            return JourneyMap(
                what=what,
                since=since,
                until=until,
                teams=teams,
                places=places,
                sums=tuple(_sum(place.counts[at] for place in places) for at in range(len(teams))),
                total=_sum(place.total for place in places),
                hidden_count=_hidden(reader, since, until, what),
            )

    def items(
        self, since: dt.date, until: dt.date, what: OnMap, cell: JourneyCell, *, limit: int = 100
    ) -> tuple[ItemRow, ...]:
        """The items behind a number of the map: actions by their due days, then concerns, newest.

        Args:
            since, until: The days, as of the map.
            what: What the map counts.
            cell: Which number.
            limit: The most that are given.
        """
        with self._store.read() as reader:
            raised = _raised(reader, since, until, what)
            team = _team(raised)
            ids = _with_teams(sql_select(raised.c.id), raised).where(*_is_in(raised, team, cell))
            query = (
                select(Item)
                .where(col(Item.id).in_(ids))
                .order_by(col(Item.kind), col(Item.due_on).asc().nulls_last(), col(Item.id).desc())
                .limit(limit)
            )
            return item_rows(reader, list(reader.session.exec(query)))


class _Way:
    """The stages of the patient's way in their order; also those taken off it, for what is there.

    Attributes:
        names: What each stage is called.
    """

    def __init__(self, reader: Reader) -> None:
        query = (
            select(col(Stage.id), col(Stage.name), col(Stage.deleted_at))
            .where(Stage.unit_id == reader.unit_id)
            .order_by(col(Stage.position), col(Stage.id))
        )
        rows = list(reader.execute(query))
        self.names = {row.id: row.name for row in rows}
        self._order = {row.id: at for at, row in enumerate(rows)}
        self._kept: list[_Place] = [(row.id,) for row in rows if row.deleted_at is None]

    def place(self, *stages: str | None) -> _Place:
        """Where something sits; of a join, the earlier stage comes first."""
        known = (stage for stage in stages if stage and stage in self._order)
        return tuple(sorted(known, key=lambda stage: self._order[stage]))

    def places(self, found: Iterable[_Place]) -> list[_Place]:
        """Every stage, and where else something was found, along the way; no stage comes last."""
        return sorted({*self._kept, *found}, key=self._along)

    def _along(self, place: _Place) -> tuple[bool, list[int]]:
        return not place, [self._order[stage] for stage in place]


# Which items


def _is_concern(reader: Reader, since: dt.date, until: dt.date) -> tuple[Any, ...]:
    """The conditions that walk the index of series, kinds and days."""
    return (
        col(Item.series_id).in_(select(Series.id).where(Series.unit_id == reader.unit_id)),
        Item.kind == _CONCERN,
        col(Item.raised_on).between(since, until),
        col(Item.deleted_at).is_(None),
        stays_a_concern(),
    )


def _is_open_action(reader: Reader, since: dt.date, until: dt.date) -> tuple[Any, ...]:
    return Item.unit_id == reader.unit_id, IS_OPEN, col(Item.raised_on).between(since, until)


def _raised(reader: Reader, since: dt.date, until: dt.date, what: OnMap) -> FromClause:
    """What the map counts, with what its department is told by.

    Run for plain values, it hides nothing by itself from those who may not see sensitive items.
    """
    where = (col(Item.id), col(Item.kind), _STAGE.label("stage_id"), _JOIN.label("join_id"))
    shown = () if reader.sees_sensitive else (col(Item.is_sensitive).is_(False),)
    concerns = sql_select(
        *where,
        col(Item.raised_by_department_id).label("department_id"),
        col(Item.raised_by_person_id).label("person_id"),
    ).where(*_is_concern(reader, since, until), *shown)
    actions = sql_select(
        *where,
        col(Item.department_id).label("department_id"),
        col(Item.owner_id).label("person_id"),
    ).where(*_is_open_action(reader, since, until), *shown)
    asked = {
        OnMap.BOTH: (concerns, by_index(actions, "open_raised")),
        OnMap.CONCERNS: (concerns,),
        OnMap.ACTIONS: (by_index(actions, "open_raised"),),
    }
    return union_all(*asked[what]).cte()


def _hidden(reader: Reader, since: dt.date, until: dt.date, what: OnMap) -> int:
    found = {OnMap.CONCERNS: _is_concern, OnMap.ACTIONS: _is_open_action}
    wanted = [kind for one, kind in found.items() if what in (one, OnMap.BOTH)]
    return sum(hidden_count(reader, *kind(reader, since, until)) for kind in wanted)


# Whose, and where


def _team(raised: FromClause) -> ColumnElement[Any]:
    """Whose an item is: its parts' departments, else its own, else that of its person."""
    return func.coalesce(
        col(Part.department_id), raised.c.department_id, col(Person.department_id), _NONE
    )


def _with_teams(query: Any, raised: FromClause) -> Any:
    """A query over what was raised, with the tables that `_team` asks; one row for each part."""
    is_part = and_(
        col(Part.item_id) == raised.c.id,
        raised.c.kind == _ACTION,
        col(Part.deleted_at).is_(None),
    )
    return (
        query.select_from(raised)
        .outerjoin(Part, is_part)
        .outerjoin(Person, col(Person.id) == raised.c.person_id)
    )


def _is_in(
    raised: FromClause, team: ColumnElement[Any], cell: JourneyCell
) -> tuple[ColumnElement[bool], ...]:
    """Whether something stands in a cell of the map."""
    is_here = () if cell.stage_ids is None else (_is_at(raised, *cell.stage_ids),)
    is_theirs = () if cell.department_id is None else (team == cell.department_id,)
    return (*is_here, *is_theirs)


def _is_at(raised: FromClause, first: str | None = None, second: str | None = None) -> Any:
    stage, join = raised.c.stage_id, raised.c.join_id
    return or_(
        stage.is_not_distinct_from(first) & join.is_not_distinct_from(second),
        stage.is_not_distinct_from(second) & join.is_not_distinct_from(first),
    )


# Counting


def _counted(reader: Reader, raised: FromClause, way: _Way) -> _Counts:
    """Each cell and each place, asked at once, so that what was raised is looked for once."""
    place, team = (raised.c.kind, raised.c.stage_id, raised.c.join_id), _team(raised)
    by_team = sql_select(*place, team, func.count(raised.c.id.distinct()))
    whoever = sql_select(*place, null(), func.count()).select_from(raised)
    asked = union_all(_with_teams(by_team, raised).group_by(*place, team), whoever.group_by(*place))
    counts: _Counts = Counter()
    for kind, stage, join, team_id, count in reader.execute(asked):
        counts[kind, way.place(stage, join), team_id] += count
    return counts


def _count(counts: _Counts, place: _Place, team_id: str | None) -> JourneyCount:
    return JourneyCount(counts[_CONCERN, place, team_id], counts[_ACTION, place, team_id])


def _sum(counts: Iterable[JourneyCount]) -> JourneyCount:
    concerns, actions = zip(*counts, strict=True)
    return JourneyCount(sum(concerns), sum(actions))


def _teams(reader: Reader, found: Collection[str | None]) -> tuple[JourneyTeam, ...]:
    """The departments in use, and any other column in which something stands."""
    named = [
        JourneyTeam(team.id, team.name)
        for team in departments(reader, with_retired=True)
        if team.id in found or not team.is_retired
    ]
    return (*named, JourneyTeam("", "")) if "" in found else tuple(named)
