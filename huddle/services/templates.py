"""Templates with their steps, and the series that recur by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Series, Template, TemplateStep
from huddle.rows.planning import SeriesRow, StepRow, TemplateRow
from huddle.services import calendar, reading
from huddle.services.guarded import Service
from huddle.services.people import found, move
from huddle.services.setting_up import check_version
from huddle.services.turns import same_turn
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import RotaTurns, StepPurpose

MOST_STEPS = 100
"""More steps than any meeting has; a pasted novel is refused here."""


class Templates(Service, called="templates"):
    """Agendas, and when they are held."""

    def templates(self) -> tuple[TemplateRow, ...]:
        """Every template, in the order they were made."""
        with self._store.read() as reader:
            return template_rows(reader)

    def template(self, template_id: str) -> TemplateRow:
        """One template."""
        with self._store.read() as reader:
            return _template_row(reader, found(reader, Template, template_id))

    def new_template(self, name: str) -> TemplateRow:
        """An agenda with nothing on it yet."""
        from huddle.model.inputs import TemplateInput, validated  # noqa: PLC0415 - at first write

        values = validated(TemplateInput, name=name)
        with self._store.write() as writer:
            return _template_row(writer, writer.add(Template, **values))

    def copy_template(self, template_id: str, name: str) -> TemplateRow:
        """A copy with another name, to change freely."""
        from huddle.model.inputs import TemplateInput, validated  # noqa: PLC0415 - at first write

        values = validated(TemplateInput, name=name)
        with self._store.write() as writer:
            original = found(writer, Template, template_id)
            copy = writer.add(Template, about=original.about, **values)
            for step in template_steps(writer, template_id):
                writer.add(TemplateStep, template_id=copy.id, **_step_values(step))
            return _template_row(writer, copy)

    def rename_template(
        self, template_id: str, row_version: int, name: str, about: str
    ) -> TemplateRow:
        """Change a template's name and description."""
        from huddle.model.inputs import TemplateInput, validated  # noqa: PLC0415 - at first write

        values = validated(TemplateInput, name=name, about=about)
        with self._store.write() as writer:
            template = found(writer, Template, template_id)
            check_version(template.row_version, row_version)
            return _template_row(writer, writer.change(template, **values))

    def remove_template(self, template_id: str) -> None:
        """Take a template away; huddles held by it keep their steps.

        Raises:
            Refused: A series still uses it.
        """
        with self._store.write() as writer:
            template = found(writer, Template, template_id)
            row = _template_row(writer, template)
            if row.series_names:
                raise Refused(
                    _("“{name}” is used by {series}. Give that another template first.").format(
                        name=template.name, series=", ".join(row.series_names)
                    )
                )
            writer.delete(template)

    def add_step(
        self,
        template_id: str,
        name: str,
        *,
        purpose: StepPurpose = StepPurpose.TOPIC,
        seconds: int = 60,
        prompts: str = "",
        stage_id: str | None = None,
        led_by: str = "",
        only_when_needed: bool = False,
        position: int | None = None,
    ) -> TemplateRow:
        """Add a step, at the end unless a position is given."""
        from huddle.model.inputs import StepInput, validated  # noqa: PLC0415 - at first write

        values = validated(
            StepInput,
            name=name,
            purpose=purpose,
            seconds=seconds,
            prompts=prompts,
            stage_id=stage_id,
            led_by=led_by,
            only_when_needed=only_when_needed,
        )
        with self._store.write() as writer:
            self._add_steps(writer, template_id, [values], position)
            return _template_row(writer, found(writer, Template, template_id))

    def add_steps(self, template_id: str, names: Sequence[str]) -> TemplateRow:
        """Add a topic for each name, before a closing read-back if there is one.

        Raises:
            Refused: There are more names than a meeting has steps, or one cannot be used.
        """
        from huddle.model.inputs import StepInput, validated  # noqa: PLC0415 - at first write

        wanted = [name for name in names if name.strip()]
        _refuse_too_many(len(wanted))
        values = [
            validated(StepInput, name=name, seconds=60, purpose=StepPurpose.TOPIC)
            for name in wanted
        ]
        with self._store.write() as writer:
            steps = template_steps(writer, template_id)
            closing = [step for step in steps[-1:] if step.purpose == StepPurpose.READ_BACK.value]
            self._add_steps(writer, template_id, values, len(steps) - len(closing))
            return _template_row(writer, found(writer, Template, template_id))

    def change_step(self, template_id: str, step: StepRow, row_version: int) -> TemplateRow:
        """Change a step's name, prompts, time box, purpose or stage.

        Args:
            template_id: The template.
            step: The step as it shall be.
            row_version: The template's version that the change was made on.
        """
        from huddle.model.inputs import StepInput, validated  # noqa: PLC0415 - at first write

        values = validated(
            StepInput,
            name=step.name,
            prompts=step.prompts,
            seconds=step.seconds,
            purpose=step.purpose,
            stage_id=step.stage_id,
            led_by=step.led_by,
            only_when_needed=step.only_when_needed,
        )
        with self._store.write() as writer:
            template = found(writer, Template, template_id)
            check_version(template.row_version, row_version)
            writer.change(found(writer, TemplateStep, step.id), **values)
            return _template_row(writer, writer.touch(template))

    def move_step(self, template_id: str, step_id: str, by: int) -> TemplateRow:
        """Move a step up or down."""
        with self._store.write() as writer:
            template = found(writer, Template, template_id)
            move(writer, template_steps(writer, template_id), step_id, by)
            return _template_row(writer, writer.touch(template))

    def remove_step(self, template_id: str, step_id: str) -> TemplateRow:
        """Take a step off an agenda."""
        with self._store.write() as writer:
            template = found(writer, Template, template_id)
            writer.delete(found(writer, TemplateStep, step_id))
            return _template_row(writer, writer.touch(template))

    def _add_steps(
        self,
        writer: Writer,
        template_id: str,
        steps: Sequence[dict[str, Any]],
        position: int | None,
    ) -> None:
        template = found(writer, Template, template_id)
        present = template_steps(writer, template_id)
        _refuse_too_many(len(present) + len(steps))
        place = len(present) if position is None else max(0, min(position, len(present)))
        for later, step in enumerate(present[place:], place + len(steps)):
            writer.change(step, position=later)
        for offset, values in enumerate(steps):
            writer.add(TemplateStep, template_id=template_id, position=place + offset, **values)
        writer.touch(template)

    # Series

    def series(self, *, with_retired: bool = False) -> tuple[SeriesRow, ...]:
        """Every series, the main one first."""
        with self._store.read() as reader:
            return series_rows(reader, with_retired=with_retired)

    def add_series(
        self,
        name: str,
        template_id: str,
        weekdays: Sequence[int],
        starts_at: dt.time,
        facilitator: str = "",
    ) -> SeriesRow:
        """A template that recurs on some weekdays, or is held when needed.

        Raises:
            Refused: The name or the template cannot be used.
        """
        from huddle.model.inputs import SeriesInput, validated  # noqa: PLC0415 - at first write

        values = validated(SeriesInput, name=name, starts_at=starts_at, facilitator=facilitator)
        with self._store.write() as writer:
            _refuse_empty(writer, found(writer, Template, template_id))
            series = writer.add(
                Series,
                template_id=template_id,
                weekdays=_digits(weekdays),
                starts_on=writer.today,
                is_main=not series_rows(writer),
                **values,
            )
            return _series_row(writer, series)

    def change_series(
        self,
        series_id: str,
        row_version: int,
        *,
        name: str,
        template_id: str,
        weekdays: Sequence[int],
        starts_at: dt.time,
        facilitator: str,
        more_times: Sequence[dt.time] = (),
        skips_closed_days: bool = False,
    ) -> SeriesRow:
        """Change what a series is called, goes by, and when it is held.

        Args:
            series_id: The series.
            row_version: Its version that the change was made on.
            name: What it is called.
            template_id: By which agenda.
            weekdays: 0 for Monday; none for held when needed.
            starts_at: The first time of a day.
            facilitator: Who leads it where no rota names anybody.
            more_times: Further times of the same days.
            skips_closed_days: Whether it rests on the ward's closed days.
        """
        from huddle.model.inputs import SeriesInput, validated  # noqa: PLC0415 - at first write

        values = validated(
            SeriesInput,
            name=name,
            starts_at=starts_at,
            facilitator=facilitator,
            more_times=calendar.times_as_kept(starts_at, more_times),
        )
        with self._store.write() as writer:
            series = found(writer, Series, series_id)
            check_version(series.row_version, row_version)
            _refuse_empty(writer, found(writer, Template, template_id))
            values |= {"weekdays": _digits(weekdays), "skips_closed_days": skips_closed_days}
            # What only now becomes due was never missed.
            named = ("weekdays", "more_times", "skips_closed_days")
            is_as_before = all(getattr(series, one) == values[one] for one in named)
            starts_on = series.starts_on if is_as_before else writer.today
            if not is_as_before:
                calendar.keep_past_plan(writer, series)
            with same_turn(writer, series):
                writer.change(series, template_id=template_id, starts_on=starts_on, **values)
            return _series_row(writer, series)

    def make_main(self, series_id: str) -> None:
        """Let actions added outside a huddle belong to this series."""
        with self._store.write() as writer:
            chosen = found(writer, Series, series_id)
            for series in all_series(writer, with_retired=True):
                writer.change(series, is_main=series.id == chosen.id)

    def retire_series(self, series_id: str) -> None:
        """Hold a series no more; its huddles and open actions stay.

        Raises:
            Refused: It is the unit's main series.
        """
        with self._store.write() as writer:
            series = found(writer, Series, series_id)
            if series.is_main:
                raise Refused(
                    _("This is the ward's main huddle. Make another one the main one first.")
                )
            writer.change(series, is_retired=True)


