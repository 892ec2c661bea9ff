"""Somebody else for a turn in a rota: on which day, who, whether they change places, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.people import PersonRow
from huddle.rows.rota import RotaRow, TurnRow
from ui.dialogs.ask import QuestionDialog
from ui.theme.look import space
from ui.widgets.choices import Choice, Tick
from ui.widgets.field import Field
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import secondary


@dataclass(frozen=True, slots=True)
class Swappable:
    """A rota, and everybody who could take a turn in it."""

    rota: RotaRow
    people: tuple[PersonRow, ...]

    def turn(self, key: str) -> TurnRow | None:
        """The turn of a day, by the day's ISO text."""
        return next((one for one in self.rota.coming if one.on.isoformat() == key), None)

    def others(self, turn: TurnRow) -> Sequence[PersonRow]:
        """Everybody else: the deputy first, then whoever has a place, then the rest by name."""
        with_a_place = {place.person_id for place in self.rota.places}
        return sorted(
            (one for one in self.people if one.id != turn.person_id),
            key=lambda one: (one.name != turn.deputy, one.id not in with_a_place),
        )

    def has_place(self, person_id: str) -> bool:
        """Whether somebody has turns of their own to give."""
        return any(place.person_id == person_id for place in self.rota.places)


class SwapDialog(QuestionDialog):
    """Asks for a swap; it stays open until it is kept.

    Signals:
        wanted: The day, the person's id, why, and whether the two change places.
    """

    wanted = Signal(dict)

    def __init__(self, parent: QWidget, swappable: Swappable, on: dt.date) -> None:
        super().__init__(parent, _("Who facilitates instead?"), "", _("Swap"))
        self.setObjectName("swap")
        self.column.setSpacing(space("one"))
        self._swappable = swappable
        self._day = Choice("swap_day")
        self._day.offer([_day_option(turn) for turn in swappable.rota.coming], on.isoformat())
        self._person = Choice("swap_person")
        self._reason = QLineEdit()
        self._reason.setObjectName("swap_reason")
        self._reason.setPlaceholderText(_("Nothing about health"))
        for choice in (self._day, self._person):
            choice.be_narrow()
        self._fields = {
            "on": Field(_("Day"), self._day, object_name="swap_day_field"),
            "person_id": Field(
                _("Who does it instead"), self._person, object_name="swap_person_field"
            ),
            "reason": Field(
                _("Why, if it helps to know"),
                self._reason,
                object_name="swap_reason_field",
            ),
        }
        self._fields["reason"].add_below(GuardLine(self._reason, "swap_reason_guard"))
        self._places = Tick(_("They change places"), "swap_places")
        self._told = secondary("", "swap_places_told")
        for part in (*self._fields.values(), self._places, self._told):
            self.column.insertWidget(self.column.count() - 1, part)
        self._day.currentIndexChanged.connect(self._show_day)
        self._person.currentIndexChanged.connect(self._show_person)
        self._places.toggled.connect(self._show_person)
        self._show_day()
        self._order()

    def accept(self) -> None:
        """Have it kept; what cannot be is the service's to refuse."""
        for field in self._fields.values():
            field.clear_error()
        turn = self._turn
        if turn is None or not self._person.key:
            self.show_refusal(_("There is nobody else yet. Add them under People."), "person_id")
            return
        values: dict[str, Any] = {
            "on": turn.on,
            "person_id": self._person.key,
            "reason": self._reason.text().strip(),
            "change_places": self._places.isEnabled() and self._places.isChecked(),
        }
        self.wanted.emit(values)

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong."""
        shown = self._fields.get(field, self._fields["person_id"])
        shown.show_error(text)
        shown.control.setFocus()
        self._fit()

    def kept(self) -> None:
        """It is kept: close."""
        super().accept()

    @property
    def _turn(self) -> TurnRow | None:
        return self._swappable.turn(self._day.key)

    def _order(self) -> None:
        stops = (self._day, self._person, self._reason, self._places, self._no, self._yes)
        for one, other in pairwise(stops):
            self.setTabOrder(one, other)
        self._person.setFocus()

    def _show_day(self) -> None:
        if (turn := self._turn) is not None:
            others = self._swappable.others(turn)
            self._person.offer([_person_option(one, turn) for one in others], self._person.key)
        self._show_person()

    def _show_person(self) -> None:
        turn = self._turn
        giver = turn.name if turn is not None else ""
        can = bool(giver) and self._swappable.has_place(self._person.key)
        self._places.setEnabled(can)
        self._told.setVisible(can and self._places.isChecked())
        name = next((one.name for one in self._swappable.people if one.id == self._person.key), "")
        words = _("In return {giver} does the next turn of {name} after that day.")
        self._told.setText(words.format(giver=giver, name=name))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words need that came or went; a dialog does not grow by itself."""
        if self.isVisible():
            self.resize(self.width(), self.column.totalHeightForWidth(self.width()))


def _day_option(turn: TurnRow) -> tuple[str, str]:
    name = turn.name or _("nobody")
    words = _("{day}: {name}").format(day=dates.short_day(turn.on), name=name)
    return turn.on.isoformat(), words


def _person_option(person: PersonRow, turn: TurnRow) -> tuple[str, str]:
    if person.name == turn.deputy:
        return person.id, _("{name}, the deputy").format(name=person.name)
    return person.id, person.name
