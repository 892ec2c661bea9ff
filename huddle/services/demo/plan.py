"""What kind of made-up ward is wanted, and ids and instants that come out the same each time."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import resources
from huddle import dates
from huddle.store.ids import uuid7

_WARD = ("demo", "ward.toml")
TIME_ZONE: str = resources.toml(*_WARD)["time_zone"]
MOST_DEPARTMENTS = len(resources.toml(*_WARD)["teams"])
_ZONE = ZoneInfo(TIME_ZONE)


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """How large the story is, and the day it leads up to.

    Attributes:
        until: The last day; its huddles are still to come.
        years: How long before that it begins.
        departments: How many teams take part.
        actions: How many actions there were.
        seed: Another number tells another story.
    """

    until: dt.date
    years: int = 1
    departments: int = 8
    actions: int = 600
    seed: int = 1

    @property
    def starts_on(self) -> dt.date:
        """The first day of the story."""
        return self.until - dt.timedelta(days=365 * self.years)

    def day_of_last_month(self, day: int) -> dt.date:
        """A day of the last month that is over, so that its report has something to tell."""
        return dates.months_back(self.until, 1).replace(day=day)

    @property
    def ward_name(self) -> str:
        """What the ward is called."""
        return str(resources.toml(*_WARD)["name"])

    def chance(self, what: str) -> random.Random:
        """A source of chance of its own, the same for the same seed."""
        return random.Random(f"{what} {self.seed}")  # noqa: S311 - a story, not a secret


class SeededIds:
    """Row ids that follow from a seed.

    Called without an instant it counts on from the beginning of the story.

    Args:
        plan: The story.
        what: What the ids are for; two makers never give the same.
    """

    def __init__(self, plan: DemoPlan, what: str) -> None:
        self._chance = plan.chance(f"ids {what}")
        self._next = instant(plan.starts_on, dt.time(6, 0))

    def __call__(self) -> str:
        """The next id from the beginning on."""
        self._next += dt.timedelta(milliseconds=1)
        return self.at(self._next)

    def at(self, when: dt.datetime) -> str:
        """The id of a row made at an instant."""
        return uuid7(int(when.timestamp() * 1000), self._chance.getrandbits(74))


def instant(day: dt.date, time: dt.time) -> dt.datetime:
    """A time of the ward's day as an instant in UTC."""
    return dt.datetime.combine(day, time, _ZONE).astimezone(dt.UTC)


def local_day(when: dt.datetime) -> dt.date:
    """The ward's day that an instant falls on."""
    return when.astimezone(_ZONE).date()
