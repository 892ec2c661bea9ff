"""Tells the story into a store: first as it ended, its last huddles as they went."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import count

import resources
from huddle.i18n import _
from huddle.model import Addendum, Counter, Escalation, Huddle, Item, ItemEvent, Part, Record
from huddle.rules.codes import code_for
from huddle.services import records
from huddle.services.demo import ending, meetings
from huddle.services.demo.cast import Cast, gather
from huddle.services.demo.ending import Ending
from huddle.services.demo.lives import Change, Life
from huddle.services.demo.looking import look_each_day
from huddle.services.demo.measuring import plan_goals, write_measures
from huddle.services.demo.meetings import Meeting
from huddle.services.demo.plan import DemoPlan, SeededIds
from huddle.services.demo.raising import Raising
from huddle.services.demo.tools import write_tools
from huddle.services.demo.words import finale
from huddle.services.people import found
from huddle.store.bulk import Bulk
from huddle.store.session import Store
from huddle.store.transaction import Writer

_FROZEN_HUDDLES = 30
"""The newest huddles get their record; an older one is shown as things stand."""
_WRITTEN_TOGETHER = 200
_ENDING_HUDDLES = 4
"""The last huddles of the main series hold only what the end needs."""
_OPEN_DAYS = 28
"""What is open at the end was raised in these last days."""
_OPEN_PER_YEAR_OF_600 = 14
_LATE_SHARE = 3 / 14
_MAIN_SERIES_SHARE = 3


def fill_demo(store: Store, plan: DemoPlan) -> None:
    """Tell the story into a new store whose clock stands at the story's beginning."""
    ids = SeededIds(plan, "rows")
    with store.write() as writer:
        told = resources.toml("demo", "ward.toml")
        spoken = ("act_now_number", "tell_us", "classification")
        writer.change(writer.unit, **{name: _(told[name]) for name in spoken})
        bulk = Bulk(writer, ids.at)
        cast = gather(writer, bulk, plan)
        look_each_day(writer, bulk, plan)
        held = meetings.all_meetings(plan, cast, ids)
        write_measures(bulk, plan)
        _Teller(writer, bulk, plan, cast).tell(held, _lives(plan, cast, held, ids))
        plan_goals(writer, bulk)
        write_tools(writer, bulk, plan, cast)
        writer.note("demo", "unit", writer.unit_id, seed=plan.seed, actions=plan.actions)


def _lives(
    plan: DemoPlan, cast: Cast, held: Sequence[Meeting], ids: SeededIds
) -> Iterator[tuple[Meeting | None, list[Life]]]:
    """What was said in each huddle, in order; last, without one, what waits for the next."""
    chance = plan.chance("lives")
    by_series = {
        one.series_id: [met for met in held if met.round is one and met.stops]
        for one in cast.rounds
    }
    raising = {
        series_id: Raising(plan, cast, mine, chance, ids) for series_id, mine in by_series.items()
    }
    main = next(one.series_id for one in cast.rounds if one.is_main)
    last = Ending(plan, cast, by_series[main], raising[main], ids)
    at_the_end: dict[str | None, list[Life]] = {}
    for life in last.lives():
        at_the_end.setdefault(life.values["huddle_id"], []).append(life)
    quiet = {met.id for met in by_series[main][-_ENDING_HUDDLES:]}
    share = _shares(plan, [met for met in held if met.stops and met.id not in quiet], chance)
    place = {met.id: number for mine in by_series.values() for number, met in enumerate(mine)}
    for met in held:
        said = at_the_end.get(met.id, [])
        if met.stops and met.id not in quiet:
            said += raising[met.round.series_id].said_in(
                place[met.id], *share.get(met.id, (0, 0, 0))
            )
        yield met, said
    yield None, at_the_end.get(None, [])


