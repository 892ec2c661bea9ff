"""What Measures does: shows what was read and what it says, takes readings, and corrects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from huddle import dates
from huddle.errors import Refused
from huddle.exchange.formats import Kind
from huddle.i18n import _, ngettext
from huddle.measure_words import ChartKind
from huddle.rows.measures import ChartRow, MeasureRow, ReadingRow, RebaseRow
from huddle.vocabulary import Thing
from ui.care import Watch
from ui.dialogs.export import Offer
from ui.exporting import Exporting
from ui.filling import Asking
from ui.pages.measures.item_models import line_of
from ui.pages.measures.measure_form import MeasureForm
from ui.pages.measures.page import MeasuresPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Shown:
    """One measure as shown."""

    chart: ChartRow
    readings: tuple[ReadingRow, ...]


class MeasuresPresenter(Presenter):
    """The behaviour of Measures."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.MEASURES})

    def __init__(self, page: MeasuresPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._wanted_id = ""
        self._kinds: dict[str, ChartKind] = {}
        self._watch = Watch(page, desk)
        self._asking = _Asking(page, desk, self._watch)
        page.chosen.connect(self._load)
        page.kind_chosen.connect(self._choose_kind)
        page.lines_typed.connect(self._read)
        page.add_asked.connect(self._asking.add)
        page.change_asked.connect(lambda: self._with_current(self._asking.change))
        page.rebase_asked.connect(lambda: self._with_current(self._asking.rebase))
        page.retire_asked.connect(lambda: self._with_current(self._ask_retire))
        page.correct_asked.connect(self._ask_correction)
        page.leave_out_asked.connect(self._ask_why)
        self._exporting = Exporting(page, desk, self._watch)
        page.export_asked.connect(lambda: self._with_current(self._ask_export))

    def arrive(self, **what: str) -> None:
        """Show the measures, with the one that `measure` names."""
        self._wanted_id = what.get("measure", "")
        if self._wanted_id:
            self._is_stale = True
        super().arrive()
        self.page.begin()

    def refresh(self) -> None:
        """Query the measures and the chosen one."""
        self.query(self.desk.ward.measures.measures, self._show)

    def _show(self, rows: tuple[MeasureRow, ...]) -> None:
        wanted, self._wanted_id = self._wanted_id, ""
        self.page.show_measures(rows, wanted)
        self._with_current(lambda row: self._load(row.id))

    def _with_current(self, then: Callable[[MeasureRow], object]) -> None:
        if (row := self.page.current) is not None:
            then(row)

    def _load(self, measure_id: str) -> None:
        ward, kind = self.desk.ward, self._kinds.get(measure_id)
        self.desk.tasks.run(
            self.widget,
            lambda: _shown(ward, measure_id, kind),
            self._show_measure,
            self.refused,
        )

    def _show_measure(self, shown: _Shown) -> None:
        if self.page.current is not None and shown.chart.measure.id == self.page.current.id:
            self.page.show_chart(shown.chart, shown.readings)

    def _choose_kind(self, key: str) -> None:
        def choose(row: MeasureRow) -> None:
            self._kinds[row.id] = ChartKind(key)
            self._load(row.id)

        self._with_current(choose)

    def _read(self, lines: tuple[str, ...]) -> None:
        self._with_current(lambda row: self._keep(row, lines))

    def _keep(self, row: MeasureRow, lines: tuple[str, ...]) -> None:
        ward = self.desk.ward
        self.desk.tasks.run(
            self.widget,
            lambda: ward.measures.read_all(row.id, lines),
            self._say_kept,
            lambda error: self._not_kept(lines, error),
        )

    def _say_kept(self, kept: tuple[ReadingRow, ...]) -> None:
        text = ngettext("The reading is kept.", "{count} readings are kept.", len(kept))
        self.desk.messages.say(text.format(count=len(kept)))

    def _not_kept(self, lines: tuple[str, ...], error: Exception) -> None:
        if isinstance(error, Refused):
            self.page.line.give_back(lines, error.message)
        else:
            self.refused(error)

    def _ask_correction(self, reading_id: str) -> None:
        reading = self._reading(reading_id)
        self.desk.ask.one_line(
            self.widget,
            title=_("Correct this reading"),
            text=_("What it says now is kept beside the correction."),
            label=_("The right reading"),
            yes=_("Correct it"),
            start=line_of(reading),
            then=lambda line: self._change(
                lambda ward: ward.measures.correct(reading.id, reading.row_version, line)
            ),
            watch=self._watch,
        )

    def _ask_why(self, reading_id: str) -> None:
        self.desk.ask.one_line(
            self.widget,
            title=_("Leave this reading out"),
            text=_("It is kept, with who left it out and why, but no chart shows it."),
            label=_("Why it is none"),
            yes=_("Leave it out"),
            then=lambda why: self._change(lambda ward: ward.measures.take_back(reading_id, why)),
            watch=self._watch,
        )

    def _ask_retire(self, row: MeasureRow) -> None:
        self.desk.ask.confirm(
            self.widget,
            title=_("Read “{name}” no more?").format(name=row.name),
            text=_("What was read of it stays."),
            yes=_("Read it no more"),
            then=lambda: self._retire(row),
        )

    def _ask_export(self, row: MeasureRow) -> None:
        export, name = self.desk.ward.export, _("Huddle measures")
        one = Offer(
            _("The readings of “{name}”").format(name=row.name),
            name,
            Kind.MEASURES,
            lambda to: export.measures(to, row.id),
        )
        every = Offer(_("The readings of all measures"), name, Kind.MEASURES, export.measures)
        self._exporting.ask((one, every))

    def _retire(self, row: MeasureRow) -> None:
        measures = self.desk.ward.measures
        back = (_("Undo"), lambda: self._change(lambda _ward: measures.bring_back(row.id)))
        said = _("“{name}” is read no more. What was read of it stays.").format(name=row.name)
        self.desk.tasks.run(
            self.widget,
            lambda: measures.retire(row.id),
            lambda _nothing: self.desk.messages.say(said, back),
            self.refused,
            key="change",
        )

    def _reading(self, reading_id: str) -> ReadingRow:
        return next(row for row in self.page.readings.rows if row.id == reading_id)

    def _change(self, call: Callable[[Ward], object]) -> None:
        ward = self.desk.ward
        self.desk.tasks.run(
            self.widget, lambda: call(ward), lambda _found: None, self.refused, key="change"
        )


class _Asking(Asking):
    """Asks what a measure is, and when its process changed."""

    def add(self) -> None:
        """Ask what another measure is."""
        measures = self._desk.ward.measures
        self._fill_in(
            MeasureForm(self._page),
            keep=lambda values: measures.add(**values),
            kept=lambda row: self._desk.go("measures", measure=row.id),
        )

    def change(self, row: MeasureRow) -> None:
        """Ask what a measure is now."""
        keep = partial(self._desk.ward.measures.change, row.id, row.row_version)
        self._fill_in(
            MeasureForm(self._page, row),
            keep=lambda values: keep(**values),
            kept=lambda _row: None,
        )

    def rebase(self, row: MeasureRow) -> None:
        """Ask from when on its process is another one, and what changed."""
        from ui.pages.measures.rebase_form import RebaseForm  # noqa: PLC0415 - seldom

        rebase = partial(self._desk.ward.measures.rebase, row.id)
        self._fill_in(
            RebaseForm(self._page), keep=lambda values: rebase(**values), kept=self._offer_undo
        )

    def _offer_undo(self, made: RebaseRow) -> None:
        measures = self._desk.ward.measures
        words = _("Limits begin anew on {day}.").format(day=dates.in_table(made.from_on))
        undo = partial(self._run, partial(measures.take_back_rebase, made.id), lambda _done: None)
        self._desk.messages.say(words, (_("Undo"), partial(undo, key="rebase")))


def _shown(ward: Ward, measure_id: str, kind: ChartKind | None) -> _Shown:
    return _Shown(ward.measures.chart(measure_id, kind), ward.measures.readings(measure_id))


def open_page(desk: Desk) -> MeasuresPresenter:
    """Measures at work."""
    return MeasuresPresenter(MeasuresPage(desk.may), desk)
