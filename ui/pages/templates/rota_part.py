"""The facilitator rota of a series: one quiet line to read, which opens to its places and turns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.people import PersonRow
from huddle.rows.rota import RotaRow
from huddle.vocabulary import RotaTurns
from ui.pages.templates.rota_lines import PlaceLine, TurnLine
from ui.pages.templates.rota_wants import RotaWants
from ui.pages.templates.wording import rota_words
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.kept import LineField
from ui.widgets.labels import quiet, strong
from ui.widgets.press_row import PressRow
from ui.widgets.row_list import RowList


class RotaPart(QWidget):
    """Who takes turns at facilitating a series."""

    def __init__(self, series_id: str, wants: RotaWants) -> None:
        super().__init__()
        self.setObjectName("rota_part")
        self._series_id = series_id
        self._wants = wants
        self.head = PressRow("rota")
        self.head.set_mark("down")
        self.head.row.setContentsMargins(*(space("one"),) * 4)
        self.head.clicked.connect(self._toggle)
        self._body = QWidget()
        self._body.setObjectName("rota_body")
        self._make_fields()
        self._build()
        self._body.hide()

    def _make_fields(self) -> None:
        self._turns = Choice("rota_turns")
        self._turns.be_narrow()
        kinds = [(one.value, label(one)) for one in RotaTurns]
        self._turns.offer([("", _("No rota")), *kinds])
        self._start = LineField(_("First turn on"), "rota_start")
        self._start.line.setPlaceholderText(_("7 Sep 2026"))
        self._turns.picked.connect(lambda key: self._wants.turns.emit(self._series_id, key))
        self._start.keep.connect(lambda typed: self._wants.start.emit(self._series_id, typed))
        self._places: RowList[PlaceLine] = RowList(
            "rota_places", lambda key: PlaceLine(self._series_id, key, self._wants)
        )
        self._coming: RowList[TurnLine] = RowList(
            "rota_coming", lambda _key: TurnLine(self._series_id, self._wants), gap="half"
        )
        self._person = Choice("rota_add_person", _("Who gets a place"))
        self._person.be_narrow()
        self._add = button(_("Add to the rota"), "rota_add")
        self._add.clicked.connect(self._want_place)

    def _build(self) -> None:
        when = Columns((1, 1))
        moves_on = Field(_("The turn moves on"), self._turns, object_name="rota_turns_field")
        for field in (moves_on, self._start):
            when.add(field)
        adding = QHBoxLayout()
        adding.setSpacing(space("one"))
        adding.addWidget(self._person, 1)
        adding.addWidget(self._add)
        self._people = QWidget()
        people = QVBoxLayout(self._people)
        people.setContentsMargins(0, 0, 0, 0)
        people.setSpacing(space("one"))
        people.addWidget(strong(_("In this order"), "rota_order"))
        people.addWidget(self._places)
        people.addLayout(adding)
        self._next = strong(_("The next turns"), "rota_next")
        people.addSpacing(space("one"))
        people.addWidget(self._next)
        people.addWidget(self._coming)
        people.addWidget(
            quiet(_("Where the rota names nobody, the facilitator above leads."), "rota_note")
        )
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(space("one"), 0, space("one"), 0)
        inside.setSpacing(space("two"))
        inside.addWidget(when)
        inside.addWidget(self._people)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        column.addWidget(self.head)
        column.addWidget(self._body)

    def show_rota(self, rota: RotaRow, people: Sequence[PersonRow]) -> None:
        """Show a rota as it is; what is being typed stays."""
        self.head.set_words(_("Facilitator rota"), rota_words(rota))
        self._turns.select(rota.turns.value if rota.turns else "")
        self._start.setVisible(rota.turns is not None)
        self._people.setVisible(rota.turns is not None)
        self._start.show_kept(dates.in_prose(rota.starts_on) if rota.starts_on else "")
        with_a_place = {place.person_id for place in rota.places}
        adding = sorted(people, key=lambda one: one.id in with_a_place)
        self._person.offer([(one.id, one.name) for one in adding], self._person.key)
        places = self._places.show_rows([one.id for one in rota.places])
        for number, (line, place) in enumerate(zip(places, rota.places, strict=True), 1):
            line.show_place(place, number, len(places), people)
        self._places.setVisible(bool(places))
        turns = self._coming.show_rows([one.on.isoformat() for one in rota.coming])
        for number, (row, turn) in enumerate(zip(turns, rota.coming, strict=True), 1):
            row.show_turn(turn, number)
        for shown in (self._coming, self._next):
            shown.setVisible(bool(turns))

    def show_error(self, text: str) -> None:
        """Say beside the start what is wrong with it; empty takes it back."""
        self._start.show_error(text)
        if not text:
            # What was typed is kept, so its day is shown in full, also for "fri".
            self._start.forget()

    def _toggle(self) -> None:
        is_open = self._body.isHidden()
        self._body.setVisible(is_open)
        self.head.set_mark("up" if is_open else "down")

    def _want_place(self) -> None:
        if self._person.key:
            self._wants.added.emit(self._series_id, self._person.key)