def template_rows(reader: Reader) -> tuple[TemplateRow, ...]:
    """Every template of the unit."""
    query = (
        select(Template)
        .where(Template.unit_id == reader.unit_id, col(Template.deleted_at).is_(None))
        .order_by(col(Template.id))
    )
    return tuple(_template_row(reader, template) for template in reader.session.exec(query))


def template_steps(reader: Reader, template_id: str) -> list[TemplateStep]:
    """The steps of a template in their order."""
    query = (
        select(TemplateStep)
        .where(TemplateStep.template_id == template_id, col(TemplateStep.deleted_at).is_(None))
        .order_by(col(TemplateStep.position))
    )
    return list(reader.session.exec(query))


def all_series(reader: Reader, *, with_retired: bool = False) -> list[Series]:
    """The unit's series, the main one first, then by time."""
    query = (
        select(Series)
        .where(Series.unit_id == reader.unit_id, col(Series.deleted_at).is_(None))
        .order_by(col(Series.is_main).desc(), col(Series.starts_at), col(Series.id))
    )
    if not with_retired:
        query = query.where(col(Series.is_retired).is_(False))
    return list(reader.session.exec(query))


def main_series(reader: Reader) -> Series:
    """The series that actions added outside a huddle belong to.

    Raises:
        Refused: There is no series yet.
    """
    found_series = all_series(reader)
    if not found_series:
        raise Refused(_("There is no huddle yet. Set one up under Templates first."))
    return found_series[0]


