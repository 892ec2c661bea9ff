"""Which steps of an agenda a huddle has: some appear only when they have something to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from huddle.model import TemplateStep
from huddle.services.tool_rows import technology_of
from huddle.services.waiting import coming_back
from huddle.store.transaction import Reader
from huddle.vocabulary import StepPurpose


def needed(
    reader: Reader, steps: Iterable[TemplateStep], series_id: str, on: dt.date
) -> list[TemplateStep]:
    """The steps that a huddle of a series has on a day.

    Args:
        reader: A transaction.
        steps: Those of its agenda, in their order.
        series_id: The series.
        on: The day.
    """
    return [
        step
        for step in steps
        if not step.only_when_needed or _shows_something(reader, step, series_id, on)
    ]


def _shows_something(reader: Reader, step: TemplateStep, series_id: str, on: dt.date) -> bool:
    if step.purpose == StepPurpose.PARKED:
        return bool(coming_back(reader, series_id, on))
    if step.purpose == StepPurpose.TECHNOLOGY:
        return technology_of(reader).is_needed
    return True
