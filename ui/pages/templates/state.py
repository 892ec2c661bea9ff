"""What the Templates page shows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from huddle.rows.people import PersonRow, StageRow
from huddle.rows.planning import ClosedDayRow, ExceptionRow, SeriesRow, TemplateRow
from huddle.rows.rota import RotaRow


@dataclass(frozen=True, slots=True)
class TemplatesState:
    """Every agenda, the stages its steps can be tied to, and when they are held."""

    templates: tuple[TemplateRow, ...] = ()
    stages: tuple[StageRow, ...] = ()
    series: tuple[SeriesRow, ...] = ()
    exceptions: tuple[ExceptionRow, ...] = ()
    closed_days: tuple[ClosedDayRow, ...] = ()
    rotas: tuple[RotaRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    """Who can have a place in a rota."""
    chosen_id: str = ""
    """The template whose steps are shown."""

    @property
    def chosen(self) -> TemplateRow | None:
        """The template whose steps are shown: the first unless one is chosen."""
        return self.template(self.chosen_id) or next(iter(self.templates), None)

    def template(self, template_id: str) -> TemplateRow | None:
        """A template by its id."""
        return next((one for one in self.templates if one.id == template_id), None)

    def one_series(self, series_id: str) -> SeriesRow | None:
        """A series by its id."""
        return next((one for one in self.series if one.id == series_id), None)

    def rota(self, series_id: str) -> RotaRow | None:
        """The rota of a series."""
        return next((one for one in self.rotas if one.series_id == series_id), None)

    def having(self, row: TemplateRow | SeriesRow | RotaRow) -> TemplatesState:
        """The same with a newer version of one row."""
        if isinstance(row, RotaRow):
            rotas = tuple(row if one.series_id == row.series_id else one for one in self.rotas)
            series = self.one_series(row.series_id)
            newer = replace(self, rotas=rotas)
            # A rota's turns and start stand in its series.
            return newer.having(replace(series, row_version=row.row_version)) if series else newer
        if isinstance(row, TemplateRow):
            templates = tuple(row if one.id == row.id else one for one in self.templates)
            return replace(self, templates=templates)
        return replace(self, series=tuple(row if one.id == row.id else one for one in self.series))


@dataclass(frozen=True, slots=True)
class Spot:
    """One field of one thing on the page, where it says what is wrong.

    Attributes:
        template_id: The template it is of, unless it is a series'.
        step_id: The step it is of, if it is a step's.
        series_id: The series it is of, if it is a series'.
        field: The field's name in its row.
    """

    template_id: str = ""
    step_id: str = ""
    series_id: str = ""
    field: str = ""
