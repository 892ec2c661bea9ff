"""People and posts, out of the rows of a file; who is known already is left as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from huddle.errors import Refused
from huddle.i18n import _
from huddle.import_words import ImportField, RowFate
from huddle.labels import label
from huddle.model import Person
from huddle.rows.imports import Cells, ImportRowRow
from huddle.rules.importing.cell_words import key_of, line_of
from huddle.rules.importing.understanding import Understood
from huddle.rules.owner_words import is_post
from huddle.services.import_names import Names
from huddle.services.import_run import Prepared, Run
from huddle.store.transaction import Reader
from huddle.vocabulary import RoleGroup


def prepare(reader: Reader, understood: Understood, new_id: Callable[[], str]) -> Prepared:
    """What bringing people in will do.

    Args:
        reader: A read, or the write that will do it.
        understood: The file, without a question left.
        new_id: Makes row ids.
    """
    names = Names.of(reader, new_id)
    at = {column.field: column.index for column in understood.columns}
    there = {one.name.casefold() for one in names.known.people}
    rows, new = [], list[tuple[int, dict[str, Any]]]()
    for number, cells in understood.rows:
        name = _said(cells, at, ImportField.NAME)
        row = ImportRowRow(number, RowFate.NEW, name)
        if not any(map(line_of, cells)):
            row = ImportRowRow(number, RowFate.BLANK)
        elif name.casefold() in there:
            row = ImportRowRow(
                number, RowFate.DUPLICATE, name, _("There is somebody of that name.")
            )
        else:
            try:
                new.append((number, {"id": new_id(), **_person(cells, at, names)}))
            except Refused as refused:
                row = ImportRowRow(number, RowFate.REFUSED, name, refused.message)
            else:
                there.add(name.casefold())
        rows.append(row)
    made = names.made({person["department_id"] for _number, person in new})
    numbers = {person["department_id"]: number for number, person in reversed(new)}
    words = [(numbers[team], name) for team, name in made.items()]
    return Prepared(rows, words, new, lambda run: _write(run, names, new))


def _person(cells: Cells, at: dict[ImportField, int], names: Names) -> dict[str, Any]:
    from huddle.model.inputs import PersonInput, validated  # noqa: PLC0415 - at first write

    name = _said(cells, at, ImportField.NAME)
    values = validated(
        PersonInput,
        name=name,
        is_post=is_post(name),
        role_group=_role(_said(cells, at, ImportField.ROLE)),
        extension=_said(cells, at, ImportField.EXTENSION),
        mailbox=_said(cells, at, ImportField.MAILBOX),
    )
    return {**values, "department_id": names.department(_said(cells, at, ImportField.DEPARTMENT))}


def _said(cells: Cells, at: dict[ImportField, int], field: ImportField) -> str:
    place = at.get(field, len(cells))
    return line_of(cells[place]) if place < len(cells) else ""


def _role(words: str) -> RoleGroup:
    """The role group that a job title names, the longest word first."""
    said = f" {key_of(words)} "
    named = ((group, key_of(label(group))) for group in RoleGroup if group is not RoleGroup.OTHER)
    fitting = [(len(name), group) for group, name in named if name in said]
    return max(fitting, default=(0, RoleGroup.OTHER))[1]


def _write(run: Run, names: Names, new: list[tuple[int, dict[str, Any]]]) -> None:
    names.write(run, {person["department_id"] for _number, person in new})
    for lot in run.lots(new):
        run.writer.add_many(Person, [person for _number, person in lot])
        for number, person in lot:
            run.note(Person, person["id"], number=number)
