"""How far a ward's huddles are from being a habit: quietly told until they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from huddle.model import Series
from huddle.rows.embedding import EmbeddingRow
from huddle.rules import embedding, recurrence
from huddle.rules.huddle_measures import weekdays
from huddle.services.calendar import began_on, plan_of
from huddle.services.guarded import Service
from huddle.services.held import due_of
from huddle.services.templates import all_series
from huddle.store.transaction import Reader

_AHEAD = dt.timedelta(days=120)
"""A ward that could reach it only later is not told of it."""


class Embedding(Service, called="embedding"):
    """The first goal of a new huddle: that it is held."""

    def progress(self) -> EmbeddingRow | None:
        """How far the nearest of the ward's series is; none where there is nothing to tell yet."""
        with self._store.read() as reader:
            series = all_series(reader, with_retired=True)
            return embedding.furthest([_of_series(reader, one) for one in series])


def _of_series(reader: Reader, series: Series) -> EmbeddingRow:
    due = due_of(reader, series, began_on(reader, series), reader.today)
    return embedding.progress(weekdays(due.possible, due.missed), _coming(reader, series))


def _coming(reader: Reader, series: Series) -> Iterator[dt.date]:
    """The weekdays from today on that the series is due; none of one that is held no longer."""
    if not series.is_retired:
        planned = recurrence.between(plan_of(reader, series), reader.today, reader.today + _AHEAD)
        yield from (day for day, _ in weekdays(planned, ()))
