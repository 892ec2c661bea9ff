"""Who facilitates a series on which day: by its rota, or always the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlmodel import col, select

from huddle.model import Person, RotaPlace, RotaSwap, Series
from huddle.rows.rota import TurnRow
from huddle.rules import rota as rules
from huddle.rules.rota import Place, Rota
from huddle.services.calendar import weekdays_of
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import RotaTurns


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of one series.

    Attributes:
        usually: Who leads where no rota names anybody.
        rota: Its rota, if it has one.
        names: What everybody is called, by id.
        swaps: The swaps by day.
    """

    usually: str
    rota: Rota | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    swaps: Mapping[dt.date, RotaSwap] = field(default_factory=dict)

    def on(self, day: dt.date) -> TurnRow | None:
        """Whose turn a day is by the rota."""
        turn = rules.turn_on(self.rota, day) if self.rota else None
        if self.rota is None or turn is None:
            return None
        swap = self.swaps.get(day)
        return TurnRow(
            on=day,
            person_id=turn.leads,
            name=self.names.get(turn.leads, ""),
            deputy=self.names.get(turn.deputy, ""),
            instead_of=self.names.get(turn.usual, "") if turn.usual != turn.wanted else "",
            has_left=self.names.get(turn.wanted, "") if turn.wanted in self.rota.gone else "",
            reason=swap.reason if swap else "",
            swap_id=swap.id if swap else "",
        )

    def leader(self, day: dt.date) -> str:
        """Who facilitates on a day; empty where nobody is named."""
        turn = self.on(day)
        return (turn.name if turn else "") or self.usually

    def deputy(self, day: dt.date) -> str:
        """Who fills in on a day; empty for nobody."""
        turn = self.on(day)
        return turn.deputy if turn else ""


def turns_of(reader: Reader, series: Series) -> Turns:
    """The turns of a series."""
    if not series.rota_turns or series.rota_from is None:
        return Turns(series.facilitator)
    people = select(
        col(Person.id), col(Person.name), col(Person.is_retired), col(Person.deleted_at)
    ).where(Person.unit_id == reader.unit_id)
    known = reader.execute(people).all()
    swaps = _swaps(reader, series.id)
    rota = Rota(
        places=[Place(one.person_id, one.deputy_id or "") for one in places_of(reader, series.id)],
        by_week=series.rota_turns == RotaTurns.WEEK.value,
        starts_on=series.rota_from,
        weekdays=weekdays_of(series),
        swaps={day: swap.person_id for day, swap in swaps.items()},
        gone={row.id for row in known if row.is_retired or row.deleted_at is not None},
    )
    return Turns(series.facilitator, rota, {row.id: row.name for row in known}, swaps)


def places_of(reader: Reader, series_id: str) -> list[RotaPlace]:
    """The places of a series' rota, in the order of their turns."""
    query = (
        select(RotaPlace)
        .where(RotaPlace.series_id == series_id, col(RotaPlace.deleted_at).is_(None))
        .order_by(col(RotaPlace.position), col(RotaPlace.id))
    )
    return list(reader.session.exec(query))


@contextmanager
def same_turn(writer: Writer, series: Series) -> Iterator[None]:
    """Leave today's turn with whoever has it, whatever changes in the circle meanwhile.

    Whoever is taken out leaves it to the next; the start moves for that.
    """
    rota, before = turns_of(writer, series).rota, places_of(writer, series.id)
    at = rules.place_on(rota, writer.today) if rota else None
    yield
    if at is None:
        return
    rota, after = turns_of(writer, series).rota, [one.id for one in places_of(writer, series.id)]
    stays = next((one.id for one in (*before[at:], *before[:at]) if one.id in after), None)
    if rota is None or stays is None:
        return
    wanted = after.index(stays)
    if rules.place_on(rota, writer.today) != wanted:
        writer.change(series, rota_from=rules.start_for(rota, wanted, writer.today))


def _swaps(reader: Reader, series_id: str) -> dict[dt.date, RotaSwap]:
    query = select(RotaSwap).where(
        RotaSwap.series_id == series_id, col(RotaSwap.deleted_at).is_(None)
    )
    return {swap.on_day: swap for swap in reader.session.exec(query)}
