"""Whom a count hides, when something is worth another look, and what is new for whom."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.rows.guidance import NewsRow
from huddle.rules.learning import FRESH_DAYS, is_due, refresher_since, told, unseen

TODAY = dt.date(2026, 8, 6)


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(("count", "said"), [(0, None), (4, None), (5, 5), (6, 6)])
def test_a_count_is_told_from_five_people_on(count: int, said: int | None) -> None:
    assert told(count) == said


def test_something_is_due_after_half_a_year() -> None:
    assert not is_due(ago(FRESH_DAYS), TODAY)
    assert is_due(ago(FRESH_DAYS + 1), TODAY)


@pytest.mark.parametrize("days", [(), (0,), (FRESH_DAYS, 3)])
def test_while_all_is_fresh_nobody_is_reminded(days: tuple[int, ...]) -> None:
    assert refresher_since([ago(one) for one in days], TODAY) is None


def test_somebody_is_reminded_once_a_quarter_however_much_there_is() -> None:
    assert refresher_since([ago(181), ago(190), ago(3)], TODAY) == ago(9)
    assert refresher_since([ago(900), ago(181)], TODAY) == dt.date(2026, 7, 1)
    assert refresher_since([ago(900)], dt.date(2026, 10, 2)) == dt.date(2026, 10, 1)


def test_news_is_what_came_since_somebody_did_and_was_not_seen() -> None:
    older, newer = (NewsRow(str(day), day, ("one", "two")) for day in (ago(30), ago(1)))
    assert unseen((newer, older), frozenset(), ago(60)) == (newer, older)
    assert unseen((newer, older), frozenset({newer.version}), ago(60)) == (older,)
    assert unseen((newer, older), frozenset(), ago(30)) == (newer,)
    assert unseen((newer, older), frozenset(), ago(1)) == ()
