"""From table rows to the frozen rows that screens and sheets show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, bindparam, false, func, literal_column, null
from sqlalchemy import select as sql_select
from sqlmodel import col, select, union_all

from huddle.model import Department, Huddle, Item, Part, Person, Stage, Unit
from huddle.model.base import METADATA
from huddle.model.item import IS_SENSITIVE
from huddle.rows.items import ItemRow, PartRow
from huddle.rows.people import DepartmentRow, Known, PersonRow, StageRow
from huddle.rows.planning import HuddleRow
from huddle.rows.ward import UnitRow
from huddle.rules import carry_over, due
from huddle.rules.retention import has_expired
from huddle.services.carrying import ClosedOf, SaidIn, closed_huddles, said_in, times_carried
from huddle.services.policies import policy_of
from huddle.store.listed import listed
from huddle.store.transaction import Reader
from huddle.vocabulary import (
    AccessRole,
    HuddleStatus,
    IncidentReported,
    ItemKind,
    RoleGroup,
    Status,
    Strength,
)

if TYPE_CHECKING:
    from huddle.rules.guarding import Guard

# Each captured item asks these: made once, they cost a third of what they cost made each time.
_UNIT: BindParameter[str] = bindparam("unit_id")
_PEOPLE, _DEPARTMENTS, _STAGES = (
    METADATA.tables[name].c for name in ("person", "department", "stage")
)
_NAMES = union_all(
    *(
        sql_select(literal_column(f"'{kind}'"), table.id, table.name, is_post, team).where(
            table.unit_id == _UNIT
        )
        for kind, table, is_post, team in (
            ("person", _PEOPLE, _PEOPLE.is_post, _PEOPLE.department_id),
            ("department", _DEPARTMENTS, false(), null()),
            ("stage", _STAGES, false(), null()),
        )
    )
)
"""All in one question: far from a server each costs a turn."""
_PARTS = (
    select(Part)
    .where(col(Part.item_id).in_(listed("ids")), col(Part.deleted_at).is_(None))
    .order_by(col(Part.position))
)
_LINKS = select(Item.id, Item.kind, Item.text, Item.is_sensitive).where(
    col(Item.id).in_(listed("ids")), col(Item.deleted_at).is_(None)
)


def unit_row(unit: Unit) -> UnitRow:
    """A unit as shown."""
    return UnitRow(
        id=unit.id,
        name=unit.name,
        time_zone=unit.time_zone,
        act_now_number=unit.act_now_number,
        tell_us=unit.tell_us,
        classification=unit.classification,
        row_version=unit.row_version,
        sensitive_roles=tuple(AccessRole(role) for role in unit.sensitive_roles.split()),
    )


def department_row(department: Department) -> DepartmentRow:
    """A department as shown."""
    return DepartmentRow(
        id=department.id,
        name=department.name,
        extension=department.extension,
        position=department.position,
        is_retired=department.is_retired,
        row_version=department.row_version,
        mailbox=department.mailbox,
    )


def person_row(person: Person, department_name: str) -> PersonRow:
    """A person or post as shown."""
    return PersonRow(
        id=person.id,
        name=person.name,
        is_post=person.is_post,
        role_group=RoleGroup(person.role_group),
        department_id=person.department_id,
        department_name=department_name,
        extension=person.extension,
        is_retired=person.is_retired,
        row_version=person.row_version,
        mailbox=person.mailbox,
    )


def stage_row(stage: Stage) -> StageRow:
    """A stage of the patient's way as shown."""
    return StageRow(stage.id, stage.name, stage.position)


def huddle_row(huddle: Huddle) -> HuddleRow:
    """A huddle as shown."""
    return HuddleRow(
        id=huddle.id,
        number=huddle.number,
        series_id=huddle.series_id,
        title=huddle.title,
        status=HuddleStatus(huddle.status),
        held_on=huddle.held_on,
        starts_at=huddle.starts_at,
        planned_seconds=huddle.planned_seconds,
        facilitator=huddle.facilitator,
        started_at=huddle.started_at,
        closed_at=huddle.closed_at,
        not_held_reason=huddle.not_held_reason,
        row_version=huddle.row_version,
        ended_at=huddle.ended_at,
        entered_late_by=huddle.entered_late_by,
        entered_late_at=huddle.entered_late_at,
    )


def departments(reader: Reader, *, with_retired: bool = False) -> tuple[Department, ...]:
    """The unit's departments in their order."""
    query = (
        select(Department)
        .where(Department.unit_id == reader.unit_id, col(Department.deleted_at).is_(None))
        .order_by(col(Department.position))
    )
    if not with_retired:
        query = query.where(col(Department.is_retired).is_(False))
    return tuple(reader.session.exec(query))


