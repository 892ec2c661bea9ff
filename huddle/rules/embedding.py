"""How far a ward is from a huddle that is a habit.

Definition: *embedded* is fifteen weekday huddles in a row within twenty-one days (HUSH, Yorkshire).
Days that the plan leaves out (weekends, closed days) break no row, but the twenty-one days go on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from huddle.rows.embedding import EmbeddingRow
from huddle.rules.huddle_measures import EMBEDDED_DAYS, EMBEDDED_RUN, Run, runs


def progress(days: Sequence[tuple[dt.date, bool]], coming: Iterable[dt.date]) -> EmbeddingRow:
    """How far it is.

    Args:
        days: Weekdays on which a huddle was possible, in order, and whether one was held.
        coming: The weekdays after them on which one is due, in order.
    """
    found = list(runs(days))
    return EmbeddingRow(
        run=_unbroken(days, found),
        best=max((run.within for run in found), default=0),
        needed=EMBEDDED_RUN,
        within_days=EMBEDDED_DAYS,
        soonest=_first(run for run in runs(_all_held(days, coming)) if run.on > _last(days)),
        reached_on=_first(found),
    )


def furthest(of_series: Iterable[EmbeddingRow]) -> EmbeddingRow | None:
    """What a ward is told: of its series, the one that reached it first, or is nearest to it."""
    told = [one for one in of_series if one.is_told]
    return min(told, key=_distance, default=None)


def _distance(one: EmbeddingRow) -> tuple[dt.date, int, int]:
    return one.reached_on or dt.date.max, -one.run, -one.best


def _unbroken(days: Sequence[tuple[dt.date, bool]], found: Sequence[Run]) -> int:
    return found[-1].within if found and found[-1].on == _last(days) else 0


def _last(days: Sequence[tuple[dt.date, bool]]) -> dt.date:
    return days[-1][0] if days else dt.date.min


def _all_held(
    days: Sequence[tuple[dt.date, bool]], coming: Iterable[dt.date]
) -> list[tuple[dt.date, bool]]:
    return [*days, *((day, True) for day in coming if day > _last(days))]


def _first(found: Iterable[Run]) -> dt.date | None:
    return next((run.on for run in found if run.is_embedded), None)