def _shares(
    plan: DemoPlan, held: Sequence[Meeting], chance: random.Random
) -> dict[str, tuple[int, int, int]]:
    """How many actions each huddle brought, how many of them are open, and how many late."""
    wanted = max(0, plan.actions - ending.action_count())
    weights = [_MAIN_SERIES_SHARE if met.round.is_main else 1 for met in held]
    brought = [met.id for met in chance.choices(held, weights, k=wanted)]
    recent = {met.id for met in held if (plan.until - met.held_on).days <= _OPEN_DAYS}
    open_wanted = round(_OPEN_PER_YEAR_OF_600 * plan.actions / (600 * plan.years))
    could_be_open = [met_id for met_id in brought if met_id in recent]
    is_open = could_be_open[: max(0, open_wanted - ending.open_count())]
    is_late = is_open[: round(len(is_open) * _LATE_SHARE)]
    counts = [Tally(one) for one in (brought, is_open, is_late)]
    return {met: (counts[0][met], counts[1][met], counts[2][met]) for met in counts[0]}


class _Teller:
    """Writes the story down in order.

    What items became before the huddles that get a record is written with them; the rest follows
    in its time, so that each record holds what was so at its close.
    """

    def __init__(self, writer: Writer, bulk: Bulk, plan: DemoPlan, cast: Cast) -> None:
        self._writer = writer
        self._bulk = bulk
        self._cast = cast
        self._chance = plan.chance("telling")
        self._codes = 0
        self._in_turn = count()
        self._later: list[tuple[dt.datetime, int, Change]] = []

    def tell(
        self, held: Sequence[Meeting], lives: Iterator[tuple[Meeting | None, list[Life]]]
    ) -> None:
        """Every huddle, then what waits for the next one."""
        frozen = [met for met in held if met.stops][-_FROZEN_HUDDLES:]
        for met, said in lives:
            if met is not None:
                meetings.write(self._bulk, met, self._cast, self._chance)
            for life in sorted(said, key=lambda life: life.at):
                self._begin(life, frozen[0].began)
            if met in frozen:
                self._freeze(met)
            elif met is None or met.number % _WRITTEN_TOGETHER == 0:
                self._bulk.flush()
        self._become_until(None)
        self._finish(held)

    def _begin(self, life: Life, told_until: dt.datetime) -> None:
        self._codes += 1
        life.values["code"] = code_for(self._codes)
        self._bulk.make_findable(life.in_the_end(), life.told_beside())
        rows = {life.id: self._bulk.add(Item, life.at, **life.values)}
        for part in life.parts:
            rows[part["id"]] = self._bulk.add(Part, life.at, **part)
        for at, row in life.sent_up:
            self._bulk.add(Escalation, at, **row)
        for at, event in life.events:
            by = self._writer.account_id
            self._bulk.add(ItemEvent, at, item_id=life.id, at=at, by=by, **event)
        for number, change in enumerate(life.changes, start=2):
            change.values.update(row_version=number, updated_at=change.at)
            if change.at <= told_until:
                rows[change.row_id].update(change.values)
            else:
                heappush(self._later, (change.at, next(self._in_turn), change))

    def _freeze(self, met: Meeting) -> None:
        self._bulk.flush()
        self._become_until(met.ended)
        self._writer.session.expire_all()
        self._writer.now = met.ended
        record = records.live_record(self._writer, found(self._writer, Huddle, met.id))
        body = records.to_json(record)
        self._bulk.add(Record, met.ended, huddle_id=met.id, made_at=met.ended, body=body)

    def _become_until(self, until: dt.datetime | None) -> None:
        while self._later and (until is None or self._later[0][0] <= until):
            change = heappop(self._later)[-1]
            self._bulk.change(change.kind, change.row_id, change.values)

    def _finish(self, held: Sequence[Meeting]) -> None:
        last = [met for met in held if met.stops and met.round.is_main][-1]
        by = records.account_name(self._writer, self._writer.account_id)
        text = _(finale()["addendum"]["text"])
        at = last.ended + dt.timedelta(hours=1)
        self._bulk.add(Addendum, at, huddle_id=last.id, text=text, by=by)
        for name, used in (("huddle", len(held)), ("code", self._codes)):
            self._bulk.add(Counter, last.ended, name=name, next_number=used + 1)
        self._bulk.flush()
