"""A huddle that was held on paper, because the computer could not be used, is typed in later."""

from __future__ import annotations

import datetime as dt

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Huddle, Series
from huddle.rows.huddles import PaperDay, PaperHuddle, TypingIn
from huddle.rules import paper_form, recurrence
from huddle.services import beginning, paired
from huddle.services.beginning import Held
from huddle.services.calendar import began_on
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.reading import huddle_row
from huddle.services.templates import all_series
from huddle.services.turns import turns_of
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus


class Paper(Service, called="paper"):
    """What becomes of the forms for paper."""

    def huddles(self) -> tuple[PaperHuddle, ...]:
        """What can be typed in: the series, the main one first, each with its days."""
        with self._store.read() as reader:
            series = sorted(all_series(reader), key=lambda one: not one.is_main)
            return tuple(PaperHuddle(one.id, one.name, _days(reader, one)) for one in series)

    def enter(
        self,
        series_id: str,
        held_on: dt.date,
        began: dt.time,
        ended: dt.time,
        facilitator: str = "",
    ) -> TypingIn:
        """Begin to type a huddle in; from then on it runs, dated as it was held, until its close.

        Of a day's times it is the one nearest to its beginning; where none was planned, the one
        that ran then. One that was explained as not
        held becomes this one; one that runs is gone on with as it is.

        Args:
            series_id: The series.
            held_on: The day it began.
            began: The unit's wall time when it began.
            ended: The unit's wall time when it ended; it may have gone past midnight.
            facilitator: Who led it; without a name, whose turn it was.

        Raises:
            Refused: The day or the times cannot be, the agenda has no steps, or that huddle was
                closed already.
        """
        from huddle.model.inputs import FacilitatorInput, validated  # noqa: PLC0415 - at first write

        values = validated(FacilitatorInput, facilitator=facilitator)
        with self._store.write() as writer:
            series = found(writer, Series, series_id)
            paper_form.check_day(held_on, writer.today, began_on(writer, series))
            zone = writer.local_now.tzinfo
            times = paper_form.instants(held_on, began, ended, writer.now, zone)
            starts_at, huddle = _meant(writer, series, held_on, *times)
            if huddle is not None and huddle.status == HuddleStatus.CLOSED.value:
                raise Refused(_closed_already(huddle), "held_on")
            if huddle is not None and not paired.is_over(huddle):
                return TypingIn(huddle_row(huddle), was_running=True)
            held = Held(held_on, starts_at or began, *times, values["facilitator"])
            made = beginning.begin_late(writer, series, held, huddle)
            return TypingIn(huddle_row(made), was_running=False)


def _days(reader: Reader, series: Series) -> tuple[PaperDay, ...]:
    """The days whose forms can be typed in, today first, with who was to lead."""
    turns = turns_of(reader, series)
    longest_ago = reader.today - dt.timedelta(days=paper_form.MOST_DAYS_BACK)
    oldest = max(began_on(reader, series), longest_ago)
    back = ((reader.today - dt.timedelta(days=n)) for n in range((reader.today - oldest).days + 1))
    return tuple(PaperDay(day, turns.leader(day)) for day in back)


def _meant(
    reader: Reader, series: Series, on: dt.date, began: dt.datetime, ended: dt.datetime
) -> tuple[dt.time | None, Huddle | None]:
    """Which of a day's huddles a form is of: its planned time, if any, and what there is of it."""
    day = paired.on_day(reader, series, on)
    chosen = recurrence.nearest(tuple(day.due), began.astimezone(reader.local_now.tzinfo))
    if chosen is not None:
        return chosen.at, day.due[chosen]
    then = [one for one in day.others if _ran_then(one, began, ended)]
    return None, paired.running(then) or next(reversed(then), None)


def _ran_then(huddle: Huddle, began: dt.datetime, ended: dt.datetime) -> bool:
    """Whether one that was not planned can be the one of a form; there may be several a day."""
    if huddle.started_at is None:
        return True
    over = huddle.closed_at or huddle.ended_at
    return huddle.started_at < ended and (over is None or over > began)


def _closed_already(huddle: Huddle) -> str:
    said = _(
        "Huddle {number} of that day is closed already. In History, open it again or add a dated "
        "correction."
    )
    return said.format(number=huddle.number)