def people(reader: Reader, *, with_retired: bool = False) -> tuple[Person, ...]:
    """The unit's people and posts by name."""
    query = (
        select(Person)
        .where(Person.unit_id == reader.unit_id, col(Person.deleted_at).is_(None))
        .order_by(col(Person.name))
    )
    if not with_retired:
        query = query.where(col(Person.is_retired).is_(False))
    return tuple(reader.session.exec(query))


def stages(reader: Reader) -> tuple[Stage, ...]:
    """The stages of the patient's way in their order."""
    query = (
        select(Stage)
        .where(Stage.unit_id == reader.unit_id, col(Stage.deleted_at).is_(None))
        .order_by(col(Stage.position))
    )
    return tuple(reader.session.exec(query))


def known(reader: Reader, *, with_retired: bool = False) -> Known:
    """The names that signs of the capture line can refer to, and those that files may use."""
    teams = departments(reader, with_retired=with_retired)
    names = {team.id: team.name for team in teams}
    return Known(
        people=tuple(
            person_row(who, names.get(who.department_id or "", ""))
            for who in people(reader, with_retired=with_retired)
        ),
        departments=tuple(department_row(team) for team in teams),
        stages=tuple(stage_row(stage) for stage in stages(reader)),
    )


def guard_in(reader: Reader) -> Guard:
    """The identifier guard of the ward: with its own numbers, and without its own staff."""
    from huddle.rules.guarding import guard_of  # noqa: PLC0415 - not at start

    return guard_of(known(reader), policy_of(reader), reader.today.year)


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids of people, departments and stages stand for, retired ones included."""

    people: dict[str, tuple[str, bool, str | None]]
    """Name, whether it is a post, and the department's id."""
    departments: dict[str, str]
    stages: dict[str, str]


def names(reader: Reader) -> Names:
    """The names in a unit."""
    found = Names({}, {}, {})
    others = {"department": found.departments, "stage": found.stages}
    rows = reader.execute(_NAMES, {"unit_id": reader.unit_id}).all()
    for kind, row_id, name, is_post, team in rows:
        if kind == "person":
            found.people[row_id] = name, bool(is_post), team
        else:
            others[kind][row_id] = name
    return found


def item_row(reader: Reader, item: Item) -> ItemRow:
    """One item as shown."""
    return item_rows(reader, [item])[0]


def item_rows(
    reader: Reader, items: Sequence[Item], called: Names | None = None
) -> tuple[ItemRow, ...]:
    """Items as shown, with names, parts, links, age and how often they were carried.

    Args:
        reader: A transaction.
        items: The items.
        called: The names in the unit, where they are known already.
    """
    if not items:
        return ()
    called = called or names(reader)
    parts = _parts(reader, items, called)
    said = said_in(reader, (item.huddle_id for item in items))
    linked = _linked(reader, items)
    closed = closed_huddles(reader, items)
    lasting = _patient_references(reader, items)
    reader.opened.update(("item", item.id) for item in items if item.is_sensitive)
    return tuple(
        _item_row(reader, item, called, parts.get(item.id, ()), said, linked, closed, lasting)
        for item in items
    )


def _item_row(
    reader: Reader,
    item: Item,
    called: Names,
    parts: tuple[PartRow, ...],
    said: dict[str, SaidIn],
    linked: dict[str, tuple[str, str]],
    closed: ClosedOf,
    patient_references: dict[str, str],
) -> ItemRow:
    status, huddle = Status(item.status), said.get(item.huddle_id or "")
    return ItemRow(
        id=item.id,
        code=item.code,
        kind=ItemKind(item.kind),
        status=status,
        text=item.text,
        raised_at=item.created_at,
        raised_on=item.raised_on,
        row_version=item.row_version,
        huddle_id=item.huddle_id,
        huddle_number=huddle.number if huddle else None,
        step_id=item.step_id,
        due_on=item.due_on,
        due_time=item.due_time,
        first_due_on=item.first_due_on,
        is_priority=item.is_priority,
        is_overdue=is_overdue(reader, item),
        place=item.place,
        patient_reference=patient_references.get(item.id, ""),
        is_sensitive=item.is_sensitive,
        slip=item.slip or "",
        bed_asked=item.bed_asked,
        how_known=item.how_known,
        why=item.why,
        disagreement=item.disagreement,
        incident_reported=IncidentReported(item.incident_reported),
        incident_reference=item.incident_reference,
        read_back=item.read_back,
        age_days=carry_over.age_days(item.raised_on, reader.today),
        times_carried=times_carried(item, huddle, closed),
        done_on=item.done_on,
        **_checked_fields(reader, item),
        note=item.note,
        parts=parts,
        departments=_department_names(item, parts, called),
        updated_at=item.updated_at,
        **named_fields(item, called),
        **_linked_fields(item, linked),
    )


