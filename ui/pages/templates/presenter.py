"""What the Templates page does: every field keeps itself, one change after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from huddle.errors import Refused
from huddle.i18n import _, ngettext
from huddle.rows.planning import SeriesRow, StepRow, TemplateRow
from huddle.rows.rota import RotaRow
from huddle.rules.day_lines import read_times
from huddle.vocabulary import Thing
from ui.field_saving import Place
from ui.keeping import KeepingPresenter
from ui.pages.templates.page import HELD, TemplatesPage
from ui.pages.templates.rotas import Rotas
from ui.pages.templates.state import Spot, TemplatesState

if TYPE_CHECKING:
    from ui.desk import Desk

_USUAL_START = dt.time(8, 15)

Call = Callable[[], Any]
_OF_A_SERIES = (
    "name",
    "template_id",
    "weekdays",
    "starts_at",
    "facilitator",
    "more_times",
    "skips_closed_days",
)


class TemplatesPresenter(KeepingPresenter[TemplatesState]):
    """The behaviour of the Templates page."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.TEMPLATES, Thing.SERIES, Thing.PEOPLE})

    def __init__(self, page: TemplatesPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self._page = page
        self._state = TemplatesState()
        self._templates = desk.ward.templates
        self._calendar = desk.ward.calendar
        self._connect()
        Rotas(page, desk, lambda: self._state, self._keep)

    def _connect(self) -> None:
        page = self._page
        page.chosen.connect(self._choose)
        page.new_wanted.connect(self._ask_new)
        page.copy_wanted.connect(self._ask_copy)
        page.remove_wanted.connect(self._ask_remove)
        page.changed.connect(self._change_template)
        page.step_changed.connect(self._change_step)
        page.step_moved.connect(self._move_step)
        page.step_removed.connect(self._remove_step)
        page.steps_added.connect(self._add_steps)
        page.series.changed.connect(self._change_series)
        page.series.day_toggled.connect(self._toggle_day)
        page.series.made_main.connect(self._make_main)
        page.series.retired.connect(self._ask_retire)
        page.series.added.connect(self._add_series)
        page.series.days_added.connect(self._add_days)
        page.series.day_removed.connect(
            lambda day_id: self._remove_day(lambda: self._calendar.remove_exception(day_id))
        )
        page.series.closed_added.connect(self._add_closed)
        page.series.closed_removed.connect(
            lambda day_id: self._remove_day(lambda: self._calendar.remove_closed_day(day_id))
        )

    def arrive(self, **what: str) -> None:
        """Show the page; `template_id` chooses a template, `section` one of its two parts."""
        if what.get("section") == HELD:
            self._page.show_section(HELD)
        if template_id := what.get("template_id"):
            self._state = replace(self._state, chosen_id=template_id)
            self._is_stale = True
        super().arrive(**what)

    # What is shown

    def _read(self) -> TemplatesState:
        series, rotas, people = (
            self._templates.series(),
            self.desk.ward.rotas,
            self.desk.ward.people,
        )
        return TemplatesState(
            self._templates.templates(),
            people.stages(),
            series,
            self._calendar.exceptions(),
            self._calendar.closed_days(),
            tuple(rotas.rota(one.id) for one in series),
            people.people(),
        )

    def _show_read(self, read: TemplatesState) -> None:
        self._state = replace(read, chosen_id=self._state.chosen_id)
        self._page.show_state(self._state)

    def _choose(self, template_id: str) -> None:
        self._state = replace(self._state, chosen_id=template_id)
        self._page.show_state(self._state)
        self._page.to_top()

    # Templates

    def _ask_new(self) -> None:
        self.desk.ask.one_line(
            self._page,
            title=_("New template"),
            text=_("It starts with no steps; add them after this."),
            label=_("Name"),
            yes=_("Make it"),
            then=lambda name: self._make(lambda: self._templates.new_template(name)),
        )

    def _ask_copy(self) -> None:
        if (chosen := self._state.chosen) is None:
            return
        self.desk.ask.one_line(
            self._page,
            title=_("Copy “{name}”").format(name=chosen.name),
            text=_("The copy has the same steps, to change freely."),
            label=_("Name of the copy"),
            yes=_("Copy"),
            start=_("{name}, copy").format(name=chosen.name),
            then=lambda name: self._make(lambda: self._templates.copy_template(chosen.id, name)),
        )

    def _make(self, call: Callable[[], TemplateRow]) -> None:
        def made(template: TemplateRow) -> None:
            self._state = replace(self._state, chosen_id=template.id)
            self._page.saved.saved()
            self._page.to_top()

        self._turns.add(lambda: call, made, self.refused)

    def _ask_remove(self) -> None:
        if (chosen := self._state.chosen) is None:
            return
        if chosen.series_names:
            self.desk.messages.warn(
                _("“{name}” is used by {series}. Give that another template first.").format(
                    name=chosen.name, series=", ".join(chosen.series_names)
                )
            )
            return
        self.desk.ask.confirm(
            self._page,
            title=_("Remove “{name}”?").format(name=chosen.name),
            text=_("Huddles that were held by it keep their agenda. This cannot be undone."),
            yes=_("Remove"),
            harmful=True,
            then=lambda: self._remove(chosen),
        )

    def _remove(self, template: TemplateRow) -> None:
        said = _("“{name}” is removed.").format(name=template.name)
        self._turns.add(
            lambda: lambda: self._templates.remove_template(template.id),
            lambda _none: self.desk.messages.say(said),
            self.refused,
        )

    def _change_template(self, template_id: str, field: str, text: str) -> None:
        templates = self._templates

        def write(row: TemplateRow, changes: Mapping[str, Any]) -> TemplateRow:
            new = {"name": row.name, "about": row.about, **changes}
            return templates.rename_template(template_id, row.row_version, **new)

        self._keep_field(
            Spot(template_id=template_id, field=field),
            Place(
                lambda: self._state.template(template_id),
                write,
                lambda: templates.template(template_id),
            ),
            {field: text},
        )

    # Steps

    def _change_step(self, template_id: str, step_id: str, field: str, value: object) -> None:
        templates = self._templates

        def write(row: TemplateRow, changes: Mapping[str, Any]) -> TemplateRow:
            step = _step(row, step_id)
            if step is None:
                raise Refused(_("This step is not there any more."))
            return templates.change_step(template_id, replace(step, **changes), row.row_version)

        self._keep_field(
            Spot(template_id=template_id, step_id=step_id, field=field),
            Place(
                lambda: self._state.template(template_id),
                write,
                lambda: templates.template(template_id),
                # A step that went is said when it is written.
                lambda row, name: getattr(_step(row, step_id), name, None),
            ),
            {field: value},
        )

    def _move_step(self, template_id: str, step_id: str, by: int) -> None:
        self._keep(
            Spot(template_id=template_id),
            lambda: lambda: self._templates.move_step(template_id, step_id, by),
        )

    def _remove_step(self, template_id: str, step_id: str) -> None:
        row = self._state.template(template_id)
        step = _step(row, step_id)
        if row is None or step is None:
            return
        place = row.steps.index(step)

        def removed(left: TemplateRow) -> None:
            self._kept(Spot(template_id=template_id), left)
            self.desk.messages.say(
                _("“{name}” is off the agenda.").format(name=step.name),
                (_("Put it back"), lambda: self._put_back(template_id, step, place)),
            )

        self._turns.add(
            lambda: lambda: self._templates.remove_step(template_id, step_id),
            removed,
            self.refused,
        )

    def _put_back(self, template_id: str, step: StepRow, place: int) -> None:
        self._keep(
            Spot(template_id=template_id),
            lambda: (
                lambda: self._templates.add_step(
                    template_id,
                    step.name,
                    purpose=step.purpose,
                    seconds=step.seconds,
                    prompts=step.prompts,
                    stage_id=step.stage_id,
                    led_by=step.led_by,
                    only_when_needed=step.only_when_needed,
                    position=place,
                )
            ),
        )

    def _add_steps(self, template_id: str, names: tuple[str, ...]) -> None:
        def added(template: TemplateRow) -> None:
            self._kept(Spot(template_id=template_id), template)
            count = ngettext("{count} step added.", "{count} steps added.", len(names))
            if len(names) > 1:
                self.desk.messages.say(count.format(count=len(names)))

        def refused(error: Exception) -> None:
            editor = self._page.editor(template_id)
            if isinstance(error, Refused) and editor is not None:
                editor.add_line.give_back(names, error.message)
            else:
                self.refused(error)

        self._turns.add(
            lambda: lambda: self._templates.add_steps(template_id, names), added, refused
        )

    # Series

    def _change_series(self, series_id: str, field: str, value: object) -> None:
        templates = self._templates

        def write(row: SeriesRow, changes: Mapping[str, Any]) -> SeriesRow:
            new = {**{name: getattr(row, name) for name in _OF_A_SERIES}, **changes}
            if isinstance(typed := new["more_times"], str):
                new["more_times"] = read_times(typed)
            return templates.change_series(series_id, row.row_version, **new)

        self._keep_field(
            Spot(series_id=series_id, field=field),
            Place(lambda: self._state.one_series(series_id), write, self._series_reader(series_id)),
            {field: value},
        )

    def _toggle_day(self, series_id: str, day: int, on: bool) -> None:
        """Each day is a field of its own, so that two people may each take one on."""
        templates = self._templates

        def write(row: SeriesRow, changes: Mapping[str, Any]) -> SeriesRow:
            days = {*row.weekdays} - {day} | ({day} if changes["day"] else set())
            new = {name: getattr(row, name) for name in _OF_A_SERIES}
            new["weekdays"] = tuple(sorted(days))
            return templates.change_series(series_id, row.row_version, **new)

        self._keep_field(
            Spot(series_id=series_id, field="weekdays"),
            Place(
                lambda: self._state.one_series(series_id),
                write,
                self._series_reader(series_id),
                lambda row, _name: day in row.weekdays,
            ),
            {"day": on},
        )

    def _series_reader(self, series_id: str) -> Callable[[], SeriesRow]:
        templates = self._templates
        return lambda: next(row for row in templates.series() if row.id == series_id)

    def _add_days(self, series_id: str, lines: tuple[str, ...], is_held: bool) -> None:
        self._add_lines(
            series_id,
            lines,
            lambda: self._calendar.add_exceptions(series_id, lines, is_held=is_held),
        )

    def _add_closed(self, lines: tuple[str, ...]) -> None:
        self._add_lines("", lines, lambda: self._calendar.add_closed_days(lines))

    def _add_lines(self, series_id: str, lines: tuple[str, ...], call: Call) -> None:
        def refused(error: Exception) -> None:
            if isinstance(error, Refused):
                days = self._page.series.day_list(series_id)
                days.add_line.give_back(lines, error.message)
            else:
                self.refused(error)

        self._turns.add(lambda: call, lambda _rows: self._page.saved.saved(), refused)

    def _remove_day(self, call: Call) -> None:
        self._turns.add(lambda: call, lambda _none: self._page.saved.saved(), self.refused)

    def _add_series(self, name: str, template_id: str) -> None:
        def added(row: SeriesRow) -> None:
            self._page.series.open_one(row.id)
            self._page.saved.saved()

        def refused(error: Exception) -> None:
            if isinstance(error, Refused):
                self._page.series.refuse_new(name, error.field, error.message)
            else:
                self.refused(error)

        self._turns.add(
            lambda: lambda: self._templates.add_series(name, template_id, (), _USUAL_START),
            added,
            refused,
        )

    def _make_main(self, series_id: str) -> None:
        self._turns.add(
            lambda: lambda: self._templates.make_main(series_id),
            lambda _none: self._page.saved.saved(),
            self.refused,
        )

    def _ask_retire(self, series_id: str) -> None:
        if (row := self._state.one_series(series_id)) is None:
            return
        self.desk.ask.confirm(
            self._page,
            title=_("Hold “{name}” no more?").format(name=row.name),
            text=_("Its huddles stay in History, and its open actions stay in Follow-ups."),
            yes=_("Hold no more"),
            harmful=True,
            then=lambda: self._retire(row),
        )

    def _retire(self, series: SeriesRow) -> None:
        said = _("“{name}” is held no more.").format(name=series.name)
        self._turns.add(
            lambda: lambda: self._templates.retire_series(series.id),
            lambda _none: self.desk.messages.say(said),
            self.refused,
        )

    # Keeping

    def _keep_field(self, spot: Spot, place: Place, changes: dict[str, Any]) -> None:
        self._page.saved.clear()
        self._fields.save(
            place,
            changes,
            lambda row: self._kept(spot, row),
            lambda error: self._not_kept(spot, error),
            lambda said: self._say_at(spot, said),
        )

    def _keep(self, spot: Spot, prepare: Callable[[], Call | None]) -> None:
        self._page.saved.clear()
        self._turns.add(
            prepare,
            lambda row: self._kept(spot, row),
            lambda error: self._not_kept(spot, error),
        )

    def _kept(self, spot: Spot, row: TemplateRow | SeriesRow | RotaRow) -> None:
        self._state = self._state.having(row)
        self._page.show_error(spot, "")
        self._page.saved.saved()

    def _not_kept(self, spot: Spot, error: Exception) -> None:
        if not isinstance(error, Refused):
            self.refused(error)
            return
        self._say_at(spot, error.message)

    def _say_at(self, spot: Spot, text: str) -> None:
        if not spot.field or not self._page.show_error(spot, text):
            self.desk.messages.warn(text)


def _step(template: TemplateRow | None, step_id: str) -> StepRow | None:
    steps = template.steps if template is not None else ()
    return next((one for one in steps if one.id == step_id), None)


def open_page(desk: Desk) -> TemplatesPresenter:
    """Make the page and what runs it."""
    return TemplatesPresenter(TemplatesPage(), desk)
