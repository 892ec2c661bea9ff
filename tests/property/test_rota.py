"""Rotas over two years: each place comes round equally, and a change stays on its own day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from huddle.rules import recurrence
from huddle.rules.recurrence import OneOff, Plan
from huddle.rules.rota import Place, Rota, place_on, start_for, turn_on

FIRST = dt.date(2026, 1, 1)
SPAN = 2 * 365
DAYS = [FIRST + dt.timedelta(days=past) for past in range(SPAN)]
_NAMES = st.sampled_from("abcdefgh")
_DAYS = st.sampled_from(DAYS)
ROTAS = st.builds(
    Rota,
    st.lists(st.builds(Place, _NAMES, _NAMES | st.just("")), min_size=1, max_size=8),
    st.booleans(),
    st.sampled_from(DAYS[:400]),
    st.frozensets(st.integers(0, 6)),
    st.dictionaries(_DAYS, _NAMES, max_size=8),
    st.frozensets(_NAMES),
)


def turns(rota: Rota) -> list[int]:
    """The places of all whole turns, in order: of each week, or of each day of the series."""
    held = [day for day in DAYS if day >= rota.starts_on]
    if rota.by_week:
        held = [day for day in held if day.weekday() == 0]
    elif rota.weekdays:
        held = [day for day in held if day.weekday() in rota.weekdays]
    found = [place_on(rota, day) for day in held]
    return [at for at in found if at is not None]


@given(ROTAS)
def test_each_place_comes_round_equally(rota: Rota) -> None:
    met, size = turns(rota), len(rota.places)
    for at in range(0, len(met) - size + 1, size):
        assert sorted(met[at : at + size]) == list(range(size))
    counts = Counter(met)
    assert max(counts.values()) - min(counts[at] for at in range(size)) <= 1


@given(ROTAS, _DAYS, _NAMES)
def test_a_swap_changes_only_its_own_day(rota: Rota, day: dt.date, person: str) -> None:
    swapped = replace(rota, swaps={**rota.swaps, day: person})
    changed = {one for one in DAYS if turn_on(rota, one) != turn_on(swapped, one)}
    assert changed <= {day}
    turn = turn_on(swapped, day)
    if turn is not None and person not in rota.gone:
        assert turn.leads == person


@given(ROTAS, _DAYS, st.booleans())
def test_an_exception_changes_only_its_own_day(rota: Rota, day: dt.date, is_held: bool) -> None:
    plan = Plan(rota.weekdays, [dt.time(8, 15)], FIRST)
    other = replace(plan, one_offs={day: OneOff(is_held)})

    def led(by: Plan) -> dict[dt.date, object]:
        due = recurrence.between(by, DAYS[0], DAYS[-1])
        return {one.on: turn_on(rota, one.on) for one in due}

    before, after = led(plan), led(other)
    assert {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)} <= {
        day
    }


@given(ROTAS, _DAYS)
def test_nobody_who_is_gone_leads_and_nobody_fills_in_for_themselves(
    rota: Rota, day: dt.date
) -> None:
    turn = turn_on(rota, day)
    assert (turn is None) == (day < rota.starts_on)
    if turn is not None:
        assert not {turn.leads, turn.deputy} & set(rota.gone)
        assert turn.leads != turn.deputy or not turn.leads


@given(ROTAS, _DAYS, st.integers(0, 7))
def test_any_place_can_be_given_the_turn_of_a_day(rota: Rota, day: dt.date, at: int) -> None:
    at %= len(rota.places)
    assert place_on(replace(rota, starts_on=start_for(rota, at, day)), day) == at