def is_overdue(reader: Reader, item: Item) -> bool:
    """Whether an item is an action that is late just now."""
    return item.kind == ItemKind.ACTION and due.is_overdue(
        Status(item.status), item.due_on, item.due_time, reader.local_now
    )


def _checked_fields(reader: Reader, item: Item) -> dict[str, Any]:
    """How often an action moved and opened again, who checked it, and whether it was in time."""
    done_at = item.done_at and item.done_at.astimezone(reader.local_now.tzinfo)
    return {
        "is_closed_on_time": due.is_closed_on_time(done_at, item.due_on, item.due_time),
        "move_count": item.move_count,
        "strength": Strength(item.strength) if item.strength else None,
        "reopened_count": item.reopened_count,
        "checked_at": item.checked_at,
        "checked_by": item.checked_by,
    }


def _patient_references(reader: Reader, items: Sequence[Item]) -> dict[str, str]:
    """Beds and bays while they last; one over its time reads as gone before it is cleared."""
    written = {
        item.id: (item.patient_reference, item.patient_reference_at)
        for item in items
        if item.patient_reference_at is not None
    }
    if not written:
        return {}
    hours = policy_of(reader).patient_reference_hours
    return {
        item_id: words
        for item_id, (words, at) in written.items()
        if not has_expired(at, hours, reader.now)
    }


def hidden_count(reader: Reader, *conditions: Any) -> int:
    """How many sensitive items whoever reads is not shown, of those that meet some conditions."""
    if reader.sees_sensitive:
        return 0
    query = select(func.count()).where(
        col(Item.unit_id) == reader.unit_id,
        IS_SENSITIVE,
        *conditions,
    )
    return int(reader.execute(query).scalar_one())


def named_fields(item: Item, called: Names) -> dict[str, Any]:
    """Who owns and raised an item and where it sits, by name."""
    owner = called.people.get(item.owner_id or "")
    team_id = item.department_id or (owner[2] if owner else None)
    raiser = called.people.get(item.raised_by_person_id or "")
    raising_team = called.departments.get(item.raised_by_department_id or "", "")
    return {
        "owner_id": item.owner_id,
        "owner_name": owner[0] if owner else item.owner_text,
        "owner_is_post": bool(owner and owner[1]),
        "owner_is_known": owner is not None,
        "department_id": team_id,
        "department_name": called.departments.get(team_id or "", ""),
        "raised_by": raiser[0] if raiser else raising_team,
        "raised_by_department_id": item.raised_by_department_id,
        "stage_id": item.stage_id,
        "stage_name": called.stages.get(item.stage_id or "", ""),
        "join_stage_id": item.join_stage_id,
        "join_stage_name": called.stages.get(item.join_stage_id or "", ""),
    }


def _linked_fields(item: Item, linked: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """What an item was turned into from, what it became, and which goal it serves."""
    origin = linked.get(item.from_id or "")
    result = linked.get(item.turned_into_id or "")
    return {
        "from_id": item.from_id,
        "from_kind": ItemKind(origin[0]) if origin else None,
        "from_text": origin[1] if origin else "",
        "turned_into": ItemKind(result[0]) if result else None,
        "goal_id": item.goal_id,
        "goal_text": linked.get(item.goal_id or "", ("", ""))[1],
    }


def _department_names(item: Item, parts: tuple[PartRow, ...], called: Names) -> tuple[str, ...]:
    if parts:
        return tuple(part.department_name for part in parts)
    return tuple(called.departments.get(found, "") for found in item.department_ids.split())


def _parts(reader: Reader, items: Sequence[Item], called: Names) -> dict[str, tuple[PartRow, ...]]:
    found: dict[str, tuple[PartRow, ...]] = {}
    actions = [item.id for item in items if item.kind == ItemKind.ACTION]
    if actions:
        for part in reader.execute(_PARTS, {"ids": actions}):
            found[part.item_id] = (*found.get(part.item_id, ()), _part_row(part, called))
    return found


def _part_row(part: Part, called: Names) -> PartRow:
    owner = called.people.get(part.owner_id or "")
    return PartRow(
        id=part.id,
        department_id=part.department_id,
        department_name=called.departments.get(part.department_id, ""),
        owner_id=part.owner_id,
        owner_name=owner[0] if owner else "",
        status=Status(part.status),
        due_on=part.due_on,
        row_version=part.row_version,
    )


def _linked(reader: Reader, items: Sequence[Item]) -> dict[str, tuple[str, str]]:
    links = ((item.from_id, item.turned_into_id, item.goal_id) for item in items)
    wanted = {link for some in links for link in some if link}
    rows = reader.execute(_LINKS, {"ids": wanted}) if wanted else ()
    return {row[0]: (row[1], row[2]) for row in rows if reader.sees_sensitive or not row[3]}
