"""Whatever the periods, days and holds are: nothing held, linked to the young, or open goes."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from huddle.rows.keeping import HoldRow
from huddle.rules.retention import Entry, covers, first_kept, what_goes
from huddle.vocabulary import RecordKind

NOW = dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC)
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2026, 8, 6))
KINDS = (RecordKind.ITEMS, RecordKind.INCIDENTS, RecordKind.DELETED)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        first, last = sorted((draw(DAYS), draw(DAYS)))
        links = draw(st.lists(st.integers(0, 9).map(str), max_size=2))
        kind, is_finished = draw(st.sampled_from(KINDS)), draw(st.booleans())
        found.append(Entry(str(number), kind, first, last, is_finished, tuple(links)))
    return found


@st.composite
def holds(draw: st.DrawFn) -> list[HoldRow]:
    return [
        HoldRow(
            id=str(number),
            reason="Inquiry",
            from_on=draw(st.none() | DAYS),
            until_on=draw(st.none() | DAYS),
            is_lifted=draw(st.booleans()),
            added_at=NOW,
            added_by="Erin",
            changed_at=NOW,
            changed_by="Erin",
        )
        for number in range(draw(st.integers(0, 2)))
    ]


@given(entries(), holds(), st.lists(st.integers(0, 150), min_size=3, max_size=3))
def test_nothing_goes_that_must_stay(
    found: list[Entry], held: list[HoldRow], months: list[int]
) -> None:
    kept_from = dict(zip(KINDS, (first_kept(NOW.date(), count) for count in months), strict=True))
    going = what_goes(found, kept_from, held)
    gone = {entry.id: entry for some in going.entries.values() for entry in some}
    for entry in gone.values():
        first_day = kept_from[entry.kind]
        assert entry.is_finished
        assert first_day is not None
        assert entry.last_on < first_day
        assert not any(covers(hold, entry.first_on, entry.last_on) for hold in held)
        assert set(entry.links) <= set(gone)
    for entry in found:
        assert entry.id in gone or not set(entry.links) & set(gone)


@given(DAYS, st.integers(1, 1200))
def test_a_period_never_ends_early(today: dt.date, months: int) -> None:
    first = first_kept(today, months)
    assert first is not None
    passed = (today.year - first.year) * 12 + today.month - first.month
    assert passed == months
    assert first.day == today.day or (first + dt.timedelta(days=1)).day == 1
