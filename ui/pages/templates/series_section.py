"""When huddles are held: the ward's series, and a line to add one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from ui.pages.templates.day_list import DayList
from ui.pages.templates.rota_wants import RotaWants
from ui.pages.templates.series_card import SeriesCard, template_options
from ui.pages.templates.state import Spot, TemplatesState
from ui.pages.templates.wording import closed_words, exception_words
from ui.theme.look import space
from ui.widgets.add_line import AddLine
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.labels import heading, quiet
from ui.widgets.row_list import RowList


class SeriesSection(Columns):
    """The series at one side, adding one at the other.

    Signals:
        changed: A series' id, a field of it, and its new value.
        day_toggled: A series' id, a weekday, and whether it is held then.
        made_main: A series' id.
        retired: A series' id.
        added: The name of a new series, and its template's id.
        days_added: A series' id, lines with single days, and whether it is held on them.
        day_removed: The id of a single day.
        closed_added: Lines with closed days.
        closed_removed: The id of a closed day.
    """

    changed = Signal(str, str, object)
    day_toggled = Signal(str, int, bool)
    made_main = Signal(str)
    retired = Signal(str)
    added = Signal(str, str)
    days_added = Signal(str, object, bool)
    day_removed = Signal(str)
    closed_added = Signal(object)
    closed_removed = Signal(str)

    def __init__(self) -> None:
        super().__init__((2, 1), "series_section", gap="three")
        self._open_id = ""
        self._was_shown = False
        self.rota = RotaWants()
        self._rows: RowList[SeriesCard] = RowList("series_rows", self._make_card)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rows)
        column.addStretch()
        self.add(listed)
        self.add(self._adding())

    def _adding(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card("series_adding")
        card.column.setSpacing(space("two"))
        card.column.addWidget(heading(_("Add a huddle")))
        self._template = Choice("series_add_template")
        self._template.be_narrow()
        self._template_field = Field(
            _("By which template"), self._template, object_name="series_add_template_field"
        )
        self._template.picked.connect(lambda _key: self._template_field.clear_error())
        self.add_line = AddLine(_("Name of the new huddle"), _("Add"), _("Its name"), "series_add")
        self.add_line.add.connect(self._submit)
        card.column.addWidget(self._template_field)
        card.column.addWidget(self.add_line)
        card.column.addWidget(
            quiet(_("It is held when needed until you choose its days."), "series_add_note")
        )
        column.addWidget(card)
        column.addWidget(self._closed_days())
        # A long list beside them must not pull the cards apart.
        column.addStretch(1)
        return side

    def _closed_days(self) -> Card:
        card = Card("closed_days")
        card.column.addWidget(heading(_("Closed days of the ward")))
        card.column.addWidget(
            quiet(_("Bank holidays, typed or pasted one a line."), "closed_days_note")
        )
        self.closed = DayList(_("A closed day"), _("25 Dec 2026 Christmas"), "closed_day")
        self.closed.added.connect(self.closed_added)
        self.closed.removed.connect(self.closed_removed)
        card.column.addWidget(self.closed)
        return card

    def _submit(self, names: tuple[str, ...]) -> None:
        self.added.emit(names[0], self._template.key)

    def _make_card(self, series_id: str) -> SeriesCard:
        card = SeriesCard(series_id, self.rota)
        card.pressed.connect(lambda: self.open_one("" if card.is_open else series_id))
        card.changed.connect(lambda field, value: self.changed.emit(series_id, field, value))
        card.day_toggled.connect(lambda day, on: self.day_toggled.emit(series_id, day, on))
        card.made_main.connect(lambda: self.made_main.emit(series_id))
        card.retired.connect(lambda: self.retired.emit(series_id))
        card.days_added.connect(lambda *what: self.days_added.emit(series_id, *what))
        card.day_removed.connect(self.day_removed)
        card.open(is_open=series_id == self._open_id)
        return card

    def show_state(self, state: TemplatesState) -> None:
        """Show every series; a lone one is open from the start."""
        if not self._was_shown and len(state.series) == 1:
            self._open_id = state.series[0].id
        self._was_shown = True
        cards = self._rows.show_rows([one.id for one in state.series])
        for place, (card, one) in enumerate(zip(cards, state.series, strict=True), 1):
            card.show_series(one, place, state.templates, is_alone=len(state.series) == 1)
            mine = (day for day in state.exceptions if day.series_id == one.id)
            card.days.show_days([(day.id, exception_words(day)) for day in mine])
            if (rota := state.rota(one.id)) is not None:
                card.rota.show_rota(rota, state.people)
        self.closed.show_days([(day.id, closed_words(day)) for day in state.closed_days])
        usable = [one.id for one in state.templates if one.steps]
        kept = self._template.key or next(iter(usable), "")
        self._template.offer(template_options(state.templates), kept)

    def open_one(self, series_id: str) -> None:
        """Open a series, and close the one that was open."""
        self._open_id = series_id
        for key in self._rows.keys:
            card = self._rows.row(key)
            if card is not None:
                card.open(is_open=key == series_id)

    def show_error(self, spot: Spot, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        card = self._rows.row(spot.series_id)
        if card is not None:
            card.show_error(spot.field, text)

    def day_list(self, series_id: str) -> DayList:
        """The single days of a series, or the ward's closed days."""
        card = self._rows.row(series_id)
        return self.closed if card is None else card.days

    def refuse_new(self, name: str, field: str, text: str) -> None:
        """Say why a new one could not be added, beside what is to be mended."""
        if field == "template_id":
            self._template_field.show_error(text)
            self.add_line.give_back((name,), "")
        else:
            self.add_line.give_back((name,), text)
