"""A month of one unit in numbers, and how far it has come: nobody by name, nothing sensitive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.month import MilestonesRow, MonthRow, Share
from huddle.rows.month_story import MonthStory
from huddle.services.guarded import Service
from huddle.services.held import due_of, gone_before
from huddle.services.meetings import (
    due_since_began,
    held_of_possible,
    huddles_of,
    runs_in,
    times_there,
)
from huddle.services.milestones import milestones_of
from huddle.services.month_items import (
    actions_of,
    comments_by_theme,
    concerns_of,
    escalations_of,
    texts_of,
)
from huddle.services.month_story import story_of_month
from huddle.services.templates import all_series
from huddle.services.wall import answers_between, words_rule
from huddle.store.transaction import Reader
from huddle.vocabulary import ItemKind


class Month(Service, called="month"):
    """What a month came to."""

    def of(self, month: dt.date) -> MonthRow:
        """The month of a day, as far as it has come.

        What words tell who somebody is, by the rule of the wall, is counted and left out.

        Raises:
            Refused: Huddles of that month were destroyed by the ward's rules.
        """
        first, last = dates.month_days(month)
        with self._read() as reader:
            if first < gone_before(reader):
                raise Refused(
                    _(
                        "Huddles of {month} were destroyed as the ward's rules say, so that month "
                        "cannot be counted any more."
                    ).format(month=dates.month(first)),
                    "month",
                )
            series, allowed = all_series(reader, with_retired=True), words_rule(reader)
            ids, there = [one.id for one in series], times_there(reader, series, first, last)

            def said(kind: ItemKind) -> Any:
                return texts_of(reader, ids, kind, first, last, allowed)

            return MonthRow(
                first=first,
                until=min(last, reader.today),
                huddles=huddles_of(reader, series, first, last, allowed, there),
                concerns=concerns_of(reader, ids, first, last),
                actions=actions_of(reader, ids, first, last),
                escalations=escalations_of(reader, ids, first, last),
                answers=tuple(answers_between(reader, allowed, first, last)),
                decisions=said(ItemKind.DECISION),
                thanks=said(ItemKind.RECOGNITION),
                goals=said(ItemKind.GOAL),
                comments=comments_by_theme(reader, ids, first, last, allowed),
            )

    def story(self, month: dt.date) -> MonthStory:
        """What the month of a day told: harm, charts, goals and what changed, as at its end."""
        first, last = dates.month_days(month)
        with self._read() as reader:
            until = min(last, reader.today)
            return story_of_month(reader, first, until, words_rule(reader))

    def held(self, month: dt.date) -> Share:
        """The huddles held of those possible in the month of a day, as far as it has come."""
        first, last = dates.month_days(month)
        with self._read() as reader:
            series = all_series(reader, with_retired=True)
            return held_of_possible(due_of(reader, one, first, last) for one in series)

    def milestones(self) -> MilestonesRow:
        """What is worth a certificate, from the first huddle until now."""
        with self._read() as reader:
            series = all_series(reader, with_retired=True)
            return milestones_of(reader, runs_in(due_since_began(reader, series)))

    @contextmanager
    def _read(self) -> Iterator[Reader]:
        """Reading as one who may see nothing sensitive, whoever asks."""
        with self._store.read() as reader:
            reader.hide_sensitive()
            yield reader