def series_rows(reader: Reader, *, with_retired: bool = False) -> tuple[SeriesRow, ...]:
    """The unit's series as shown."""
    return tuple(
        _series_row(reader, series) for series in all_series(reader, with_retired=with_retired)
    )


def _series_row(reader: Reader, series: Series) -> SeriesRow:
    template = reader.session.get(Template, series.template_id)
    return SeriesRow(
        id=series.id,
        name=series.name,
        template_id=series.template_id,
        template_name=template.name if template else "",
        weekdays=calendar.weekdays_of(series),
        starts_at=series.starts_at,
        facilitator=series.facilitator,
        is_main=series.is_main,
        is_retired=series.is_retired,
        row_version=series.row_version,
        more_times=calendar.times_of(series)[1:],
        skips_closed_days=series.skips_closed_days,
        rota_turns=RotaTurns(series.rota_turns) if series.rota_turns else None,
    )


def _template_row(reader: Reader, template: Template) -> TemplateRow:
    stages = {stage.id: stage.name for stage in reading.stages(reader)}
    users = select(Series.name).where(
        Series.template_id == template.id,
        col(Series.deleted_at).is_(None),
        col(Series.is_retired).is_(False),
    )
    return TemplateRow(
        id=template.id,
        name=template.name,
        about=template.about,
        steps=tuple(_step_row(step, stages) for step in template_steps(reader, template.id)),
        series_names=tuple(reader.session.exec(users)),
        row_version=template.row_version,
    )


def _step_row(step: TemplateStep, stages: dict[str, str]) -> StepRow:
    return StepRow(
        id=step.id,
        name=step.name,
        prompts=step.prompts,
        seconds=step.seconds,
        purpose=StepPurpose(step.purpose),
        stage_id=step.stage_id if step.stage_id in stages else None,
        stage_name=stages.get(step.stage_id or "", ""),
        led_by=step.led_by,
        only_when_needed=step.only_when_needed,
    )


def _step_values(step: TemplateStep) -> dict[str, Any]:
    names = ("position", "name", "prompts", "seconds", "purpose", "stage_id", "led_by")
    values = {name: getattr(step, name) for name in names}
    return {**values, "only_when_needed": step.only_when_needed}


def _refuse_empty(reader: Reader, template: Template) -> None:
    if not template_steps(reader, template.id):
        raise Refused(
            _("“{name}” has no steps yet. Add one under Templates first.").format(
                name=template.name
            ),
            "template_id",
        )


def _refuse_too_many(count: int) -> None:
    if count > MOST_STEPS:
        raise Refused(
            _("That would make {count} steps; an agenda takes {most}. Nothing was added.").format(
                count=f"{count:,}", most=MOST_STEPS
            )
        )


def _digits(weekdays: Sequence[int]) -> str:
    return "".join(str(day) for day in sorted(set(weekdays)))
