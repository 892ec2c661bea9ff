"""What the People and departments page does: every field keeps itself, one after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from huddle.errors import Refused
from huddle.i18n import _, ngettext
from huddle.rows.people import DepartmentRow, PersonRow
from huddle.vocabulary import Thing
from ui.field_saving import Place
from ui.keeping import KeepingPresenter
from ui.pages.people.page import PeoplePage
from ui.pages.people.state import SECTIONS, PeopleState
from ui.pages.people.tiers import Tiers

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.widgets.add_line import AddLine

MOST_AT_ONCE = 200
"""More lines than this are a list from elsewhere, pasted by mistake."""

Call = Callable[[], Any]
Row = TypeVar("Row", PersonRow, DepartmentRow)
_OF_A_PERSON = ("name", "is_post", "role_group", "department_id", "extension", "mailbox")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of some names that were to be added.

    Attributes:
        ids: What was added.
        left: The names that were not.
        why: What the first of those was refused for.
    """

    ids: tuple[str, ...]
    left: tuple[str, ...]
    why: str


class PeoplePresenter(KeepingPresenter[PeopleState]):
    """The behaviour of the People and departments page."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.PEOPLE, Thing.TEMPLATES, Thing.PRIVACY, Thing.MAIL, Thing.UNIT, Thing.ACCOUNTS}
    )

    def __init__(self, page: PeoplePage, desk: Desk) -> None:
        super().__init__(page, desk)
        self._page = page
        self._people = desk.ward.people
        self._state = PeopleState()
        self._tiers = Tiers(page.tiers, desk)
        self._connect()

    def _connect(self) -> None:
        page = self._page
        page.people.searched.connect(lambda text: self._show(text=text))
        page.people.chosen.connect(lambda person_id: self._show(chosen_id=person_id))
        page.people.retired_wanted.connect(self._show_retired)
        page.departments_with_retired.toggled.connect(self._show_retired)
        page.people.added.connect(self._add_people)
        page.people.card.changed.connect(self._change_person)
        page.people.card.retired.connect(self._retire_person)
        page.departments.added.connect(self._add_departments)
        page.departments.changed.connect(self._change_department)
        page.departments.moved.connect(self._move_department)
        page.departments.left.connect(self._retire_department)
        page.stages.added.connect(self._add_stages)
        page.stages.changed.connect(self._rename_stage)
        page.stages.moved.connect(self._move_stage)
        page.stages.left.connect(self._ask_remove_stage)

    def arrive(self, **what: str) -> None:
        """Show the page; `section` is one of its parts, `person_id` chooses a person."""
        if what.get("section") in SECTIONS:
            self._page.show_section(what["section"])
        if person_id := what.get("person_id"):
            self._state = replace(self._state, chosen_id=person_id)
            self._is_stale = True
        super().arrive(**what)

    # What is shown

    def _read(self) -> PeopleState:
        return PeopleState(
            self._people.people(with_retired=True),
            self._people.departments(with_retired=True),
            self._people.stages(),
            sends_mail=self.desk.ward.mail.is_on(),
        )

    def _show_read(self, read: PeopleState) -> None:
        self._show(
            people=read.people,
            departments=read.departments,
            stages=read.stages,
            sends_mail=read.sends_mail,
        )
        self._tiers.refresh()

    def _show(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._page.show_state(self._state)

    def _show_retired(self, on: bool) -> None:
        self._page.people.show_with_retired(on=on)
        self._page.departments_with_retired.setChecked(on)
        self._show(with_retired=on)

    # People

    def _add_people(self, names: tuple[str, ...]) -> None:
        def added(what: Added) -> None:
            if what.ids:
                self._state = replace(self._state, chosen_id=what.ids[-1])

        line = self._page.people.add_line
        self._add(line, names, lambda name: self._people.add_person(name).id, added)

    def _change_person(self, person_id: str, field: str, value: object) -> None:
        people = self._people

        def write(row: PersonRow, changes: Mapping[str, Any]) -> PersonRow:
            kept = {name: getattr(row, name) for name in _OF_A_PERSON}
            return people.change_person(person_id, row.row_version, **{**kept, **changes})

        def say(said: str) -> None:
            if self._page.people.card.person_id == person_id:
                self._page.people.card.show_error(field, said)
            else:
                self._offer_return(person_id, field, value, said)

        self._page.saved.clear()
        self._fields.save(
            Place(
                lambda: self._state.person(person_id),
                write,
                lambda: _one_of(people.people(with_retired=True), person_id),
            ),
            {field: value},
            lambda row: self._person_kept(row, field),
            lambda error: say(error.message) if isinstance(error, Refused) else self.refused(error),
            say,
        )

    def _person_kept(self, row: PersonRow, field: str) -> None:
        self._state = self._state.having(row)
        if self._page.people.card.person_id == row.id:
            self._page.people.card.show_error(field, "")
        self._page.saved.saved()

    def _offer_return(self, person_id: str, field: str, value: object, why: str) -> None:
        """Somebody else is shown by now: say it in the bar, and lead back with what was typed."""

        def go_back() -> None:
            self._show(chosen_id=person_id, text="")
            self._page.people.clear_search()
            self._page.people.card.put_back(field, str(value), why)

        self.desk.messages.warn(why, action=(_("Go back to it"), go_back))

    def _retire_person(self, person_id: str, is_leaving: bool) -> None:
        row = self._state.person(person_id)
        if row is None:
            return
        if not is_leaving:
            self._send(lambda: self._people.bring_back_person(person_id))
            return
        said = _("{name} is off the lists.").format(name=row.name)
        self._send(
            lambda: self._people.retire_person(person_id),
            said,
            lambda: self._send(lambda: self._people.bring_back_person(person_id)),
        )

    # Departments

    def _add_departments(self, names: tuple[str, ...]) -> None:
        line = self._page.departments.add_line
        self._add(line, names, lambda name: self._people.add_department(name).id)

    def _change_department(self, department_id: str, field: str, text: str) -> None:
        people, show_error = self._people, self._page.departments.show_error

        def write(row: DepartmentRow, changes: Mapping[str, Any]) -> DepartmentRow:
            kept = {"name": row.name, "extension": row.extension, "mailbox": row.mailbox}
            return people.change_department(department_id, row.row_version, **{**kept, **changes})

        def kept(row: DepartmentRow) -> None:
            self._state = self._state.having(row)
            show_error(department_id, "")
            self._page.saved.saved()

        self._page.saved.clear()
        self._fields.save(
            Place(
                lambda: self._state.department(department_id),
                write,
                lambda: _one_of(people.departments(with_retired=True), department_id),
            ),
            {field: text},
            kept,
            lambda error: self._row_refused(show_error, department_id, error),
            lambda said: show_error(department_id, said),
        )

    def _move_department(self, department_id: str, by: int) -> None:
        self._send(lambda: self._people.move_department(department_id, by))

    def _retire_department(self, department_id: str) -> None:
        row = self._state.department(department_id)
        if row is None:
            return
        if row.is_retired:
            self._send(lambda: self._people.bring_back_department(department_id))
            return
        said = _("{name} is off the rosters and lists. What it did stays.").format(name=row.name)
        self._send(
            lambda: self._people.retire_department(department_id),
            said,
            lambda: self._send(lambda: self._people.bring_back_department(department_id)),
        )

    # Stages

    def _add_stages(self, names: tuple[str, ...]) -> None:
        line = self._page.stages.add_line
        self._add(line, names, lambda name: self._people.add_stage(name)[-1].id)

    def _rename_stage(self, stage_id: str, _field: str, text: str) -> None:
        def kept(_stages: object) -> None:
            self._page.stages.show_error(stage_id, "")
            self._page.saved.saved()

        self._page.saved.clear()
        self._turns.add(
            lambda: lambda: self._people.rename_stage(stage_id, text),
            kept,
            lambda error: self._row_refused(self._page.stages.show_error, stage_id, error),
        )

    def _move_stage(self, stage_id: str, by: int) -> None:
        self._send(lambda: self._people.move_stage(stage_id, by))

    def _ask_remove_stage(self, stage_id: str) -> None:
        row = next((one for one in self._state.stages if one.id == stage_id), None)
        if row is None:
            return
        said = _("“{name}” is removed.").format(name=row.name)
        self.desk.ask.confirm(
            self._page,
            title=_("Remove the stage “{name}”?").format(name=row.name),
            text=_("What sits at it keeps its name. Steps of agendas are no longer tied to it."),
            yes=_("Remove"),
            harmful=True,
            then=lambda: self._send(lambda: self._people.remove_stage(stage_id), said),
        )

    # What they share

    def _send(self, call: Call, said: str = "", undo: Callable[[], object] | None = None) -> None:
        """Make a change that no field stands for."""

        def done(_result: object) -> None:
            if said:
                self.desk.messages.say(said, (_("Undo"), undo) if undo is not None else None)
            else:
                self._page.saved.saved()

        self._turns.add(lambda: call, done, self.refused)

    def _row_refused(self, show: Callable[[str, str], bool], row_id: str, error: Exception) -> None:
        if not isinstance(error, Refused):
            self.refused(error)
        elif not show(row_id, error.message):
            self.desk.messages.warn(error.message)

    def _add(
        self,
        line: AddLine,
        names: tuple[str, ...],
        add_one: Callable[[str], str],
        then: Callable[[Added], object] = lambda _added: None,
    ) -> None:
        if len(names) > MOST_AT_ONCE:
            many = _("That is {count} lines; up to {most} are added at once. Nothing was added.")
            line.give_back(names, many.format(count=f"{len(names):,}", most=MOST_AT_ONCE))
            return

        def done(what: Added) -> None:
            then(what)
            self._say_added(line, what)

        self._turns.add(lambda: lambda: _add_each(names, add_one), done, self.refused)

    def _say_added(self, line: AddLine, what: Added) -> None:
        count = len(what.ids)
        said = ngettext("{count} added.", "{count} added.", count).format(count=count)
        if what.left:
            line.give_back(what.left, f"{said} {what.why}" if count else what.why)
        elif count > 1:
            self.desk.messages.say(said)
        else:
            self._page.saved.saved()


def _add_each(names: Sequence[str], add_one: Callable[[str], str]) -> Added:
    ids, left, why = [], [], ""
    for name in names:
        try:
            ids.append(add_one(name))
        except Refused as error:
            left.append(name)
            why = why or error.message
    return Added(tuple(ids), tuple(left), why)


def _one_of(rows: Sequence[Row], row_id: str) -> Row:
    """The row of an id; what is off the lists is still among them."""
    return next(row for row in rows if row.id == row_id)


def open_page(desk: Desk) -> PeoplePresenter:
    """Make the page and what runs it."""
    return PeoplePresenter(PeoplePage(), desk)
