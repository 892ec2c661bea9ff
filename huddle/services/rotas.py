"""The facilitator rota of a series: its turns, its places with their deputies, and its swaps."""

from __future__ import annotations

import datetime as dt

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Person, RotaPlace, RotaSwap, Series
from huddle.rows.rota import RotaRow, TurnRow
from huddle.rules import rota as rules
from huddle.rules.rota import Rota
from huddle.services.calendar import put
from huddle.services.guarded import Service
from huddle.services.people import found, move
from huddle.services.rota_rows import COMING, days_from, rota_row
from huddle.services.setting_up import check_version
from huddle.services.turns import Turns, places_of, same_turn, turns_of
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import RotaTurns

MOST_PLACES = 60
"""More people than ever take turns at one meeting."""


class Rotas(Service, called="rotas"):
    """Who facilitates when."""

    def rota(self, series_id: str, count: int = COMING) -> RotaRow:
        """The rota of a series, with the turns of the next so many days it is held on."""
        with self._store.read() as reader:
            return rota_row(reader, found(reader, Series, series_id), count)

    def set_turns(
        self,
        series_id: str,
        row_version: int,
        turns: RotaTurns | None,
        starts_on: dt.date | None = None,
    ) -> RotaRow:
        """Say how often the rota moves on, and from when.

        Args:
            series_id: The series.
            row_version: Its version that the change was made on.
            turns: How often; none for no rota. Its places stay for another time.
            starts_on: The day of the first place's first turn; today where nothing is said.
        """
        with self._store.write() as writer:
            series = found(writer, Series, series_id)
            check_version(series.row_version, row_version)
            begins = starts_on or series.rota_from or writer.today
            writer.change(series, rota_turns=turns.value if turns else "", rota_from=begins)
            return rota_row(writer, series)

    def add_place(self, series_id: str, person_id: str, deputy_id: str | None = None) -> RotaRow:
        """Give somebody a place at the end; the same person may have several.

        Raises:
            Refused: They have left, are their own deputy, or there is no room.
        """
        with self._store.write() as writer:
            series = found(writer, Series, series_id)
            places = places_of(writer, series_id)
            if len(places) >= MOST_PLACES:
                raise Refused(_("A rota has room for {most}.").format(most=MOST_PLACES))
            _refuse_own_deputy(_here(writer, person_id), deputy_id)
            if deputy_id:
                _here(writer, deputy_id)
            with same_turn(writer, series):
                writer.add(
                    RotaPlace,
                    series_id=series_id,
                    position=len(places),
                    person_id=person_id,
                    deputy_id=deputy_id,
                )
            return rota_row(writer, series)

    def move_place(self, place_id: str, by: int) -> RotaRow:
        """Move a place up or down; today's turn stays where it is."""
        with self._store.write() as writer:
            series = _series_of(writer, place_id)
            with same_turn(writer, series):
                move(writer, places_of(writer, series.id), place_id, by)
            return rota_row(writer, series)

    def remove_place(self, place_id: str) -> RotaRow:
        """Take a place out; a turn it has today goes to the next."""
        with self._store.write() as writer:
            series = _series_of(writer, place_id)
            with same_turn(writer, series):
                writer.delete(found(writer, RotaPlace, place_id))
                for position, place in enumerate(places_of(writer, series.id)):
                    writer.change(place, position=position)
            return rota_row(writer, series)

    def change_deputy(self, place_id: str, row_version: int, deputy_id: str | None) -> RotaRow:
        """Name who fills in at a place, or nobody.

        Raises:
            Refused: They have left, or are the one they would fill in for.
        """
        with self._store.write() as writer:
            place = found(writer, RotaPlace, place_id)
            check_version(place.row_version, row_version)
            _refuse_own_deputy(found(writer, Person, place.person_id), deputy_id)
            if deputy_id:
                _here(writer, deputy_id)
            writer.change(place, deputy_id=deputy_id)
            return rota_row(writer, found(writer, Series, place.series_id))

    # Swaps

    def swap(self, series_id: str, on: dt.date, person_id: str, reason: str = "") -> RotaRow:
        """Have somebody else facilitate on one day; the deputy stays.

        Args:
            series_id: The series.
            on: The day.
            person_id: Who does it instead.
            reason: Why; may be empty.

        Raises:
            Refused: The day is over or has no turn, it is theirs already, or they have left.
        """
        with self._store.write() as writer:
            series, turns = _with_turns(writer, series_id)
            self._hand_over(writer, series, turns, on, person_id, reason)
            return rota_row(writer, series)

    def exchange(self, series_id: str, on: dt.date, person_id: str, reason: str = "") -> RotaRow:
        """Have two people change places: one takes a day, and gives their next one for it.

        Raises:
            Refused: As for a swap, or either of them has no day to give.
        """
        with self._store.write() as writer:
            series, turns = _with_turns(writer, series_id)
            giver = _turn(turns, on).person_id
            later = days_from(writer, series, on + dt.timedelta(days=1))
            other = rules.next_turn_of(_rota_of(turns), person_id, later)
            if not giver or other is None:
                raise Refused(
                    _("They cannot change places: there is no later day to give for it."),
                    "person_id",
                )
            self._hand_over(writer, series, turns, on, person_id, reason)
            self._hand_over(writer, series, turns, other, giver, reason)
            return rota_row(writer, series)

    def take_back_swap(self, swap_id: str) -> RotaRow:
        """Let a day be as the rota says; where two changed places, both of their days.

        Raises:
            Refused: The day is over.
        """
        with self._store.write() as writer:
            swap = found(writer, RotaSwap, swap_id)
            _refuse_past(writer, swap.on_day)
            series, turns = _with_turns(writer, swap.series_id)
            given = rules.given_back(turns.rota, swap.on_day) if turns.rota else None
            writer.delete(swap)
            if given is not None and given >= writer.today:
                writer.delete(turns.swaps[given])
            return rota_row(writer, series)

    def _hand_over(
        self,
        writer: Writer,
        series: Series,
        turns: Turns,
        on: dt.date,
        person_id: str,
        reason: str,
    ) -> None:
        from huddle.model.inputs import SwapInput, validated  # noqa: PLC0415 - at first write

        values = validated(SwapInput, reason=reason)
        _refuse_past(writer, on)
        person = _here(writer, person_id)
        if _turn(turns, on).person_id == person_id:
            raise Refused(_("It is the turn of {name} already.").format(name=person.name))
        rota_turn = rules.turn_on(_rota_of(turns), on)
        if rota_turn is not None and rota_turn.usual == person_id:
            writer.delete(turns.swaps[on])
            return
        key = {"series_id": series.id, "on_day": on}
        put(writer, RotaSwap, key, {"person_id": person_id, **values})


def _with_turns(reader: Reader, series_id: str) -> tuple[Series, Turns]:
    series = found(reader, Series, series_id)
    return series, turns_of(reader, series)


def _turn(turns: Turns, on: dt.date) -> TurnRow:
    turn = turns.on(on)
    if turn is None:
        raise Refused(_("Nobody has a turn on that day: the rota starts later."))
    return turn


def _rota_of(turns: Turns) -> Rota:
    if turns.rota is None:
        raise Refused(_("This huddle has no rota."))
    return turns.rota


def _series_of(reader: Reader, place_id: str) -> Series:
    return found(reader, Series, found(reader, RotaPlace, place_id).series_id)


def _here(reader: Reader, person_id: str) -> Person:
    person = found(reader, Person, person_id)
    if person.is_retired:
        raise Refused(_("{name} is not here any more.").format(name=person.name), "person_id")
    return person


def _refuse_own_deputy(person: Person, deputy_id: str | None) -> None:
    if person.id == deputy_id:
        raise Refused(_("{name} cannot be their own deputy.").format(name=person.name), "deputy_id")


def _refuse_past(reader: Reader, on: dt.date) -> None:
    if on < reader.today:
        raise Refused(_("That day is over. Its huddle keeps who led it."))
